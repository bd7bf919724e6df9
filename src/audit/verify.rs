//! Reading the trail, finding where it was tampered with, and letting go of what is old.

use std::cmp::Ordering;
use std::collections::BTreeMap;

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

/// So many days after a record its neighbours in the chain may lie, at most; see [`audit`](crate::audit).
const APART: u32 = 1;

/// Shows every record in the order of the chain as far as it holds; returns where it breaks, if it does. Holds a page
/// of records at a time, and those whose neighbours are still to come.
///
/// # Errors
/// When the store fails.
pub async fn read(store: &dyn Store, mut show: impl FnMut(&Record)) -> Result<Option<Break>, StoreError> {
    follow(store, |record, _| show(record)).await.map(|followed| followed.broken)
}

/// Whether the chain holds, and holds on to a head that was kept elsewhere: what breaks it otherwise.
///
/// # Errors
/// When the store fails.
pub async fn holds(store: &dyn Store, kept: Head) -> Result<Option<Break>, StoreError> {
    let place = kept.place();
    let mut there = None;
    let Followed { first, last, broken } =
        follow(store, |_, link| there = there.or((link.place == place).then_some(link))).await?;
    let there = there.or((first.place == place).then_some(first));
    Ok(broken.or(match there {
        Some(link) => (link != kept.0).then_some(Break::Another(place)),
        None if place < first.place => Some(Break::LetGo(place)),
        None => Some(Break::Older(last.place)),
    }))
}

/// The newest record's place and hash; `None` before the first.
///
/// # Errors
/// When the store fails.
pub async fn head(store: &dyn Store) -> Result<Option<Head>, StoreError> {
    Ok(link(store, HEAD).await?.filter(|head| head.place > 0).map(Head))
}

/// How far the chain was followed.
struct Followed {
    /// What its first record holds on to.
    first: ChainLink,
    /// The last record that follows the one before it.
    last: ChainLink,
    broken: Option<Break>,
}

/// Follows the chain to its end or its first break; shows each record and what the next one must hold on to.
async fn follow(store: &dyn Store, mut show: impl FnMut(&Record, ChainLink)) -> Result<Followed, StoreError> {
    let (head, anchor) = (link(store, HEAD).await?, link(store, ANCHOR).await?);
    let first = match anchor {
        Some(anchor) => anchor,
        None => beginning(store, oldest(store).await?.as_ref()),
    };
    let mut followed = Followed { first, last: first, broken: None };
    let mut ahead = BTreeMap::new();
    let mut pages = Pages::of(store, Table::Audit);
    loop {
        let page = pages.next().await?;
        // Of a day so late nothing can come any more that belongs before; after the last page nothing comes at all.
        let reached = page.as_ref().map(|page| page.last().and_then(|(key, _)| day_of(key)).unwrap_or(0));
        let is_last = page.is_none();
        for (key, value) in page.into_iter().flatten() {
            ahead.extend(Stored::read(value).map(|stored| ((stored.record.place, key), stored)));
        }
        followed.broken = followed.go_on(&mut ahead, reached, &mut show).err();
        if is_last || followed.broken.is_some() {
            break;
        }
    }
    followed.broken = followed
        .broken
        .or_else(|| followed.end(head, store.vouches_for_the_trail() && (head.is_none() || anchor.is_none())));
    Ok(followed)
}

impl Followed {
    /// Takes the records from `ahead` whose turn it is. One that is too far on waits until no day is left from which
    /// the one before it could come; `reached` is the last day that was read, `None` after all.
    fn go_on(
        &mut self,
        ahead: &mut BTreeMap<(u64, Key), Stored>,
        reached: Option<u32>,
        show: &mut impl FnMut(&Record, ChainLink),
    ) -> Result<(), Break> {
        while let Some(next) = ahead.first_entry() {
            let (place, key) = next.key();
            let waits = reached.zip(day_of(key)).is_some_and(|(reached, day)| reached <= day.saturating_add(APART));
            if *place > self.last.place + 1 && waits {
                return Ok(());
            }
            let stored = next.remove();
            follows(&mut self.last, &stored)?;
            show(&stored.record, self.last);
        }
        Ok(())
    }

    /// What is wrong with the end, once all records were taken.
    fn end(&self, head: Option<ChainLink>, lacks_an_end: bool) -> Option<Break> {
        let end = head.unwrap_or_default();
        match self.last.place.cmp(&end.place) {
            _ if lacks_an_end => Some(Break::EndMissing),
            Ordering::Less => Some(Break::Missing(self.last.place + 1)),
            Ordering::Greater => Some(Break::Beyond(end.place + 1)),
            Ordering::Equal => (end.place > 0 && self.last != end).then_some(Break::Unlinked(end.place)),
        }
    }
}

/// What the first record holds on to where there is no anchor: the beginning of all trails, or, where no store vouches
/// for the ends, that there was no head.
fn beginning(store: &dyn Store, first: Option<&Stored>) -> ChainLink {
    let is_beheaded = first.is_some_and(|first| first.before == BEHEADED.hash);
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
        found.extend(of_day(store, day).await?);
    }
    found.sort_by_key(|found| found.stored.record.place);
    let mut last =
        link(store, ANCHOR).await?.unwrap_or_else(|| beginning(store, found.first().map(|found| &found.stored)));
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

/// The first record of the chain, where there is no anchor to tell.
async fn oldest(store: &dyn Store) -> Result<Option<Stored>, StoreError> {
    let page = Pages::of(store, Table::Audit).next().await?;
    let records = page.into_iter().flatten().filter_map(|(_, value)| Stored::read(value));
    Ok(records.min_by_key(|stored| stored.record.place))
}

/// The records of a day that can be read.
async fn of_day(store: &dyn Store, day: u32) -> Result<Vec<Found>, StoreError> {
    let mut found = Vec::new();
    let mut pages = Pages::starting_with(store, Table::Audit, day.to_be_bytes().to_vec());
    while let Some(page) = pages.next().await? {
        found.extend(page.into_iter().filter_map(|(key, value)| Some(Found { key, stored: Stored::read(value)? })));
    }
    Ok(found)
}

/// An end of the chain; `None` when it is not there, or cannot be read.
async fn link(store: &dyn Store, end: &[u8]) -> Result<Option<ChainLink>, StoreError> {
    Ok(store.get(Table::Meta, end).await?.and_then(|bytes| ChainLink::end(&bytes)))
}
