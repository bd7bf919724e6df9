//! The ends of the audit trail ([`ENDS`](trail::ENDS)), which a store that vouches for it holds from its first day on.

use chrono::{DateTime, Utc};

use crate::ports::{Range, Store, StoreError, Table, trail};

use crate::store::raw::Raw;
use crate::store::sealing::cipher::Keys;

/// The format from which on both ends are there, and one that is not was taken away.
pub(crate) const SINCE: u32 = 3;

/// What there is of the trail.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TrailEnds {
    pub(crate) has_records: bool,
    pub(crate) has_head: bool,
    pub(crate) has_anchor: bool,
}

impl TrailEnds {
    /// What there is in a store.
    pub(crate) async fn of(rows: &dyn Store) -> Result<Self, StoreError> {
        let [head, anchor] = trail::ENDS;
        Ok(Self {
            has_records: !rows.scan(Table::Audit, Range::all(1)).await?.is_empty(),
            has_head: rows.get(Table::Meta, head).await?.is_some(),
            has_anchor: rows.get(Table::Meta, anchor).await?.is_some(),
        })
    }

    /// The rows that a store lacks when it begins to vouch: ends that hold on to nothing yet. A head is not made where
    /// there are records already: without their head they are not whole.
    pub(crate) fn missing(self, keys: &Keys, now: DateTime<Utc>) -> impl Iterator<Item = Raw> {
        let [head, anchor] = trail::ENDS;
        let lacks = [(head, self.has_records || self.has_head), (anchor, self.has_anchor)];
        lacks.into_iter().filter(|(_, is_there)| !is_there).map(move |(end, _)| empty(end, keys, now))
    }
}

fn empty(end: &[u8], keys: &Keys, now: DateTime<Utc>) -> Raw {
    (Table::Meta, end.to_vec(), keys.seal(Table::Meta, end, end, b"", now))
}
