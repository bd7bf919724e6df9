//! How fast polls follow each other when they bring nothing.
//!
//! Owns: the pauses after polls that came back at once and in vain. Must not know: what polls bring else.
//!
//! Telegram holds an empty poll, and forgets what a poll confirms. A proxy, or another server, may do
//! neither; asked again at once it would be asked thousands of times a second.

use std::time::Duration;

/// So many polls in vain may follow at once: one that only confirms is answered at once by right.
const AT_ONCE: u32 = 3;
/// A poll that took this long was held.
const HELD: Duration = Duration::from_millis(200);
/// Between empty polls of a server that does not hold them: whoever writes waits so long at most.
const EMPTY: Duration = Duration::from_millis(500);
const FIRST: Duration = Duration::from_millis(500);
/// Between polls that bring only what cannot be taken.
const LONGEST: Duration = Duration::from_secs(5);

/// What a poll brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brought {
    /// Something to do.
    Updates,
    /// Nothing.
    Nothing,
    /// So many updates that cannot be taken: known already, or without an id.
    Useless(usize),
}

/// Counts polls in vain.
#[derive(Debug, Default)]
pub(super) struct PollPace {
    empty: u32,
    useless: u32,
}

impl PollPace {
    /// Notes what a poll brought that took so long; gives how long to wait before the next one.
    pub(super) fn note(&mut self, brought: Brought, took: Duration) -> Option<Duration> {
        match brought {
            Brought::Updates => *self = Self::default(),
            Brought::Nothing if took >= HELD => *self = Self::default(),
            Brought::Nothing => return self.empty(),
            Brought::Useless(updates) => return self.useless(updates),
        }
        None
    }

    /// Whether polls bring nothing but what cannot be taken.
    pub(super) fn is_stuck(&self) -> bool {
        self.useless > AT_ONCE
    }

    fn empty(&mut self) -> Option<Duration> {
        (self.useless, self.empty) = (0, self.empty.saturating_add(1));
        if self.empty == AT_ONCE + 1 {
            log::warn!(
                "polls come back at once and empty: the bot asks less often; is there a proxy that cuts them short?"
            );
        }
        (self.empty > AT_ONCE).then_some(EMPTY)
    }

    fn useless(&mut self, updates: usize) -> Option<Duration> {
        (self.empty, self.useless) = (0, self.useless.saturating_add(1));
        if !self.is_stuck() {
            return None;
        }
        let doubled = FIRST.saturating_mul(1 << (self.useless - AT_ONCE - 1).min(8));
        log::warn!(updates; "a poll brought only updates that cannot be taken; polling waits");
        Some(doubled.min(LONGEST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(polls: &[Brought]) -> Option<Duration> {
        let mut pace = PollPace::default();
        polls.iter().map(|brought| pace.note(*brought, Duration::ZERO)).last().flatten()
    }

    #[test]
    fn three_polls_in_vain_may_follow_at_once() {
        assert_eq!(after(&[Brought::Nothing; 3]), None);
        assert_eq!(after(&[Brought::Nothing; 4]), Some(EMPTY));
        assert_eq!(after(&vec![Brought::Nothing; 4_000]), Some(EMPTY));
        assert_eq!(after(&[Brought::Useless(1); 3]), None);
        assert_eq!(after(&[Brought::Useless(1); 4]), Some(FIRST));
        assert_eq!(after(&vec![Brought::Useless(1); 4_000]), Some(LONGEST));
    }

    #[test]
    fn a_poll_that_was_held_or_brought_something_ends_it() {
        let mut pace = PollPace::default();
        assert_eq!((0..9).filter_map(|_| pace.note(Brought::Nothing, Duration::ZERO)).count(), 6);
        assert_eq!(pace.note(Brought::Nothing, HELD), None);
        assert_eq!(pace.note(Brought::Nothing, Duration::ZERO), None);
        assert_eq!((0..9).filter_map(|_| pace.note(Brought::Useless(1), Duration::ZERO)).count(), 6);
        assert_eq!(pace.note(Brought::Updates, Duration::ZERO), None);
        assert!(!pace.is_stuck());
    }
}
