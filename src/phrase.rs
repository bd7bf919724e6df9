//! Reading what a person typed. Pure and total: every text means something.
//!
//! Owns: one-line checks, the agents' dialect and its PINs, bare numbers, search words.
//! Must not know: the conversation's state, Telegram, the store.

use std::ops::Range;

use crate::domain::{account::AccountNumber, catalogue::Catalogue, period::Period, product::ProductCode};

/// What a text says. PINs are gone from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// What it says, line by line; several only when every line is a check of its own.
    /// At least one, at most [`Phrase::MOST_LINES`].
    pub lines: Vec<Line>,
    /// Lines beyond the most, not read.
    pub dropped: usize,
    /// Whether a PIN was typed along and dropped.
    pub held_pin: bool,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A product and a number, and perhaps a period: `pln 514040400482`, `bpjs 0001433177155 3`.
    Check {
        /// The product the word names.
        product: ProductCode,
        /// The number as typed, separators stripped; the product's rule has not seen it.
        account: AccountNumber,
        /// The period, when typed.
        period: Option<Period>,
    },
    /// A product's name or alias alone.
    Product(ProductCode),
    /// A number alone, and perhaps a period.
    Number {
        /// The number, separators stripped.
        account: AccountNumber,
        /// The period, when typed.
        period: Option<Period>,
    },
    /// A number with words that name no product of ours, or several: `pdam 1160026`.
    Unclear {
        /// The words, cut to 64 characters.
        words: String,
        /// The number.
        account: AccountNumber,
        /// The period, when typed.
        period: Option<Period>,
    },
    /// Digits that are too many for a number.
    TooLong,
    /// Anything else, cut to 64 characters, without invisible characters; may be empty.
    Words(String),
}

impl Phrase {
    /// How many checks one message may hold.
    pub const MOST_LINES: usize = 8;
}

/// Reads a text. Total: any text, however long or odd, has a reading.
#[must_use]
pub fn read(text: &str, catalogue: &Catalogue) -> Phrase {
    let _ = (text, catalogue);
    todo!()
}

/// Where the PINs stand in a text, as byte ranges of 4 to 6 digits (or of asterisks that took
/// their place), so that they can be blotted out before anything is stored.
#[must_use]
pub fn pins(text: &str, catalogue: &Catalogue) -> Vec<Range<usize>> {
    let _ = (text, catalogue);
    todo!()
}
