//! Groups of digits that stand side by side: which of them make the number, which the period,
//! and whether the last is a PIN.
//!
//! The product's rule decides: `5140 4040 0482` is a whole PLN number, so its last group is no
//! PIN; `514040400482 1234` is one with something behind it. Only where the rule cannot tell does
//! the shape decide: people who part a number make short groups.

use std::ops::Range;

use crate::domain::{
    account::AccountNumber,
    number_rule::{Fit, NumberRule},
    period::Period,
    product::Product,
};

use super::marks::is_pin_shaped;
use super::tokens::{Gap, Kind, Token};

/// People who part a number by eye make groups of at most so many digits.
const LONGEST_GROUP: usize = 5;
/// A group that alone is a number of its own has at least so many characters.
const SHORTEST_ALONE: usize = 5;

/// Whose numbers the groups may be.
pub(super) struct Judge<'c> {
    /// The product named, or every product.
    products: Vec<&'c Product>,
    /// Whether it is the one product.
    is_named: bool,
    /// Whether that product takes a period.
    takes_period: bool,
    /// Whether words stand with the number: the agents' dialect begins with one.
    has_words: bool,
    /// Whether the period was said in words, so that no group needs to be it.
    period_said: bool,
}

/// Groups of digits with nothing but separators between them.
pub(super) struct Groups<'t> {
    /// Where the first stands, by token.
    pub(super) at: usize,
    /// The groups, at least one.
    groups: Vec<&'t Token>,
    /// The PIN behind them, where asterisks or a word leave no doubt.
    marked_pin: Option<Range<usize>>,
}

/// What groups turned out to be.
pub(super) struct Resolved {
    /// Where the first group stands, by token.
    pub(super) at: usize,
    /// The numbers; empty when the digits are too many for one.
    pub(super) accounts: Vec<AccountNumber>,
    /// The period.
    pub(super) period: Option<Period>,
    /// Where the PINs stand; some type theirs twice.
    pub(super) pins: Vec<Range<usize>>,
    /// How well the numbers go with the rules; nothing when they are too many digits.
    pub(super) fit: Option<Fit>,
}

impl<'c> Judge<'c> {
    /// For a line that names `product`, or for one that could be about any of `all`.
    pub(super) fn new(
        product: Option<&'c Product>,
        all: impl Iterator<Item = &'c Product>,
        has_words: bool,
        period_said: bool,
    ) -> Self {
        let takes_period = product.is_some_and(|product| product.most_months.is_some());
        let products = product.map_or_else(|| all.collect(), |product| vec![product]);
        Self { products, is_named: product.is_some(), takes_period, has_words, period_said }
    }

    /// How well a number goes with the best of the rules; nothing when it is none at all.
    fn fit(&self, number: &str) -> Option<Fit> {
        if number.is_empty() || number.len() > AccountNumber::MAX {
            return None;
        }
        self.rules().map(|rule| rule.fit(number)).max()
    }

    fn rules(&self) -> impl Iterator<Item = &NumberRule> {
        self.products.iter().map(|product| &product.number)
    }

    /// How well groups make one number, or else several that are each of a known shape.
    fn weigh<'a, 't>(&self, account: &'a [&'t Token], period: Option<Period>) -> Parted<'a, 't> {
        let together = self.fit(&join(account));
        let apart = account.iter().map(|group| self.fit_alone(group)).min().flatten();
        let several = account.len() > 1 && apart >= Some(Fit::Convertible) && apart > together;
        Parted { account, period, several, fit: if several { apart } else { together } }
    }

    fn fit_alone(&self, group: &Token) -> Option<Fit> {
        if group.text.len() < SHORTEST_ALONE { None } else { self.fit(&group.text) }
    }

    /// Parts groups without a PIN into the number's and the period.
    fn part<'a, 't>(&self, groups: &'a [&'t Token]) -> Parted<'a, 't> {
        let whole = self.weigh(groups, None);
        if self.period_said || groups.len() < 2 {
            return whole;
        }
        let (last, front) = (groups.last(), &groups[..groups.len() - 1]);
        if let Some(parted) = last.and_then(|last| self.with_period(front, last))
            && (parted.fit > whole.fit || (parted.fit == whole.fit && self.takes_period))
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
struct Parted<'a, 't> {
    account: &'a [&'t Token],
    period: Option<Period>,
    /// Whether each group is a number of its own.
    several: bool,
    fit: Option<Fit>,
}

