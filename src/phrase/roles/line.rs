//! A line whose figures are being given their roles, and the questions that all who give roles ask of it.

use std::ops::{Range, RangeInclusive};

use crate::domain::catalogue::Catalogue;

use super::super::text::PlainText;
use super::super::token::{FigureRole, Join, Token};

/// A line whose figures are being given their roles. Places are tokens, counted from the line's first.
pub(super) struct MarkedLine<'l, 't> {
    pub(super) tokens: &'l mut [Token],
    pub(super) text: &'l PlainText<'t>,
    pub(super) catalogue: &'l Catalogue,
}

/// The fewest letters of a word that counts as a part of a product's name because it begins one: `first media`.
const LEAST_BEGINNING: usize = 4;
/// The fewest digits of a figure that may be the customer's number, so that a doubtful one beside it is none.
const LEAST_NUMBER_BESIDE: usize = 5;
impl MarkedLine<'_, '_> {
    /// What a token says, in lower case.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text.lower()[token.at.clone()])
    }

    /// Whether a word names a product, a part of one, or a family.
    pub(super) fn names(&self, at: usize) -> bool {
        let word = self.lower(at);
        let begins = word.len() >= LEAST_BEGINNING && self.catalogue.begins_name(word);
        begins || self.catalogue.named(word).is_some() || Catalogue::family_of(word).is_some()
    }

    /// What stands right behind a token.
    pub(super) fn behind(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text.plain()[token.at.end..])
    }

    /// The value of a group of at most nine digits; `None` for other tokens.
    pub(super) fn value(&self, at: usize) -> Option<u32> {
        let token = self.tokens.get(at).filter(|token| token.is_group(1..=9))?;
        self.text.plain()[token.at.clone()].parse().ok()
    }

    /// Whether a free group of digits stands there, their count one of `lengths`.
    pub(super) fn is_group(&self, at: usize, lengths: RangeInclusive<usize>) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_group(lengths) && token.role == FigureRole::Free)
    }

    /// Whether a token hangs on to the one before by one of these signs, no blank between.
    pub(super) fn is_tight(&self, at: usize, signs: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.gap.is_tight(signs))
    }

    /// Whether no figure hangs on to either end of a range: its figures are no part of a longer number.
    pub(super) fn stands_apart(&self, at: &Range<usize>) -> bool {
        let hangs = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is_figure() && (token.gap.is_tight(".-/,") || token.gap.join == Join::Glued))
        };
        let before = at.start.checked_sub(1).is_some_and(|before| self.tokens[before].is_figure());
        !(hangs(at.end) || (before && hangs(at.start)))
    }

    /// Whether another figure of the line is long enough for a customer's number.
    pub(super) fn holds_number_beside(&self, place: &Range<usize>) -> bool {
        let is_number = |(at, token): (usize, &Token)| {
            !place.contains(&at) && token.is_free() && token.digits >= LEAST_NUMBER_BESIDE
        };
        self.tokens.iter().enumerate().any(is_number)
    }

    /// Gives the free figures of a range a role; what has one keeps it.
    pub(super) fn give(&mut self, at: Range<usize>, role: FigureRole) {
        for token in &mut self.tokens[at] {
            if token.is_free() {
                token.role = role;
            }
        }
    }
}
