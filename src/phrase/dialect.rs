//! The text centres' dialect, `CEKPLN.514040400482.1234`, and the one place in it where a PIN stands.
//!
//! Agents type it by habit. Deleting a person's message for its PIN needs certainty, so the place is exact: one sign,
//! without blanks, parts word, number and PIN; an index for a repeated request may stand behind.

use std::ops::{Range, RangeInclusive};

use crate::domain::number_rule::Fit;

use super::naming::ProductNaming;
use super::numbers::{Judge, spelt};
use super::roles::{is_power_step, is_year, is_year_and_month};
use super::text::PlainText;
use super::token::{FigureRole, Join, Other, Token, TokenKind};
use super::words::{FigureLabel, Sense};

/// Signs that centres part with, in the order of their use.
const SIGNS: &str = ".*#-,/";
/// The same where a figure of four digits is rather a year: `PLN/514040400482/2026`.
const WEAK_SIGNS: &str = "/,";
/// Signs that part a centre's code from its number.
const STRONG_SIGNS: &str = ".*#";
/// Digits of a number that a centre's code is ordered for.
const ORDERED: RangeInclusive<usize> = 9..=16;
/// The fewest characters of a number in front of a PIN.
const LEAST_NUMBER: usize = 5;
/// A group that is longer is a number by itself, and no part of one.
const LONGEST_GROUP: usize = 5;

/// Where the dialect stands in a line.
pub(super) struct Dialect {
    /// Its tokens.
    pub(super) at: Range<usize>,
    /// The token of its PIN.
    pub(super) pin: Option<usize>,
    /// `false` when unknown words stand between number and PIN: a row of a table looks so, `PLN/5140../INDAH/129045`.
    pub(super) sure: bool,
}

/// Finds the dialect in a line whose words name something.
pub(super) fn find(
    tokens: &[Token],
    text: &PlainText<'_>,
    naming: &ProductNaming<'_>,
    judge: Judge<'_>,
) -> Vec<Dialect> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let (end, sign) = chain(tokens, start);
        let at = start..end;
        let names = naming.spots.iter().any(|(spot, _)| spot.start < at.end && at.start < spot.end)
            || (naming.spots.is_empty()
                && naming.names_any()
                && tokens[at.clone()].iter().any(|token| token.kind == TokenKind::Word));
        if let Some(sign) = sign.filter(|_| names) {
            let pin = pin(tokens, text, &at, sign, judge);
            let sure = pin.is_none_or(|pin| !has_remark(&tokens[at.start..pin], text, judge));
            found.push(Dialect { at, pin, sure });
        }
        start = end;
    }
    found
}

/// The tokens that hang together by one sign from a place on.
fn chain(tokens: &[Token], start: usize) -> (usize, Option<char>) {
    let mut sign = None;
    let mut end = start + 1;
    while let Some(token) = tokens.get(end) {
        match token.gap.join {
            Join::Glued => {}
            // What parts the words is no matter: `CEK.PLN#514040400482#1234`.
            Join::Tight(this) if SIGNS.contains(this) && is_words(&tokens[end - 1..=end]) => {}
            Join::Tight(this) if SIGNS.contains(this) && sign.is_none_or(|sign| sign == this) => sign = Some(this),
            _ => break,
        }
        end += 1;
    }
    (end, sign)
}

/// Whether an unknown word stands behind a long number.
fn has_remark(tokens: &[Token], text: &PlainText<'_>, judge: Judge<'_>) -> bool {
    let behind = tokens.iter().skip_while(|token| token.digits <= LONGEST_GROUP);
    let is_remark = |token: &Token| {
        let names = || judge.catalogue.named(&text.lower()[token.at.clone()]).is_some();
        token.kind == TokenKind::Word && token.sense == Sense::Unknown && !names()
    };
    behind.into_iter().any(is_remark)
}

fn is_words(tokens: &[Token]) -> bool {
    tokens.iter().all(|token| token.kind == TokenKind::Word)
}

