//! Places in somebody's list: `1. 514040400482`, `2) ..`, `3;..`.

use std::ops::Range;

use super::super::text::PlainText;
use super::super::token::{FigureRole, Join, Other, Token, TokenKind};
use super::super::words::Sense;
use super::line::MarkedLine;

/// Digits of a place in a list, at most.
const MOST_DIGITS: usize = 3;
/// The same where only a blank parts the place from its number.
const MOST_DIGITS_BEFORE_BLANK: usize = 2;
/// The fewest digits of that number.
const LEAST_DIGITS_BEHIND: usize = 6;

/// Whether a token is an unknown word of at most `most` bytes, as on a plate.
fn is_letters(line: &MarkedLine<'_, '_>, at: usize, most: usize) -> bool {
    let token = &line.tokens[at];
    token.kind == TokenKind::Word && token.sense == Sense::Unknown && token.at.len() <= most && !line.names(at)
}

/// Whether line `at` begins with a figure one above the line before, or one below the line behind: then the figure is
/// a place, whatever follows it. Roles already given do not matter here.
pub(super) fn is_numbered(tokens: &[Token], lines: &[Range<usize>], at: usize, text: &PlainText<'_>) -> bool {
    let first = |line: &Range<usize>| -> Option<u32> {
        let token = &tokens[line.start];
        let counts = token.is_group(1..=MOST_DIGITS) && line.len() > 1;
        counts.then(|| text.plain()[token.at.clone()].parse().ok()).flatten()
    };
    let Some(figure) = first(&lines[at]) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|before| first(&lines[before]));
    let behind = lines.get(at + 1).and_then(first);
    before.is_some_and(|before| before + 1 == figure) || behind == Some(figure + 1)
}

/// Marks a place at the start of a line, and plates of cars: `L 1234 AB`.
pub(super) fn mark(line: &mut MarkedLine<'_, '_>, is_numbered: bool) {
    for at in 1..line.tokens.len().saturating_sub(1) {
        if line.is_group(at, 1..=4) && is_letters(line, at - 1, 2) && is_letters(line, at + 1, 3) {
            line.tokens[at].role = FigureRole::Other(Other::Place);
        }
    }
    // Behind a chat's stamp the line begins anew.
    let said = |token: &Token| !matches!(token.role, FigureRole::Other(Other::Date | Other::Sender));
    let Some(at) = line.tokens.iter().position(said) else {
        return;
    };
    if !line.is_group(at, 1..=MOST_DIGITS) {
        return;
    }
    let Some(next) = line.tokens.get(at + 1) else {
        return;
    };
    let is_short = line.tokens[at].digits <= MOST_DIGITS_BEFORE_BLANK && !line.lower(at).starts_with('0');
    let is_place = match next.gap.join {
        _ if next.gap.closes() || next.gap.columns > 0 => true,
        Join::Spaced('.' | '-' | ':' | '/') => true,
        Join::Loose if is_short && next.is_free() => next.digits >= LEAST_DIGITS_BEHIND || is_numbered,
        // `01.02.0345` above `02.02.0346` are two numbers.
        // No more are `51-4040-400-482` above `52-0511-567-087`: what a place hangs on to is a whole number.
        Join::Tight(_) if next.kind == TokenKind::Digits && next.digits < LEAST_DIGITS_BEHIND => false,
        _ => is_numbered && !line.lower(at).starts_with('0'),
    };
    if is_place {
        line.tokens[at].role = FigureRole::Other(Other::Place);
    }
}
