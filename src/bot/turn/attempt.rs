//! One attempt at a turn, step by step: load what it rests on, decide, plan what is said, answer the press, commit,
//! publish.
//!
//! Owns: the order of these steps. Must not know: what the conversation decides.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::MutexGuard;

use crate::dialogue::{Check, Context, Conversation, Draw, Effect, Event, Rows, Turn, Visitor, advance};
use crate::domain::access::{Action, Standing};
use crate::domain::check_id::CheckId;
use crate::domain::person::{PersonId, Seat};
use crate::domain::profile::Profile;
use crate::domain::roster::Roster;
use crate::ports::{Alarm as _, StoreError, Table, Transaction};

use super::Turns;
use super::audit_notes;
use super::diff::{difference, keep};
use super::effort::Effort;
use super::notes::{name_checks, notes, said_before, struck_off};
use super::staging::{Staged, stage, tell};
use super::trigger::Trigger;
use crate::bot::outbox::asides::acknowledge;
use crate::bot::roster::{self, secrets::draw};
use crate::bot::rows::{Owed, inbox_key, seat_key};
use crate::bot::services::Me;
use crate::bot::upkeep::{erase, menus};

/// What a turn rests on, as it was read.
struct Grounds<'a> {
    seat: Seat,
    trigger: Cow<'a, Trigger>,
    me: Arc<Me>,
    before: Arc<Conversation>,
    profile: Option<Arc<Profile>>,
    last_use: Option<DateTime<Utc>>,
    roster: Arc<Roster>,
    draw: Option<Draw>,
    now: DateTime<Utc>,
    /// Keeps the roster as it is until everybody sees what the turn made of it.
    _alone: Option<MutexGuard<'a, ()>>,
}

impl Grounds<'_> {
    fn standing(&self) -> Standing {
        self.roster.standing(self.seat).with_rows(self.profile.is_some())
    }
}

/// What the conversation made of its event.
struct Decision {
    next: Conversation,
    effects: Vec<Effect>,
    /// The check that the event ended, and how.
    ended: Option<(CheckId, &'static str)>,
}

/// What is to be written, said and done.
struct Plan {
    next: Conversation,
    staged: Staged,
    ended: Option<(CheckId, &'static str)>,
    started: Vec<Check>,
    stopped: Vec<Check>,
}

/// What is safe on disk, and nobody has seen yet.
struct Done {
    staged: Staged,
    /// What is owed, by its sequence.
    owed: Vec<(u64, Owed)>,
}

impl Turns {
    /// Takes a turn, unless the check that it is news of is not the conversation's any more.
    ///
    /// # Errors
    /// [`StoreError`] when nothing of it is stored. It may be tried again: a press is answered and a check asked once.
    pub(super) async fn attempt(
        &self,
        seat: Seat,
        trigger: &Trigger,
        event: Event,
        of: Option<&Check>,
        effort: &mut Effort,
    ) -> Result<(), StoreError> {
        let Some(grounds) = self.load(seat, trigger, &event, of).await? else { return Ok(()) };
        effort.report.describe(&event, &grounds.before);
        if matches!(event, Event::Edited(_))
            && grounds.profile.as_ref().is_some_and(|it| said_before(it, seat, trigger))
        {
            return self.services.store.commit(struck_off(trigger)).await;
        }
        let decision = self.decide(&grounds, event, &effort.report.trace);
        let mut plan = self.plan(&grounds, decision, &effort.report.trace);
        if effort.answers_now() {
            // Before anything is stored: whoever pressed waits for it.
            acknowledge(&self.services, &grounds.trigger, plan.staged.toast.take());
        }
        let done = self.commit(&grounds, plan, effort).await?;
        self.publish(&grounds, done, effort).await;
        Ok(())
    }

    /// Reads what the turn rests on; `None` when it is news of a check that the conversation has no more.
    async fn load<'a>(
        &'a self,
        seat: Seat,
        trigger: &'a Trigger,
        event: &Event,
        of: Option<&Check>,
    ) -> Result<Option<Grounds<'a>>, StoreError> {
        let me = self.services.me().await;
        let before = self.services.conversation(&seat_key(seat)).await?;
        let trigger = match of.map(|check| (check, before.check(check.id))) {
            None => Cow::Borrowed(trigger),
            Some((check, Some(now))) if now.inquiry == check.inquiry && now.asked_at == check.asked_at => {
                // What the check quoted is gone once its group has a new id.
                Cow::Owned(Trigger::about(now))
            }
            Some(_) => return Ok(None),
        };
        let profile = self.services.profile(seat.person).await?;
        let requires = event.requires();
        let about = match requires.rows {
            Rows::OwnAnd(person) => self.services.profile(person).await?,
            Rows::Own | Rows::Everything => None,
        };
        // Before the roster is read: nobody may change it between here and there.
        let alone = if requires.alone { Some(self.services.roster.hold().await) } else { None };
        Ok(Some(Grounds {
            seat,
            trigger,
            me,
            before,
            profile,
            last_use: about.and_then(|profile| profile.touched),
            roster: self.services.roster.current(),
            draw: requires.secret.map(draw),
            now: self.services.clock.now(),
            _alone: alone,
        }))
    }

