//! Rows sealed on their way to the disk and opened on their way back: a layer that nobody can forget.
//!
//! A value is sealed in the task of whoever commits it; only what a merge makes of a row is sealed
//! on the writer's thread, since nobody knows it sooner. A row that cannot be opened, damaged or
//! sealed by another key, is handed out as it lies: it is there, and no owner can read it. Only where
//! keys are hashed a scan leaves it out, since its own key is lost with it.

use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Utc};
use futures::future::{self, BoxFuture, FutureExt};
use tokio::sync::oneshot;

use crate::ports::{Clock, Decision, Key, KeyValue, Pages, Range, Read, Store, StoreError, Table, Transaction};

use crate::store::copies::decisions::Decisions;
use crate::store::raw::{Raw, RawCheck, RawStore, RawWrite, Resolve, look_through, lowered};
use crate::store::sealing::cipher::{Keys, MARK, Plain, is_plain, is_sealed, written_at};

/// A transaction that waits for the gate, and who waits for the transaction.
type Waiting = (Vec<RawWrite>, oneshot::Sender<Result<(), StoreError>>);

/// So many rows are read at a time of a table whose keys are hashed: any of them may be one of the range.
const HASHED_PAGE: usize = 64;

/// A range that outlives its caller.
struct Wanted {
    prefix: Key,
    after: Option<Key>,
    backwards: bool,
    limit: usize,
}

/// A store whose rows are sealed.
pub(crate) struct SealedStore {
    rows: Arc<dyn RawStore>,
    keys: Arc<Keys>,
    clock: Arc<dyn Clock>,
    vouches: bool,
    /// Closed while there are transactions here: nothing is handed over then.
    gate: Mutex<Option<Vec<Waiting>>>,
    /// One copy at a time.
    copying: Mutex<()>,
    /// Where decisions are written down that outlive the rows.
    decisions: Option<Arc<Decisions>>,
}

impl SealedStore {
    /// Seals what goes into `rows`.
    pub(crate) fn new(rows: Arc<dyn RawStore>, keys: Arc<Keys>, clock: Arc<dyn Clock>) -> Self {
        let (gate, copying) = (Mutex::new(None), Mutex::new(()));
        Self { rows, keys, clock, vouches: false, gate, copying, decisions: None }
    }

    /// The same, writing down what is decided.
    pub(crate) fn remembering(self, decisions: Arc<Decisions>) -> Self {
        Self { decisions: Some(decisions), ..self }
    }

    /// Whether it holds the audit trail's ends from its first day on.
    pub(crate) fn vouching(self, vouches: bool) -> Self {
        Self { vouches, ..self }
    }

    /// Shows every row as it is stored, all of one moment, until something is found. Transactions handed over meanwhile
    /// wait; nobody who hands one over is held up. Blocks, for as long as it takes.
    ///
    /// # Errors
    /// [`StoreError`] when the store fails.
    pub(crate) fn copy<T>(&self, look: impl FnMut(Raw) -> Option<T>) -> Result<Option<T>, StoreError> {
        let _alone = self.copying.lock().unwrap_or_else(PoisonError::into_inner);
        *self.gate() = Some(Vec::new());
        let _opened_again = Opening(self);
        // Done once everything handed over before it can be read.
        futures::executor::block_on(self.rows.commit_raw(Vec::new()))?;
        futures::executor::block_on(look_through(self.rows.as_ref(), look))
    }

