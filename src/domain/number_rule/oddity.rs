//! What became of a number that was not as the biller wants it, and what is odd about one.

use serde::{Deserialize, Serialize};

/// How a number was turned into what the biller wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Conversion {
    /// A BPJS card number (13 digits) or its tail (11) became the virtual account.
    #[serde(rename = "CardToVa")]
    CardToVa,
    /// Mandiri's `89888` became `88888`.
    #[serde(rename = "MandiriVa")]
    MandiriVa,
    /// `+62` or `62` became `0`.
    #[serde(rename = "CountryCode")]
    CountryCode,
}

/// Which soft rule a number misses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// 11 digits for PLN: probably a prepaid meter.
    #[serde(rename = "PrepaidMeter")]
    PrepaidMeter,
    /// 16 digits for BPJS that are no virtual account: probably a NIK.
    #[serde(rename = "Nik")]
    Nik,
    /// Letters where the biller uses digits.
    #[serde(rename = "Letters")]
    Letters,
    /// A length the biller is not known to use.
    #[serde(rename = "Length")]
    Length {
        /// Characters typed.
        #[serde(rename = "got")]
        got: u8,
        /// Fewest expected.
        #[serde(rename = "least")]
        least: u8,
        /// Most expected.
        #[serde(rename = "most")]
        most: u8,
    },
    /// A mobile number that does not start with `08`.
    #[serde(rename = "NotMobile")]
    NotMobile,
    /// Built like a mobile number, which is hardly a customer's where no telephone is billed.
    #[serde(rename = "Mobile")]
    Mobile,
    /// Built like a NIK, which is hardly a customer's number.
    #[serde(rename = "Identity")]
    Identity,
}
