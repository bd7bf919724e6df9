//! Words of others, so that Telegram makes nothing of them: no link, mention, command, hashtag.
//!
//! Owns: where Telegram would find something in a text, and what keeps it from it. Must not know: whose
//! words they are.
//!
//! Telegram reads every message for such things by itself. A name like `klikoo-bantu.com` or
//! `/hapusdata` would be one tap away under the bot's own authority. A word joiner (U+2060, no width)
//! behind the sign that makes the difference is enough: the words look the same and lead nowhere.

use std::borrow::Cow;
use std::mem;

/// Has no width, allows no line break, belongs to no name and no address.
pub(crate) const JOINER: char = '\u{2060}';

/// Digits that may be a telephone number: fewer are none, more are an account of some kind.
const PHONE: std::ops::RangeInclusive<usize> = 7..=15;

/// The text with a joiner wherever Telegram would find something to tap.
#[must_use]
pub(crate) fn broken_up(text: &str) -> Cow<'_, str> {
    let mut broken = String::new();
    let mut done = 0;
    let mut before = b' ';
    for (at, sign) in text.bytes().enumerate() {
        if !may_make_something(mem::replace(&mut before, sign), sign) {
            continue;
        }
        let end = at + 1;
        if makes_something(sign, text[..at].chars().next_back(), &text[end..]) {
            broken.push_str(&text[done..end]);
            broken.push(JOINER);
            done = end;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    broken.push_str(&text[done..]);
    Cow::Owned(broken)
}

/// The text as it was before it was broken up: to copy, or to show where Telegram looks for nothing.
#[must_use]
pub(crate) fn whole<'t>(text: impl Into<Cow<'t, str>>) -> Cow<'t, str> {
    let text = text.into();
    if text.contains(JOINER) { Cow::Owned(text.replace(JOINER, "")) } else { text }
}

/// Whether a byte is a sign that [`makes_something`] must look at more closely. Most texts hold none, or few.
const fn may_make_something(before: u8, byte: u8) -> bool {
    match byte {
        b'.' | b':' | b'@' | b'#' | b'$' | b'/' | b'+' => true,
        b'0' | b'6' => !before.is_ascii_alphanumeric(),
        _ => false,
    }
}

/// Whether this sign between those is what something to tap is known by.
fn makes_something(sign: u8, before: Option<char>, after: &str) -> bool {
    let next = after.chars().next();
    let word_follows = next.is_some_and(is_word);
    match sign {
        // Addresses: of the web, of people, of machines. Figures alone (`25.720`) are none.
        b'.' => before.is_some_and(char::is_alphanumeric) && (next.is_some_and(char::is_alphabetic) || is_quad(after)),
        b':' => {
            after.starts_with("//")
                || (next.is_some_and(|c| c.is_ascii_digit()) && before.is_some_and(char::is_alphabetic))
        }
        b'@' | b'#' => word_follows,
        b'$' => next.is_some_and(|c| c.is_ascii_uppercase()),
        b'/' => word_follows && !before.is_some_and(|c| is_word(c) || "/<>".contains(c)),
        b'+' => is_phone(after),
        b'0' | b'6' if !before.is_some_and(|c| is_word(c) || c == '+') => starts_phone(sign, after),
        _ => false,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether two more dots follow among figures: the rest of an address like `10.0.0.1`.
fn is_quad(after: &str) -> bool {
    let figures = after.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(after.len());
    after[..figures].matches('.').count() == 2
}

/// A number as people in Indonesia dial it: `08..`, `021..`, `62..`.
fn starts_phone(first: u8, after: &str) -> bool {
    (first == b'0' || after.starts_with('2')) && is_phone(after)
}

/// Whether figures follow, with what people put between them, as many as a telephone number has.
fn is_phone(after: &str) -> bool {
    let end = after.find(|c: char| !c.is_ascii_digit() && !" -.()".contains(c)).unwrap_or(after.len());
    let figures = after[..end].bytes().filter(u8::is_ascii_digit).count();
    PHONE.contains(&figures) && after.starts_with(|c: char| c.is_ascii_digit() || " -(".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_telegram_would_make_something_of_is_broken() {
        for (words, expected) in [
            ("klikoo-bantu.com", "klikoo-bantu.~com"),
            ("TOKOKU.CO.ID", "TOKOKU.~CO.~ID"),
            ("https://t.me/x", "https:~//t.~me/x"),
            ("tg://resolve?domain=x", "tg:~//resolve?domain=x"),
            ("@indah_loket, /hapusdata #lunas $IDR", "@~indah_loket, /~hapusdata #~lunas $~IDR"),
            ("a@b.id", "a@~b.~id"),
            ("10.0.0.1/x", "10.~0.0.1/x"),
            ("localhost:80", "localhost:~80"),
            ("+62 812-3456-7890", "+~62 812-3456-7890"),
            ("hp 081234567890", "hp 0~81234567890"),
            ("тест.рф", "тест.~рф"),
        ] {
            assert_eq!(broken_up(words).replace(JOINER, "~"), expected);
            assert_eq!(whole(broken_up(words)), words);
        }
    }

    #[test]
    fn what_is_nothing_stays_as_it_is() {
        for words in [
            "INDAH PUTRI",
            "R1/1300 VA",
            "Rp25.720",
            "10.31",
            "10:31",
            "</b>",
            "PT. MAJU",
            "Jl. A.  B",
            "514040400482",
            "7 / 8",
        ] {
            assert_eq!(broken_up(words), words);
        }
    }
}
