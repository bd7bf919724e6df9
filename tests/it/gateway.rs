//! The Klikoo client: its signatures against the vectors, its reading against samples, oddities and
//! garbage, its behaviour against a biller of our own with a script.

pub mod biller;
mod calls;
mod codes;
mod limits;
mod malformed;
mod oddities;
mod outage;
mod samples;
mod settings;
mod sharing;
mod vectors;

pub use biller::config;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use cektagihan::{
    domain::{account::AccountNumber, bill::Bill, inquiry::Inquiry, period::Period, product::ProductCode},
    gateway::wire::read_reply,
    ports::{Clock, Inquired, InquiryError},
};
use chrono::{DateTime, Utc};
use serde_json::Value;

/// A clock that stands still until it is moved.
pub struct StillClock(AtomicI64);

impl StillClock {
    /// 2024-02-07 10:28:35 in Jakarta, the moment of the vectors.
    const START: i64 = 1_707_276_515;

    fn new() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(Self::START)))
    }

    pub fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for StillClock {
    fn now(&self) -> DateTime<Utc> {
        at(self.0.load(Ordering::SeqCst) - Self::START)
    }
}

/// So many seconds after the clock's start.
pub fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(StillClock::START + seconds, 0).unwrap()
}

pub fn inquiry(product: &str, account: &str, period: Option<&str>) -> Inquiry {
    Inquiry {
        product: ProductCode::parse(product).unwrap(),
        account: AccountNumber::parse(account).unwrap(),
        period: period.map(|text| Period::parse(text).unwrap()),
    }
}

pub fn electricity() -> Inquiry {
    inquiry("POSTPAIDPLN", "514040400482", None)
}

/// A file of this folder's JSON.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The vendor's six sample replies.
pub fn sample_replies() -> Vec<Value> {
    json(include_str!("../seed/responses.json")).as_array().unwrap().clone()
}

/// The electricity sample, its `data` changed.
fn changed(change: impl FnOnce(&mut Value)) -> Value {
    let mut reply = sample_replies().swap_remove(0);
    change(&mut reply["data"]);
    reply
}

fn read(reply: &Value) -> Inquired {
    read_reply(200, reply.to_string().as_bytes(), at(0))
}

fn only_bill(reply: &Value) -> Bill {
    let mut bills = read(reply).unwrap().bills;
    assert_eq!(bills.len(), 1);
    bills.remove(0)
}

pub fn reason(answer: Inquired) -> String {
    match answer {
        Err(InquiryError::Unreadable(reason)) => reason,
        other => panic!("not unreadable: {other:?}"),
    }
}
