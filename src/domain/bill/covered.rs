//! The one reader of periods: which calendar months a bill covers, however the biller spells it.

use chrono::Datelike as _;

use super::calendar::{is_of_our_time, month, year};
use super::day::{self, Dated};

/// More months than this are no bill.
const MOST: usize = 120;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year, four digits.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

/// What stands in the place of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Covered {
    /// Calendar months, in order, each once; at least one.
    Months(Vec<Month>),
    /// A bare figure of up to three digits, above zero: of what, only the family knows (months to pay, or which instalment).
    Figure(u16),
    /// A number of months that says so: `3 bulan`.
    Count(u16),
    /// Anything else.
    Words,
}

impl Month {
    fn of(year: i32, month: u32) -> Option<Self> {
        (is_of_our_time(year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The month after it.
    #[must_use]
    pub fn next(self) -> Self {
        if self.month == 12 { Self { year: self.year + 1, month: 1 } } else { Self { month: self.month + 1, ..self } }
    }

    /// Months as runs without a gap: first and last of each.
    #[must_use]
    pub fn runs(months: &[Self]) -> Vec<(Self, Self)> {
        let mut runs: Vec<(Self, Self)> = Vec::new();
        for month in months {
            match runs.last_mut() {
                Some((_, last)) if last.next() == *month => *last = *month,
                _ => runs.push((*month, *month)),
            }
        }
        runs
    }
}

impl Covered {
    /// Reads a period.
    #[must_use]
    pub(crate) fn read(text: &str) -> Self {
        let pieces = pieces(text);
        match pieces.as_slice() {
            [Piece::Figure(figure)] if figure.len() <= 3 => counted(figure).map_or(Self::Words, Self::Figure),
            [Piece::Figure(figure), Piece::Gap(' ') | Piece::Unit, ..] if ends_in_unit(&pieces) => {
                counted(figure).map_or(Self::Words, Self::Count)
            }
            _ => months(&pieces).or_else(|| between_days(text)).map_or(Self::Words, Self::Months),
        }
    }
}

fn counted(figure: &str) -> Option<u16> {
    figure.parse().ok().filter(|count| (1..1_000).contains(count))
}

/// Whether a figure is followed by the word for months and nothing else.
fn ends_in_unit(pieces: &[Piece<'_>]) -> bool {
    let rest = pieces[1..].iter();
    pieces.contains(&Piece::Unit) && rest.clone().all(|piece| matches!(piece, Piece::Unit | Piece::Gap(' ')))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Figure(&'a str),
    Named(u32),
    /// One more.
    And,
    /// Up to.
    To,
    /// The word for months, which says something behind a figure only.
    Unit,
    /// A sign that belongs into a month, or stands between two.
    Gap(char),
    Other,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let (piece, length) = piece(rest, first);
        pieces.extend(piece);
        rest = &rest[length..];
    }
    pieces
}

fn piece(rest: &str, first: char) -> (Option<Piece<'_>>, usize) {
    if let Some(length) =
        ["s/d", "S/D", "s.d.", "S.D.", "s.d", "S.D"].iter().find_map(|to| rest.starts_with(to).then_some(to.len()))
    {
        return (Some(Piece::To), length);
    }
    let run = |belongs: fn(char) -> bool| rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    if first.is_ascii_digit() {
        let length = run(|c| c.is_ascii_digit());
        return (Some(Piece::Figure(&rest[..length])), length);
    }
    if first.is_alphabetic() {
        let length = run(char::is_alphabetic);
        return (word(&rest[..length]), length);
    }
    let sign = match first {
        ',' | ';' | '+' | '&' | '|' | '\n' => Piece::And,
        '–' | '—' | '~' => Piece::To,
        '/' | '-' | '.' | '\'' | '’' => Piece::Gap(first),
        c if c.is_whitespace() => Piece::Gap(' '),
        _ => Piece::Other,
    };
    (Some(sign), first.len_utf8())
}

fn word(word: &str) -> Option<Piece<'static>> {
    if let Some(month) = month(word) {
        return Some(Piece::Named(month));
    }
    match word.to_lowercase().as_str() {
        "sd" | "sampai" | "hingga" | "to" | "until" | "till" => Some(Piece::To),
        "dan" | "and" => Some(Piece::And),
        "bulan" | "bln" | "month" | "months" => Some(Piece::Unit),
        "periode" | "period" | "tagihan" | "rek" | "rekening" | "tahun" | "thn" | "th" | "bl" => None,
        _ => Some(Piece::Other),
    }
}

/// A month that may wait for its year: `SEP,OKT,NOV 2026`.
#[derive(Debug, Clone, Copy)]
struct Named {
    year: Option<i32>,
    month: u32,
    /// Everything from the one before it up to it.
    from_last: bool,
}

fn months(pieces: &[Piece<'_>]) -> Option<Vec<Month>> {
    let mut rest = pieces;
    let mut named: Vec<Named> = Vec::new();
    loop {
        let (joined, after) = joint(rest);
        rest = after;
        if rest.is_empty() {
            break;
        }
        let (found, after) = next_months(rest)?;
        let from_last = joined && !named.is_empty();
        named.extend(found.into_iter().map(|(year, month)| Named { year, month, from_last }));
        rest = after;
        if named.len() > MOST {
            return None;
        }
    }
    expanded(&with_years(named)?)
}

/// Whether what stands between two months means "up to", and what follows it.
fn joint<'a, 'b>(pieces: &'b [Piece<'a>]) -> (bool, &'b [Piece<'a>]) {
    let is_joint = |piece: &&Piece<'_>| matches!(piece, Piece::Gap(_) | Piece::And | Piece::To | Piece::Unit);
    let length = pieces.iter().take_while(is_joint).count();
    let (joint, rest) = pieces.split_at(length);
    (joint.iter().any(|piece| matches!(piece, Piece::To | Piece::Gap('-'))), rest)
}

type Found<'b, 'a> = (Vec<(Option<i32>, u32)>, &'b [Piece<'a>]);

fn next_months<'a, 'b>(pieces: &'b [Piece<'a>]) -> Option<Found<'b, 'a>> {
    let one = |found: (i32, u32), rest| Some((vec![(Some(found.0), found.1)], rest));
    match pieces {
        [Piece::Named(month), rest @ ..] => {
            let (year, rest) = year_behind(rest).map_or((None, rest), |(year, rest)| (Some(year), rest));
            Some((vec![(year, *month)], rest))
        }
        [Piece::Figure(of), Piece::Gap(_), Piece::Named(month), rest @ ..]
        | [Piece::Figure(of), Piece::Named(month), rest @ ..]
            if of.len() == 4 =>
        {
            one((year(of)?, *month), rest)
        }
        [Piece::Figure(a), Piece::Gap(_), Piece::Figure(b), rest @ ..] if a.len() == 4 && b.len() <= 2 => {
            one((year(a)?, b.parse().ok()?), rest)
        }
        // With a year of two digits only behind a stroke: `10-25` may be days.
        [Piece::Figure(a), Piece::Gap(gap), Piece::Figure(b), rest @ ..]
            if a.len() <= 2 && (b.len() == 4 || (b.len() == 2 && *gap == '/')) =>
        {
            one((late(b)?, a.parse().ok()?), rest)
        }
        [Piece::Figure(figure), rest @ ..] => Some((together(figure)?, rest)),
        _ => None,
    }
}

