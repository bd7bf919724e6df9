//! Who talks, and where.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A Telegram user's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub u64);

/// A Telegram chat's id: a person's own id in private, negative in groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChatId(pub i64);

/// A topic of a forum group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TopicId(pub i32);

/// A message's id within its chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub i32);

/// Where one conversation lives. Two people in one group, or one person in two topics,
/// never share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seat {
    /// The chat.
    pub chat: ChatId,
    /// The topic, in forum groups.
    pub topic: Option<TopicId>,
    /// The person.
    pub person: PersonId,
}

impl ChatId {
    /// What kind of place it is: Telegram gives people positive ids and groups negative ones.
    #[must_use]
    pub fn kind(self) -> ChatKind {
        if self.0 > 0 { ChatKind::Private } else { ChatKind::Group }
    }
}

/// What kind of place a chat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChatKind {
    /// One person and the bot.
    Private,
    /// Several people; everybody reads what the bot says.
    Group,
}

/// Who may use the bot, by configuration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Access {
    /// Everybody may, in every group: for trials.
    pub open: bool,
    /// Who owns the bot.
    pub owners: BTreeSet<PersonId>,
}

impl Access {
    /// Everybody may, nobody owns it.
    #[must_use]
    pub fn open() -> Self {
        Self { open: true, owners: BTreeSet::new() }
    }

    /// These people own it and let others in.
    #[must_use]
    pub fn owned_by(owners: BTreeSet<PersonId>) -> Self {
        Self { open: false, owners }
    }
}
