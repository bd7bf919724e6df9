//! What a failure means: whose fault it is, whether it would be said again, what it is called.

use super::error::{CertificateFault, InquiryError};

/// Whose fault a failure is: it decides who is told what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Blame {
    /// The person asked about something that cannot be answered.
    Person,
    /// The biller or the gateway fails; trying later helps.
    Biller,
    /// We or our account; the operator must act.
    Operator,
}

impl InquiryError {
    /// Whose fault it is.
    #[must_use]
    pub fn blame(&self) -> Blame {
        match self {
            Self::InvalidField
            | Self::MissingField
            | Self::ProductMismatch
            | Self::CustomerNotFound
            | Self::CustomerDisabled
            | Self::NoOpenBill
            | Self::NumberWrong
            | Self::LastInstalment
            | Self::AmountTooSmall => Blame::Person,
            Self::GatewayStorage
            | Self::GatewayFault
            | Self::BillerDown
            | Self::UnknownCode { .. }
            | Self::TimedOut
            | Self::Unreachable
            | Self::Unreadable(_)
            | Self::Throttled { .. }
            | Self::Pending { .. }
            | Self::Resting { .. }
            | Self::Crowded { .. } => Blame::Biller,
            Self::Said { verdict, .. } => verdict.blame(),
            Self::ClockOff
            | Self::SignatureRefused
            | Self::ClientIdRefused
            | Self::GrantRefused
            | Self::TokenRefused
            | Self::CredentialsRefused
            | Self::AccountUnverified
            | Self::AccountKind
            | Self::IpNotRegistered
            | Self::AccountData
            | Self::ProductUnknown
            | Self::TransactionUnknown
            | Self::ReferenceUsed
            | Self::AccountNotSetUp
            | Self::ProviderUnknown
            | Self::NotImplemented
            | Self::HostUnknown
            | Self::Certificate(_)
            | Self::TlsBroken
            | Self::Forbidden => Blame::Operator,
        }
    }

    /// Whether it is a verdict: what the biller says of this number or product, and would say again a moment later.
    /// Everything else is a fault, which may pass, or of our own account.
    #[must_use]
    pub fn is_verdict(&self) -> bool {
        match self {
            Self::InvalidField
            | Self::MissingField
            | Self::ProductMismatch
            | Self::AccountData
            | Self::CustomerNotFound
            | Self::ProductUnknown
            | Self::TransactionUnknown
            | Self::CustomerDisabled
            | Self::NoOpenBill
            | Self::NumberWrong
            | Self::LastInstalment
            | Self::AmountTooSmall
            | Self::Said { .. } => true,
            // A code of the 404 kind that no table has speaks of the number as the known ones do.
            Self::UnknownCode { code, .. } => code.len() > 3 && ["400", "404", "409", "422"].contains(&&code[..3]),
            Self::ClockOff
            | Self::SignatureRefused
            | Self::ClientIdRefused
            | Self::GrantRefused
            | Self::TokenRefused
            | Self::CredentialsRefused
            | Self::AccountUnverified
            | Self::AccountKind
            | Self::IpNotRegistered
            | Self::ReferenceUsed
            | Self::GatewayStorage
            | Self::AccountNotSetUp
            | Self::ProviderUnknown
            | Self::GatewayFault
            | Self::NotImplemented
            | Self::BillerDown
            | Self::TimedOut
            | Self::Unreachable
            | Self::HostUnknown
            | Self::Certificate(_)
            | Self::TlsBroken
            | Self::Forbidden
            | Self::Throttled { .. }
            | Self::Pending { .. }
            | Self::Unreadable(_)
            | Self::Resting { .. }
            | Self::Crowded { .. } => false,
        }
    }

    /// What was said, without when.
    #[must_use]
    pub fn bare(&self) -> &Self {
        match self {
            Self::Said { verdict, .. } => verdict.bare(),
            other => other,
        }
    }

    /// Its name in logs, alerts, the audit trail and JSON; it stays the same over versions.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::ClockOff => "clock-off",
            Self::SignatureRefused => "signature-refused",
            Self::InvalidField => "invalid-field",
            Self::MissingField => "missing-field",
            Self::ProductMismatch => "product-mismatch",
            Self::ClientIdRefused => "client-id-refused",
            Self::GrantRefused => "grant-refused",
            Self::TokenRefused => "token-refused",
            Self::CredentialsRefused => "credentials-refused",
            Self::AccountUnverified => "account-unverified",
            Self::AccountKind => "account-kind",
            Self::IpNotRegistered => "ip-not-registered",
            Self::AccountData => "account-data",
            Self::CustomerNotFound => "customer-not-found",
            Self::ProductUnknown => "product-unknown",
            Self::TransactionUnknown => "transaction-unknown",
            Self::CustomerDisabled => "customer-disabled",
            Self::NoOpenBill => "no-open-bill",
            Self::NumberWrong => "number-wrong",
            Self::LastInstalment => "last-instalment",
            Self::ReferenceUsed => "reference-used",
            Self::GatewayStorage => "gateway-storage",
            Self::AccountNotSetUp => "account-not-set-up",
            Self::ProviderUnknown => "provider-unknown",
            Self::GatewayFault => "gateway-fault",
            Self::NotImplemented => "not-implemented",
            Self::BillerDown => "biller-down",
            Self::AmountTooSmall => "amount-too-small",
            Self::UnknownCode { .. } => "unknown-code",
            Self::TimedOut => "timed-out",
            Self::Unreachable => "unreachable",
            Self::HostUnknown => "host-unknown",
            Self::Certificate(CertificateFault::Untrusted) => "certificate-untrusted",
            Self::Certificate(CertificateFault::Expired) => "certificate-expired",
            Self::Certificate(CertificateFault::NotYetValid) => "certificate-not-yet-valid",
            Self::Certificate(CertificateFault::OtherHost) => "certificate-of-another-host",
            Self::Certificate(CertificateFault::Invalid) => "certificate-invalid",
            Self::TlsBroken => "tls-broken",
            Self::Forbidden => "forbidden",
            Self::Throttled { .. } => "throttled",
            Self::Pending { .. } => "pending",
            Self::Said { verdict, .. } => verdict.name(),
            Self::Unreadable(_) => "unreadable",
            Self::Resting { .. } => "resting",
            Self::Crowded { .. } => "crowded",
        }
    }
}
