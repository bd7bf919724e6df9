//! Rows that have outlived their use: what buttons stood for, which message showed a check,
//! invitations and codes nobody used; who left; and whatever is known of people and was not touched
//! for so long as the operator has it kept.
//!
//! Owns: what is kept how long. A button older than that leads home.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::audit;
use crate::domain::profile::Profile;
use crate::ports::{StoreError, Table, Transaction};

use crate::bot::outbox::departed::Mark;
use crate::bot::roster;
use crate::bot::rows::{Illegible, Slot, Ticket, read, since, stored};
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
    let mut transaction = Transaction::default();
    let mut many = 0;
    for table in Table::ALL {
        match kept(*table) {
            Kept::ForGood => {}
            Kept::For(time, since) => old_rows(services, &mut transaction, *table, now - time, since)?,
            Kept::AsWished => many += services.store.forget(*table, now - services.retention.rows()).await?,
        }
    }
    age_profiles(services, &mut transaction, now)?;
    let alone = services.roster.hold().await;
    let expired = services.roster.current().expired(now);
    roster::write(&mut transaction, &expired);
    many += transaction.0.len();
    services.store.commit(transaction).await?;
    services.roster.apply(&expired);
    drop(alone);
    many += audit::prune(services.store.as_ref(), now - services.retention.audit()).await?;
    services.forget_known();
    Ok(many)
}

/// Rows whose owner gave them a time.
fn old_rows(
    services: &Services,
    transaction: &mut Transaction,
    table: Table,
    before: DateTime<Utc>,
    since: fn(&[u8]) -> Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    for (key, value) in services.store.scan(table, &[], usize::MAX)? {
        let since = since(&value);
        if since.is_some_and(|since| since >= before) {
            continue;
        }
        transaction.delete(table, key.clone());
        // What cannot be understood serves nobody, but it is not for us to be silent about it.
        if since.is_none() {
            services.note_illegible(&Illegible { table, key, value });
        }
    }
    Ok(())
}

/// What becomes of a profile: nothing, another value, or its end.
enum Fate {
    Stays,
    Changes(Vec<u8>),
    Goes,
}

/// A profile is written often; the customers in it age one by one. Writing it here is no use of it.
fn age(bytes: &[u8], now: DateTime<Utc>, keep: TimeDelta) -> Fate {
    let Ok(before) = read::<Profile>(bytes) else { return Fate::Stays };
    if before.touched.is_some_and(|touched| now - touched >= keep) {
        return Fate::Goes;
    }
    let mut after = before.clone();
    after.forget_old(now, keep);
    if after == before { Fate::Stays } else { Fate::Changes(stored(&after)) }
}

fn age_profiles(services: &Services, transaction: &mut Transaction, now: DateTime<Utc>) -> Result<(), StoreError> {
    let keep = services.retention.rows();
    for (key, value) in services.store.scan(Table::Profile, &[], usize::MAX)? {
        if matches!(age(&value, now, keep), Fate::Stays) {
            continue;
        }
        // By what it holds then: the person may be using it this very moment.
        transaction.merge(Table::Profile, key, move |value| {
            value.and_then(|bytes| match age(bytes, now, keep) {
                Fate::Stays => Some(bytes.to_vec()),
                Fate::Changes(bytes) => Some(bytes),
                Fate::Goes => None,
            })
        });
    }
    Ok(())
}
