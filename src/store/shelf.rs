//! What readers read: the newest rows in memory over sled's tree.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::ports::{Key, StoreError};

use super::database::of_sled;
use super::overlay::{Known, Overlay};

/// The open tree, or why there is none. The writer alone replaces it.
type Tree = Result<sled::Db, StoreError>;

/// What readers read and the writer changes.
pub(super) struct Shelf {
    /// Rows that sled does not have yet.
    pub(super) newest: Overlay,
    tree: RwLock<Tree>,
}

impl Shelf {
    pub(super) fn new(newest: Overlay, tree: sled::Db) -> Self {
        Self { newest, tree: RwLock::new(Ok(tree)) }
    }

    /// A row's value by its stored key.
    pub(super) fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let tree = self.tree();
        let tree = tree.as_ref().map_err(Clone::clone)?;
        match self.newest.get(key) {
            Known::Value(value) => Ok(Some(value)),
            Known::Removed => Ok(None),
            Known::Nothing => Ok(tree.get(key).map_err(of_sled)?.map(|value| value.to_vec())),
        }
    }

    /// The rows whose stored key starts with `prefix`, in key order, at most `limit`.
    pub(super) fn scan(&self, prefix: &[u8], limit: usize) -> Result<Vec<(Key, Vec<u8>)>, StoreError> {
        let tree = self.tree();
        self.newest.scan(tree.as_ref().map_err(Clone::clone)?, prefix, limit)
    }

    /// Keeps readers out while the tree is replaced.
    pub(super) fn replace(&self) -> RwLockWriteGuard<'_, Tree> {
        self.tree.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn tree(&self) -> RwLockReadGuard<'_, Tree> {
        self.tree.read().unwrap_or_else(PoisonError::into_inner)
    }
}
