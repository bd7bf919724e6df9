//! A group becomes a supergroup: its id changes, nothing else does.
//!
//! Owns: where groups went, the rows that go along, and what becomes of everything that names a place it has left.
//! Must not know: what any of it says.
//!
//! Private chats never migrate, and never ask.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use tokio::sync::RwLockReadGuard;

use crate::dialogue::Conversation;
use crate::domain::person::{ChatId, ChatKind, Seat};
use crate::ports::{Key, Pages, Store, StoreError, Table, Transaction};

use super::roster::{self, SharedRoster};
use super::rows::{Illegible, Move, all, chat_of, chat_prefix, read, stored};

/// Where groups went.
#[derive(Default)]
pub struct Migrations {
    to: RwLock<HashMap<ChatId, ChatId>>,
    gate: tokio::sync::RwLock<()>,
}

/// Keeps groups where they are, while it lives.
#[must_use = "a group may migrate as soon as it is dropped"]
pub struct Staying<'a>(#[expect(dead_code, reason = "held for its drop")] Option<RwLockReadGuard<'a, ()>>);

impl Migrations {
    /// As the store remembers, and the rows of it that cannot be understood.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn recall(store: &dyn Store) -> Result<(Self, Vec<Illegible>), StoreError> {
        let (migrations, mut illegible) = (Self::default(), Vec::new());
        for (_, row) in all::<Move>(store).await? {
            match row {
                Ok((from, to)) => migrations.note(from, to),
                Err(row) => illegible.push(row),
            }
        }
        Ok((migrations, illegible))
    }

    /// Where a chat is now.
    #[must_use]
    pub fn whereabouts(&self, chat: ChatId) -> ChatId {
        if chat.kind() == ChatKind::Private {
            return chat;
        }
        let moves = self.to.read().unwrap_or_else(PoisonError::into_inner);
        let mut now = chat;
        while let Some(next) = moves.get(&now).filter(|next| **next != now) {
            now = *next;
        }
        now
    }

    /// Where a conversation is now.
    #[must_use]
    pub fn seat(&self, seat: Seat) -> Seat {
        Seat { chat: self.whereabouts(seat.chat), ..seat }
    }

    /// Keeps groups from migrating while rows of these chats are written. Nobody who holds it may ask for it again: one
    /// that migrates meanwhile waits for the first and holds up the second.
    pub async fn staying(&self, chats: impl IntoIterator<Item = ChatId>) -> Staying<'_> {
        let may_migrate = chats.into_iter().any(|chat| chat.kind() == ChatKind::Group);
        Staying(if may_migrate { Some(self.gate.read().await) } else { None })
    }

    /// Takes everything of a group to its new id, in one transaction. Doing it twice is harmless: Telegram tells both
    /// the old and the new group.
    ///
    /// # Errors
    /// [`StoreError`] when nothing was moved.
    pub async fn migrate(&self, store: &dyn Store, roster: &SharedRoster, (from, to): Move) -> Result<(), StoreError> {
        if from == to || self.whereabouts(from) == self.whereabouts(to) {
            return Ok(());
        }
        let _alone = self.gate.write().await;
        // Transactions are written in the order they were handed over: once this one is, so is everything
        // that was struck off before, and nothing gone is taken along.
        store.commit(Transaction::default()).await?;
        let mut transaction = Transaction::default();
        transaction.put(Table::Moved, chat_prefix(from), stored(&(from, to)));
        take_along(store, &mut transaction, Table::Conversation, (from, to), joined).await?;
        take_along(store, &mut transaction, Table::Outbox, (from, to), |owed, _| owed).await?;
        take_along(store, &mut transaction, Table::Group, (from, to), |group, _| group).await?;
        roster::wait_on(&mut transaction, from, to);
        leave_slots(store, &mut transaction, from).await?;
        store.commit(transaction).await?;
        self.note(from, to);
        roster.moved(from, to);
        log::info!("a group became a supergroup and kept its conversations");
        Ok(())
    }

    fn note(&self, from: ChatId, to: ChatId) {
        self.to.write().unwrap_or_else(PoisonError::into_inner).insert(from, to);
    }

    /// Where a row lies by now: those that migrate with their group keep the rest of their key.
    pub(super) fn key(&self, table: Table, found: &[u8]) -> Key {
        let migrates = matches!(table, Table::Conversation | Table::Outbox);
        match found.split_first_chunk::<8>().map(|(chat, rest)| (chat_of(chat), rest)) {
            Some((Some(chat), rest)) if migrates => [chat_prefix(self.whereabouts(chat)).as_slice(), rest].concat(),
            _ => found.to_vec(),
        }
    }
}

