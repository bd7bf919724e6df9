//! Presses on buttons, and what the bot said to them.

use std::{collections::VecDeque, fmt};

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::person::{ChatId, MessageId, PersonId};

use super::failure::Failure;

/// How long after a press it can be answered (Telegram's server).
const ANSWERABLE: TimeDelta = TimeDelta::seconds(150);
/// How many presses are remembered.
const KEPT: usize = 10_000;
/// Ids look like Telegram's: long numbers, not counters from 1.
const FIRST: u64 = 4_611_686_018_000_000_001;

/// A press, as Telegram numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QueryId(u64);

impl fmt::Display for QueryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What the bot said to a press; only the person who pressed sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackAnswer {
    /// Which press.
    pub query: QueryId,
    /// Who pressed.
    pub person: PersonId,
    /// Where.
    pub chat: ChatId,
    /// On which message.
    pub message: MessageId,
    /// The words; empty when it was answered silently.
    pub text: String,
    /// Whether they wait to be closed.
    pub alert: bool,
}

#[derive(Debug)]
struct Query {
    person: PersonId,
    chat: ChatId,
    message: MessageId,
    at: DateTime<Utc>,
    answer: Option<CallbackAnswer>,
}

/// The last presses.
#[derive(Debug)]
pub(super) struct Queries {
    kept: VecDeque<Query>,
    first: u64,
}

impl Default for Queries {
    fn default() -> Self {
        Self { kept: VecDeque::new(), first: FIRST }
    }
}

impl Queries {
    /// Remembers a press.
    pub(super) fn press(&mut self, person: PersonId, chat: ChatId, message: MessageId, at: DateTime<Utc>) -> QueryId {
        if self.kept.len() == KEPT {
            self.kept.pop_front();
            self.first += 1;
        }
        self.kept.push_back(Query { person, chat, message, at, answer: None });
        QueryId(self.first + self.kept.len() as u64 - 1)
    }

    /// Remembers the bot's answer. A press is answered once and in time.
    pub(super) fn answer(&mut self, id: &str, text: String, alert: bool, now: DateTime<Utc>) -> Result<(), Failure> {
        let late = || Failure::bad("query is too old and response timeout expired or query ID is invalid");
        let id = QueryId(id.parse().map_err(|_| late())?);
        let place = self.place(id).ok_or_else(late)?;
        let query = self.kept.get_mut(place).ok_or_else(late)?;
        if query.answer.is_some() || now - query.at > ANSWERABLE {
            return Err(late());
        }
        query.answer = Some(CallbackAnswer {
            query: id,
            person: query.person,
            chat: query.chat,
            message: query.message,
            text,
            alert,
        });
        Ok(())
    }

    pub(super) fn answered(&self, id: QueryId) -> Option<&CallbackAnswer> {
        self.kept.get(self.place(id)?)?.answer.as_ref()
    }

    pub(super) fn answers(&self) -> impl DoubleEndedIterator<Item = &CallbackAnswer> {
        self.kept.iter().filter_map(|query| query.answer.as_ref())
    }

    fn place(&self, id: QueryId) -> Option<usize> {
        usize::try_from(id.0.checked_sub(self.first)?).ok()
    }
}
