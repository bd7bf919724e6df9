//! A job as it is stored.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::work::Work;
use crate::domain::person::PersonId;
use crate::ports::Key;

/// What is to be done from where on, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// What, and from where on.
    #[serde(rename = "work")]
    pub work: Work,
    /// Not before this time.
    #[serde(rename = "due")]
    pub due: DateTime<Utc>,
}

/// Whose a job is, and which of theirs. Nobody has the id 0: such jobs are the house's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobId {
    /// Its owner.
    pub owner: PersonId,
    /// Its number among theirs.
    pub number: u64,
}

impl JobId {
    /// Sweeping, once an hour.
    pub(super) const SWEEP: Self = Self { owner: PersonId(0), number: 1 };

    /// Where it lies. An owner's jobs lie together.
    #[must_use]
    pub fn key(self) -> Key {
        [owner_prefix(self.owner), self.number.to_be_bytes()].concat()
    }

    /// The job under a key.
    #[must_use]
    pub fn of(key: &[u8]) -> Option<Self> {
        let (owner, number) = key.split_first_chunk::<8>()?;
        let number = u64::from_be_bytes(number.try_into().ok()?);
        Some(Self { owner: PersonId(u64::from_be_bytes(*owner)), number })
    }
}

/// What the keys of an owner's jobs begin with.
#[must_use]
pub const fn owner_prefix(owner: PersonId) -> [u8; 8] {
    owner.0.to_be_bytes()
}
