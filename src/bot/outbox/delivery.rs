//! One message on its way.
//!
//! Owns: what Telegram's answer means for it. Must not know: which message comes next.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::domain::person::{ChatId, MessageId};
use crate::ports::{Alarm as _, Cause, StoreError, Table, Transaction};

use super::call::{call, is_editable};
use super::link::Link;
use super::making;
use super::parcel::Parcel;
use super::receipts::{Receipt, Receipts};
use crate::bot::backoff::Backoff;
use crate::bot::lanes::Lanes;
use crate::bot::rows::{Shown, Slot, Target, What, outbox_key, slot_key};
use crate::bot::services::Services;
use crate::telegram::api::ApiError;

/// What became of an attempt.
pub(super) enum Disposition {
    /// Telegram has it, under this id.
    Sent(Option<MessageId>),
    /// Not now, and not a moment sooner.
    Wait(Duration),
    Rest,
    /// Never, nor anything else owed to this chat so far.
    Gone,
    /// Differently, and at once.
    Again,
    /// Never.
    Pointless,
}

/// Where a message was sent, and what Telegram said.
type Attempt = (Target, Result<Option<MessageId>, ApiError>);

pub(super) struct Delivery<'a> {
    pub(super) services: &'a Arc<Services>,
    pub(super) line: &'a Link,
    pub(super) receipts: &'a Arc<Receipts>,
    pub(super) next: &'a AtomicU64,
    /// The chats' queues.
    pub(super) others: &'a Lanes<ChatId, Parcel>,
    /// The next sequence number when the last attempt began: messages from here on survive if it finds the chat gone.
    pub(super) began: u64,
    /// What shows a text where a file goes, or a file where a text goes: it is deleted once the new message is there.
    pub(super) replaced: Option<(ChatId, MessageId)>,
    pub(super) parcel: Parcel,
}

