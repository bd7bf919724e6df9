//! A clock that moves when it is told to.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::ports::Clock;

/// A clock that moves when it is told to.
#[derive(Debug)]
pub struct ManualClock(Mutex<DateTime<Utc>>);

impl ManualClock {
    /// A clock that stands at this moment.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves on by so much, or back when it is negative.
    pub fn advance(&self, by: TimeDelta) {
        *self.hand() += by;
    }

    /// Jumps to this moment.
    pub fn set(&self, now: DateTime<Utc>) {
        *self.hand() = now;
    }

    fn hand(&self) -> MutexGuard<'_, DateTime<Utc>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.hand()
    }
}
