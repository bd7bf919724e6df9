//! The number a biller knows its customer by.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::masking::mask_number;

/// A customer's number as the gateway receives it: 1 to 20 characters of `0-9A-Za-z`,
/// leading zeros kept. Text, never a quantity.
///
/// The alphabet keeps the signed JSON free of characters that some encoders escape.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountNumber(String);

/// Why a text cannot be anybody's customer number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum AccountError {
    /// Nothing was left once separators were stripped.
    #[error("the number is empty")]
    Empty,
    /// Longer than any biller's number.
    #[error("the number has {length} characters, at most {max} are possible", max = AccountNumber::MAX)]
    TooLong {
        /// Characters after separators were stripped.
        length: usize,
    },
    /// A character that no biller's number holds.
    #[error("the number holds a character other than a letter or a digit")]
    Forbidden,
}

impl AccountNumber {
    /// The longest number any biller is known to use.
    pub const MAX: usize = 20;

    /// Reads a number, dropping the separators people type: spaces, dots, dashes.
    ///
    /// # Errors
    /// [`AccountError`] says which rule was missed.
    pub fn parse(typed: &str) -> Result<Self, AccountError> {
        let mut kept = String::with_capacity(typed.len());
        kept.extend(typed.chars().filter(|c| !is_separator(*c)));
        Self::checked(kept)
    }

    fn checked(kept: String) -> Result<Self, AccountError> {
        if kept.is_empty() {
            return Err(AccountError::Empty);
        }
        if !kept.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(AccountError::Forbidden);
        }
        if kept.len() > Self::MAX {
            return Err(AccountError::TooLong { length: kept.len() });
        }
        Ok(Self(kept))
    }

    /// The number as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether every character is a digit.
    #[must_use]
    pub fn is_digits(&self) -> bool {
        self.0.bytes().all(|b| b.is_ascii_digit())
    }
}

/// Spaces of any width, dots and dashes of any length: what people put between groups of digits.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{00ad}')
}

impl fmt::Debug for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountNumber({})", mask_number(&self.0))
    }
}

impl TryFrom<String> for AccountNumber {
    type Error = AccountError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        // Our own rows have nothing to drop, and need no copy.
        if text.chars().any(is_separator) { Self::parse(&text) } else { Self::checked(text) }
    }
}

impl From<AccountNumber> for String {
    fn from(number: AccountNumber) -> Self {
        number.0
    }
}
