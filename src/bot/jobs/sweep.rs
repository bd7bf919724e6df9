//! Rows that have outlived their use: what buttons stood for, which message showed a check,
//! invitations and codes nobody used; who left; and whatever is known of people and was not touched
//! for so long as the operator has it kept.
//!
//! Owns: what is kept how long. A button older than that leads home.

use chrono::{DateTime, TimeDelta, Utc};

use crate::audit;
use crate::ports::{Key, KeyValue, Merge, Range, StoreError, Table, Transaction};

use super::sweep_at::SweepAt;
use super::work::{GoesOn, JobStep, Work};
use crate::bot::outbox::departed::Mark;
use crate::bot::roster;
use crate::bot::rows::{Illegible, Slot, Ticket, since};
use crate::bot::services::Services;

/// Between the end of a sweep and the next.
pub(super) const EVERY: TimeDelta = TimeDelta::hours(1);
/// So many rows are looked at in a step.
const PAGE: usize = 256;
/// A whole bill lies behind a group's button: it is kept a day.
const TICKETS: TimeDelta = TimeDelta::hours(24);
/// Telegram lets a bot edit for 48 hours.
const SLOTS: TimeDelta = TimeDelta::hours(48);
/// Who left may be forgotten: the next message to them finds out again.
const GONE: TimeDelta = TimeDelta::days(90);

/// How long a table's rows are kept.
enum Kept {
    /// As long as there is use for them, or they age otherwise: a code by its own time, a member by being
    /// put out.
    ForGood,
    /// So long after the time that their owner gave them and that this reads.
    For(TimeDelta, fn(&[u8]) -> Option<DateTime<Utc>>),
    /// So long after they were last written as the operator wishes.
    AsWished,
    /// The same, and what is in them ages one by one.
    AsWishedAndByItsOwnTime,
}

/// No table is forgotten: a new one does not compile before it is decided how long its rows are kept.
const fn kept(table: Table) -> Kept {
    match table {
        Table::Meta
        // A job ends by itself.
        | Table::Job
        | Table::Moved
        | Table::Member
        | Table::Group
        | Table::Invite
        | Table::Pairing
        | Table::Audit
        | Table::Seal => Kept::ForGood,
        Table::Slot => Kept::For(SLOTS, |value| since(value, |slot: &Slot| slot.at)),
        Table::Ticket => Kept::For(TICKETS, |value| since(value, |ticket: &Ticket| ticket.at)),
        Table::Gone => Kept::For(GONE, |value| since(value, |mark: &Mark| mark.at)),
        Table::Inbox | Table::Conversation | Table::Outbox | Table::Aside => Kept::AsWished,
        Table::Profile => Kept::AsWishedAndByItsOwnTime,
    }
}

/// One step of a sweep: a page of a table, what expired of the roster, or the trail.
pub(super) async fn step(services: &Services, at: SweepAt, now: DateTime<Utc>) -> Result<JobStep<'_>, StoreError> {
    match at {
        SweepAt::Table { table: number, after } => match next_table(number) {
            // A key of a table that is no more says nothing of the next.
            Some(table) => look_through(services, table, after.filter(|_| table as u8 == number), now).await,
            None => Ok(JobStep::of(Transaction::default(), GoesOn::Now(Work::Sweep(SweepAt::Roster)))),
        },
        SweepAt::Roster => expire(services, now).await,
        SweepAt::Trail => {
            let rows = audit::prune(services.store.as_ref(), now - services.retention.audit()).await?;
            services.forget_known();
            let again = GoesOn::At(now + EVERY, Work::sweep());
            Ok(JobStep { rows, ..JobStep::of(Transaction::default(), again) })
        }
    }
}

/// The first table from a number on of which anything ever goes.
fn next_table(number: u8) -> Option<Table> {
    Table::ALL.iter().copied().find(|table| *table as u8 >= number && !matches!(kept(*table), Kept::ForGood))
}

/// A page of a table.
async fn look_through(
    services: &Services,
    table: Table,
    after: Option<Key>,
    now: DateTime<Utc>,
) -> Result<JobStep<'_>, StoreError> {
    let behind = GoesOn::Now(Work::Sweep(SweepAt::behind(table)));
    let kept = kept(table);
    let mut forgotten = 0;
    if let (Kept::AsWished | Kept::AsWishedAndByItsOwnTime, None) = (&kept, &after) {
        forgotten = services.store.forget(table, now - services.retention.rows()).await?;
    }
    if let Kept::ForGood | Kept::AsWished = kept {
        return Ok(JobStep { rows: forgotten, ..JobStep::of(Transaction::default(), behind) });
    }
    let page = services.store.scan(table, Range::all(PAGE).after(after.as_deref())).await?;
    let goes_on = match page.last() {
        Some((key, _)) if page.len() == PAGE => {
            GoesOn::Now(Work::Sweep(SweepAt::Table { table: table as u8, after: Some(key.clone()) }))
        }
        _ => behind,
    };
    let mut transaction = Transaction::default();
    match kept {
        Kept::For(time, since) => {
            old_rows(services, &mut transaction, table, page, |row| since(row).map(|since| since < now - time));
        }
        _ => age(&mut transaction, table, page, now, services.retention.rows()),
    }
    let rows = forgotten + transaction.writes.len();
    Ok(JobStep { rows, ..JobStep::of(transaction, goes_on) })
}

/// Removes rows whose owner gave them a time; `is_old` tells of one that can be understood.
fn old_rows(
    services: &Services,
    transaction: &mut Transaction,
    table: Table,
    page: Vec<KeyValue>,
    is_old: impl Fn(&[u8]) -> Option<bool>,
) {
    for (key, value) in page {
        match is_old(&value) {
            Some(false) => {}
            Some(true) => transaction.delete(table, key),
            // What cannot be understood serves nobody, but it is not for us to be silent about it.
            None => {
                transaction.delete(table, key.clone());
                services.note_illegible(&Illegible { table, key, value });
            }
        }
    }
}

/// Removes the customers that a profile has not used for `keep`; the profile itself may be in daily use. This write
/// does not count as use of the profile.
fn age(transaction: &mut Transaction, table: Table, page: Vec<KeyValue>, now: DateTime<Utc>, keep: TimeDelta) {
    for (key, value) in page {
        let merge = Merge::AgeProfile { now, keep };
        // By what it holds when it is written: the person may be using it this very moment.
        if merge.apply(Some(&value)).as_ref() != Some(&value) {
            transaction.merge(table, key, merge);
        }
    }
}

/// Invitations and codes whose time is over go, and what people asked today is written down.
async fn expire(services: &Services, now: DateTime<Utc>) -> Result<JobStep<'_>, StoreError> {
    let alone = services.roster.hold().await;
    let expired = services.roster.current().expired(now);
    let mut transaction = Transaction::default();
    roster::write(&mut transaction, &expired);
    let rows = transaction.writes.len();
    services.note_day_counts(&mut transaction);
    let step = JobStep::of(transaction, GoesOn::Now(Work::Sweep(SweepAt::Trail)));
    let then = move || {
        services.roster.apply(&expired);
        drop(alone);
    };
    Ok(JobStep { rows, then: Some(Box::new(then)), ..step })
}
