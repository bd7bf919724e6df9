//! A bot that cannot read what it must know does not start, and says what and how to mend it.

use crate::doubles::{Hindered, Wanted, damaged, parts};
use cektagihan::bot::parts::Parts;
use futures::executor::block_on;
use std::sync::Arc;

use cektagihan::bot::rows::{meta, person_key};
use cektagihan::bot::services::{Services, Unread};
use cektagihan::bot::{self, ServeError};
use cektagihan::domain::person::{Access, PersonId};
use cektagihan::ports::{Recovery, Store, Table, Transaction};
use cektagihan::shutdown::Shutdown;
use cektagihan::store::MemoryStore;

/// Rows of which one table cannot be read.
fn without(table: Table) -> Arc<dyn Store> {
    hindered(move |asked, _| asked == table)
}

/// Rows of which one single value cannot be read.
fn with_a_hole(key: &'static [u8]) -> Arc<dyn Store> {
    hindered(move |_, wanted| matches!(wanted, Wanted::Row(wanted) if wanted == key))
}

fn hindered(is_lost: impl Fn(Table, Wanted<'_>) -> bool + Send + Sync + 'static) -> Arc<dyn Store> {
    let reading = move |table, wanted: Wanted<'_>| if is_lost(table, wanted) { Err(damaged()) } else { Ok(()) };
    Arc::new(Hindered::over(Arc::new(MemoryStore::default())).reading(reading))
}

pub fn services(store: Arc<dyn Store>) -> Result<Services, Unread> {
    block_on(Services::new(Parts { store, access: Access::default(), ..parts() }))
}

/// One line that names what, why, and the mend.
fn holds(line: &str, what: &str) {
    assert!(line.starts_with(what) && line.contains("a checksum does not match"), "{line}");
    assert!(line.contains("mend its disk, or restore a backup") && !line.contains('\n'), "{line}");
}

#[tokio::test]
async fn a_start_that_cannot_read_what_it_must_know_ends_with_one_line() {
    let told = |table| services(without(table)).err().unwrap().to_string();
    for table in [Table::Member, Table::Group, Table::Invite, Table::Pairing] {
        holds(&told(table), "who may use the bot cannot be read");
    }
    holds(&told(Table::Gone), "which chats are gone cannot be read");
    holds(&told(Table::Moved), "where groups have moved to cannot be read");
    let told = |key| services(with_a_hole(key)).err().unwrap().to_string();
    holds(&told(Recovery::KEY), "who may use the bot cannot be read");
    holds(&told(meta::ME), "the bot's own name cannot be read");
}

#[tokio::test]
async fn neither_does_one_start_that_cannot_read_its_work() {
    let whats = [
        (Table::Outbox, "what was still to be delivered cannot be read"),
        (Table::Inbox, "what was still to be answered cannot be read"),
        (Table::Conversation, "which checks were under way cannot be read"),
        (Table::Job, "which jobs were under way cannot be read"),
    ];
    for (table, what) in whats {
        let services = Arc::new(services(without(table)).unwrap());
        let (_stop, shutdown) = Shutdown::by_hand();
        let ended = bot::serve(services, Box::new(|_| {}), shutdown).await;
        let Err(ServeError::Unread(unread)) = ended else { panic!("{table:?} is not missed") };
        holds(&unread.to_string(), what);
    }
}

#[tokio::test]
async fn no_day_begins_anew_and_no_update_is_asked_for_twice_because_a_read_failed() {
    let asked = services(with_a_hole(b"asked"));
    holds(&asked.err().unwrap().to_string(), "what was asked today cannot be read");
    let services = Arc::new(services(with_a_hole(b"offset")).unwrap());
    let (_stop, shutdown) = Shutdown::by_hand();
    let ended = bot::serve(services, Box::new(|_| {}), shutdown).await;
    holds(&ended.unwrap_err().to_string(), "what Telegram was told to forget cannot be read");
}

#[tokio::test]
async fn nobody_is_offered_a_bot_whose_owner_cannot_be_understood() {
    let store = MemoryStore::default();
    assert!(services(Arc::new(MemoryStore::default())).unwrap().roster.first_run().is_some());
    let mut transaction = Transaction::default();
    transaction.put(Table::Member, person_key(PersonId(900)), b"\x02{\"role\":\"Sovereign\"}".to_vec());
    store.commit(transaction).await.unwrap();
    let services = services(Arc::new(store)).unwrap();
    assert_eq!(services.roster.first_run(), None);
    assert!(!services.roster.waits_for_owner());
}
