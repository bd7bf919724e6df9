//! The parts of an update that are looked at, each read on its own.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;

use crate::domain::person::{ChatId, MessageId, PersonId, Seat, TopicId};
use crate::domain::replied_to::RepliedTo;

use super::incoming::{Message, Press, Quoted, TELEGRAM, UpdateKind, is_nameless};
use super::naming::{RawEntities, namings};
use super::part::{RawPart, RawText};
use super::user::RawUser;

/// An update, its messages kept as `M`.
#[derive(Deserialize)]
pub(super) struct RawUpdate<'a, M> {
    pub(super) update_id: i64,
    #[serde(default)]
    message: M,
    #[serde(default)]
    edited_message: M,
    #[serde(borrow, default)]
    callback_query: RawPart<'a, RawPress<'a>>,
}

#[derive(Deserialize)]
pub(super) struct RawMessage<'a> {
    message_id: i32,
    #[serde(borrow)]
    chat: RawChat<'a>,
    #[serde(borrow, default)]
    from: RawPart<'a, RawUser<'a>>,
    #[serde(borrow, default)]
    date: RawPart<'a, i64>,
    #[serde(borrow, default)]
    sender_chat: RawPart<'a, RawId>,
    #[serde(borrow, default)]
    is_automatic_forward: RawPart<'a, bool>,
    #[serde(borrow, default)]
    media_group_id: RawPart<'a, RawText<'a>>,
    #[serde(borrow, default)]
    text: RawPart<'a, RawText<'a>>,
    #[serde(borrow, default)]
    caption: RawPart<'a, RawText<'a>>,
    #[serde(borrow, default)]
    entities: RawEntities<'a>,
    #[serde(borrow, default)]
    caption_entities: RawEntities<'a>,
    #[serde(borrow, default)]
    message_thread_id: RawPart<'a, i32>,
    #[serde(borrow, default)]
    is_topic_message: RawPart<'a, bool>,
    #[serde(borrow, default)]
    reply_to_message: RawPart<'a, RawReply<'a>>,
    #[serde(borrow, default)]
    quote: RawPart<'a, RawQuote<'a>>,
    #[serde(borrow, default)]
    migrate_to_chat_id: RawPart<'a, i64>,
    #[serde(borrow, default)]
    migrate_from_chat_id: RawPart<'a, i64>,
}

#[derive(Deserialize)]
struct RawChat<'a> {
    id: i64,
    #[serde(borrow, default, rename = "type")]
    kind: RawPart<'a, RawText<'a>>,
    #[serde(borrow, default)]
    title: RawPart<'a, RawText<'a>>,
}

#[derive(Deserialize)]
struct RawId {}

#[derive(Deserialize)]
struct RawReply<'a> {
    message_id: Option<i32>,
    #[serde(borrow, default)]
    from: RawPart<'a, RawUser<'a>>,
    #[serde(borrow, default)]
    text: RawPart<'a, RawText<'a>>,
    #[serde(borrow, default)]
    caption: RawPart<'a, RawText<'a>>,
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
    message: RawPart<'a, RawMessage<'a>>,
    #[serde(borrow, default)]
    data: RawPart<'a, String>,
}

impl<'a> RawUpdate<'a, Option<RawMessage<'a>>> {
    /// Reads an update; `None` when it has no id.
    ///
    /// Messages are nearly always as expected, so the first attempt reads them in place. Where one is not, the second
    /// leaves them closed at first, and that one is absent.
    pub(super) fn read(update: &'a str) -> Option<Self> {
        serde_json::from_str(update).ok().or_else(|| {
            let closed: RawUpdate<'a, RawPart<'a, RawMessage<'a>>> = serde_json::from_str(update).ok()?;
            let (message, edited_message) = (closed.message.read(), closed.edited_message.read());
            Some(Self { message, edited_message, update_id: closed.update_id, callback_query: closed.callback_query })
        })
    }

    pub(super) fn kind(&self) -> UpdateKind {
        if let Some(message) = &self.message {
            return message.kind(false);
        }
        if let Some(message) = &self.edited_message {
            return message.kind(true);
        }
        self.callback_query.read().map_or(UpdateKind::Other, RawPress::kind)
    }
}

