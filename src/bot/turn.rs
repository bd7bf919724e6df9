//! One turn: from something that happened to stored state and owed messages.
//!
//! Owns: the order of things. A press is answered first; then state, owed messages and the end of
//! the update become safe in one transaction; only then is anything sent or asked.
//! Must not know: what the conversation decides.

mod attempt;
pub(super) mod audit_notes;
mod diff;
pub mod effort;
mod erasing;
mod notes;
pub(super) mod report;
mod resuming;
pub(super) mod staging;
pub(super) mod trigger;

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use dptree::Handler;
use tokio::time::Instant;

use crate::dialogue::{Check, Event, Rows};
use crate::domain::person::{ChatId, Seat};
use crate::ports::{Alarm as _, Cause, Table, Transaction};
use crate::telegram::decode::Incoming;

use super::group_migration::{Relocate as _, Staying};
use super::lanes::{LaneWork, Lanes};
use super::outbox::{Outbox, asides::acknowledge};
use super::route::{Heard, schema};
use super::rows::inbox_key;
use super::services::{Services, insist};
use super::{checks::Checks, occasion::Occasion};
use effort::{Effort, Told};
use report::Report;
use trigger::Trigger;

/// Takes the turns of every conversation.
pub struct Turns {
    services: Arc<Services>,
    outbox: Outbox,
    checks: Checks,
    schema: Handler<'static, Heard>,
    lanes: OnceLock<Lanes<Seat, Occasion>>,
    traces: AtomicU32,
}

impl Turns {
    /// Turns over these services, whose messages go to this outbox.
    #[must_use]
    pub fn new(services: Arc<Services>, outbox: Outbox) -> Arc<Self> {
        let started = services.clock.now().timestamp_millis();
        let turns = Arc::new(Self {
            checks: Checks::new(Arc::clone(&services)),
            services,
            outbox,
            schema: schema(),
            lanes: OnceLock::new(),
            // Traces of two runs are not mistaken for each other.
            traces: AtomicU32::new(u32::try_from(started & 0xffff_ffff).unwrap_or(0)),
        });
        let hands = Arc::clone(&turns);
        let lanes = Lanes::new(move |seat, work| {
            let hands = Arc::clone(&hands);
            async move { hands.work(seat, work).await }
        });
        let _ = turns.lanes.set(lanes);
        turns
    }

    /// The lanes, one per conversation.
    ///
    /// # Panics
    /// Never: they are set when the turns are made.
    #[must_use]
    pub fn lanes(&self) -> &Lanes<Seat, Occasion> {
        self.lanes.get().expect("set when the turns were made")
    }

    /// Checks being asked.
    #[must_use]
    pub fn checks(&self) -> usize {
        self.checks.count()
    }

    /// Has the checks under way wait for the next start.
    pub fn halt_checks(&self) {
        self.checks.halt();
    }

    async fn work(&self, seat: Seat, work: LaneWork<Occasion>) {
        // While a turn is taken, no group moves away under it.
        let here = self.services.migrations.staying([seat.chat]).await;
        let now_at = self.services.migrations.seat(seat);
        match work {
            // The group has a new id since: the lane of that id goes on with it.
            LaneWork::Do(occasion) if now_at != seat => self.lanes().push(now_at, occasion.relocated()),
            LaneWork::Do(Occasion::Update(incoming)) => self.update(seat, &incoming, here).await,
            LaneWork::Do(Occasion::Check(check, event, told)) => self.news(seat, &check, event, told).await,
            LaneWork::Do(Occasion::Resume) => self.resume(seat).await,
            LaneWork::Broken(stub) => {
                log::error!("a turn broke; the person is told");
                self.services.alerts.raise(Cause::TurnBroke, None);
                let trigger = stub.map_or(Trigger::within(None), |incoming| Trigger::of(&incoming));
                self.take(seat, &trigger, Event::Failed, None, self.effort(Told::default())).await;
            }
        }
    }

    async fn update(&self, seat: Seat, incoming: &Arc<Incoming>, here: Staying<'_>) {
        let mut trigger = Trigger::of(incoming);
        if incoming.seat().is_some_and(|former| former.chat != seat.chat) {
            trigger = trigger.relocated();
        }
        let mut effort = self.effort(Told::default());
        loop {
            match self.hear(incoming).await {
                // What a button stands for, say: it is not gone because it cannot be read.
                Heard::Unread(error) => effort.rest(&self.services, seat, &error).await,
                Heard::Event(event) if event.requires().rows == Rows::Everything => {
                    return self.erase(seat, incoming, trigger, event, here, effort).await;
                }
                Heard::Event(event) => return self.take(seat, &trigger, event, None, effort).await,
                Heard::Moved { from, to } => {
                    drop(here);
                    return self.moved(incoming.update, from, to).await;
                }
                Heard::Nothing => {
                    acknowledge(&self.services, &trigger, None);
                    return self.forget(incoming.update).await;
                }
            }
        }
    }

    async fn hear(&self, incoming: &Arc<Incoming>) -> Heard {
        let me = self.services.me().await;
        let given = dptree::deps![Arc::clone(incoming), Arc::clone(&self.services), me];
        match self.schema.dispatch(given).await {
            ControlFlow::Break(heard) => heard,
            ControlFlow::Continue(_) => Heard::Nothing,
        }
    }

    fn effort(&self, told: Told) -> Effort {
        Effort::new(Report::new(self.trace(), Instant::now()), told)
    }

    /// News of a check count only while the conversation still has that very check.
    async fn news(&self, seat: Seat, check: &Check, event: Event, told: Told) {
        self.take(seat, &Trigger::within(None), event, Some(check), self.effort(told)).await;
    }

    async fn moved(&self, update: i64, from: ChatId, to: ChatId) {
        insist("a group could not be moved yet", || self.services.migrate(from, to)).await;
        self.forget(update).await;
    }

    /// Strikes off an update that asks for nothing.
    pub(super) async fn forget(&self, update: i64) {
        let strike_off = || {
            let mut transaction = Transaction::default();
            transaction.delete(Table::Inbox, inbox_key(update));
            self.services.store.commit(transaction)
        };
        insist("an update could not be struck off yet", strike_off).await;
    }

    /// Takes a turn; goes on trying while the store fails, so that nothing is lost. No turn is due
    /// when the check it is news of is not the conversation's any more.
    async fn take(&self, seat: Seat, trigger: &Trigger, event: Event, of: Option<&Check>, mut effort: Effort) {
        while let Err(error) = self.attempt(seat, trigger, event.clone(), of, &mut effort).await {
            effort.rest(&self.services, seat, &error).await;
        }
    }

    /// Seven characters to quote: unlike those of other turns for a long time.
    #[must_use]
    pub fn trace(&self) -> String {
        format!("{:07x}", self.traces.fetch_add(1, Ordering::Relaxed) & 0x0fff_ffff)
    }
}
