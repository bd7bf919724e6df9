//! Reading the trail, finding where it was tampered with, and letting go of what is old.

use std::cmp::Ordering;

use chrono::{DateTime, Utc};

use crate::ports::{Key, Pages, Range, Store, StoreError, Table, Transaction};

use crate::ports::trail::{ANCHOR, BEHEADED, ChainLink, HEAD};

use super::chain::{Stored, day, day_of};
use super::head::Head;
use super::record::Record;

/// Where the chain is broken, or does not hold on to what was kept of it.
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
    /// There is no head, or no anchor.
    #[error("an end of the chain is missing: it was removed, or lost with the store")]
    EndMissing,
    /// A record was written when there was no head.
    #[error("record {0} began a new chain: the one before was removed, or lost with the store")]
    Beheaded(u64),
    /// The chain ends before the kept record.
    #[error("the trail ends with record {0}, before the kept one: an older state was put back")]
    Older(u64),
    /// The record in the kept one's place is another.
    #[error("record {0} is not the kept one: another trail is in its place")]
    Another(u64),
    /// The kept record was let go because of its age.
    #[error("record {0} was let go because of its age, so that nothing can be told by it: keep a younger head")]
    LetGo(u64),
}

/// A record and where it lies.
struct Found {
    key: Key,
    stored: Stored,
}

/// The chain as far as it holds.
struct Chain {
    records: Vec<Record>,
    /// What each of them is held by, after what the first holds on to.
    links: Vec<ChainLink>,
    broken: Option<Break>,
}

/// Every record in the order of the chain as far as it holds, and where it breaks, if it does.
///
/// # Errors
/// When the store fails.
pub async fn read(store: &dyn Store) -> Result<(Vec<Record>, Option<Break>), StoreError> {
    let chain = follow(store).await?;
    Ok((chain.records, chain.broken))
}

/// Whether the chain holds, and holds on to a head that was kept elsewhere: what breaks it otherwise.
///
/// # Errors
/// When the store fails.
pub async fn holds(store: &dyn Store, kept: Head) -> Result<Option<Break>, StoreError> {
    let Chain { links, broken, .. } = follow(store).await?;
    let (Some(first), Some(last)) = (links.first(), links.last()) else { return Ok(broken) };
    let place = kept.place();
    Ok(broken.or(match links.iter().find(|link| link.place == place) {
        Some(link) => (*link != kept.0).then_some(Break::Another(place)),
        None if place < first.place => Some(Break::LetGo(place)),
        None => Some(Break::Older(last.place)),
    }))
}

/// The newest record's place and hash; none before the first.
///
/// # Errors
/// When the store fails.
pub async fn head(store: &dyn Store) -> Result<Option<Head>, StoreError> {
    Ok(link(store, HEAD).await?.filter(|head| head.place > 0).map(Head))
}

async fn follow(store: &dyn Store) -> Result<Chain, StoreError> {
    let (head, anchor) = (link(store, HEAD).await?, link(store, ANCHOR).await?);
    let found = by_place(store).await?;
    let mut last = anchor.unwrap_or_else(|| beginning(store, found.first()));
    let mut chain = Chain { records: Vec::new(), links: vec![last], broken: None };
    for Found { stored, .. } in found {
        if let Err(broken) = follows(&mut last, &stored) {
            return Ok(Chain { broken: Some(broken), ..chain });
        }
        chain.links.push(last);
        chain.records.push(stored.record);
    }
    let end = head.unwrap_or_default();
    chain.broken = match last.place.cmp(&end.place) {
        _ if store.vouches_for_the_trail() && (head.is_none() || anchor.is_none()) => Some(Break::EndMissing),
        Ordering::Less => Some(Break::Missing(last.place + 1)),
        Ordering::Greater => Some(Break::Beyond(end.place + 1)),
        Ordering::Equal => (end.place > 0 && last != end).then_some(Break::Unlinked(end.place)),
    };
    Ok(chain)
}

/// What the first record holds on to where there is no anchor: the beginning of all trails, or, where no store vouches
/// for the ends, that there was no head.
fn beginning(store: &dyn Store, first: Option<&Found>) -> ChainLink {
    let is_beheaded = first.is_some_and(|first| first.stored.before == BEHEADED.hash);
    if is_beheaded && !store.vouches_for_the_trail() { BEHEADED } else { ChainLink::default() }
}

/// Removes the records of days before that of `before`, in the order of the chain: the anchor tells where it begins
/// then. A break goes with the records around it once it is as old. Tells how many.
///
/// # Errors
/// When the store fails; nothing was removed then.
pub async fn prune(store: &dyn Store, before: DateTime<Utc>) -> Result<usize, StoreError> {
    let oldest = store.scan(Table::Audit, Range::all(1)).await?;
    let Some(oldest) = oldest.first().and_then(|(key, _)| day_of(key)) else { return Ok(0) };
    let mut found = Vec::new();
    for day in oldest..day(before) {
        found.extend(of_day(store, &day.to_be_bytes()).await?);
    }
    found.sort_by_key(|found| found.stored.record.place);
    let mut last = link(store, ANCHOR).await?.unwrap_or_else(|| beginning(store, found.first()));
    let mut transaction = Transaction::default();
    for Found { key, stored } in found {
        if follows(&mut last, &stored).is_err() {
            // The one before may have ended a day later, and then it is waited for. One of an earlier day waits for
            // nothing that will ever come: the chain is broken there, and what is kept so long goes all the same.
            if day_of(&key).is_none_or(|day| day + 1 >= self::day(before)) {
                break;
            }
            last = ChainLink::to(stored.record.place, &stored.bytes);
        }
        transaction.delete(Table::Audit, key);
    }
    let many = transaction.writes.len();
    if many > 0 {
        transaction.put(Table::Meta, ANCHOR.to_vec(), last.written());
        store.commit(transaction).await?;
    }
    Ok(many)
}

/// Goes one record on along the chain.
fn follows(last: &mut ChainLink, next: &Stored) -> Result<(), Break> {
    let place = next.record.place;
    if next.before == BEHEADED.hash && last.hash != BEHEADED.hash {
        return Err(Break::Beheaded(place));
    }
    if place > last.place + 1 {
        return Err(Break::Missing(last.place + 1));
    }
    if place <= last.place || next.before != last.hash {
        return Err(Break::Unlinked(place));
    }
    *last = ChainLink::to(place, &next.bytes);
    Ok(())
}

/// All records that can be read, in the order of their places.
async fn by_place(store: &dyn Store) -> Result<Vec<Found>, StoreError> {
    let mut found = of_day(store, &[]).await?;
    found.sort_by_key(|found| found.stored.record.place);
    Ok(found)
}

/// The records of a day that can be read; those of every day for no day.
async fn of_day(store: &dyn Store, day: &[u8]) -> Result<Vec<Found>, StoreError> {
    let mut found = Vec::new();
    let mut pages = Pages::starting_with(store, Table::Audit, day.to_vec());
    while let Some(page) = pages.next().await? {
        found.extend(page.into_iter().filter_map(|(key, value)| Some(Found { key, stored: Stored::read(value)? })));
    }
    Ok(found)
}

/// An end of the chain; none when it is not there, or cannot be read.
async fn link(store: &dyn Store, end: &[u8]) -> Result<Option<ChainLink>, StoreError> {
    Ok(store.get(Table::Meta, end).await?.and_then(|bytes| ChainLink::end(&bytes)))
}
