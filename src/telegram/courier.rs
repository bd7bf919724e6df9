//! Delivery: the only part that sends messages.
//!
//! Owns: owed messages until Telegram has them. A row goes only once it is delivered, or once
//! delivering it has become pointless. Must not know: why a message is owed.
//!
//! A chat's messages go out one after another, different chats at once. A 429 pauses the chat it
//! was given to and no other; speed is not limited by guesses.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::domain::person::{ChatId, MessageId};
use crate::ports::{Batch, StoreError, Table, envelope};

use super::api::ApiError;
use super::desk::{Desk, VERSION, insist, stored};
use super::lanes::{Item, Lanes, Work};
use super::moving::move_group;
use super::request::request;
use super::rows::{Owed, Slot, Target, What, outbox_key, outbox_sequence, slot_key};

/// Requests under way at once; more would only queue in the network.
const AT_ONCE: usize = 128;
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Takes owed messages to their chats. Cheap to clone.
#[derive(Clone)]
pub struct Courier {
    lanes: Lanes<ChatId, Parcel>,
    next: Arc<AtomicU64>,
}

/// An owed message and its place in the chat's order.
struct Parcel {
    sequence: u64,
    owed: Owed,
}

impl Item for Parcel {
    type Stub = ();

    fn stub(&self) {}
}

impl Courier {
    /// A courier for this desk. Sequences go on from the clock, so they grow across restarts.
    #[must_use]
    pub fn new(desk: Arc<Desk>) -> Self {
        let started = desk.clock.now().timestamp_micros().unsigned_abs();
        let at_once = Arc::new(Semaphore::new(AT_ONCE));
        let all: Arc<OnceLock<Lanes<ChatId, Parcel>>> = Arc::default();
        let others = Arc::clone(&all);
        let lanes = Lanes::new(move |chat, work| {
            let (desk, at_once, others) = (Arc::clone(&desk), Arc::clone(&at_once), Arc::clone(&others));
            async move {
                let now_at = desk.whereabouts(chat);
                match (work, others.get()) {
                    // The group has a new id since: two lanes would not heed each other's pauses.
                    (Work::Do(parcel), Some(lanes)) if now_at != chat => lanes.push(now_at, parcel),
                    (Work::Do(parcel), _) => Delivery { desk: &desk, at_once: &at_once, parcel }.carry_out().await,
                    // The row is still there; the next start tries again.
                    (Work::Broken(()), _) => log::error!("delivering a message broke; it stays owed"),
                }
            }
        });
        let _ = all.set(lanes.clone());
        Self { lanes, next: Arc::new(AtomicU64::new(started)) }
    }

    /// Adds owed messages to a batch; give the result to [`Courier::take`] once it is safe.
    #[must_use]
    pub fn owe(&self, batch: &mut Batch, messages: Vec<Owed>) -> Vec<(u64, Owed)> {
        messages
            .into_iter()
            .map(|owed| {
                let sequence = self.next.fetch_add(1, Ordering::Relaxed);
                batch.put(Table::Outbox, outbox_key(owed.chat, sequence), stored(&owed));
                (sequence, owed)
            })
            .collect()
    }

    /// Takes messages whose rows are safe.
    pub fn take(&self, messages: Vec<(u64, Owed)>) {
        for (sequence, owed) in messages {
            self.lanes.push(owed.chat, Parcel { sequence, owed });
        }
    }

    /// Takes up what a former run still owed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn resume(&self, desk: &Desk) -> Result<usize, StoreError> {
        let rows = desk.store.scan(Table::Outbox, &[], usize::MAX)?;
        let owed = rows
            .iter()
            .filter_map(|(key, value)| Some((outbox_sequence(key)?, envelope::decode::<Owed>(VERSION, value)?)));
        let owed: Vec<_> = owed.collect();
        let many = owed.len();
        // A clock set back must not put what comes now before what was owed already.
        let last = owed.iter().map(|(sequence, _)| *sequence).max();
        self.next.fetch_max(last.map_or(0, |last| last + 1), Ordering::Relaxed);
        self.take(owed);
        Ok(many)
    }

    /// Messages not yet delivered.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.lanes.waiting()
    }

    /// Done once everything is delivered.
    pub async fn idle(&self) {
        self.lanes.at_most(0).await;
    }
}

/// What became of an attempt.
enum Verdict {
    /// Telegram has it, under this id.
    Sent(Option<MessageId>),
    /// Not now.
    Wait(Duration),
    /// Differently, and at once.
    Again,
    /// Never.
    Pointless,
}

struct Delivery<'a> {
    desk: &'a Arc<Desk>,
    at_once: &'a Semaphore,
    parcel: Parcel,
}

