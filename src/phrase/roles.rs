//! Gives every figure of a text its role, before anything looks for a customer's number.
//!
//! Passes go from the strongest evidence to the weakest, and what has a role keeps it: a word beside a figure beats
//! its shape, its shape beats its place. The table stands in the module doc of [`super`].

mod amounts;
mod calendar;
mod columns;
mod labels;
mod phones;
mod places;
mod stamps;
mod units;

pub(super) use amounts::is_power_step;
pub(super) use calendar::{is_year, is_year_and_month};

use std::ops::Range;

use crate::domain::catalogue::Catalogue;

use super::cut::Cut;
use super::text::Text;
use super::token::{Join, Kind, Other, Role, Token};
use super::words::Sense;

/// Gives the figures of a text their roles, line by line.
pub(super) fn assign(cut: &mut Cut, text: &Text<'_>, catalogue: &Catalogue) {
    let Cut { tokens, lines } = cut;
    let mut header = None;
    for (at, line) in lines.iter().enumerate() {
        let is_place = places::is_numbered(tokens, lines, at, text);
        let line = Line { tokens: &mut tokens[line.clone()], text, catalogue };
        assign_line(line, is_place, &mut header);
    }
}

fn assign_line(mut line: Line<'_, '_>, is_place: bool, header: &mut Option<columns::Header>) {
    stamps::mark(&mut line);
    line.mark_spoilt();
    labels::mark_pins(&mut line);
    units::mark(&mut line);
    labels::mark(&mut line);
    columns::mark(&mut line, header);
    calendar::mark(&mut line);
    phones::mark(&mut line);
    amounts::mark(&mut line);
    places::mark(&mut line, is_place);
    line.mark_letters();
}

/// One line in the making.
struct Line<'l, 't> {
    tokens: &'l mut [Token],
    text: &'l Text<'t>,
    catalogue: &'l Catalogue,
}

/// What masking leaves of a number at each end, at most.
const MASK_END: usize = 4;
/// A word that is so long and begins a product's name is a part of it: `first media`.
const LEAST_BEGINNING: usize = 4;
/// Digits of a number beside which a doubtful shape is none.
const LEAST_NUMBER_BESIDE: usize = 5;
/// Letters between a number's pieces, at most: `01/II/012`.
const MOST_LETTERS: usize = 3;
/// Letters behind a number's last piece, at most: `012-A`.
const MOST_LAST_LETTERS: usize = 1;

impl Line<'_, '_> {
    /// What a token says, in lower case.
    fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text.lower()[token.at.clone()])
    }

    /// Whether a word names a product, a part of one, or a family.
    fn names(&self, at: usize) -> bool {
        let word = self.lower(at);
        let begins = word.len() >= LEAST_BEGINNING && self.catalogue.begins_name(word);
        begins || self.catalogue.named(word).is_some() || Catalogue::family_of(word).is_some()
    }

    /// What stands right behind a token.
    fn behind(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text.plain()[token.at.end..])
    }

    /// The figure a group of digits makes; nothing beyond nine digits or for other tokens.
    fn value(&self, at: usize) -> Option<u32> {
        let token = self.tokens.get(at).filter(|token| token.is_group(1..=9))?;
        self.text.plain()[token.at.clone()].parse().ok()
    }

    /// Whether a free group of so many digits stands there.
    fn is_group(&self, at: usize, lengths: std::ops::RangeInclusive<usize>) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_group(lengths) && token.role == Role::Free)
    }

    /// Whether a token hangs on to the one before by one of these signs, no blank between.
    fn is_tight(&self, at: usize, signs: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.gap.is_tight(signs))
    }

    /// Whether figures stand in these places, nothing glued to either end: no piece of a longer number.
    fn stands_apart(&self, at: &Range<usize>) -> bool {
        let hangs = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is_figure() && (token.gap.is_tight(".-/,") || token.gap.join == Join::Glued))
        };
        let before = at.start.checked_sub(1).is_some_and(|before| self.tokens[before].is_figure());
        !(hangs(at.end) || (before && hangs(at.start)))
    }

    /// Whether another figure of the line is long enough for a customer's number.
    fn holds_number_beside(&self, place: &Range<usize>) -> bool {
        let is_number = |(at, token): (usize, &Token)| {
            !place.contains(&at) && token.is_free() && token.digits >= LEAST_NUMBER_BESIDE
        };
        self.tokens.iter().enumerate().any(is_number)
    }

    /// Gives free figures a role.
    fn give(&mut self, at: Range<usize>, role: Role) {
        for token in &mut self.tokens[at] {
            if token.is_free() {
                token.role = role;
            }
        }
    }

    /// `5140****0482` is no number any more and its asterisks are no PIN; neither is what a spreadsheet cut.
    fn mark_spoilt(&mut self) {
        for token in self.tokens.iter_mut().filter(|token| token.kind == Kind::Exponent) {
            token.role = Role::Other(Other::Spoilt);
        }
        for at in 1..self.tokens.len().saturating_sub(1) {
            let [before, stars, after] = [&self.tokens[at - 1], &self.tokens[at], &self.tokens[at + 1]];
            let glued = stars.kind == Kind::Stars && stars.gap.join == Join::Glued && after.gap.join == Join::Glued;
            let ends = before.is_group(1..=MASK_END) && after.is_group(1..=MASK_END);
            if glued && ends && before.digits == after.digits {
                self.tokens[at - 1..=at + 1].iter_mut().for_each(|token| token.role = Role::Other(Other::Spoilt));
            }
        }
    }

    /// A few letters among a number's pieces are pieces of it: `01/II/012/0456/A1`.
    fn mark_letters(&mut self) {
        for at in 1..self.tokens.len() {
            let token = &self.tokens[at];
            let is_word = token.kind == Kind::Word && matches!(token.sense, Sense::Unknown | Sense::Filler);
            let is_word = is_word && self.lower(at).is_ascii() && !self.names(at);
            if !is_word || !token.gap.is_tight("/-.") || !self.tokens[at - 1].is_free() {
                continue;
            }
            let next = self.tokens.get(at + 1);
            let goes_on =
                next.is_some_and(|next| next.is_free() && next.gap.is_tight("/-.") && next.kind != Kind::Stars);
            let ends = next.is_none_or(|next| matches!(next.gap.join, Join::Loose | Join::Hard));
            let most = if goes_on { MOST_LETTERS } else { MOST_LAST_LETTERS };
            // In the dialect a dot parts words from numbers; only strokes and dashes part letters from digits.
            let parts = token.gap.is_tight("/-") && (ends || self.is_tight(at + 1, "/-"));
            if (goes_on || ends) && parts && token.at.len() <= most {
                self.tokens[at].kind = Kind::Mixed;
            }
        }
    }
}
