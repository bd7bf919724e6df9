//! The heartbeat: a running bot leaves the time of its last beat in its data folder.
//!
//! Owns: `health.json`. Must not know: what a beat stands for; whoever beats vouches for the bot.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::files::{self, FreshFile, Over};

/// A bot whose last beat is older than this is not well.
pub const STALE: TimeDelta = TimeDelta::seconds(90);
const AT_MOST_EVERY: TimeDelta = TimeDelta::seconds(5);
const FILE: &str = "health.json";
/// A beat is shorter, in bytes.
const LONGEST: u64 = 1024;

/// One beat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beat {
    /// When.
    pub at: DateTime<Utc>,
    /// Updates accepted and not yet acted on.
    pub backlog: usize,
}

/// Writes beats, at most one every 5 s.
#[derive(Debug)]
pub struct Heartbeat {
    file: PathBuf,
    last: Option<DateTime<Utc>>,
}

impl Heartbeat {
    /// A heartbeat in `data_dir`, which must exist by the first beat.
    #[must_use]
    pub fn new(data_dir: &Path) -> Self {
        Self { file: data_dir.join(FILE), last: None }
    }

    /// Leaves word that the bot was well at `now`. A reader sees the old beat or the new one,
    /// never half of one. Cheap when the last beat is under 5 s old.
    ///
    /// # Errors
    /// When the file cannot be written; the next call tries again.
    pub fn beat(&mut self, now: DateTime<Utc>, backlog: usize) -> io::Result<()> {
        if self.last.is_some_and(|last| (now - last).abs() < AT_MOST_EVERY) {
            return Ok(());
        }
        let mut fresh = FreshFile::beside(&self.file)?;
        fresh.file().write_all(&serde_json::to_vec(&Beat { at: now, backlog })?)?;
        // Not synced: a beat that a power cut takes was over anyway.
        fresh.publish(Over::WhatIsThere)?;
        self.last = Some(now);
        Ok(())
    }
}

/// Takes the last beat away: a bot that stopped is not well, not even for as long as a beat counts.
///
/// # Errors
/// When the folder cannot be written; the beat is stale soon.
pub fn stopped(data_dir: &Path) -> io::Result<()> {
    match std::fs::remove_file(data_dir.join(FILE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

/// Why a bot does not count as well.
#[derive(Debug, thiserror::Error)]
pub enum Unwell {
    /// There is no beat to read.
    #[error("there is no heartbeat in {path:?} ({source}): is the bot running on this data folder")]
    Silent {
        /// The file that should hold it.
        path: PathBuf,
        /// Why it cannot be read.
        source: io::Error,
    },
    /// The last beat is too old, or the clock was turned back since.
    #[error("the last heartbeat is {seconds} s old: the bot hangs or has stopped")]
    Stale {
        /// Its age; negative when it lies ahead of the clock.
        seconds: i64,
    },
}

/// The last beat, when it is younger than [`STALE`].
///
/// # Errors
/// [`Unwell`] when there is none or it is older.
pub fn last_beat(data_dir: &Path, now: DateTime<Utc>) -> Result<Beat, Unwell> {
    let path = data_dir.join(FILE);
    let read = files::read(&path, LONGEST).and_then(|bytes| Ok(serde_json::from_slice::<Beat>(&bytes)?));
    let beat = read.map_err(|source| Unwell::Silent { path, source })?;
    let age = now - beat.at;
    if age.abs() < STALE { Ok(beat) } else { Err(Unwell::Stale { seconds: age.num_seconds() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    #[test]
    fn a_beat_is_fresh_for_ninety_seconds() {
        let dir = tempfile::tempdir().unwrap();
        Heartbeat::new(dir.path()).beat(at(0), 3).unwrap();
        assert_eq!(last_beat(dir.path(), at(89)).unwrap(), Beat { at: at(0), backlog: 3 });
        assert!(matches!(last_beat(dir.path(), at(90)), Err(Unwell::Stale { seconds: 90 })));
        assert!(matches!(last_beat(dir.path(), at(-90)), Err(Unwell::Stale { seconds: -90 })));
    }

    #[test]
    fn beats_are_written_at_most_every_five_seconds() {
        let dir = tempfile::tempdir().unwrap();
        let mut heartbeat = Heartbeat::new(dir.path());
        for second in 0..5 {
            heartbeat.beat(at(second), 0).unwrap();
        }
        assert_eq!(last_beat(dir.path(), at(5)).unwrap().at, at(0));
        heartbeat.beat(at(5), 0).unwrap();
        assert_eq!(last_beat(dir.path(), at(5)).unwrap().at, at(5));
    }

    #[test]
    fn a_silent_folder_is_unwell() {
        let dir = tempfile::tempdir().unwrap();
        assert!(matches!(last_beat(dir.path(), at(0)), Err(Unwell::Silent { .. })));
        std::fs::write(dir.path().join(FILE), "{").unwrap();
        assert!(matches!(last_beat(dir.path(), at(0)), Err(Unwell::Silent { .. })));
    }
}
