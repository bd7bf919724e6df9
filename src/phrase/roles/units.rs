//! Figures that a word behind them counts: `3 bulan`, `4 orang`, `1300VA`, `50rb`, `20 m3`.

use crate::domain::period::Period;

use super::super::token::{FigureRole, Join, Other, TokenKind};
use super::super::words::{Sense, Unit};
use super::line::MarkedLine;

/// Months in a year.
const YEAR: u32 = 12;

/// Marks the figures before units.
pub(super) fn mark(line: &mut MarkedLine<'_, '_>) {
    for at in 0..line.tokens.len() {
        if let (Sense::Figure(figure @ 1..=2), Some(Sense::Teen)) =
            (line.tokens[at].sense, line.tokens.get(at + 1).map(|next| next.sense))
        {
            line.tokens[at + 1].sense = Sense::Figure(figure + 10);
            line.tokens[at].sense = Sense::Filler;
        }
        match line.tokens[at].sense {
            Sense::Span(months) => line.tokens[at].role = FigureRole::Months(Period::of(months).ok()),
            Sense::Unit(unit) if at > 0 => mark_unit(line, at, unit),
            _ => {}
        }
    }
}

fn mark_unit(line: &mut MarkedLine<'_, '_>, at: usize, unit: Unit) {
    let figure = at - 1;
    let near = matches!(line.tokens[at].gap.join, Join::Glued | Join::Loose | Join::Tight('.' | '-'));
    let spelt = match line.tokens[figure].sense {
        Sense::Figure(value) => Some(u32::from(value)),
        _ => None,
    };
    let free = line.tokens[figure].is_free() && line.tokens[figure].kind == TokenKind::Digits;
    if !near || !(free || spelt.is_some()) {
        return;
    }
    // `2024-01-01 bulan Januari`: a date's last figure counts nothing.
    let counts = matches!(unit, Unit::Months | Unit::Years | Unit::People);
    // `1. bulan Januari`: the month has a name, and needs no figure.
    let is_named = line.tokens.get(at + 1).is_some_and(|next| matches!(next.sense, Sense::Month(_)));
    if counts && (is_named || !line.stands_apart(&(figure..at))) {
        return;
    }
    let digits = line.tokens[figure].digits;
    let value = line.value(figure).or(spelt);
    let (most, role) = match unit {
        Unit::Months => (2, months(value)),
        Unit::Years if digits == 4 => (4, FigureRole::Other(Other::Date)),
        Unit::Years => (2, months(value.map(|years| years.saturating_mul(YEAR)))),
        Unit::People => (3, FigureRole::Other(Other::Measure)),
        // A letter behind a blank is more often a name's.
        Unit::Money if line.lower(at) == "k" && line.tokens[at].gap.join != Join::Glued => return,
        Unit::Money => (9, FigureRole::Other(Other::Amount)),
        Unit::Power | Unit::Volume => (6, FigureRole::Other(Other::Measure)),
        Unit::Clock => (4, FigureRole::Other(Other::Clock)),
    };
    if digits > most {
        return;
    }
    if spelt.is_some() {
        line.tokens[figure].role = role;
        return;
    }
    // `5.400 kWh`, `1,5 m3`, `10.31 WIB`: the pieces before belong to it.
    let mut start = figure;
    while start > 0 && line.is_tight(start, ".,:") && line.is_group(start - 1, 1..=3) {
        start -= 1;
    }
    line.give(start..at, role);
}

/// A number of months as a role; its period is `None` beyond a year.
fn months(value: Option<u32>) -> FigureRole {
    let months = value.and_then(|value| u8::try_from(value).ok());
    FigureRole::Months(months.and_then(|months| Period::of(months).ok()))
}
