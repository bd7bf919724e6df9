//! Reading what people type.

mod properties;
mod safety;
mod tables;

use std::fmt::Write;

use cektagihan::domain::catalogue::Catalogue;
use cektagihan::phrase::{self, Line, Phrase};

/// A phrase on one line, numbers and words in full, for the tables.
fn show(phrase: &Phrase) -> String {
    let mut shown: Vec<String> = phrase.lines.iter().map(show_line).collect();
    if phrase.dropped > 0 {
        shown.push(format!("+{} unread", phrase.dropped));
    }
    let mut text = shown.join(" | ");
    if phrase.repeated > 0 {
        write!(text, " ={}", phrase.repeated).expect("a string takes all");
    }
    if phrase.asks_to_pay {
        text.push_str(" [pay]");
    }
    if phrase.held_pin {
        text.push_str(" [pin]");
    }
    text
}

fn show_line(line: &Line) -> String {
    match line {
        Line::Check { product, account, period } => {
            let mut text = format!("{product} {}", account.as_str());
            if let Some(period) = period {
                write!(text, " x{}", period.months()).expect("a string takes all");
            }
            text
        }
        Line::Product(product) => format!("{product}"),
        Line::Number { account, period } => {
            let months = period.map_or(String::new(), |period| format!(" x{}", period.months()));
            format!("? {}{months}", account.as_str())
        }
        Line::Unclear { words, account, .. } => format!("?{words}? {}", account.as_str()),
        Line::Lacking { name, account, .. } => {
            let number = account.as_ref().map_or(String::new(), |account| format!(" {}", account.as_str()));
            format!("!{name}!{number}")
        }
        Line::TooLong => "too long".to_owned(),
        Line::Spoilt => "spoilt".to_owned(),
        Line::Words(words) => format!("\"{words}\""),
    }
}

fn read(text: &str) -> String {
    show(&phrase::read(text, &Catalogue::embedded()))
}

/// Holds a table of texts and what they say.
#[track_caller]
fn hold(table: &[(&str, &str)]) {
    let catalogue = Catalogue::embedded();
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, expected)| (text, expected, show(&phrase::read(text, &catalogue))))
        .filter(|(_, expected, got)| got != *expected)
        .map(|(text, expected, got)| format!("{text:?}\n  expected {expected}\n  but got  {got}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (text, _) in table {
        let blotted = phrase::blot(text, &catalogue);
        let (blotted, whole) = (show(&phrase::read(&blotted, &catalogue)), show(&phrase::read(text, &catalogue)));
        assert_eq!(blotted, whole, "a blotted text says the same: {text:?}");
    }
}
