//! How people, chats and messages look in Telegram's JSON.

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Value, json};

use crate::domain::person::{ChatId, MessageId, PersonId};

use super::{
    chat::{Chat, Kind},
    files,
    message::{Author, Contact, Content, ForwardOrigin, Message, Person},
    world::World,
};

/// `User`.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct WireUser<'a> {
    id: u64,
    is_bot: bool,
    first_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language_code: Option<&'a str>,
}

/// Who Telegram names for admins who hide behind their group.
const ANONYMOUS: WireUser<'static> = WireUser {
    id: 1_087_968_824,
    is_bot: true,
    first_name: "Group",
    username: Some("GroupAnonymousBot"),
    language_code: None,
};

/// Who Telegram names for people who write as a channel.
const CHANNEL: WireUser<'static> = WireUser {
    id: 136_817_688,
    is_bot: true,
    first_name: "Channel",
    username: Some("Channel_Bot"),
    language_code: None,
};

impl<'a> WireUser<'a> {
    pub(super) fn person(person: &'a Person) -> Self {
        Self {
            id: person.id.0,
            is_bot: false,
            first_name: &person.first_name,
            username: person.username.as_deref(),
            language_code: person.language_code.as_deref(),
        }
    }

    pub(super) fn bot(bot: &'a Person) -> Self {
        Self { is_bot: true, ..Self::person(bot) }
    }

    pub(super) fn unknown(id: PersonId) -> Self {
        Self { id: id.0, is_bot: false, first_name: "", username: None, language_code: None }
    }

    fn author(world: &'a World, author: &Author) -> Self {
        match author {
            Author::Bot => Self::bot(&world.bot),
            Author::Person(id) => world.user(*id),
            Author::Anonymous => ANONYMOUS,
            Author::Channel { .. } => CHANNEL,
        }
    }
}

/// `Chat`.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct WireChat<'a> {
    id: ChatId,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_forum: bool,
}

impl<'a> WireChat<'a> {
    pub(super) fn new(world: &'a World, chat: &'a Chat) -> Self {
        let person = chat.person().and_then(|id| world.people.get(&id));
        let kind = match chat.kind {
            Kind::Private => "private",
            Kind::Group => "group",
            Kind::Supergroup | Kind::Forum => "supergroup",
        };
        Self {
            id: chat.id,
            kind,
            title: (chat.kind != Kind::Private).then_some(&chat.title),
            first_name: person.map(|person| person.first_name.as_str()),
            username: person.and_then(|person| person.username.as_deref()),
            is_forum: chat.kind == Kind::Forum,
        }
    }

    fn channel(id: ChatId, title: &'a str) -> Self {
        Self { id, kind: "channel", title: Some(title), first_name: None, username: None, is_forum: false }
    }
}

/// `Message`, with the one it answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct WireMessage<'a> {
    world: &'a World,
    chat: &'a Chat,
    message: &'a Message,
    replied: Option<&'a Message>,
}

impl<'a> WireMessage<'a> {
    pub(super) fn new(world: &'a World, chat: &'a Chat, message: &'a Message) -> Self {
        Self { world, chat, message, replied: message.reply_to.and_then(|id| chat.message(id)) }
    }
}

impl Serialize for WireMessage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { world, chat, message, replied } = *self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("message_id", &message.id)?;
        map.serialize_entry("from", &WireUser::author(world, &message.author))?;
        match &message.author {
            Author::Anonymous => map.serialize_entry("sender_chat", &WireChat::new(world, chat))?,
            Author::Channel { id, title } => map.serialize_entry("sender_chat", &WireChat::channel(*id, title))?,
            Author::Bot | Author::Person(_) => {}
        }
        map.serialize_entry("chat", &WireChat::new(world, chat))?;
        map.serialize_entry("date", &message.at.timestamp())?;
        if let Some(edited) = message.edited {
            map.serialize_entry("edit_date", &edited.timestamp())?;
        }
        if let Some(thread) = message.thread {
            map.serialize_entry("message_thread_id", &thread)?;
        }
        if message.topic.is_some() {
            map.serialize_entry("is_topic_message", &true)?;
        }
        if let Some(origin) = &message.origin {
            forwarded::<S>(&mut map, world, origin)?;
        }
        if let Some(replied) = replied {
            // One level deep, as Telegram nests it.
            map.serialize_entry("reply_to_message", &Self { message: replied, replied: None, ..*self })?;
            if let Some(quote) = &message.quote {
                let position =
                    replied.text.find(quote.as_str()).map_or(0, |at| replied.text[..at].encode_utf16().count());
                map.serialize_entry("quote", &json!({ "text": quote, "position": position, "is_manual": true }))?;
            }
        }
        content::<S>(&mut map, message)?;
        if !message.rows().is_empty() {
            map.serialize_entry("reply_markup", &Rows { inline_keyboard: message.rows() })?;
        }
        map.end()
    }
}

