//! A data folder with its key and a clock that is set by hand.

use crate::doubles::Look as _;
use std::path::Path;
use std::sync::{Arc, Mutex};

use cektagihan::ports::{Clock, Store, Table, Transaction};
use cektagihan::store::{KeyFile, SledStore, Vault, VaultError};
use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;

/// A clock that is set by hand.
#[derive(Clone)]
pub struct Hand(Arc<Mutex<DateTime<Utc>>>);

impl Hand {
    pub fn pass(&self, time: TimeDelta) {
        *self.0.lock().unwrap() += time;
    }
}

impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

pub struct Folder {
    pub folder: TempDir,
    pub clock: Hand,
}

impl Folder {
    pub fn new() -> Self {
        let noon = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        Self { folder: tempfile::tempdir().unwrap(), clock: Hand(Arc::new(Mutex::new(noon))) }
    }

    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    pub fn key(&self) -> KeyFile {
        KeyFile::at(None, self.data())
    }

    pub async fn try_open(&self) -> Result<Vault, VaultError> {
        self.try_open_with(&self.key()).await
    }

    pub async fn try_open_with(&self, key: &KeyFile) -> Result<Vault, VaultError> {
        Vault::open(self.data(), SledStore::LOCK_WAIT, key, Arc::new(self.clock.clone())).await
    }

    /// The rows as they lie on the disk, while nobody has the folder open.
    pub fn raw(&self) -> SledStore {
        SledStore::open(self.data(), SledStore::LOCK_WAIT).unwrap()
    }

    pub async fn open(&self) -> Vault {
        self.try_open().await.unwrap()
    }
}

pub async fn put(rows: &dyn Store, table: Table, key: &[u8], value: &[u8]) {
    let mut transaction = Transaction::default();
    transaction.put(table, key.to_vec(), value.to_vec());
    rows.commit(transaction).await.unwrap();
}

pub async fn delete(rows: &dyn Store, table: Table, key: &[u8]) {
    let mut transaction = Transaction::default();
    transaction.delete(table, key.to_vec());
    rows.commit(transaction).await.unwrap();
}

pub fn get(rows: &dyn Store, table: Table, key: &[u8]) -> Option<String> {
    rows.row(table, key).map(|value| String::from_utf8(value).unwrap())
}
