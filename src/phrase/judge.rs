//! How well groups of digits go with the rules: as one number, as several, as one with a period.

use crate::domain::{
    account::AccountNumber,
    number_rule::{Fit, NumberRule},
    period::Period,
    product::Product,
};

use super::tokens::{Gap, Kind, Token};

/// A group that alone is a number of its own has at least so many characters.
const SHORTEST_ALONE: usize = 5;

/// Whose numbers the groups may be.
pub(super) struct Judge<'c> {
    /// The product the words name.
    pub(super) product: Option<&'c Product>,
    /// Every product, when they name none.
    others: Vec<&'c Product>,
    /// Whether words stand with the number: the agents' dialect begins with one.
    pub(super) has_words: bool,
    /// Whether the period was said in words, so that no group needs to be it.
    period_said: bool,
}

impl<'c> Judge<'c> {
    /// For a line that names `product`, or for one that could be about any of `all`.
    pub(super) fn new(
        product: Option<&'c Product>,
        all: impl Iterator<Item = &'c Product>,
        has_words: bool,
        period_said: bool,
    ) -> Self {
        let others = if product.is_some() { Vec::new() } else { all.collect() };
        Self { product, others, has_words, period_said }
    }

    /// How well a number goes with the best of the rules; nothing when it is none at all.
    fn fit(&self, number: &str) -> Option<Fit> {
        if number.is_empty() || number.len() > AccountNumber::MAX || !number.is_ascii() {
            return None;
        }
        self.rules().map(|rule| rule.fit(number)).max()
    }

    fn rules(&self) -> impl Iterator<Item = &NumberRule> {
        self.product.iter().chain(&self.others).map(|product| &product.number)
    }

    /// How well groups make one number, or else several that are each of a known shape.
    fn weigh<'a, 't>(&self, account: &'a [&'t Token], period: Option<Period>) -> Parted<'a, 't> {
        let together = self.fit(&join(account));
        let apart = account.iter().map(|group| self.fit_alone(group)).min().flatten();
        let several = account.len() > 1 && apart >= Some(Fit::Convertible) && apart > together;
        Parted { account, period, several, fit: if several { apart } else { together } }
    }

    fn takes_period(&self) -> bool {
        self.product.is_some_and(|product| product.most_months.is_some())
    }

    fn fit_alone(&self, group: &Token) -> Option<Fit> {
        if group.text.len() < SHORTEST_ALONE { None } else { self.fit(&group.text) }
    }

    /// Parts groups without a PIN into the number's and the period.
    pub(super) fn part<'a, 't>(&self, groups: &'a [&'t Token]) -> Parted<'a, 't> {
        let whole = self.weigh(groups, None);
        if self.period_said || groups.len() < 2 {
            return whole;
        }
        let (last, front) = (groups.last(), &groups[..groups.len() - 1]);
        if let Some(parted) = last.and_then(|last| self.with_period(front, last))
            && (parted.fit > whole.fit || (parted.fit == whole.fit && self.takes_period()))
        {
            return parted;
        }
        // A small figure before the number is its place in somebody's list, `2. 0001433177155`.
        let is_place = groups[0].is_group(1..=2) && groups[0].gap != Gap::Plus;
        let listed = is_place.then(|| self.weigh(&groups[1..], None));
        listed.filter(|listed| listed.fit > whole.fit).unwrap_or(whole)
    }

    fn with_period<'a, 't>(&self, account: &'a [&'t Token], months: &Token) -> Option<Parted<'a, 't>> {
        if months.kind != Kind::Digits {
            return None;
        }
        let period = Period::parse(&months.text).ok()?;
        Some(self.weigh(account, Some(period)))
    }
}

/// The groups of a number and its period.
pub(super) struct Parted<'a, 't> {
    account: &'a [&'t Token],
    pub(super) period: Option<Period>,
    /// Whether each group is a number of its own.
    several: bool,
    pub(super) fit: Option<Fit>,
}

impl Parted<'_, '_> {
    pub(super) fn accounts(&self) -> Vec<AccountNumber> {
        match self.fit {
            None => Vec::new(),
            Some(_) if self.several => {
                self.account.iter().filter_map(|group| AccountNumber::parse(&group.text).ok()).collect()
            }
            Some(_) => AccountNumber::parse(&join(self.account)).into_iter().collect(),
        }
    }
}

fn join(groups: &[&Token]) -> String {
    groups.iter().map(|group| group.text.as_str()).collect()
}
