//! What a text says: the types that [`read`](super::read) returns. They know nothing of tokens.

use std::fmt;

use crate::domain::{account::AccountNumber, period::Period, product::ProductCode};

/// The most characters of [`Line::Words`] and of the words of [`Line::Unclear`]; what is longer is cut.
pub(super) const LONGEST_WORDS: usize = 64;

/// What a text says. PINs are gone from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// One line for each number in the text, in the text's order; a single line where there is no number. At least
    /// one, at most [`Phrase::MOST_LINES`].
    pub lines: Vec<Line>,
    /// How many numbers are not in `lines` because there were more than [`Phrase::MOST_LINES`].
    pub dropped: usize,
    /// How many times a number was repeated; `lines` holds each number once.
    pub repeated: usize,
    /// The period, when the text is a number of months and no more: `3`, `tiga bulan`, `1 tahun`.
    pub months: Option<Period>,
    /// Whether the text held a certain PIN: behind a word for one, or in the dialect's exact place. A figure that is
    /// only perhaps a PIN is blotted too, but not reported here.
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
    /// Equal for two lines that ask the same question; `None` for a line without a number.
    pub(super) fn key(&self) -> Option<(Option<ProductCode>, AccountNumber, Option<Period>)> {
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
    /// A phrase of these lines; its counts are zero and its flags `false`.
    #[must_use]
    pub fn of(lines: Vec<Line>) -> Self {
        Self { lines, dropped: 0, repeated: 0, months: None, held_pin: false, asks_to_pay: false }
    }

    /// How many checks one message may hold.
    pub const MOST_LINES: usize = 8;
}

impl fmt::Debug for Line {
    /// Shows how many characters the words have instead of the words, and masks numbers: people type customers' names.
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
