//! One inquiry, once it was let in: which answer it gets.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    bills::{self, BillKind, MadeUpBill},
    codes::{self, Case, Service},
    garbage::{GarbageReply, Twist},
    magic::{self, Trick},
    samples::sample,
};

/// What is asked. Everything is text on this wire.
#[derive(Debug, Deserialize)]
pub(super) struct BillRequest {
    #[serde(default)]
    pub(super) account_number: String,
    #[serde(default)]
    pub(super) product_code: String,
    pub(super) period: Option<String>,
}

/// What is answered.
#[derive(Debug)]
pub(super) enum MadeUpAnswer {
    /// A status and a body of JSON.
    Json(u16, Vec<u8>),
    /// The same, after so many seconds.
    Late(u64, Vec<u8>),
    /// Something no client should choke on.
    GarbageReply(GarbageReply),
}

/// The reply's envelope.
#[derive(Serialize)]
struct Envelope<'a, T> {
    response_code: &'a str,
    response_message: &'a str,
    data: T,
}

pub(super) fn reply(code: &str, message: &str, data: impl Serialize) -> Vec<u8> {
    let envelope = Envelope { response_code: code, response_message: message, data };
    // Plain structs, texts and numbers always serialise.
    serde_json::to_vec(&envelope).unwrap_or_default()
}

pub(super) fn refusal(case: Case, service: Service) -> MadeUpAnswer {
    MadeUpAnswer::Json(case.http, reply(&case.code(service), case.message, Value::Null))
}

impl BillRequest {
    pub(super) fn read(body: &[u8]) -> Result<Self, Case> {
        let question: Self = serde_json::from_slice(body).map_err(|_| codes::INVALID)?;
        if question.account_number.is_empty() || question.product_code.is_empty() {
            return Err(codes::MISSING);
        }
        Ok(question)
    }

    /// Whether PLN is asked.
    pub(super) fn is_electricity(&self) -> bool {
        matches!(bills::product(&self.product_code, &[]), Some((BillKind::Electricity, _)))
    }

    /// The answer; `turn` says how often this number was asked, this time included.
    pub(super) fn answer(&self, more_products: &[String], turn: u64, now: DateTime<Utc>) -> MadeUpAnswer {
        let (code, number, period) = (&self.product_code, &self.account_number, self.period.as_deref());
        if let Some((status, body)) = sample(code, number, period) {
            return MadeUpAnswer::Json(status, body.as_bytes().to_vec());
        }
        let Some((kind, name)) = bills::product(code, more_products) else {
            return refusal(codes::NO_PRODUCT, Service::Transaction);
        };
        if let Err(case) = self.check(kind) {
            return refusal(case, Service::Transaction);
        }
        let bill = || bills::bill((code, kind, name), number, period, now);
        match magic::trick(number) {
            None => success(&bill()),
            Some(trick) => play(trick, turn, bill),
        }
    }

    fn check(&self, kind: BillKind) -> Result<(), Case> {
        let number = self.account_number.as_str();
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        if number.len() > 20 || !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(codes::INVALID);
        }
        let fits = match kind {
            BillKind::Electricity => digits && number.len() == 12,
            BillKind::Health => digits && number.len() == 16 && number.starts_with("88888"),
            BillKind::Water | BillKind::Internet | BillKind::Finance | BillKind::Other => number.len() >= 4,
        };
        if !fits {
            return Err(codes::WRONG_NUMBER);
        }
        match (kind, self.period.as_deref()) {
            (BillKind::Health, None | Some("")) => Err(codes::MISSING),
            (BillKind::Health, Some(period)) if !(1..=12).any(|months: u8| months.to_string() == period) => {
                Err(codes::INVALID)
            }
            _ => Ok(()),
        }
    }
}

fn success(bill: &MadeUpBill<'_>) -> MadeUpAnswer {
    MadeUpAnswer::Json(200, reply("200022000", "Sukses", bill))
}

fn play<'a>(trick: Trick, turn: u64, bill: impl Fn() -> MadeUpBill<'a>) -> MadeUpAnswer {
    match trick {
        Trick::Refuse(case) => refusal(case, Service::Transaction),
        Trick::Slow(seconds) => MadeUpAnswer::Late(seconds, reply("200022000", "Sukses", bill())),
        Trick::GarbageReply(garbage) => MadeUpAnswer::GarbageReply(garbage),
        Trick::Twist(twist) => twisted(twist, &bill()),
        Trick::Wrapped(wrapped) => MadeUpAnswer::Json(200, wrapped.around(&reply("200022000", "Sukses", bill()))),
        Trick::RefuseEveryOther(case) if turn % 2 == 1 => refusal(case, Service::Transaction),
        Trick::HangUpEveryOther if turn % 2 == 1 => MadeUpAnswer::GarbageReply(GarbageReply::HangUp),
        Trick::RefuseEveryOther(_) | Trick::HangUpEveryOther => success(&bill()),
    }
}

fn twisted(twist: Twist, bill: &MadeUpBill<'_>) -> MadeUpAnswer {
    let code = if twist == Twist::ShortCode { "2000200" } else { "200022000" };
    let data = serde_json::to_value(bill).unwrap_or_default();
    MadeUpAnswer::Json(200, reply(code, "Sukses", twist.apply(data)))
}
