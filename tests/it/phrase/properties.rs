//! What holds for every text.

use std::sync::LazyLock;

use cektagihan::domain::{catalogue::Catalogue, typed::fold_text};
use cektagihan::phrase::{self, Line, Phrase};
use proptest::prelude::*;

use super::show;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

/// Pieces of what people type, in no sensible order.
fn scribble() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "pln",
        "bpjs",
        "CEKPLN",
        "pdam",
        "mjk",
        "aboj",
        "fm",
        "baf",
        "first",
        "media",
        "tolong",
        "ya",
        "wom",
        "pin",
        "bulan",
        "bln",
        "hp",
        "Rp",
        "rumah depan",
        "@bot",
        "https://x.id/",
        "🙏",
        "\u{200b}",
        "１２３４",
        "é",
        "بيت",
        "ABCDEFGHIJKLMNOPQRSTU",
        "5140****",
        "AB12345",
        "+62",
    ])
    .prop_map(str::to_owned);
    let known = prop::sample::select(vec!["514040400482", "0001433177155", "107917", "1160026", "5140 4040 0482"])
        .prop_map(str::to_owned);
    let piece = prop_oneof![3 => word, 3 => "[0-9]{1,7}", 2 => known, 1 => "[0-9]{8,22}", 1 => "[*]{1,7}"];
    let separator = prop::sample::select(vec![" ", " ", " ", ".", ".", "-", ",", "/", "\n", "\n", "*", "", ": "]);
    prop::collection::vec((piece, separator), 0..12)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, separator)| [piece, separator.to_owned()]).collect())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => scribble(), 1 => any::<String>(), 1 => "\\PC{0,80}", 1 => "[ -~\n]{0,80}"]
}

/// A check as agents send it: a product's word, its number, a PIN that is no part of the number.
fn with_pin() -> impl Strategy<Value = (&'static str, &'static str, String)> {
    let check = prop::sample::select(vec![
        ("pln", "514040400482"),
        ("CEKPLN", "520511567087"),
        ("bpjs", "0001433177155"),
        ("CEK.BPJS", "8888801433177155"),
        ("baf", "547010008701"),
        ("pdam aboj", "107917"),
        ("fm", "11632498"),
    ]);
    (check, "[0-9]{4}|[0-9]{6}")
        .prop_filter("a PIN that would hide in the number", |((_, number), pin)| !number.contains(pin.as_str()))
        .prop_filter("a number of the same company", |((_, number), pin)| number.len() != pin.len())
        .prop_filter("a year, a month of one, a power step", |(_, pin)| !looks_like_else(pin))
        .prop_map(|((word, number), pin)| (word, number, pin))
}

fn looks_like_else(pin: &str) -> bool {
    let steps = ["1300", "2200", "3500", "4400", "5500", "6600", "7700"];
    steps.contains(&pin) || pin.starts_with("19") || pin.starts_with("20")
}

fn separator() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![" ", ".", "-", ",", "/", "*", "  ", " - ", "#", "\u{a0}", "\u{2013}", ". "])
}

/// The lines and the words of a phrase are within their bounds.
fn is_sound(phrase: &Phrase) -> bool {
    let clean =
        |words: &str| words.chars().count() <= 64 && words.chars().all(|c| fold_text(&c.to_string()) == c.to_string());
    let sound = |line: &Line| match line {
        Line::Words(words) | Line::Unclear { words, .. } => clean(words),
        Line::Check { .. } | Line::Number { .. } | Line::Lacking { .. } | Line::TooLong | Line::Spoilt => true,
        Line::Product(_) => phrase.lines.len() == 1,
    };
    (1..=Phrase::MOST_LINES).contains(&phrase.lines.len()) && phrase.lines.iter().all(sound)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn every_text_has_a_sound_reading(text in text()) {
        let phrase = phrase::read(&text, &CATALOGUE);
        prop_assert!(is_sound(&phrase), "{}", show(&phrase));
    }

    #[test]
    fn a_blotted_text_says_the_same(text in text()) {
        let blotted = phrase::blot(&text, &CATALOGUE);
        let (before, after) = (phrase::read(&text, &CATALOGUE), phrase::read(&blotted, &CATALOGUE));
        prop_assert!(before == after, "{} became {}, {}", text, show(&before), show(&after));
        prop_assert_eq!(text.encode_utf16().count(), blotted.encode_utf16().count());
        prop_assert_eq!(&phrase::blot(&blotted, &CATALOGUE), &blotted);
    }

    #[test]
    fn nothing_but_digits_is_blotted(text in text()) {
        let blotted = phrase::blot(&text, &CATALOGUE);
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        let (before, after) = (units(&text), units(&blotted));
        let stars = |units: &[u16]| units.iter().all(|unit| *unit == u16::from(b'*'));
        // Side by side, so that what was blotted stands between what was not.
        let pairs: Vec<_> = before.into_iter().zip(after).collect();
        for run in pairs.chunk_by(|one, next| (one.0 == one.1) == (next.0 == next.1)) {
            let (before, after): (Vec<u16>, Vec<u16>) = run.iter().copied().unzip();
            if before != after {
                let pin = fold_text(&String::from_utf16_lossy(&before));
                prop_assert!(stars(&after), "{} became {}", text, blotted);
                prop_assert!(pin.chars().all(|c| c.is_ascii_digit() || c == '*'), "{} of {}", pin, text);
            }
        }
    }

    #[test]
    fn no_pin_survives((word, number, pin) in with_pin(), first in separator(), second in separator()) {
        let text = format!("{word}{first}{number}{second}{pin}");
        let phrase = phrase::read(&text, &CATALOGUE);
        // Only in the dialect's exact place it is a PIN beyond doubt.
        prop_assert!(phrase.held_pin || first != second || !".*#-".contains(first), "{}: {}", text, show(&phrase));
        prop_assert!(show(&Phrase { held_pin: false, ..phrase.clone() }).ends_with(&format!(" {number}")), "{}: {}", text, show(&phrase));
        let debug = format!("{phrase:?}");
        prop_assert!(!debug.contains(&pin), "{}", debug);
        prop_assert!(!phrase::blot(&text, &CATALOGUE).contains(&pin));
    }

    #[test]
    fn case_does_not_matter(text in scribble()) {
        let read = |text: String| show(&phrase::read(&text, &CATALOGUE)).to_lowercase();
        prop_assert_eq!(read(text.to_ascii_lowercase()), read(text.to_ascii_uppercase()));
    }

    #[test]
    fn separators_do_not_matter((word, number, pin) in with_pin(), one in separator(), two in separator()) {
        let read = |with: &str| phrase::read(&[word, number, &pin].join(with), &CATALOGUE).lines;
        prop_assert!(read(one) == read(two), "{} {} {}: {} is not {}", word, number, pin, one, two);
    }
}
