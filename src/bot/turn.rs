//! One turn: from something that happened to stored state and owed messages.
//!
//! Owns: the order of things. A press is answered first; then state, owed messages and the end of
//! the update become safe in one transaction; only then is anything sent or asked.
//! Must not know: what the conversation decides.

pub(super) mod audit_notes;
mod diff;
mod effort;
mod erasing;
mod notes;
pub(super) mod report;
mod resuming;
pub mod staging;

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use dptree::Handler;
use futures::{FutureExt as _, future};
use tokio::sync::RwLockReadGuard;
use tokio::time::Instant;

use crate::dialogue::{Check, Context, Conversation, Event, Turn, Visitor, advance};
use crate::domain::access::Action;
use crate::domain::person::{ChatId, Seat};
use crate::ports::{Alarm as _, Cause, StoreError, Table, Transaction};

use super::checks::Checks;
use super::group_migration::move_group;
use super::lanes::{Lanes, Work};
use super::outbox::Courier;
use super::roster;
use super::route::{Heard, schema};
use super::rows::{inbox_key, seat_key};
use super::services::{Desk, insist};
use super::turn::report::Report;
use super::turn::staging::{Asked, acknowledge, stage, tell};
use super::upkeep::erase;
use super::upkeep::menus;
use crate::telegram::decode::Incoming;

use super::token::draw;
use diff::{difference, keep};
use effort::Effort;
use notes::{name_checks, notes, said_before, struck_off};

pub use super::job::Job;

/// Takes the turns of every conversation.
pub struct Turns {
    desk: Arc<Desk>,
    courier: Courier,
    checks: Checks,
    schema: Handler<'static, Heard>,
    lanes: OnceLock<Lanes<Seat, Job>>,
    traces: AtomicU32,
}

