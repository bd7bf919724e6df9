//! What readers read: the newest rows in memory over sled's tree.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::ports::{KeyValue, Range, StoreError};

use crate::store::sled::database::of_sled;
use crate::store::sled::overlay::{Lookup, Overlay};

/// The open tree, or why there is none. The writer alone replaces it.
type Tree = Result<sled::Db, StoreError>;

/// What readers read and the writer changes.
pub(crate) struct RowReader {
    /// Rows that sled does not have yet.
    pub(crate) newest: Overlay,
    tree: RwLock<Tree>,
}

impl RowReader {
    pub(crate) fn new(newest: Overlay, tree: sled::Db) -> Self {
        Self { newest, tree: RwLock::new(Ok(tree)) }
    }

    /// A row's value by its stored key. What is in memory is served also while there is no tree.
    pub(crate) fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        // Memory first: a row goes from there only once the tree has it, so it is in one of them.
        match self.newest.get(key) {
            Lookup::Value(value) => Ok(Some(value)),
            Lookup::Removed => Ok(None),
            Lookup::Nothing => self.in_tree(|tree| Ok(tree.get(key).map_err(of_sled)?.map(|value| value.to_vec()))),
        }
    }

    /// The rows in a range of stored keys. Always asks the tree.
    pub(crate) fn scan(&self, range: Range<'_>) -> Result<Vec<KeyValue>, StoreError> {
        self.in_tree(|tree| self.newest.scan(tree, range))
    }

    fn in_tree<T>(&self, read: impl FnOnce(&sled::Db) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let tree = self.tree();
        let tree = tree.as_ref().map_err(Clone::clone)?;
        // sled panics over some damage; whoever reads is told of it as of any other.
        catch_unwind(AssertUnwindSafe(|| read(tree)))
            .unwrap_or_else(|_panic| Err(StoreError::Damaged("sled panicked in a read".into())))
    }

    /// Keeps readers out while the tree is replaced.
    pub(crate) fn replace(&self) -> RwLockWriteGuard<'_, Tree> {
        self.tree.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn tree(&self) -> RwLockReadGuard<'_, Tree> {
        self.tree.read().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sled::database::Database;
    use crate::store::sled::opening;
    use std::time::Duration;

    #[test]
    fn what_is_in_memory_is_served_also_while_there_is_no_tree() {
        let folder = tempfile::tempdir().unwrap();
        let database: Database = opening::open(folder.path(), Duration::ZERO).unwrap();
        database.set(b"cold", Some(b"1")).unwrap();
        let reader = RowReader::new(Overlay::default(), database.rows());
        reader.newest.add([(&b"warm"[..], Some(&b"2"[..])), (&b"gone"[..], None)]);
        assert_eq!(reader.get(b"cold").unwrap(), Some(b"1".to_vec()));
        *reader.replace() = Err(StoreError::Closed);
        assert_eq!(reader.get(b"warm").unwrap(), Some(b"2".to_vec()));
        assert_eq!(reader.get(b"gone").unwrap(), None);
        assert!(reader.get(b"cold").is_err(), "nobody knows whether it is there");
        assert!(reader.scan(Range::all(9)).is_err(), "nor which others are");
    }
}
