//! Asking a biller.

mod error;
mod judging;

use chrono::TimeDelta;
use futures::future::BoxFuture;

use crate::domain::{bill::Answer, inquiry::Inquiry};

pub use error::{CertificateFault, InquiryError};
pub use judging::Blame;

/// How old an answer may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Freshness {
    /// An answer of the last 60 s will do, a verdict of the last 10 s.
    #[serde(rename = "Remembered")]
    Remembered,
    /// "Cek ulang": asked afresh, unless the last answer is under 10 s old
    /// (some switches block a number after four inquiries in a row).
    #[serde(rename = "Afresh")]
    Afresh,
}

impl Freshness {
    /// How old an answer must be before a person can have it asked anew: some switches block a number after four
    /// inquiries in a row (e2pay's code 61 for PLN Jabar).
    pub const TOO_NEW_TO_REPEAT: TimeDelta = TimeDelta::seconds(10);
}

/// An answer or a failure.
pub type Inquired = Result<Answer, InquiryError>;

/// Asks billers. Safe to call from many tasks; equal questions at one time become one call.
///
/// People and background work go in by doors of their own: an implementation is one door, and
/// whoever asks is given theirs.
pub trait BillGateway: Send + Sync + 'static {
    /// Asks one question. What was answered a moment ago is answered again, a verdict as [`InquiryError::Said`]. Returns
    /// within 25 s, whatever the network does; background work waits
    /// for its turn first.
    fn inquire<'a>(&'a self, inquiry: &'a Inquiry, freshness: Freshness) -> BoxFuture<'a, Inquired>;

    /// Whether the answer is remembered or on its way: asking then costs the account nothing.
    fn is_at_hand(&self, _inquiry: &Inquiry, _freshness: Freshness) -> bool {
        false
    }
}
