//! The rows that are newer than sled's, in memory: what the journal holds.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::ports::{KeyValue, Range, StoreError};

use crate::store::sled::database::{Database, of_sled};
use crate::store::sled::journal;

/// A removed row stays as none, to hide sled's.
type Rows = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// What is known of a row without asking sled.
pub(crate) enum Lookup {
    /// Nothing: sled has the last word.
    Nothing,
    /// That it is gone, whatever sled has.
    Removed,
    /// Its newest value.
    Value(Vec<u8>),
}

/// What readers read and the writer changes.
#[derive(Default)]
pub(crate) struct Overlay(RwLock<Rows>);

impl Overlay {
    /// The rows a journal held.
    pub(crate) fn of(rows: Vec<journal::JournalRow>) -> Self {
        Self(RwLock::new(rows.into_iter().collect()))
    }

    /// What is known of a row here.
    pub(crate) fn get(&self, key: &[u8]) -> Lookup {
        match self.read().get(key) {
            None => Lookup::Nothing,
            Some(None) => Lookup::Removed,
            Some(Some(value)) => Lookup::Value(value.clone()),
        }
    }

    /// Adds newer rows, in order.
    pub(crate) fn add<'a>(&self, newer: impl IntoIterator<Item = (&'a [u8], Option<&'a [u8]>)>) {
        let mut rows = self.write();
        for (key, value) in newer {
            let value = value.map(<[u8]>::to_vec);
            match rows.get_mut(key) {
                Some(held) => *held = value,
                None => drop(rows.insert(key.to_vec(), value)),
            }
        }
    }

    /// The rows of both in a range, in its order.
    pub(crate) fn scan(&self, base: &sled::Db, range: Range<'_>) -> Result<Vec<KeyValue>, StoreError> {
        // Held throughout: between two looks the writer may move rows from here to there.
        let rows = self.read();
        let (newer, older) = (rows.range(range.bounds()), base.range(range.bounds()));
        if range.backwards {
            merged(newer.rev(), older.rev(), range.limit, |newer, older| newer >= older)
        } else {
            merged(newer, older, range.limit, |newer, older| newer <= older)
        }
    }

    /// How many bytes sled is to take over.
    pub(crate) fn bytes(&self) -> usize {
        let bytes = |(key, value): (&Vec<u8>, &Option<Vec<u8>>)| key.len() + value.as_ref().map_or(0, Vec::len);
        self.read().iter().map(bytes).sum()
    }

    /// Gives everything to sled, row by row: a crash in between is no harm, for the journal still
    /// has all of it, and a copy of everything at once would be what takes the most memory. Rows
    /// that came and went without sled ever seeing them leave no trace.
    pub(crate) fn hand_to(&self, database: &mut Database) -> Result<(), StoreError> {
        for (key, value) in self.read().iter() {
            database.set(key, value.as_deref())?;
        }
        database.make_safe()
    }

    /// Forgets everything: sled has it.
    pub(crate) fn clear(&self) {
        *self.write() = Rows::new();
    }

    // Nothing panics while it is held; a poisoned map is still a whole map.
    fn read(&self) -> RwLockReadGuard<'_, Rows> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Rows> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Two runs of rows in the same order as one of at most `limit`, in which a newer row stands for the older one of
/// its key. `comes_first` says whether a newer key stands at an older one or before it.
fn merged<'a>(
    newer: impl Iterator<Item = (&'a Vec<u8>, &'a Option<Vec<u8>>)>,
    older: impl Iterator<Item = sled::Result<(sled::IVec, sled::IVec)>>,
    limit: usize,
    comes_first: impl Fn(&[u8], &[u8]) -> bool,
) -> Result<Vec<KeyValue>, StoreError> {
    let mut newer = newer.peekable();
    let mut older = older.map(|row| row.map_err(of_sled));
    let mut next = older.next().transpose()?;
    let mut found = Vec::new();
    while found.len() < limit {
        let newer_first = match (newer.peek(), &next) {
            (None, None) => break,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (Some((key, _)), Some((old, _))) => comes_first(key, old),
        };
        if newer_first {
            let Some((key, value)) = newer.next() else { break };
            if next.as_ref().is_some_and(|(old, _)| old.as_ref() == key.as_slice()) {
                next = older.next().transpose()?;
            }
            found.extend(value.as_ref().map(|value| (key.clone(), value.clone())));
        } else if let Some((key, value)) = next.take() {
            found.push((key.to_vec(), value.to_vec()));
            next = older.next().transpose()?;
        }
    }
    Ok(found)
}
