//! Single values, read the many ways billers write them. Nothing is guessed: what has no one
//! reading is refused here and shown as it came.

use super::json::Json;
use crate::domain::{
    bill::{
        DueDate, Usage,
        day::{self, Dated},
        fact,
    },
    masking::mask_number,
    rupiah::Rupiah,
};

/// The longest text kept of a reply, in characters.
const LONGEST: usize = 200;
/// A longer figure in the vendor's words could be a customer's number.
const MOST_DIGITS: usize = 5;

/// Puts the reading of a value into its slot, where it has one; returns whether the value was understood or blank.
pub(super) fn put<T>(slot: &mut Option<T>, read: impl Fn(&Json) -> Option<T>, value: &Json) -> bool {
    let found = read(value);
    let understood = found.is_some() || value.is_blank();
    *slot = found.or(slot.take());
    understood
}

/// A scalar as text: trimmed, without control and direction characters, at most 200 characters.
/// `None` when it is empty, null, a list or an object.
pub(super) fn text(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => clean(text),
        Json::Whole(whole) => Some(whole.to_string()),
        Json::Number(number) => clean(&number.to_string()),
        Json::Flag(flag) => Some(flag.to_string()),
        Json::Null | Json::List(_) | Json::Object(_) => None,
    }
}

/// A text fit to be shown in a line, or `None` when it is blank. Some gateways send HTML's entities: they are decoded
/// once, so that `&amp;amp;` becomes `&amp;` and nothing that was escaped on purpose comes alive.
pub(super) fn clean(text: &str) -> Option<String> {
    let text = html_escape::decode_html_entities(text);
    let visible = text.trim().chars().filter(|c| !turns_direction(*c));
    let mut kept: String = visible.map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST + 1).collect();
    if let Some((cut, _)) = kept.char_indices().nth(LONGEST) {
        kept.truncate(cut);
        kept.pop();
        kept.push('…');
    }
    (!kept.trim().is_empty()).then_some(kept)
}

/// Characters that could turn the order of a whole line.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Money: see [`whole`].
pub(super) fn money(value: &Json) -> Option<Rupiah> {
    whole(value).map(Rupiah::new)
}

/// A whole figure: an integer, a float without a fraction, or a text such as `1000000.00`,
/// `Rp 25.720`.
pub(super) fn whole(value: &Json) -> Option<i64> {
    match value {
        Json::Whole(whole) => Some(*whole),
        Json::Number(number) => (number.fract() == 0.0).then(|| format!("{number:.0}").parse().ok()).flatten(),
        Json::Text(text) => whole_text(text),
        Json::Null | Json::Flag(_) | Json::List(_) | Json::Object(_) => None,
    }
}

fn whole_text(text: &str) -> Option<i64> {
    let (before, rest) = minus(text.trim());
    let (after, figure) = minus(without_currency(rest));
    let figure = figure.strip_suffix(",-").or_else(|| figure.strip_suffix(".-")).unwrap_or(figure);
    let rupiah = ungrouped(without_cents(figure)?)?;
    match (before, after) {
        (true, true) => None,
        (false, false) => Some(rupiah),
        _ => rupiah.checked_neg(),
    }
}

fn minus(text: &str) -> (bool, &str) {
    text.strip_prefix('-').map_or((false, text), |rest| (true, rest.trim_start()))
}

fn without_currency(text: &str) -> &str {
    for currency in ["rp", "idr"] {
        if text.get(..currency.len()).is_some_and(|start| start.eq_ignore_ascii_case(currency)) {
            return text[currency.len()..].trim_start_matches(['.', ' ', '\u{a0}']);
        }
    }
    text
}

/// Drops `.00` or `,0`; a fraction other than zero is not whole rupiah.
fn without_cents(figure: &str) -> Option<&str> {
    match figure.rsplit_once(['.', ',']) {
        Some((whole, cents)) if cents.len() <= 2 => cents.bytes().all(|b| b == b'0').then_some(whole),
        _ => Some(figure),
    }
}

