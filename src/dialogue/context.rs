//! What a turn may know.

use chrono::{DateTime, Utc};

use crate::domain::{
    catalogue::Catalogue,
    language::Language,
    person::{ChatKind, MessageId},
    profile::Profile,
};
use crate::view::Reader;

/// What a turn may know of the world: all of it, as values.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The time of the turn.
    pub now: DateTime<Utc>,
    /// The products on offer.
    pub catalogue: &'a Catalogue,
    /// What is remembered of the person.
    pub profile: &'a Profile,
    /// Who reads along.
    pub chat: ChatKind,
    /// Where the event came from.
    pub origin: Origin,
    /// A short id that stands in the log beside this turn, to quote to the operator.
    pub trace: &'a str,
}

/// Where an event came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The person's message, new or edited.
    Message(MessageId),
    /// A press; `update` tells presses apart.
    Press {
        /// The update's id.
        update: u32,
        /// The presser's own message which the pressed one answers.
        asked: Option<MessageId>,
    },
    /// The bot itself: a gateway answered, a wait passed.
    Within,
}

impl Origin {
    /// The person's own message behind it: the one an answer replies to in a group.
    #[must_use]
    pub fn asked(self) -> Option<MessageId> {
        match self {
            Self::Message(message) => Some(message),
            Self::Press { asked, .. } => asked,
            Self::Within => None,
        }
    }
}

impl Context<'_> {
    /// The language to speak.
    #[must_use]
    pub fn language(&self) -> Language {
        self.profile.language()
    }

    /// Who reads what is said.
    #[must_use]
    pub fn reader(&self) -> Reader {
        Reader { language: self.language(), in_group: self.chat == ChatKind::Group }
    }
}
