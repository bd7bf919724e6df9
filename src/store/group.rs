//! Many batches as one.

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use crate::ports::{Batch, Change, Key, StoreError};

use super::database::stored;
use super::shelf::Shelf;

/// A row's new value by its stored key; none removes it.
type Write = (Vec<u8>, Option<Vec<u8>>);

/// What a merge does with a row.
type Merge = dyn Fn(Option<&[u8]>) -> Option<Vec<u8>> + Send;

/// The changes of several batches, in order; later ones see earlier ones.
#[derive(Debug, Default)]
pub(super) struct Group {
    rows: HashMap<Vec<u8>, Option<Vec<u8>>>,
}

impl Group {
    /// Adds a batch, whole or not at all.
    ///
    /// # Errors
    /// Of the batch alone: the group stands as it was.
    pub(super) fn add(&mut self, batch: Batch, newest: &Shelf) -> Result<(), StoreError> {
        // A caller's function runs here; its panic must not take other people's batches along.
        let resolved = catch_unwind(AssertUnwindSafe(|| self.resolve(batch, newest)));
        let writes = resolved.unwrap_or_else(|_panic| {
            log::error!("a change of a row panicked; its batch was dropped");
            Err(StoreError::Unusable("a change of a row panicked".to_owned()))
        })?;
        self.rows.extend(writes);
        Ok(())
    }

    fn resolve(&self, batch: Batch, newest: &Shelf) -> Result<Vec<Write>, StoreError> {
        let mut writes = Vec::with_capacity(batch.0.len());
        for change in batch.0 {
            let write = match change {
                Change::Put(table, key, value) => (stored(table, &key), Some(value)),
                Change::Delete(table, key) => (stored(table, &key), None),
                Change::Merge(table, key, merge) => {
                    self.merged(stored(table, &key), merge.as_ref(), &writes, newest)?
                }
            };
            writes.push(write);
        }
        Ok(writes)
    }

    /// The outcome of a merge, by the newest value: the batch's own, the group's, the shelf's.
    fn merged(&self, key: Key, merge: &Merge, writes: &[Write], newest: &Shelf) -> Result<Write, StoreError> {
        let pending = writes.iter().rev().find(|(earlier, _)| *earlier == key).map(|(_, value)| value);
        let value = match pending.or_else(|| self.rows.get(&key)) {
            Some(value) => merge(value.as_deref()),
            None => merge(newest.get(&key)?.as_deref()),
        };
        Ok((key, value))
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows to write.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&Vec<u8>, &Option<Vec<u8>>)> {
        self.rows.iter()
    }

    /// Gives the rows away.
    pub(super) fn into_rows(self) -> impl Iterator<Item = Write> {
        self.rows.into_iter()
    }
}
