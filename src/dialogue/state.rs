//! Where a conversation stands. Only what the next turn needs and cannot look up again.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::replied_to::RepliedTo;
use crate::domain::{
    account::AccountNumber,
    check_id::CheckId,
    inquiry::{Inquiry, Numbered},
    number_rule::{Conversion, Doubt},
    period::Period,
    product::{Family, ProductCode},
};
use crate::ports::Freshness;

use super::Wait;

/// A person's conversation in one place. The default is home with nothing under way, and is
/// stored as no row at all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Conversation {
    /// What the bot waits for.
    #[serde(rename = "state")]
    pub state: State,
    /// Checks under way: asked, not yet answered. They do not hold the person up: the agent types
    /// the next number while the gateway thinks. At most [`Conversation::MOST_CHECKS`].
    #[serde(rename = "checks")]
    pub checks: Vec<Check>,
}

/// What the bot waits for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum State {
    /// Anything.
    #[default]
    #[serde(rename = "Home")]
    Home,
    /// A product of a family, tapped or typed in part.
    #[serde(rename = "ChoosingProduct")]
    ChoosingProduct {
        /// The family.
        #[serde(rename = "family")]
        family: Family,
    },
    /// The customer's number.
    #[serde(rename = "EnteringAccount")]
    EnteringAccount {
        /// For this product.
        #[serde(rename = "product")]
        product: ProductCode,
    },
    /// Yes or another number, after an odd one.
    #[serde(rename = "ConfirmingAccount")]
    ConfirmingAccount {
        /// For this product.
        #[serde(rename = "product")]
        product: ProductCode,
        /// The number as typed.
        #[serde(rename = "account")]
        account: AccountNumber,
        /// What is odd about it.
        #[serde(rename = "doubt")]
        doubt: Doubt,
        /// The period, when it was typed along.
        #[serde(rename = "period")]
        period: Option<Period>,
    },
    /// The number of months.
    #[serde(rename = "ChoosingPeriod")]
    ChoosingPeriod {
        /// For this product.
        #[serde(rename = "product")]
        product: ProductCode,
        /// And this customer.
        #[serde(rename = "account")]
        account: AccountNumber,
    },
    /// Which product a bare number belongs to.
    #[serde(rename = "ChoosingMatch")]
    ChoosingMatch {
        /// The number as typed.
        #[serde(rename = "account")]
        account: AccountNumber,
        /// The period, when it was typed along.
        #[serde(rename = "period")]
        period: Option<Period>,
    },
    /// Which product all the numbers of a list belong to.
    #[serde(rename = "ChoosingForAll")]
    ChoosingForAll {
        /// The numbers, in the list's order.
        #[serde(rename = "numbers")]
        numbers: Vec<Numbered>,
    },
}

/// A check under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Its name within the conversation.
    #[serde(rename = "id")]
    pub id: CheckId,
    /// The question.
    #[serde(rename = "inquiry")]
    pub inquiry: Inquiry,
    /// Whether a remembered answer will do.
    #[serde(rename = "freshness")]
    pub freshness: Freshness,
    /// The person's message that the answer replies to, in groups.
    #[serde(rename = "quote", default)]
    pub quote: Option<RepliedTo>,
    /// The person's first name, in groups: for an answer that can reply to nothing.
    #[serde(rename = "asker", default, skip_serializing_if = "Option::is_none")]
    pub asker: Option<String>,
    /// How the number was made of the one typed: the card says so.
    #[serde(rename = "conversion", default, skip_serializing_if = "Option::is_none")]
    pub conversion: Option<Conversion>,
    /// Whether it has a message before its moment has passed, because one below it in its list was answered.
    #[serde(rename = "shown", default, skip_serializing_if = "std::ops::Not::not")]
    pub shown: bool,
    /// When the person asked; the last word comes 26 s later at most.
    #[serde(rename = "asked_at")]
    pub asked_at: DateTime<Utc>,
}

impl Check {
    /// Whether a message shows by now that it is under way.
    #[must_use]
    pub fn has_message(&self, now: DateTime<Utc>) -> bool {
        self.shown || now - self.asked_at >= TimeDelta::seconds(Wait::Moment.seconds().into())
    }

    /// Whether it is the same question, asked in the same moment.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (self.id, &self.inquiry, self.freshness, self.asked_at)
            == (other.id, &other.inquiry, other.freshness, other.asked_at)
    }

    /// Whatever happens, an asked check has its last word after so many seconds.
    pub const LAST_WORD_SECONDS: u8 = 26;
}

impl State {
    /// The product whose number, or something about it, is waited for.
    pub(super) fn product(&self) -> Option<&ProductCode> {
        match self {
            Self::Home | Self::ChoosingProduct { .. } | Self::ChoosingMatch { .. } | Self::ChoosingForAll { .. } => {
                None
            }
            Self::EnteringAccount { product }
            | Self::ConfirmingAccount { product, .. }
            | Self::ChoosingPeriod { product, .. } => Some(product),
        }
    }

    /// Whether the bot waits for a word about this number.
    #[must_use]
    pub fn is_about(&self, number: &AccountNumber) -> bool {
        match self {
            Self::Home | Self::ChoosingProduct { .. } | Self::EnteringAccount { .. } => false,
            Self::ChoosingForAll { numbers } => numbers.iter().any(|numbered| numbered.account == *number),
            Self::ConfirmingAccount { account, .. }
            | Self::ChoosingPeriod { account, .. }
            | Self::ChoosingMatch { account, .. } => account == number,
        }
    }
}

impl Conversation {
    /// How many checks one conversation may have under way.
    pub const MOST_CHECKS: usize = 8;

    /// Whether there is nothing to keep.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        *self == Self::default()
    }

    /// The check with this name.
    #[must_use]
    pub fn check(&self, id: CheckId) -> Option<&Check> {
        self.checks.iter().find(|check| check.id == id)
    }
}
