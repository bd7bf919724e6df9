//! Who may ask the gateway now. Counted in memory: no check costs a write. The day's counts are
//! written down now and then, so that a restart forgets an hour of them at most.
//!
//! Own arithmetic and no crate: a check must pass several limits at once or use up none of them,
//! on a clock that tests set by hand. `governor` takes each cell as it asks it and gives none back.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::limits::{Held, Limit, Limits, Pace, day_of, next_day};
use crate::domain::person::{ChatId, ChatKind, PersonId, Seat};

/// Whether a person waits for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Haste {
    /// Somebody does.
    Waited,
    /// Nobody does: a list, a reminder. Takes what people leave, a share of the account at most.
    Background,
}

/// What people have asked on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCounts {
    /// Which day, in Jakarta.
    #[serde(rename = "day")]
    pub day: NaiveDate,
    /// Who, and how much.
    #[serde(rename = "people")]
    pub people: Vec<(PersonId, u32)>,
}

/// Counts what is asked.
pub struct Limiter {
    limits: Limits,
    cells: Mutex<Cells>,
}

#[derive(Default)]
struct Cells {
    people: Idle<PersonId, DateTime<Utc>>,
    days: Idle<PersonId, (NaiveDate, u32)>,
    groups: Idle<ChatId, DateTime<Utc>>,
    account: Option<DateTime<Utc>>,
    background: Option<DateTime<Utc>>,
}

/// A map that drops what no longer counts, whenever it has doubled.
struct Idle<K, V> {
    held: HashMap<K, V>,
    sweep_at: usize,
}

impl Limiter {
    /// Nothing was asked yet.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, cells: Mutex::default() }
    }

    /// Takes one check's share of every limit it falls under, or of none.
    ///
    /// # Errors
    /// The limit that holds it longest.
    pub fn admit(&self, seat: Seat, haste: Haste, now: DateTime<Utc>) -> Result<(), Held> {
        if self.limits == Limits::none() {
            return Ok(());
        }
        let mut cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        let Limits { person, day, group, account, background } = self.limits;
        let waited = haste == Haste::Waited;
        let in_group = waited && seat.chat.kind() == ChatKind::Group;
        let mut asking = Asking { now, held: None };
        let by_person = asking.ask(waited, person, cells.people.get(&seat.person), Limit::Person);
        let by_group = asking.ask(in_group, group, cells.groups.get(&seat.chat), Limit::Group);
        let by_account = asking.ask(true, account, cells.account, Limit::Account);
        let behind = asking.ask(!waited, background, cells.background, Limit::Account);
        let today = day_of(now);
        let asked = cells.days.get(&seat.person).filter(|(day, _)| *day == today).map_or(0, |(_, asked)| asked);
        if asked >= day {
            asking.hold(Held { limit: Limit::Day, until: next_day(now) });
        }
        if let Some(held) = asking.held {
            return Err(held);
        }
        cells.account = by_account;
        cells.background = behind.or(cells.background);
        cells.people.put(seat.person, by_person, |cell| *cell > now);
        cells.groups.put(seat.chat, by_group, |cell| *cell > now);
        cells.days.put(seat.person, Some((today, asked + 1)), |(day, _)| *day == today);
        Ok(())
    }

    /// What each person has asked today.
    #[must_use]
    pub fn asked(&self, now: DateTime<Utc>) -> DayCounts {
        let cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        let today = day_of(now);
        let of_today = cells.days.held.iter().filter(|(_, (day, _))| *day == today);
        DayCounts { day: today, people: of_today.map(|(person, (_, asked))| (*person, *asked)).collect() }
    }

    /// Takes up what people had asked already.
    pub fn recall(&self, asked: DayCounts) {
        let mut cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        for (person, many) in asked.people {
            cells.days.put(person, Some((asked.day, many)), |(day, _)| *day == asked.day);
        }
    }

    /// How many people and groups are remembered.
    #[must_use]
    pub fn remembered(&self) -> usize {
        let cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        cells.people.held.len() + cells.days.held.len() + cells.groups.held.len()
    }
}

/// One check on its way through the limits.
struct Asking {
    now: DateTime<Utc>,
    held: Option<Held>,
}

impl Asking {
    /// What a cell becomes; the same as nothing when the limit does not apply or holds.
    fn ask(&mut self, applies: bool, pace: Pace, cell: Option<DateTime<Utc>>, limit: Limit) -> Option<DateTime<Utc>> {
        if !applies {
            return None;
        }
        match pace.ask(cell, self.now) {
            Ok(next) => Some(next),
            Err(wait) => {
                self.hold(Held { limit, until: self.now + wait });
                None
            }
        }
    }

    fn hold(&mut self, held: Held) {
        if self.held.is_none_or(|longest| longest.until < held.until) {
            self.held = Some(held);
        }
    }
}

impl<K: Eq + Hash + Copy, V: Copy> Idle<K, V> {
    const LEAST: usize = 1_024;

    fn get(&self, key: &K) -> Option<V> {
        self.held.get(key).copied()
    }

    fn put(&mut self, key: K, value: Option<V>, counts: impl Fn(&V) -> bool) {
        let Some(value) = value else { return };
        if self.held.len() >= self.sweep_at {
            self.held.retain(|_, value| counts(value));
            self.held.shrink_to(Self::LEAST);
            self.sweep_at = Self::LEAST.max(2 * self.held.len());
        }
        self.held.insert(key, value);
    }
}

// Derived, it would sweep at once.
impl<K: Eq + Hash + Copy, V: Copy> Default for Idle<K, V> {
    fn default() -> Self {
        Self { held: HashMap::new(), sweep_at: Self::LEAST }
    }
}