    fn gate(&self) -> MutexGuard<'_, Option<Vec<Waiting>>> {
        // Nothing panics while it is held but a channel that is gone.
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hand_over(&self, writes: Vec<RawWrite>) -> BoxFuture<'static, Result<(), StoreError>> {
        let mut gate = self.gate();
        let Some(waiting) = gate.as_mut() else {
            // Within the lock: transactions keep the order in which they came.
            return self.rows.commit_raw(writes);
        };
        let (done, outcome) = oneshot::channel();
        waiting.push((writes, done));
        outcome.map(|told| told.unwrap_or(Err(StoreError::Closed))).boxed()
    }

    fn sealed(&self, write: RawWrite, now: DateTime<Utc>) -> RawWrite {
        match write {
            RawWrite::Put(table, key, value) if is_plain(table, &key) => RawWrite::Put(table, key, value),
            RawWrite::Put(table, key, value) => {
                let hashed = self.keys.hashed(table, &key);
                let value = self.keys.seal(table, hashed.as_deref().unwrap_or(&key), &key, &value, now);
                RawWrite::Put(table, hashed.unwrap_or(key), value)
            }
            RawWrite::Delete(table, key) => RawWrite::Delete(table, self.keys.hashed(table, &key).unwrap_or(key)),
            RawWrite::Merge(table, key, merge) if is_plain(table, &key) => RawWrite::Merge(table, key, merge),
            RawWrite::Merge(table, key, merge) => {
                let stored = self.keys.hashed(table, &key).unwrap_or_else(|| key.clone());
                let merge = merge_sealed(Arc::clone(&self.keys), table, stored.clone(), key, merge, now);
                RawWrite::Merge(table, stored, merge)
            }
            RawWrite::Require(table, key, check) if is_plain(table, &key) => RawWrite::Require(table, key, check),
            RawWrite::Require(table, key, check) => {
                let stored = self.keys.hashed(table, &key).unwrap_or(key);
                let check = check_sealed(Arc::clone(&self.keys), table, stored.clone(), check);
                RawWrite::Require(table, stored, check)
            }
        }
    }

    /// A row as its owner knows it, or one that no owner can read when its seal does not open; `None` when it went
    /// meanwhile.
    async fn opened(&self, table: Table, stored: Key, value: Vec<u8>) -> Result<Option<Plain>, StoreError> {
        match self.open(table, &stored, value) {
            Some(row) => Ok(Some(row)),
            None => self.as_it_lies(table, stored).await,
        }
    }

    fn open(&self, table: Table, stored: &[u8], value: Vec<u8>) -> Option<Plain> {
        if is_plain(table, stored) {
            return Some(Plain { key: stored.to_vec(), value });
        }
        self.keys.open(table, stored, value)
    }

    /// A row that did not open. Opening took place in its own memory: what lies on the disk is asked for again.
    async fn as_it_lies(&self, table: Table, stored: Key) -> Result<Option<Plain>, StoreError> {
        complain(table);
        let value = self.rows.get(table, &stored).await?;
        Ok(value.map(|value| Plain { key: stored, value: unopened(value) }))
    }

    /// The rows of a range, opened. What does not open makes up for nothing: others are read in its place.
    async fn opened_range(&self, table: Table, wanted: Wanted) -> Result<Vec<KeyValue>, StoreError> {
        let Wanted { prefix, after, backwards, limit } = wanted;
        let in_order = Keys::keeps_order(table);
        let within = if in_order { prefix.as_slice() } else { &[] };
        let mut after = after.map(|key| self.keys.hashed(table, &key).unwrap_or(key));
        let mut found = Vec::new();
        loop {
            let page = if in_order { limit - found.len() } else { limit.max(HASHED_PAGE) };
            let range = Range { prefix: within, after: after.as_deref(), backwards, limit: page };
            let rows = self.rows.scan(table, range).await?;
            let is_last = rows.len() < page;
            after = rows.last().map(|(stored, _)| stored.clone());
            for (stored, value) in rows {
                if found.len() == limit {
                    break;
                }
                let row = self.opened(table, stored.clone(), value).await?;
                // The own key of one that does not open is lost where keys are hashed.
                let known = row.filter(|row| in_order || row.key != stored);
                found.extend(known.filter(|row| row.key.starts_with(&prefix)).map(|row| (row.key, row.value)));
            }
            if is_last || found.len() == limit {
                return Ok(found);
            }
        }
    }
}

/// What becomes of a row that is still to be read.
fn value_of<'a>(row: impl Future<Output = Result<Option<Plain>, StoreError>> + Send + 'a) -> Read<'a, Option<Vec<u8>>> {
    Read::pending(row.map(|row| Ok(row?.map(|row| row.value))))
}

/// The same merge on sealed values.
fn merge_sealed(keys: Arc<Keys>, table: Table, stored: Key, key: Key, merge: Resolve, now: DateTime<Utc>) -> Resolve {
    Box::new(move |value| {
        let opened = opened_value(&keys, table, &stored, value);
        merge(opened.as_deref()).map(|value| keys.seal(table, &stored, &key, &value, now))
    })
}

