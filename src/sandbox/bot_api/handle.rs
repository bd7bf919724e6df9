//! The handle of a server, and what it shares with it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, watch};

use super::world::World;
use crate::ports::Clock;
use crate::sandbox::server::Server;

/// A Bot API server and the people in front of it. Ends when dropped.
///
/// Acting and looking are plain calls, cheap and never waiting; only [`BotApi::until`] waits.
/// A person or chat whose id nobody added is added on the spot.
#[derive(Debug)]
pub struct BotApi {
    /// None when it is called by hand only.
    pub(super) server: Option<Server>,
    pub(super) shared: Arc<SharedWorld>,
}

/// What the server and the handle share.
pub(super) struct SharedWorld {
    pub(super) token: String,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) world: Mutex<World>,
    pub(super) arrived: Arc<Notify>,
    pub(super) changed: watch::Sender<u64>,
}

impl SharedWorld {
    /// Changes the world and wakes those who wait for a change.
    pub(super) fn change<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let now = self.clock.now();
        let outcome = {
            let mut world = self.lock();
            world.now = now;
            act(&mut world)
        };
        self.changed.send_modify(|version| *version += 1);
        outcome
    }

    pub(super) fn look<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.lock())
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, World> {
        // A test's own assertion may have panicked while it looked; the world is whole.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for SharedWorld {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SharedWorld").finish_non_exhaustive()
    }
}
