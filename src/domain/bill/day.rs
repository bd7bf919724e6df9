//! The one reader of dates: every spelling that billers were seen to use becomes a day in Jakarta, or nothing.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _};

use super::calendar::{is_figure, is_of_our_time, month, runs, year};

/// Words in the place of a date or a period that are longer, in characters, are about something else.
const LONGEST_WORDS: usize = 40;
/// Jakarta's clock is so far ahead of UTC, all year.
const JAKARTA: TimeDelta = TimeDelta::hours(7);

/// What stands in the place of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// A calendar day.
    On(NaiveDate),
    /// A placeholder, or a day that cannot be: nothing to show.
    Nothing,
    /// Words that are no single day, such as `1-15 DES 2014`.
    Words,
}

/// Reads a date. `zone` names the time zone when it is told apart from the text, as PHP does it.
///
/// A moment with a time of its own is the day on which it is in Jakarta: `2026-12-19T17:30:00Z` is 20 December. Midnight
/// in its own zone is how programs write a day without a time, so it stays that day: `2026-12-20T00:00:00Z` is
/// 20 December too. A moment without a zone is taken as local.
#[must_use]
pub fn read(text: &str, zone: &str) -> Dated {
    let text = text.trim();
    if let Some(moment) = unix(text) {
        return on(at_home(moment, Some(TimeDelta::zero())));
    }
    let (date, clock) = parted(text);
    match shaped(&parts(date)) {
        Dated::On(day) => on(clock.map_or(Some(day), |clock| moved(day, clock, zone))),
        Dated::Words if says_something(text) => Dated::Words,
        Dated::Words | Dated::Nothing => Dated::Nothing,
    }
}

fn on(day: Option<NaiveDate>) -> Dated {
    day.filter(|day| is_of_our_time(day.year())).map_or(Dated::Nothing, Dated::On)
}

/// Seconds or milliseconds since 1970.
fn unix(text: &str) -> Option<NaiveDateTime> {
    let figure: i64 = text.parse().ok().filter(|_| is_figure(text))?;
    let moment = match text.len() {
        10 => DateTime::from_timestamp(figure, 0),
        13 => DateTime::from_timestamp_millis(figure),
        _ => None,
    };
    moment.map(|moment| moment.naive_utc())
}

/// The date and the time of day behind it, which has a colon, or a dot and a zone's name.
fn parted(text: &str) -> (&str, Option<&str>) {
    let colon = text.find(':').or_else(|| dotted(text));
    let Some(colon) = colon else {
        return (text, None);
    };
    let start = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    (text[..start].trim_end_matches(['T', 't', ' ', ',']), Some(&text[start..]))
}

/// The dot in `20 Des 2026 10.31 WIB`.
fn dotted(text: &str) -> Option<usize> {
    let (before, zone) = text.trim_end().rsplit_once(' ')?;
    offset(zone)?;
    before.rfind('.').filter(|dot| before.rfind(' ').is_some_and(|space| space < *dot))
}

/// A day at some time, as a day in Jakarta.
fn moved(day: NaiveDate, clock: &str, zone: &str) -> Option<NaiveDate> {
    let end = clock.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(clock.len());
    let (figures, rest) = clock.split_at(end);
    let mut figures = figures.split([':', '.']).map(|figure| figure.parse::<u32>().unwrap_or(0));
    let mut next = || figures.next().unwrap_or(0);
    let time = NaiveTime::from_hms_opt(next(), next(), next())?;
    if time.num_seconds_from_midnight() == 0 {
        return Some(day);
    }
    let rest = rest.trim();
    let afternoon = rest.eq_ignore_ascii_case("pm") && time.hour() < 12;
    let time = if afternoon { time + TimeDelta::hours(12) } else { time };
    at_home(day.and_time(time), offset(rest).or_else(|| offset(zone.trim())))
}

fn at_home(moment: NaiveDateTime, offset: Option<TimeDelta>) -> Option<NaiveDate> {
    let Some(offset) = offset else {
        return Some(moment.date());
    };
    moment.checked_sub_signed(offset)?.checked_add_signed(JAKARTA).map(|there| there.date())
}

