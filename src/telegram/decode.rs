//! Reading raw updates. Total: an unknown field, entity, kind or type never costs a person's text.
//!
//! Owns: which parts of an update the bot looks at. Must not know: what they mean.
//!
//! Why not teloxide's `Update`: a message with one unknown entity type loses its text there, and an
//! unknown chat type the whole update. Every part read here is read on its own; one that is not
//! as expected is absent, and the others stay.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::domain::person::{ChatId, MessageId, PersonId, Seat, TopicId};

/// The update kinds the bot asks Telegram for; sent with every poll.
pub const ALLOWED_UPDATES: [&str; 3] = ["message", "edited_message", "callback_query"];

/// Accounts that stand for nobody in particular: `GroupAnonymousBot`, `Channel_Bot`, Telegram itself.
const NAMELESS: [u64; 3] = [1_087_968_824, 136_817_688, 777_000];

/// An update, as far as the bot looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Tells updates apart.
    pub update: u32,
    /// What happened.
    pub kind: Kind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A person wrote, or changed what they wrote.
    Message(Arc<Message>),
    /// A person pressed a button.
    Press(Arc<Press>),
    /// A group became a supergroup.
    Moved {
        /// The old id.
        from: ChatId,
        /// The new id.
        to: ChatId,
    },
    /// Nothing for us.
    Other,
}

/// A message somebody wrote.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Where and who.
    pub seat: Seat,
    /// The message's id.
    pub id: MessageId,
    /// Text or caption; absent for photos, stickers, voice.
    pub text: Option<String>,
    /// Whether it is a changed text.
    pub edited: bool,
    /// Whether it replies to a message of this bot user.
    pub replies_to: Option<PersonId>,
    /// Written as a group or channel, not as a person.
    pub nameless: bool,
    /// The sender's name, for those who are not known: [`super::names`] reads it.
    pub name: Option<Arc<str>>,
}

/// A pressed button.
#[derive(Clone, PartialEq, Eq)]
pub struct Press {
    /// What to answer to.
    pub query: String,
    /// Where and who; absent when the message is not in a chat the bot knows.
    pub seat: Option<Seat>,
    /// The message with the button.
    pub message: Option<MessageId>,
    /// The presser's own message which that one answers.
    pub asked: Option<MessageId>,
    /// The callback data: anybody's.
    pub data: Option<String>,
}

/// Whether an account stands for nobody in particular.
#[must_use]
pub fn is_nameless(person: PersonId) -> bool {
    NAMELESS.contains(&person.0)
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Message").field("id", &self.id).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press").field("message", &self.message).finish_non_exhaustive()
    }
}

impl Incoming {
    /// The lane this update belongs to; `None` when there is nothing to do in any.
    #[must_use]
    pub fn seat(&self) -> Option<Seat> {
        match &self.kind {
            Kind::Message(message) => Some(message.seat),
            Kind::Press(press) => press.seat,
            Kind::Moved { from, .. } => Some(Seat { chat: *from, topic: None, person: PersonId(0) }),
            Kind::Other => None,
        }
    }
}

/// Reads an update; `None` only when there is no update id in it.
#[must_use]
pub fn decode(raw: &str) -> Option<Incoming> {
    let update: RawUpdate<'_> = serde_json::from_str(raw).ok()?;
    Some(Incoming { update: update.update_id, kind: update.kind() })
}

/// The id of an update, when that is all that is wanted of it.
#[must_use]
pub fn update_id(raw: &str) -> Option<u32> {
    #[derive(Deserialize)]
    struct Id {
        update_id: u32,
    }
    serde_json::from_str::<Id>(raw).ok().map(|id| id.update_id)
}

/// A part that is absent when it is not what was expected.
struct Part<T>(Option<T>);

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
struct RawUpdate<'a> {
    update_id: u32,
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
    #[serde(default)]
    from: Part<RawUser>,
    #[serde(default)]
    sender_chat: Part<RawId>,
    #[serde(borrow, default)]
    text: Part<Cow<'a, str>>,
    #[serde(borrow, default)]
    caption: Part<Cow<'a, str>>,
    #[serde(default)]
    message_thread_id: Part<i32>,
    #[serde(default)]
    is_topic_message: Part<bool>,
    #[serde(default)]
    reply_to_message: Part<RawReply>,
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
struct RawUser {
    id: u64,
    #[serde(default)]
    is_bot: bool,
}

#[derive(Deserialize)]
struct RawId {}

#[derive(Deserialize)]
struct RawReply {
    message_id: Option<i32>,
    #[serde(default)]
    from: Part<RawUser>,
}

