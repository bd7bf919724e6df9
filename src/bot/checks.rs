//! Checks under way: asking the gateway, and telling the conversation how it goes.
//!
//! Owns: one task per check and its clock. Must not know: what the person is shown.
//!
//! Nothing here is durable, and need not be: the check stands in its conversation's row, and
//! [`Checks::start`] is called for it again after a restart.

pub mod limiter;

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::FutureExt as _;
use tokio::task::AbortHandle;
use tokio::time::{Instant, timeout_at};

use crate::dialogue::{Check, Event, Wait};
use crate::domain::check_id::CheckId;
use crate::domain::limits::Held;
use crate::domain::person::Seat;
use crate::ports::{Inquired, InquiryError};

use super::checks::limiter::Haste;
use super::lanes::Lanes;
use super::occasion::Occasion;
use super::services::Services;
use super::turn::effort::Told;
use crate::telegram::request::typing;

/// "Typing" shows from here on. A quicker answer needs none, and is spared a call to Telegram;
/// people take less than this for at once.
const TYPING: Duration = Duration::from_millis(150);
const MOMENT: Duration = Duration::from_secs(1);
const LONG: Duration = Duration::from_secs(5);
/// The last word must stand in the chat within 26 s.
const LAST: Duration = Duration::from_millis(25_500);

/// The checks under way.
pub struct Checks {
    services: Arc<Services>,
    running: Arc<Mutex<Running>>,
}

type Running = HashMap<(Seat, CheckId), AbortHandle>;

impl Checks {
    /// None yet.
    #[must_use]
    pub fn new(services: Arc<Services>) -> Self {
        Self { services, running: Arc::default() }
    }

    /// Asks the gateway and reports to the conversation's lane.
    pub fn start(&self, lanes: &Lanes<Seat, Occasion>, seat: Seat, check: Check, told: Told) {
        let (services, lanes, running) = (Arc::clone(&self.services), lanes.clone(), Arc::clone(&self.running));
        let name = (seat, check.id);
        let mut tasks = lock(&self.running);
        let task = self.services.tasks.spawn(async move {
            let report = |event| lanes.push(seat, Occasion::Check(Box::new(check.clone()), event, told.clone()));
            let event = match admit(&services, seat, &check) {
                Ok(()) => Event::Answered { check: check.id, outcome: ask(&services, seat, &check, report).await },
                Err(held) => Event::Held { check: check.id, held },
            };
            lock(&running).remove(&name);
            lanes.push(seat, Occasion::Check(Box::new(check), event, told));
        });
        if let Some(former) = tasks.insert(name, task.abort_handle()) {
            former.abort();
        }
    }

    /// Forgets a check; its answer is dropped.
    pub fn stop(&self, seat: Seat, check: CheckId) {
        if let Some(task) = lock(&self.running).remove(&(seat, check)) {
            task.abort();
        }
    }

    /// Forgets all of them, for the next start to ask again: from here on no answer comes.
    pub fn halt(&self) {
        lock(&self.running).drain().for_each(|(_, task)| task.abort());
    }

    /// Whether a check is being asked in this process.
    #[must_use]
    pub fn is_running(&self, seat: Seat, check: CheckId) -> bool {
        lock(&self.running).contains_key(&(seat, check))
    }

    /// How many are under way.
    #[must_use]
    pub fn count(&self) -> usize {
        lock(&self.running).len()
    }
}

fn lock(running: &Mutex<Running>) -> MutexGuard<'_, Running> {
    running.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Limits count what would reach the gateway: an answer at hand is anybody's.
fn admit(services: &Services, seat: Seat, check: &Check) -> Result<(), Held> {
    if services.gateway.is_at_hand(&check.inquiry, check.freshness) {
        return Ok(());
    }
    services.limiter.admit(seat, Haste::Waited, services.clock.now())
}

/// Asks, and says on the way that it is taking its time.
async fn ask(services: &Services, seat: Seat, check: &Check, report: impl Fn(Event)) -> Inquired {
    let asked = Instant::now();
    let inquiry = AssertUnwindSafe(services.gateway.inquire(&check.inquiry, check.freshness)).catch_unwind();
    tokio::pin!(inquiry);
    for (after, wait) in [(TYPING, None), (MOMENT, Some(Wait::Moment)), (LONG, Some(Wait::Long))] {
        if let Ok(outcome) = timeout_at(asked + after, &mut inquiry).await {
            return unbroken(outcome);
        }
        match wait {
            None => show_typing(services, seat),
            Some(wait) => report(Event::Waited { check: check.id, wait }),
        }
    }
    timeout_at(asked + LAST, inquiry).await.map_or(Err(InquiryError::TimedOut), unbroken)
}

fn unbroken(outcome: std::thread::Result<Inquired>) -> Inquired {
    outcome.unwrap_or_else(|_| {
        log::error!("an inquiry broke");
        Err(InquiryError::Unreadable("our own fault".to_owned()))
    })
}

/// A courtesy: nobody waits for it and nothing hangs on it.
fn show_typing(services: &Services, seat: Seat) {
    if services.api.is_busy() {
        return;
    }
    let api = services.api.clone();
    let (method, body) = typing(services.migrations.whereabouts(seat.chat), seat.topic);
    services.tasks.spawn(async move { api.aside(method, body).await });
}
