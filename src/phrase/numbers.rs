//! Customers' numbers among the figures that are nothing else. The product's rule chooses how free figures hang
//! together: whole or not at all.
//!
//! Figures that stand side by side are *pieces*: one is what was typed without a blank (`01-11632498`). Pieces are one
//! number where that is a better number than each alone, `5140 4040 0482`; nothing is glued that is a number already.

mod cost;
mod judge;

use std::borrow::Cow;
use std::ops::Range;

use crate::domain::{account::AccountNumber, number_rule::Fit};

use super::roles::{is_power_step, is_year, is_year_and_month};
use super::text::PlainText;
use super::token::{FigureRole, Join, Other, Token, TokenKind};

use cost::{Cost, Step};
pub(super) use judge::Judge;

/// The most digits of a group, where people part a number by eye.
const LONGEST_GROUP: usize = 5;
/// Digits of a PIN, at most.
const LONGEST_PIN: usize = 6;
/// Digits of two stands of a meter and what was used between, at most.
const LONGEST_STANDS: usize = 10;
/// A piece with fewer digits is no number: a house, a class.
pub(super) const LEAST_DIGITS: usize = 4;

/// A number that stands in a line.
#[derive(Debug)]
pub(super) struct FoundNumber {
    /// Which tokens it is made of.
    pub(super) at: Range<usize>,
    /// How well it goes with the rules.
    pub(super) fit: Option<Fit>,
    pub(super) digits: usize,
    /// Whether a label says that it is one.
    pub(super) labelled: bool,
    /// Whether its shape says that it is something else.
    pub(super) unlikely: bool,
}

/// The numbers among a line's tokens, in order. Behind them it marks what has a PIN's shape.
pub(super) fn find(tokens: &mut [Token], text: &PlainText<'_>, judge: Judge<'_>) -> Vec<FoundNumber> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let run = run(tokens, at, judge);
        if run.is_empty() {
            at += 1;
            continue;
        }
        at = run.end;
        let pieces = pieces(&tokens[run.clone()], run.start);
        let finder = Finder { tokens, text, judge, pieces };
        for tail in finder.numbers(&mut found) {
            tokens[tail].role = FigureRole::Tail;
        }
    }
    found
}

/// The range of free figures, side by side, from `start` on; empty when none stands there.
fn run(tokens: &[Token], start: usize, judge: Judge<'_>) -> Range<usize> {
    let kind = |token: &Token| {
        let is_number = matches!(token.kind, TokenKind::Digits | TokenKind::Mixed);
        match token.role {
            FigureRole::Free if is_number => Some(None),
            FigureRole::Unlikely(Other::Phone) | FigureRole::Other(Other::Phone) if judge.asks_phones() => Some(None),
            FigureRole::Unlikely(other) if is_number => Some(Some(other)),
            _ => None,
        }
    };
    let Some(first) = kind(&tokens[start]) else {
        return start..start;
    };
    let goes_on = |token: &&Token| kind(token) == Some(first) && token.gap.joins() && !token.labelled;
    let more = tokens[start + 1..].iter().take_while(goes_on).count();
    start..start + 1 + more
}

/// The ranges of tokens that were typed without a blank between them; `start` is the first token's place.
fn pieces(tokens: &[Token], start: usize) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (at, token) in (start..).zip(tokens) {
        let hangs = matches!(token.gap.join, Join::Glued | Join::Tight(_));
        match pieces.last_mut() {
            Some(piece) if hangs => piece.end = at + 1,
            _ => pieces.push(at..at + 1),
        }
    }
    pieces
}

struct Finder<'f, 'c> {
    tokens: &'f [Token],
    text: &'f PlainText<'f>,
    judge: Judge<'c>,
    pieces: Vec<Range<usize>>,
}

