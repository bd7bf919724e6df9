//! The vendor's dictionary of response codes (page `apis-response-code`) and what each row means.

use std::fmt;

use crate::ports::InquiryError;

/// One row of the dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRow {
    /// The first three digits.
    pub http: u16,
    /// The last four digits; they alone decide, no two meanings share them.
    pub case: u16,
    /// What it is to us.
    pub error: InquiryError,
    again: Again,
}

/// How long to wait when a gateway that is asked too often does not say.
const UNTOLD_WAIT: u32 = 15;

/// Whether asking once more is safe and may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gateway) enum Again {
    /// A verdict: asking again changes nothing.
    No,
    /// Busy or broken for the moment: after a short pause.
    Soon,
    /// With the time of now.
    WithNewTime,
    /// With another token.
    WithNewToken,
}

const fn row(http: u16, case: u16, error: InquiryError, again: Again) -> CodeRow {
    CodeRow { http, case, error, again }
}

/// Every row that is a failure. Case 7010 is missing from the vendor's page and taken from a
/// sample reply. 6567 and 6572 mean two kinds of account, 6500 and 6535 two deaths of a token.
pub static TABLE: [CodeRow; 33] = {
    use Again::{No, Soon, WithNewTime, WithNewToken};
    use InquiryError as E;
    [
        row(400, 6505, E::ClockOff, WithNewTime),
        row(400, 6508, E::SignatureRefused, No),
        row(400, 6510, E::InvalidField, No),
        row(400, 6512, E::MissingField, No),
        row(400, 6525, E::ProductMismatch, No),
        row(400, 6568, E::ClientIdRefused, No),
        row(400, 6569, E::GrantRefused, No),
        row(401, 6500, E::TokenRefused, WithNewToken),
        row(401, 6535, E::TokenRefused, WithNewToken),
        row(401, 6570, E::CredentialsRefused, No),
        row(403, 6524, E::AccountUnverified, No),
        row(403, 6567, E::AccountKind, No),
        row(403, 6572, E::AccountKind, No),
        row(403, 6571, E::IpNotRegistered, No),
        row(404, 6525, E::ProductMismatch, No),
        row(404, 7001, E::AccountData, No),
        row(404, 7002, E::CustomerNotFound, No),
        row(404, 7003, E::ProductUnknown, No),
        row(404, 7005, E::TransactionUnknown, No),
        row(404, 7009, E::CustomerDisabled, No),
        row(404, 7010, E::NoOpenBill, No),
        row(404, 7011, E::NumberWrong, No),
        row(404, 7012, E::LastInstalment, No),
        row(409, 6563, E::ReferenceUsed, No),
        row(500, 8504, E::GatewayStorage, Soon),
        row(500, 8505, E::GatewayStorage, Soon),
        row(500, 8601, E::GatewayStorage, Soon),
        row(500, 9975, E::AccountNotSetUp, No),
        row(500, 9992, E::ProviderUnknown, No),
        row(500, 9999, E::GatewayFault, Soon),
        row(501, 9976, E::NotImplemented, No),
        row(503, 9991, E::BillerDown, Soon),
        row(503, 9998, E::AmountTooSmall, No),
    ]
};

/// The code of a reply: nine digits, or the HTTP status where the reply has none (some of the
/// vendor's samples carry seven).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gateway) struct Code(u32);

impl Code {
    /// Reads `response_code`, dropping whatever is not a digit.
    pub(super) fn read(text: &str, status: u16) -> Self {
        let digits: String = text.chars().filter(char::is_ascii_digit).take(10).collect();
        let nine = (digits.len() == 9 && !digits.starts_with('0')).then(|| digits.parse().ok()).flatten();
        Self(nine.unwrap_or_else(|| u32::from(status)))
    }

    fn http(self) -> u32 {
        if self.0 < 1_000 { self.0 } else { self.0 / 1_000_000 }
    }

    fn case(self) -> Option<u32> {
        (self.0 >= 1_000).then_some(self.0 % 10_000)
    }

