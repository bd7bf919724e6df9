//! Lines of a message that belong together: a row, the headline above it, what ends it below.

use super::naming::ProductNaming;
use super::row::MessageRow;

/// What a line is, as the lines around it see it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Words of a product or a family, no number.
    Headline,
    /// A number that names no product.
    Bare,
    /// A number under a headline, or with a product beside it.
    Named,
    /// No number and nothing named: a greeting, a person's name.
    Remark,
}

/// A row with the lines below it that only end it.
pub(super) struct MessageEntry<'c> {
    pub(super) row: MessageRow<'c>,
    pub(super) shape: Shape,
    /// How many lines below were taken as its end; [`MOST_TAILS`] at most.
    pub(super) tails: usize,
}

/// The most lines that end a check: a period, a PIN, the PIN once more.
const MOST_TAILS: usize = 3;

/// A line that names a product for the rows below it.
#[derive(Clone)]
pub(super) struct Headline<'c> {
    pub(super) naming: ProductNaming<'c>,
    pub(super) words: String,
}

impl<'c> MessageEntry<'c> {
    /// Whether a period or a PIN may stand on the next line.
    pub(super) fn may_end_below(&self) -> bool {
        matches!(self.shape, Shape::Named | Shape::Bare) && self.tails < MOST_TAILS
    }

    /// Gives the row what a headline names.
    pub(super) fn name(&mut self, headline: &Headline<'c>) {
        self.row.naming = self.row.naming.below(&headline.naming);
        self.row.headline.clone_from(&headline.words);
        self.shape = Shape::Named;
    }
}