    /// Has the conversation decide, and adds what it need not know.
    fn decide(&self, grounds: &Grounds<'_>, event: Event, trace: &str) -> Decision {
        let Grounds { seat, trigger, before, .. } = grounds;
        let visitor = Visitor {
            seat: *seat,
            standing: grounds.standing(),
            roster: &grounds.roster,
            name: trigger.name.as_deref().unwrap_or_default(),
            title: trigger.title.as_deref().unwrap_or_default(),
            bot: &grounds.me.username,
            draw: grounds.draw.as_ref(),
        };
        let newcomer = Profile::default();
        let profile = grounds.profile.as_deref().unwrap_or(&newcomer);
        let context = Context {
            now: grounds.now,
            catalogue: &self.services.catalogue,
            profile,
            last_use: grounds.last_use,
            chat: seat.chat.kind(),
            origin: trigger.origin,
            visitor,
            trace,
        };
        let ended = audit_notes::ending(&event);
        let Turn { mut next, mut effects } = advance(&context, Conversation::clone(before), event);
        name_checks(&mut next, trigger, *seat);
        if visitor.may(Action::Check) {
            effects.extend(notes(profile, *seat, trigger, before, &next));
        }
        Decision { next, effects, ended }
    }

    /// What is to be written, said and done for it.
    fn plan(&self, grounds: &Grounds<'_>, decision: Decision, trace: &str) -> Plan {
        let Decision { next, effects, ended } = decision;
        let (started, stopped) = difference(&grounds.before, &next);
        let known = self.services.profiles();
        let staged = stage(grounds.seat, &grounds.trigger, effects, known, &grounds.me, grounds.now, trace);
        Plan { next, staged, ended, started, stopped }
    }

    /// Writes everything in one transaction, asks what is to be asked, and is done when all is safe.
    async fn commit(&self, grounds: &Grounds<'_>, mut plan: Plan, effort: &Effort) -> Result<Done, StoreError> {
        let (seat, trace) = (grounds.seat, effort.report.trace.as_str());
        if !plan.staged.erases && grounds.standing().may(Action::Check) {
            self.services.erasures.wrote(seat.person);
        }
        self.witness(&plan.staged.changes, erased(grounds, &plan.staged)).await?;
        let mut transaction = self.write(grounds, &mut plan, trace).await?;
        let Plan { mut staged, started, stopped, .. } = plan;
        let mut owed = std::mem::take(&mut staged.owed);
        owed.extend(tell(&self.services, std::mem::take(&mut staged.news), trace).await?);
        let owed = self.outbox.owe(&mut transaction, owed);
        let safe = (!transaction.is_empty()).then(|| self.services.store.commit(transaction));
        // An inquiry changes nothing at the biller, so it need not wait for the disk; its answer
        // does, in this lane behind this turn.
        for check in stopped {
            self.checks.stop(seat, check.id);
        }
        for check in started {
            self.checks.start(self.lanes(), seat, check, effort.told.clone());
        }
        if let Some(safe) = safe {
            safe.await?;
        }
        Ok(Done { staged, owed })
    }

    /// The rows of the turn, but for the messages owed.
    async fn write(&self, grounds: &Grounds<'_>, plan: &mut Plan, trace: &str) -> Result<Transaction, StoreError> {
        let (seat, now) = (grounds.seat, grounds.now);
        let mut transaction = std::mem::take(&mut plan.staged.transaction);
        let erased = match grounds.trigger.kept.as_ref().filter(|_| plan.staged.erases) {
            Some(kept) => erase::everything(&self.services, &mut transaction, seat, kept).await?,
            None => Vec::new(),
        };
        let stopped = plan.stopped.iter().map(|check| (seat, check));
        let ended = stopped.chain(erased.iter().map(|(seat, check)| (*seat, check)));
        audit_notes::note(&mut transaction, ended, plan.ended, now, trace);
        let next = std::mem::take(&mut plan.next);
        keep(&mut transaction, self.services.conversations(), seat_key(seat), &grounds.before, next);
        if let Some(update) = grounds.trigger.update {
            transaction.delete(Table::Inbox, inbox_key(update));
        }
        roster::write(&mut transaction, &plan.staged.changes);
        Ok(transaction)
    }

    /// Lets everybody see what is safe: the roster, the menus, the owners, the log, and those who are owed messages.
    async fn publish(&self, grounds: &Grounds<'_>, done: Done, effort: &mut Effort) {
        let Done { staged, owed } = done;
        let (person, erased) = (grounds.seat.person, erased(grounds, &staged));
        if erased.is_some() {
            self.services.erasures.done(person);
            self.services.forget_known();
        }
        self.services.roster.apply(&staged.changes);
        menus::follow(&self.services, &staged.changes).await;
        if staged.speaks && (erased.is_some() || !staged.erases) {
            menus::speak(&self.services, person).await;
        }
        effort.report.write();
        for cause in staged.causes.into_iter().chain(effort.report.cause.take()) {
            self.services.alerts.raise(cause, Some(&effort.report.trace));
        }
        self.outbox.take(owed);
    }
}

/// The person whose rows go with the turn.
fn erased(grounds: &Grounds<'_>, staged: &Staged) -> Option<PersonId> {
    (staged.erases && grounds.trigger.kept.is_some()).then_some(grounds.seat.person)
}
