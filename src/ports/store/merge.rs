//! What rows become by what they hold, as named values.
//!
//! A merge says what is to happen and not how a store does it: the embedded store runs [`Merge::apply`] where it
//! writes, a server may run it between a read and a write that is conditional on it. So the form of the few rows that
//! are merged is known here; whose rows they are, their room alone knows.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::profile::{Profile, ProfileNote};

use super::Table;
use crate::ports::envelope;
use crate::ports::recovery::{Recovery, RecoveryChange};

/// How a row changes by what it holds.
#[derive(Clone, PartialEq, Eq)]
pub enum Merge {
    /// The row that is there stays; a missing one becomes this.
    KeepFirst(Vec<u8>),
    /// A person's profile takes these notes, in order, and is in use at this time. One that is missing or cannot be
    /// understood is begun.
    NoteProfile(Vec<ProfileNote>, DateTime<Utc>),
    /// A person's profile forgets what is older than `keep` at `now`; one that was not in use for so long goes. One that
    /// cannot be understood stays.
    AgeProfile {
        /// The time it is.
        now: DateTime<Utc>,
        /// How long things are kept.
        keep: TimeDelta,
    },
    /// What waits for consent after a loss changes. One that is missing or cannot be understood goes.
    ChangeRecovery(RecoveryChange),
}

impl Merge {
    /// What a row becomes; `None` stands for no row, before and after. Pure: the same row always becomes the same.
    #[must_use]
    pub fn apply(&self, row: Option<&[u8]>) -> Option<Vec<u8>> {
        match self {
            Self::KeepFirst(value) => Some(row.unwrap_or(value).to_vec()),
            Self::NoteProfile(notes, at) => Some(written(&noted(row, notes, *at))),
            Self::AgeProfile { now, keep } => aged(row?, *now, *keep),
            Self::ChangeRecovery(change) => change.apply(Recovery::read(row?).ok()?).map(|left| left.written()),
        }
    }

    /// What a log calls it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::KeepFirst(_) => "keep-first",
            Self::NoteProfile(..) => "note-profile",
            Self::AgeProfile { .. } => "age-profile",
            Self::ChangeRecovery(_) => "change-recovery",
        }
    }
}

/// What it says tells of a person.
impl std::fmt::Debug for Merge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

fn noted(row: Option<&[u8]>, notes: &[ProfileNote], at: DateTime<Utc>) -> Profile {
    let mut profile = row.and_then(read).unwrap_or_default();
    profile.note_all(notes, at);
    profile
}

fn aged(row: &[u8], now: DateTime<Utc>, keep: TimeDelta) -> Option<Vec<u8>> {
    let Some(before) = read(row) else { return Some(row.to_vec()) };
    if before.touched.is_some_and(|touched| now - touched >= keep) {
        return None;
    }
    let mut after = before.clone();
    after.forget_old(now, keep);
    // Unchanged, the row stays byte for byte: being aged is no use of it.
    Some(if after == before { row.to_vec() } else { written(&after) })
}

fn read(row: &[u8]) -> Option<Profile> {
    envelope::decode(Table::Profile.version(), row).ok()
}

fn written(profile: &Profile) -> Vec<u8> {
    envelope::encode(Table::Profile.version(), profile)
}