impl Finder<'_, '_> {
    /// Adds the numbers of the run to those found; returns the tokens behind them that have a PIN's shape.
    fn numbers(&self, found: &mut Vec<FoundNumber>) -> Vec<usize> {
        let pieces = self.unhook();
        let steps = self.steps(&pieces);
        let mut readings = Vec::new();
        let mut at = pieces.len();
        while at > 0 {
            let Some(step) = steps[at] else {
                break;
            };
            readings.push((step.from..at, step.is_number));
            at = step.from;
        }
        readings.reverse();
        let before = found.len();
        let mut tails = Vec::new();
        for (reading, is_number) in readings {
            let at = pieces[reading.start].start..pieces[reading.end - 1].end;
            if is_number {
                found.push(self.found(at));
            } else if found.len() > before && at.len() == 1 && self.is_tail(at.start) {
                tails.push(at.start);
            }
        }
        tails
    }

    /// Pieces that are whole numbers with something hooked on behind, `514040400482-1234`, `0001433177155/3`, come
    /// apart; what hangs on before a number stays, for numbers begin so: `01-11632498`.
    fn unhook(&self) -> Cow<'_, [Range<usize>]> {
        if !self.pieces.iter().any(|piece| self.comes_apart(piece)) {
            return Cow::Borrowed(&self.pieces);
        }
        let mut apart = Vec::new();
        for piece in &self.pieces {
            if self.comes_apart(piece) {
                apart.extend(piece.clone().map(|at| at..at + 1));
            } else {
                apart.push(piece.clone());
            }
        }
        Cow::Owned(apart)
    }

    fn comes_apart(&self, piece: &Range<usize>) -> bool {
        if piece.len() == 1 {
            return false;
        }
        let first = piece.start..piece.start + 1;
        let whole = self.judge.fit(&self.spelt(piece));
        let hooks = self.judge.fit(&self.spelt(&first)) >= Some(Fit::Convertible)
            && whole < Some(Fit::Convertible)
            && self.tokens[first.start].digits > LONGEST_GROUP
            && piece.clone().skip(1).all(|at| self.is_hooked(at));
        // `14012345678/514040400482`: each is long enough to be one by itself, together they are none.
        let side_by_side = whole.is_none_or(|fit| fit < Fit::Possible)
            && piece.clone().all(|at| self.tokens[at].digits > LONGEST_GROUP + 1);
        hooks || side_by_side
    }

    /// Whether a token may hang on behind a number without being a part of it: months, a PIN, a power step.
    fn is_hooked(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let takes_months = self.judge.product.is_none_or(|product| product.most_months.is_some());
        let is_step = token.is_group(3..=3) && self.spelt(&(at..at + 1)).parse().is_ok_and(is_power_step);
        token.is_group(4..=6)
            || is_step
            || (takes_months && token.is_group(1..=2) && token.gap.join != Join::Tight('-'))
    }

    /// For each number of pieces from the first on, the last step of the cheapest way to read them.
    fn steps(&self, pieces: &[Range<usize>]) -> Vec<Option<Step>> {
        let mut steps: Vec<Option<Step>> = vec![None; pieces.len() + 1];
        steps[0] = Some(Step { from: 0, cost: 0, is_number: false });
        for end in 1..=pieces.len() {
            let last = pieces[end - 1].end;
            for from in (0..end).rev() {
                let spelt = self.spelt(&(pieces[from].start..last));
                // Nothing longer is a number, so that the work is linear in the text.
                if spelt.len() > AccountNumber::MAX && from + 1 < end {
                    break;
                }
                let before = steps[from].map_or(u32::MAX, |step| step.cost);
                let (Cost(cost), is_number) = self.cost(&pieces[from..end], &spelt);
                let cost = before.saturating_add(cost);
                if steps[end].is_none_or(|best| cost < best.cost) {
                    steps[end] = Some(Step { from, cost, is_number });
                }
            }
        }
        steps
    }

    /// The cost of reading pieces as one number, or one piece as none; `true` for a number.
    fn cost(&self, pieces: &[Range<usize>], spelt: &str) -> (Cost, bool) {
        let fit = self.judge.fit(spelt);
        if let [piece] = pieces {
            let digits: usize = self.tokens[piece.clone()].iter().map(|token| token.digits).sum();
            // Behind a number, what has a PIN's shape is no second number; where no product is named, not even one of
            // some company's length.
            let is_behind = piece.len() == 1 && piece.start > self.pieces[0].start && self.is_tail(piece.start);
            let is_known = fit >= Some(Fit::Convertible) && (self.judge.product.is_some() || !self.is_long(0));
            return match fit {
                _ if digits < LEAST_DIGITS || (is_behind && !is_known) => (Cost::NOISE, false),
                // Some company has numbers of any length: where none is named, short groups may as well be one number's.
                Some(Fit::Exact | Fit::Convertible) if self.judge.product.is_none() && digits <= LONGEST_PIN => {
                    (Cost::SHORT, true)
                }
                Some(Fit::Exact | Fit::Convertible) => (Cost::NONE, true),
                Some(Fit::Possible) => (Cost::POSSIBLE, true),
                Some(Fit::Known) => (Cost::KNOWN, true),
                Some(Fit::Odd) | None => (Cost::ODD, true),
            };
        }
        // Who wrote one number whole does not part the next: what stands behind are a meter's stands, `107917 345 367`.
        if spelt.len() <= LONGEST_STANDS && self.stands_behind_whole(pieces[0].start) {
            return (Cost(u32::MAX), false);
        }
        let lengths = || pieces.iter().map(|piece| self.spelt(piece).len());
        let by_eye = lengths().all(|length| (2..=LONGEST_GROUP).contains(&length));
        let base = match fit {
            Some(Fit::Exact | Fit::Convertible) if lengths().all(|length| length >= 2) => Cost::NONE,
            Some(Fit::Possible) if by_eye => Cost::JOINED_POSSIBLE,
            Some(Fit::Known) if by_eye => Cost::JOINED_KNOWN,
            Some(Fit::Odd) if by_eye => Cost::JOINED_ODD,
            _ => return (Cost(u32::MAX), false),
        };
        let joints = u32::try_from(pieces.len() - 1).unwrap_or(u32::MAX);
        (Cost(base.0.saturating_add(joints.saturating_mul(Cost::JOINT.0))), true)
    }

    /// Whether the run begins with a whole number of a single token that ends before token `at`.
    fn stands_behind_whole(&self, at: usize) -> bool {
        let first = &self.pieces[0];
        let is_whole = |tokens: &[Token]| matches!(tokens, [token] if token.digits > LONGEST_GROUP);
        first.end <= at
            && is_whole(&self.tokens[first.clone()])
            && self.judge.product.is_some()
            && self.judge.fit(&self.spelt(first)) >= Some(Fit::Convertible)
    }

    /// Whether a piece is longer than any PIN.
    fn is_long(&self, piece: usize) -> bool {
        self.tokens[self.pieces[piece].clone()].iter().map(|token| token.digits).sum::<usize>() > LONGEST_PIN
    }

    fn is_tail(&self, at: usize) -> bool {
        is_tail(&self.tokens[at], self.text)
    }

    fn found(&self, at: Range<usize>) -> FoundNumber {
        let tokens = &self.tokens[at.clone()];
        FoundNumber {
            fit: self.judge.fit(&self.spelt(&at)),
            digits: tokens.iter().map(|token| token.digits).sum(),
            labelled: tokens[0].labelled,
            unlikely: matches!(tokens[0].role, FigureRole::Unlikely(_)) && !self.judge.asks_phones(),
            at,
        }
    }

    /// The characters of tokens, without the signs between them.
    fn spelt(&self, at: &Range<usize>) -> Cow<'_, str> {
        spelt(&self.tokens[at.clone()], self.text)
    }
}

/// Whether a token has the shape of a PIN, and of nothing else that people put behind numbers.
pub(super) fn is_tail(token: &Token, text: &PlainText<'_>) -> bool {
    let figure = Some(&text.plain()[token.at.clone()]).filter(|figure| !figure.starts_with('0'));
    let value: Option<u32> = figure.and_then(|figure| figure.parse().ok());
    let says_else = value
        .is_some_and(|value| is_power_step(value) || is_year_and_month(value) || (token.digits == 4 && is_year(value)));
    (token.is_group(4..=4) || token.is_group(6..=6)) && !says_else
}

/// The characters of tokens, without the signs between them.
pub(super) fn spelt<'t>(tokens: &[Token], text: &'t PlainText<'_>) -> Cow<'t, str> {
    if let [token] = tokens {
        return Cow::Borrowed(&text.plain()[token.at.clone()]);
    }
    tokens.iter().map(|token| &text.plain()[token.at.clone()]).collect()
}
