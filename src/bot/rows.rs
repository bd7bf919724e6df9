//! The rows Telegram's side keeps: their keys, their values, and where they lead.
//!
//! Numbers in keys are big-endian with the sign bit turned, so that byte order is number order and
//! a chat's rows lie together.

pub(super) mod cache;
mod recipe;
mod stored;
mod tables;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::domain::check_id::CheckId;
use crate::domain::person::{ChatId, MessageId, PersonId, Seat, TopicId};
use crate::domain::replied_to::RepliedTo;
use crate::ports::Key;
use crate::view::{Html, Tap, units};

/// Telegram's limit, in UTF-16 units. Tags are counted along.
const LONGEST_MESSAGE: usize = 4096;
/// The same for the text under a file.
pub(super) const LONGEST_CAPTION: usize = 1024;

pub use recipe::{FileRecipe, MadeFile, RecipeError, Shown};
pub use stored::{Illegible, Marks, Move, Offset, Places, ReadingPlace, Row, all, aside_key, read, since, stored};

/// Keys of [`crate::ports::Table::Meta`].
pub mod meta {
    /// The next update Telegram shall send, in rows of versions that knew one bot and one server.
    pub const OFFSET: &[u8] = b"offset";
    /// The next update each server shall send for each bot.
    pub const PLACES: &[u8] = b"places";
    /// What the last updates were: one batch's for each key that begins so.
    pub const MARKS: &[u8] = b"marks:";
    /// The bot's own id and name, as Telegram last stated them.
    pub const ME: &[u8] = b"me";
    /// How much each person has asked today, as last written down.
    pub const ASKED: &[u8] = b"asked";
}

/// A message owed to a chat.
#[derive(Clone, Serialize, Deserialize)]
pub struct Owed {
    /// Which chat.
    #[serde(rename = "chat")]
    pub chat: ChatId,
    /// Which topic, for a new message.
    #[serde(rename = "topic", default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicId>,
    /// What.
    #[serde(rename = "what")]
    pub what: What,
    /// The turn that owes it, for the log.
    #[serde(rename = "trace")]
    pub trace: String,
    /// Whose turn that was, in a group.
    #[serde(rename = "asker", default, skip_serializing_if = "Option::is_none")]
    pub asker: Option<Asker>,
}

/// Who asked, where several people talk.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asker {
    /// The person.
    #[serde(rename = "person")]
    pub person: PersonId,
    /// Their first name, for a message that can answer none of theirs.
    #[serde(rename = "name", default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Owed {
    /// Has the message begin with the asker's name: nothing else says whom it is for. Once is enough.
    pub fn name_asker(&mut self) {
        let longest = if matches!(self.what, What::File { .. }) { LONGEST_CAPTION } else { LONGEST_MESSAGE };
        let name = self.asker.as_mut().and_then(|asker| asker.name.take());
        if let (What::Say { html, .. } | What::File { html, .. }, Some(name)) = (&mut self.what, name) {
            let named = Html::new().bold(&name).line();
            if units(html) + units(named.as_str()) <= longest {
                html.insert_str(0, named.as_str());
            }
        }
    }

    /// Takes the message to where its chat is now. In a group's new place messages are numbered
    /// anew: it neither answers nor changes one of the old place.
    pub fn go_to(&mut self, chat: ChatId) {
        if self.chat == chat {
            return;
        }
        self.chat = chat;
        if let What::Say { reply_to, target, .. } | What::File { reply_to, target, .. } = &mut self.what {
            *reply_to = None;
            match target {
                Target::Edit(_) => *target = Target::New,
                Target::Check(_, check) => *check = check.before_migration(),
                Target::New => {}
            }
        }
    }
}

/// What is owed.
#[derive(Clone, Serialize, Deserialize)]
pub enum What {
    /// A message, new or in place of one.
    #[serde(rename = "Say")]
    Say {
        /// Telegram HTML.
        #[serde(rename = "html")]
        html: String,
        /// The `reply_markup`, as JSON.
        #[serde(rename = "markup", default, skip_serializing_if = "Option::is_none")]
        markup: Option<Box<RawValue>>,
        /// The message it answers, for a new one.
        #[serde(rename = "reply_to", default, skip_serializing_if = "Option::is_none")]
        reply_to: Option<RepliedTo>,
        /// Where it goes.
        #[serde(rename = "target")]
        target: Target,
    },
    /// A picture or a document, new or in place of a message that shows one.
    #[serde(rename = "File")]
    File {
        /// What it is made of, once it is delivered.
        #[serde(rename = "recipe")]
        recipe: FileRecipe,
        /// Its caption: Telegram HTML.
        #[serde(rename = "html")]
        html: String,
        /// The `reply_markup`, as JSON.
        #[serde(rename = "markup", default, skip_serializing_if = "Option::is_none")]
        markup: Option<Box<RawValue>>,
        /// The message it answers, for a new one.
        #[serde(rename = "reply_to", default, skip_serializing_if = "Option::is_none")]
        reply_to: Option<RepliedTo>,
        /// Where it goes.
        #[serde(rename = "target")]
        target: Target,
    },
    /// A message goes away.
    #[serde(rename = "Delete")]
    Delete(MessageId),
}

/// Where a message goes.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub enum Target {
    /// A new message.
    #[serde(rename = "New")]
    New,
    /// In place of this one; new when it is gone.
    #[serde(rename = "Edit")]
    Edit(MessageId),
    /// In place of what shows this check so far; new, and remembered, when nothing does.
    #[serde(rename = "Check")]
    Check(PersonId, CheckId),
}

