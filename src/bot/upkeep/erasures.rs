//! Who had everything erased lately: whether all rows must be read for somebody who wants it again.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use crate::bot::hourly::HourlyQuota;
use crate::domain::person::PersonId;

/// How often an hour all rows are read for one person.
const READINGS: usize = 5;

/// People known to have nothing; beyond it they are forgotten and all rows are read once more.
const MOST_CLEAN: usize = 4_096;

/// Whether all rows are to be read for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// They are.
    Due,
    /// There is nothing of theirs.
    Needless,
    /// It was done too often within the last hour.
    TooOften,
}

/// Who had everything erased.
pub struct Erasures {
    people: Mutex<HashMap<PersonId, Stage>>,
    readings: HourlyQuota,
    /// Held by whoever reads all rows.
    pub(super) one_at_a_time: tokio::sync::Mutex<()>,
}

#[derive(PartialEq)]
enum Stage {
    /// Rows are being read; whatever is written meanwhile may not be among them.
    UnderWay,
    /// Nothing was written since.
    Clean,
}

impl Default for Erasures {
    fn default() -> Self {
        Self {
            people: Mutex::default(),
            readings: HourlyQuota::new(READINGS),
            one_at_a_time: tokio::sync::Mutex::default(),
        }
    }
}

impl Erasures {
    /// Somebody wants everything erased.
    pub fn begin(&self, person: PersonId, now: DateTime<Utc>) -> Search {
        let mut people = self.people();
        if people.get(&person) == Some(&Stage::Clean) {
            return Search::Needless;
        }
        if !self.readings.give(person, now) {
            return Search::TooOften;
        }
        if people.len() >= MOST_CLEAN {
            people.clear();
        }
        people.insert(person, Stage::UnderWay);
        Search::Due
    }

    /// Rows of somebody are written. Call it before they are handed over.
    pub fn wrote(&self, person: PersonId) {
        self.people().remove(&person);
    }

    /// What was found of somebody is gone from the disk.
    pub fn done(&self, person: PersonId) {
        if let Some(stage) = self.people().get_mut(&person) {
            *stage = Stage::Clean;
        }
    }

    fn people(&self) -> MutexGuard<'_, HashMap<PersonId, Stage>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANI: PersonId = PersonId(1);

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    #[test]
    fn nothing_is_read_until_something_is_written() {
        let erasures = Erasures::default();
        assert_eq!(erasures.begin(ANI, noon()), Search::Due);
        erasures.done(ANI);
        assert_eq!(erasures.begin(ANI, noon()), Search::Needless);
        erasures.wrote(ANI);
        assert_eq!(erasures.begin(ANI, noon()), Search::Due);
    }

    #[test]
    fn what_is_written_while_rows_are_read_is_read_the_next_time() {
        let erasures = Erasures::default();
        erasures.begin(ANI, noon());
        erasures.wrote(ANI);
        erasures.done(ANI);
        assert_eq!(erasures.begin(ANI, noon()), Search::Due);
    }

    #[test]
    fn one_person_has_rows_read_a_few_times_an_hour() {
        let erasures = Erasures::default();
        let begin = |person| {
            erasures.wrote(person);
            erasures.begin(person, noon())
        };
        assert!((0..READINGS).all(|_| begin(ANI) == Search::Due));
        assert_eq!((begin(ANI), begin(PersonId(2))), (Search::TooOften, Search::Due));
    }
}
