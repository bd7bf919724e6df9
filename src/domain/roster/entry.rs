//! What a roster is made of, each entry a row of its own, and how it changes.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::access::Role;
use crate::domain::person::{ChatId, PersonId};

/// A person who was let in, or put out again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Their role; none once they were put out: a group's role does not count for them then.
    #[serde(rename = "role")]
    pub role: Option<Role>,
    /// Their name as Telegram gave it; empty once they were put out.
    #[serde(rename = "name")]
    pub name: String,
    /// Since when they are what they are.
    #[serde(rename = "since")]
    pub since: DateTime<Utc>,
    /// Who decided it; nobody for the owner of the first run.
    #[serde(rename = "by")]
    pub by: Option<PersonId>,
}

impl Member {
    /// Of whom there is a row that nobody can read: it may say that they were put out, so they count as put out, and
    /// what was decided up to now lets them in no more.
    #[must_use]
    pub fn unreadable(now: DateTime<Utc>) -> Self {
        Self { role: None, name: String::new(), since: now, by: None }
    }
}

/// A group that was opened to the bot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What people are in it who are nothing elsewhere; none: members only.
    #[serde(rename = "role")]
    pub role: Option<Role>,
    /// Since when.
    #[serde(rename = "since")]
    pub since: DateTime<Utc>,
    /// Who opened it.
    #[serde(rename = "by")]
    pub by: PersonId,
    /// How it was called then; empty in rows of older versions.
    #[serde(rename = "title", default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// A link that lets one person in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// What they become.
    #[serde(rename = "role")]
    pub role: Role,
    /// Who invites them.
    #[serde(rename = "by")]
    pub by: PersonId,
    /// Until when it is good.
    #[serde(rename = "until")]
    pub until: DateTime<Utc>,
    /// When it was made; rows that older versions wrote do not say.
    #[serde(rename = "made", default, skip_serializing_if = "Option::is_none")]
    pub made: Option<DateTime<Utc>>,
    /// Members who opened it and had no use for it: it lets none of them in later.
    #[serde(rename = "opened", default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<PersonId>,
}

impl Invite {
    /// How long it is good.
    pub const LASTS: TimeDelta = TimeDelta::hours(24);
    /// How many may open it without a use for it; then it is spent.
    const MOST_OPENED: usize = 32;

    /// One that is made now.
    #[must_use]
    pub fn new(role: Role, by: PersonId, now: DateTime<Utc>) -> Self {
        Self { role, by, until: now + Self::LASTS, made: Some(now), opened: Vec::new() }
    }

    /// When it was made. Versions that did not write it down had every invitation last so long.
    #[must_use]
    pub fn made(&self) -> DateTime<Utc> {
        self.made.unwrap_or(self.until - Self::LASTS)
    }

    /// The same after a member opened it in vain; nothing is left of it once too many have.
    #[must_use]
    pub fn opened_by(&self, person: PersonId) -> Option<Self> {
        let mut opened = self.opened.clone();
        if !opened.contains(&person) {
            opened.push(person);
        }
        (opened.len() <= Self::MOST_OPENED).then(|| Self { opened, ..self.clone() })
    }
}

/// A code a stranger was given to show to an admin.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairing {
    /// The stranger.
    #[serde(rename = "person")]
    pub person: PersonId,
    /// Their name as Telegram gave it.
    #[serde(rename = "name")]
    pub name: String,
    /// Until when it is good.
    #[serde(rename = "until")]
    pub until: DateTime<Utc>,
    /// The code as it is shown; empty in rows of older versions. It may be kept: nobody gets in by knowing it, only
    /// by an admin who sees whose it is.
    #[serde(rename = "code", default, skip_serializing_if = "String::is_empty")]
    pub code: String,
}

/// The SHA-256 of a secret: a secret that lets somebody in is itself kept nowhere.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Its first half, in hexadecimal: enough to tell codes apart on a button.
    #[must_use]
    pub fn mark(&self) -> u64 {
        self.0.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
    }
}

/// A decision about the roster. Kept in order, each a whole row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A person is this from now on.
    Member(PersonId, Member),
    /// A group is open, or closed.
    Group(ChatId, Option<Group>),
    /// An invitation is good, or spent.
    Invite(Digest, Option<Invite>),
    /// A code is good, or spent.
    Pairing(Digest, Option<Pairing>),
    /// Whatever came back from an old copy counts from now on.
    Confirmed,
}

/// Why somebody's role is not to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untouchable {
    /// Nobody changes themselves: the last one would lock everybody out.
    Yourself,
    /// An owner; or somebody whose role is not the asker's to give.
    Above,
    /// Nobody of the roster.
    Unknown,
}

/// Names are nobody's business.
impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Member").field("role", &self.role).field("since", &self.since).finish_non_exhaustive()
    }
}

impl fmt::Debug for Pairing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pairing").field("until", &self.until).finish_non_exhaustive()
    }
}

/// Whoever knows a digest does not know the secret; it is shown all the same to nobody.
impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(..)")
    }
}
