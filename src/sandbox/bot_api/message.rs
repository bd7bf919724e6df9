//! A message as it stands in a chat, and who may be behind it.

use bytes::Bytes;
use chrono::{DateTime, Utc};

use crate::domain::person::{ChatId, MessageId, PersonId, TopicId};

use super::{
    entities::Entity,
    markup::{Button, Markup},
};

/// A message as it stands in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its chat.
    pub chat: ChatId,
    /// Its number within the chat, counted up.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was last changed, if ever.
    pub edited: Option<DateTime<Utc>>,
    /// Its topic, in a forum.
    pub topic: Option<TopicId>,
    /// `message_thread_id`: the topic, or in a plain supergroup the message a thread of replies
    /// started from.
    pub thread: Option<TopicId>,
    /// The text or caption as it was sent, HTML and all.
    pub source: String,
    /// The text or caption as people read it.
    pub text: String,
    /// What its tags said and what Telegram found by itself.
    pub entities: Vec<Entity>,
    /// What hangs under it.
    pub markup: Markup,
    /// The message it answers; in a topic, the one that opened the topic when it answers none.
    pub reply_to: Option<MessageId>,
    /// The part of that one that stands above it; all of it without one.
    pub quote: Option<String>,
    /// What it holds beside text.
    pub content: Content,
    /// Where it was written first, when it was forwarded here.
    pub origin: Option<ForwardOrigin>,
    /// The only person who can see it; absent when the whole chat can.
    pub visible_to: Option<PersonId>,
}

/// Where a forwarded message was written first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForwardOrigin {
    /// The chat it stood in.
    pub chat: ChatId,
    /// Who wrote it there.
    pub author: Author,
    /// When.
    pub at: DateTime<Utc>,
}

impl Message {
    /// Whether the bot wrote it.
    #[must_use]
    pub fn is_from_bot(&self) -> bool {
        self.author == Author::Bot
    }

    /// Its rows of buttons; `None` when it has none.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Button>] {
        self.markup.rows()
    }

    /// Its labels, row after row.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.rows().iter().flatten().map(|button| button.label.as_str())
    }
}

/// Who wrote a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// The bot.
    Bot,
    /// A person.
    Person(PersonId),
    /// An admin who hides behind the group: Telegram names `GroupAnonymousBot` for them all.
    Anonymous,
    /// Somebody who writes as a channel.
    Channel {
        /// The channel.
        id: ChatId,
        /// Its title.
        title: String,
    },
}

/// What a message holds beside text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Text,
    /// A picture; the text is its caption.
    Photo(Attachment),
    /// A file; the text is its caption.
    Document(Attachment),
    /// A sticker.
    Sticker,
    /// A voice note; the text is its caption.
    Voice(Attachment),
    /// Somebody's number.
    Contact(Contact),
    /// A place.
    Location(Location),
    /// A topic was opened with this name.
    TopicCreated(String),
    /// The group became this supergroup.
    MigratedTo(ChatId),
    /// The supergroup was this group.
    MigratedFrom(ChatId),
}

impl Content {
    /// Whether Telegram, not a person, says it.
    pub(super) fn is_service(&self) -> bool {
        matches!(self, Self::TopicCreated(_) | Self::MigratedTo(_) | Self::MigratedFrom(_))
    }
}

/// Somebody's number, as phones share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// With the country's code.
    pub phone_number: String,
    /// What the sender calls them.
    pub first_name: String,
}

/// A place on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location {
    /// North of the equator, in millionths of a degree.
    pub latitude: i32,
    /// East of Greenwich, in millionths of a degree.
    pub longitude: i32,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// What is in it; empty when a test did not care.
    pub bytes: Bytes,
}

/// A person who may talk to the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The user id; the private chat has the same.
    pub id: PersonId,
    /// Shown in chats.
    pub first_name: String,
    /// Without `@`.
    pub username: Option<String>,
    /// The language of the person's app, such as `id`.
    pub language_code: Option<String>,
}

impl Person {
    /// A person without a username whose app speaks Indonesian.
    #[must_use]
    pub fn new(id: u64, first_name: impl Into<String>) -> Self {
        Self { id: PersonId(id), first_name: first_name.into(), username: None, language_code: Some("id".to_owned()) }
    }
}