impl Parted<'_, '_> {
    fn accounts(&self) -> Vec<AccountNumber> {
        match self.fit {
            None => Vec::new(),
            Some(_) if self.several => {
                self.account.iter().filter_map(|group| AccountNumber::parse(&group.text).ok()).collect()
            }
            Some(_) => AccountNumber::parse(&join(self.account)).into_iter().collect(),
        }
    }
}

impl<'t> Groups<'t> {
    /// Gathers the groups of a line.
    pub(super) fn gather(tokens: &'t [Token]) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let mut open = false;
        for (at, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::Digits | Kind::Mixed => {
                    if !open || token.gap == Gap::Plus {
                        found.push(Self { at, groups: Vec::new(), marked_pin: None });
                    }
                    open = true;
                    found.iter_mut().last().into_iter().for_each(|last| last.groups.push(token));
                }
                Kind::Stars | Kind::Pin if open => {
                    open = false;
                    found.iter_mut().last().into_iter().for_each(|last| last.marked_pin = Some(token.span.clone()));
                }
                Kind::Months(_) => {}
                _ => open = false,
            }
        }
        found
    }

    /// How many digits stand there.
    pub(super) fn digits(&self) -> usize {
        self.groups.iter().map(|group| group.digits()).sum()
    }

    /// Whether there is one group only.
    pub(super) fn is_single(&self) -> bool {
        self.groups.len() == 1
    }

    /// Whether they look like a day (`23-11-2026`) or an amount (`1.500.000`).
    pub(super) fn look_like_prose(&self) -> bool {
        let figures: Vec<(usize, u32)> =
            self.groups.iter().map(|group| (group.text.len(), group.text.parse().unwrap_or(u32::MAX))).collect();
        let is_day = |day: u32, month: u32, year: u32| {
            (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..=2099).contains(&year)
        };
        match figures.as_slice() {
            [(1..=2, day), (1..=2, month), (4, year)] | [(4, year), (2, month), (2, day)]
                if is_day(*day, *month, *year) =>
            {
                true
            }
            [(1..=3, first), rest @ ..] => {
                *first > 0 && !rest.is_empty() && rest.iter().all(|(length, _)| *length == 3)
            }
            _ => false,
        }
    }

    /// Decides what the groups are.
    pub(super) fn resolve(&self, judge: &Judge<'_>) -> Resolved {
        let mut pins: Vec<Range<usize>> = self.marked_pin.iter().cloned().collect();
        let mut groups = self.groups.as_slice();
        while let Some((last, front)) = groups.split_last().filter(|(last, front)| is_pin(judge, front, last, groups)) {
            pins.push(last.span.clone());
            groups = front;
        }
        let parted = judge.part(groups);
        Resolved { at: self.at, accounts: parted.accounts(), period: parted.period, pins, fit: parted.fit }
    }
}

/// Whether the last of the groups `whole` is a PIN behind those in `front`.
fn is_pin(judge: &Judge<'_>, front: &[&Token], last: &Token, whole: &[&Token]) -> bool {
    if front.is_empty() || !is_pin_shaped(last) {
        return false;
    }
    let (kept, cut) = (judge.part(whole).fit, judge.part(front).fit);
    let shaped = is_pin_by_shape(front, last);
    if judge.is_named {
        return cut > kept || (cut == kept && shaped);
    }
    // Among all products some rule fits almost anything: the shape has to agree.
    let (kept, cut) = (kept.min(Some(Fit::Convertible)), cut.min(Some(Fit::Convertible)));
    shaped && (cut > kept || (cut == kept && judge.has_words))
}

/// What the shape says: the agents' dialect, or a group too long to be a part of a number and
/// another one behind it.
fn is_pin_by_shape(front: &[&Token], last: &Token) -> bool {
    let dialect = front.len() == 1 && front[0].gap == Gap::Dot && last.gap == Gap::Dot;
    let even = front.iter().all(|group| group.text.len() == last.text.len());
    dialect || (!even && front.iter().any(|group| group.text.len() > LONGEST_GROUP))
}

fn join(groups: &[&Token]) -> String {
    groups.iter().map(|group| group.text.as_str()).collect()
}
