//! The locale files, read as text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cektagihan::domain::{bill::fact::KNOWN, language::Language, period::Period};
use cektagihan::view::texts::Texts;

/// Widest label that leaves a row of 30 columns room for a value.
const LONGEST_LABEL: usize = 12;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn file(language: Language) -> String {
    std::fs::read_to_string(root().join("locales").join(language.code()).join("cektagihan.ftl")).unwrap()
}

/// Every message by its name, as it is written.
pub(super) fn messages(language: Language) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut current = None;
    for line in file(language).lines().filter(|line| !line.starts_with('#')) {
        match line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase())) {
            Some((name, text)) => {
                let name = name.trim().to_owned();
                assert!(messages.insert(name.clone(), text.trim().to_owned()).is_none(), "{name} stands twice");
                current = Some(name);
            }
            None => {
                if let Some(name) = &current {
                    messages.get_mut(name).unwrap().push_str(line);
                }
            }
        }
    }
    messages
}

/// The names after a sign: `$product` or, of another message, `{ month }`.
fn names_after(text: &str, sign: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
    text.split(sign).skip(1).map(name).filter(|name| !name.is_empty()).collect()
}

fn sources(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        text.push_str(&std::fs::read_to_string(path).unwrap());
    }
}

#[test]
fn every_language_holds_the_same_messages_and_variables() {
    let indonesian = messages(Language::Indonesian);
    for language in Language::ALL {
        let other = messages(language);
        assert_eq!(indonesian.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (name, text) in &indonesian {
            assert_eq!(names_after(text, "$"), names_after(&other[name], "$"), "{name} in {}", language.code());
        }
    }
}

#[test]
fn no_message_is_unused() {
    let mut code = std::fs::read_to_string(root().join("src/view/texts.rs")).unwrap();
    sources(&root().join("src/view/texts"), &mut code);
    let messages = messages(Language::Indonesian);
    let referred: BTreeSet<String> = messages.values().flat_map(|text| names_after(text, "{ ")).collect();
    let unused: Vec<&String> =
        messages.keys().filter(|name| !code.contains(&format!("\"{name}\"")) && !referred.contains(*name)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn labels_leave_room_for_values() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        for label in [
            texts.company_label(),
            texts.product_label(),
            texts.tariff_label(),
            texts.period_label(),
            texts.month_count_label(),
            texts.stand_label(),
            texts.stand_start_label(),
            texts.stand_end_label(),
            texts.usage_label(),
            texts.remark_label(),
            texts.due_label(),
            texts.amount_label(),
            texts.instalment_label(),
            texts.admin_label(),
            texts.total_label(),
            texts.ref_label(),
            texts.reference_label(),
        ] {
            assert!(label.chars().count() <= LONGEST_LABEL, "{label}");
        }
        for known in KNOWN {
            let label = texts.fact_label(known.label);
            assert!(label.chars().count() <= LONGEST_LABEL, "{label}");
        }
    }
}

#[test]
fn commands_are_what_telegram_takes() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        let private = texts.commands();
        for (name, description) in private.iter().chain(&texts.group_commands()) {
            assert!((1..=32).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase()), "{name}");
            assert!((1..=256).contains(&description.encode_utf16().count()), "{description}");
        }
        assert_eq!(
            private.map(|(name, _)| name),
            ["start", "cek", "batal", "bantuan", "bahasa", "privasi", "hapusdata"]
        );
    }
}

#[test]
fn time_is_told_in_jakarta() {
    let moment = "2026-11-23T17:05:09Z".parse().unwrap();
    assert_eq!(Texts::of(Language::Indonesian).time(moment), "24 November 2026 00.05 WIB");
    assert_eq!(Texts::of(Language::English).time(moment), "24 November 2026 00:05 WIB");
}

#[test]
fn days_are_named_by_their_month() {
    let day = "2024-05-09".parse().unwrap();
    assert_eq!(Texts::of(Language::Indonesian).date(day), "9 Mei 2024");
    assert_eq!(Texts::of(Language::English).date(day), "9 May 2024");
}

#[test]
fn months_are_counted() {
    assert_eq!(Texts::of(Language::English).months(Period::ONE), "1 month");
    assert_eq!(Texts::of(Language::English).months(Period::MAX), "12 months");
    assert_eq!(Texts::of(Language::Indonesian).months(Period::ONE), "1 bulan");
}

#[test]
fn what_is_filled_in_stays_as_it_is() {
    let odd = "{ $trace } \u{2068}<b>";
    assert!(Texts::of(Language::Indonesian).failed(odd).contains(odd));
}
