//! The handle of a gateway, and what it shares with its server.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::desk::Desk;
use crate::ports::Clock;
use crate::sandbox::server::Server;

/// A gateway. Ends when dropped.
#[derive(Debug)]
pub struct Biller {
    pub(super) server: Server,
    pub(super) shared: Arc<SharedDesk>,
}

/// What the server and the handle share.
pub(super) struct SharedDesk {
    pub(super) prefix: String,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) more_products: Vec<String>,
    pub(super) desk: Mutex<Desk>,
    pub(super) held: watch::Sender<bool>,
    pub(super) changed: watch::Sender<u64>,
}

impl SharedDesk {
    /// Changes what is on the desk and wakes those who wait for a change.
    pub(super) fn change<T>(&self, act: impl FnOnce(&mut Desk) -> T) -> T {
        let outcome = act(&mut self.lock());
        self.changed.send_modify(|version| *version += 1);
        outcome
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Desk> {
        // A test's own assertion may have panicked while it looked; the desk is whole.
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for SharedDesk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SharedDesk").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}
