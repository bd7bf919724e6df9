//! The chain: how records are linked and written.
//!
//! ```text
//! record = version u8 | place u64 | hash of the record before 32 | JSON of the entry
//! link   = place u64 | hash 32          (the head and the anchor)
//! ```

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Timelike as _, Utc};
use ring::digest::{SHA256, digest};

use crate::ports::{Key, TRAIL, Table, Transaction};

use super::{Entry, Record};

const VERSION: u8 = Table::Audit.version();
pub(super) const HASH: usize = 32;
/// Where the newest record's link stands, in [`Table::Meta`].
pub(super) const HEAD: &[u8] = TRAIL[0];
/// Where the link of the newest record that was pruned stands, in [`Table::Meta`].
pub(super) const ANCHOR: &[u8] = TRAIL[1];

/// What a record holds on to that was written without a head: nothing that any record's hash can be, nor a trail's
/// beginning. Where the trail has its ends from the first day on ([`TRAIL`]) the head was taken away, and a chain that
/// began anew over it shows that.
pub(super) const BEHEADED: Link = Link { place: 0, hash: [0xFF; HASH] };

/// What the next record holds on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Link {
    /// The place of the record.
    pub(super) place: u64,
    /// Its hash.
    pub(super) hash: [u8; HASH],
}

impl Link {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (place, rest) = bytes.split_first_chunk::<8>()?;
        Some(Self { place: u64::from_be_bytes(*place), hash: rest.try_into().ok()? })
    }

    /// An end of the trail; an empty row holds on to nothing yet.
    pub(super) fn end(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() { Some(Self::default()) } else { Self::read(bytes) }
    }

    pub(super) fn written(self) -> Vec<u8> {
        [&self.place.to_be_bytes()[..], &self.hash].concat()
    }

    /// The link to a record.
    pub(super) fn to(place: u64, record: &[u8]) -> Self {
        let mut hash = [0; HASH];
        hash.copy_from_slice(digest(&SHA256, record).as_ref());
        Self { place, hash }
    }
}

/// A record as it lies in its table.
pub(super) struct Stored {
    pub(super) before: [u8; HASH],
    pub(super) record: Record,
    pub(super) bytes: Vec<u8>,
}

impl Stored {
    pub(super) fn read(bytes: Vec<u8>) -> Option<Self> {
        let (version, rest) = bytes.split_first()?;
        let (place, rest) = rest.split_first_chunk::<8>()?;
        let (before, entry) = rest.split_first_chunk::<HASH>()?;
        if *version != VERSION {
            return None;
        }
        let entry = serde_json::from_slice(entry).ok()?;
        Some(Self { before: *before, record: Record { place: u64::from_be_bytes(*place), entry }, bytes })
    }
}

fn written(after: Link, entry: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1 + 8 + HASH + entry.len());
    bytes.push(VERSION);
    bytes.extend((after.place + 1).to_be_bytes());
    bytes.extend(after.hash);
    bytes.extend(entry);
    bytes
}

/// Adds a record to a transaction, at the end of the chain as it is when the transaction is written. `line` tells
/// the entries of one turn apart.
pub fn append(transaction: &mut Transaction, entry: &Entry, line: u8) {
    let key = key(entry, line);
    // Plain texts and numbers: writing them to memory cannot fail.
    let entry = serde_json::to_vec(entry).unwrap_or_default();
    // The head's merge runs first and leaves here what the record's merge then stores.
    let linked = Arc::new(Mutex::new(None));
    let left = Arc::clone(&linked);
    transaction.merge(Table::Meta, HEAD.to_vec(), move |head| {
        let head = head.map_or(BEHEADED, |head| Link::end(head).unwrap_or(BEHEADED));
        let record = written(head, &entry);
        let next = Link::to(head.place + 1, &record);
        *left.lock().unwrap_or_else(PoisonError::into_inner) = Some(record);
        Some(next.written())
    });
    transaction.merge(Table::Audit, key, move |_| linked.lock().unwrap_or_else(PoisonError::into_inner).clone());
}

/// The day, the millisecond within it, the turn's trace and the line: no two are alike.
fn key(entry: &Entry, line: u8) -> Key {
    let time = entry.at.time();
    let mut key = day(entry.at).to_be_bytes().to_vec();
    key.extend((time.num_seconds_from_midnight() * 1_000 + time.nanosecond() / 1_000_000).to_be_bytes());
    key.extend(entry.trace.as_bytes());
    key.push(line);
    key
}

/// Days since 1970.
pub(super) fn day(at: DateTime<Utc>) -> u32 {
    u32::try_from(at.timestamp().div_euclid(86_400)).unwrap_or(0)
}

/// The day a record's key stands for.
pub(super) fn day_of(key: &[u8]) -> Option<u32> {
    key.first_chunk::<4>().map(|day| u32::from_be_bytes(*day))
}
