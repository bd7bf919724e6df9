//! Whose numbers figures may be, and how well they go with the rules.

use crate::domain::{
    account::AccountNumber,
    catalogue::Catalogue,
    number_rule::{Fit, NumberRule},
    product::Product,
};

/// Whose numbers the figures may be.
#[derive(Clone, Copy)]
pub(in crate::phrase) struct Judge<'c> {
    pub(in crate::phrase) product: Option<&'c Product>,
    pub(in crate::phrase) catalogue: &'c Catalogue,
}

impl Judge<'_> {
    /// How well a number goes with the product's rule, or with the best of all rules; `None` when nobody's number looks
    /// like it.
    pub(in crate::phrase) fn fit(&self, number: &str) -> Option<Fit> {
        if number.is_empty() || number.len() > AccountNumber::MAX || !number.bytes().all(|b| b.is_ascii_alphanumeric())
        {
            return None;
        }
        match self.product {
            Some(product) => Some(product.number.fit(number)),
            None => self.catalogue.best_fit(number),
        }
    }

    /// Whether telephone numbers are the customers' numbers.
    pub(super) fn asks_phones(&self) -> bool {
        self.product.is_some_and(|product| product.number == NumberRule::Mobile)
    }
}
