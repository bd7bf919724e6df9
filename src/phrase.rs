//! Reading what a person typed. Pure and total: every text means something. Linear in the text's length.
//!
//! Owns: one-line checks, lists, the agents' dialect and its PINs, bare numbers, search words.
//! Must not know: the conversation's state, Telegram, the store.
//!
//! A text is cut into tokens, and **every figure gets a role with its evidence** before anything looks for a customer's
//! number: a label beats a shape, a shape beats a place. Only what has no role is free to be a number, and the product's
//! rule chooses how free figures hang together: whole or not at all. What only its shape speaks against (*unlikely*)
//! is a number where nothing else in its row is one.
//!
//! | role | by a word beside it | by its shape | by its place |
//! |---|---|---|---|
//! | PIN | `pin 1234`, `sandi`, `pw` | | `CEKPLN.number.1234`, an index behind it; `S10.number.1234`; `SAL.1234` |
//! | perhaps a PIN | | 4 or 6 digits, no year, no power step | behind a number |
//! | months | `3 bulan`, `tiga bln`, `1 tahun` | | 1 to 12 behind a number, alone on the line below it |
//! | telephone | `hp`, `wa`, `telp`; behind a stamp | `08..`, `628..`, `+62..`, `(021) ..` (unlikely) | |
//! | day, month of the year | `tgl`, `jatuh tempo`, `periode` | `23/11/2026`, `20 Des 26`, `NOV26`; `202611`, `1.2.26`, beside a number `20261123` (unlikely) | |
//! | time of day | `jam`, `10 WIB` | `10:31`, beside a day `10.31`; else that (unlikely) | |
//! | chat's stamp, sender | | a day with a time of day | at the start of a line |
//! | amount | `Rp`, `total`, `50rb`, `87500,-` | `1,000,000`; `87.500` (unlikely) | |
//! | power, volume, stand, people | `daya`, `1300VA`, `20 m3`, `stand`, `4 orang` | `R1/1300`; beside a number `345-367` (unlikely) | |
//! | reference | `SN`, `ref`, `token` | 20 digits (unlikely) | |
//! | identity | `NIK`, `KTP` (unlikely) | 16 digits that begin with a province (unlikely) | |
//! | meter's number | `no meter` (unlikely) | | |
//! | house, plate, list place | `RT 05`, `blok`, the rest of an address | `L 1234 AB` | `1. `, `2) `, counting on from line to line |
//! | customer's number | `idpel`, `no pelanggan`, `VA`; a column's head | the product's rule | what is left |
//!
//! Where one number of a message is labelled, what stands with words on other lines and is of another length is a
//! receipt's: terminals, accounts, months of the past.

mod cut;
mod dialect;
mod message;
mod naming;
mod numbers;
mod roles;
mod row;
mod text;
mod token;
mod whole;
mod words;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::domain::{account::AccountNumber, catalogue::Catalogue, period::Period, product::ProductCode};

use message::Message;

/// What a text says. PINs are gone from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// What it says: every number that stands in it with what is said of it, in its order; or, where no number
    /// stands, one line. At least one, at most [`Phrase::MOST_LINES`].
    pub lines: Vec<Line>,
    /// Numbers beyond the most, which are not in `lines`.
    pub dropped: usize,
    /// How many numbers were said again: each is in `lines` once.
    pub repeated: usize,
    /// The months it speaks of, when it speaks of nothing else: `3`, `tiga bulan`, `1 tahun`.
    pub months: Option<Period>,
    /// Whether a PIN stood behind its word or in the dialect's exact place. One that may be something else is
    /// dropped without a word.
    pub held_pin: bool,
    /// Whether it asks to pay, which this bot does not do: `BAYARPLN.514040400482`.
    pub asks_to_pay: bool,
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
    /// A number with words that name several products of ours, or one of them only nearly: `pdam 1160026`.
    Unclear {
        /// The words, cut to 64 characters.
        words: String,
        /// The number.
        account: AccountNumber,
        /// The period, when typed.
        period: Option<Period>,
    },
    /// A company or service that the catalogue lacks, with a number or without: `pgn 1234567890`.
    Lacking {
        /// How it is called.
        name: String,
        /// The number, when one was typed.
        account: Option<AccountNumber>,
        /// The period, when typed.
        period: Option<Period>,
    },
    /// Digits that are too many for a number.
    TooLong,
    /// A number of which a spreadsheet kept the first digits only: `5,14E+11`.
    Spoilt,
    /// Anything else, cut to 64 characters, without invisible characters; may be empty.
    Words(String),
}

impl Line {
    /// What makes two lines with a number the same question; nothing for lines without one.
    fn key(&self) -> Option<(Option<ProductCode>, AccountNumber, Option<Period>)> {
        match self {
            Self::Check { product, account, period } => Some((Some(product.clone()), account.clone(), *period)),
            Self::Number { account, period } | Self::Unclear { account, period, .. } => {
                Some((None, account.clone(), *period))
            }
            Self::Lacking { account, period, .. } => account.clone().map(|account| (None, account, *period)),
            Self::Product(_) | Self::TooLong | Self::Spoilt | Self::Words(_) => None,
        }
    }
}

impl Phrase {
    /// A phrase of these lines and nothing else.
    #[must_use]
    pub fn of(lines: Vec<Line>) -> Self {
        Self { lines, dropped: 0, repeated: 0, months: None, held_pin: false, asks_to_pay: false }
    }

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
            Self::Lacking { name, account, period } => write!(f, "Lacking({name}, {account:?}, {period:?})"),
            Self::TooLong => f.write_str("TooLong"),
            Self::Spoilt => f.write_str("Spoilt"),
            Self::Words(words) => write!(f, "Words({} characters)", words.chars().count()),
        }
    }
}
