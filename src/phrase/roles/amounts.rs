//! Amounts, tariffs, identities, by their shape.

use std::ops::{Range, RangeInclusive};

use super::super::token::{FigureRole, Join, Other, TokenKind};
use super::line::MarkedLine;
use crate::domain::number_rule::looks_like_nik;

/// The most groups of an amount that a customer may owe; more are a number parted by threes.
const MOST_GROUPS: usize = 3;
/// The fewest digits of a number that a spreadsheet would show with a fraction.
const LEAST_WITH_FRACTION: usize = 5;
/// What a prepaid meter is fed with; also the longest number there is.
const STROOM: usize = 20;

/// Marks what has the shape of an amount, a tariff, an identity.
pub(super) fn mark(line: &mut MarkedLine<'_, '_>) {
    let mut at = 0;
    while at < line.tokens.len() {
        match found_at(line, at) {
            Some((place, role)) => {
                at = place.end;
                line.give(place, role);
            }
            None => at += 1,
        }
    }
}

fn found_at(line: &mut MarkedLine<'_, '_>, at: usize) -> Option<(Range<usize>, FigureRole)> {
    if !line.tokens[at].is_free() {
        return None;
    }
    // Its power may have been known by its unit before.
    if is_tariff(line.lower(at)) && line.tokens.get(at + 1).is_some_and(|next| next.is_group(3..=6)) {
        let joined = line.is_tight(at + 1, "/-") || line.value(at + 1).is_some_and(is_power_step);
        return joined.then_some((at..at + 2, FigureRole::Other(Other::Measure)));
    }
    if is_span(line, at) {
        return Some((at..at + 2, FigureRole::Unlikely(Other::Measure)));
    }
    if let Some(end) = thousands(line, at) {
        return grouped(line, at..end);
    }
    if line.is_group(at, LEAST_WITH_FRACTION..=STROOM) && line.behind(at).starts_with(",-") {
        return Some((at..at + 1, FigureRole::Other(Other::Amount)));
    }
    // `514040400482.0`: a spreadsheet's fraction is nobody's digit.
    let fraction =
        line.is_tight(at + 1, ".,") && matches!(line.lower(at + 1), "0" | "00") && line.stands_apart(&(at..at + 2));
    if fraction && line.is_group(at, LEAST_WITH_FRACTION..=STROOM) {
        return Some((at + 1..at + 2, FigureRole::Other(Other::Amount)));
    }
    let digits = line.lower(at);
    if looks_like_nik(digits) {
        return Some((at..at + 1, FigureRole::Unlikely(Other::Identity)));
    }
    line.is_group(at, STROOM..=STROOM).then_some((at..at + 1, FigureRole::Unlikely(Other::Reference)))
}

/// The token where groups of three end that are parted by the same sign, `1.160.026`; `None` for a lone group.
pub(super) fn thousands(line: &MarkedLine<'_, '_>, at: usize) -> Option<usize> {
    let Join::Tight(sign @ ('.' | ',')) = line.tokens.get(at + 1)?.gap.join else {
        return None;
    };
    let starts = line.is_group(at, 1..=3) && !line.lower(at).starts_with('0');
    let mut end = at + 1;
    while line.is_group(end, 3..=3) && line.tokens[end].gap.join == Join::Tight(sign) {
        end += 1;
    }
    // A fraction behind: `1.160.026,00`.
    let with_fraction =
        if end > at + 1 && line.is_group(end, 2..=2) && line.is_tight(end, ".,") { end + 1 } else { end };
    (starts && end > at + 1 && line.stands_apart(&(at..with_fraction))).then_some(with_fraction)
}

/// Whether two stands of a meter hang together beside a figure that may be a number: `107917 345-367`.
fn is_span(line: &MarkedLine<'_, '_>, at: usize) -> bool {
    let is_span = |sign, lengths: RangeInclusive<usize>| {
        line.is_tight(at + 1, sign) && line.is_group(at, lengths.clone()) && line.is_group(at + 1, lengths)
    };
    // A stroke parts whole numbers as well, `107917/107918`.
    (is_span("-", 3..=6) || is_span("/", 3..=5))
        && line.value(at) <= line.value(at + 1)
        && matches!(line.tokens[at + 1].digits.checked_sub(line.tokens[at].digits), Some(0 | 1))
        && line.stands_apart(&(at..at + 2))
        && line.holds_number_beside(&(at..at + 2))
}

/// The role of groups of three: an amount, an unlikely one if dots part them; `None` for too many: they are a number.
fn grouped(line: &mut MarkedLine<'_, '_>, place: Range<usize>) -> Option<(Range<usize>, FigureRole)> {
    if place.len() > MOST_GROUPS {
        // Commas part columns elsewhere; here they part the pieces of one number.
        for token in &mut line.tokens[place.start + 1..place.end] {
            token.gap.join = Join::Tight('.');
        }
        return None;
    }
    let dots = line.is_tight(place.start + 1, ".");
    let role = if dots { FigureRole::Unlikely(Other::Amount) } else { FigureRole::Other(Other::Amount) };
    Some((place, role))
}

/// `R1`, `R1M`, `B2`: PLN's classes of customers.
fn is_tariff(word: &str) -> bool {
    let mut letters = word.chars();
    let class = letters.next().is_some_and(|c| matches!(c, 'r' | 'b' | 's' | 'i' | 'p' | 'l' | 't' | 'c'));
    let step = letters.next().is_some_and(|c| c.is_ascii_digit());
    class && step && letters.all(|c| matches!(c, 'm' | 't'))
}

/// The steps of power that PLN sells, in VA.
pub(in crate::phrase) fn is_power_step(value: u32) -> bool {
    matches!(
        value,
        450 | 900 | 1300 | 2200 | 3500 | 4400 | 5500 | 6600 | 7700 | 10600 | 11000 | 13200 | 16500 | 23000 | 33000
    )
}

/// Whether a figure is an amount as people write one without dots: not that long, no zero in front.
pub(super) fn is_amount(line: &MarkedLine<'_, '_>, at: usize, most: usize) -> bool {
    let token = &line.tokens[at];
    token.kind == TokenKind::Digits && (token.digits <= most) && (token.digits == 1 || !line.lower(at).starts_with('0'))
}
