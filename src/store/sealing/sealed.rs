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

use crate::ports::{Clock, Decision, Key, Store, StoreError, Table, Transaction};

use crate::store::copies::decisions::Decisions;
use crate::store::raw::{Raw, RawCheck, RawStore, RawWrite, Resolve, every_row, lowered};
use crate::store::sealing::cipher::{Keys, MARK, Plain, is_plain, is_sealed, written_at};

/// A transaction that waits for the gate, and who waits for the transaction.
type Waiting = (Vec<RawWrite>, oneshot::Sender<Result<(), StoreError>>);

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

    /// Every row as it is stored, all of one moment. Transactions handed over meanwhile wait; nobody who
    /// hands one over is held up. Blocks, for as long as reading all rows takes.
    ///
    /// # Errors
    /// [`StoreError`] when the store fails.
    pub(crate) fn copy(&self) -> Result<Vec<Raw>, StoreError> {
        let _alone = self.copying.lock().unwrap_or_else(PoisonError::into_inner);
        *self.gate() = Some(Vec::new());
        let _opened_again = Opening(self);
        // Done once everything handed over before it can be read.
        futures::executor::block_on(self.rows.commit_raw(Vec::new()))?;
        every_row(self.rows.as_ref())
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

    /// A row as its owner knows it, or one that no owner can read when its seal does not open; none when it went
    /// meanwhile.
    fn opened(&self, table: Table, stored: &[u8], value: Vec<u8>) -> Result<Option<Plain>, StoreError> {
        if is_plain(table, stored) {
            return Ok(Some(Plain { key: stored.to_vec(), value }));
        }
        if let Some(row) = self.keys.open(table, stored, value) {
            return Ok(Some(row));
        }
        complain(table);
        // Opening took place in the row's own memory: what lies on the disk must be asked for again.
        Ok(self.rows.get(table, stored)?.map(|value| Plain { key: stored.to_vec(), value: unopened(value) }))
    }
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
    fn get(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let hashed = self.keys.hashed(table, key);
        let stored = hashed.as_deref().unwrap_or(key);
        let Some(value) = self.rows.get(table, stored)? else { return Ok(None) };
        Ok(self.opened(table, stored, value)?.map(|row| row.value))
    }

    /// Rows of a table whose keys are hashed come in no order.
    fn scan(&self, table: Table, prefix: &[u8], limit: usize) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        let in_order = Keys::keeps_order(table);
        let rows = if in_order { self.rows.scan(table, prefix, limit) } else { self.rows.scan(table, &[], usize::MAX) };
        let mut found = Vec::new();
        for (stored, value) in rows? {
            if found.len() == limit {
                break;
            }
            let row = self.opened(table, &stored, value)?;
            // The own key of one that does not open is lost where keys are hashed.
            let known = row.filter(|row| in_order || row.key != stored);
            found.extend(known.filter(|row| row.key.starts_with(prefix)).map(|row| (row.key, row.value)));
        }
        Ok(found)
    }

    /// Of a table whose keys are hashed, those of rows that can be opened: a hash tells nobody anything.
    fn keys(&self, table: Table) -> Result<Vec<Key>, StoreError> {
        let rows = if Keys::keeps_order(table) {
            self.rows.scan(table, &[], usize::MAX)?
        } else {
            self.scan(table, &[], usize::MAX)?
        };
        Ok(rows.into_iter().map(|(key, _)| key).collect())
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

    fn forget(&self, table: Table, before: DateTime<Utc>) -> BoxFuture<'static, Result<usize, StoreError>> {
        let is_old = move |value: &[u8]| written_at(value).is_some_and(|at| at < before);
        let rows = match self.rows.scan(table, &[], usize::MAX) {
            Ok(rows) => rows,
            Err(error) => return future::ready(Err(error)).boxed(),
        };
        let mut writes = Vec::new();
        for (key, _) in rows.into_iter().filter(|(_, value)| is_old(value)) {
            let stays = move |value: Option<&[u8]>| value.filter(|value| !is_old(value)).map(<[u8]>::to_vec);
            writes.push(RawWrite::Merge(table, key, Box::new(stays)));
        }
        let many = writes.len();
        self.hand_over(writes).map(move |done| done.map(|()| many)).boxed()
    }
}
