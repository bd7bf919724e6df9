//! Money: whole rupiah, never a float.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in whole rupiah. Written `Rp25.720`, negative `-Rp1.000`
/// (Indonesian spelling guide: no space, a dot per thousand).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rupiah(i64);

impl Rupiah {
    /// Nothing to pay.
    pub const ZERO: Self = Self(0);

    /// So many rupiah.
    #[must_use]
    pub const fn new(rupiah: i64) -> Self {
        Self(rupiah)
    }

    /// The figure.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// `self - other`, or `None` when it does not fit.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}

impl fmt::Display for Rupiah {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        f.pad(&format!("{sign}Rp{}", thousands(self.0.unsigned_abs())))
    }
}

/// `5400` as `5.400`, the Indonesian way.
#[must_use]
pub fn thousands(figure: u64) -> String {
    let digits = figure.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_the_indonesian_way() {
        assert_eq!(Rupiah::new(25_720).to_string(), "Rp25.720");
        assert_eq!(Rupiah::ZERO.to_string(), "Rp0");
        assert_eq!(Rupiah::new(-1_000).to_string(), "-Rp1.000");
        assert_eq!(Rupiah::new(1_010_500).to_string(), "Rp1.010.500");
        assert_eq!(Rupiah::new(i64::MIN).to_string(), "-Rp9.223.372.036.854.775.808");
    }
}
