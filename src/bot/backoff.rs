//! Pauses between attempts at what fails for a while.

use std::time::Duration;

/// Pauses that double from the first to the longest.
#[derive(Debug, Clone)]
pub(super) struct Backoff {
    first: Duration,
    longest: Duration,
    next: Duration,
}

impl Backoff {
    /// Nothing has failed yet.
    pub(super) const fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, next: first }
    }

    /// For a store that fails: its disk may be well again within moments, or need its operator.
    pub(super) const fn of_the_store() -> Self {
        Self::new(Duration::from_millis(250), Duration::from_secs(15))
    }

    /// For a Telegram that cannot be reached.
    pub(super) const fn of_telegram() -> Self {
        Self::new(Duration::from_millis(500), Duration::from_secs(30))
    }

    /// How long to wait now; the next pause is longer.
    pub(super) fn pause(&mut self) -> Duration {
        let pause = self.next;
        self.next = (pause * 2).min(self.longest);
        pause
    }

    /// It went well: the next pause is the first again.
    pub(super) const fn reset(&mut self) {
        self.next = self.first;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_begin_anew_once_it_went_well() {
        let mut backoff = Backoff::new(Duration::from_secs(2), Duration::from_secs(5));
        assert_eq!([backoff.pause(), backoff.pause(), backoff.pause()].map(|pause| pause.as_secs()), [2, 4, 5]);
        backoff.reset();
        assert_eq!(backoff.pause().as_secs(), 2);
    }
}