/// A year of four digits; one of two only where it is no month, and near enough that no old year is meant.
fn late(digits: &str) -> Option<i32> {
    year(digits).filter(|year| digits.len() == 4 || *year > 2019)
}

fn year_behind<'a, 'b>(pieces: &'b [Piece<'a>]) -> Option<(i32, &'b [Piece<'a>])> {
    let gap = pieces.iter().take_while(|piece| matches!(piece, Piece::Gap(_))).count();
    match pieces.get(gap..)? {
        [Piece::Figure(digits), rest @ ..] if gap <= 2 => Some((year(digits)?, rest)),
        _ => None,
    }
}

/// `202611`, `112026`, `1126`, `2611`, or several of the first written on end.
fn together(figure: &str) -> Option<Vec<(Option<i32>, u32)>> {
    let month = |year: Option<i32>, month: &str| {
        Month::of(year?, month.parse().ok()?).map(|month| (Some(month.year), month.month))
    };
    match figure.len() {
        4 => {
            let (a, b) = figure.split_at(2);
            month(late(b), a).or_else(|| month(late(a), b)).map(|month| vec![month])
        }
        6 if !figure.starts_with("20") => month(year(&figure[2..]), &figure[..2]).map(|month| vec![month]),
        length if length > 0 && length.is_multiple_of(6) => (0..length / 6)
            .map(|at| month(year(&figure[6 * at..6 * at + 4]), &figure[6 * at + 4..6 * at + 6]))
            .collect(),
        _ => None,
    }
}

/// A month without a year has that of the one behind it, or else of the one before.
fn with_years(mut named: Vec<Named>) -> Option<Vec<(Month, bool)>> {
    for at in (0..named.len().saturating_sub(1)).rev() {
        let behind = named[at + 1];
        if named[at].year.is_none() {
            named[at].year = behind.year.map(|year| year - i32::from(named[at].month > behind.month));
        }
    }
    for at in 1..named.len() {
        let before = named[at - 1];
        if named[at].year.is_none() {
            named[at].year = before.year.map(|year| year + i32::from(named[at].month < before.month));
        }
    }
    named.into_iter().map(|named| Some((Month::of(named.year?, named.month)?, named.from_last))).collect()
}

