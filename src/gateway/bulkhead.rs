//! Permits for calls to the gateway, so that one kind of question cannot use up all of them.
//!
//! Owns: how many calls are under way and how many wait. Must not know: what is asked.
//!
//! People have permits of their own, and background work has others, at most 30 % of all; neither
//! can use up the other's. One family gets at most three quarters of people's permits: while its
//! biller hangs, the other families still find some.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use crate::ports::GatewayPart;

use super::{
    breaker::{PARTS, place},
    config::CallLimits,
};

/// The permits of one client.
pub(super) struct Bulkheads {
    people: Semaphore,
    shares: [Semaphore; PARTS],
    background: Arc<Semaphore>,
    queued: AtomicUsize,
    most_queued: usize,
}

/// A permit, until it is dropped.
pub(super) enum Permit<'a> {
    /// One of the people's, out of a family's share.
    Person { _share: SemaphorePermit<'a>, _permit: SemaphorePermit<'a> },
    /// One of the background's.
    Background { _permit: OwnedSemaphorePermit },
}

impl Bulkheads {
    pub(super) fn of(limits: &CallLimits) -> Self {
        let share = limits.in_flight - limits.in_flight / 4;
        Self {
            people: Semaphore::new(limits.in_flight),
            shares: std::array::from_fn(|_| Semaphore::new(share)),
            background: Arc::new(Semaphore::new(limits.background)),
            queued: AtomicUsize::new(0),
            most_queued: limits.queued,
        }
    }

    /// A person's permit, once one is free; `None` at once when too many wait already.
    pub(super) async fn person(&self, part: GatewayPart) -> Option<Permit<'_>> {
        let _queued = self.queue()?;
        let share = self.shares[place(part)].acquire().await.ok()?;
        let permit = self.people.acquire().await.ok()?;
        Some(Permit::Person { _share: share, _permit: permit })
    }

    /// The background's next permit, however long that takes.
    pub(super) async fn background(&self) -> Option<Permit<'static>> {
        let permit = Arc::clone(&self.background).acquire_owned().await.ok()?;
        Some(Permit::Background { _permit: permit })
    }

    fn queue(&self) -> Option<Queued<'_>> {
        let queued = Queued(&self.queued);
        (self.queued.fetch_add(1, Ordering::Relaxed) < self.most_queued).then_some(queued)
    }
}

/// One who waits for a permit.
struct Queued<'a>(&'a AtomicUsize);

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;
    use crate::domain::product::Family;

    const WATER: GatewayPart = GatewayPart::Family(Family::Water);
    const POWER: GatewayPart = GatewayPart::Family(Family::Electricity);

    fn bulkheads(in_flight: usize, background: usize, queued: usize) -> Bulkheads {
        Bulkheads::of(&CallLimits { in_flight, background, queued, ..CallLimits::default() })
    }

    #[tokio::test]
    async fn background_work_takes_no_persons_seat_nor_the_other_way_round() {
        let permits = bulkheads(1, 1, 10);
        let person = permits.person(POWER).await;
        let background = permits.background().now_or_never().flatten();
        assert!(person.is_some() && background.is_some());
        assert!(permits.background().now_or_never().is_none(), "it waits");
        drop(background);
        assert!(permits.background().now_or_never().flatten().is_some());
    }

    #[tokio::test]
    async fn a_family_that_hangs_leaves_seats_to_others() {
        let permits = bulkheads(8, 1, 10);
        let mut hung = Vec::new();
        while let Some(permit) = permits.person(POWER).now_or_never() {
            hung.push(permit);
        }
        assert_eq!(hung.len(), 6);
        assert!(permits.person(WATER).now_or_never().flatten().is_some());
    }

    #[tokio::test]
    async fn who_could_not_be_served_in_time_does_not_wait() {
        let permits = bulkheads(1, 1, 2);
        let served = permits.person(POWER).await;
        let mut waiting = [Box::pin(permits.person(POWER)), Box::pin(permits.person(WATER))];
        assert!(waiting.iter_mut().all(|next| next.now_or_never().is_none()));
        assert!(permits.person(WATER).now_or_never().is_some_and(|permit| permit.is_none()), "told at once");
        drop((served, waiting));
        assert!(permits.person(WATER).now_or_never().flatten().is_some(), "nobody is left in the queue");
    }

    #[test]
    fn background_has_at_most_three_seats_in_ten() {
        let limits = CallLimits::default();
        assert!(limits.background * 10 <= (limits.background + limits.in_flight) * 3);
    }
}
