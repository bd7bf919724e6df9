//! A group that moves takes along what was kept of it, and writes over nothing in its new place.

use std::sync::Arc;

use cektagihan::bot::group_migration::move_group;
use cektagihan::bot::rows::{seat_key, stored};
use cektagihan::dialogue::{Check, Conversation, State};
use cektagihan::domain::account::AccountNumber;
use cektagihan::domain::check_id::CheckId;
use cektagihan::domain::inquiry::Inquiry;
use cektagihan::domain::person::{ChatId, PersonId, Seat};
use cektagihan::domain::product::ProductCode;
use cektagihan::ports::{Freshness, Store as _, Table, Transaction};
use cektagihan::store::MemoryStore;
use chrono::DateTime;

use super::starts::services;

const OLD: ChatId = ChatId(-7);
const NEW: ChatId = ChatId(-1_007);

fn key(chat: ChatId) -> Vec<u8> {
    seat_key(Seat { chat, topic: None, person: PersonId(1) })
}

/// A conversation with one check, asked by message 2.
fn asks(state: State, number: &str) -> Conversation {
    let product = ProductCode::parse("POSTPAIDPLN").unwrap();
    let inquiry = Inquiry { product, account: AccountNumber::parse(number).unwrap(), period: None };
    let (id, asked_at) = (CheckId { source: 2, line: 0 }, DateTime::UNIX_EPOCH);
    let check = Check {
        id,
        inquiry,
        freshness: Freshness::Remembered,
        quote: None,
        asker: None,
        shown: false,
        conversion: None,
        asked_at,
    };
    Conversation { state, checks: vec![check] }
}

#[tokio::test]
async fn what_was_begun_in_the_new_place_goes_on_beside_what_was_asked_in_the_old() {
    let store = Arc::new(MemoryStore::default());
    let product = ProductCode::parse("BPJSKES").unwrap();
    let (old, new) = (asks(State::Home, "514040400482"), asks(State::EnteringAccount { product }, "520511567087"));
    let mut transaction = Transaction::default();
    transaction.put(Table::Conversation, key(OLD), stored(&old));
    transaction.put(Table::Conversation, key(NEW), stored(&new));
    store.commit(transaction).await.unwrap();
    let services = services(store).unwrap();
    move_group(&services, OLD, NEW).await.unwrap();
    let joined = services.conversation(&key(NEW)).unwrap();
    assert_eq!(joined.state, new.state);
    assert_eq!(joined.check(new.checks[0].id), Some(&new.checks[0]));
    assert_eq!(joined.check(old.checks[0].id.before_migration()).unwrap().inquiry, old.checks[0].inquiry);
    assert!(services.conversation(&key(OLD)).unwrap().is_idle());
}