/// The message that shows a check.
#[derive(Serialize, Deserialize)]
pub struct Slot {
    /// Its id.
    #[serde(rename = "message")]
    pub message: MessageId,
    /// Since when.
    #[serde(rename = "at")]
    pub at: DateTime<Utc>,
    /// What it shows.
    #[serde(rename = "shown", default, skip_serializing_if = "Shown::is_text")]
    pub shown: Shown,
}

/// What a token on a button stands for.
#[derive(Serialize, Deserialize)]
pub struct Ticket {
    /// Whose button it is.
    #[serde(rename = "owner")]
    pub owner: PersonId,
    /// What it means.
    #[serde(rename = "tap")]
    pub tap: Tap,
    /// The topic it was shown in.
    #[serde(rename = "topic", default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicId>,
    /// Since when.
    #[serde(rename = "at")]
    pub at: DateTime<Utc>,
}

/// The key of an update. Telegram's own ids have 32 bits; longer ones get a longer key.
#[must_use]
pub fn inbox_key(update: i64) -> Key {
    u32::try_from(update).map_or_else(|_| update.to_be_bytes().to_vec(), |update| update.to_be_bytes().to_vec())
}

/// What every key of a chat starts with.
#[must_use]
pub fn chat_prefix(chat: ChatId) -> Key {
    // Room for what any key adds to it.
    let mut key = Key::with_capacity(32);
    key.extend((chat.0 ^ i64::MIN).to_be_bytes());
    key
}

/// The chat a key that holds nothing else names.
#[must_use]
pub fn chat_of(key: &[u8]) -> Option<ChatId> {
    key.try_into().ok().map(|bytes| ChatId(i64::from_be_bytes(bytes) ^ i64::MIN))
}

/// The key of a conversation.
#[must_use]
pub fn seat_key(seat: Seat) -> Key {
    let mut key = chat_prefix(seat.chat);
    key.extend((seat.topic.map_or(0, |topic| topic.0) ^ i32::MIN).to_be_bytes());
    key.extend(seat.person.0.to_be_bytes());
    key
}

/// The seat a conversation's key names.
#[must_use]
pub fn seat_of(key: &[u8]) -> Option<Seat> {
    let (chat, rest) = key.split_first_chunk::<8>()?;
    let (topic, rest) = rest.split_first_chunk::<4>()?;
    let person = <[u8; 8]>::try_from(rest).ok()?;
    let topic = i32::from_be_bytes(*topic) ^ i32::MIN;
    Some(Seat {
        chat: ChatId(i64::from_be_bytes(*chat) ^ i64::MIN),
        topic: (topic != 0).then_some(TopicId(topic)),
        person: PersonId(u64::from_be_bytes(person)),
    })
}

/// The key of an owed message: a chat's in the order they came to be.
#[must_use]
pub fn outbox_key(chat: ChatId, sequence: u64) -> Key {
    let mut key = chat_prefix(chat);
    key.extend(sequence.to_be_bytes());
    key
}

/// The sequence in an owed message's key.
#[must_use]
pub fn outbox_sequence(key: &[u8]) -> Option<u64> {
    key.last_chunk::<8>().map(|bytes| u64::from_be_bytes(*bytes))
}

/// The key of the message that shows a check. Message ids are shared in a group, so the person
/// is part of it only for presses' sake; it keeps two people's checks apart at no cost.
#[must_use]
pub fn slot_key(chat: ChatId, person: PersonId, check: CheckId) -> Key {
    let mut key = chat_prefix(chat);
    key.extend(person.0.to_be_bytes());
    key.extend((check.source ^ i64::MIN).to_be_bytes());
    key.push(check.line);
    key
}

/// The person in the key of a message that shows a check.
#[must_use]
pub fn slot_person(key: &[u8]) -> Option<PersonId> {
    key.get(8..)?.first_chunk::<8>().map(|person| PersonId(u64::from_be_bytes(*person)))
}

/// The key of what is remembered of a person.
#[must_use]
pub fn person_key(person: PersonId) -> Key {
    person.0.to_be_bytes().to_vec()
}

/// The person such a key names.
#[must_use]
pub fn person_of(key: &[u8]) -> Option<PersonId> {
    key.try_into().ok().map(|bytes| PersonId(u64::from_be_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_groups_come_back_from_their_keys() {
        assert_eq!(person_of(&person_key(PersonId(u64::MAX))), Some(PersonId(u64::MAX)));
        assert_eq!(chat_of(&chat_prefix(ChatId(-1_001))), Some(ChatId(-1_001)));
        assert_eq!((person_of(b"short"), chat_of(b"short")), (None, None));
    }

    #[test]
    fn a_seat_comes_back_from_its_key() {
        for (chat, topic) in [(5, None), (-1_001_234_567_890, Some(TopicId(3))), (i64::MIN, None)] {
            let seat = Seat { chat: ChatId(chat), topic, person: PersonId(u64::MAX) };
            assert_eq!(seat_of(&seat_key(seat)), Some(seat));
        }
        assert_eq!(seat_of(b"short"), None);
    }

    #[test]
    fn keys_sort_as_their_numbers_do() {
        assert!(outbox_key(ChatId(-2), 9) < outbox_key(ChatId(-1), 1));
        assert!(outbox_key(ChatId(-1), 1) < outbox_key(ChatId(1), 0));
        assert!(outbox_key(ChatId(1), 255) < outbox_key(ChatId(1), 256));
    }
}
