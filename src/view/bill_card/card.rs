//! What a card shows, and what is read from it in several places.

use crate::domain::{
    bill::{Answer, Bill},
    inquiry::Inquiry,
    number_rule::Conversion,
    product::{Family, Product},
};
use crate::view::{Reader, tidy};

const LONGEST_NAME: usize = 64;
/// A biller's number that is longer is none of a customer.
pub(super) const LONGEST_NUMBER: usize = 32;

/// An answer with what is needed to show it.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// The product asked about; absent when the catalogue has lost it.
    pub product: Option<&'a Product>,
    /// What was asked.
    pub inquiry: &'a Inquiry,
    /// What came back.
    pub answer: &'a Answer,
    /// How the number asked about was made of the one typed.
    pub conversion: Option<Conversion>,
}

impl<'a> Card<'a> {
    pub(super) fn product_name(&self, reader: Reader) -> &'a str {
        let code = self.inquiry.product.as_str();
        self.product.map_or(code, |product| product.name(reader.language))
    }

    pub(super) fn family(&self) -> Option<Family> {
        self.product.map(|product| product.family)
    }

    /// Whether the bills are for products of different names.
    pub(super) fn names_several_products(&self) -> bool {
        let names = || self.answer.bills.iter().map(|bill| &bill.product_name);
        names().any(|name| Some(name) != names().next())
    }
}

/// The customer's name, tidied; `None` when the biller left it open.
#[must_use]
pub fn name_of(bill: &Bill) -> Option<String> {
    stated(bill.customer_name.as_deref()?, LONGEST_NAME)
}

/// A biller's text, tidied and cut; `None` for the placeholders billers put in empty fields.
pub(super) fn stated(text: &str, most: usize) -> Option<String> {
    let line = tidy::tidy(text, most);
    let says_nothing = line.chars().all(|c| matches!(c, '-' | '0' | '.' | ' '))
        || ["null", "none", "nil", "n/a", "undefined", "nan", "xx", "xxx"]
            .iter()
            .any(|none| line.eq_ignore_ascii_case(none));
    (!says_nothing).then_some(line)
}
