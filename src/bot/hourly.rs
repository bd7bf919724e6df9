//! What each person is given so many times an hour, within bounded memory.
//!
//! Owns: who was given it when. Must not know: what it is.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::person::PersonId;

const HOUR: TimeDelta = TimeDelta::hours(1);
/// People remembered; beyond it whoever was given nothing for longest is forgotten, and is given more.
const MOST_PEOPLE: usize = 4_096;

/// Something each person is given so many times an hour.
pub(super) struct HourlyQuota {
    most: usize,
    given: Mutex<HashMap<PersonId, Vec<DateTime<Utc>>>>,
}

impl HourlyQuota {
    /// So many times an hour.
    #[must_use]
    pub(super) fn new(most: usize) -> Self {
        Self { most, given: Mutex::default() }
    }

    /// Gives it to a person, if it was not given too often within the last hour.
    pub(super) fn give(&self, person: PersonId, now: DateTime<Utc>) -> bool {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        if given.len() >= MOST_PEOPLE && !given.contains_key(&person) {
            make_room(&mut given, now);
        }
        let times = given.entry(person).or_default();
        times.retain(|time| counts(*time, now));
        let is_due = times.len() < self.most;
        times.extend(is_due.then_some(now));
        is_due
    }
}

/// A clock that was set back holds nobody up: what lies ahead does not count.
fn counts(time: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    time <= now && now - time < HOUR
}

fn make_room(given: &mut HashMap<PersonId, Vec<DateTime<Utc>>>, now: DateTime<Utc>) {
    given.retain(|_, times| times.last().is_some_and(|time| counts(*time, now)));
    if given.len() >= MOST_PEOPLE
        && let Some(longest) = given.iter().min_by_key(|(_, times)| times.last().copied()).map(|(person, _)| *person)
    {
        given.remove(&longest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANI: PersonId = PersonId(1);

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + 60 * minute, 0).unwrap()
    }

    #[test]
    fn no_hour_holds_more_than_it_may_and_people_do_not_share() {
        let quota = HourlyQuota::new(2);
        assert!(quota.give(ANI, at(0)) && quota.give(ANI, at(50)) && !quota.give(ANI, at(59)));
        assert!(quota.give(PersonId(2), at(59)));
        assert!(quota.give(ANI, at(60)) && !quota.give(ANI, at(70)));
        assert!(quota.give(ANI, at(-600)), "a clock set back");
    }

    #[test]
    fn a_crowd_makes_it_forget_whoever_waited_longest_and_nobody_else() {
        let quota = HourlyQuota::new(1);
        assert!(quota.give(ANI, at(0)));
        for person in 10..10_000_u32 {
            assert!(quota.give(PersonId(person.into()), at(1) + TimeDelta::milliseconds(person.into())));
        }
        assert!(quota.given.lock().unwrap().len() <= MOST_PEOPLE);
        assert!(quota.give(ANI, at(2)) && !quota.give(PersonId(9_999), at(2)));
    }
}
