//! Groups of digits that stand side by side: which of them make the number, which the period,
//! and whether the last is a PIN.
//!
//! The product's rule decides: `5140 4040 0482` is a whole PLN number, so its last group is no
//! PIN; `514040400482 1234` is one with something behind it. Only where the rule cannot tell does
//! the shape decide: people who part a number make short groups.

use std::ops::Range;

use crate::domain::{account::AccountNumber, number_rule::Fit, period::Period};

use super::judge::Judge;
use super::marks::is_pin_shaped;
use super::tokens::{Gap, Kind, Token};

/// People who part a number by eye make groups of at most so many digits.
const LONGEST_GROUP: usize = 5;

/// Groups of digits with nothing but separators between them.
pub(super) struct Groups<'t> {
    /// Where the first stands, by token.
    pub(super) at: usize,
    /// The groups, at least one.
    row: Vec<&'t Token>,
    /// The PINs behind them that asterisks leave no doubt about.
    marked_pins: Vec<Range<usize>>,
}

/// What groups turned out to be.
pub(super) struct Resolved {
    /// Where the first group stands, by token.
    pub(super) at: usize,
    /// The numbers; empty when the digits are too many for one.
    pub(super) accounts: Vec<AccountNumber>,
    /// The period.
    pub(super) period: Option<Period>,
    /// How many digits stand there, those of PINs not counted.
    pub(super) digits: usize,
    /// Where the PINs stand; some type theirs twice.
    pub(super) pins: Vec<Range<usize>>,
    /// How well the numbers go with the rules; nothing when they are too many digits.
    pub(super) fit: Option<Fit>,
}

impl<'t> Groups<'t> {
    /// Gathers the groups of a line.
    pub(super) fn gather(tokens: &'t [Token]) -> Vec<Self> {
        let mut found = Vec::new();
        let mut open: Option<Self> = None;
        for (at, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::Digits | Kind::Mixed => match &mut open {
                    Some(groups) if groups.marked_pins.is_empty() && token.gap != Gap::Plus => {
                        groups.row.push(token);
                    }
                    _ => found.extend(open.replace(Self { at, row: vec![token], marked_pins: Vec::new() })),
                },
                Kind::Stars | Kind::Pin => {
                    if let Some(groups) = &mut open {
                        groups.marked_pins.push(token.span.clone());
                    }
                }
                Kind::Months(_) => {}
                Kind::Word | Kind::Masked => found.extend(open.take()),
            }
        }
        found.extend(open);
        found
    }

    /// How many digits stand there.
    pub(super) fn digits(&self) -> usize {
        digits(&self.row)
    }

    /// Whether there is one group only.
    pub(super) fn is_single(&self) -> bool {
        self.row.len() == 1
    }

    /// Whether they look like a day (`23-11-2026`) or an amount (`1.500.000`).
    pub(super) fn look_like_prose(&self) -> bool {
        let lengths: Vec<usize> = self.row.iter().map(|group| group.text.len()).collect();
        let figure = |at: usize| self.row[at].text.parse().unwrap_or(u32::MAX);
        match lengths.as_slice() {
            [1..=2, 1..=2, 4] => is_day(figure(0), figure(1), figure(2)),
            [4, 2, 2] => is_day(figure(2), figure(1), figure(0)),
            [1..=3, rest @ ..] if !rest.is_empty() => {
                let dotted = self.row[1..].iter().all(|group| group.gap == Gap::Dot);
                dotted && rest.iter().all(|length| *length == 3) && !self.row[0].text.starts_with('0')
            }
            _ => false,
        }
    }

    /// Decides what the groups are.
    pub(super) fn resolve(&self, judge: &Judge<'_>) -> Resolved {
        let mut pins = self.marked_pins.clone();
        let mut groups = self.row.as_slice();
        while let Some((last, front)) = groups.split_last().filter(|(last, front)| is_pin(judge, front, last, groups)) {
            pins.push(last.span.clone());
            groups = front;
        }
        let parted = judge.part(groups);
        Resolved {
            at: self.at,
            accounts: parted.accounts(),
            period: parted.period,
            digits: digits(groups),
            pins,
            fit: parted.fit,
        }
    }
}

fn digits(groups: &[&Token]) -> usize {
    groups.iter().map(|group| group.digits()).sum()
}

/// Whether three figures are a day of our time.
fn is_day(day: u32, month: u32, year: u32) -> bool {
    (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..=2099).contains(&year)
}

/// Whether the last of the groups `whole` is a PIN behind those in `front`.
fn is_pin(judge: &Judge<'_>, front: &[&Token], last: &Token, whole: &[&Token]) -> bool {
    if front.is_empty() || !is_pin_shaped(last) {
        return false;
    }
    let (kept, cut) = (judge.part(whole).fit, judge.part(front).fit);
    let shaped = is_pin_by_shape(front, last);
    if judge.product.is_some() {
        return cut > kept || (cut == kept && shaped);
    }
    // Among all products some rule fits almost anything: the shape has to agree, and groups of one
    // length are a number parted evenly.
    let shaped = shaped && !front.iter().all(|group| group.text.len() == last.text.len());
    let (kept, cut) = (kept.min(Some(Fit::Convertible)), cut.min(Some(Fit::Convertible)));
    shaped && (cut > kept || (cut == kept && judge.has_words))
}

/// What the shape says: the agents' dialect, or a group too long to be a part of a number and
/// another one behind it.
fn is_pin_by_shape(front: &[&Token], last: &Token) -> bool {
    let dialect = front.len() == 1 && front[0].gap == Gap::Dot && last.gap == Gap::Dot;
    dialect || front.iter().any(|group| group.text.len() > LONGEST_GROUP)
}
