//! Who may ask the gateway now, by a clock set by hand.

use cektagihan::bot::checks::limiter::{Haste, Limiter};
use cektagihan::domain::limits::{Held, Limit, Limits};
use cektagihan::domain::person::{ChatId, PersonId, Seat};
use chrono::{DateTime, TimeDelta, Utc};

fn second(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

fn private(person: u64) -> Seat {
    Seat { chat: ChatId(i64::try_from(person).unwrap()), topic: None, person: PersonId(person) }
}

fn group(person: u64) -> Seat {
    Seat { chat: ChatId(-100), topic: None, person: PersonId(person) }
}

/// How many checks pass at one moment, at most a thousand.
fn passing(limiter: &Limiter, seat: impl Fn(u64) -> Seat, haste: Haste, now: DateTime<Utc>) -> usize {
    (1..=1_000).filter(|index| limiter.admit(seat(*index), haste, now).is_ok()).count()
}

#[test]
fn a_person_has_ten_at_once_and_one_in_three_seconds_after_that() {
    let limiter = Limiter::new(Limits::default());
    assert_eq!(passing(&limiter, |_| private(1), Haste::Waited, second(0)), 10);
    assert_eq!(
        limiter.admit(private(1), Haste::Waited, second(1)),
        Err(Held { limit: Limit::Person, until: second(3) })
    );
    assert_eq!(passing(&limiter, |_| private(1), Haste::Waited, second(6)), 2);
    assert_eq!(passing(&limiter, |_| private(2), Haste::Waited, second(6)), 10, "others are not held");
}

#[test]
fn being_refused_costs_nothing() {
    let limiter = Limiter::new(Limits::default());
    for _ in 0..100 {
        passing(&limiter, |_| private(1), Haste::Waited, second(0));
    }
    assert!(limiter.admit(private(1), Haste::Waited, second(3)).is_ok());
    let full = passing(&limiter, private, Haste::Waited, second(3));
    assert_eq!(full, 59, "the account owes for the one check of this moment, for none of those refused");
}

#[test]
fn a_person_has_a_day() {
    let limiter = Limiter::new(Limits::of(100, 1, 5, 60, 600));
    let morning: DateTime<Utc> = "2026-11-23T03:00:00Z".parse().unwrap();
    assert_eq!(passing(&limiter, |_| private(1), Haste::Waited, morning), 5);
    let midnight = "2026-11-23T17:00:00Z".parse().unwrap();
    assert_eq!(limiter.admit(private(1), Haste::Waited, morning), Err(Held { limit: Limit::Day, until: midnight }));
    assert_eq!(passing(&limiter, |_| private(1), Haste::Waited, midnight), 5);
}

#[test]
fn a_restart_recalls_the_day() {
    let limiter = Limiter::new(Limits::of(100, 1, 5, 60, 600));
    let morning: DateTime<Utc> = "2026-11-23T03:00:00Z".parse().unwrap();
    (0..4).for_each(|_| limiter.admit(private(1), Haste::Waited, morning).unwrap());
    let next = Limiter::new(Limits::of(100, 1, 5, 60, 600));
    next.recall(limiter.asked(morning));
    assert_eq!(passing(&next, |_| private(1), Haste::Waited, morning), 1);
    let tomorrow = morning + TimeDelta::days(1);
    assert_eq!(limiter.asked(tomorrow).people, []);
    assert_eq!(passing(&next, |_| private(1), Haste::Waited, tomorrow), 5);
}

#[test]
fn a_group_shares_its_limit() {
    let limiter = Limiter::new(Limits::default());
    assert_eq!(passing(&limiter, group, Haste::Waited, second(0)), 20);
    let held = limiter.admit(group(7), Haste::Waited, second(0)).unwrap_err();
    assert_eq!(held, Held { limit: Limit::Group, until: second(0) + TimeDelta::milliseconds(1_500) });
    assert!(limiter.admit(private(7), Haste::Waited, second(0)).is_ok(), "in private the group does not count");
    assert_eq!(passing(&limiter, group, Haste::Waited, second(60)), 20);
}

#[test]
fn the_account_has_a_budget() {
    let limiter = Limiter::new(Limits::of(10, 3, 1_000, 60, 60));
    assert_eq!(passing(&limiter, private, Haste::Waited, second(0)), 6);
    let held = limiter.admit(private(999), Haste::Waited, second(0)).unwrap_err();
    assert!(held.limit == Limit::Account && held.until < second(2), "{held:?}");
    let minute: usize = (1..60).map(|at| passing(&limiter, private, Haste::Waited, second(at))).sum();
    assert!((50..=54).contains(&minute), "{minute} beside the 6 at once");
}

#[test]
fn work_that_nobody_waits_for_leaves_seven_tenths_to_people() {
    let limiter = Limiter::new(Limits::of(10, 3, 1_000_000, 60, 600));
    let seconds = (0..600).map(|at| passing(&limiter, |_| private(1), Haste::Background, second(at)));
    let seconds: Vec<usize> = seconds.collect();
    assert!(seconds.windows(60).all(|minute| minute.iter().sum::<usize>() <= 180), "more than 30 % of a minute's 600");
    assert!(seconds.iter().sum::<usize>() > 1_600, "and not much less");
    assert_eq!(passing(&limiter, private, Haste::Waited, second(600)), 60);
}

#[test]
fn people_who_use_the_budget_up_leave_none_to_the_background() {
    let limiter = Limiter::new(Limits::default());
    assert_eq!(passing(&limiter, private, Haste::Waited, second(0)), 60);
    assert_eq!(limiter.admit(private(1), Haste::Background, second(0)).unwrap_err().limit, Limit::Account);
}

#[test]
fn whoever_rests_is_forgotten() {
    let limiter = Limiter::new(Limits::of(10, 3, 1_000, 60, 1_000_000));
    for hour in 0..100 {
        let now = second(0) + TimeDelta::days(hour);
        for person in 0..500_u64 {
            let id = 1 + person + 500 * u64::try_from(hour).unwrap();
            limiter.admit(private(id), Haste::Waited, now).unwrap();
        }
    }
    assert!(limiter.remembered() <= 4 * 1_024, "{} of 50000", limiter.remembered());
}

#[test]
fn no_limits_count_nothing() {
    let limiter = Limiter::new(Limits::none());
    assert_eq!((passing(&limiter, |_| private(1), Haste::Waited, second(0)), limiter.remembered()), (1_000, 0));
}
