//! What stands in for the world where a test has none of it: each written once.

use std::future::ready;
use std::sync::Arc;

use cektagihan::audit::{self, Break, Record};
use cektagihan::bot::jobs::Jobs;
use cektagihan::bot::jobs::job::{Job, JobId};
use cektagihan::bot::jobs::work::Work;
use cektagihan::bot::parts::Parts;
use cektagihan::bot::rows::stored;
use cektagihan::bot::services::Services;
use cektagihan::domain::catalogue::Catalogue;
use cektagihan::domain::inquiry::Inquiry;
use cektagihan::domain::limits::Limits;
use cektagihan::domain::person::{Access, PersonId};
use cektagihan::domain::retention::Retention;
use cektagihan::ports::{
    BillGateway, Decision, Freshness, Inquired, InquiryError, KeyValue, Pages, Range, Read, Store, StoreError,
    SystemClock, Table, Transaction,
};
use cektagihan::store::MemoryStore;
use cektagihan::telegram::api::Api;
use chrono::{DateTime, Utc};
use futures::FutureExt as _;
use futures::executor::block_on;
use futures::future::BoxFuture;

/// A store as a test looks into it: rows that must be readable, at once.
pub trait Look: Store {
    /// A row's value, if there is one.
    fn row(&self, table: Table, key: &[u8]) -> Option<Vec<u8>> {
        block_on(self.get(table, key)).unwrap()
    }

    /// The rows whose key starts with `prefix`.
    fn rows_with(&self, table: Table, prefix: &[u8]) -> Vec<KeyValue>;

    /// The rows of a table.
    fn rows_of(&self, table: Table) -> Vec<KeyValue> {
        self.rows_with(table, &[])
    }

    /// Their keys.
    fn keys_of(&self, table: Table) -> Vec<Vec<u8>> {
        self.rows_of(table).into_iter().map(|(key, _)| key).collect()
    }
}

/// The audit trail's records as far as its chain holds, and what breaks it.
///
/// # Errors
/// When the store fails.
pub async fn read_trail(rows: &dyn Store) -> Result<(Vec<Record>, Option<Break>), StoreError> {
    let mut records = Vec::new();
    let broken = audit::read(rows, |record| records.push(record.clone())).await?;
    Ok((records, broken))
}

impl<S: Store> Look for S {
    fn rows_with(&self, table: Table, prefix: &[u8]) -> Vec<KeyValue> {
        block_on(paged(self, table, prefix))
    }
}

impl Look for dyn Store {
    fn rows_with(&self, table: Table, prefix: &[u8]) -> Vec<KeyValue> {
        block_on(paged(self, table, prefix))
    }
}

async fn paged(store: &dyn Store, table: Table, prefix: &[u8]) -> Vec<KeyValue> {
    let (mut pages, mut rows) = (Pages::starting_with(store, table, prefix.to_vec()), Vec::new());
    while let Some(page) = pages.next().await.unwrap() {
        rows.extend(page);
    }
    rows
}

/// What is read of a table.
#[derive(Clone, Copy)]
pub enum Wanted<'a> {
    /// The row under this key.
    Row(&'a [u8]),
    /// These rows.
    Range(Range<'a>),
}

type MayRead = dyn Fn(Table, Wanted<'_>) -> Result<(), StoreError> + Send + Sync;
type MayWrite = dyn Fn() -> Result<(), StoreError> + Send + Sync;

/// A store whose disk fails as a test wants it.
pub struct Hindered {
    rows: Arc<dyn Store>,
    reads: Box<MayRead>,
    writes: Box<MayWrite>,
}

impl Hindered {
    /// A store in front of another that hinders nothing yet.
    pub fn over(rows: Arc<dyn Store>) -> Self {
        Self { rows, reads: Box::new(|_, _| Ok(())), writes: Box::new(|| Ok(())) }
    }

    /// Asks this before every read.
    pub fn reading(self, may: impl Fn(Table, Wanted<'_>) -> Result<(), StoreError> + Send + Sync + 'static) -> Self {
        Self { reads: Box::new(may), ..self }
    }

    /// Asks this before every transaction.
    pub fn writing(self, may: impl Fn() -> Result<(), StoreError> + Send + Sync + 'static) -> Self {
        Self { writes: Box::new(may), ..self }
    }
}

/// What a disk says that gives nothing out.
pub fn damaged() -> StoreError {
    StoreError::Damaged("a checksum does not match".into())
}

impl Store for Hindered {
    fn get(&self, table: Table, key: &[u8]) -> Read<'_, Option<Vec<u8>>> {
        match (self.reads)(table, Wanted::Row(key)) {
            Ok(()) => self.rows.get(table, key),
            Err(error) => Read::done(Err(error)),
        }
    }

    fn scan(&self, table: Table, range: Range<'_>) -> Read<'_, Vec<KeyValue>> {
        match (self.reads)(table, Wanted::Range(range)) {
            Ok(()) => self.rows.scan(table, range),
            Err(error) => Read::done(Err(error)),
        }
    }

    fn commit(&self, transaction: Transaction) -> BoxFuture<'static, Result<(), StoreError>> {
        match (self.writes)() {
            Ok(()) => self.rows.commit(transaction),
            Err(error) => ready(Err(error)).boxed(),
        }
    }

    fn witness(&self, decisions: Vec<Decision>) -> BoxFuture<'static, Result<(), StoreError>> {
        self.rows.witness(decisions)
    }

    fn forget(&self, table: Table, before: DateTime<Utc>) -> BoxFuture<'_, Result<usize, StoreError>> {
        self.rows.forget(table, before)
    }

    fn vouches_for_the_trail(&self) -> bool {
        self.rows.vouches_for_the_trail()
    }
}

/// A gateway at which nobody has a bill.
pub struct NoBills;

impl BillGateway for NoBills {
    fn inquire<'a>(&'a self, _: &'a Inquiry, _: Freshness) -> BoxFuture<'a, Inquired> {
        ready(Err(InquiryError::NoOpenBill)).boxed()
    }
}

/// A bot that anybody may use, that remembers nothing and reaches nobody.
pub fn parts() -> Parts {
    Parts {
        store: Arc::new(MemoryStore::default()),
        gateway: Arc::new(NoBills),
        background: Arc::new(NoBills),
        catalogue: Catalogue::embedded(),
        clock: Arc::new(SystemClock),
        access: Access::open(),
        limits: Limits::none(),
        retention: Retention::default(),
        api: nowhere(),
    }
}

/// Sweeps once; tells how many rows went or are others now.
pub async fn swept(services: &Arc<Services>) -> usize {
    let store = services.store.as_ref();
    let mut transaction = Transaction::default();
    let job = Job { work: Work::sweep(), due: services.clock.now() };
    transaction.put(Table::Job, JobId { owner: PersonId(0), number: 1 }.key(), stored(&job));
    store.commit(transaction).await.unwrap();
    let before = swept_rows(store);
    Jobs::resume(Arc::clone(services)).await.unwrap().work_off().await.unwrap();
    let after = swept_rows(store);
    before.iter().filter(|row| !after.contains(row)).count()
}

fn swept_rows(store: &dyn Store) -> Vec<(Table, KeyValue)> {
    let tables = Table::ALL.iter().filter(|table| !matches!(table, Table::Job | Table::Meta | Table::Aside));
    tables.flat_map(|table| store.rows_of(*table).into_iter().map(|row| (*table, row))).collect()
}

/// A Telegram that nobody can reach.
pub fn nowhere() -> Api {
    Api::new(&"http://127.0.0.1:1".parse().unwrap(), &"1:x".into()).unwrap()
}
