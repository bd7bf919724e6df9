//! Erasing what is kept of a person, in every chat.
//!
//! Owns: finding it, and who had it done lately. Must not know: what the person is told.
//!
//! Rows lie by chat and token, not by person, so all of some tables must be read. That takes long where there are many:
//! it is done on a thread of its own, one person after another, a few times an hour for each, and not at all when
//! nothing was written of them since the last time.
//!
//! Updates of theirs that wait are left: they are gone once they are dealt with, within moments.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use crate::dialogue::{Check, Event};
use crate::domain::person::{ChatId, PersonId, Seat};
use crate::ports::{Key, Store, StoreError, Table, Transaction};
use crate::view::Tap;

use crate::bot::hourly::HourlyQuota;
use crate::bot::rows::{Owed, Target, Ticket, What, aside_key, chat_prefix, person_key, read, seat_of, slot_person};
use crate::bot::services::Services;

/// How often an hour all rows are read for one person.
const READINGS: usize = 5;
/// People known to have nothing; beyond it they are forgotten and all rows are read once more.
const MOST_CLEAN: usize = 4_096;

/// The rows of a person who wants everything erased, beside their profile and what is owed to their private chat.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Kept(Vec<(Table, Key)>);

/// Whether all rows are to be read for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
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
    one_at_a_time: tokio::sync::Mutex<()>,
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
    pub fn begin(&self, person: PersonId, now: DateTime<Utc>) -> Reading {
        let mut people = self.people();
        if people.get(&person) == Some(&Stage::Clean) {
            return Reading::Needless;
        }
        if !self.readings.give(person, now) {
            return Reading::TooOften;
        }
        if people.len() >= MOST_CLEAN {
            people.clear();
        }
        people.insert(person, Stage::UnderWay);
        Reading::Due
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

/// Whether somebody wants everything erased.
#[must_use]
pub fn is_wanted(event: &Event) -> bool {
    matches!(event, Event::Tapped(Tap::Erase) | Event::Opened(Tap::Erase))
}

/// Finds what is kept of a person, on a thread where reading may take long.
///
/// # Errors
/// When the store cannot be read.
pub async fn find(services: &Services, person: PersonId) -> Result<Kept, StoreError> {
    let _alone = services.erasures.one_at_a_time.lock().await;
    let store = Arc::clone(&services.store);
    let reading = tokio::task::spawn_blocking(move || rows_of(store.as_ref(), person)).await;
    reading.unwrap_or(Err(StoreError::Closed)).map(Kept)
}

fn rows_of(store: &dyn Store, person: PersonId) -> Result<Vec<(Table, Key)>, StoreError> {
    let theirs = |table: Table, key: &[u8], value: &[u8]| match table {
        Table::Conversation => seat_of(key).is_some_and(|seat| seat.person == person),
        Table::Slot => slot_person(key) == Some(person),
        Table::Ticket => read::<Ticket>(value).is_ok_and(|ticket| ticket.owner == person),
        Table::Outbox => answers(person, value),
        _ => false,
    };
    let mut found = Vec::new();
    for table in [Table::Conversation, Table::Slot, Table::Ticket, Table::Outbox] {
        let rows = store.scan(table, &[], usize::MAX)?;
        found.extend(rows.into_iter().filter(|(key, value)| theirs(table, key, value)).map(|(key, _)| (table, key)));
    }
    Ok(found)
}

/// Whether a message owed is the answer to a check of theirs.
fn answers(person: PersonId, value: &[u8]) -> bool {
    read::<Owed>(value).is_ok_and(|owed| match (owed.asker, owed.what) {
        (Some(asker), _) => asker.person == person,
        // Rows of earlier versions do not say whom they are for, unless it is a check's.
        (None, What::Say { target: Target::Check(asker, _), .. }) => asker == person,
        (None, What::Say { .. } | What::Delete(_)) => false,
    })
}

/// Has a transaction begin with the removal of what was found of a person, and the outbox drop what it was about to deliver
/// to them. What the turn itself keeps, its messages among it, stays. Tells which checks end by it in other
/// conversations than that of the turn.
///
/// # Errors
/// When the store cannot be read.
pub fn everything(
    services: &Services,
    transaction: &mut Transaction,
    here: Seat,
    kept: &Kept,
) -> Result<Vec<(Seat, Check)>, StoreError> {
    let person = here.person;
    let mut first = Transaction::default();
    let mut ended = Vec::new();
    first.delete(Table::Profile, person_key(person));
    first.delete(Table::Aside, aside_key(Table::Profile, &person_key(person)));
    for (table, key) in &kept.0 {
        if let (Table::Conversation, Some(seat)) = (table, seat_of(key).filter(|seat| *seat != here)) {
            // As it stands now: it may have gone on since it was found.
            ended.extend(services.conversation(key)?.checks.iter().map(|check| (seat, check.clone())));
        }
        first.delete(*table, key.clone());
    }
    // Whatever waits for their private chat lies together.
    let private = i64::try_from(person.0).map(|id| chat_prefix(ChatId(id)));
    if let Ok(prefix) = private {
        for (key, _) in services.store.scan(Table::Outbox, &prefix, usize::MAX)? {
            first.delete(Table::Outbox, key);
        }
    }
    transaction.0.splice(0..0, first.0);
    services.note_erasure();
    Ok(ended)
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
        assert_eq!(erasures.begin(ANI, noon()), Reading::Due);
        erasures.done(ANI);
        assert_eq!(erasures.begin(ANI, noon()), Reading::Needless);
        erasures.wrote(ANI);
        assert_eq!(erasures.begin(ANI, noon()), Reading::Due);
    }

    #[test]
    fn what_is_written_while_rows_are_read_is_read_the_next_time() {
        let erasures = Erasures::default();
        erasures.begin(ANI, noon());
        erasures.wrote(ANI);
        erasures.done(ANI);
        assert_eq!(erasures.begin(ANI, noon()), Reading::Due);
    }

    #[test]
    fn one_person_has_rows_read_a_few_times_an_hour() {
        let erasures = Erasures::default();
        let begin = |person| {
            erasures.wrote(person);
            erasures.begin(person, noon())
        };
        assert!((0..READINGS).all(|_| begin(ANI) == Reading::Due));
        assert_eq!((begin(ANI), begin(PersonId(2))), (Reading::TooOften, Reading::Due));
    }
}
