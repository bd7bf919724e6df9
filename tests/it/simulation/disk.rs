//! A disk: commits become safe in order, after a while, in groups; some fail, as some reads do, and a power cut
//! takes what was not safe yet, or nearly all of it.

use crate::doubles::Look as _;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cektagihan::ports::{Key, KeyValue, Range, Read, Store, StoreError, Table, Transaction};
use cektagihan::store::MemoryStore;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::sync::{Notify, oneshot};

use super::stage::Stage;

/// What outlives the bot.
pub struct Disk {
    stage: Arc<Stage>,
    safe: MemoryStore,
    queue: Mutex<VecDeque<Handed>>,
    arrived: Notify,
    /// Failed, but perhaps there after a power cut: a write whose undoing failed too.
    torn: Mutex<Vec<Transaction>>,
}

struct Handed {
    transaction: Transaction,
    done: oneshot::Sender<Result<(), StoreError>>,
}

impl Disk {
    pub fn new(stage: Arc<Stage>) -> Arc<Self> {
        let (queue, arrived, torn) = (Mutex::default(), Notify::new(), Mutex::default());
        Arc::new(Self { stage, safe: MemoryStore::default(), queue, arrived, torn })
    }

    /// Writes until the power is cut.
    pub async fn work(self: Arc<Self>) {
        loop {
            while self.queue.lock().unwrap().is_empty() {
                self.arrived.notified().await;
            }
            let (latency, many) = {
                let mut chance = self.stage.chance();
                (chance.between(1, 20), chance.between(1, 8))
            };
            tokio::time::sleep(Duration::from_millis(latency)).await;
            if !self.stage.power.allows() {
                return;
            }
            let group: Vec<Handed> = {
                let mut queue = self.queue.lock().unwrap();
                let many = queue.len().min(usize::try_from(many).unwrap());
                queue.drain(..many).collect()
            };
            self.write(group);
        }
    }

    fn write(&self, group: Vec<Handed>) {
        let fails = self.stage.weather().disk;
        let (fails, tears) = {
            let mut chance = self.stage.chance();
            (chance.chance(fails), chance.chance(300))
        };
        let mut torn = self.torn.lock().unwrap();
        torn.clear();
        for Handed { transaction, done } in group {
            if fails {
                self.stage.tell(format_args!("    the disk refuses {} changes", transaction.writes.len()));
                self.stage.ledger().disk_failed(self.stage.time.now());
                torn.extend(tears.then_some(transaction));
                let _left = done.send(Err(StoreError::DiskFull));
                continue;
            }
            let kept = self.keep(transaction);
            // Safe, but whoever waits may never hear of it.
            if self.stage.power.allows() {
                let _left = done.send(kept);
            }
        }
    }

    /// Writes a transaction, unless what it requires is not so any more.
    fn keep(&self, transaction: Transaction) -> Result<(), StoreError> {
        let written = transaction.clone();
        let kept = self.safe.commit(transaction).now_or_never().expect("memory is written at once");
        match kept {
            Ok(()) => self.stage.ledger().note(&written, self.stage.time.now()),
            Err(StoreError::Outdated) => {}
            Err(error) => panic!("{error}"),
        }
        kept
    }

    /// What was under way when the power went: some of it made it to the disk.
    pub fn lose_power(&self) {
        let torn = std::mem::take(&mut *self.torn.lock().unwrap());
        let queue = std::mem::take(&mut *self.queue.lock().unwrap());
        let most = queue.len() as u64;
        let made_it = usize::try_from(self.stage.chance().between(0, most)).unwrap();
        // The next record is written over a refused one: where that is there, the other is not.
        if made_it == 0 && self.stage.chance().chance(500) {
            self.stage.tell(format_args!("    {} transactions refused are there after all", torn.len()));
            for transaction in torn {
                let _outdated = self.keep(transaction);
            }
        }
        for handed in queue.into_iter().take(made_it) {
            let _outdated = self.keep(handed.transaction);
        }
    }

    /// Whether the disk gives a row out now.
    fn readable(&self) -> Result<(), StoreError> {
        let fails = self.stage.weather().reads;
        if fails == 0 || !self.stage.chance().chance(fails) {
            return Ok(());
        }
        self.stage.tell("    the disk gives nothing out");
        self.stage.ledger().disk_failed(self.stage.time.now());
        Err(StoreError::Damaged("a checksum does not match".into()))
    }

    /// How many rows there are.
    pub fn rows(&self, table: Table) -> Vec<(Key, Vec<u8>)> {
        self.safe.rows_of(table)
    }
}

impl Store for Disk {
    fn get(&self, table: Table, key: &[u8]) -> Read<'_, Option<Vec<u8>>> {
        match self.readable() {
            Ok(()) => self.safe.get(table, key),
            Err(error) => Read::done(Err(error)),
        }
    }

    fn scan(&self, table: Table, range: Range<'_>) -> Read<'_, Vec<KeyValue>> {
        match self.readable() {
            Ok(()) => self.safe.scan(table, range),
            Err(error) => Read::done(Err(error)),
        }
    }

    fn commit(&self, transaction: Transaction) -> BoxFuture<'static, Result<(), StoreError>> {
        let (done, outcome) = oneshot::channel();
        if self.stage.power.allows() {
            self.queue.lock().unwrap().push_back(Handed { transaction, done });
            self.arrived.notify_one();
        }
        // Without power nobody is told anything any more.
        async move { outcome.await.unwrap_or(Err(StoreError::Closed)) }.boxed()
    }
}
