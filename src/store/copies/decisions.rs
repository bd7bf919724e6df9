//! What was decided about rows lately, in a small file of its own beside the store. When the store is lost and an export
//! takes its place, the export does not know of it: whoever was put out since would be back, and what was erased.
//!
//! Owns: the file, its bounds, obeying it. Must not know: what the rows mean.
//!
//! The file is one value, sealed like a row: it tells nobody even whom it is about. It is replaced as a whole, and what
//! every export knows by now is left out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::{self, BoxFuture, FutureExt as _};
use tokio::sync::oneshot;

use crate::files;
use crate::ports::{Decision, Store, StoreError, Table, Transaction};

use crate::store::copies::backup::{rows_of, write_row};
use crate::store::copies::exports;
use crate::store::sealing::cipher::{Keys, written_at};
use crate::store::sled::database::of_io;

const NAME: &str = "decisions";
/// What its seal is bound to: it is no row's value.
const BOUND: &[u8] = b"decisions";
/// How many of one table are kept, the newest.
const MOST: usize = 4_096;
/// A decision is written down before its transaction: an export made between the two does not know of it.
const UNDER_WAY: TimeDelta = TimeDelta::hours(1);

/// A decision and its time.
pub(crate) struct Decided {
    pub(crate) at: DateTime<Utc>,
    pub(crate) what: Decision,
}

/// The file of an open data folder.
pub(crate) struct Decisions {
    data: PathBuf,
    keys: Arc<Keys>,
    /// One change at a time.
    changing: Mutex<()>,
}

impl Decisions {
    pub(crate) fn new(data: &Path, keys: Arc<Keys>) -> Arc<Self> {
        Arc::new(Self { data: data.to_owned(), keys, changing: Mutex::default() })
    }

    /// Adds decisions made now. Done when they are safe on disk; a thread of its own waits for that.
    pub(crate) fn add(
        self: &Arc<Self>,
        new: Vec<Decision>,
        now: DateTime<Utc>,
    ) -> BoxFuture<'static, Result<(), StoreError>> {
        let (done, outcome) = oneshot::channel();
        let file = Arc::clone(self);
        let thread = thread::Builder::new().name("decisions".to_owned()).spawn(move || {
            let _asker_is_gone = done.send(file.change(new, now).map_err(of_io));
        });
        match thread {
            Ok(_) => outcome.map(|told| told.unwrap_or(Err(StoreError::Closed))).boxed(),
            Err(error) => future::ready(Err(of_io(error))).boxed(),
        }
    }

    fn change(&self, new: Vec<Decision>, now: DateTime<Utc>) -> io::Result<()> {
        let _alone = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = read(&self.data, &self.keys)?.unwrap_or_else(|| {
            log::error!("what was decided lately cannot be opened; it is begun anew");
            Vec::new()
        });
        all.retain(|old| new.iter().all(|new| (old.what.table, &old.what.key) != (new.table, &new.key)));
        all.extend(new.into_iter().map(|what| Decided { at: now, what }));
        write(&self.data, &self.keys, &bounded(all, exports::oldest(&self.data)), now)
    }
}

/// Leaves out what every export knows, and the oldest of too many.
fn bounded(mut all: Vec<Decided>, oldest: Option<DateTime<Utc>>) -> Vec<Decided> {
    all.retain(|decided| oldest.is_none_or(|made| decided.at + UNDER_WAY >= made));
    all.sort_by_key(|decided| decided.at);
    for table in Table::ALL {
        let many = all.iter().filter(|decided| decided.what.table == *table).count();
        let mut spare = many.saturating_sub(MOST);
        all.retain(|decided| {
            let goes = decided.what.table == *table && spare > 0;
            spare -= usize::from(goes);
            !goes
        });
    }
    all
}

/// What the file holds, oldest first; `None` when these keys do not open it.
pub(crate) fn read(data: &Path, keys: &Keys) -> io::Result<Option<Vec<Decided>>> {
    let sealed = match fs::read(data.join(NAME)) {
        Ok(sealed) => sealed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Some(Vec::new())),
        Err(error) => return Err(error),
    };
    let opened = keys.value(Table::Seal, BOUND, sealed).and_then(|bytes| rows_of(&bytes));
    Ok(opened.and_then(|rows| rows.into_iter().map(|(table, key, value)| decided(table, key, &value)).collect()))
}

/// Has the file sealed by the current keys, if the former ones sealed it.
pub(crate) fn renew(data: &Path, keys: &Keys, former: &Keys, now: DateTime<Utc>) -> io::Result<()> {
    match read(data, former)? {
        Some(all) if !all.is_empty() => write(data, keys, &all, now),
        Some(_) | None => Ok(()),
    }
}

fn write(data: &Path, keys: &Keys, all: &[Decided], now: DateTime<Utc>) -> io::Result<()> {
    let mut bytes = Vec::new();
    for Decided { at, what } in all {
        let mut value = at.timestamp_micros().to_be_bytes().to_vec();
        value.push(u8::from(what.value.is_some()));
        value.extend(what.value.iter().flatten());
        write_row(&mut bytes, &(what.table, what.key.clone(), value))?;
    }
    files::replace(&data.join(NAME), &keys.seal(Table::Seal, BOUND, BOUND, &bytes, now))
}

fn decided(table: Table, key: Vec<u8>, value: &[u8]) -> Option<Decided> {
    let (at, rest) = value.split_first_chunk::<8>()?;
    let (there, value) = rest.split_first()?;
    let value = (*there == 1).then(|| value.to_vec());
    Some(Decided {
        at: DateTime::from_timestamp_micros(i64::from_be_bytes(*at))?,
        what: Decision { table, key, value },
    })
}

/// Has rows that came from a copy be as they were decided. A row that was written later than its decision stays.
pub(crate) async fn obey(rows: &dyn Store, all: &[Decided], keys: &Keys) -> Result<(), StoreError> {
    let mut transaction = Transaction::default();
    for Decided { at, what: Decision { table, key, value } } in all {
        let stored = keys.hashed(*table, key).unwrap_or_else(|| key.clone());
        let written = rows.get(*table, &stored).await?.and_then(|value| written_at(&value));
        // Times of rows are whole seconds; within one the decision counts.
        if written.is_some_and(|written| written > *at) {
            continue;
        }
        match value {
            Some(value) => transaction.put(*table, stored.clone(), keys.seal(*table, &stored, key, value, *at)),
            None => transaction.delete(*table, stored),
        }
    }
    rows.commit(transaction).await
}
