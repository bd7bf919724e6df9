//! The chain: how records are linked and written.
//!
//! [`trail`](crate::ports::trail) links them; an entry is written as JSON.

use chrono::{DateTime, Timelike as _, Utc};

use crate::ports::trail::HASH;
use crate::ports::{Key, Table, Transaction};

use super::record::{Entry, Record};

const VERSION: u8 = Table::Audit.version();

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

/// Adds a record to a transaction, at the end of the chain as it is when the transaction is written. `line` tells
/// the entries of one turn apart.
pub fn append(transaction: &mut Transaction, entry: &Entry, line: u8) {
    let key = key(entry, line);
    // Plain texts and numbers: writing them to memory cannot fail.
    let entry = serde_json::to_vec(entry).unwrap_or_default();
    transaction.append(key, entry);
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
