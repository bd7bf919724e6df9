//! The parts of an update that are looked at, each read on its own.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::domain::person::{ChatId, MessageId, PersonId, Seat, TopicId};

use super::naming::{RawEntity, namings};
use super::{Kind, Message, Press, Quoted, TELEGRAM, is_nameless};

/// A name longer than this is cut: it is stored.
const LONGEST_NAME: usize = 64;

/// A part that is absent when it is not what was expected.
pub(super) struct Part<T>(pub(super) Option<T>);

// Derived, it would ask `T: Default`.
impl<T> Default for Part<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de: 'a, 'a, T: Deserialize<'a>> Deserialize<'de> for Part<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = <&'a RawValue>::deserialize(from)?;
        Ok(Self(serde_json::from_str(raw.get()).ok()))
    }
}

#[derive(Deserialize)]
pub(super) struct RawUpdate<'a> {
    pub(super) update_id: i64,
    #[serde(borrow, default)]
    message: Part<RawMessage<'a>>,
    #[serde(borrow, default)]
    edited_message: Part<RawMessage<'a>>,
    #[serde(borrow, default)]
    callback_query: Part<RawPress<'a>>,
}

#[derive(Deserialize)]
struct RawMessage<'a> {
    message_id: i32,
    #[serde(borrow)]
    chat: RawChat<'a>,
    #[serde(borrow, default)]
    from: Part<RawUser<'a>>,
    #[serde(default)]
    date: Part<i64>,
    #[serde(default)]
    sender_chat: Part<RawId>,
    #[serde(default)]
    is_automatic_forward: Part<bool>,
    #[serde(borrow, default)]
    media_group_id: Part<Cow<'a, str>>,
    #[serde(borrow, default)]
    text: Part<Cow<'a, str>>,
    #[serde(borrow, default)]
    caption: Part<Cow<'a, str>>,
    #[serde(borrow, default)]
    entities: Part<Vec<Part<RawEntity<'a>>>>,
    #[serde(borrow, default)]
    caption_entities: Part<Vec<Part<RawEntity<'a>>>>,
    #[serde(default)]
    message_thread_id: Part<i32>,
    #[serde(default)]
    is_topic_message: Part<bool>,
    #[serde(borrow, default)]
    reply_to_message: Part<RawReply<'a>>,
    #[serde(borrow, default)]
    quote: Part<RawQuote<'a>>,
    #[serde(default)]
    migrate_to_chat_id: Part<i64>,
    #[serde(default)]
    migrate_from_chat_id: Part<i64>,
}

#[derive(Deserialize)]
struct RawChat<'a> {
    id: i64,
    #[serde(borrow, default, rename = "type")]
    kind: Part<Cow<'a, str>>,
}

#[derive(Deserialize)]
pub(super) struct RawUser<'a> {
    pub(super) id: u64,
    #[serde(default)]
    is_bot: bool,
    #[serde(borrow, default)]
    first_name: Part<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct RawId {}

#[derive(Deserialize)]
struct RawReply<'a> {
    message_id: Option<i32>,
    #[serde(borrow, default)]
    from: Part<RawUser<'a>>,
    #[serde(borrow, default)]
    text: Part<Cow<'a, str>>,
    #[serde(borrow, default)]
    caption: Part<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct RawQuote<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
}

#[derive(Deserialize)]
struct RawPress<'a> {
    id: String,
    #[serde(borrow)]
    from: RawUser<'a>,
    #[serde(borrow, default)]
    message: Part<RawMessage<'a>>,
    #[serde(default)]
    data: Part<String>,
}

impl RawUpdate<'_> {
    pub(super) fn kind(self) -> Kind {
        if let Some(message) = self.message.0 {
            return message.kind(false);
        }
        if let Some(message) = self.edited_message.0 {
            return message.kind(true);
        }
        self.callback_query.0.map_or(Kind::Other, RawPress::kind)
    }
}

