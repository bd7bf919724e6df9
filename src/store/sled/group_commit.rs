//! Many transactions as one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::ports::{Merge, StoreError};

use crate::store::sled::reader::Reader;
use crate::store::sled::rows::{self, Each, Packed, Piece};

/// The changes of several transactions, in order; later ones see earlier ones.
pub(crate) struct Group {
    bytes: Vec<u8>,
    /// Where the rows begin.
    start: usize,
}

impl Group {
    /// No changes yet. The rows will stand behind these bytes.
    pub(crate) fn behind(head: Vec<u8>) -> Self {
        Self { start: head.len(), bytes: head }
    }

    /// Adds a transaction, whole or not at all.
    ///
    /// # Errors
    /// Of the transaction alone: the group stands as it was.
    pub(crate) fn add(&mut self, transaction: Packed, newest: &Reader) -> Result<(), StoreError> {
        let end = self.bytes.len();
        // A caller's function runs here; its panic must not take other people's transactions along.
        let added = catch_unwind(AssertUnwindSafe(|| self.append(transaction, newest)));
        let added = added.unwrap_or_else(|_panic| {
            log::error!("a change of a row panicked; its transaction was dropped");
            Err(StoreError::Unusable("a change of a row panicked".into()))
        });
        if added.is_err() {
            self.bytes.truncate(end);
        }
        added
    }

    fn append(&mut self, transaction: Packed, newest: &Reader) -> Result<(), StoreError> {
        for part in transaction.0 {
            match part {
                Piece::Rows(rows) => self.bytes.extend_from_slice(&rows),
                Piece::Merge(key, merge) => {
                    let value = self.merged(&key, &merge, newest)?;
                    rows::push(&mut self.bytes, None, &key, value.as_deref());
                }
            }
        }
        Ok(())
    }

    /// The outcome of a merge, by the newest value: the group's, the reader's.
    fn merged(&self, key: &[u8], merge: &Merge, newest: &Reader) -> Result<Option<Vec<u8>>, StoreError> {
        let pending = self.rows().filter(|(other, _)| *other == key).last();
        Ok(match pending {
            Some((_, value)) => merge(value),
            None => merge(newest.get(key)?.as_deref()),
        })
    }

    /// Whether there is nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.len() == self.start
    }

    /// The rows to write, in order: of several with one key the last counts.
    pub(crate) fn rows(&self) -> Each<'_> {
        rows::each(&self.bytes[self.start..])
    }

    /// Head and rows.
    pub(crate) fn bytes(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    /// Gives the memory back.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}
