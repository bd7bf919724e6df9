//! All there is: people, chats, what waits, what happened. One short lock guards it.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

use crate::domain::person::{ChatId, MessageId, PersonId, TopicId};

use super::{
    chat::{Chat, Kind},
    commands::Commands,
    config::BotApiConfig,
    entities::Entity,
    failure::Failure,
    faults::Faults,
    journal::CallLog,
    markup::Markup,
    message::{Author, Content, ForwardOrigin, Message, Person},
    queries::Queries,
    updates::Updates,
};

/// All there is.
#[derive(Debug)]
pub(super) struct World {
    /// The bot, as a user.
    pub(super) bot: Person,
    /// Whether in groups the bot gets only what is meant for it.
    pub(super) privacy: bool,
    pub(super) people: HashMap<PersonId, Person>,
    pub(super) updates: Updates,
    pub(super) queries: Queries,
    pub(super) commands: Commands,
    pub(super) faults: Faults,
    pub(super) journal: CallLog,
    pub(super) actions: Vec<ChatAction>,
    /// Set at the start of every change.
    pub(super) now: DateTime<Utc>,
    chats: HashMap<ChatId, Chat>,
    kept_messages: usize,
    first_message: i32,
    next_group: i64,
}

/// "typing" and its like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatAction {
    /// Where.
    pub chat: ChatId,
    /// In which topic.
    pub thread: Option<TopicId>,
    /// `typing`, `upload_photo`, ..
    pub action: String,
    /// When the bot said so.
    pub at: DateTime<Utc>,
}

/// A message to come.
#[derive(Debug)]
pub(super) struct Post {
    pub(super) author: Author,
    pub(super) source: String,
    pub(super) text: String,
    pub(super) entities: Vec<Entity>,
    pub(super) markup: Markup,
    pub(super) topic: Option<TopicId>,
    pub(super) reply_to: Option<MessageId>,
    pub(super) quote: Option<String>,
    pub(super) content: Content,
    pub(super) origin: Option<ForwardOrigin>,
}

impl Post {
    /// A message of somebody, with nothing in it yet.
    pub(super) fn by(author: Author, content: Content) -> Self {
        Self {
            author,
            source: String::new(),
            text: String::new(),
            entities: Vec::new(),
            markup: Markup::None,
            topic: None,
            reply_to: None,
            quote: None,
            content,
            origin: None,
        }
    }
}

impl World {
    pub(super) fn new(config: &BotApiConfig, arrived: Arc<Notify>, now: DateTime<Utc>) -> Self {
        let id = config.token.split(':').next().and_then(|id| id.parse().ok()).unwrap_or(1);
        let bot =
            Person { username: Some(config.username.clone()), language_code: None, ..Person::new(id, "CekTagihan") };
        Self {
            bot,
            privacy: config.privacy,
            people: HashMap::new(),
            updates: Updates::new(config.first_update, arrived),
            queries: Queries::default(),
            commands: Commands::default(),
            faults: Faults::default(),
            journal: CallLog::keeping(config.kept_calls),
            actions: Vec::new(),
            now,
            chats: HashMap::new(),
            kept_messages: config.kept_messages,
            first_message: config.first_message,
            next_group: 1,
        }
    }

    pub(super) fn chat(&self, id: ChatId) -> Option<&Chat> {
        self.chats.get(&id)
    }

    pub(super) fn chat_mut(&mut self, id: ChatId) -> Option<&mut Chat> {
        self.chats.get_mut(&id)
    }

    /// A chat the bot may speak in.
    pub(super) fn reach(&mut self, id: ChatId) -> Result<&mut Chat, Failure> {
        let chat = self.chats.get_mut(&id).ok_or_else(|| Failure::bad("chat not found"))?;
        chat.admits()?;
        Ok(chat)
    }

    /// Adds or renames a person, with a private chat.
    pub(super) fn add_person(&mut self, person: Person) -> PersonId {
        let id = person.id;
        let chat = ChatId(i64::try_from(id.0).unwrap_or(i64::MAX));
        let first = self.first_message;
        self.chats.entry(chat).or_insert_with(|| Chat::new(chat, Kind::Private, String::new(), first));
        self.people.insert(id, person);
        id
    }

    /// The person of this id; a newcomer is named by the number.
    pub(super) fn ensure_person(&mut self, id: PersonId) {
        if !self.people.contains_key(&id) {
            self.add_person(Person::new(id.0, format!("Person {}", id.0)));
        }
    }

    /// Opens a group with an id of its kind.
    pub(super) fn add_chat(&mut self, kind: Kind, title: &str) -> ChatId {
        let serial = self.next_group;
        self.next_group += 1;
        let id = ChatId(if kind == Kind::Group { -4_000_000_000 - serial } else { -1_002_000_000_000 - serial });
        self.chats.insert(id, Chat::new(id, kind, title.to_owned(), self.first_message));
        id
    }

    /// The chat of this id; a newcomer's kind follows from the id, as in Telegram.
    pub(super) fn ensure_chat(&mut self, id: ChatId) {
        if self.chats.contains_key(&id) {
            return;
        }
        if let Ok(person) = u64::try_from(id.0) {
            return self.ensure_person(PersonId(person));
        }
        let kind = if id.0 < -1_000_000_000_000 { Kind::Supergroup } else { Kind::Group };
        self.chats.insert(id, Chat::new(id, kind, format!("Group {}", id.0), self.first_message));
    }

    /// Puts a message into a chat; `None` when there is no such chat.
    pub(super) fn post(&mut self, chat: ChatId, post: Post) -> Option<MessageId> {
        let (now, kept) = (self.now, self.kept_messages);
        let chat = self.chats.get_mut(&chat)?;
        let replied = post.reply_to.and_then(|id| chat.message(id));
        let thread = post.topic.or_else(|| chat.thread_under(replied?));
        let id = chat.next_id();
        let message = Message {
            chat: chat.id,
            id,
            author: post.author,
            at: now,
            edited: None,
            topic: post.topic,
            thread,
            source: post.source,
            text: post.text,
            entities: post.entities,
            markup: post.markup,
            // In a topic, what answers nothing answers the message that opened it.
            reply_to: post.reply_to.or(post.topic.map(|topic| MessageId(topic.0)).filter(|opened| *opened != id)),
            quote: post.quote,
            content: post.content,
            origin: post.origin,
            visible_to: chat.person(),
        };
        chat.push(message, kept);
        Some(id)
    }
}