impl Turns {
    /// Turns at this desk, delivered by this courier.
    #[must_use]
    pub fn new(desk: Arc<Desk>, courier: Courier) -> Arc<Self> {
        let started = desk.clock.now().timestamp_millis();
        let turns = Arc::new(Self {
            checks: Checks::new(Arc::clone(&desk)),
            desk,
            courier,
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
    pub fn lanes(&self) -> &Lanes<Seat, Job> {
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

    async fn work(&self, seat: Seat, work: Work<Job>) {
        // While a turn is taken, no group moves away under it.
        let here = self.desk.staying().await;
        let now_at = self.desk.seat(seat);
        match work {
            // The group has a new id since: the lane of that id goes on with it.
            Work::Do(job) if now_at != seat => self.lanes().push(now_at, job.in_new_place()),
            Work::Do(Job::Update(incoming)) => self.update(seat, &incoming, here).await,
            Work::Do(Job::Check(check, event)) => self.news(seat, &check, event).await,
            Work::Do(Job::Resume) => self.resume(seat).await,
            Work::Broken(stub) => {
                log::error!("a turn broke; the person is told");
                self.desk.alerts.raise(Cause::TurnBroke, None);
                let asked = stub.map_or(Asked::within(None), |incoming| Asked::of(&incoming));
                self.take(seat, &asked, Event::Failed, None, self.effort()).await;
            }
        }
    }

    async fn update(&self, seat: Seat, incoming: &Arc<Incoming>, here: RwLockReadGuard<'_, ()>) {
        let mut asked = Asked::of(incoming);
        if incoming.seat().is_some_and(|former| former.chat != seat.chat) {
            asked.leave_its_place();
        }
        let mut effort = self.effort();
        loop {
            match self.hear(incoming).await {
                // What a button stands for, say: it is not gone because it cannot be read.
                Heard::Unread(error) => effort.rest(&self.desk, seat, &asked, &error).await,
                Heard::Event(event) if erase::is_wanted(&event) => {
                    return self.erase(seat, incoming, asked, event, here, effort).await;
                }
                Heard::Event(event) => return self.take(seat, &asked, event, None, effort).await,
                Heard::Moved { from, to } => {
                    drop(here);
                    return self.moved(incoming.update, from, to).await;
                }
                Heard::Nothing => {
                    acknowledge(&self.desk, &asked, None);
                    return self.forget(incoming.update).await;
                }
            }
        }
    }

    async fn hear(&self, incoming: &Arc<Incoming>) -> Heard {
        let me = self.desk.me().await;
        let given = dptree::deps![Arc::clone(incoming), Arc::clone(&self.desk), me];
        match self.schema.dispatch(given).await {
            ControlFlow::Break(heard) => heard,
            ControlFlow::Continue(_) => Heard::Nothing,
        }
    }

    fn effort(&self) -> Effort {
        Effort::new(Report::new(self.trace(), Instant::now()))
    }

    /// News of a check count only while the conversation still has that very check.
    async fn news(&self, seat: Seat, check: &Check, event: Event) {
        self.take(seat, &Asked::within(None), event, Some(check), self.effort()).await;
    }

    async fn moved(&self, update: i64, from: ChatId, to: ChatId) {
        insist("a group could not be moved yet", || move_group(&self.desk, from, to)).await;
        self.forget(update).await;
    }

    /// Strikes off an update that asks for nothing.
    pub(super) async fn forget(&self, update: i64) {
        let strike_off = || {
            let mut transaction = Transaction::default();
            transaction.delete(Table::Inbox, inbox_key(update));
            self.desk.store.commit(transaction)
        };
        insist("an update could not be struck off yet", strike_off).await;
    }

    /// Takes a turn; goes on trying while the store fails, so that nothing is lost. No turn is due
    /// when the check it is news of is not the conversation's any more.
    async fn take(&self, seat: Seat, asked: &Asked, event: Event, of: Option<&Check>, mut effort: Effort) {
        while let Err(error) = self.attempt(seat, asked, event.clone(), of, &mut effort).await {
            effort.rest(&self.desk, seat, asked, &error).await;
        }
    }

    async fn attempt(
        &self,
        seat: Seat,
        asked: &Asked,
        event: Event,
        of: Option<&Check>,
        effort: &mut Effort,
    ) -> Result<(), StoreError> {
        let me = self.desk.me().await;
        let key = seat_key(seat);
        let before = self.desk.conversation(&key)?;
        let news;
        let asked = match of.map(|check| (check, before.check(check.id))) {
            None => asked,
            Some((check, Some(now))) if now.inquiry == check.inquiry && now.asked_at == check.asked_at => {
                // What the check quoted is gone once its group has a new id.
                news = Asked::about(now);
                &news
            }
            Some(_) => return Ok(()),
        };
        effort.report.describe(&event, &before);
        let remembered = self.desk.profile(seat.person)?;
        let _door = if event.is_about_access() { Some(self.desk.door.hold().await) } else { None };
        let (roster, drawn) = (self.desk.door.roster(), event.draws().map(draw));
        let visitor = Visitor {
            seat,
            standing: roster.standing(seat).with_rows(remembered.is_some()),
            roster: &roster,
            name: asked.name.as_deref().unwrap_or_default(),
            bot: &me.username,
            draw: drawn.as_ref(),
        };
        let profile = remembered.unwrap_or_default();
        if matches!(event, Event::Edited(_)) && said_before(&profile, seat, asked) {
            return self.desk.store.commit(struck_off(asked)).await;
        }
        let may_check = visitor.standing.may(Action::Check);
        let context = Context {
            now: self.desk.clock.now(),
            catalogue: &self.desk.catalogue,
            profile: &profile,
            chat: seat.chat.kind(),
            origin: asked.origin,
            visitor,
            trace: &effort.report.trace,
        };
        let answered = audit_notes::ending(&event);
        let Turn { mut next, mut effects } = advance(&context, Conversation::clone(&before), event);
        name_checks(&mut next, asked, seat);
        effects.extend(notes(&profile, seat, asked, &before, &next).into_iter().filter(|_| may_check));
        let (started, stopped) = difference(&before, &next);
        let staged = stage(seat, asked, effects, self.desk.profiles(), &me, context.now, context.trace);
        let now = context.now;
        if effort.answers_now() {
            acknowledge(&self.desk, asked, staged.toast);
        }
        let kept = asked.kept.as_ref().filter(|_| staged.erases);
        if !staged.erases && visitor.may(Action::Check) {
            self.desk.erasures.wrote(seat.person);
        }
        self.witness(&staged.changes, kept.map(|_| seat.person)).await?;
        let mut transaction = staged.transaction;
        let erased = match kept {
            Some(kept) => erase::everything(&self.desk, &mut transaction, seat, kept)?,
            None => Vec::new(),
        };
        let ended = stopped.iter().map(|check| (seat, check)).chain(erased.iter().map(|(seat, check)| (*seat, check)));
        audit_notes::note(&mut transaction, ended, answered, now, &effort.report.trace);
        keep(&mut transaction, self.desk.conversations(), key, &before, next);
        if let Some(update) = asked.update {
            transaction.delete(Table::Inbox, inbox_key(update));
        }
        roster::write(&mut transaction, &staged.changes);
        let mut owed = staged.owed;
        owed.extend(tell(&self.desk, staged.news, &effort.report.trace)?);
        let owed = self.courier.owe(&mut transaction, owed);
        let safe =
            if transaction.is_empty() { future::ready(Ok(())).boxed() } else { self.desk.store.commit(transaction) };
        // An inquiry changes nothing at the biller, so it need not wait for the disk; its answer
        // does, in this lane behind this turn.
        for check in stopped {
            self.checks.stop(seat, check.id);
        }
        for check in started {
            self.checks.start(self.lanes(), seat, check);
        }
        safe.await?;
        if kept.is_some() {
            self.desk.erasures.done(seat.person);
            self.desk.forget_known();
        }
        self.desk.door.apply(&staged.changes);
        menus::follow(&self.desk, &staged.changes);
        if staged.speaks && (kept.is_some() || !staged.erases) {
            menus::speak(&self.desk, seat.person);
        }
        effort.report.write();
        for cause in staged.causes.into_iter().chain(effort.report.cause.take()) {
            self.desk.alerts.raise(cause, Some(&effort.report.trace));
        }
        self.courier.take(owed);
        Ok(())
    }

    /// Seven characters to quote: unlike those of other turns for a long time.
    #[must_use]
    pub fn trace(&self) -> String {
        format!("{:07x}", self.traces.fetch_add(1, Ordering::Relaxed) & 0x0fff_ffff)
    }
}
