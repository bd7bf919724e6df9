//! The parts of an update that are looked at, each read on its own.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::domain::person::{ChatId, MessageId, PersonId, Seat, TopicId};

use super::naming::namings;
use super::{Kind, Message, Press, Quoted, TELEGRAM, is_nameless};

/// A name longer than this is cut: it is stored.
const LONGEST_NAME: usize = 64;

/// A part of an update as it came: it is read when somebody asks for it, and absent when it is not what they
/// expect.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Part<'a>(#[serde(borrow)] Option<&'a RawValue>);

impl<'a> Part<'a> {
    pub(super) fn read<T: Deserialize<'a>>(self) -> Option<T> {
        serde_json::from_str(self.0?.get()).ok()
    }

    /// Borrowed where the text holds no escapes.
    pub(super) fn text(self) -> Option<Cow<'a, str>> {
        self.read::<Text<'a>>().map(|text| text.0)
    }

    /// Whether it is this very JSON.
    fn is(self, json: &str) -> bool {
        self.0.is_some_and(|raw| raw.get() == json)
    }
}

/// serde borrows a `Cow` only where it is a field of its own.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// An object; nothing where something else stands.
fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    from.deserialize_any(Object(PhantomData))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Option<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(members)).map(Some)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Option<T>, A::Error> {
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<Option<T>, E> {
        Ok(None)
    }
}

/// Each kind of update is read in one go with the update itself: all members of it but a message's id and chat are
/// [`Part`]s, so that hardly anything can be amiss with it. Where something is, there is no update to read.
#[derive(Deserialize)]
pub(super) struct RawUpdate<'a> {
    pub(super) update_id: i64,
    #[serde(borrow, default, deserialize_with = "object")]
    message: Option<RawMessage<'a>>,
    #[serde(borrow, default, deserialize_with = "object")]
    edited_message: Option<RawMessage<'a>>,
    #[serde(borrow, default, deserialize_with = "object")]
    callback_query: Option<RawPress<'a>>,
}

#[derive(Deserialize)]
struct RawMessage<'a> {
    message_id: i32,
    #[serde(borrow)]
    chat: RawChat<'a>,
    #[serde(borrow, default, deserialize_with = "object")]
    from: Option<RawUser<'a>>,
    #[serde(borrow, default)]
    date: Part<'a>,
    #[serde(borrow, default)]
    sender_chat: Part<'a>,
    #[serde(borrow, default)]
    is_automatic_forward: Part<'a>,
    #[serde(borrow, default)]
    media_group_id: Part<'a>,
    #[serde(borrow, default)]
    text: Part<'a>,
    #[serde(borrow, default)]
    caption: Part<'a>,
    #[serde(borrow, default)]
    entities: Part<'a>,
    #[serde(borrow, default)]
    caption_entities: Part<'a>,
    #[serde(borrow, default)]
    message_thread_id: Part<'a>,
    #[serde(borrow, default)]
    is_topic_message: Part<'a>,
    #[serde(borrow, default)]
    reply_to_message: Part<'a>,
    #[serde(borrow, default)]
    quote: Part<'a>,
    #[serde(borrow, default)]
    migrate_to_chat_id: Part<'a>,
    #[serde(borrow, default)]
    migrate_from_chat_id: Part<'a>,
}

#[derive(Deserialize)]
struct RawChat<'a> {
    id: i64,
    #[serde(borrow, default, rename = "type")]
    kind: Part<'a>,
}

#[derive(Deserialize)]
pub(super) struct RawUser<'a> {
    pub(super) id: u64,
    #[serde(default)]
    is_bot: bool,
    #[serde(borrow, default)]
    first_name: Part<'a>,
}

#[derive(Deserialize)]
struct RawId {}

#[derive(Deserialize)]
struct RawReply<'a> {
    message_id: Option<i32>,
    #[serde(borrow, default)]
    from: Part<'a>,
    #[serde(borrow, default)]
    text: Part<'a>,
    #[serde(borrow, default)]
    caption: Part<'a>,
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
    #[serde(borrow, default, deserialize_with = "object")]
    message: Option<RawMessage<'a>>,
    #[serde(borrow, default)]
    data: Part<'a>,
}

