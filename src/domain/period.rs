//! How many months a BPJS inquiry covers.

use serde::{Deserialize, Serialize};

/// A number of months to pay, 1 to 12. Not a calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Period(u8);

/// The text or figure is not 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period is a number of months from 1 to 12")]
pub struct PeriodError;

impl Period {
    /// One month: what most people ask for.
    pub const ONE: Self = Self(1);
    /// The most months that can be asked for at once.
    pub const MAX: Self = Self(12);

    /// Reads "3" or "03".
    ///
    /// # Errors
    /// [`PeriodError`] when it is not a number from 1 to 12.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        if text.len() > 2 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PeriodError);
        }
        text.parse().map_err(|_| PeriodError).and_then(Self::of)
    }

    /// A period of so many months.
    ///
    /// # Errors
    /// [`PeriodError`] outside 1 to 12.
    pub fn of(months: u8) -> Result<Self, PeriodError> {
        if (Self::ONE.0..=Self::MAX.0).contains(&months) { Ok(Self(months)) } else { Err(PeriodError) }
    }

    /// 1 to 12.
    #[must_use]
    pub fn months(self) -> u8 {
        self.0
    }

    /// Every period from one month to `most`.
    pub fn up_to(most: Self) -> impl Iterator<Item = Self> {
        (Self::ONE.0..=most.0).map(Self)
    }

    /// As the gateway wants it: "1", never "01" (the vendor's sample).
    #[must_use]
    pub fn wire(self) -> String {
        self.0.to_string()
    }
}

impl TryFrom<u8> for Period {
    type Error = PeriodError;

    fn try_from(months: u8) -> Result<Self, Self::Error> {
        Self::of(months)
    }
}

impl From<Period> for u8 {
    fn from(period: Period) -> Self {
        period.0
    }
}