/// Who wrote a forwarded message first; also in the fields that said so before `forward_origin` did, which the server
/// still sends.
fn forwarded<S: Serializer>(map: &mut S::SerializeMap, world: &World, origin: &ForwardOrigin) -> Result<(), S::Error> {
    let date = origin.at.timestamp();
    let place = match &origin.author {
        Author::Bot | Author::Person(_) => None,
        Author::Anonymous => world.chat(origin.chat).map(|chat| WireChat::new(world, chat)),
        Author::Channel { id, title } => Some(WireChat::channel(*id, title)),
    };
    if let Some(place) = place {
        map.serialize_entry("forward_origin", &json!({ "type": "chat", "sender_chat": place, "date": date }))?;
        map.serialize_entry("forward_from_chat", &place)?;
    } else {
        let user = WireUser::author(world, &origin.author);
        map.serialize_entry("forward_origin", &json!({ "type": "user", "sender_user": user, "date": date }))?;
        map.serialize_entry("forward_from", &user)?;
    }
    map.serialize_entry("forward_date", &date)
}

#[derive(Serialize)]
struct Rows<'a> {
    inline_keyboard: &'a [Vec<super::markup::Button>],
}

fn content<S: Serializer>(map: &mut S::SerializeMap, message: &Message) -> Result<(), S::Error> {
    let (text, entities) = match &message.content {
        Content::Text => ("text", "entities"),
        _ => ("caption", "caption_entities"),
    };
    if !message.text.is_empty() {
        map.serialize_entry(text, &message.text)?;
    }
    if !message.entities.is_empty() {
        map.serialize_entry(entities, &message.entities)?;
    }
    match &message.content {
        Content::Text => Ok(()),
        Content::Photo(held) => map.serialize_entry("photo", &files::photo(message, held)),
        Content::Document(held) => {
            map.serialize_entry("document", &files::described(message, json!({ "file_name": held.name })))
        }
        Content::Sticker => map.serialize_entry("sticker", &files::described(message, sticker())),
        Content::Voice(_) => map.serialize_entry("voice", &files::described(message, voice())),
        Content::Contact(Contact { phone_number, first_name }) => {
            map.serialize_entry("contact", &json!({ "phone_number": phone_number, "first_name": first_name }))
        }
        Content::Location(place) => {
            let degrees = |millionths: i32| f64::from(millionths) / 1e6;
            let (latitude, longitude) = (degrees(place.latitude), degrees(place.longitude));
            map.serialize_entry("location", &json!({ "latitude": latitude, "longitude": longitude }))
        }
        Content::TopicCreated(name) => {
            map.serialize_entry("forum_topic_created", &json!({ "name": name, "icon_color": 7_322_096 }))
        }
        Content::MigratedTo(chat) => map.serialize_entry("migrate_to_chat_id", chat),
        Content::MigratedFrom(chat) => map.serialize_entry("migrate_from_chat_id", chat),
    }
}

fn sticker() -> Value {
    json!({ "type": "regular", "emoji": "\u{1f44d}", "width": 512, "height": 512, "is_animated": false, "is_video": false })
}

fn voice() -> Value {
    json!({ "duration": 3, "mime_type": "audio/ogg" })
}

impl World {
    /// A message as Telegram shows it to the bot.
    pub(super) fn wire(&self, chat: ChatId, message: MessageId) -> Option<WireMessage<'_>> {
        let chat = self.chat(chat)?;
        Some(WireMessage::new(self, chat, chat.message(message)?))
    }

    /// Queues a message for the bot, as an update of this kind.
    pub(super) fn tell(&mut self, kind: &str, chat: ChatId, message: MessageId) {
        if let Some(json) = self.wire(chat, message).and_then(|wire| serde_json::to_string(&wire).ok()) {
            self.updates.push(kind, &json, self.now.timestamp());
        }
    }

    /// A person as Telegram shows them.
    pub(super) fn user(&self, id: PersonId) -> WireUser<'_> {
        self.people.get(&id).map_or_else(|| WireUser::unknown(id), WireUser::person)
    }
}
