//! Rows as they lie in a store, whatever seals them.

use std::sync::{Arc, Mutex, PoisonError};

use futures::future::BoxFuture;

use crate::ports::{Key, KeyValue, Pages, Precondition, Range, Store, StoreError, Table, Transaction, Write, trail};

/// A row as it is stored.
pub(crate) type Raw = (Table, Key, Vec<u8>);

/// Every row of a store, table by table, a page at a time.
pub(crate) struct EveryPage<'a> {
    store: &'a dyn Store,
    tables: std::slice::Iter<'static, Table>,
    pages: Option<(Table, Pages<'a>)>,
}

impl<'a> EveryPage<'a> {
    pub(crate) fn of(store: &'a dyn Store) -> Self {
        Self { store, tables: Table::ALL.iter(), pages: None }
    }

    /// The next page; `None` when there is no row left.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<Raw>>, StoreError> {
        loop {
            if let Some((table, pages)) = &mut self.pages
                && let Some(page) = pages.next().await?
            {
                return Ok(Some(page.into_iter().map(|(key, value)| (*table, key, value)).collect()));
            }
            let Some(table) = self.tables.next() else { return Ok(None) };
            self.pages = Some((*table, Pages::of(self.store, *table)));
        }
    }
}

/// Shows every row of a store, table by table, until something is found.
pub(crate) async fn look_through<T>(
    rows: &dyn Store,
    mut look: impl FnMut(Raw) -> Option<T>,
) -> Result<Option<T>, StoreError> {
    let mut pages = EveryPage::of(rows);
    while let Some(page) = pages.next().await? {
        let found = page.into_iter().find_map(&mut look);
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The key under which a row is stored: the table's byte, then the row's key.
pub(crate) fn stored(table: Table, key: &[u8]) -> Vec<u8> {
    let mut stored = Vec::with_capacity(1 + key.len());
    stored.push(table as u8);
    stored.extend_from_slice(key);
    stored
}

/// Has a table's range read where keys are [`stored`] ones.
pub(crate) fn in_stored_keys(
    table: Table,
    range: Range<'_>,
    scan: impl FnOnce(Range<'_>) -> Result<Vec<KeyValue>, StoreError>,
) -> Result<Vec<KeyValue>, StoreError> {
    // The table's byte has a length of its own, so a prefix never reaches into another table.
    let (prefix, after) = (stored(table, range.prefix), range.after.map(|key| stored(table, key)));
    let mut rows = scan(Range { prefix: &prefix, after: after.as_deref(), ..range })?;
    for (key, _) in &mut rows {
        key.remove(0);
    }
    Ok(rows)
}

/// What a row becomes by what lies there; `None` stands for no row.
pub(crate) type Resolve = Box<dyn Fn(Option<&[u8]>) -> Option<Vec<u8>> + Send>;

/// Whether what lies there is as it must be.
pub(crate) type RawCheck = Box<dyn Fn(Option<&[u8]>) -> bool + Send>;

/// A change as the embedded stores run it: the port's named values became functions of bytes as they lie, because only
/// the layer that seals rows can tell what a named merge makes of a sealed one.
pub(crate) enum RawWrite {
    /// Sets a row.
    Put(Table, Key, Vec<u8>),
    /// Removes a row.
    Delete(Table, Key),
    /// Sets a row by what lies there. May run more than once.
    Merge(Table, Key, Resolve),
    /// Lets the transaction be written only where this holds. Stands before all changes.
    Require(Table, Key, RawCheck),
}

/// A store whose rows may be sealed by a layer above it.
pub(crate) trait RawStore: Store {
    /// Like [`commit`](Store::commit).
    fn commit_raw(&self, writes: Vec<RawWrite>) -> BoxFuture<'static, Result<(), StoreError>>;
}

/// A transaction on rows that lie as they are.
pub(crate) fn lowered(transaction: Transaction) -> Vec<RawWrite> {
    let Transaction { requires, writes } = transaction;
    let mut raw = Vec::with_capacity(requires.len() + writes.len());
    raw.extend(requires.into_iter().map(required));
    for write in writes {
        match write {
            Write::Put(table, key, value) => raw.push(RawWrite::Put(table, key, value)),
            Write::Delete(table, key) => raw.push(RawWrite::Delete(table, key)),
            Write::Merge(table, key, merge) => {
                raw.push(RawWrite::Merge(table, key, Box::new(move |row| merge.apply(row))));
            }
            Write::Append(key, entry) => raw.extend(appended(key, entry)),
        }
    }
    raw
}

fn required(precondition: Precondition) -> RawWrite {
    let (table, key) = precondition.row();
    RawWrite::Require(table, key.clone(), Box::new(move |row| precondition.holds(row)))
}

/// The trail's head and the record. The head's merge runs first and leaves there what the record's then stores.
pub(crate) fn appended(key: Key, entry: Vec<u8>) -> [RawWrite; 2] {
    let linked = Arc::new(Mutex::new(None));
    let left = Arc::clone(&linked);
    let head = move |head: Option<&[u8]>| {
        let (record, next) = trail::append(head, &entry);
        *left.lock().unwrap_or_else(PoisonError::into_inner) = Some(record);
        Some(next)
    };
    let record = move |_: Option<&[u8]>| linked.lock().unwrap_or_else(PoisonError::into_inner).clone();
    [
        RawWrite::Merge(Table::Meta, trail::HEAD.to_vec(), Box::new(head)),
        RawWrite::Merge(Table::Audit, key, Box::new(record)),
    ]
}