/// How far a zone is ahead of UTC.
fn offset(zone: &str) -> Option<TimeDelta> {
    match zone {
        "Z" | "z" | "UTC" | "GMT" | "Etc/UTC" => Some(TimeDelta::zero()),
        "WIB" | "Asia/Jakarta" | "Asia/Pontianak" => Some(JAKARTA),
        "WITA" | "Asia/Makassar" => Some(TimeDelta::hours(8)),
        "WIT" | "Asia/Jayapura" => Some(TimeDelta::hours(9)),
        signed => signed_offset(signed),
    }
}

/// `+07:00`, `+0700`, `-03`.
fn signed_offset(text: &str) -> Option<TimeDelta> {
    let ahead = text.strip_prefix('+');
    let digits: String = ahead.or_else(|| text.strip_prefix('-'))?.chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = digits.split_at_checked(2).filter(|_| is_figure(&digits) && digits.len() <= 4)?;
    let minutes = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().unwrap_or(0);
    Some(TimeDelta::minutes(if ahead.is_some() { minutes } else { -minutes }))
}

/// Figures and words of a date, without the names of weekdays and what else says nothing.
fn parts(date: &str) -> Vec<&str> {
    let said = |part: &&str| !NOISE.iter().any(|noise| part.eq_ignore_ascii_case(noise));
    runs(date).into_iter().filter(said).collect()
}

const NOISE: [&str; 31] = [
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "jum",
    "at",
    "sabtu",
    "minggu",
    "ahad",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "tgl",
    "tanggal",
    "st",
    "nd",
    "rd",
    "th",
    "wib",
];

/// The day that the parts are; `None` for the shape of one that cannot be, words for any other shape.
fn shaped(parts: &[&str]) -> Dated {
    let day = match *parts {
        [compact] if is_figure(compact) => together(compact),
        [a, b, c] => {
            let named: Vec<_> = [a, b, c].iter().filter_map(|part| month(part)).collect();
            let figures: Vec<&str> = [a, b, c].into_iter().filter(|part| is_figure(part)).collect();
            match (named.as_slice(), figures.as_slice()) {
                (&[month], &[one, other]) => around(month, one, other),
                ([], [_, _, _]) => figured(a, b, c),
                _ => return Dated::Words,
            }
        }
        _ => return Dated::Words,
    };
    day.map_or(Dated::Nothing, Dated::On)
}

/// The name of a month between a day and a year, in either order.
fn around(month: u32, one: &str, other: &str) -> Option<NaiveDate> {
    let (day, of) = if one.len() == 4 { (other, one) } else { (one, other) };
    date(year(of)?, month, day)
}

/// Three figures: the year is the one of four digits, else the last. Days come before months here, unless only the other
/// order makes a date.
fn figured(a: &str, b: &str, c: &str) -> Option<NaiveDate> {
    if a.len() == 4 {
        return date(a.parse().ok()?, b.parse().ok()?, c);
    }
    let year = year(c)?;
    date(year, b.parse().ok()?, a).or_else(|| date(year, a.parse().ok()?, b))
}

/// Eight digits with the year first or last, six with a year of two, or a moment of fourteen. No eight digits of our time
/// are a date in both orders; of six, what is one in both is none.
fn together(digits: &str) -> Option<NaiveDate> {
    let at = |from: usize, to: usize| digits.get(from..to);
    let day = |year: &str, month: &str, day: &str| date(self::year(year)?, month.parse().ok()?, day);
    match digits.len() {
        8 | 14 => day(at(0, 4)?, at(4, 6)?, at(6, 8)?)
            .or_else(|| (digits.len() == 8).then(|| day(at(4, 8)?, at(2, 4)?, at(0, 2)?))?),
        6 => {
            let (last, first) = (day(at(4, 6)?, at(2, 4)?, at(0, 2)?), day(at(0, 2)?, at(2, 4)?, at(4, 6)?));
            if last.is_some() && first.is_some() && last != first { None } else { last.or(first) }
        }
        _ => None,
    }
}

