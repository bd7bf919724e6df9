//! What billers and the gateway answer (K11 to K13).

mod cards;
mod dates_and_periods;
mod failures;
mod magic;
mod throttled;
mod verdicts;
mod wrapped;

use cektagihan::domain::{
    bill::{Answer, Bill},
    language::Language,
};
use cektagihan::gateway::wire::read_reply;
use cektagihan::ports::Inquired;
use cektagihan::view::{Reader, bill_card::Card};
use serde_json::{Value, json};

use crate::dialogue::talk::{CATALOGUE, inquiry, morning};

/// What a reply with this `data` reads as.
fn read(data: &Value) -> Inquired {
    let body = json!({ "response_code": "200022000", "response_message": "Sukses", "data": data });
    read_reply(200, body.to_string().as_bytes(), morning())
}

/// A bill of Rp25.720 with these fields in place of its own, and beside them.
fn bill_with(fields: &Value) -> Bill {
    let mut data = json!({
        "account_number": "514040400482", "customer_name": "INDAH PUTRI", "amount": 25_720, "admin": 0,
        "total_amount": 25_720,
    });
    data.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let mut bills = read(&data).unwrap().bills;
    assert_eq!(bills.len(), 1);
    bills.remove(0)
}

/// Everything that is shown of a bill anywhere: the card, a group's, the copied text and the alert.
fn shown(product: &str, bill: Bill, language: Language) -> [String; 4] {
    let inquiry = inquiry(product, "514040400482");
    let answer = Answer { bills: vec![bill], as_of: morning() };
    let product = CATALOGUE.product(&inquiry.product);
    let card = Card { product, inquiry: &inquiry, answer: &answer, conversion: None };
    let [private, group] = [false, true].map(|in_group| card.html(Reader { language, in_group }).plain());
    [private, group, card.summary(language), card.alert(language)]
}

/// The private card's words, its lines and columns run together.
fn card(product: &str, fields: &Value) -> String {
    let [private, ..] = shown(product, bill_with(fields), Language::Indonesian);
    private.split_whitespace().collect::<Vec<_>>().join(" ")
}