fn expanded(named: &[(Month, bool)]) -> Option<Vec<Month>> {
    let mut months: Vec<Month> = Vec::new();
    for (month, from_last) in named {
        let mut reached = months.last().copied().filter(|_| *from_last);
        if reached.is_some_and(|start| start > *month) {
            return None;
        }
        while let Some(next) = reached.map(Month::next).filter(|next| next < month) {
            months.push(next);
            reached = Some(next);
            if months.len() > MOST {
                return None;
            }
        }
        months.push(*month);
    }
    months.sort_unstable();
    months.dedup();
    (!months.is_empty()).then_some(months)
}

/// Days in the place of months: one, or the first and the last.
fn between_days(text: &str) -> Option<Vec<Month>> {
    let day = |text: &str| match day::read(text, "") {
        Dated::On(day) => Month::of(day.year(), day.month()),
        Dated::Nothing | Dated::Words => None,
    };
    if let Some(month) = day(text) {
        return Some(vec![month]);
    }
    let (first, last) = [" - ", "–", " s/d ", " sd ", " sampai ", " to "].iter().find_map(|to| text.split_once(to))?;
    expanded(&[(day(first)?, false), (day(last)?, true)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(year: i32, months: &[u32]) -> Covered {
        Covered::Months(months.iter().map(|month| Month { year, month: *month }).collect())
    }

    #[test]
    fn one_month_has_many_spellings() {
        for text in [
            "202611",
            "112026",
            "NOV26",
            "Nov 26",
            "NOV'26",
            "NOV-26",
            "NOV 2026",
            "NOVEMBER2026",
            "November 2026",
            "nopember 2026",
            "2026 NOV",
            "11/2026",
            "11-2026",
            "11.2026",
            "2026-11",
            "2026/11",
            "2026-11-01",
            "01/11/2026",
            "20261101",
            "2026-11-01T00:00:00Z",
            "1126",
            "2611",
            "11/26",
            "Bulan November 2026",
            "Periode: 11/2026".trim_start_matches("Periode: "),
            "PERIODE 11/2026",
            "1-11-2026",
            " NOV 2026 ",
            "202611,202611",
        ] {
            assert_eq!(Covered::read(text), months(2026, &[11]), "{text}");
        }
    }

    #[test]
    fn lists_and_ranges_are_all_their_months() {
        for text in [
            "202609,202610,202611",
            "202611, 202610, 202609",
            "202609202610202611",
            "202609-202611",
            "202609 202610 202611",
            "SEP26,OKT26,NOV26",
            "SEP,OKT,NOV 2026",
            "Sep - Nov 2026",
            "SEP26-NOV26",
            "Sep 2026 - Nov 2026",
            "September s/d November 2026",
            "09/2026 s.d. 11/2026",
            "2026-09 sampai 2026-11",
            "SEP/OKT/NOV 2026",
            "Sep, Okt dan Nov 2026",
            "01/09/2026 - 30/11/2026",
        ] {
            assert_eq!(Covered::read(text), months(2026, &[9, 10, 11]), "{text}");
        }
        assert_eq!(Covered::read("SEP26,NOV26"), months(2026, &[9, 11]));
        let turn = Covered::Months([(2026, 12), (2027, 1)].map(|(year, month)| Month { year, month }).to_vec());
        for text in ["DES-JAN 2027", "Des 2026, Jan", "202612-202701", "12/2026 - 01/2027"] {
            assert_eq!(Covered::read(text), turn, "{text}");
        }
    }

    #[test]
    fn a_bare_figure_is_no_month() {
        for (text, figure) in [("005", 5), ("1", 1), ("12", 12), (" 03 ", 3)] {
            assert_eq!(Covered::read(text), Covered::Figure(figure), "{text}");
        }
        assert_eq!(Covered::read("3 bulan"), Covered::Count(3));
        assert_eq!(Covered::read("01 BLN"), Covered::Count(1));
    }

    #[test]
    fn what_has_not_one_reading_is_none() {
        for text in [
            "",
            "-",
            "000",
            "XX",
            "0613",
            "1211",
            "202613",
            "132026",
            "061303",
            "999912",
            "NOV",
            "2026",
            "NOV 0613",
            "Q4 2026",
            "11/12",
            "202611-202609",
            "200001-209912",
            "Triwulan IV 2026",
            "NOV 2026 XYZ",
            "2026-13",
            "10-25 NOV 2026",
            "1-15 DES 2014",
        ] {
            assert_eq!(Covered::read(text), Covered::Words, "{text}");
        }
    }
}
