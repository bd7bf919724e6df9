//! A group that moves takes along what was kept of it, and writes over nothing in its new place.

use crate::doubles::Look as _;
use std::sync::Arc;

use cektagihan::bot::rows::{Asker, Owed, Target, What, outbox_key, seat_key, stored};
use cektagihan::bot::services::Services;
use cektagihan::bot::upkeep::erase;
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

async fn migrate(services: &Services) {
    services.migrations.migrate(services.store.as_ref(), &services.roster, (OLD, NEW)).await.unwrap();
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
    migrate(&services).await;
    let joined = services.conversation(&key(NEW)).await.unwrap();
    assert_eq!(joined.state, new.state);
    assert_eq!(joined.check(new.checks[0].id), Some(&new.checks[0]));
    assert_eq!(joined.check(old.checks[0].id.before_migration()).unwrap().inquiry, old.checks[0].inquiry);
    assert!(services.conversation(&key(OLD)).await.unwrap().is_idle());
}

#[tokio::test]
async fn what_was_found_to_be_erased_is_erased_where_its_group_is_by_then() {
    let store = Arc::new(MemoryStore::default());
    let owed = |person| Owed {
        chat: OLD,
        topic: None,
        what: What::Say { html: "x".to_owned(), markup: None, reply_to: None, target: Target::New },
        trace: String::new(),
        asker: Some(Asker { person: PersonId(person), name: None }),
    };
    let mut transaction = Transaction::default();
    transaction.put(Table::Conversation, key(OLD), stored(&asks(State::Home, "514040400482")));
    transaction.put(Table::Outbox, outbox_key(OLD, 1), stored(&owed(1)));
    transaction.put(Table::Outbox, outbox_key(OLD, 2), stored(&owed(2)));
    store.commit(transaction).await.unwrap();
    let services = services(Arc::<MemoryStore>::clone(&store)).unwrap();
    let found = erase::find(&services, PersonId(1)).await.unwrap();
    migrate(&services).await;
    let mut transaction = Transaction::default();
    let alone = Seat { chat: ChatId(1), topic: None, person: PersonId(1) };
    let ended = erase::everything(&services, &mut transaction, alone, &found).await.unwrap();
    store.commit(transaction).await.unwrap();
    assert_eq!(store.row(Table::Conversation, &key(NEW)), None);
    let left: Vec<_> = store.rows_of(Table::Outbox).into_iter().map(|(key, _)| key).collect();
    assert_eq!(left, [outbox_key(NEW, 2)]);
    let ended: Vec<_> = ended.iter().map(|(seat, check)| (seat.chat, check.inquiry.account.as_str())).collect();
    assert_eq!(ended, [(NEW, "514040400482")]);
}
