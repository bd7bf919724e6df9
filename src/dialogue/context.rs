//! What a turn may know.

use chrono::{DateTime, Utc};

use crate::domain::{
    access::{Action, Standing},
    catalogue::Catalogue,
    language::Language,
    person::{ChatKind, MessageId, Seat},
    profile::Profile,
    roster::{Digest, Roster},
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
    /// When the person whom the event is about last used the bot, where the event asks for it ([`super::Rows`]).
    pub last_use: Option<DateTime<Utc>>,
    /// Who reads along.
    pub chat: ChatKind,
    /// Where the event came from.
    pub origin: Origin,
    /// Who it is, and what the house knows of them.
    pub visitor: Visitor<'a>,
    /// A short id that stands in the log beside this turn, to quote to the operator.
    pub trace: &'a str,
}

/// Who somebody is to the house.
#[derive(Debug, Clone, Copy)]
pub struct Visitor<'a> {
    /// Who, and where.
    pub seat: Seat,
    /// What they are there.
    pub standing: Standing,
    /// Everybody who may use the bot.
    pub roster: &'a Roster,
    /// Their name as Telegram gives it; empty when it was not asked for.
    pub name: &'a str,
    /// What the group is called; empty in private, and when it was not asked for.
    pub title: &'a str,
    /// The bot's own name, for links to it.
    pub bot: &'a str,
    /// A secret of their own, for events that make one.
    pub draw: Option<&'a Draw>,
}

impl Visitor<'_> {
    /// Whether they may do this here.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.standing.may(action)
    }

    /// Whether they may check in their private chat too.
    #[must_use]
    pub fn may_in_private(&self) -> bool {
        self.roster.is_open() || self.roster.role(self.seat.person).is_some()
    }
}

/// A secret that was just drawn, and what may be kept of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Draw {
    /// The secret; shown once.
    pub secret: String,
    /// Its digest.
    pub digest: Digest,
}

/// Who holds a secret may use it: it shows in no log.
impl std::fmt::Debug for Draw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Draw(..)")
    }
}

/// Where an event came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The person's message, new or edited.
    Message(MessageId),
    /// The person's message from before the group migrated to its current chat id: nothing can reply to it any more,
    /// and in the new chat its id is another message's.
    BeforeMigration(MessageId),
    /// A press; `update` tells presses apart.
    Press {
        /// The update's id.
        update: i64,
        /// The presser's own message which the pressed one answers.
        question: Option<MessageId>,
    },
    /// The bot itself: a gateway answered, a wait passed.
    Within,
}

impl Origin {
    /// The person's own message behind it: the one an answer replies to in a group.
    #[must_use]
    pub fn question(self) -> Option<MessageId> {
        match self {
            Self::Message(message) => Some(message),
            Self::Press { question, .. } => question,
            Self::BeforeMigration(_) | Self::Within => None,
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
