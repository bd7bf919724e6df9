//! Rows that were read or written lately, in the form they are used in.
//!
//! Owns: what certain bytes were read as. Must not know: what the store holds. Whoever asks brings the bytes
//! that are stored now: what is known can never be older than the row, whoever wrote it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::de::DeserializeOwned;

use crate::ports::{Key, envelope};

use super::desk::VERSION;

/// Rows known at once: those of people who are talking. Reading one anew costs microseconds; memory is scarcer.
const MOST: usize = 256;

/// What rows of one table were read as.
pub struct Known<T>(Mutex<HashMap<Key, Row<T>>>);

struct Row<T> {
    bytes: Vec<u8>,
    value: Arc<T>,
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: DeserializeOwned> Known<T> {
    /// What a row's bytes say; absent when this version cannot read them.
    #[must_use]
    pub fn read(&self, key: &[u8], bytes: &[u8]) -> Option<Arc<T>> {
        if let Some(row) = self.lock().get(key).filter(|row| row.bytes == bytes) {
            return Some(Arc::clone(&row.value));
        }
        let value = Arc::new(envelope::decode(VERSION, bytes)?);
        self.note(key, bytes, Arc::clone(&value));
        Some(value)
    }

    /// Notes what a row's bytes say, for who has just written them.
    pub fn note(&self, key: &[u8], bytes: &[u8], value: Arc<T>) {
        let row = Row { bytes: bytes.to_vec(), value };
        let mut rows = self.lock();
        if rows.len() >= MOST && !rows.contains_key(key) {
            rows.clear();
        }
        rows.insert(key.to_vec(), row);
    }

    /// Forgets them all.
    pub fn forget(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Row<T>>> {
        // Nothing panics while it is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::super::desk::stored;
    use super::*;

    #[test]
    fn the_same_bytes_are_read_once() {
        let known = Known::<String>::default();
        let first = known.read(b"k", &stored(&"satu")).unwrap();
        assert!(Arc::ptr_eq(&first, &known.read(b"k", &stored(&"satu")).unwrap()));
        known.forget();
        assert!(!Arc::ptr_eq(&first, &known.read(b"k", &stored(&"satu")).unwrap()));
    }

    #[test]
    fn a_row_that_somebody_else_changed_is_read_anew() {
        let known = Known::<String>::default();
        known.note(b"k", &stored(&"satu"), Arc::new("satu".to_owned()));
        assert_eq!(*known.read(b"k", &stored(&"dua")).unwrap(), "dua");
        assert_eq!(*known.read(b"l", &stored(&"tiga")).unwrap(), "tiga");
        assert!(known.read(b"k", b"\x01{").is_none());
        assert_eq!(*known.read(b"k", &stored(&"dua")).unwrap(), "dua");
    }

    #[test]
    fn so_many_are_known_and_no_more() {
        let known = Known::<usize>::default();
        for number in 0..3 * MOST {
            assert_eq!(known.read(&number.to_be_bytes(), &stored(&number)).as_deref(), Some(&number));
            assert!(known.lock().len() <= MOST);
        }
    }
}
