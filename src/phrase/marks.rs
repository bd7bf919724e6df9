//! What neighbours make of a token: months, a PIN announced as one, a masked number.

use crate::domain::period::Period;

use super::tokens::{Gap, Kind, Token};
use super::words;

/// What masking leaves of a number at each end, at most.
const MASK_END: usize = 4;
/// Words that may stand between "pin" and the PIN: `pin saya 1234`.
const WORDS_TO_PIN: usize = 2;

/// Marks the tokens of one line. Months go first: their digits are nobody's number.
pub(super) fn mark(tokens: &mut Vec<Token>) {
    mark_months(tokens);
    mark_masked(tokens);
    mark_announced_pins(tokens);
}

/// `3 bulan` becomes one token.
fn mark_months(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at + 1 < tokens.len() {
        if tokens[at].is_group(1..=2) && words::is_months(&tokens[at + 1].key()) {
            let word = tokens.remove(at + 1);
            let figure = &mut tokens[at];
            figure.kind = Kind::Months(Period::parse(&figure.text).ok());
            figure.span.end = word.span.end;
        }
        at += 1;
    }
}

/// `5140****0482` is no number any more, and its asterisks are no PIN.
fn mark_masked(tokens: &mut [Token]) {
    for at in 1..tokens.len().saturating_sub(1) {
        let [before, stars, after] = [&tokens[at - 1], &tokens[at], &tokens[at + 1]];
        let glued = stars.kind == Kind::Stars && stars.gap == Gap::Glued && after.gap == Gap::Glued;
        let ends = before.is_group(1..=MASK_END) && after.is_group(1..=MASK_END);
        if glued && ends && before.text.len() == after.text.len() {
            tokens[at - 1..=at + 1].iter_mut().for_each(|token| token.kind = Kind::Masked);
        }
    }
}

/// `pin 1234`, `PIN: ****`.
fn mark_announced_pins(tokens: &mut [Token]) {
    let mut announced = None;
    for (at, token) in tokens.iter_mut().enumerate() {
        let near = announced.is_some_and(|since: usize| at - since <= WORDS_TO_PIN + 1);
        if near && is_pin_shaped(token) {
            token.kind = Kind::Pin;
            announced = None;
        } else if token.kind != Kind::Word || !words::is_filler(&token.key()) {
            announced = None;
        } else if words::announces_pin(&token.key()) {
            announced = Some(at);
        }
    }
}

/// 4 to 6 digits, or the asterisks that took their place.
pub(super) fn is_pin_shaped(token: &Token) -> bool {
    token.kind == Kind::Stars || token.is_group(4..=6)
}
