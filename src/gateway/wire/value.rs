//! Single values, read the many ways billers write them. Nothing is guessed: what has no one
//! reading is refused here and shown as it came.

use chrono::NaiveDate;

use super::{LONGEST, json::Json};
use crate::domain::{
    bill::{DueDate, Usage},
    rupiah::Rupiah,
};

/// A scalar as text: trimmed, without control and direction characters, at most 200 characters.
/// Nothing when it is empty, null, a list or an object.
pub(super) fn text(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => clean(text),
        Json::Whole(whole) => Some(whole.to_string()),
        Json::Number(number) => clean(&number.to_string()),
        Json::Flag(flag) => Some(flag.to_string()),
        Json::Null | Json::List(_) | Json::Object(_) => None,
    }
}

/// A text fit to be shown in a line, or nothing when it is blank.
pub(super) fn clean(text: &str) -> Option<String> {
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

/// A due date: `2024-04-24`, day-first as Indonesians write it, eight digits where only one
/// reading is a date; anything else as it came. All zeros is how databases write "none".
pub(super) fn due(value: &Json) -> Option<DueDate> {
    let text = text(value)?;
    if text.chars().all(|c| matches!(c, '0' | '-' | '/' | ':' | ' ')) {
        return None;
    }
    Some(day(&text).map_or(DueDate::Text(text), DueDate::On))
}

fn day(text: &str) -> Option<NaiveDate> {
    let read = |format| NaiveDate::parse_from_str(text, format).ok();
    match text.len() {
        8 if figure_of(text).is_some() => match (read("%Y%m%d").filter(likely), read("%d%m%Y").filter(likely)) {
            (Some(date), None) | (None, Some(date)) => Some(date),
            _ => None,
        },
        10 => ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"].into_iter().find_map(read),
        _ => None,
    }
}

fn likely(date: &NaiveDate) -> bool {
    use chrono::Datelike as _;
    (1990..2100).contains(&date.year())
}
