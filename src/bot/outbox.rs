//! Delivery: the only part that sends messages.
//!
//! Owns: owed messages until Telegram has them. A row goes only once it is delivered, or once
//! delivering it has become pointless. Must not know: why a message is owed.
//!
//! A chat's messages go out one after another, different chats at once. A 429 pauses the chat it
//! was given to and no other; speed is not limited by guesses.

pub(super) mod asides;
pub(super) mod call;
mod delivery;
pub mod departed;
mod elsewhere;
mod further;
pub mod link;
mod making;
mod parcel;
mod receipts;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crate::domain::person::ChatId;
use crate::ports::{StoreError, Table, Transaction};

use super::lanes::{LaneWork, Lanes};
use super::outbox::link::Link;
use super::rows::{Owed, all, outbox_key, outbox_sequence, stored};
use super::services::Services;

use delivery::Delivery;
use parcel::Parcel;
use receipts::Receipts;

/// Takes owed messages to their chats. Cheap to clone.
#[derive(Clone)]
pub struct Outbox {
    lanes: Lanes<ChatId, Parcel>,
    receipts: Arc<Receipts>,
    line: Arc<Link>,
    next: Arc<AtomicU64>,
}

impl Outbox {
    /// An outbox over these services. Sequences go on from the clock, so they grow across restarts.
    #[must_use]
    pub fn new(services: Arc<Services>) -> Self {
        let started = services.clock.now().timestamp_micros().unsigned_abs();
        let (line, next) = (Arc::new(Link::new(started)), Arc::new(AtomicU64::new(started)));
        let (receipts, sequences) = (Receipts::new(Arc::clone(&services)), Arc::clone(&next));
        let (given, tried) = (Arc::clone(&receipts), Arc::clone(&line));
        let all: Arc<OnceLock<Lanes<ChatId, Parcel>>> = Arc::default();
        let others = Arc::clone(&all);
        let lanes = Lanes::new(move |chat, work| {
            let (services, line, next) = (Arc::clone(&services), Arc::clone(&tried), Arc::clone(&sequences));
            let (others, receipts) = (Arc::clone(&others), Arc::clone(&given));
            async move {
                let now_at = services.migrations.whereabouts(chat);
                match (work, others.get()) {
                    // The group has a new id since: two lanes would not heed each other's pauses.
                    (LaneWork::Do(parcel), Some(lanes)) if now_at != chat => lanes.push(now_at, parcel),
                    (LaneWork::Do(parcel), Some(others)) => {
                        let (services, line, receipts, next) = (&services, &line, &receipts, &next);
                        let delivery =
                            Delivery { services, line, receipts, next, others, began: 0, replaced: None, parcel };
                        delivery.carry_out().await;
                    }
                    (LaneWork::Do(_), None) => log::error!("a message came before its queue; it stays owed"),
                    // The row is still there; the next start tries again.
                    (LaneWork::Broken(()), _) => log::error!("delivering a message broke; it stays owed"),
                }
            }
        });
        let _ = all.set(lanes.clone());
        Self { lanes, receipts, line, next }
    }

    /// Adds owed messages to a transaction; give the result to [`Outbox::take`] once it is safe.
    #[must_use]
    pub fn owe(&self, transaction: &mut Transaction, messages: Vec<Owed>) -> Vec<(u64, Owed)> {
        messages
            .into_iter()
            .map(|owed| {
                let sequence = self.next.fetch_add(1, Ordering::Relaxed);
                transaction.put(Table::Outbox, outbox_key(owed.chat, sequence), stored(&owed));
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

    /// Takes up what a former run still owed. What cannot be understood stays, and the owners hear of it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn resume(&self, services: &Services) -> Result<usize, StoreError> {
        let mut owed = Vec::new();
        for (key, row) in all::<Owed>(services.store.as_ref()).await? {
            match row {
                Ok(message) => owed.extend(outbox_sequence(&key).map(|sequence| (sequence, message))),
                Err(illegible) => services.note_illegible(&illegible),
            }
        }
        let many = owed.len();
        // A clock set back must not put what comes now before what was owed already.
        let last = owed.iter().map(|(sequence, _)| *sequence).max();
        self.next.fetch_max(last.map_or(0, |last| last + 1), Ordering::Relaxed);
        self.take(owed);
        Ok(many)
    }

    /// Somebody else found that Telegram can be reached again: nobody waits any longer to try.
    pub fn line_works(&self) {
        self.line.note(None);
    }

    /// Messages not yet delivered.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.lanes.waiting()
    }

    /// Messages not yet delivered to one chat, the one on its way not counted.
    #[must_use]
    pub fn waiting_for(&self, chat: ChatId) -> usize {
        self.lanes.waiting_in(&chat)
    }

    /// Done once nothing is owed any more, and the store knows.
    pub async fn all_delivered(&self) {
        self.lanes.at_most(0).await;
        self.receipts.all_settled().await;
    }

    /// Done once no more messages wait than `most`.
    pub async fn at_most(&self, most: usize) {
        self.lanes.at_most(most).await;
    }
}