impl<'a> RawMessage<'a> {
    fn kind(&self, edited: bool) -> UpdateKind {
        let chat = ChatId(self.chat.id);
        if let Some(to) = self.migrate_to_chat_id.read() {
            return UpdateKind::Moved { from: chat, to: ChatId(to) };
        }
        if let Some(from) = self.migrate_from_chat_id.read() {
            return UpdateKind::Moved { from: ChatId(from), to: chat };
        }
        let Some(from) = self.from.read() else {
            return UpdateKind::Other;
        };
        let person = PersonId(from.id);
        let nameless = is_nameless(person) || self.sender_chat.read().is_some();
        if from.is_bot && !nameless || self.is_channel() || self.is_a_channels_post(from.id) {
            return UpdateKind::Other;
        }
        let replied = self.reply_to_message.read();
        let (text, entities) = self.words();
        UpdateKind::Message(Arc::new(Message {
            seat: self.seat(person),
            id: MessageId(self.message_id),
            replies_to: replied.as_ref().and_then(|reply| Some(PersonId(reply.from.read()?.id))),
            namings: text.as_ref().map(|text| namings(&text.0, entities)).unwrap_or_default(),
            text: text.map(|text| text.0.into_owned()),
            phrase: None,
            quoted: self.quoted(replied.as_ref()),
            album: self.media_group_id.read().map(|album| Arc::from(&*album.0)),
            edited,
            nameless,
            name: None,
            first_name: from.named(),
            title: self.title(),
        }))
    }

    fn title(&self) -> Option<Arc<str>> {
        self.chat.title.read().map(|title| Arc::from(&*title.0))
    }

    /// The text, or else the caption, with the entities that go with it.
    fn words(&self) -> (Option<RawText<'a>>, &RawEntities<'a>) {
        match self.text.read() {
            Some(text) => (Some(text), &self.entities),
            None => (self.caption.read(), &self.caption_entities),
        }
    }

    /// What a channel posts comes into its discussion group by Telegram's own hand: nobody there said it.
    fn is_a_channels_post(&self, from: u64) -> bool {
        from == TELEGRAM || self.is_automatic_forward.read() == Some(true)
    }

    fn quoted(&self, replied: Option<&RawReply<'_>>) -> Option<Quoted> {
        if let Some(quote) = self.quote.read() {
            return Some(Quoted { text: Arc::from(&*quote.text), chosen: true });
        }
        let replied = replied?;
        let text = replied.text.read().or_else(|| replied.caption.read())?;
        Some(Quoted { text: Arc::from(&*text.0), chosen: false })
    }

    fn seat(&self, person: PersonId) -> Seat {
        // Plain replies in ordinary supergroups carry a thread id too; only a topic is a place.
        let is_topic = self.is_topic_message.read() == Some(true);
        let topic = if is_topic { self.message_thread_id.read() } else { None };
        Seat { chat: ChatId(self.chat.id), topic: topic.map(TopicId), person }
    }

    fn is_channel(&self) -> bool {
        self.chat.kind.read().is_some_and(|kind| kind.0 == "channel")
    }

    /// The message this one answers, when `person` wrote it.
    fn question_of(&self, person: PersonId) -> Option<RepliedTo> {
        let asked = self.reply_to_message.read()?;
        let wrote = asked.from.read()?;
        let message = MessageId(asked.message_id.filter(|_| wrote.id == person.0)?);
        let part = self.quote.read().map(|quote| quote.text.into_owned());
        Some(RepliedTo { message, part })
    }
}

impl RawPress<'_> {
    fn kind(self) -> UpdateKind {
        let person = PersonId(self.from.id);
        let message = self.message.read();
        let message = message.as_ref();
        UpdateKind::Press(Arc::new(Press {
            first_name: self.from.named(),
            title: message.and_then(RawMessage::title),
            query: self.id,
            seat: message.map(|message| message.seat(person)),
            message: message.map(|message| MessageId(message.message_id)),
            question: message.and_then(|message| message.question_of(person)),
            data: self.data.read(),
            inaccessible: message.is_some_and(|message| message.date.read() == Some(0)),
        }))
    }
}
