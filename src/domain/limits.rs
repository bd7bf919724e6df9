//! How often the gateway may be asked, and the arithmetic of it.
//!
//! The generic cell rate algorithm (GCRA): a cell stores one instant, when the requests so far will have been paid for.
//! No timer, no history; a cell in the past is the same as no cell.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};

/// How often the gateway may be asked, on whose behalf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// One person.
    pub person: Pace,
    /// One person a day, by the calendar of Jakarta.
    pub day: u32,
    /// One group.
    pub group: Pace,
    /// The whole account.
    pub account: Pace,
    /// What of the account work without a waiting person may take.
    pub background: Pace,
}

impl Default for Limits {
    fn default() -> Self {
        Self::of(10, 3, 1_000, 60, 600)
    }
}

impl Limits {
    /// The share of the account, in percent, that work without a waiting person may take.
    pub const BACKGROUND_PERCENT: u32 = 30;

    /// A person's burst and the seconds between two checks after it, a person's checks a day, a
    /// group's and the account's checks a minute.
    #[must_use]
    pub fn of(burst: u32, every: u32, day: u32, group: u32, account: u32) -> Self {
        let background = (account * Self::BACKGROUND_PERCENT / 100).max(1);
        Self {
            person: Pace { burst, every: TimeDelta::seconds(every.into()) },
            day,
            group: Pace::a_minute(group, group.div_ceil(3)),
            account: Pace::a_minute(account, account.div_ceil(10)),
            background: Pace::a_minute(background, background.div_ceil(10)),
        }
    }

    /// No limits.
    #[must_use]
    pub fn none() -> Self {
        let any = Pace { burst: u32::MAX, every: TimeDelta::zero() };
        Self { person: any, day: u32::MAX, group: any, account: any, background: any }
    }
}

/// So many at once, then one after each span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How many at once.
    pub burst: u32,
    /// How long until one more.
    pub every: TimeDelta,
}

impl Pace {
    /// So many in any minute, a burst of them at once: what a burst takes, the rate leaves.
    fn a_minute(many: u32, burst: u32) -> Self {
        let rest = many.saturating_sub(burst).max(1);
        Self { burst, every: TimeDelta::microseconds(i64::from(60_000_000_u32.div_ceil(rest))) }
    }

    /// What asking once more would make of a cell.
    ///
    /// # Errors
    /// How long to wait first.
    pub fn ask(self, cell: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<DateTime<Utc>, TimeDelta> {
        if self.every.is_zero() {
            return Ok(now);
        }
        let depth = self.every * i32::try_from(self.burst).unwrap_or(i32::MAX);
        // No debt is longer than a burst: a clock was set back then, and must lock nobody out.
        let paid = cell.filter(|cell| *cell <= now + depth).map_or(now, |cell| cell.max(now));
        let next = paid + self.every;
        let wait = next - depth - now;
        if wait > TimeDelta::zero() { Err(wait) } else { Ok(next) }
    }
}

/// Which limit was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The person's pace.
    Person,
    /// The person's day.
    Day,
    /// The group's pace.
    Group,
    /// The account's budget.
    Account,
}

/// A check that must wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// For which limit.
    pub limit: Limit,
    /// When it may be asked.
    pub until: DateTime<Utc>,
}

/// The calendar day in Jakarta.
#[must_use]
pub fn day_of(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&jakarta()).date_naive()
}

/// When the day after this moment's begins in Jakarta.
#[must_use]
pub fn next_day(moment: DateTime<Utc>) -> DateTime<Utc> {
    let day = day_of(moment);
    let begins = day.and_hms_opt(0, 0, 0).unwrap_or_default() - TimeDelta::hours(7) + TimeDelta::days(1);
    begins.and_utc()
}

fn jakarta() -> FixedOffset {
    FixedOffset::east_opt(7 * 3600).expect("seven hours are less than a day")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn a_burst_then_one_at_a_time() {
        let pace = Limits::default().person;
        let mut cell = None;
        for _ in 0..10 {
            cell = Some(pace.ask(cell, at(0)).unwrap());
        }
        assert_eq!(pace.ask(cell, at(0)), Err(TimeDelta::seconds(3)));
        assert_eq!(pace.ask(cell, at(2)), Err(TimeDelta::seconds(1)));
        cell = Some(pace.ask(cell, at(3)).unwrap());
        assert_eq!(pace.ask(cell, at(3)), Err(TimeDelta::seconds(3)));
        assert!(pace.ask(cell, at(100)).is_ok());
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out() {
        let pace = Limits::default().person;
        assert!(pace.ask(Some(at(30)), at(0)).is_err());
        assert_eq!(pace.ask(Some(at(30)), at(-3_600)), Ok(at(-3_597)));
    }

    #[test]
    fn no_minute_holds_more_than_it_may() {
        let limits = Limits::of(10, 3, 1_000, 60, 600);
        let in_a_minute = |pace: Pace| i64::from(pace.burst) + 60_000_000 / pace.every.num_microseconds().unwrap();
        assert_eq!((in_a_minute(limits.account), in_a_minute(limits.background)), (599, 179));
        assert_eq!((limits.account.burst, limits.background.burst), (60, 18));
    }

    #[test]
    fn a_day_ends_at_midnight_in_jakarta() {
        let evening: DateTime<Utc> = "2026-11-23T16:59:59Z".parse().unwrap();
        assert_eq!(day_of(evening).to_string(), "2026-11-23");
        assert_eq!(next_day(evening).to_rfc3339(), "2026-11-23T17:00:00+00:00");
        assert_eq!(next_day(next_day(evening)).to_rfc3339(), "2026-11-24T17:00:00+00:00");
    }
}
