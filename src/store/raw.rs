//! Rows as they lie in a store, whatever seals them.

use crate::ports::{Key, Store, StoreError, Table};

/// A row as it is stored.
pub(crate) type Raw = (Table, Key, Vec<u8>);

/// Every row of a store, table by table.
pub(crate) fn every_row(rows: &dyn Store) -> Result<Vec<Raw>, StoreError> {
    let mut all = Vec::new();
    for table in Table::ALL {
        let found = rows.scan(*table, &[], usize::MAX)?;
        all.extend(found.into_iter().map(|(key, value)| (*table, key, value)));
    }
    Ok(all)
}
