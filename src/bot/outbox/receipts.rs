//! Messages that Telegram has, until the store knows.
//!
//! Owns: striking off what was delivered, many at once. Must not know: what it said.
//!
//! One trip to the disk takes along whatever was delivered during the one before. A chat's next
//! message waits until the last one is struck off: a crash repeats one message of a chat at most.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::domain::check_id::CheckId;
use crate::domain::person::{ChatId, MessageId, PersonId};
use crate::ports::{StoreError, Table, Transaction};

use crate::bot::rows::{Shown, Slot, outbox_key, slot_key};
use crate::bot::services::{Services, insist, stored};

/// A message that is where it belongs.
pub(super) struct Receipt {
    /// Where it was owed.
    pub(super) chat: ChatId,
    /// Its place in the chat's order.
    pub(super) sequence: u64,
    /// Whether the chat took it; else nobody wants it any more.
    pub(super) taken: bool,
    /// The check whose message it is from now on.
    pub(super) check: Option<(PersonId, CheckId, MessageId)>,
    /// What that message shows.
    pub(super) shown: Shown,
}

/// Receipts that are being stored.
pub(super) struct Receipts {
    services: Arc<Services>,
    open: Mutex<Open>,
    stored: Notify,
}

#[derive(Default)]
struct Open {
    waiting: Vec<Receipt>,
    /// How many of a chat are not stored yet.
    chats: HashMap<ChatId, usize>,
    /// Whether a task stores them.
    busy: bool,
}

impl Receipts {
    /// None yet.
    pub(super) fn new(services: Arc<Services>) -> Arc<Self> {
        Arc::new(Self { services, open: Mutex::default(), stored: Notify::new() })
    }

    /// Takes one; it is stored soon, and tried until it is.
    pub(super) fn take(self: &Arc<Self>, receipt: Receipt) {
        let mut open = self.lock();
        *open.chats.entry(receipt.chat).or_default() += 1;
        open.waiting.push(receipt);
        if !mem::replace(&mut open.busy, true) {
            self.services.tasks.spawn(Arc::clone(self).store());
        }
    }

    /// Done once a chat has none that are not stored.
    pub(super) async fn settled(&self, chat: ChatId) {
        self.until(|open| !open.chats.contains_key(&chat)).await;
    }

    /// Done once all are stored.
    pub(super) async fn all_settled(&self) {
        self.until(|open| open.chats.is_empty()).await;
    }

    async fn until(&self, done: impl Fn(&Open) -> bool) {
        while !done(&self.lock()) {
            let stored = self.stored.notified();
            tokio::pin!(stored);
            // Before looking again, so that nothing is stored unseen in between.
            stored.as_mut().enable();
            if done(&self.lock()) {
                return;
            }
            stored.await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        // Nothing panics while it is held.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stores until there are no more.
    async fn store(self: Arc<Self>) {
        while let Some(receipts) = self.gathered() {
            insist("delivered messages could not be struck off yet", || self.strike_off(&receipts)).await;
            self.close(&receipts);
        }
    }

    fn gathered(&self) -> Option<Vec<Receipt>> {
        let mut open = self.lock();
        open.busy = !open.waiting.is_empty();
        open.busy.then(|| mem::take(&mut open.waiting))
    }

    async fn strike_off(&self, receipts: &[Receipt]) -> Result<(), StoreError> {
        let _here = self.services.migrations.staying(receipts.iter().map(|receipt| receipt.chat)).await;
        let mut transaction = Transaction::default();
        for receipt in receipts {
            let chat = self.services.migrations.whereabouts(receipt.chat);
            if receipt.taken {
                self.services.departed.welcome(&mut transaction, chat);
            }
            transaction.delete(Table::Outbox, outbox_key(chat, receipt.sequence));
            // A message in the place a group has left has a number that is another's here.
            if let Some((person, check, message)) = receipt.check.filter(|_| chat == receipt.chat) {
                let slot = Slot { message, at: self.services.clock.now(), shown: receipt.shown };
                self.services.erasures.wrote(person);
                transaction.put(Table::Slot, slot_key(chat, person, check), stored(&slot));
            }
        }
        self.services.store.commit(transaction).await
    }

    fn close(&self, receipts: &[Receipt]) {
        let mut open = self.lock();
        for receipt in receipts {
            if let Some(many) = open.chats.get_mut(&receipt.chat) {
                *many -= 1;
                if *many == 0 {
                    open.chats.remove(&receipt.chat);
                }
            }
        }
        if open.chats.is_empty() {
            // A burst's memory is given back once it is over.
            open.chats.shrink_to_fit();
        }
        drop(open);
        self.stored.notify_waiters();
    }
}
