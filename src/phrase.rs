//! Reading what a person typed. Pure and total: every text means something.
//!
//! Owns: one-line checks, the agents' dialect and its PINs, bare numbers, search words.
//! Must not know: the conversation's state, Telegram, the store.

mod groups;
mod judge;
mod line;
mod marks;
mod message;
mod naming;
mod tokens;
mod words;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::domain::{account::AccountNumber, catalogue::Catalogue, period::Period, product::ProductCode};

use message::Message;

/// What a text says. PINs are gone from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// What it says; several only when each is a [`Line::Check`], remarks between them left out.
    /// At least one, at most [`Phrase::MOST_LINES`].
    pub lines: Vec<Line>,
    /// Numbers that stand in the text and not in `lines`: beyond the most, beside checks without
    /// naming a product, or after the first where no product is named.
    pub dropped: usize,
    /// Whether a PIN was typed along and dropped.
    pub held_pin: bool,
}

/// One line.
#[derive(Clone, PartialEq, Eq)]
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
    take_in(text, catalogue).1
}

/// The text with asterisks in place of the digits of its PINs, so that nothing else is stored.
/// [`read`] reads it as it reads the text itself, and nothing is left to blot in it.
///
/// The length in UTF-16 units stays, so that the entities Telegram sends along still point right.
#[must_use]
pub fn blot<'t>(text: &'t str, catalogue: &Catalogue) -> Cow<'t, str> {
    take_in(text, catalogue).0
}

/// What [`blot`] and [`read`] give, for one reading. A PIN's digits must not count for anything else:
/// what a text with a PIN says is what is left to read without it. Ends, because every further
/// round leaves fewer digits.
#[must_use]
pub fn take_in<'t>(text: &'t str, catalogue: &Catalogue) -> (Cow<'t, str>, Phrase) {
    let mut text = Cow::Borrowed(text);
    loop {
        let Message { phrase, pins } = message::read(&text, catalogue);
        match without(&text, &pins) {
            Some(blotted) => text = Cow::Owned(blotted),
            None => return (text, phrase),
        }
    }
}

/// The text with asterisks in these places; nothing when they stand there already.
fn without(text: &str, pins: &[Range<usize>]) -> Option<String> {
    if pins.iter().all(|pin| text[pin.clone()].bytes().all(|byte| byte == b'*')) {
        return None;
    }
    let mut blotted = String::with_capacity(text.len());
    let mut done = 0;
    for pin in pins {
        blotted.push_str(&text[done..pin.start]);
        blotted.extend(text[pin.clone()].encode_utf16().map(|_| '*'));
        done = pin.end;
    }
    blotted.push_str(&text[done..]);
    Some(blotted)
}

/// [`Line::Words`] and the words of [`Line::Unclear`] are cut to so many characters.
const LONGEST_WORDS: usize = 64;

impl fmt::Debug for Line {
    /// What people type names customers: words are counted, not shown, and numbers masked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Check { product, account, period } => {
                write!(f, "Check({product:?}, {account:?}, {period:?})")
            }
            Self::Product(product) => write!(f, "Product({product:?})"),
            Self::Number { account, period } => write!(f, "Number({account:?}, {period:?})"),
            Self::Unclear { words, account, period } => {
                write!(f, "Unclear({} characters, {account:?}, {period:?})", words.chars().count())
            }
            Self::TooLong => f.write_str("TooLong"),
            Self::Words(words) => write!(f, "Words({} characters)", words.chars().count()),
        }
    }
}
