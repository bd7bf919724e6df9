//! The products on offer: data, embedded from `catalogue.toml`, replaceable by the owner.

use super::{
    account::AccountNumber,
    product::{Family, Product, ProductCode},
};

/// The products on offer. Codes and aliases are unique.
#[derive(Debug, Clone)]
pub struct Catalogue {
    products: Vec<Product>,
}

/// What is wrong with an owner's catalogue: one line that names line, field and mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {field}: {problem}")]
pub struct CatalogueError {
    /// Where, counted from 1.
    pub line: usize,
    /// Which field, as spelt in the file.
    pub field: String,
    /// What is wrong and what to write instead.
    pub problem: String,
}

impl Catalogue {
    /// The catalogue that ships with the program.
    ///
    /// # Panics
    /// Never: a test reads the same text.
    #[must_use]
    pub fn embedded() -> Self {
        todo!()
    }

    /// Reads a catalogue file (TOML).
    ///
    /// # Errors
    /// [`CatalogueError`] for the first fault found.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let _ = text;
        todo!()
    }

    /// Every product, in the file's order.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        self.products.iter()
    }

    /// The product with this code.
    #[must_use]
    pub fn product(&self, code: &ProductCode) -> Option<&Product> {
        self.products.iter().find(|product| product.code == *code)
    }

    /// The families that have a product, in the order of the home screen.
    pub fn families(&self) -> impl Iterator<Item = Family> {
        Family::ALL.into_iter().filter(|family| self.family(*family).next().is_some())
    }

    /// A family's products, in the file's order.
    pub fn family(&self, family: Family) -> impl Iterator<Item = &Product> {
        self.products.iter().filter(move |product| product.family == family)
    }

    /// The product a word names exactly: its code or one of its aliases, any case.
    #[must_use]
    pub fn named(&self, word: &str) -> Option<&Product> {
        let _ = word;
        todo!()
    }

    /// Products that a typed text may mean, best first: names, codes and aliases by prefix of
    /// any word, then by part of a word, then within a typing error of one letter.
    #[must_use]
    pub fn search(&self, typed: &str) -> Vec<&Product> {
        let _ = typed;
        todo!()
    }

    /// Products whose rule a bare number fits (also after conversion), in the file's order.
    #[must_use]
    pub fn fitting(&self, typed: &AccountNumber) -> Vec<&Product> {
        let _ = typed;
        todo!()
    }
}
