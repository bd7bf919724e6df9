//! What the trail keeps of a check.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::person::{ChatId, PersonId};
use crate::domain::product::ProductCode;

/// What is kept of a check. No name, no whole number, no bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When it ended.
    #[serde(rename = "at")]
    pub at: DateTime<Utc>,
    /// Who asked.
    #[serde(rename = "person")]
    pub person: PersonId,
    /// In which chat.
    #[serde(rename = "chat")]
    pub chat: ChatId,
    /// About which product.
    #[serde(rename = "product")]
    pub product: ProductCode,
    /// Whose bill: a number with its middle hidden.
    #[serde(rename = "number")]
    pub number: String,
    /// What came of it, in a word.
    #[serde(rename = "outcome")]
    pub outcome: String,
    /// How long the person waited, in milliseconds.
    #[serde(rename = "ms")]
    pub ms: i64,
    /// The turn that ended it, as the log names it.
    #[serde(rename = "trace")]
    pub trace: String,
}

/// An entry and its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Its place, from 1.
    pub place: u64,
    /// What it tells.
    #[serde(flatten)]
    pub entry: Entry,
}
