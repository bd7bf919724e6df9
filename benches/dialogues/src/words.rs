//! What the stock bots say: cektagihan's own texts and card, put together here.

use cektagihan::domain::{
    bill::Answer,
    catalogue::Catalogue,
    inquiry::Inquiry,
    language::Language,
    product::{Family, Product},
};
use cektagihan::view::{Html, Reader, bill_card::Card, texts::Texts};
use teloxide::types::{CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup};

const LANGUAGE: Language = Language::Indonesian;

fn texts() -> Texts {
    Texts::of(LANGUAGE)
}

/// The home screen.
pub fn home() -> String {
    let texts = texts();
    let html = Html::new().bold(&texts.home_title()).line().text(&texts.home_example()).line();
    let html = html.code("pln 514040400482").line().code("bpjs 0001433177155 1").line().line();
    html.text(&texts.home_choose()).into_string()
}

/// The home screen's buttons. The label is the data too: it is short.
pub fn families(catalogue: &Catalogue) -> InlineKeyboardMarkup {
    let texts = texts();
    let button = |label: &str| InlineKeyboardButton::callback(label, label);
    let families: Vec<_> = catalogue.families().map(|family| button(&texts.family(family))).collect();
    let mut rows: Vec<Vec<_>> = families.chunks(2).map(<[_]>::to_vec).collect();
    rows.push(vec![button(&texts.help_button()), button(&texts.languages_button())]);
    InlineKeyboardMarkup::new(rows)
}

/// The family a button stands for.
pub fn family_called(catalogue: &Catalogue, label: &str) -> Option<Family> {
    let texts = texts();
    catalogue.families().find(|family| texts.family(*family) == label)
}

/// Asks for the number.
pub fn ask_number(product: &Product) -> String {
    Html::new().text(&texts().account_ask(product)).into_string()
}

/// Leads back.
pub fn back() -> InlineKeyboardMarkup {
    let texts = texts();
    InlineKeyboardMarkup::new([[
        InlineKeyboardButton::callback(texts.back_button(), "back"),
        InlineKeyboardButton::callback(texts.home_button(), "home"),
        InlineKeyboardButton::callback(texts.cancel_button(), "cancel"),
    ]])
}

/// The bill and what hangs under it.
pub fn bill(product: &Product, inquiry: &Inquiry, answer: &Answer) -> (String, InlineKeyboardMarkup) {
    let texts = texts();
    let card = Card { product: Some(product), inquiry, answer, conversion: None };
    let copy = CopyTextButton { text: card.summary(LANGUAGE) };
    let buttons = InlineKeyboardMarkup::new([
        vec![
            InlineKeyboardButton::callback(texts.again_button(), "again"),
            InlineKeyboardButton::copy_text_button(texts.copy_button(), copy),
        ],
        vec![InlineKeyboardButton::callback(texts.another_button(), "another")],
    ]);
    (card.html(Reader { language: LANGUAGE, in_group: false }).into_string(), buttons)
}

/// After `/batal`.
pub fn cancelled() -> String {
    texts().cancelled().into_owned()
}

/// To what is none of it.
pub fn not_understood() -> String {
    texts().not_understood().into_owned()
}
