//! The buttons: what they mean and how they fit in 64 bytes.

use serde::{Deserialize, Serialize};

use crate::domain::{
    account::AccountNumber,
    bill::Answer,
    inquiry::Inquiry,
    language::Language,
    period::Period,
    product::{Family, ProductCode},
};

use super::CheckId;

/// What a button means. Data that comes back from Telegram is anybody's: reading it is total.
///
/// A tap whose data would show a customer's number to a group, or that does not fit in 64 bytes,
/// is kept in the store and the button carries a random token instead
/// ([`Tap::encode`] says which).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tap {
    /// The home screen, in place.
    Home,
    /// The home screen, as a new message ("Tagihan lain" under a bill, which must stay).
    Another,
    /// One screen back.
    Back,
    /// Stop what is under way.
    Cancel,
    /// Stop one check.
    CancelCheck(CheckId),
    /// A family of the home screen.
    Family(Family),
    /// A page of a family's products, from 0.
    Page(Family, u16),
    /// A product.
    Product(ProductCode),
    /// Use the odd number all the same (the state holds it).
    UseAnyway,
    /// Type another number.
    RetypeAccount,
    /// So many months, for the number in the state.
    Months(Period),
    /// Check this: a product chosen for a bare number, a recent customer, one more check.
    /// When the product needs a period and has none, it is asked.
    Ask {
        /// The product.
        product: ProductCode,
        /// The number, checked again by the product's rule.
        account: AccountNumber,
        /// The period, when known.
        period: Option<Period>,
    },
    /// Ask again, afresh.
    Again(Inquiry),
    /// Show the asker the whole bill: an alert in the group, a message in private.
    Reveal(Inquiry, Box<Answer>),
    /// Speak this language.
    Speak(Language),
    /// The list of languages.
    Languages,
    /// The help.
    Help,
    /// A button that only labels, such as the page number.
    Nothing,
}

impl Tap {
    /// The tap as callback data of at most `room` bytes, or nothing when it must be kept in the
    /// store instead: it does not fit, or it names a customer and `in_group` is set.
    #[must_use]
    pub fn encode(&self, in_group: bool, room: usize) -> Option<String> {
        let _ = (in_group, room);
        todo!()
    }

    /// Reads callback data. Total: what no button of ours wrote is `None`.
    #[must_use]
    pub fn decode(data: &str) -> Option<Self> {
        let _ = data;
        todo!()
    }
}