impl RawMessage<'_> {
    fn kind(self, edited: bool) -> Kind {
        let chat = ChatId(self.chat.id);
        if let Some(to) = self.migrate_to_chat_id.0 {
            return Kind::Moved { from: chat, to: ChatId(to) };
        }
        if let Some(from) = self.migrate_from_chat_id.0 {
            return Kind::Moved { from: ChatId(from), to: chat };
        }
        let Some(from) = self.from.0.as_ref() else {
            return Kind::Other;
        };
        let nameless = is_nameless(PersonId(from.id)) || self.sender_chat.0.is_some();
        if from.is_bot && !nameless || self.is_channel() || self.is_a_channels_post(from.id) {
            return Kind::Other;
        }
        let replied = self.reply_to_message.0.as_ref().and_then(|reply| reply.from.0.as_ref());
        let (seat, replies_to) = (self.seat(PersonId(from.id)), replied.map(|user| PersonId(user.id)));
        let (first_name, quoted) = (from.named(), self.quoted());
        let (text, entities) = match self.text.0 {
            Some(text) => (Some(text), self.entities.0),
            None => (self.caption.0, self.caption_entities.0),
        };
        Kind::Message(Arc::new(Message {
            seat,
            id: MessageId(self.message_id),
            replies_to,
            namings: text.as_deref().map(|text| namings(text, entities.unwrap_or_default())).unwrap_or_default(),
            text: text.map(Cow::into_owned),
            phrase: None,
            quoted,
            album: self.media_group_id.0.as_deref().map(Arc::from),
            edited,
            nameless,
            name: None,
            first_name,
        }))
    }

    /// What a channel posts comes into its discussion group by Telegram's own hand: nobody there said it.
    fn is_a_channels_post(&self, from: u64) -> bool {
        from == TELEGRAM || self.is_automatic_forward.0 == Some(true)
    }

    fn quoted(&self) -> Option<Quoted> {
        if let Some(quote) = &self.quote.0 {
            return Some(Quoted { text: Arc::from(&*quote.text), chosen: true });
        }
        let replied = self.reply_to_message.0.as_ref()?;
        let text = replied.text.0.as_deref().or(replied.caption.0.as_deref())?;
        Some(Quoted { text: Arc::from(text), chosen: false })
    }

    fn seat(&self, person: PersonId) -> Seat {
        // Plain replies in ordinary supergroups carry a thread id too; only a topic is a place.
        let topic = self.message_thread_id.0.filter(|_| self.is_topic_message.0 == Some(true));
        Seat { chat: ChatId(self.chat.id), topic: topic.map(TopicId), person }
    }

    fn is_channel(&self) -> bool {
        self.chat.kind.0.as_deref() == Some("channel")
    }

    /// The message this one answers, when `person` wrote it.
    fn question_of(&self, person: PersonId) -> Option<MessageId> {
        let question = self.reply_to_message.0.as_ref()?;
        let wrote = question.from.0.as_ref()?;
        (wrote.id == person.0).then_some(MessageId(question.message_id?))
    }
}

impl RawUser<'_> {
    fn named(&self) -> Option<Arc<str>> {
        let name = self.first_name.0.as_deref().unwrap_or_default().trim();
        (!name.is_empty()).then(|| name.chars().take(LONGEST_NAME).collect::<String>().into())
    }
}

impl RawPress<'_> {
    fn kind(self) -> Kind {
        let person = PersonId(self.from.id);
        let message = self.message.0.as_ref();
        Kind::Press(Arc::new(Press {
            query: self.id,
            seat: message.map(|message| message.seat(person)),
            message: message.map(|message| MessageId(message.message_id)),
            question: message.and_then(|message| message.question_of(person)),
            data: self.data.0,
            inaccessible: message.is_some_and(|message| message.date.0 == Some(0)),
            first_name: self.from.named(),
        }))
    }
}
