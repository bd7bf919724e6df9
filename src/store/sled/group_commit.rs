//! Many transactions as one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::ports::StoreError;

use crate::store::sled::reader::RowReader;
use crate::store::sled::rows::{self, Each, Packed, Piece};

/// The changes of several transactions, in order; later ones see earlier ones.
pub(crate) struct CommitGroup {
    bytes: Vec<u8>,
    /// Where the rows begin.
    start: usize,
}

impl CommitGroup {
    /// No changes yet. The rows will stand behind these bytes.
    pub(crate) fn behind(head: Vec<u8>) -> Self {
        Self { start: head.len(), bytes: head }
    }

    /// Adds a transaction, whole or not at all.
    ///
    /// # Errors
    /// Of the transaction alone: the group stands as it was.
    pub(crate) fn add(&mut self, transaction: Packed, newest: &RowReader) -> Result<(), StoreError> {
        let end = self.bytes.len();
        // What a merge runs is not ours alone; its panic must not take other people's transactions along.
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

    fn append(&mut self, transaction: Packed, newest: &RowReader) -> Result<(), StoreError> {
        for part in transaction.0 {
            match part {
                Piece::Rows(rows) => self.bytes.extend_from_slice(&rows),
                Piece::Require(key, check) => {
                    // By what is written before it in this group: so two that wait side by side cannot both pass.
                    if !self.by_newest(&key, newest, check)? {
                        return Err(StoreError::Outdated);
                    }
                }
                Piece::Merge(key, resolve) => {
                    let value = self.by_newest(&key, newest, resolve)?;
                    rows::push(&mut self.bytes, None, &key, value.as_deref());
                }
            }
        }
        Ok(())
    }

    /// What a function says of a row's newest value: the group's, else the reader's.
    fn by_newest<T>(&self, key: &[u8], newest: &RowReader, look: impl Fn(Option<&[u8]>) -> T) -> Result<T, StoreError> {
        let pending = self.rows().filter(|(other, _)| *other == key).last();
        Ok(match pending {
            Some((_, value)) => look(value),
            None => look(newest.get(key)?.as_deref()),
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::ports::Table;
    use crate::store::raw::RawWrite;
    use crate::store::sled::opening;
    use crate::store::sled::overlay::Overlay;

    use super::*;

    fn put(value: &[u8]) -> RawWrite {
        RawWrite::Put(Table::Inbox, b"a".to_vec(), value.to_vec())
    }

    #[test]
    fn a_transaction_whose_merge_panics_fails_alone_and_whole() {
        let folder = tempfile::tempdir().unwrap();
        let database = opening::open(folder.path(), Duration::ZERO).unwrap();
        let reader = RowReader::new(Overlay::default(), database.rows());
        let mut group = CommitGroup::behind(Vec::new());
        group.add(Packed::of(vec![put(b"1")]), &reader).unwrap();
        let before = group.bytes().to_vec();
        let panics = RawWrite::Merge(Table::Inbox, b"b".to_vec(), Box::new(|_| panic!("on purpose")));
        let failed = group.add(Packed::of(vec![put(b"never"), panics]), &reader);
        assert!(matches!(failed, Err(StoreError::Unusable(_))));
        assert_eq!(group.bytes(), before);
        group.add(Packed::of(vec![put(b"2")]), &reader).unwrap();
        assert_eq!(group.rows().last().unwrap().1, Some(&b"2"[..]));
    }
}
