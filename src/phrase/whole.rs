//! What a message says as a whole: its lines summed up, or what words without a number mean.

use std::collections::HashSet;
use std::ops::Range;

use crate::domain::{account::AccountNumber, period::Period};

use super::entry::{MessageEntry, Shape};
use super::said::{LONGEST_WORDS, Line, Phrase};
use super::text::PlainText;
use super::token::{FigureRole, Other, Token, TokenKind};
use super::words::{self, FigureLabel, Sense, Unit};

/// Each line once, [`Phrase::MOST_LINES`] at most; then how many were dropped, and how many repeated.
pub(super) fn sum_up(lines: Vec<Line>) -> (Vec<Line>, usize, usize) {
    if lines.len() == 1 {
        return (lines, 0, 0);
    }
    let all = lines.len();
    if all < 2 {
        return (lines, 0, 0);
    }
    let mut seen = HashSet::new();
    let is_new = |line: &Line| line.key().is_none_or(|key| seen.insert(key));
    let mut lines: Vec<Line> = lines.into_iter().filter(is_new).collect();
    let repeated = all - lines.len();
    let dropped = lines.len().saturating_sub(Phrase::MOST_LINES);
    lines.truncate(Phrase::MOST_LINES);
    (lines, dropped, repeated)
}

/// What a message without a number says: a product, a company we lack, or just words.
pub(super) fn without_numbers(
    entries: &[MessageEntry<'_>],
    tokens: &[Token],
    text: &PlainText<'_>,
    pins: &[Range<usize>],
) -> Line {
    let words = || Line::Words(plain(text, pins));
    let is_prose = entries.iter().any(|entry| {
        let tokens = &tokens[entry.row.at.clone()];
        let odd = |token: &Token| {
            matches!(token.kind, TokenKind::Mixed | TokenKind::Stars) || token.role == FigureRole::Other(Other::Spoilt)
        };
        entry.row.naming.unknown || (entry.shape == Shape::Remark && !tokens.is_empty()) || tokens.iter().any(odd)
    });
    let mut named = entries.iter().filter(|entry| entry.shape != Shape::Remark);
    if let Some(account) = contact(tokens, text) {
        return Line::Number { account, period: None };
    }
    let (Some(first), false) = (named.next(), is_prose) else {
        return words();
    };
    let naming = &first.row.naming;
    if named.any(|entry| {
        entry.row.naming.product().map(|product| &product.code) != naming.product().map(|product| &product.code)
    }) {
        return words();
    }
    match (naming.product(), &naming.foreign) {
        (_, Some(name)) => Line::Lacking { name: name.clone(), account: None, period: None },
        (Some(product), None) => Line::Product(product.code.clone()),
        (None, None) => words(),
    }
}

/// The telephone number of a message that says nothing else: `hp 081234567890`.
fn contact(tokens: &[Token], text: &PlainText<'_>) -> Option<AccountNumber> {
    let is_phone = |token: &&Token| token.role == FigureRole::Other(Other::Phone);
    let (phone, others): (Vec<&Token>, Vec<&Token>) = tokens.iter().partition(is_phone);
    let quiet = |token: &&Token| {
        token.kind == TokenKind::Word
            && matches!(token.sense, Sense::Filler | Sense::Neutral | Sense::Label(FigureLabel::Contact))
    };
    let number: String = phone.iter().map(|token| &text.plain()[token.at.clone()]).collect();
    if others.iter().all(quiet) { AccountNumber::parse(&number).ok() } else { None }
}

/// The months a message speaks of when it says nothing else: `3`, `3 bulan`, `tiga`, `1 tahun ya`.
pub(super) fn months(tokens: &[Token], text: &PlainText<'_>) -> Option<Period> {
    let mut said = None;
    for token in tokens {
        let months = match (token.role, token.sense) {
            (FigureRole::Months(months), _) => Some(months?),
            (FigureRole::Free, Sense::Figure(months)) => Some(Period::of(months).ok()?),
            (FigureRole::Free, _) if token.is_group(1..=2) => {
                Some(Period::parse(&text.plain()[token.at.clone()]).ok()?)
            }
            (FigureRole::Pin, _) | (FigureRole::Free, Sense::Label(FigureLabel::Pin)) => None,
            (FigureRole::Free, Sense::Filler | Sense::Unit(Unit::Months | Unit::Years))
                if token.kind == TokenKind::Word =>
            {
                None
            }
            _ => return None,
        };
        match (said, months) {
            (Some(_), Some(_)) => return None,
            (None, Some(months)) => said = Some(months),
            (_, None) => {}
        }
    }
    said
}

/// Whether a word asks to pay, and is no receipt's label: `Total bayar: Rp 131.545`.
pub(super) fn asks_to_pay(tokens: &[Token], text: &PlainText<'_>) -> bool {
    let is_label = |at: usize| {
        let before = at.checked_sub(1).is_some_and(|before| matches!(tokens[before].sense, Sense::Label(_)));
        let next = tokens.get(at + 1);
        before || next.is_some_and(|next| next.gap.colon || next.sense == Sense::Label(FigureLabel::Amount))
    };
    (0..tokens.len()).any(|at| words::asks_to_pay(&text.lower()[tokens[at].at.clone()]) && !is_label(at))
}

/// The text as words: what is seen of it, in one line, without PINs and asterisks, cut to length.
fn plain(text: &PlainText<'_>, pins: &[Range<usize>]) -> String {
    let in_pin = |at: usize| pins.iter().any(|pin| pin.contains(&at));
    let mut plain = String::new();
    let mut length = 0;
    for (at, c) in text.plain().char_indices() {
        let is_blank = c.is_whitespace() || c == '*' || in_pin(at);
        if is_blank && (plain.is_empty() || plain.ends_with(' ')) {
            continue;
        }
        plain.push(if is_blank { ' ' } else { c });
        length += 1;
        if length == LONGEST_WORDS {
            break;
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}
