//! Clocks that move when they are told to.

use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};

use crate::ports::{Clock, SystemClock};

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

/// The machine's clock, so many seconds ahead: time goes on by itself, and days can be skipped.
#[derive(Debug, Default)]
pub struct ShiftedClock(AtomicI64);

impl ShiftedClock {
    /// A clock so far ahead of the machine's.
    #[must_use]
    pub fn ahead_by(seconds: i64) -> Self {
        Self(AtomicI64::new(seconds))
    }

    /// How many seconds it is ahead.
    #[must_use]
    pub fn ahead(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Skips so much time.
    pub fn skip(&self, time: TimeDelta) {
        self.0.fetch_add(time.num_seconds(), Ordering::Relaxed);
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + TimeDelta::seconds(self.ahead())
    }
}