/// `25.720`, `25,720` and `25720`; groups must have three digits each.
fn ungrouped(figure: &str) -> Option<i64> {
    let mut groups = figure.split(['.', ',']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    let digits = std::iter::once(first).chain(rest).collect::<String>();
    let plain = !first.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (grouped && plain).then(|| digits.parse().ok()).flatten()
}

/// `capacity`, which means usage: `5400 kWh`, `1023-0=1023`, or whatever it says.
pub(super) fn usage(value: &Json) -> Option<Usage> {
    let text = text(value)?;
    Some(kilowatt_hours(&text).or_else(|| meter(&text)).unwrap_or(Usage::Other(text)))
}

fn kilowatt_hours(text: &str) -> Option<Usage> {
    let figure = text.to_ascii_lowercase();
    let figure = figure.strip_suffix("kwh")?;
    figure_of(figure.strip_suffix(' ').unwrap_or(figure)).map(Usage::KilowattHours)
}

/// Readings are stated, not checked: a meter may have been exchanged.
fn meter(text: &str) -> Option<Usage> {
    let (end, rest) = text.split_once('-')?;
    let (start, used) = rest.split_once('=')?;
    Some(Usage::Meter { end: figure_of(end)?, start: figure_of(start)?, used: figure_of(used)? })
}

fn figure_of(digits: &str) -> Option<u64> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// A due date, or words in its place; `None` for placeholders and days that cannot be. PHP writes a date as an object
/// with its zone beside it.
pub(super) fn due(value: &Json) -> Option<DueDate> {
    let (text, zone) = dated(value)?;
    match day::read(&text, &zone) {
        Dated::On(day) => Some(DueDate::On(day)),
        Dated::Words => Some(DueDate::Text(text)),
        Dated::Nothing => None,
    }
}

/// A date's text, and its zone where that is told apart.
pub(super) fn dated(value: &Json) -> Option<(String, String)> {
    let zone = value.field("timezone").and_then(text).unwrap_or_default();
    text(value.field("date").unwrap_or(value)).map(|text| (text, zone))
}

/// A vendor's own words for people: no digits of a number that could be somebody's, nothing of the shop's money.
pub(super) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let figure = &rest[start..];
        let end = figure.find(|c: char| !c.is_ascii_digit()).unwrap_or(figure.len());
        words.push_str(&rest[..start]);
        let (digits, after) = figure.split_at(end);
        if end > MOST_DIGITS {
            words.push_str(&mask_number(digits));
        } else {
            words.push_str(digits);
        }
        rest = after;
    }
    words.push_str(rest);
    if fact::speaks_of_the_shop(&words) { String::new() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(text: &str) -> Option<i64> {
        whole(&Json::Text(text.to_owned()))
    }

    #[test]
    fn money_is_read_the_many_ways_it_is_written() {
        for (text, rupiah) in [
            ("25720", 25_720),
            ("1000000.00", 1_000_000),
            ("1.000.000,00", 1_000_000),
            ("1,000,000.0", 1_000_000),
            ("Rp 25.720", 25_720),
            ("Rp25.720,-", 25_720),
            ("Rp. 25,720", 25_720),
            ("idr 5", 5),
            ("-Rp1.000", -1_000),
            ("Rp-1.000", -1_000),
            (" 007 ", 7),
            ("0", 0),
        ] {
            assert_eq!(from(text), Some(rupiah), "{text}");
        }
        assert_eq!(whole(&Json::Number(25_720.0)), Some(25_720));
        assert_eq!(whole(&Json::Number(-0.0)), Some(0));
    }

    #[test]
    fn what_is_no_whole_figure_is_not_made_one() {
        for text in ["", "-", "abc", "25720.50", "25.72.0", "1000000.000", "1..000", "--5", "-Rp-5", "Rp", ".5", "٣"] {
            assert_eq!(from(text), None, "{text}");
        }
        assert_eq!(from("99999999999999999999"), None);
        for number in [0.5, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(whole(&Json::Number(number)), None, "{number}");
        }
        assert_eq!(whole(&Json::Flag(true)), None);
    }

    #[test]
    fn a_text_is_cut_and_cannot_turn_a_line() {
        assert_eq!(clean(" A\u{202e}B\nC "), Some("AB C".to_owned()));
        assert_eq!(clean(" \u{200f}\t"), None);
        let long = clean(&"é".repeat(500)).unwrap();
        assert_eq!((long.chars().count(), long.ends_with('…')), (LONGEST, true));
        assert_eq!(clean(&"é".repeat(LONGEST)).unwrap().chars().last(), Some('é'));
    }
}
