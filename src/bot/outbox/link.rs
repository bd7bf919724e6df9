//! The line to Telegram: whether it works, and how it is left alone when it does not.
//!
//! Owns: how many requests are under way, and the pauses after those that failed. Must not know:
//! what is sent.
//!
//! A line that is dead is tried by a few chats at a time, however many wait, so that an outage
//! costs next to nothing. No chat waits for another's pause: the first request that gets through
//! ends them all.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore, SemaphorePermit};
use tokio::time::Instant;

use crate::telegram::api::ApiError;

/// Requests under way at once; more would only queue in the network.
const AT_ONCE: usize = 128;
/// So many failures in a row, of whatever chats, and the line is dead.
const DEAD: u32 = 16;
/// How many may try a dead line at once.
const TRYING: usize = 4;

/// The line to Telegram.
pub struct Link {
    at_once: Semaphore,
    trying: Semaphore,
    failures: AtomicU32,
    works_again: Notify,
    jitter: AtomicU64,
}

/// A right to one request.
pub struct SendPermit<'a> {
    _one: SemaphorePermit<'a>,
    _trying: Option<SemaphorePermit<'a>>,
}

impl Link {
    /// A line that works as far as anybody knows. The seed decides how pauses differ.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            at_once: Semaphore::new(AT_ONCE),
            trying: Semaphore::new(TRYING),
            failures: AtomicU32::new(0),
            works_again: Notify::new(),
            jitter: AtomicU64::new(seed),
        }
    }

    /// Waits for the right to one request. `None` never happens: nobody closes the line.
    pub async fn turn(&self) -> Option<SendPermit<'_>> {
        let mut trying = None;
        while self.is_dead() && trying.is_none() {
            tokio::select! {
                permit = self.trying.acquire() => trying = Some(permit.ok()?),
                () = self.works_again.notified() => {}
            }
        }
        Some(SendPermit { _one: self.at_once.acquire().await.ok()?, _trying: trying })
    }

    /// What a request says of the line: it works when Telegram answered, be it by a refusal of what
    /// was sent.
    pub fn note(&self, failure: Option<&ApiError>) {
        match failure {
            Some(ApiError::Unreachable(_) | ApiError::TokenRefused | ApiError::Conflict(_)) => self.failed(),
            _ => self.worked(),
        }
    }

    fn worked(&self) {
        // Nothing is written while all is well.
        if self.failures.load(Ordering::Relaxed) > 0 && self.failures.swap(0, Ordering::Relaxed) > 0 {
            self.works_again.notify_waiters();
        }
    }

    fn failed(&self) {
        let _ = self.failures.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |failures| failures.checked_add(1));
    }

    /// Waits between half of `pause` and all of it, or until another request got through.
    pub async fn rest(&self, pause: Duration) {
        let until = Instant::now() + self.jittered(pause);
        tokio::select! {
            () = tokio::time::sleep_until(until) => {}
            () = self.works_again.notified() => {}
        }
    }

    fn is_dead(&self) -> bool {
        self.failures.load(Ordering::Relaxed) >= DEAD
    }

    /// Chats that failed together shall not come back together.
    fn jittered(&self, pause: Duration) -> Duration {
        let half = pause / 2;
        let span = u64::try_from(half.as_micros()).unwrap_or(u64::MAX).max(1);
        half + Duration::from_micros(self.random() % span)
    }

    /// `SplitMix64`: even enough for pauses, and the same for the same seed.
    fn random(&self) -> u64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = self.jitter.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use futures::FutureExt as _;
    use futures::future::join_all;

    use super::*;

    fn dead() -> Link {
        let line = Link::new(7);
        (0..DEAD).for_each(|_| line.failed());
        line
    }

    #[tokio::test]
    async fn a_dead_line_is_tried_by_a_few_at_a_time() {
        let line = dead();
        let mut turns: Vec<_> = (0..1_000).map(|_| line.turn().now_or_never().flatten()).collect();
        assert_eq!(turns.iter().flatten().count(), TRYING);
        turns.clear();
        assert!(line.turn().now_or_never().flatten().is_some(), "the next may");
    }

    #[tokio::test]
    async fn everybody_goes_on_when_one_got_through() {
        let line = dead();
        let held: Vec<_> = (0..TRYING).map(|_| line.turn().now_or_never().flatten()).collect();
        let mut others = join_all((0..50).map(|_| line.turn()));
        assert!((&mut others).now_or_never().is_none());
        line.worked();
        assert_eq!(others.await.iter().flatten().count(), 50);
        drop(held);
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_differ_and_stay_within_half_and_all() {
        let line = Link::new(7);
        let mut seen = BTreeSet::new();
        for _ in 0..100 {
            let began = Instant::now();
            line.rest(Duration::from_secs(8)).await;
            seen.insert(began.elapsed().as_millis());
        }
        assert!(seen.first().is_some_and(|least| *least >= 4_000) && seen.last().is_some_and(|most| *most <= 8_001));
        assert!(seen.len() > 90, "{seen:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_ends_when_the_line_works_again() {
        let line = Arc::new(dead());
        let began = Instant::now();
        let resting = Arc::clone(&line);
        let resting = crate::tasks::Tasks::default().spawn(async move { resting.rest(Duration::from_secs(30)).await });
        tokio::task::yield_now().await;
        line.worked();
        resting.await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(1));
    }
}
