//! The audit trail as a store writes it: each record holds the hash of the one before, and the head says which was last.
//!
//! ```text
//! record = version u8 | place u64 | hash of the record before 32 | the entry
//! link   = place u64 | hash 32          (the head and the anchor)
//! ```
//!
//! A record's place is known only where it is written. So this form is known here, to every store, and what an entry
//! says to the audit alone.

use ring::digest::{SHA256, digest};

use super::Table;

/// Where the ends of the audit trail stand, in [`Table::Meta`]: its newest record's, and the newest one's that was let
/// go because of its age. An empty row is an end that holds on to nothing yet.
pub const ENDS: [&[u8]; 2] = [HEAD, ANCHOR];
/// Where the newest record's link stands, in [`Table::Meta`].
pub const HEAD: &[u8] = b"audit-head";
/// Where the link of the newest record that was pruned stands, in [`Table::Meta`].
pub const ANCHOR: &[u8] = b"audit-anchor";
/// Bytes of a record's hash.
pub const HASH: usize = 32;

/// What a record holds on to that was written without a head: nothing that any record's hash can be, nor a trail's
/// beginning. Where the trail has its ends from the first day on ([`ENDS`]) the head was taken away, and a chain that
/// began anew over it shows that.
pub const BEHEADED: ChainLink = ChainLink { place: 0, hash: [0xFF; HASH] };

/// What the next record holds on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChainLink {
    /// The place of the record.
    pub place: u64,
    /// Its hash.
    pub hash: [u8; HASH],
}

impl ChainLink {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (place, rest) = bytes.split_first_chunk::<8>()?;
        Some(Self { place: u64::from_be_bytes(*place), hash: rest.try_into().ok()? })
    }

    /// An end of the trail; an empty row holds on to nothing yet.
    #[must_use]
    pub fn end(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() { Some(Self::default()) } else { Self::read(bytes) }
    }

    /// As it is stored.
    #[must_use]
    pub fn written(self) -> Vec<u8> {
        [&self.place.to_be_bytes()[..], &self.hash].concat()
    }

    /// The link to a record.
    #[must_use]
    pub fn to(place: u64, record: &[u8]) -> Self {
        let mut hash = [0; HASH];
        hash.copy_from_slice(digest(&SHA256, record).as_ref());
        Self { place, hash }
    }
}

/// The record of an entry behind this head, and the head that it becomes; `None` stands for no head. Pure.
#[must_use]
pub fn append(head: Option<&[u8]>, entry: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let head = head.and_then(ChainLink::end).unwrap_or(BEHEADED);
    let record = record(head, entry);
    let next = ChainLink::to(head.place + 1, &record).written();
    (record, next)
}

fn record(after: ChainLink, entry: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1 + 8 + HASH + entry.len());
    bytes.push(Table::Audit.version());
    bytes.extend((after.place + 1).to_be_bytes());
    bytes.extend(after.hash);
    bytes.extend(entry);
    bytes
}
