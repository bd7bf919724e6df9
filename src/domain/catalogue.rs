//! The products on offer: data, embedded from `catalogue.toml`, replaceable by the owner.
//!
//! Owns: the list, its index of words, search. Must not know: where a file lies, who asks.

mod error;
mod family_words;
mod foreign;
mod reading;
mod search;
mod table;
mod words;

use std::collections::{BTreeMap, HashMap};

use super::{
    account::AccountNumber,
    number_rule::{Fit, NumberRule},
    product::{Family, Product, ProductCode},
};

pub use error::CatalogueError;
use search::SearchIndex;
use words::{begins, squeeze};

const EMBEDDED: &str = include_str!("../../catalogue.toml");

/// The products on offer. Codes and aliases are unique.
#[derive(Debug, Clone)]
pub struct Catalogue {
    products: Vec<Product>,
    /// Places in `products` by code, as spelt.
    codes: HashMap<ProductCode, usize>,
    /// Places in `products` by squeezed code and alias.
    words: BTreeMap<String, usize>,
    /// Each rule for numbers that a product has, once.
    rules: Vec<NumberRule>,
    index: SearchIndex,
}

impl Catalogue {
    /// What [`lacks`](Self::lacks) calls PLN's prepaid power.
    pub const PREPAID_POWER: &str = foreign::PREPAID_POWER;

    /// The longest product name, in characters: it has to fit a button.
    pub const LONGEST_NAME: usize = words::LONGEST_NAME;

    /// The catalogue that ships with the program.
    ///
    /// # Panics
    /// Never: a test reads the same text.
    #[must_use]
    pub fn embedded() -> Self {
        Self::parse(EMBEDDED).expect("the embedded catalogue is read by a test")
    }

    /// Reads a catalogue file (TOML; `catalogue.toml` explains its fields).
    ///
    /// # Errors
    /// [`CatalogueError`] for the first fault found.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let reading::ReadCatalogue { products, words } = reading::read(text)?;
        let codes = products.iter().enumerate().map(|(place, product)| (product.code.clone(), place)).collect();
        let index = SearchIndex::of(&products);
        let mut rules: Vec<NumberRule> = Vec::new();
        for product in &products {
            if !rules.contains(&product.number) {
                rules.push(product.number.clone());
            }
        }
        Ok(Self { products, codes, words: words.into_iter().collect(), rules, index })
    }

    /// Every product, in the file's order.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        self.products.iter()
    }

    /// The product with this code.
    #[must_use]
    pub fn product(&self, code: &ProductCode) -> Option<&Product> {
        self.codes.get(code).and_then(|place| self.products.get(*place))
    }

    /// The families that have a product, in the order of the home screen.
    pub fn families(&self) -> impl Iterator<Item = Family> {
        Family::ALL.into_iter().filter(|family| self.family(*family).next().is_some())
    }

    /// A family's products, in the file's order.
    pub fn family(&self, family: Family) -> impl Iterator<Item = &Product> {
        self.products.iter().filter(move |product| product.family == family)
    }

    /// The product a word names exactly: its code or one of its aliases, any case, with or
    /// without spaces, dots, dashes and underscores within.
    #[must_use]
    pub fn named(&self, word: &str) -> Option<&Product> {
        self.words.get(&*squeeze(word)?).and_then(|place| self.products.get(*place))
    }

    /// Whether any name that [`named`](Self::named) knows begins with a word, in lower case and without separators.
    #[must_use]
    pub fn begins_name(&self, word: &str) -> bool {
        begins(&self.words, word)
    }

    /// How well a number goes with the best of all rules; `None` when it can be nobody's.
    #[must_use]
    pub fn best_fit(&self, number: &str) -> Option<Fit> {
        self.rules.iter().map(|rule| rule.fit(number)).max()
    }

    /// A company or service, as it is called, that people ask a loket for and that has no product here: `pgn`,
    /// `indihome`. The word is in lower case and without separators.
    #[must_use]
    pub fn lacks(&self, word: &str) -> Option<&'static str> {
        foreign::name_of(word).filter(|_| !self.index.knows(word))
    }

    /// Whether the name of any such company or place begins with a word.
    #[must_use]
    pub fn begins_lack(word: &str) -> bool {
        foreign::begins(word)
    }

    /// A place, as it is spelt, whose water company has no product here. The word is in lower case and without
    /// separators.
    #[must_use]
    pub fn lacks_place(&self, word: &str) -> Option<&'static str> {
        foreign::place_of(word).filter(|_| !self.index.knows(word))
    }

    /// The family that a word in lower case and without separators stands for, as [`family_named`](Self::family_named).
    #[must_use]
    pub fn family_of(word: &str) -> Option<Family> {
        family_words::family_of(word)
    }

    /// The family a word stands for, any case: `pdam`, `tv`, `leasing`; whether or not the
    /// catalogue has products of it.
    #[must_use]
    pub fn family_named(word: &str) -> Option<Family> {
        family_words::family_of(&squeeze(word)?)
    }

    /// Products that a typed text may mean, best first: names, codes, aliases and family words by
    /// prefix of any word, then by part of a word, then within a typing error of one letter. Of
    /// several words typed, those products are given that most of the words speak for.
    #[must_use]
    pub fn search(&self, typed: &str) -> Vec<&Product> {
        self.index.search(typed).into_iter().filter_map(|place| self.products.get(place)).collect()
    }

    /// Products a bare number may be for, in the file's order: those whose known shape it has
    /// (also after conversion), else those whose rule does not speak against it.
    #[must_use]
    pub fn fitting(&self, typed: &AccountNumber) -> Vec<&Product> {
        let fits = |least: Fit| -> Vec<&Product> {
            self.products.iter().filter(|product| product.number.fit(typed.as_str()) >= least).collect()
        };
        let known = fits(Fit::Convertible);
        if known.is_empty() { fits(Fit::Possible) } else { known }
    }
}
