//! Why there is no bill.

use chrono::{DateTime, Utc};

/// Why there is no bill: one variant per row of the gateway's code table, and one per way the
/// network can fail. Safe to log; never holds personal data.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum InquiryError {
    /// 400xx6505: our clock is off.
    #[error("the gateway refuses our timestamp (6505): check this machine's clock")]
    ClockOff,
    /// 400xx6508: wrong secret or a signing fault.
    #[error("the gateway refuses our signature (6508): check KLIKOO_CLIENT_SECRET and the registered public key")]
    SignatureRefused,
    /// 400xx6510: a field did not pass.
    #[error("the gateway refuses a field (6510)")]
    InvalidField,
    /// 400xx6512: a field is missing, the period for BPJS perhaps.
    #[error("the gateway misses a field (6512)")]
    MissingField,
    /// 400xx6525 and 404xx6525: product and number do not go together.
    #[error("the gateway says the product does not fit (6525)")]
    ProductMismatch,
    /// 400xx6568: malformed client id.
    #[error("the gateway refuses the client id (6568): check KLIKOO_CLIENT_ID")]
    ClientIdRefused,
    /// 400xx6569: the token request is wrong.
    #[error("the gateway refuses the grant type (6569)")]
    GrantRefused,
    /// 401xx6500 and 401xx6535, even after a new token.
    #[error("the gateway refuses our token even after a new one (6500/6535)")]
    TokenRefused,
    /// 401xx6570: wrong id or secret.
    #[error("the gateway refuses the credentials (6570): check KLIKOO_CLIENT_ID and KLIKOO_CLIENT_SECRET")]
    CredentialsRefused,
    /// 403xx6524: the account is not verified.
    #[error("the gateway account is not verified yet (6524)")]
    AccountUnverified,
    /// 403xx6567 and 403xx6572: the account is of another kind.
    #[error("the gateway account is not of the b2b kind (6567/6572)")]
    AccountKind,
    /// 403xx6571: our IP is not registered.
    #[error("the gateway does not know this machine's IP address (6571): have it registered")]
    IpNotRegistered,
    /// 404xx7001: the gateway lacks our account's data.
    #[error("the gateway cannot load our account (7001)")]
    AccountData,
    /// 404xx7002: no such customer.
    #[error("the customer number was not found (7002)")]
    CustomerNotFound,
    /// 404xx7003: no such product.
    #[error("the gateway does not know the product (7003)")]
    ProductUnknown,
    /// 404xx7005: no such transaction; does not belong to an inquiry.
    #[error("the gateway speaks of a transaction (7005)")]
    TransactionUnknown,
    /// 404xx7009: the customer's or partner's account is disabled.
    #[error("the account is disabled or blocked (7009)")]
    CustomerDisabled,
    /// 404xx7010: nothing to pay; paid already or not issued yet.
    #[error("there is no open bill (7010)")]
    NoOpenBill,
    /// 404xx7011: wrong customer number.
    #[error("the customer number is wrong (7011)")]
    NumberWrong,
    /// 404xx7012: the last instalment is paid at the branch.
    #[error("the last instalment is paid at the branch (7012)")]
    LastInstalment,
    /// 409xx6563: a reference number was used before.
    #[error("a reference number was used before (6563)")]
    ReferenceUsed,
    /// 500xx8504, 8505 and 8601: the gateway's database or cache failed.
    #[error("the gateway's own storage failed (8504/8505/8601)")]
    GatewayStorage,
    /// 500xx9975: the account is not set up.
    #[error("the gateway account is not set up (9975)")]
    AccountNotSetUp,
    /// 500xx9992: no route to the biller.
    #[error("the gateway has no provider for the product (9992)")]
    ProviderUnknown,
    /// 500xx9999: a fault without a name.
    #[error("the gateway failed without a reason (9999)")]
    GatewayFault,
    /// 501xx9976: not built yet.
    #[error("the gateway has not built this (9976)")]
    NotImplemented,
    /// 503xx9991: the biller is down.
    #[error("the biller is down (9991)")]
    BillerDown,
    /// 503xx9998: the sum is too small to pay.
    #[error("the amount is below the minimum (9998)")]
    AmountTooSmall,
    /// A code nobody told us of.
    #[error("the gateway answered with an unknown code {code}")]
    UnknownCode {
        /// Digits of the code.
        code: String,
        /// The vendor's message, cut to 200 characters; shown to the person, never logged.
        message: String,
    },
    /// No final answer within the deadline.
    #[error("the gateway did not answer in time")]
    TimedOut,
    /// No connection.
    #[error("the gateway cannot be reached")]
    Unreachable,
    /// The name in the base URL leads nowhere.
    #[error("the gateway's host name cannot be found: check KLIKOO_BASE_URL and this machine's DNS")]
    HostUnknown,
    /// Whoever answers at the gateway's address cannot prove to be the gateway.
    #[error("the gateway's certificate {0}")]
    Certificate(CertificateFault),
    /// The connection breaks before anything can be asked.
    #[error("the encrypted connection to the gateway cannot be set up: a proxy, a firewall or the port may be wrong")]
    TlsBroken,
    /// 403 without a code: a firewall before the gateway, most often because it does not know our IP address.
    #[error("the gateway or a firewall before it refuses this machine (403): its IP address may not be registered")]
    Forbidden,
    /// 429: we ask too often. The whole account waits; asked before the wait is over, the same.
    #[error("the gateway allows no more questions for now (429); try again in {seconds} s")]
    Throttled {
        /// From now, at least 1.
        seconds: u32,
    },
    /// A success that brings no bill and says something else than success: `TRANSAKSI PENDING`.
    #[error("the gateway took the question and has no bill yet")]
    Pending {
        /// The vendor's message, cut to 200 characters, long figures masked; shown to the person, never logged.
        message: String,
    },
    /// A verdict that was given a moment ago and is still good.
    #[error("{verdict}")]
    Said {
        /// What was said.
        verdict: Box<Self>,
        /// When.
        as_of: DateTime<Utc>,
    },
    /// An answer that is none: HTML, cut off, too large, a redirect, a success without a bill.
    #[error("the gateway's answer cannot be read: {0}")]
    Unreadable(String),
    /// Not asked: whoever should answer keeps failing, and is left alone until then.
    #[error("not asked, since it keeps failing; try again in {seconds} s")]
    Resting {
        /// From now, at least 1.
        seconds: u32,
    },
    /// Not asked: more questions wait than could be asked in time.
    #[error("not asked, since too many questions wait; try again in {seconds} s")]
    Crowded {
        /// From now, at least 1.
        seconds: u32,
    },
}

/// What is wrong with a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum CertificateFault {
    /// Nobody we know vouches for it.
    #[error("is not trusted: a proxy may stand between, or KLIKOO_BASE_URL may be wrong")]
    Untrusted,
    /// Its time is over.
    #[error("has expired: check this machine's clock, then tell Klikoo")]
    Expired,
    /// Its time has not come.
    #[error("is not valid yet: check this machine's clock")]
    NotYetValid,
    /// It is another host's.
    #[error("is for another host: check KLIKOO_BASE_URL")]
    OtherHost,
    /// Something else.
    #[error("is not valid: tell Klikoo")]
    Invalid,
}