/// The PIN's token. A candidate is the last figure, not counting an index or a telephone number behind it; it is a PIN
/// when the figures before it make a better number without it.
fn pin(tokens: &[Token], text: &PlainText<'_>, chain: &Range<usize>, sign: char, judge: Judge<'_>) -> Option<usize> {
    let candidate =
        |at: usize| tokens[at].is_pin_shaped() && matches!(tokens[at].role, FigureRole::Free | FigureRole::Unlikely(_));
    let last = chain.clone().rev().find(|at| !is_behind(&tokens[*at], chain.end - *at == 1))?;
    let at = Some(last).filter(|at| candidate(*at) && tokens[*at].gap.join == Join::Tight(sign))?;
    let figure = Some(&text.plain()[tokens[at].at.clone()]).filter(|figure| !figure.starts_with('0'));
    let value: Option<u32> = figure.and_then(|figure| figure.parse().ok());
    // Many a PIN is the year of a birth: only where the sign leaves a doubt a year is one.
    let is_no_pin =
        |value| is_power_step(value) || is_year_and_month(value) || (WEAK_SIGNS.contains(sign) && is_year(value));
    if value.is_some_and(is_no_pin) {
        return None;
    }
    let is_piece =
        |token: &&Token| token.role == FigureRole::Free && matches!(token.kind, TokenKind::Digits | TokenKind::Mixed);
    let mut front: Vec<&Token> = tokens[chain.start..at].iter().filter(is_piece).collect();
    if front.len() > 1 && front.last().is_some_and(|token| token.is_group(1..=2)) {
        front.pop();
    }
    let number: String = front.iter().map(|token| spelt(std::slice::from_ref(token), text)).collect();
    let whole = format!("{number}{}", &text.plain()[tokens[at].at.clone()]);
    let (cut, kept) = (judge.fit(&number), judge.fit(&whole));
    let by_shape = front.len() == 1 || front.iter().any(|token| token.digits > LONGEST_GROUP);
    let is_pin = match tokens[at].kind {
        TokenKind::Stars => true,
        // Among all products some rule fits almost anything: only a known shape says that the whole is one number.
        _ if judge.product.is_none() => by_shape || kept < Some(Fit::Convertible),
        _ => cut > kept || (cut == kept && by_shape),
    };
    (number.len() >= LEAST_NUMBER && is_pin).then_some(at)
}

/// Whether a token may stand behind the PIN: the index of a repeated request at the very end, a contact.
fn is_behind(token: &Token, is_last: bool) -> bool {
    (is_last && token.is_group(1..=2))
        || matches!(token.role, FigureRole::Other(Other::Phone) | FigureRole::Unlikely(Other::Phone))
}

/// Whether a whole message orders something of a centre by its code, `S10.081234567890.1234`: the last is the PIN.
pub(super) fn is_order(tokens: &[Token]) -> bool {
    let [code, number, pin] = tokens else {
        return false;
    };
    let Join::Tight(sign) = number.gap.join else {
        return false;
    };
    let parts = STRONG_SIGNS.contains(sign) && pin.gap.join == Join::Tight(sign);
    parts && code.kind == TokenKind::Mixed && number.is_group(ORDERED) && pin.is_pin_shaped()
}

/// The PINs of a whole message that is a command about the agent's own account: `SAL.1234`, `G.1234.5678`, `CEK 8888`.
/// They name no customer, so figures of a PIN's length are PINs.
pub(super) fn own_account(tokens: &[Token], text: &PlainText<'_>, judge: Judge<'_>) -> Vec<usize> {
    let Some((first, figures)) = tokens.split_first() else {
        return Vec::new();
    };
    let word = &text.lower()[first.at.clone()];
    let checks = matches!(word, "cek" | "check");
    let is_command = first.kind == TokenKind::Word && (first.sense == Sense::Command || checks || word == "g");
    let is_figure = |token: &Token| {
        token.is_pin_shaped() && matches!(token.role, FigureRole::Free | FigureRole::Unlikely(_) | FigureRole::Pin)
    };
    let is_label = |token: &Token| token.sense == Sense::Label(FigureLabel::Pin);
    let only_pins = figures.iter().all(|token| is_figure(token) || is_label(token)) && figures.iter().any(is_figure);
    // `cek 107917` may well be a customer's number.
    let may_be_number =
        checks && figures.iter().any(|token| judge.fit(&text.plain()[token.at.clone()]) >= Some(Fit::Convertible));
    if !is_command || !only_pins || may_be_number || figures.len() > 3 {
        return Vec::new();
    }
    (1..tokens.len()).filter(|at| is_figure(&tokens[*at])).collect()
}
