//! The ends of the audit trail ([`ENDS`](trail::ENDS)), which a store that vouches for it holds from its first day on.

use chrono::{DateTime, Utc};

use crate::ports::{Range, Store, StoreError, Table, trail};

use crate::store::raw::Raw;
use crate::store::sealing::cipher::Keys;

/// The format from which on both ends are there, and one that is not was taken away.
pub(crate) const SINCE: u32 = 3;

/// The rows that a store lacks when it begins to vouch: ends that hold on to nothing yet. A head is not made where
/// there are records already: without their head they are not whole.
pub(crate) async fn missing(rows: &dyn Store, keys: &Keys, now: DateTime<Utc>) -> Result<Vec<Raw>, StoreError> {
    let has_records = !rows.scan(Table::Audit, Range::all(1)).await?.is_empty();
    let [head, anchor] = trail::ENDS;
    let mut ends = Vec::new();
    if !has_records && rows.get(Table::Meta, head).await?.is_none() {
        ends.push(empty(head, keys, now));
    }
    if rows.get(Table::Meta, anchor).await?.is_none() {
        ends.push(empty(anchor, keys, now));
    }
    Ok(ends)
}

fn empty(end: &[u8], keys: &Keys, now: DateTime<Utc>) -> Raw {
    (Table::Meta, end.to_vec(), keys.seal(Table::Meta, end, end, b"", now))
}
