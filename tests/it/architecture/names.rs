//! One word, one thing: a type's name tells which type it is.

use std::collections::BTreeMap;

use super::{modules, printed, sources};

/// Names that several files may give to a type of theirs, each with the reason that ARCHITECTURE.md prints.
const SHARED: &[(&str, &str)] = &[
    ("Action", TELEGRAMS),
    ("Button", TELEGRAMS),
    ("Markup", TELEGRAMS),
    ("Message", TELEGRAMS),
    ("Method", TELEGRAMS),
];

const TELEGRAMS: &str = "Telegram's word, and the emulator of Telegram shares no code with the bot";

#[test]
fn a_type_has_its_name_alone() {
    let shared = shared();
    println!("{} names of several types:", shared.len());
    for (name, files) in &shared {
        println!("    {name}: {}", files.join(", "));
    }
    let excused = |name: &str| SHARED.iter().any(|(shared, _)| *shared == name);
    let faults: Vec<_> = shared.iter().filter(|(name, _)| !excused(name)).collect();
    assert!(faults.is_empty(), "one name for several types: {faults:#?}");
}

#[test]
fn every_excuse_for_a_shared_name_is_needed() {
    let shared = shared();
    for (name, reason) in SHARED {
        assert!(shared.contains_key(*name), "{name} is the name of one type: take it from the list");
        let row = format!("| `{name}` | {reason} |\n");
        assert!(printed().contains(&row), "ARCHITECTURE.md should hold:\n\n{row}");
    }
}

#[test]
fn only_types_that_other_files_see_count() {
    let files = [
        ("a.rs", "pub struct Seen<T>(T);\nstruct Hidden;\npub(crate) enum Near { A }\nimpl X for Y { type Item = Z; }"),
        (
            "b.rs",
            "pub(in crate::b) trait Seen {}\npub type Near = u8;\nstruct Hidden;\nimpl X for Y { type Item = Z; }",
        ),
    ];
    let types = modules::public_types(files);
    assert_eq!(types.keys().collect::<Vec<_>>(), ["Near", "Seen"]);
    assert!(types.values().all(|files| files == &["a.rs", "b.rs"]), "{types:?}");
}

fn shared() -> BTreeMap<String, Vec<String>> {
    let files: Vec<(String, String)> = sources().map(|file| (file.name(), file.text)).collect();
    let mut types = modules::public_types(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    types.retain(|_, files| files.len() > 1);
    types
}