#[derive(Deserialize)]
struct RawPress<'a> {
    id: String,
    from: RawUser,
    #[serde(borrow, default)]
    message: Part<RawMessage<'a>>,
    #[serde(default)]
    data: Part<String>,
}

impl RawUpdate<'_> {
    fn kind(self) -> Kind {
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
        if from.is_bot && !nameless || self.is_channel() {
            return Kind::Other;
        }
        let replied = self.reply_to_message.0.as_ref().and_then(|reply| reply.from.0.as_ref());
        Kind::Message(Arc::new(Message {
            seat: self.seat(PersonId(from.id)),
            id: MessageId(self.message_id),
            replies_to: replied.map(|user| PersonId(user.id)),
            text: self.text.0.or(self.caption.0).map(Cow::into_owned),
            edited,
            nameless,
            name: None,
        }))
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
    fn asked_by(&self, person: PersonId) -> Option<MessageId> {
        let asked = self.reply_to_message.0.as_ref()?;
        let wrote = asked.from.0.as_ref()?;
        (wrote.id == person.0).then_some(MessageId(asked.message_id?))
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
            asked: message.and_then(|message| message.asked_by(person)),
            data: self.data.0,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(raw: &str) -> Arc<Message> {
        match decode(raw).unwrap().kind {
            Kind::Message(message) => message,
            other => panic!("{other:?}"),
        }
    }

    const HEAD: &str =
        r#"{"update_id":7,"message":{"message_id":3,"date":1,"from":{"id":5,"is_bot":false,"first_name":"A"},"#;

    #[test]
    fn an_unknown_entity_costs_no_text() {
        let raw = format!(
            r#"{HEAD}"chat":{{"id":5,"type":"private"}},"text":"pln 5140","entities":[{{"type":"date_time","offset":0}}]}}}}"#
        );
        assert_eq!(message(&raw).text.as_deref(), Some("pln 5140"));
    }

    #[test]
    fn a_part_of_another_type_costs_only_itself() {
        let raw = format!(
            r#"{HEAD}"chat":{{"id":-5,"type":"newkind"}},"text":"a\nb","reply_to_message":[1],"message_thread_id":"x","sender_chat":null}}}}"#
        );
        let read = message(&raw);
        assert_eq!(read.text.as_deref(), Some("a\nb"));
        assert_eq!((read.seat.topic, read.replies_to, read.nameless), (None, None, false));
    }

    #[test]
    fn an_unknown_kind_before_a_known_one_hides_nothing() {
        let raw = r#"{"new":{"a":[1]},"edited_message":{"message_id":3,"from":{"id":5},"chat":{"id":5,"type":"private"},"caption":"x"},"update_id":7}"#;
        assert!(message(raw).edited);
    }

    #[test]
    fn a_thread_is_a_topic_only_when_it_says_so() {
        let chat = r#""chat":{"id":-100,"type":"supergroup"},"text":"x","message_thread_id":9"#;
        assert_eq!(message(&format!("{HEAD}{chat}}}}}")).seat.topic, None);
        let topic = format!(r#"{HEAD}{chat},"is_topic_message":true}}}}"#);
        assert_eq!(message(&topic).seat.topic, Some(TopicId(9)));
    }

    #[test]
    fn nobody_in_particular_is_recognised() {
        let admin = r#"{"update_id":1,"message":{"message_id":3,"from":{"id":1087968824,"is_bot":true},"sender_chat":{"id":-100},"chat":{"id":-100,"type":"supergroup"},"text":"/cek"}}"#;
        assert!(message(admin).nameless);
        let bot = r#"{"update_id":1,"message":{"message_id":3,"from":{"id":99,"is_bot":true},"chat":{"id":-100,"type":"supergroup"},"text":"/cek"}}"#;
        assert_eq!(decode(bot).unwrap().kind, Kind::Other);
    }

    #[test]
    fn a_press_on_an_inaccessible_message_still_has_a_place() {
        let raw = r#"{"update_id":1,"callback_query":{"id":"77","from":{"id":5},"chat_instance":"1","message":{"message_id":3,"date":0,"chat":{"id":5,"type":"private"}},"data":"h"}}"#;
        let Kind::Press(press) = decode(raw).unwrap().kind else { panic!() };
        assert_eq!(press.seat.unwrap().person, PersonId(5));
        assert_eq!(press.message, Some(MessageId(3)));
    }

    #[test]
    fn what_is_no_update_is_none() {
        assert_eq!(decode("{}"), None);
        assert_eq!(decode("]"), None);
        assert_eq!(decode(r#"{"update_id":4,"poll":{}}"#).unwrap().kind, Kind::Other);
        assert_eq!(update_id(r#"{"poll":1,"update_id":4}"#), Some(4));
    }
}
