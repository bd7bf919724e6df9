//! Rows that have outlived their use: what buttons stood for, which message showed a check,
//! invitations and codes nobody used, who left.
//!
//! Owns: how long they are kept. A button older than that leads home.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::de::DeserializeOwned;

use crate::ports::{Batch, StoreError, Table, envelope};

use super::desk::{Desk, VERSION};
use super::door;
use super::gone::Mark;
use super::rows::{Slot, Ticket};

const EVERY: Duration = Duration::from_hours(1);
/// A whole bill lies behind a group's button: it is kept a day.
const TICKETS: TimeDelta = TimeDelta::hours(24);
/// Telegram lets a bot edit for 48 hours.
const SLOTS: TimeDelta = TimeDelta::hours(48);
/// Who left may be forgotten: the next message to them finds out again.
const GONE: TimeDelta = TimeDelta::days(90);

/// Sweeps every hour, for ever.
pub async fn run(desk: Arc<Desk>) {
    let mut hour = tokio::time::interval(EVERY);
    hour.tick().await;
    loop {
        hour.tick().await;
        if let Err(error) = desk.note_asked().await {
            log::warn!(error:%; "what was asked today could not be written down");
        }
        match sweep(&desk).await {
            Ok(0) => {}
            Ok(rows) => log::info!(rows; "old rows swept"),
            Err(error) => log::warn!(error:%; "sweeping failed"),
        }
    }
}

/// Removes what is too old; tells how many rows.
///
/// # Errors
/// When the store fails; nothing is removed then.
pub async fn sweep(desk: &Desk) -> Result<usize, StoreError> {
    let now = desk.clock.now();
    let mut batch = Batch::default();
    old_rows(desk, &mut batch, Table::Ticket, now - TICKETS, |ticket: Ticket| ticket.at)?;
    old_rows(desk, &mut batch, Table::Slot, now - SLOTS, |slot: Slot| slot.at)?;
    let _door = desk.door.hold().await;
    let expired = desk.door.roster().expired(now);
    door::write(&mut batch, &expired);
    old_rows(desk, &mut batch, Table::Gone, now - GONE, |mark: Mark| mark.at)?;
    let many = batch.0.len();
    desk.store.commit(batch).await?;
    desk.door.apply(&expired);
    Ok(many)
}

fn old_rows<T: DeserializeOwned>(
    desk: &Desk,
    batch: &mut Batch,
    table: Table,
    before: DateTime<Utc>,
    since: impl Fn(T) -> DateTime<Utc>,
) -> Result<(), StoreError> {
    for (key, value) in desk.store.scan(table, &[], usize::MAX)? {
        // What cannot be read any more serves nobody.
        if envelope::decode(VERSION, &value).is_none_or(|row| since(row) < before) {
            batch.delete(table, key);
        }
    }
    Ok(())
}
