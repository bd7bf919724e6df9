//! Chats that want nothing from the bot: who blocked it, groups that put it out.
//!
//! Owns: which chats are gone, as rows and in memory. Must not know: what they were owed.
//!
//! A chat is back when an update comes from it, or when it takes a message.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{PoisonError, RwLock};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::person::ChatId;
use crate::ports::{Store, StoreError, Table, Transaction};

use crate::bot::rows::{Illegible, all, chat_of, chat_prefix, stored};

/// Chats that are gone.
#[derive(Default)]
pub struct Departed {
    /// By chat, the sequence from which on messages may be for somebody who is back.
    chats: RwLock<HashMap<ChatId, u64>>,
    /// How many there are: that nobody is gone is known without a lock.
    many: AtomicUsize,
}

/// A chat is gone.
#[derive(Serialize, Deserialize)]
pub struct Mark {
    /// What was owed before this sequence is owed no more.
    #[serde(rename = "below")]
    below: u64,
    /// Since when.
    #[serde(rename = "at")]
    pub at: DateTime<Utc>,
}

impl Departed {
    /// As the store remembers, and the rows of it that cannot be understood.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub async fn recall(store: &dyn Store) -> Result<(Self, Vec<Illegible>), StoreError> {
        let (mut chats, mut illegible) = (HashMap::new(), Vec::new());
        for (key, row) in all::<Mark>(store).await? {
            match row {
                Ok(mark) => chats.extend(chat_of(&key).map(|chat| (chat, mark.below))),
                Err(row) => illegible.push(row),
            }
        }
        let many = AtomicUsize::new(chats.len());
        Ok((Self { chats: RwLock::new(chats), many }, illegible))
    }

    /// Whether a chat is gone: nothing need be made for it that it did not ask for.
    #[must_use]
    pub fn is_gone(&self, chat: ChatId) -> bool {
        self.mark(chat).is_some()
    }

    /// Whether the message with this sequence was owed to a chat that is gone since.
    #[must_use]
    pub fn drops(&self, chat: ChatId, sequence: u64) -> bool {
        self.mark(chat).is_some_and(|below| sequence < below)
    }

    /// Notes that a chat is gone, and everything owed it before `below` with it.
    pub fn leave(&self, transaction: &mut Transaction, chat: ChatId, below: u64, at: DateTime<Utc>) {
        transaction.put(Table::Gone, chat_prefix(chat), stored(&Mark { below, at }));
        self.change(|chats| chats.insert(chat, below));
    }

    /// Notes that a chat is back, if it was gone. Costs next to nothing when nobody is.
    pub fn welcome(&self, transaction: &mut Transaction, chat: ChatId) {
        if self.is_gone(chat) {
            transaction.delete(Table::Gone, chat_prefix(chat));
            self.change(|chats| chats.remove(&chat));
        }
    }

    fn mark(&self, chat: ChatId) -> Option<u64> {
        if self.many.load(Ordering::Acquire) == 0 {
            return None;
        }
        self.chats.read().unwrap_or_else(PoisonError::into_inner).get(&chat).copied()
    }

    fn change(&self, change: impl FnOnce(&mut HashMap<ChatId, u64>) -> Option<u64>) {
        let mut chats = self.chats.write().unwrap_or_else(PoisonError::into_inner);
        change(&mut chats);
        self.many.store(chats.len(), Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_owed_before_is_dropped_and_what_came_after_is_not() {
        let (gone, mut transaction) = (Departed::default(), Transaction::default());
        gone.leave(&mut transaction, ChatId(7), 10, DateTime::UNIX_EPOCH);
        assert!(gone.drops(ChatId(7), 9) && !gone.drops(ChatId(7), 10) && !gone.drops(ChatId(8), 9));
    }

    #[test]
    fn who_is_back_is_owed_again() {
        let (gone, mut transaction) = (Departed::default(), Transaction::default());
        gone.leave(&mut transaction, ChatId(-7), 10, DateTime::UNIX_EPOCH);
        gone.welcome(&mut transaction, ChatId(-7));
        assert!(!gone.is_gone(ChatId(-7)));
        assert_eq!(transaction.writes.len(), 2, "in rows as in memory");
    }

    #[test]
    fn who_is_not_gone_costs_no_row() {
        let mut transaction = Transaction::default();
        Departed::default().welcome(&mut transaction, ChatId(7));
        assert!(transaction.is_empty());
    }
}
