//! Sealing all rows anew: rows that never were, and rows of a key that is changed.

use chrono::{DateTime, Utc};

use super::keys::{Keys, Plain, is_plain, written_at};
use super::sealed::Raw;

/// The same rows sealed by `to`: those that `from` sealed, or without it those not sealed at all. Rows
/// keep the time they were written at; `now` stands in where they have none.
pub(super) fn resealed(rows: Vec<Raw>, from: Option<&Keys>, to: &Keys, now: DateTime<Utc>) -> Vec<Raw> {
    rows.into_iter().map(|row| one(row, from, to, now)).collect()
}

fn one(raw: Raw, from: Option<&Keys>, to: &Keys, now: DateTime<Utc>) -> Raw {
    let (table, stored, value) = &raw;
    if is_plain(*table, stored) || to.sealed(value) {
        return raw;
    }
    let row = match from {
        Some(from) => from.open(*table, stored, value.clone()),
        None => Some(Plain { key: stored.clone(), value: value.clone() }),
    };
    let Some(row) = row else {
        log::error!(table:?; "a row cannot be opened and stays as it is");
        return raw;
    };
    let target = to.hashed(*table, &row.key).unwrap_or_else(|| row.key.clone());
    let sealed = to.seal(*table, &target, &row.key, &row.value, written_at(value).unwrap_or(now));
    (*table, target, sealed)
}