/// The same check on sealed values: what is compared is what they hold, for no row is sealed alike twice.
fn check_sealed(keys: Arc<Keys>, table: Table, stored: Key, check: RawCheck) -> RawCheck {
    Box::new(move |value| check(opened_value(&keys, table, &stored, value).as_deref()))
}

fn opened_value(keys: &Keys, table: Table, stored: &[u8], value: Option<&[u8]>) -> Option<Vec<u8>> {
    value.map(|value| {
        keys.value(table, stored, value.to_vec()).unwrap_or_else(|| {
            complain(table);
            unopened(value.to_vec())
        })
    })
}

/// The value of a row that does not open: as it lies, so that it can be set aside. Of one that is not sealed at all
/// nothing is handed out: anybody may have written it, and its owner would take it for ours.
fn unopened(value: Vec<u8>) -> Vec<u8> {
    if is_sealed(&value) { value } else { vec![MARK] }
}

fn complain(table: Table) {
    log::error!(table:? = table; "a row cannot be opened");
}

/// Opens the gate again, whatever happened behind it.
struct Opening<'a>(&'a SealedStore);

impl Drop for Opening<'_> {
    fn drop(&mut self) {
        let mut gate = self.0.gate();
        let waiting = mem::take(&mut *gate).unwrap_or_default();
        let handed: Vec<_> = waiting.into_iter().map(|(writes, done)| (self.0.rows.commit_raw(writes), done)).collect();
        drop(gate);
        for (outcome, done) in handed {
            let _left = done.send(futures::executor::block_on(outcome));
        }
    }
}

impl Store for SealedStore {
    fn get(&self, table: Table, key: &[u8]) -> Read<'_, Option<Vec<u8>>> {
        let hashed = self.keys.hashed(table, key);
        let stored = hashed.as_deref().unwrap_or(key);
        match self.rows.get(table, stored).now() {
            Ok(Ok(Some(value))) => match self.open(table, stored, value) {
                Some(row) => Read::done(Ok(Some(row.value))),
                None => value_of(self.as_it_lies(table, stored.to_vec())),
            },
            Ok(nothing) => Read::done(nothing),
            Err(read) => {
                let stored = stored.to_vec();
                value_of(async move {
                    let Some(value) = read.await? else { return Ok(None) };
                    self.opened(table, stored, value).await
                })
            }
        }
    }

    /// Rows of a table whose keys are hashed come in the order of the hashes.
    fn scan(&self, table: Table, range: Range<'_>) -> Read<'_, Vec<KeyValue>> {
        let Range { prefix, after, backwards, limit } = range;
        let wanted = Wanted { prefix: prefix.to_vec(), after: after.map(<[u8]>::to_vec), backwards, limit };
        Read::pending(self.opened_range(table, wanted))
    }

    fn commit(&self, transaction: Transaction) -> BoxFuture<'static, Result<(), StoreError>> {
        let now = self.clock.now();
        self.hand_over(lowered(transaction).into_iter().map(|write| self.sealed(write, now)).collect())
    }

    fn witness(&self, new: Vec<Decision>) -> BoxFuture<'static, Result<(), StoreError>> {
        match &self.decisions {
            Some(decisions) => decisions.add(new, self.clock.now()),
            None => future::ready(Ok(())).boxed(),
        }
    }

    fn vouches_for_the_trail(&self) -> bool {
        self.vouches
    }

    fn forget(&self, table: Table, before: DateTime<Utc>) -> BoxFuture<'_, Result<usize, StoreError>> {
        let is_old = move |value: &[u8]| written_at(value).is_some_and(|at| at < before);
        async move {
            let (mut pages, mut many) = (Pages::of(self.rows.as_ref(), table), 0);
            while let Some(page) = pages.next().await? {
                let mut writes = Vec::new();
                for (key, _) in page.into_iter().filter(|(_, value)| is_old(value)) {
                    let stays = move |value: Option<&[u8]>| value.filter(|value| !is_old(value)).map(<[u8]>::to_vec);
                    writes.push(RawWrite::Merge(table, key, Box::new(stays)));
                }
                many += writes.len();
                self.hand_over(writes).await?;
            }
            Ok(many)
        }
        .boxed()
    }
}
