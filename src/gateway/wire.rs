//! What goes over the wire and how a reply is read: pure, total, tolerant.
//!
//! Owns: bodies, the code table, everything the vendor's replies vary in. Must not know: HTTP
//! clients, time, retries (it only says when one makes sense).
//!
//! [`read_reply`] takes any bytes: it never panics and always comes to one answer.

mod bill;
mod codes;
mod extras;
mod json;
mod value;

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use crate::{
    domain::{
        bill::{Answer, Bill},
        inquiry::Inquiry,
    },
    ports::Inquired,
};

pub(super) use codes::{Again, CallFailure, Code};
pub use codes::{CodeRow, TABLE};
pub(super) use extras::LeftOut;
use json::Json;

/// What the vendor documents as a token's life, for a reply that does not say.
const TOKEN_SECONDS: i64 = 900;
/// No token is trusted longer, whatever a reply says.
const TOKEN_SECONDS_AT_MOST: i64 = 86_400;

/// The fields in the order of the alphabet: see [`crate::gateway`] on the signature.
#[derive(Serialize)]
struct InquiryBody<'a> {
    account_number: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    product_code: &'a str,
}

#[derive(Serialize)]
struct TokenBody<'a> {
    additional_info: AdditionalInfo<'a>,
    grant_type: &'static str,
}

#[derive(Serialize)]
struct AdditionalInfo<'a> {
    client_id: &'a str,
    client_secret: &'a str,
}

/// The bytes of an inquiry: compact, keys sorted, no period when there is none.
#[must_use]
pub fn inquiry_body(inquiry: &Inquiry) -> Vec<u8> {
    encode(&InquiryBody {
        account_number: inquiry.account.as_str(),
        period: inquiry.period.map(crate::domain::period::Period::wire),
        product_code: inquiry.product.as_str(),
    })
}

/// The bytes that ask for a token. They hold the client secret.
pub(super) fn token_body(client_id: &str, client_secret: &SecretString) -> Vec<u8> {
    let client_secret = client_secret.expose_secret();
    encode(&TokenBody {
        additional_info: AdditionalInfo { client_id, client_secret },
        grant_type: "client_credentials",
    })
}

fn encode(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).expect("fields of text always make JSON")
}

/// Reads the reply to an inquiry: any status, any bytes. `as_of` is when it came.
///
/// # Errors
/// The error of the code's row in [`TABLE`]; [`crate::ports::InquiryError::Unreadable`] for what is no
/// reply, without a part of it.
pub fn read_reply(status: u16, body: &[u8], as_of: DateTime<Utc>) -> Inquired {
    match read_bills(status, body) {
        Ok(read) => Ok(Answer { bills: read.bills, as_of }),
        Err(failure) => Err(failure.error),
    }
}

/// A success: at least one bill, the code it came with, and what of it was left out.
#[derive(Debug)]
pub(super) struct ReadBills {
    pub(super) code: Code,
    pub(super) bills: Vec<Bill>,
    pub(super) left_out: LeftOut,
}

pub(super) fn read_bills(status: u16, body: &[u8]) -> Result<ReadBills, CallFailure> {
    let Envelope { code, message, data } = Envelope::read(status, body)?.judge()?;
    let mut left_out = LeftOut::default();
    let bills = bill::bills(data, &mut left_out);
    // A number that is only repeated is no bill when the message says that there is none yet.
    let brings_something = |bill: &Bill| bill.total.or(bill.amount).is_some() || bill.customer_name.is_some();
    let comes_later = !codes::says_no_more_than_success(&message) && !bills.iter().any(brings_something);
    if bills.is_empty() || comes_later {
        return Err(codes::empty_success(code, &message));
    }
    Ok(ReadBills { code, bills, left_out })
}

/// A token and how long it lives.
pub(super) struct Granted {
    pub(super) token: SecretString,
    pub(super) lifetime: TimeDelta,
}

/// Reads the reply to a token call.
pub(super) fn read_token(status: u16, body: &[u8]) -> Result<(Code, Granted), CallFailure> {
    let success = Envelope::read(status, body)?.judge()?;
    let data = success.data;
    let Some(token) = data.field("accesstoken").and_then(Json::as_str).filter(|token| !token.is_empty()) else {
        return Err(CallFailure::unreadable(status, "a success without a token"));
    };
    let seconds = data.field("expiresin").and_then(value::whole).unwrap_or(TOKEN_SECONDS);
    let lifetime = TimeDelta::seconds(seconds.clamp(0, TOKEN_SECONDS_AT_MOST));
    Ok((success.code, Granted { token: SecretString::from(token), lifetime }))
}

/// What every reply is wrapped in.
struct Envelope {
    code: Code,
    message: String,
    data: Json,
}

impl Envelope {
    fn read(status: u16, body: &[u8]) -> Result<Self, CallFailure> {
        let json = Json::parse(body).map_err(|reason| CallFailure::no_reply(status, reason))?;
        let mut json = json.the_only_one();
        if !matches!(json, Json::Object(_)) {
            return Err(CallFailure::no_reply(status, "not an object"));
        }
        let code = json.field("responsecode").and_then(value::text).unwrap_or_default();
        let message =
            json.field("responsemessage").and_then(value::text).map_or_else(String::new, |text| value::words(&text));
        let data = json.take("data").unwrap_or(Json::Null);
        Ok(Self { code: Code::read(&code, status), message, data })
    }

    fn judge(self) -> Result<Self, CallFailure> {
        match codes::verdict(self.code, &self.message) {
            None => Ok(self),
            Some(failure) => Err(failure),
        }
    }
}
