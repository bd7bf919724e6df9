//! Days, times of day, months of the year, by their shape.

use super::super::token::{FigureRole, Join, Other};
use super::super::words::{Sense, Unit};
use super::line::MarkedLine;

/// Years that bills and messages speak of.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2099;

/// Marks what has the shape of a day, a time of day or a month of the year.
pub(super) fn mark(line: &mut MarkedLine<'_, '_>) {
    let mut at = 0;
    while at < line.tokens.len() {
        let found = found_at(line, at);
        match found {
            Some((end, role)) => {
                line.give(at..end, role);
                at = end;
            }
            None => at += 1,
        }
    }
}

fn found_at(line: &MarkedLine<'_, '_>, at: usize) -> Option<(usize, FigureRole)> {
    let begins = line.tokens[at].role == FigureRole::Free;
    if !begins {
        return None;
    }
    let surely = FigureRole::Other(Other::Date);
    if let Some(end) = moment(line, at).filter(|end| line.stands_apart(&(at..*end))) {
        return Some((end, surely));
    }
    // A month's name parts what stands around it, `900VA/NOV26/129045`.
    let names_month = |end: usize| (at..end).any(|at| is_month(line, at));
    if let Some(end) = day(line, at).filter(|end| names_month(*end) || line.stands_apart(&(at..*end))) {
        // `01.02.03` may as well be a customer's number; a stroke or a whole year leaves no doubt.
        let sure = (at..end).any(|at| line.is_group(at, 4..=4) || line.is_tight(at, "/") || is_month(line, at));
        return Some((end, if sure { surely } else { FigureRole::Unlikely(Other::Date) }));
    }
    if let Some(end) = month_of_year(line, at).filter(|end| names_month(*end) || line.stands_apart(&(at..*end))) {
        return Some((end, surely));
    }
    if let Some(end) = clock(line, at, ":").filter(|end| line.stands_apart(&(at..*end))) {
        return Some((end, FigureRole::Other(Other::Clock)));
    }
    if let Some(end) = clock(line, at, ".").filter(|end| line.stands_apart(&(at..*end))) {
        return Some((end, FigureRole::Unlikely(Other::Clock)));
    }
    // `20261123`: a number of eight digits may look so, but hardly beside another.
    let is_day = line.is_group(at, 8..=8) && line.value(at).is_some_and(is_year_month_day);
    if is_day && line.stands_apart(&(at..at + 1)) && line.holds_number_beside(&(at..at + 1)) {
        return Some((at + 1, FigureRole::Unlikely(Other::Date)));
    }
    let is_year_and_month = line.is_group(at, 6..=6) && line.value(at).is_some_and(is_year_and_month);
    (is_year_and_month && line.stands_apart(&(at..at + 1))).then_some((at + 1, FigureRole::Unlikely(Other::Date)))
}

/// Whether six digits are a year and a month, `202611`.
pub(in crate::phrase) fn is_year_and_month(value: u32) -> bool {
    (2000..=2099).contains(&(value / 100)) && (1..=12).contains(&(value % 100))
}

/// Whether eight digits are a day of a year of ours, `20261123`.
fn is_year_month_day(value: u32) -> bool {
    is_year(value / 10_000) && is_year_and_month(value / 100) && (1..=31).contains(&(value % 100))
}

/// Whether four digits are a year.
pub(in crate::phrase) fn is_year(value: u32) -> bool {
    YEARS.contains(&value)
}

/// Where a day with its time of day, or the other way round, ends.
pub(super) fn moment(line: &MarkedLine<'_, '_>, start: usize) -> Option<usize> {
    let between = |at: usize| if matches!(line.lower(at), "at" | "pukul" | "jam" | "pkl") { at + 1 } else { at };
    let day_first = || day(line, start).and_then(|end| any_clock(line, between(end)));
    let clock_first = || any_clock(line, start).and_then(|end| day(line, between(end)));
    day_first().or_else(clock_first)
}

/// Where a day ends that begins here: `23/11/2026`, `2026-11-23`, `23 Nov 26`, `Nov 23, 2026`, `20 November`.
fn day(line: &MarkedLine<'_, '_>, at: usize) -> Option<usize> {
    figures(line, at).or_else(|| day_and_month(line, at)).or_else(|| month_and_day(line, at))
}