impl Delivery<'_> {
    /// Delivers it, or finds that nobody wants it any more; tries for as long as either takes.
    pub(super) async fn carry_out(mut self) {
        self.receipts.settled(self.parcel.owed.chat).await;
        let mut backoff = Backoff::of_telegram();
        loop {
            if self.services.departed.drops(self.chat(), self.parcel.sequence) || self.names_another() {
                return self.settle(Target::New, None);
            }
            let (target, attempt) = match self.attempt().await {
                Ok(Some(made)) => made,
                Ok(None) => return,
                // It may be erased, or belong in place of a message: sent blindly it would be said twice.
                Err(error) => {
                    log::error!(trace = self.parcel.owed.trace.as_str(), error:%; "a message waits for the store");
                    self.services.alerts.raise(Cause::StoreFails, None);
                    tokio::time::sleep(backoff.pause()).await;
                    continue;
                }
            };
            match self.judge(target, attempt).await {
                Disposition::Sent(message) => {
                    self.delete_replaced().await;
                    return self.settle(target, message);
                }
                Disposition::Pointless => return self.settle(target, None),
                Disposition::Again => {}
                Disposition::Wait(time) => tokio::time::sleep(time).await,
                Disposition::Rest => self.line.rest(backoff.pause()).await,
                Disposition::Gone => {
                    self.let_go().await;
                    return self.settle(target, None);
                }
            }
        }
    }

    /// Whether it deletes a message of the place that its group has left: in the new one that number is another's.
    fn names_another(&self) -> bool {
        matches!(self.parcel.owed.what, What::Delete(_)) && self.parcel.owed.chat != self.chat()
    }

    pub(super) fn chat(&self) -> ChatId {
        self.services.migrations.whereabouts(self.parcel.owed.chat)
    }

    /// Whether the message went with what was kept of its person. Looked up only once anybody's was.
    async fn is_erased(&self) -> Result<bool, StoreError> {
        if !self.services.has_erased() {
            return Ok(false);
        }
        // A row that migrates is for a moment under neither key.
        let _here = self.services.migrations.staying([self.parcel.owed.chat]).await;
        let key = outbox_key(self.chat(), self.parcel.sequence);
        Ok(self.services.store.get(Table::Outbox, &key).await?.is_none())
    }

    /// Tries once; `None` when the message is erased.
    async fn attempt(&mut self) -> Result<Option<Attempt>, StoreError> {
        if self.is_erased().await? {
            return Ok(None);
        }
        let Some(_turn) = self.line.turn().await else {
            return Ok(Some((Target::New, Err(ApiError::Unreachable("shutting down".into())))));
        };
        self.began = self.next.load(Ordering::Relaxed);
        let chat = self.chat();
        self.parcel.owed.go_to(chat);
        // Before the place is looked up: what cannot be made becomes a text, which goes elsewhere than a file.
        let file = making::file(self.services, &mut self.parcel.owed).await;
        let (target, shown) = self.target().await?;
        let (method, body) = call(&self.parcel.owed, chat, target, shown, file);
        let api = &self.services.api;
        let done = match self.parcel.owed.what {
            What::Say { .. } | What::File { .. } => api.message(method, body).await,
            What::Delete(_) => api.call(method, body.parameters).await.map(|_| None),
        };
        Ok(Some((target, done)))
    }

    /// Where the message goes as things stand, and what is shown there. What shows a check is edited if it can
    /// become what is owed; else a new message takes its place.
    async fn target(&mut self) -> Result<(Target, Shown), StoreError> {
        let owed = &self.parcel.owed;
        let wanted = match owed.what {
            What::Say { target, .. } | What::File { target, .. } => target,
            What::Delete(message) => Target::Edit(message),
        };
        let Target::Check(person, check) = wanted else { return Ok((wanted, self.shows())) };
        let chat = self.services.migrations.whereabouts(owed.chat);
        match self.services.read::<Slot>(&slot_key(chat, person, check)).await? {
            Some(slot) if is_editable(&owed.what, slot.shown) => return Ok((Target::Edit(slot.message), slot.shown)),
            Some(slot) => self.replaced = Some((chat, slot.message)),
            None => {}
        }
        Ok((wanted, self.shows()))
    }

    /// What the message shows once it is there.
    fn shows(&self) -> Shown {
        if matches!(self.parcel.owed.what, What::File { .. }) { Shown::File } else { Shown::Text }
    }

    async fn judge(&mut self, target: Target, attempt: Result<Option<MessageId>, ApiError>) -> Disposition {
        self.line.note(attempt.as_ref().err());
        let error = match attempt {
            Ok(message) => return Disposition::Sent(message),
            Err(error) => error,
        };
        match error {
            ApiError::AlreadyDone => Disposition::Sent(None),
            ApiError::RetryAfter(time) => Disposition::Wait(time),
            ApiError::Migrated(to) => self.follow(to).await,
            ApiError::EditTargetMissing => self.send_anew(target).await,
            ApiError::EditKindDiffers => {
                if let Target::Edit(message) = target {
                    self.replaced = Some((self.parcel.owed.chat, message));
                }
                self.send_anew(target).await
            }
            ApiError::TopicMissing if self.parcel.owed.topic.take().is_some() => {
                // What was asked there is gone with it, and a reply cannot say any more whom this is for.
                self.parcel.owed.name_asker();
                Disposition::Again
            }
            ApiError::ReplyMissing if self.answers_nothing() => Disposition::Again,
            ApiError::Unreachable(_) | ApiError::TokenRefused | ApiError::Conflict(_) => {
                log::warn!(trace = self.parcel.owed.trace.as_str(), error:%; "a message could not be delivered yet");
                Disposition::Rest
            }
            ApiError::Gone(_) => {
                log::info!(trace = self.parcel.owed.trace.as_str(), error:%; "a chat is gone, and what it was owed");
                Disposition::Gone
            }
            ApiError::Silenced(_) => {
                log::info!(trace = self.parcel.owed.trace.as_str(), error:%; "a chat does not let the bot write");
                self.say_elsewhere().await
            }
            ApiError::TopicMissing | ApiError::ReplyMissing => {
                log::info!(trace = self.parcel.owed.trace.as_str(), error:%; "a message has nobody to go to");
                Disposition::Pointless
            }
            ApiError::Refused { .. } => {
                log::error!(trace = self.parcel.owed.trace.as_str(), error:%; "telegram refuses a message");
                self.services.alerts.raise(Cause::MessageRefused, Some(&self.parcel.owed.trace));
                Disposition::Pointless
            }
        }
    }

    /// Takes the answered message out of it, when there is one.
    fn answers_nothing(&mut self) -> bool {
        let (What::Say { reply_to, .. } | What::File { reply_to, .. }) = &mut self.parcel.owed.what else {
            return false;
        };
        let answered = reply_to.take().is_some();
        if answered {
            self.parcel.owed.name_asker();
        }
        answered
    }

    async fn follow(&self, to: ChatId) -> Disposition {
        match self.services.migrate(self.parcel.owed.chat, to).await {
            Ok(()) => Disposition::Again,
            Err(_) => Disposition::Rest,
        }
    }

    /// Messages that came to be since the attempt began may be for somebody who is back.
    async fn let_go(&self) {
        let mut transaction = Transaction::default();
        self.services.departed.leave(&mut transaction, self.chat(), self.began, self.services.clock.now());
        if let Err(error) = self.services.store.commit(transaction).await {
            log::warn!(error:%; "that a chat is gone could not be stored; the next start finds out again");
        }
    }

    /// The message to edit is gone, or shows another kind: a new one takes its place.
    async fn send_anew(&mut self, target: Target) -> Disposition {
        let chat = self.services.migrations.whereabouts(self.parcel.owed.chat);
        let (What::Say { target: wanted, .. } | What::File { target: wanted, .. }) = &mut self.parcel.owed.what else {
            return Disposition::Pointless;
        };
        match (&*wanted, target) {
            (Target::Check(person, check), Target::Edit(_)) => {
                let mut transaction = Transaction::default();
                transaction.delete(Table::Slot, slot_key(chat, *person, *check));
                let _ = self.services.store.commit(transaction).await;
            }
            _ => *wanted = Target::New,
        }
        Disposition::Again
    }

    /// The message is where it belongs: it is no longer owed, and a check knows its message.
    fn settle(&self, target: Target, message: Option<MessageId>) {
        let check = match (target, message) {
            (Target::Check(person, check), Some(message)) => Some((person, check, message)),
            _ => None,
        };
        let Parcel { sequence, owed } = &self.parcel;
        let receipt =
            Receipt { chat: owed.chat, sequence: *sequence, taken: message.is_some(), check, shown: self.shows() };
        self.receipts.take(receipt);
    }
}