impl RawUpdate<'_> {
    pub(super) fn kind(self) -> Kind {
        if let Some(message) = self.message {
            return message.kind(false);
        }
        if let Some(message) = self.edited_message {
            return message.kind(true);
        }
        self.callback_query.map_or(Kind::Other, RawPress::kind)
    }
}

impl RawMessage<'_> {
    fn kind(&self, edited: bool) -> Kind {
        let chat = ChatId(self.chat.id);
        if let Some(to) = self.migrate_to_chat_id.read() {
            return Kind::Moved { from: chat, to: ChatId(to) };
        }
        if let Some(from) = self.migrate_from_chat_id.read() {
            return Kind::Moved { from: ChatId(from), to: chat };
        }
        let Some(from) = &self.from else {
            return Kind::Other;
        };
        let nameless = is_nameless(PersonId(from.id)) || self.sender_chat.read::<RawId>().is_some();
        if from.is_bot && !nameless || self.is_channel() || self.is_a_channels_post(from.id) {
            return Kind::Other;
        }
        let replied = self.reply_to_message.read::<RawReply<'_>>();
        let (text, entities) = match self.text.text() {
            Some(text) => (Some(text), self.entities),
            None => (self.caption.text(), self.caption_entities),
        };
        Kind::Message(Arc::new(Message {
            seat: self.seat(PersonId(from.id)),
            id: MessageId(self.message_id),
            replies_to: replied.as_ref().and_then(|reply| reply.from.read()).map(|user: RawUser<'_>| PersonId(user.id)),
            namings: text.as_deref().map(|text| namings(text, entities)).unwrap_or_default(),
            text: text.map(Cow::into_owned),
            phrase: None,
            quoted: self.quoted(replied.as_ref()),
            album: self.media_group_id.text().as_deref().map(Arc::from),
            edited,
            nameless,
            name: None,
            first_name: from.named(),
        }))
    }

    /// What a channel posts comes into its discussion group by Telegram's own hand: nobody there said it.
    fn is_a_channels_post(&self, from: u64) -> bool {
        from == TELEGRAM || self.is_automatic_forward.is("true")
    }

    fn quoted(&self, replied: Option<&RawReply<'_>>) -> Option<Quoted> {
        if let Some(quote) = self.quote.read::<RawQuote<'_>>() {
            return Some(Quoted { text: Arc::from(&*quote.text), chosen: true });
        }
        let replied = replied?;
        let text = replied.text.text().or_else(|| replied.caption.text())?;
        Some(Quoted { text: Arc::from(&*text), chosen: false })
    }

    fn seat(&self, person: PersonId) -> Seat {
        // Plain replies in ordinary supergroups carry a thread id too; only a topic is a place.
        let thread = self.is_topic_message.is("true").then(|| self.message_thread_id.read());
        Seat { chat: ChatId(self.chat.id), topic: thread.flatten().map(TopicId), person }
    }

    fn is_channel(&self) -> bool {
        self.chat.kind.is(r#""channel""#)
    }

    /// The message this one answers, when `person` wrote it.
    fn asked_by(&self, person: PersonId) -> Option<MessageId> {
        let asked = self.reply_to_message.read::<RawReply<'_>>()?;
        let wrote = asked.from.read::<RawUser<'_>>()?;
        (wrote.id == person.0).then_some(MessageId(asked.message_id?))
    }
}

impl RawUser<'_> {
    fn named(&self) -> Option<Arc<str>> {
        let name = self.first_name.text()?;
        let name = name.trim();
        let end = name.char_indices().nth(LONGEST_NAME).map_or(name.len(), |(end, _)| end);
        (!name.is_empty()).then(|| Arc::from(&name[..end]))
    }
}

impl RawPress<'_> {
    fn kind(self) -> Kind {
        let person = PersonId(self.from.id);
        let message = self.message.as_ref();
        Kind::Press(Arc::new(Press {
            query: self.id,
            seat: message.map(|message| message.seat(person)),
            message: message.map(|message| MessageId(message.message_id)),
            asked: message.and_then(|message| message.asked_by(person)),
            data: self.data.read(),
            inaccessible: message.is_some_and(|message| message.date.is("0")),
            first_name: self.from.named(),
        }))
    }
}
