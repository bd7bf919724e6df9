//! Reading the trail, finding where it was tampered with, and letting go of what is old.

use std::cmp::Ordering;

use chrono::{DateTime, Utc};

use crate::ports::{Batch, Key, Store, StoreError, Table};

use super::Record;
use super::chain::{ANCHOR, HEAD, Link, Stored, day, day_of};

/// Where the chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// A record is not there.
    #[error("record {0} is missing")]
    Missing(u64),
    /// A record does not hold the hash of the one before: one of both was changed.
    #[error("record {0} does not follow the one before it: one of both was changed")]
    Unlinked(u64),
    /// There are records that the chain's head knows nothing of, from this one on.
    #[error("record {0} lies beyond the end of the chain")]
    Beyond(u64),
}

/// A record and where it lies.
struct Found {
    key: Key,
    stored: Stored,
}

/// Every record in the order of the chain as far as it holds, and where it breaks, if it does.
///
/// # Errors
/// When the store fails.
pub fn read(store: &dyn Store) -> Result<(Vec<Record>, Option<Break>), StoreError> {
    let head = link(store, HEAD)?;
    let mut last = link(store, ANCHOR)?;
    let mut records = Vec::new();
    for Found { stored, .. } in by_place(store)? {
        if let Err(broken) = follows(&mut last, &stored) {
            return Ok((records, Some(broken)));
        }
        records.push(stored.record);
    }
    let broken = match last.place.cmp(&head.place) {
        Ordering::Less => Some(Break::Missing(last.place + 1)),
        Ordering::Greater => Some(Break::Beyond(head.place + 1)),
        Ordering::Equal => (last != head).then_some(Break::Unlinked(head.place)),
    };
    Ok((records, broken))
}

/// Removes the records of days before that of `before`, as far as the chain holds: the anchor tells
/// where it begins then. Tells how many.
///
/// # Errors
/// When the store fails; nothing was removed then.
pub async fn prune(store: &dyn Store, before: DateTime<Utc>) -> Result<usize, StoreError> {
    let oldest = store.scan(Table::Audit, &[], 1)?;
    let Some(oldest) = oldest.first().and_then(|(key, _)| day_of(key)) else { return Ok(0) };
    let mut found = Vec::new();
    for day in oldest..day(before) {
        found.extend(of_day(store, &day.to_be_bytes())?);
    }
    found.sort_by_key(|found| found.stored.record.place);
    let mut last = link(store, ANCHOR)?;
    let mut batch = Batch::default();
    for Found { key, stored } in found {
        if follows(&mut last, &stored).is_err() {
            break;
        }
        batch.delete(Table::Audit, key);
    }
    let many = batch.0.len();
    if many > 0 {
        batch.put(Table::Meta, ANCHOR.to_vec(), last.written());
        store.commit(batch).await?;
    }
    Ok(many)
}

/// Goes one record on along the chain.
fn follows(last: &mut Link, next: &Stored) -> Result<(), Break> {
    let place = next.record.place;
    if place > last.place + 1 {
        return Err(Break::Missing(last.place + 1));
    }
    if place <= last.place || next.before != last.hash {
        return Err(Break::Unlinked(place));
    }
    *last = Link::to(place, &next.bytes);
    Ok(())
}

/// All records that can be read, in the order of their places.
fn by_place(store: &dyn Store) -> Result<Vec<Found>, StoreError> {
    let mut found = of_day(store, &[])?;
    found.sort_by_key(|found| found.stored.record.place);
    Ok(found)
}

/// The records of a day that can be read; those of every day for no day.
fn of_day(store: &dyn Store, day: &[u8]) -> Result<Vec<Found>, StoreError> {
    let rows = store.scan(Table::Audit, day, usize::MAX)?.into_iter();
    Ok(rows.filter_map(|(key, value)| Some(Found { key, stored: Stored::read(value)? })).collect())
}

fn link(store: &dyn Store, key: &[u8]) -> Result<Link, StoreError> {
    Ok(store.get(Table::Meta, key)?.and_then(|bytes| Link::read(&bytes)).unwrap_or_default())
}