    fn row(self) -> Option<&'static CodeRow> {
        let case = self.case()?;
        TABLE.iter().find(|row| u32::from(row.case) == case)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A failed attempt.
#[derive(Debug, Clone)]
pub(in crate::gateway) struct CallFailure {
    pub(in crate::gateway) error: InquiryError,
    pub(in crate::gateway) again: Again,
    /// The reply's code, when there was a reply.
    pub(in crate::gateway) code: Option<Code>,
}

impl CallFailure {
    /// A failure without a reply.
    pub(in crate::gateway) fn without_reply(error: InquiryError, again: Again) -> Self {
        Self { error, again, code: None }
    }

    /// For a log line: the reply's code, or what happened instead.
    pub(in crate::gateway) fn outcome(&self) -> String {
        match (&self.error, self.code) {
            (InquiryError::Unreadable(_), _) | (_, None) => self.error.to_string(),
            (_, Some(code)) => code.to_string(),
        }
    }

    /// A reply without a code that can be read, of a status that speaks for itself.
    fn by_status(status: u16) -> Option<Self> {
        let (error, again) = without_case(status)?;
        Some(Self { error, again, code: Some(Code(u32::from(status))) })
    }

    /// A reply that is none: what its status says, or else that it cannot be read. `reason` holds nothing of the body.
    pub(in crate::gateway) fn no_reply(status: u16, reason: &str) -> Self {
        Self::by_status(status).unwrap_or_else(|| Self::unreadable(status, reason))
    }

    /// A reply that says nothing to us. `reason` holds nothing of the body.
    pub(in crate::gateway) fn unreadable(status: u16, reason: &str) -> Self {
        let reason = if (300..400).contains(&status) { "a redirect" } else { reason };
        let again = if status >= 500 { Again::Soon } else { Again::No };
        let error = InquiryError::Unreadable(format!("{reason}, status {status}"));
        Self { error, again, code: Some(Code(u32::from(status))) }
    }
}

/// What a code says, when it does not say success.
pub(super) fn verdict(code: Code, message: &str) -> Option<CallFailure> {
    if let Some(row) = code.row() {
        return Some(CallFailure { error: row.error.clone(), again: row.again, code: Some(code) });
    }
    let spoken = u16::try_from(code.http()).ok().filter(|status| *status == 429 || code.case().is_none());
    if let Some((error, again)) = spoken.and_then(without_case) {
        return Some(CallFailure { error, again, code: Some(code) });
    }
    let (error, again) = match (code.http(), code.case()) {
        (200..=299, _) => return None,
        (300..=399, _) => (InquiryError::Unreadable("a redirect".to_owned()), Again::No),
        (401, Some(_)) => (unknown(code, message), Again::WithNewToken),
        (500.., None) => (InquiryError::GatewayFault, Again::Soon),
        (500.., Some(_)) => (unknown(code, message), Again::Soon),
        _ => (unknown(code, message), Again::No),
    };
    Some(CallFailure { error, again, code: Some(code) })
}

/// What a status says by itself, in whatever the reply is wrapped: a gateway's JSON, or a firewall's page.
fn without_case(status: u16) -> Option<(InquiryError, Again)> {
    match status {
        401 => Some((InquiryError::TokenRefused, Again::WithNewToken)),
        403 => Some((InquiryError::Forbidden, Again::No)),
        429 => Some((InquiryError::Throttled { seconds: UNTOLD_WAIT }, Again::No)),
        _ => None,
    }
}

/// A success that brings nothing: unreadable, unless its code or its message says something new.
pub(super) fn empty_success(code: Code, message: &str) -> CallFailure {
    let error = match code.case() {
        None | Some(2000 | 2001) if says_no_more_than_success(message) => {
            InquiryError::Unreadable("a success without a bill".to_owned())
        }
        None | Some(2000 | 2001) => InquiryError::Pending { message: message.to_owned() },
        Some(_) => unknown(code, message),
    };
    CallFailure { error, again: Again::No, code: Some(code) }
}

/// Whether a message is only another way of saying that all went well.
pub(super) fn says_no_more_than_success(message: &str) -> bool {
    const WORDS: [&str; 14] = [
        "sukses",
        "success",
        "successful",
        "successfully",
        "ok",
        "oke",
        "berhasil",
        "inquiry",
        "transaksi",
        "transaction",
        "request",
        "permintaan",
        "approved",
        "00",
    ];
    let words = message.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).all(|word| WORDS.contains(&word.as_str()))
}

fn unknown(code: Code, message: &str) -> InquiryError {
    InquiryError::UnknownCode { code: code.to_string(), message: message.to_owned() }
}
