//! Which row could not be read last.

use std::sync::{Mutex, PoisonError};

use crate::ports::{Key, Table};

/// What could not be read last, until it can.
#[derive(Default)]
pub(in crate::bot) struct Failed(Mutex<Option<(Table, Key)>>);

impl Failed {
    pub(super) fn note(&self, row: Option<(Table, Key)>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = row;
    }

    pub(super) fn last(&self) -> Option<(Table, Key)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
