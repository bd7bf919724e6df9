//! One question to a biller.

use serde::{Deserialize, Serialize};

use super::{account::AccountNumber, period::Period, product::ProductCode};

/// A question to a biller, complete and checked: the only thing a gateway takes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Inquiry {
    /// What is asked about.
    #[serde(rename = "product")]
    pub product: ProductCode,
    /// Whose bill it is.
    #[serde(rename = "account")]
    pub account: AccountNumber,
    /// How many months, for products that ask it.
    #[serde(rename = "period", default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}

/// A number of a list, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbered {
    /// The number.
    #[serde(rename = "account")]
    pub account: AccountNumber,
    /// The period, when it was typed along.
    #[serde(rename = "period")]
    pub period: Option<Period>,
}