impl Delivery<'_> {
    async fn carry_out(mut self) {
        let mut pause = FIRST_PAUSE;
        loop {
            if self.is_erased() {
                return;
            }
            let (target, attempt) = self.attempt().await;
            match self.judge(target, attempt, pause).await {
                Verdict::Sent(message) => return self.settle(target, message).await,
                Verdict::Pointless => return self.settle(target, None).await,
                Verdict::Again => {}
                Verdict::Wait(time) => {
                    tokio::time::sleep(time).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Whether the message went with what was kept of its person. Looked up only once anybody's was.
    fn is_erased(&self) -> bool {
        let owed = &self.parcel.owed;
        self.desk.has_erased() && {
            let key = outbox_key(self.desk.whereabouts(owed.chat), self.parcel.sequence);
            matches!(self.desk.store.get(Table::Outbox, &key), Ok(None))
        }
    }

    async fn attempt(&mut self) -> (Target, Result<Option<MessageId>, ApiError>) {
        let Ok(_slot) = self.at_once.acquire().await else {
            return (Target::New, Err(ApiError::Unreachable("shutting down".to_owned())));
        };
        let chat = self.desk.whereabouts(self.parcel.owed.chat);
        self.parcel.owed.go_to(chat);
        let target = self.target();
        let (method, body) = request(&self.parcel.owed, chat, target);
        let api = &self.desk.api;
        let done = match self.parcel.owed.what {
            What::Say { .. } => api.message(method, body).await.map(Some),
            What::Delete(_) => api.call(method, body).await.map(|_| None),
        };
        (target, done)
    }

    /// Where the message goes as things stand: a check's message may be there by now.
    fn target(&self) -> Target {
        let owed = &self.parcel.owed;
        match owed.what {
            What::Say { target: Target::Check(person, check), .. } => {
                let key = slot_key(self.desk.whereabouts(owed.chat), person, check);
                let shown = self.desk.read::<Slot>(Table::Slot, &key);
                shown.map_or(Target::Check(person, check), |slot| Target::Edit(slot.message))
            }
            What::Say { target, .. } => target,
            What::Delete(message) => Target::Edit(message),
        }
    }

    async fn judge(
        &mut self,
        target: Target,
        attempt: Result<Option<MessageId>, ApiError>,
        pause: Duration,
    ) -> Verdict {
        let error = match attempt {
            Ok(message) => return Verdict::Sent(message),
            Err(error) => error,
        };
        match error {
            ApiError::AlreadyDone => Verdict::Sent(None),
            ApiError::RetryAfter(time) => Verdict::Wait(time),
            ApiError::Migrated(to) => self.follow(to, pause).await,
            ApiError::EditTargetMissing => self.send_anew(target).await,
            ApiError::TopicMissing if self.parcel.owed.topic.take().is_some() => Verdict::Again,
            ApiError::Unreachable(_) | ApiError::TokenRefused | ApiError::Conflict(_) => {
                log::warn!(trace = self.parcel.owed.trace.as_str(), error:%; "a message could not be delivered yet");
                Verdict::Wait(pause)
            }
            ApiError::Gone(_) | ApiError::TopicMissing => {
                log::info!(trace = self.parcel.owed.trace.as_str(), error:%; "a message has nobody to go to");
                Verdict::Pointless
            }
            ApiError::Refused { .. } => {
                log::error!(trace = self.parcel.owed.trace.as_str(), error:%; "telegram refuses a message");
                Verdict::Pointless
            }
        }
    }

    async fn follow(&self, to: ChatId, pause: Duration) -> Verdict {
        match move_group(self.desk, self.parcel.owed.chat, to).await {
            Ok(()) => Verdict::Again,
            Err(_) => Verdict::Wait(pause),
        }
    }

    /// The message to edit is gone: a new one takes its place.
    async fn send_anew(&mut self, target: Target) -> Verdict {
        let chat = self.desk.whereabouts(self.parcel.owed.chat);
        let What::Say { target: wanted, .. } = &mut self.parcel.owed.what else {
            return Verdict::Pointless;
        };
        match (&*wanted, target) {
            (Target::Check(person, check), Target::Edit(_)) => {
                let mut batch = Batch::default();
                batch.delete(Table::Slot, slot_key(chat, *person, *check));
                let _ = self.desk.store.commit(batch).await;
            }
            _ => *wanted = Target::New,
        }
        Verdict::Again
    }

    /// The message is where it belongs: it is no longer owed, and a check knows its message. The
    /// chat's next message waits for that, so that a crash repeats one message of a chat at most.
    async fn settle(&self, target: Target, message: Option<MessageId>) {
        insist("a delivered message could not be struck off yet", || self.strike_off(target, message)).await;
    }

    async fn strike_off(&self, target: Target, message: Option<MessageId>) -> Result<(), StoreError> {
        let _here = self.desk.staying().await;
        let chat = self.desk.whereabouts(self.parcel.owed.chat);
        let mut batch = Batch::default();
        batch.delete(Table::Outbox, outbox_key(chat, self.parcel.sequence));
        if let (Target::Check(person, check), Some(message)) = (target, message) {
            let slot = Slot { message, at: self.desk.clock.now() };
            batch.put(Table::Slot, slot_key(chat, person, check), stored(&slot));
        }
        self.desk.store.commit(batch).await
    }
}
