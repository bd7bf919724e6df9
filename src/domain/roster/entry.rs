//! What a roster is made of, each entry a row of its own, and how it changes.

use std::fmt;

use chrono::{DateTime, Utc};
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
}

/// The SHA-256 of a secret: the secret itself is kept nowhere.
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
