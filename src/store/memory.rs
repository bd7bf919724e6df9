//! Rows in memory: the contract without the disk, for tests and simulations.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::future::{self, BoxFuture, FutureExt};

use crate::ports::{Key, Store, StoreError, Table, Transaction};
use crate::store::raw::{Raw, RawStore, RawWrite, lowered};

/// Rows in memory. Safe as soon as they are handed over, and gone with the process.
#[derive(Default)]
pub struct MemoryStore {
    rows: Mutex<BTreeMap<(Table, Key), Vec<u8>>>,
}

impl MemoryStore {
    /// A store of these rows.
    pub(crate) fn holding(rows: Vec<Raw>) -> Self {
        Self { rows: Mutex::new(rows.into_iter().map(|(table, key, value)| ((table, key), value)).collect()) }
    }

    fn rows(&self) -> MutexGuard<'_, BTreeMap<(Table, Key), Vec<u8>>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.rows().get(&(table, key.to_vec())).cloned())
    }

    fn scan(&self, table: Table, prefix: &[u8], limit: usize) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        let rows = self.rows();
        let from = rows.range((table, prefix.to_vec())..);
        let within = from.take_while(|((other, key), _)| *other == table && key.starts_with(prefix));
        Ok(within.take(limit).map(|((_, key), value)| (key.clone(), value.clone())).collect())
    }

    fn commit(&self, transaction: Transaction) -> BoxFuture<'static, Result<(), StoreError>> {
        self.commit_raw(lowered(transaction))
    }
}

impl RawStore for MemoryStore {
    fn commit_raw(&self, writes: Vec<RawWrite>) -> BoxFuture<'static, Result<(), StoreError>> {
        let mut rows = self.rows();
        for write in writes {
            match write {
                RawWrite::Put(table, key, value) => drop(rows.insert((table, key), value)),
                RawWrite::Delete(table, key) => drop(rows.remove(&(table, key))),
                RawWrite::Merge(table, key, resolve) => {
                    let row = (table, key);
                    match resolve(rows.get(&row).map(Vec::as_slice)) {
                        Some(value) => drop(rows.insert(row, value)),
                        None => drop(rows.remove(&row)),
                    }
                }
                // Before all changes: nothing was written yet.
                RawWrite::Require(table, key, check) => {
                    if !check(rows.get(&(table, key)).map(Vec::as_slice)) {
                        return future::ready(Err(StoreError::Outdated)).boxed();
                    }
                }
            }
        }
        future::ready(Ok(())).boxed()
    }
}
