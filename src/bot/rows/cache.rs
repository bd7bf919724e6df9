//! Rows that were read or written lately, in the form they are used in.
//!
//! Owns: what certain bytes were read as. Must not know: what the store holds. The caller passes the bytes that it has
//! just read, and a cached value is used only if they are identical: it can never be stale.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::ports::Key;
use crate::ports::envelope::Unreadable;

use super::{Row as Stored, read};

/// Rows known at once: those of people who are talking. Reading one anew costs microseconds; memory is scarcer.
const MOST: usize = 256;

/// What rows of one table were read as.
pub(crate) struct RowCache<T>(Mutex<HashMap<Key, Row<T>>>);

struct Row<T> {
    bytes: Vec<u8>,
    value: Arc<T>,
}

impl<T> Default for RowCache<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Stored> RowCache<T> {
    /// What a row's bytes say.
    ///
    /// # Errors
    /// [`Unreadable`] when they cannot be understood.
    pub(crate) fn read(&self, key: &[u8], bytes: &[u8]) -> Result<Arc<T>, Unreadable> {
        if let Some(row) = self.lock().get(key).filter(|row| row.bytes == bytes) {
            return Ok(Arc::clone(&row.value));
        }
        let value = Arc::new(read(bytes)?);
        self.note(key, bytes, Arc::clone(&value));
        Ok(value)
    }

    /// What a row was last read or written as, for who cannot ask the store now.
    #[must_use]
    pub(crate) fn last(&self, key: &[u8]) -> Option<Arc<T>> {
        self.lock().get(key).map(|row| Arc::clone(&row.value))
    }

    /// Notes what a row's bytes say, for who has just written them.
    pub(crate) fn note(&self, key: &[u8], bytes: &[u8], value: Arc<T>) {
        let row = Row { bytes: bytes.to_vec(), value };
        let mut rows = self.lock();
        if rows.len() >= MOST && !rows.contains_key(key) {
            rows.clear();
        }
        rows.insert(key.to_vec(), row);
    }

    /// Forgets them all.
    pub(crate) fn forget(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Row<T>>> {
        // Nothing panics while it is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::rows::Offset;
    use crate::bot::services::stored;

    fn row(number: i64) -> Vec<u8> {
        stored(&Offset(number))
    }

    #[test]
    fn the_same_bytes_are_read_once() {
        let known = RowCache::<Offset>::default();
        let first = known.read(b"k", &row(1)).unwrap();
        assert!(Arc::ptr_eq(&first, &known.read(b"k", &row(1)).unwrap()));
        known.forget();
        assert!(!Arc::ptr_eq(&first, &known.read(b"k", &row(1)).unwrap()));
    }

    #[test]
    fn a_row_that_somebody_else_changed_is_read_anew() {
        let known = RowCache::<Offset>::default();
        known.note(b"k", &row(1), Arc::new(Offset(1)));
        assert_eq!(*known.read(b"k", &row(2)).unwrap(), Offset(2));
        assert_eq!(*known.read(b"l", &row(3)).unwrap(), Offset(3));
        assert!(known.read(b"k", b"\x01{").is_err());
        assert_eq!(*known.read(b"k", &row(2)).unwrap(), Offset(2));
    }

    #[test]
    fn so_many_are_known_and_no_more() {
        let known = RowCache::<Offset>::default();
        for number in (0..).take(3 * MOST) {
            assert_eq!(known.read(&i64::to_be_bytes(number), &row(number)).as_deref(), Ok(&Offset(number)));
            assert!(known.lock().len() <= MOST);
        }
    }
}
