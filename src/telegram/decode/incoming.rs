//! An update, as far as the bot looks at it.

use std::sync::Arc;

use super::naming::Naming;
use crate::domain::person::{ChatId, MessageId, PersonId, Seat};
use crate::domain::replied_to::RepliedTo;
use crate::phrase::Phrase;

/// Telegram itself: in whose name a channel's posts come into its discussion group.
pub(super) const TELEGRAM: u64 = 777_000;

/// Accounts that stand for nobody in particular: `GroupAnonymousBot`, `Channel_Bot`, Telegram itself.
const NAMELESS: [u64; 3] = [1_087_968_824, 136_817_688, TELEGRAM];

/// An update, as far as the bot looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Tells updates apart, as long as Telegram counts on.
    pub update: i64,
    /// What happened.
    pub kind: UpdateKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UpdateKind {
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
    /// What its words say, once they were read: those behind a command of ours, or all of it.
    pub phrase: Option<Arc<Phrase>>,
    /// Who is named in the text, and where.
    pub namings: Vec<Naming>,
    /// What it quotes of a message, else the whole text of the one it answers.
    pub quoted: Option<Quoted>,
    /// The album it is part of.
    pub album: Option<Arc<str>>,
    /// Whether it is a changed text.
    pub edited: bool,
    /// Whether it replies to a message of this bot user.
    pub replies_to: Option<PersonId>,
    /// Written as a group or channel, not as a person.
    pub nameless: bool,
    /// The sender's name, for those who are not known: `sender_name` reads it.
    pub name: Option<Arc<str>>,
    /// The sender's first name.
    pub first_name: Option<Arc<str>>,
    /// What the group is called; `None` in private.
    pub title: Option<Arc<str>>,
}

/// Words of another message.
#[derive(Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The words.
    pub text: Arc<str>,
    /// Whether the person chose them; else they are all there is.
    pub chosen: bool,
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
    /// The presser's own message which that one answers, and the part of it that stands there.
    pub question: Option<RepliedTo>,
    /// The callback data: anybody's.
    pub data: Option<String>,
    /// Whether Telegram shows nothing of the message any more, not even its topic.
    pub inaccessible: bool,
    /// The presser's first name.
    pub first_name: Option<Arc<str>>,
    /// What the group is called; `None` in private.
    pub title: Option<Arc<str>>,
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
            UpdateKind::Message(message) => Some(message.seat),
            UpdateKind::Press(press) => press.seat,
            UpdateKind::Moved { from, .. } => Some(Seat { chat: *from, topic: None, person: PersonId(0) }),
            UpdateKind::Other => None,
        }
    }
}