async fn take_along(
    store: &dyn Store,
    transaction: &mut Transaction,
    table: Table,
    (from, to): Move,
    change: impl Fn(Vec<u8>, Option<Vec<u8>>) -> Vec<u8>,
) -> Result<(), StoreError> {
    let (old, new) = (chat_prefix(from), chat_prefix(to));
    let mut pages = Pages::starting_with(store, table, old.clone());
    while let Some(page) = pages.next().await? {
        for (key, value) in page {
            let moved = [new.as_slice(), &key[old.len()..]].concat();
            let there = store.get(table, &moved).await?;
            transaction.put(table, moved, change(value, there));
            transaction.delete(table, key);
        }
    }
    Ok(())
}

/// Messages are numbered anew in the new group: what stood under an old number is another's there.
async fn leave_slots(store: &dyn Store, transaction: &mut Transaction, from: ChatId) -> Result<(), StoreError> {
    let mut slots = Pages::starting_with(store, Table::Slot, chat_prefix(from));
    while let Some(page) = slots.next().await? {
        for (key, _) in page {
            transaction.delete(Table::Slot, key);
        }
    }
    Ok(())
}

/// What becomes of a conversation. Somebody may have begun another in the new group before we heard of it: that one goes
/// on, and what was asked in the old one is answered all the same.
fn joined(from: Vec<u8>, there: Option<Vec<u8>>) -> Vec<u8> {
    // One that cannot be understood is told of when somebody talks there.
    let Ok(mut conversation) = read::<Conversation>(&from).map(Relocate::relocated) else {
        return there.unwrap_or(from);
    };
    if let Some(mut begun) = there.and_then(|row| read::<Conversation>(&row).ok()) {
        begun.checks.append(&mut conversation.checks);
        conversation = begun;
    }
    stored(&conversation)
}

/// Something that names messages or checks of the place it is in.
pub(super) trait Relocate {
    /// The same once its group has a new id. Messages are numbered anew there: what was known by the number of one is
    /// known by it no more.
    #[must_use]
    fn relocated(self) -> Self;
}

/// Its answers quote no message of the old group, and its checks have names of their own.
impl Relocate for Conversation {
    fn relocated(mut self) -> Self {
        for check in &mut self.checks {
            (check.quote, check.id) = (None, check.id.before_migration());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;

    #[tokio::test]
    async fn a_group_is_waited_for_while_it_migrates_and_a_private_chat_is_not() {
        let migrations = Migrations::default();
        let alone = migrations.gate.write().await;
        assert!(migrations.staying([ChatId(7), ChatId(-7)]).now_or_never().is_none());
        assert!(migrations.staying([ChatId(7)]).now_or_never().is_some());
        drop(alone);
        assert!(migrations.staying([ChatId(-7)]).now_or_never().is_some());
    }

    #[test]
    fn whoever_went_twice_is_where_they_went_last() {
        let migrations = Migrations::default();
        migrations.note(ChatId(-1), ChatId(-2));
        migrations.note(ChatId(-2), ChatId(-3));
        assert_eq!([-1, -2, -9, 1].map(|id| migrations.whereabouts(ChatId(id)).0), [-3, -3, -9, 1]);
    }
}