/// Three figures parted alike.
fn figures(line: &MarkedLine<'_, '_>, at: usize) -> Option<usize> {
    let Join::Tight(sign @ ('/' | '-' | '.')) = line.tokens.get(at + 1)?.gap.join else {
        return None;
    };
    let alike = line.tokens.get(at + 2)?.gap.join == Join::Tight(sign);
    let lengths = [0, 1, 2]
        .map(|step| line.tokens.get(at + step).filter(|token| token.is_group(1..=4)).map(|token| token.digits));
    let [first, second, third] = [line.value(at)?, line.value(at + 1)?, line.value(at + 2)?];
    let is_day = match lengths {
        [Some(1..=2), Some(1..=2), Some(4)] => is_day(first, second) && is_year(third),
        [Some(1..=2), Some(1..=2), Some(2)] => is_day(first, second),
        [Some(4), Some(1..=2), Some(1..=2)] => is_day(third, second) && is_year(first),
        _ => false,
    };
    (alike && is_day).then_some(at + 3)
}

/// A day and a month, in the order of either language.
fn is_day(one: u32, other: u32) -> bool {
    let days = 1..=31;
    let months = 1..=12;
    (days.contains(&one) && months.contains(&other)) || (months.contains(&one) && days.contains(&other))
}

/// `23 November`, with its year or without.
fn day_and_month(line: &MarkedLine<'_, '_>, at: usize) -> Option<usize> {
    let is_day = line.is_group(at, 1..=2) && line.value(at).is_some_and(|value| (1..=31).contains(&value));
    (is_day && is_month(line, at + 1) && hangs_on(line, at + 1)).then(|| year(line, at + 2).unwrap_or(at + 2))
}

/// `Nov 23, 2026`.
fn month_and_day(line: &MarkedLine<'_, '_>, at: usize) -> Option<usize> {
    let is_day = line.is_group(at + 1, 1..=2) && line.value(at + 1).is_some_and(|value| (1..=31).contains(&value));
    let year = line.is_group(at + 2, 4..=4) && line.value(at + 2).is_some_and(is_year);
    (is_month(line, at) && is_day && year).then_some(at + 3)
}

/// Where a month of the year ends: `11/2026`, `2026-11`, `Nov 2026`, `NOV26`.
fn month_of_year(line: &MarkedLine<'_, '_>, at: usize) -> Option<usize> {
    if is_month(line, at) {
        return year(line, at + 1);
    }
    let (first, second) = (line.value(at)?, line.value(at + 1)?);
    let (one, two) = (line.is_group(at, 1..=2), line.is_group(at + 1, 1..=2));
    let month_first =
        one && line.is_group(at + 1, 4..=4) && (1..=12).contains(&first) && (2000..=2099).contains(&second);
    let year_first = two && line.is_group(at, 4..=4) && (1..=12).contains(&second) && (2000..=2099).contains(&first);
    let parted = line.is_tight(at + 1, "/-") || (month_first && line.tokens[at + 1].gap.join == Join::Loose);
    ((month_first || year_first) && parted).then_some(at + 2)
}

/// Where a year behind a month ends.
fn year(line: &MarkedLine<'_, '_>, at: usize) -> Option<usize> {
    let four = line.is_group(at, 4..=4) && line.value(at).is_some_and(is_year);
    // `NOV26/10234` is one, `Januari 01/01/2024` begins a day.
    let glued = line.tokens.get(at).is_some_and(|token| token.gap.join == Join::Glued);
    let apart = glued || !line.is_tight(at + 1, "/-.");
    let two = line.is_group(at, 2..=2) && apart && (hangs_on(line, at) || line.is_tight(at, "'"));
    (four || two).then_some(at + 1)
}

fn hangs_on(line: &MarkedLine<'_, '_>, at: usize) -> bool {
    let join = line.tokens.get(at).map(|token| token.gap.join);
    matches!(join, Some(Join::Glued | Join::Loose | Join::Tight('-' | '/' | '.')))
}

fn is_month(line: &MarkedLine<'_, '_>, at: usize) -> bool {
    line.tokens.get(at).is_some_and(|token| matches!(token.sense, Sense::Month(_)))
}

/// Where a time of day ends, with dots or colons: beside a day both are one.
fn any_clock(line: &MarkedLine<'_, '_>, at: usize) -> Option<usize> {
    clock(line, at, ":").or_else(|| clock(line, at, "."))
}

/// Where a time of day ends that is parted by one sign, `10:31`, `10:31:05`, its half of the day taken along.
fn clock(line: &MarkedLine<'_, '_>, at: usize, sign: &str) -> Option<usize> {
    let is_part = |at: usize, most: u32| {
        line.is_tight(at, sign) && line.is_group(at, 2..=2) && line.value(at).is_some_and(|value| value <= most)
    };
    let hour = line.is_group(at, 1..=2) && line.value(at).is_some_and(|value| value <= 24);
    if !hour || !is_part(at + 1, 59) {
        return None;
    }
    let end = if is_part(at + 2, 59) { at + 3 } else { at + 2 };
    let half = line.tokens.get(end).is_some_and(|token| token.sense == Sense::Unit(Unit::Clock));
    Some(if half { end + 1 } else { end })
}
