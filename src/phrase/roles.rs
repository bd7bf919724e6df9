//! Gives every figure of a text its role, before anything looks for a customer's number.
//!
//! Passes go from the strongest evidence to the weakest, and what has a role keeps it: a word beside a figure beats
//! its shape, its shape beats its place. The table stands in the module doc of [`super`].

mod amounts;
mod calendar;
mod columns;
mod labels;
mod line;
mod phones;
mod places;
mod stamps;
mod units;

pub(super) use amounts::is_power_step;
pub(super) use calendar::{is_year, is_year_and_month};

use crate::domain::catalogue::Catalogue;

use super::cut::Cut;
use super::text::PlainText;
use super::token::{FigureRole, Join, Other, TokenKind};
use super::words::Sense;

use line::MarkedLine;

/// Gives the figures of a text their roles, line by line.
pub(super) fn assign(cut: &mut Cut, text: &PlainText<'_>, catalogue: &Catalogue) {
    let Cut { tokens, lines } = cut;
    let mut header = None;
    for (at, line) in lines.iter().enumerate() {
        let is_place = places::is_numbered(tokens, lines, at, text);
        let line = MarkedLine { tokens: &mut tokens[line.clone()], text, catalogue };
        assign_line(line, is_place, &mut header);
    }
}

fn assign_line(mut line: MarkedLine<'_, '_>, is_place: bool, header: &mut Option<columns::Header>) {
    stamps::mark(&mut line);
    mark_spoilt(&mut line);
    labels::mark_pins(&mut line);
    units::mark(&mut line);
    labels::mark(&mut line);
    columns::mark(&mut line, header);
    calendar::mark(&mut line);
    phones::mark(&mut line);
    amounts::mark(&mut line);
    places::mark(&mut line, is_place);
    mark_letters(&mut line);
}

/// What masking leaves of a number at each end, at most.
const MASK_END: usize = 4;
/// Letters between a number's pieces, at most: `01/II/012`.
const MOST_LETTERS: usize = 3;
/// Letters behind a number's last piece, at most: `012-A`.
const MOST_LAST_LETTERS: usize = 1;

/// `5140****0482` is no number any more and its asterisks are no PIN; neither is what a spreadsheet cut.
fn mark_spoilt(line: &mut MarkedLine<'_, '_>) {
    for token in line.tokens.iter_mut().filter(|token| token.kind == TokenKind::Exponent) {
        token.role = FigureRole::Other(Other::Spoilt);
    }
    for at in 1..line.tokens.len().saturating_sub(1) {
        let [before, stars, after] = [&line.tokens[at - 1], &line.tokens[at], &line.tokens[at + 1]];
        let glued = stars.kind == TokenKind::Stars && stars.gap.join == Join::Glued && after.gap.join == Join::Glued;
        let ends = before.is_group(1..=MASK_END) && after.is_group(1..=MASK_END);
        if glued && ends && before.digits == after.digits {
            line.tokens[at - 1..=at + 1].iter_mut().for_each(|token| token.role = FigureRole::Other(Other::Spoilt));
        }
    }
}

/// A few letters among a number's pieces are pieces of it: `01/II/012/0456/A1`.
fn mark_letters(line: &mut MarkedLine<'_, '_>) {
    for at in 1..line.tokens.len() {
        let token = &line.tokens[at];
        let is_word = token.kind == TokenKind::Word && matches!(token.sense, Sense::Unknown | Sense::Filler);
        let is_word = is_word && line.lower(at).is_ascii() && !line.names(at);
        if !is_word || !token.gap.is_tight("/-.") || !line.tokens[at - 1].is_free() {
            continue;
        }
        let next = line.tokens.get(at + 1);
        let goes_on =
            next.is_some_and(|next| next.is_free() && next.gap.is_tight("/-.") && next.kind != TokenKind::Stars);
        let ends = next.is_none_or(|next| matches!(next.gap.join, Join::Loose | Join::Hard));
        let most = if goes_on { MOST_LETTERS } else { MOST_LAST_LETTERS };
        // In the dialect a dot parts words from numbers; only strokes and dashes part letters from digits.
        let parts = token.gap.is_tight("/-") && (ends || line.is_tight(at + 1, "/-"));
        if (goes_on || ends) && parts && token.at.len() <= most {
            line.tokens[at].kind = TokenKind::Mixed;
        }
    }
}
