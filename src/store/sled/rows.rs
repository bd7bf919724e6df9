//! Rows side by side in one piece of memory, as the journal has them.
//!
//! ```text
//! row = key length u64 | key | value length u64 | value      (u64::MAX: the row is removed)
//! ```
//!
//! The caller brings its transaction into this form before it hands it over: the thread that writes only copies bytes,
//! and frees one allocation per transaction, not two per row.

use crate::ports::{Key, Table};
use crate::store::raw::{RawCheck, RawWrite, Resolve};

use crate::store::raw::stored;

const REMOVED: u64 = u64::MAX;

/// A transaction ready to be written, its changes in order.
pub(crate) struct Packed(pub(crate) Vec<Piece>);

/// Changes that need no look at what is stored, or one that does.
pub(crate) enum Piece {
    /// Rows set and removed.
    Rows(Vec<u8>),
    /// A row by its stored key, and what becomes of it.
    Merge(Key, Resolve),
    /// A row by its stored key, and whether the transaction may be written.
    Require(Key, RawCheck),
}

impl Packed {
    /// A transaction as it will be written.
    pub(crate) fn of(writes: Vec<RawWrite>) -> Self {
        let mut parts = Vec::new();
        let room = writes.iter().map(length_of).sum();
        for change in writes {
            match change {
                RawWrite::Put(table, key, value) => push(open(&mut parts, room), Some(table), &key, Some(&value)),
                RawWrite::Delete(table, key) => push(open(&mut parts, room), Some(table), &key, None),
                RawWrite::Merge(table, key, resolve) => parts.push(Piece::Merge(stored(table, &key), resolve)),
                RawWrite::Require(table, key, check) => parts.push(Piece::Require(stored(table, &key), check)),
            }
        }
        Self(parts)
    }

    /// How many bytes it will take, merges not counted.
    pub(crate) fn bytes(&self) -> usize {
        let rows = |part: &Piece| if let Piece::Rows(rows) = part { rows.len() } else { 0 };
        self.0.iter().map(rows).sum()
    }
}

/// How many bytes a change takes as a row; what looks at a row stands apart.
fn length_of(change: &RawWrite) -> usize {
    // Two lengths and the table's byte.
    const FRAME: usize = 8 + 8 + 1;
    match change {
        RawWrite::Put(_, key, value) => FRAME + key.len() + value.len(),
        RawWrite::Delete(_, key) => FRAME + key.len(),
        RawWrite::Merge(..) | RawWrite::Require(..) => 0,
    }
}

/// The rows at the end of the parts, to add to; new ones with so much room.
fn open(parts: &mut Vec<Piece>, room: usize) -> &mut Vec<u8> {
    if !matches!(parts.last(), Some(Piece::Rows(_))) {
        parts.push(Piece::Rows(Vec::with_capacity(room)));
    }
    match parts.last_mut() {
        Some(Piece::Rows(rows)) => rows,
        _ => unreachable!("it was just put there"),
    }
}

/// Adds a row by its stored key, or by its table and the key within it; no value removes it.
pub(crate) fn push(rows: &mut Vec<u8>, table: Option<Table>, key: &[u8], value: Option<&[u8]>) {
    let length = key.len() + usize::from(table.is_some());
    rows.extend((length as u64).to_le_bytes());
    rows.extend(table.map(|table| table as u8));
    rows.extend_from_slice(key);
    match value {
        Some(value) => {
            rows.extend((value.len() as u64).to_le_bytes());
            rows.extend_from_slice(value);
        }
        None => rows.extend(REMOVED.to_le_bytes()),
    }
}

/// The rows in order: stored key and value. Ends early where they are not whole; see [`Each::rest`].
pub(crate) fn each(rows: &[u8]) -> Each<'_> {
    Each { rest: rows }
}

/// See [`each`].
pub(crate) struct Each<'a> {
    rest: &'a [u8],
}

impl Each<'_> {
    /// What has not been read; after the last row nothing, when all were whole.
    pub(crate) fn rest(&self) -> &[u8] {
        self.rest
    }
}

impl<'a> Iterator for Each<'a> {
    type Item = (&'a [u8], Option<&'a [u8]>);

    fn next(&mut self) -> Option<Self::Item> {
        let (length, rest) = length(self.rest)?;
        let (key, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
        let (length, rest) = self::length(rest)?;
        let kept = if length == REMOVED { 0 } else { usize::try_from(length).ok()? };
        let (value, rest) = rest.split_at_checked(kept)?;
        self.rest = rest;
        Some((key, (length != REMOVED).then_some(value)))
    }
}

fn length(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    Some((u64::from_le_bytes(*length), rest))
}
