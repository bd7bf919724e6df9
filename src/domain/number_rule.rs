//! What a product's customer numbers look like, and what to make of one that does not.

use serde::{Deserialize, Serialize};

use super::account::{AccountError, AccountNumber};

/// The rule for a product's numbers. Rules are soft: only what cannot be right is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberRule {
    /// PLN customer id: 12 digits. 11 digits are probably a prepaid meter.
    PlnId,
    /// BPJS Kesehatan virtual account: `88888` and the last 11 digits of the card.
    BpjsVa,
    /// Mobile number: `08` and 8 to 11 digits; `+62` becomes `0`.
    Mobile,
    /// Anything else: a length, letters or not, and lengths usual for it.
    Plain {
        /// Fewest characters.
        least: u8,
        /// Most characters, [`AccountNumber::MAX`] at most.
        most: u8,
        /// Whether letters occur.
        letters: bool,
        /// Lengths seen in the wild; empty when every length is as good.
        usual: Vec<u8>,
    },
}

/// What a typed number turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberReading {
    /// As it should be.
    Fits(AccountNumber),
    /// Turned into the form the biller wants; shown to the person.
    Converted(AccountNumber, Conversion),
    /// Odd, but the person may know better.
    Doubtful(AccountNumber, Doubt),
    /// Cannot be anybody's number.
    Refused(AccountError),
}

/// How a number was turned into what the biller wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Conversion {
    /// A BPJS card number (13 digits) or its tail (11) became the virtual account.
    CardToVa,
    /// Mandiri's `89888` became `88888`.
    MandiriVa,
    /// `+62` or `62` became `0`.
    CountryCode,
}

/// Which soft rule a number misses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// 11 digits for PLN: probably a prepaid meter.
    PrepaidMeter,
    /// 16 digits for BPJS that are no virtual account: probably a NIK.
    Nik,
    /// Letters where the biller uses digits.
    Letters,
    /// A length the biller is not known to use.
    Length {
        /// Characters typed.
        got: u8,
        /// Fewest expected.
        least: u8,
        /// Most expected.
        most: u8,
    },
    /// A mobile number that does not start with `08`.
    NotMobile,
}
