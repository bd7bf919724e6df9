//! A chat and what was said in it.

use std::collections::VecDeque;

use crate::domain::person::{ChatId, MessageId, PersonId, TopicId};

use super::{failure::Failure, message::Message};

/// What kind of chat it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Private,
    Group,
    Supergroup,
    Forum,
}

/// Where the bot stands in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChatStanding {
    /// A private chat that nobody started.
    Unstarted,
    /// It may speak.
    Here,
    /// Blocked or removed.
    Gone,
}

#[derive(Debug)]
pub(super) struct Chat {
    pub(super) id: ChatId,
    pub(super) kind: Kind,
    /// A group's title; empty in private, where the person's name stands.
    pub(super) title: String,
    pub(super) standing: ChatStanding,
    pub(super) migrated_to: Option<ChatId>,
    /// What the bot is told when it writes here: the chat was restricted.
    pub(super) refuses: Option<Failure>,
    /// Whether the bot is an administrator who may delete others' messages.
    pub(super) lets_delete: bool,
    messages: VecDeque<Message>,
    next: i32,
}

impl Chat {
    pub(super) fn new(id: ChatId, kind: Kind, title: String, next: i32) -> Self {
        let standing = if kind == Kind::Private { ChatStanding::Unstarted } else { ChatStanding::Here };
        Self {
            id,
            kind,
            title,
            standing,
            migrated_to: None,
            refuses: None,
            lets_delete: false,
            messages: VecDeque::new(),
            next,
        }
    }

    /// Whether the bot may speak here.
    pub(super) fn admits(&self) -> Result<(), Failure> {
        if let Some(chat) = self.migrated_to {
            return Err(Failure::upgraded(chat));
        }
        match (self.standing, self.kind) {
            (ChatStanding::Here, _) => Ok(()),
            (ChatStanding::Unstarted, _) => Err(Failure::forbidden("bot can't initiate conversation with a user")),
            (ChatStanding::Gone, Kind::Private) => Err(Failure::forbidden("bot was blocked by the user")),
            (ChatStanding::Gone, Kind::Group) => Err(Failure::forbidden("bot was kicked from the group chat")),
            (ChatStanding::Gone, _) => Err(Failure::forbidden("bot was kicked from the supergroup chat")),
        }
    }

    /// Whether the bot may write here now.
    pub(super) fn lets_write(&self) -> Result<(), Failure> {
        self.refuses.clone().map_or(Ok(()), Err)
    }

    /// Takes a topic away, and all that was said in it.
    pub(super) fn remove_topic(&mut self, topic: TopicId) {
        self.messages.retain(|message| message.topic != Some(topic));
    }

    /// The person of a private chat.
    pub(super) fn person(&self) -> Option<PersonId> {
        (self.kind == Kind::Private).then(|| PersonId(self.id.0.unsigned_abs()))
    }

    pub(super) fn messages(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.messages.iter()
    }

    pub(super) fn message(&self, id: MessageId) -> Option<&Message> {
        self.messages.get(self.place(id)?)
    }

    pub(super) fn message_mut(&mut self, id: MessageId) -> Option<&mut Message> {
        let place = self.place(id)?;
        self.messages.get_mut(place)
    }

    pub(super) fn remove(&mut self, id: MessageId) -> Option<Message> {
        let place = self.place(id)?;
        self.messages.remove(place)
    }

    /// The number the next message gets.
    pub(super) fn next_id(&self) -> MessageId {
        MessageId(self.next)
    }

    /// Adds a message with the next number; beyond `kept`, the oldest is forgotten.
    pub(super) fn push(&mut self, message: Message, kept: usize) {
        self.next += 1;
        self.messages.push_back(message);
        while self.messages.len() > kept.max(1) {
            self.messages.pop_front();
        }
    }

    /// The thread a reply to this message falls into, as `message_thread_id` says it.
    pub(super) fn thread_under(&self, replied: &Message) -> Option<TopicId> {
        match self.kind {
            Kind::Private | Kind::Group => None,
            Kind::Forum => replied.topic,
            Kind::Supergroup => Some(replied.thread.unwrap_or(TopicId(replied.id.0))),
        }
    }

    /// Numbers only grow, so messages are in order.
    fn place(&self, id: MessageId) -> Option<usize> {
        self.messages.binary_search_by_key(&id, |message| message.id).ok()
    }
}
