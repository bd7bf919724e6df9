//! Sealing all rows anew: rows that never were, and rows of a key that is changed.

use chrono::{DateTime, Utc};

use crate::store::raw::Raw;
use crate::store::sealing::cipher::{Keys, Plain, is_plain, is_sealed, written_at};

/// By which key rows are sealed anew, and which rows.
#[derive(Clone, Copy)]
pub(crate) struct Sealing<'a> {
    /// The key before, whose rows are opened.
    pub(crate) former: Option<&'a Keys>,
    /// Whether rows that no key seals are sealed as they are; otherwise they are left, and read as absent.
    pub(crate) takes_unsealed: bool,
    /// Whether the ends of the audit trail are made where they are missing.
    pub(crate) begins_trail: bool,
    /// The key to come.
    pub(crate) to: &'a Keys,
    /// The time of rows that have none of their own.
    pub(crate) now: DateTime<Utc>,
}

/// The same row, sealed anew. It keeps the time that it was written at.
pub(crate) fn resealed(raw: Raw, sealing: &Sealing<'_>) -> Raw {
    let (table, stored, value) = &raw;
    let to = sealing.to;
    if is_plain(*table, stored) || to.sealed(value) {
        return raw;
    }
    let row = if is_sealed(value) {
        sealing.former.and_then(|former| former.open(*table, stored, value.clone()))
    } else {
        sealing.takes_unsealed.then(|| Plain { key: stored.clone(), value: value.clone() })
    };
    let Some(row) = row else {
        log::error!(table:?; "a row cannot be opened and stays as it is");
        return raw;
    };
    let target = to.hashed(*table, &row.key).unwrap_or_else(|| row.key.clone());
    let sealed = to.seal(*table, &target, &row.key, &row.value, written_at(value).unwrap_or(sealing.now));
    (*table, target, sealed)
}
