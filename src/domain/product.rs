//! What can be checked: products and the families the trade sorts them in.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{language::Language, number_rule::NumberRule, period::Period};

/// A product's code exactly as the gateway spells it, `FIRSMEDIA` and all.
/// 1 to 32 characters of `0-9A-Za-z._-`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProductCode(String);

/// The text is not a product code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a product code is 1 to {max} letters, digits, dots, dashes or underscores", max = ProductCode::MAX)]
pub struct ProductCodeError;

impl ProductCode {
    /// The longest code that still fits a button beside the longest number.
    pub const MAX: usize = 32;

    /// Checks a code.
    ///
    /// # Errors
    /// [`ProductCodeError`] when it is empty, too long or holds another character.
    pub fn parse(text: &str) -> Result<Self, ProductCodeError> {
        let fits = (1..=Self::MAX).contains(&text.len());
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        if fits && plain { Ok(Self(text.to_owned())) } else { Err(ProductCodeError) }
    }

    /// The code as the gateway spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ProductCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ProductCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ProductCode {
    type Error = ProductCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<ProductCode> for String {
    fn from(code: ProductCode) -> Self {
        code.0
    }
}

/// The six families, in the order of the home screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Family {
    /// Listrik PLN.
    #[serde(rename = "electricity")]
    Electricity,
    /// Air PDAM.
    #[serde(rename = "water")]
    Water,
    /// BPJS.
    #[serde(rename = "health")]
    Health,
    /// Internet & TV.
    #[serde(rename = "internet")]
    Internet,
    /// Telepon Pascabayar.
    #[serde(rename = "phone")]
    Phone,
    /// Multifinance.
    #[serde(rename = "finance")]
    Finance,
}

impl Family {
    /// Every family, in the order of the home screen.
    pub const ALL: [Self; 6] =
        [Self::Electricity, Self::Water, Self::Health, Self::Internet, Self::Phone, Self::Finance];
}

/// One line of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// The gateway's code.
    pub code: ProductCode,
    /// Where the home screen shows it.
    pub family: Family,
    /// What an Indonesian reader sees.
    pub name_id: String,
    /// What an English reader sees.
    pub name_en: String,
    /// Words people type for it, lower case, without spaces; unique in the catalogue.
    pub aliases: Vec<String>,
    /// What its customer numbers look like.
    pub number: NumberRule,
    /// The most months that can be asked for; absent when the product takes no period.
    pub most_months: Option<Period>,
}

impl Product {
    /// The acronym that the name holds, as people say it at a counter: `PLN`, `PDAM`, `BPJS`.
    #[must_use]
    pub fn short_name(&self, language: Language) -> Option<&str> {
        let mut words = self.name(language).split(|c: char| !c.is_alphanumeric());
        words.find(|word| (2..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase()))
    }

    /// The name for a reader of `language`.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Indonesian => &self.name_id,
            Language::English => &self.name_en,
        }
    }
}
