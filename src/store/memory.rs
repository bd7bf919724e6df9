//! Rows in memory: the contract without the disk, for tests and simulations.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::future::{self, BoxFuture, FutureExt};

use crate::ports::{Key, KeyValue, Range, Read, Store, StoreError, Table, Transaction};
use crate::store::raw::{RawStore, RawWrite, in_stored_keys, lowered, stored};

/// Rows in memory. Safe as soon as they are handed over, and gone with the process.
#[derive(Default)]
pub struct MemoryStore {
    rows: Mutex<Rows>,
}

/// By stored key.
type Rows = BTreeMap<Key, Vec<u8>>;

impl MemoryStore {
    fn rows(&self) -> MutexGuard<'_, Rows> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    fn get(&self, table: Table, key: &[u8]) -> Read<'_, Option<Vec<u8>>> {
        Read::done(Ok(self.rows().get(&stored(table, key)).cloned()))
    }

    fn scan(&self, table: Table, range: Range<'_>) -> Read<'_, Vec<KeyValue>> {
        Read::done(in_stored_keys(table, range, |range| {
            let rows = self.rows();
            let within = rows.range(range.bounds());
            let copy = |(key, value): (&Key, &Vec<u8>)| (key.clone(), value.clone());
            Ok(if range.backwards {
                within.rev().take(range.limit).map(copy).collect()
            } else {
                within.take(range.limit).map(copy).collect()
            })
        }))
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
                RawWrite::Put(table, key, value) => drop(rows.insert(stored(table, &key), value)),
                RawWrite::Delete(table, key) => drop(rows.remove(&stored(table, &key))),
                RawWrite::Merge(table, key, resolve) => {
                    let row = stored(table, &key);
                    match resolve(rows.get(&row).map(Vec::as_slice)) {
                        Some(value) => drop(rows.insert(row, value)),
                        None => drop(rows.remove(&row)),
                    }
                }
                // Before all changes: nothing was written yet.
                RawWrite::Require(table, key, check) => {
                    if !check(rows.get(&stored(table, &key)).map(Vec::as_slice)) {
                        return future::ready(Err(StoreError::Outdated)).boxed();
                    }
                }
            }
        }
        future::ready(Ok(())).boxed()
    }
}
