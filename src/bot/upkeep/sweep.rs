//! Rows that have outlived their use: what buttons stood for, which message showed a check,
//! invitations and codes nobody used; who left; and whatever is known of people and was not touched
//! for so long as the operator has it kept.
//!
//! Owns: what is kept how long. A button older than that leads home.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::audit;
use crate::ports::{Key, Merge, Pages, StoreError, Table, Transaction};

use crate::bot::outbox::departed::Mark;
use crate::bot::roster;
use crate::bot::rows::{Illegible, Slot, Ticket, since};
use crate::bot::services::Services;

const EVERY: Duration = Duration::from_hours(1);
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
}

/// No table is forgotten: a new one does not compile before it is decided how long its rows are kept.
const fn kept(table: Table) -> Kept {
    match table {
        Table::Meta
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
        Table::Inbox | Table::Conversation | Table::Outbox | Table::Profile | Table::Aside => Kept::AsWished,
    }
}

/// Sweeps every hour, for ever.
pub async fn run(services: Arc<Services>) {
    let mut hour = tokio::time::interval(EVERY);
    hour.tick().await;
    loop {
        hour.tick().await;
        if let Err(error) = services.save_day_counts().await {
            log::warn!(error:%; "what was asked today could not be written down");
        }
        match sweep(&services).await {
            Ok(0) => {}
            Ok(rows) => log::info!(rows; "old rows swept"),
            Err(error) => log::warn!(error:%; "sweeping failed"),
        }
    }
}

/// Removes what is too old; tells how many rows.
///
/// # Errors
/// When the store fails; what was not removed then is removed the next time.
pub async fn sweep(services: &Services) -> Result<usize, StoreError> {
    let now = services.clock.now();
    let mut many = 0;
    for table in Table::ALL {
        many += match kept(*table) {
            Kept::ForGood => 0,
            Kept::For(time, since) => old_rows(services, *table, now - time, since).await?,
            Kept::AsWished => services.store.forget(*table, now - services.retention.rows()).await?,
        };
    }
    many += age_profiles(services, now).await?;
    let mut transaction = Transaction::default();
    let alone = services.roster.hold().await;
    let expired = services.roster.current().expired(now);
    roster::write(&mut transaction, &expired);
    many += transaction.writes.len();
    services.store.commit(transaction).await?;
    services.roster.apply(&expired);
    drop(alone);
    many += audit::prune(services.store.as_ref(), now - services.retention.audit()).await?;
    services.forget_known();
    Ok(many)
}

/// Removes rows whose owner gave them a time.
async fn old_rows(
    services: &Services,
    table: Table,
    before: DateTime<Utc>,
    since: fn(&[u8]) -> Option<DateTime<Utc>>,
) -> Result<usize, StoreError> {
    by_pages(services, table, |transaction, key, value| {
        let since = since(&value);
        if since.is_some_and(|since| since >= before) {
            return;
        }
        transaction.delete(table, key.clone());
        // What cannot be understood serves nobody, but it is not for us to be silent about it.
        if since.is_none() {
            services.note_illegible(&Illegible { table, key, value });
        }
    })
    .await
}

/// A profile is written often; the customers in it age one by one. Writing it here is no use of it.
async fn age_profiles(services: &Services, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let keep = services.retention.rows();
    by_pages(services, Table::Profile, |transaction, key, value| {
        let merge = Merge::AgeProfile { now, keep };
        // By what it holds when it is written: the person may be using it this very moment.
        if merge.apply(Some(&value)).as_ref() != Some(&value) {
            transaction.merge(Table::Profile, key, merge);
        }
    })
    .await
}

/// Changes a table page by page; tells how many changes there were.
async fn by_pages(
    services: &Services,
    table: Table,
    mut change: impl FnMut(&mut Transaction, Key, Vec<u8>),
) -> Result<usize, StoreError> {
    let (mut pages, mut many) = (Pages::of(services.store.as_ref(), table), 0);
    while let Some(page) = pages.next().await? {
        let mut transaction = Transaction::default();
        for (key, value) in page {
            change(&mut transaction, key, value);
        }
        many += transaction.writes.len();
        services.store.commit(transaction).await?;
    }
    Ok(many)
}
