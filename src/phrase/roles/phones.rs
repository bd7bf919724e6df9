//! Telephone numbers, by their shape. Alone such a number may be asked about; beside a customer's it is a contact.

use std::ops::{Range, RangeInclusive};

use super::super::token::{Bracket, FigureRole, Join, Other, TokenKind};
use super::line::MarkedLine;

/// Digits of a telephone number in its national form, from its zero on (ITU-T E.164 allows 15 with the country's).
const NATIONAL: RangeInclusive<usize> = 9..=13;
const INTERNATIONAL: RangeInclusive<usize> = 11..=15;
/// A group that is longer is no part of a number that was parted by eye.
const LONGEST_GROUP: usize = 8;

/// Marks what has the shape of a telephone number.
pub(super) fn mark(line: &mut MarkedLine<'_, '_>) {
    let mut at = 0;
    while at < line.tokens.len() {
        match phone(line, at) {
            Some((place, role)) => {
                at = place.end;
                line.give(place.clone(), role);
                // However it was parted, it is one number.
                for token in &mut line.tokens[place.start + 1..place.end] {
                    token.gap.join = Join::Glued;
                    token.gap.bracket = Bracket::None;
                }
            }
            None => at += 1,
        }
    }
}

fn phone(line: &MarkedLine<'_, '_>, at: usize) -> Option<(Range<usize>, FigureRole)> {
    let token = line.tokens.get(at).filter(|token| token.is_free() && token.kind == TokenKind::Digits)?;
    let digits = line.lower(at);
    let abroad = token.gap.plus || digits.starts_with("628");
    if abroad || digits.starts_with("08") {
        let lengths = if abroad { INTERNATIONAL } else { NATIONAL };
        let place = at..gathered(line, at, &lengths);
        let count: usize = line.tokens[place.clone()].iter().map(|token| token.digits).sum();
        // Only a plus says beyond doubt that no customer's number stands here.
        let role = if token.gap.plus { FigureRole::Other(Other::Phone) } else { FigureRole::Unlikely(Other::Phone) };
        return lengths.contains(&count).then_some((place, role));
    }
    // `(021) 5551234`, `021-5551234`.
    let area = digits.starts_with('0') && (3..=4).contains(&token.digits) && line.is_group(at + 1, 5..=8);
    let next = line.tokens.get(at + 1).filter(|_| area)?;
    let role = match next.gap.join {
        _ if token.gap.opens() && next.gap.closes() => FigureRole::Other(Other::Phone),
        Join::Tight('-') if token.digits + next.digits >= *NATIONAL.start() => FigureRole::Unlikely(Other::Phone),
        _ => return None,
    };
    Some((at..at + 2, role))
}

/// Where the groups of a telephone number end: people part it by eye.
fn gathered(line: &MarkedLine<'_, '_>, at: usize, lengths: &RangeInclusive<usize>) -> usize {
    let mut count = line.tokens[at].digits;
    let mut end = at + 1;
    while let Some(next) = line.tokens.get(end).filter(|next| next.is_free() && next.is_group(2..=LONGEST_GROUP)) {
        let joins = next.gap.joins() || (next.gap.closes() && count <= 4) || next.gap.join == Join::Spaced('-');
        // What is long enough goes on only as it was parted before: what stands behind may be something else.
        let alike = end > at + 1 && next.gap.join == line.tokens[end - 1].gap.join;
        let is_whole = lengths.contains(&count) && !(alike && matches!(next.gap.join, Join::Tight(_)));
        if !joins || is_whole || count + next.digits > *lengths.end() {
            break;
        }
        count += next.digits;
        end += 1;
    }
    end
}

/// Where a telephone number ends that a label announces, whatever it begins with.
pub(super) fn labelled(line: &MarkedLine<'_, '_>, at: usize) -> usize {
    let abroad = line.tokens[at].gap.plus || line.lower(at).starts_with("62");
    gathered(line, at, if abroad { &INTERNATIONAL } else { &NATIONAL })
}