fn date(year: i32, month: u32, day: &str) -> Option<NaiveDate> {
    let day = day.parse().ok().filter(|_| day.len() <= 2)?;
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| is_of_our_time(year))
}

/// Whether words in the place of a date are worth showing: they name a day, and no year that cannot be.
fn says_something(text: &str) -> bool {
    let runs = runs(text);
    let word = runs.iter().any(|run| !is_figure(run) && run.chars().count() >= 3);
    is_harmless(text) && word && runs.iter().any(|run| is_figure(run))
}

/// Whether words in the place of a date or a period can be shown as they are: short, no placeholder, no year that cannot
/// be and no figure that could be a number of somebody's.
#[must_use]
pub fn is_harmless(text: &str) -> bool {
    let runs = runs(text);
    let believable = |run: &&str| !is_figure(run) || run.len() <= 3 || year(run).is_some_and(is_of_our_time);
    let filler = |run: &&str| run.len() > 1 && run.chars().all(|c| matches!(c, 'x' | 'X'));
    let says_none =
        ["null", "none", "nil", "nan", "undefined"].iter().any(|none| text.trim().eq_ignore_ascii_case(none));
    text.chars().count() <= LONGEST_WORDS
        && !runs.is_empty()
        && !says_none
        && runs.iter().all(|run| believable(run) && !filler(run))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> Dated {
        Dated::On(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn one_day_has_many_spellings() {
        for text in [
            "2026-12-20",
            "2026/12/20",
            "2026-12-20 17:09:53.000000",
            "2026-12-20T00:00:00Z",
            "2026-12-20T00:00:00.000Z",
            "2026-12-20T10:00:00+07:00",
            "2026-12-19T17:00:00Z",
            "20 DES 2026",
            "20 Desember 2026",
            "20-Dec-2026",
            "20-DES-26",
            "20DES2026",
            "December 20, 2026",
            "Sunday, 20th December 2026",
            "Minggu, 20 Des 2026",
            "Sun, 20 Dec 2026 09:09:53 +0700",
            "20 Des 2026 10.31 WIB",
            "2026 Des 20",
            "20-12-2026",
            "20/12/26",
            "20.12.2026",
            "12/20/2026",
            "20261220",
            "20122026",
            "December 20 26",
            "20261220170953",
            "1797699600",
            "1797699600000",
            "12/20/2026 05:09:53 PM",
        ] {
            assert_eq!(read(text, ""), on(2026, 12, 20), "{text}");
        }
    }

    #[test]
    fn a_zone_told_apart_counts_where_the_text_has_none() {
        let evening = "2026-12-20 17:09:53.000000";
        assert_eq!(read(evening, "Asia/Jakarta"), on(2026, 12, 20));
        assert_eq!(read(evening, "UTC"), on(2026, 12, 21));
        assert_eq!(read(evening, "+00:00"), on(2026, 12, 21));
        assert_eq!(read("2026-12-20 00:00:00.000000", "UTC"), on(2026, 12, 20));
    }

    #[test]
    fn placeholders_and_days_that_cannot_be_are_nothing() {
        for text in [
            "",
            "-",
            "XX",
            "XX-XX-XXXX",
            "null",
            "N/A",
            "0",
            "0000-00-00",
            "0000-00-00 00:00:00",
            "00/00/0000",
            "0613-03-01",
            "0613-03-01T00:00:00Z",
            "01 MAR 0613",
            "9999-12-31",
            "99991231",
            "1970-01-01",
            "1970-01-01T07:00:00+07:00",
            "2026-02-31",
            "31 FEB 2026",
            "12345678",
            "0001-01-01T00:00:00",
            "20 XXX 2026",
        ] {
            assert_eq!(read(text, ""), Dated::Nothing, "{text}");
        }
    }

    #[test]
    fn words_that_are_no_single_day_stay_words() {
        for text in ["1-15 DES 2014", "Setiap tanggal 20", "tgl 5 s/d 20 bulan berjalan"] {
            assert_eq!(read(text, ""), Dated::Words, "{text}");
        }
    }
}
