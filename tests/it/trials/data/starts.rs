//! A bot that cannot read what it must know does not start, and says what and how to mend it.

use std::sync::Arc;

use cektagihan::bot::rows::{meta, person_key};
use cektagihan::bot::services::{Services, Unread};
use cektagihan::bot::{self, ServeError};
use cektagihan::domain::catalogue::Catalogue;
use cektagihan::domain::inquiry::Inquiry;
use cektagihan::domain::limits::Limits;
use cektagihan::domain::person::{Access, PersonId};
use cektagihan::ports::{
    BillGateway, Freshness, Inquired, InquiryError, Key, Recovery, Store, StoreError, SystemClock, Table, Transaction,
};
use cektagihan::shutdown::Shutdown;
use cektagihan::store::MemoryStore;
use cektagihan::telegram::api::Api;
use futures::FutureExt as _;
use futures::future::BoxFuture;

/// Rows of which one table cannot be read.
struct Broken(Table, MemoryStore);

impl Broken {
    fn readable(&self, table: Table) -> Result<(), StoreError> {
        let damaged = || Err(StoreError::Damaged("a checksum does not match".to_owned()));
        if table == self.0 { damaged() } else { Ok(()) }
    }
}

impl Store for Broken {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.readable(table)?;
        self.1.get(table, key)
    }

    fn scan(&self, table: Table, prefix: &[u8], limit: usize) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        self.readable(table)?;
        self.1.scan(table, prefix, limit)
    }

    fn commit(&self, transaction: Transaction) -> BoxFuture<'static, Result<(), StoreError>> {
        self.1.commit(transaction)
    }
}

struct Nobody;

impl BillGateway for Nobody {
    fn inquire<'a>(&'a self, _: &'a Inquiry, _: Freshness) -> BoxFuture<'a, Inquired> {
        std::future::ready(Err(InquiryError::NoOpenBill)).boxed()
    }
}

pub fn services(store: Arc<dyn Store>) -> Result<Services, Unread> {
    let nowhere = Api::new(&"http://127.0.0.1:1".parse().unwrap(), &"1:x".into()).unwrap();
    let access = Access::default();
    Services::new(store, Arc::new(Nobody), Catalogue::embedded(), Arc::new(SystemClock), &access, nowhere)
}

/// One line that names what, why, and the mend.
fn holds(line: &str, what: &str) {
    assert!(line.starts_with(what) && line.contains("a checksum does not match"), "{line}");
    assert!(line.contains("mend its disk, or restore a backup") && !line.contains('\n'), "{line}");
}

#[tokio::test]
async fn a_start_that_cannot_read_what_it_must_know_ends_with_one_line() {
    let told = |table| services(Arc::new(Broken(table, MemoryStore::default()))).err().unwrap().to_string();
    for table in [Table::Member, Table::Group, Table::Invite, Table::Pairing] {
        holds(&told(table), "who may use the bot cannot be read");
    }
    holds(&told(Table::Gone), "which chats are gone cannot be read");
    holds(&told(Table::Moved), "where groups have moved to cannot be read");
    let told = |key| services(Arc::new(Hole(key, MemoryStore::default()))).err().unwrap().to_string();
    holds(&told(Recovery::KEY), "who may use the bot cannot be read");
    holds(&told(meta::ME), "the bot's own name cannot be read");
}

#[tokio::test]
async fn neither_does_one_start_that_cannot_read_its_work() {
    let whats = [
        (Table::Outbox, "what was still to be delivered cannot be read"),
        (Table::Inbox, "what was still to be answered cannot be read"),
        (Table::Conversation, "which checks were under way cannot be read"),
    ];
    for (table, what) in whats {
        let services = Arc::new(services(Arc::new(Broken(table, MemoryStore::default()))).unwrap());
        let (_stop, shutdown) = Shutdown::by_hand();
        let ended = bot::serve(services, Box::new(|_| {}), shutdown).await;
        let Err(ServeError::Unread(unread)) = ended else { panic!("{table:?} is not missed") };
        holds(&unread.to_string(), what);
    }
}

/// Rows of which one single value cannot be read.
struct Hole(&'static [u8], MemoryStore);

impl Store for Hole {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        if key == self.0 {
            Err(StoreError::Damaged("a checksum does not match".to_owned()))
        } else {
            self.1.get(table, key)
        }
    }

    fn scan(&self, table: Table, prefix: &[u8], limit: usize) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        self.1.scan(table, prefix, limit)
    }

    fn commit(&self, transaction: Transaction) -> BoxFuture<'static, Result<(), StoreError>> {
        self.1.commit(transaction)
    }
}

#[tokio::test]
async fn no_day_begins_anew_and_no_update_is_asked_for_twice_because_a_read_failed() {
    let asked = services(Arc::new(Hole(b"asked", MemoryStore::default()))).unwrap().limited(Limits::default());
    holds(&asked.err().unwrap().to_string(), "what was asked today cannot be read");
    let services = Arc::new(services(Arc::new(Hole(b"offset", MemoryStore::default()))).unwrap());
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
