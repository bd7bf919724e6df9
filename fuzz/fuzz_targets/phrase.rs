//! Texts people could type: reading is total, and blotting PINs out changes nothing else.
#![no_main]

use std::sync::LazyLock;

use cektagihan::domain::catalogue::Catalogue;
use cektagihan::phrase::{self, Line, Phrase};
use libfuzzer_sys::fuzz_target;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

fuzz_target!(|text: &str| {
    let phrase = phrase::read(text, &CATALOGUE);
    assert!((1..=Phrase::MOST_LINES).contains(&phrase.lines.len()));
    for line in &phrase.lines {
        if let Line::Words(words) | Line::Unclear { words, .. } = line {
            assert!(words.chars().count() <= 64 && !words.chars().any(char::is_control));
            let _ = CATALOGUE.search(words);
        }
        if let Line::Number { account, .. } = line {
            let _ = CATALOGUE.fitting(account);
        }
    }
    for product in CATALOGUE.products() {
        let _ = product.number.read_text(text);
    }
    let blotted = phrase::blot(text, &CATALOGUE);
    assert!(phrase == phrase::read(&blotted, &CATALOGUE), "blotting changed what {text:?} says");
    assert_eq!(blotted, phrase::blot(&blotted, &CATALOGUE), "there was more to blot");
});
