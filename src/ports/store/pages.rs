//! A table read page by page: memory holds one page, whatever the table has grown to.

use super::{Key, KeyValue, Range, Store, StoreError, Table};

/// Rows of a page, enough that a server is asked seldom and few enough that nobody waits for one.
const PAGE: usize = 256;

/// The rows of a table whose key starts with a prefix, lowest key first, a page at a time.
///
/// A row that is there throughout comes exactly once; one that is written or removed meanwhile may or may not come.
pub struct Pages<'a> {
    store: &'a dyn Store,
    table: Table,
    prefix: Key,
    /// The last key of the page before.
    after: Option<Key>,
    is_done: bool,
}

impl<'a> Pages<'a> {
    /// All rows of a table.
    #[must_use]
    pub fn of(store: &'a dyn Store, table: Table) -> Self {
        Self::starting_with(store, table, Key::new())
    }

    /// The rows whose key starts with `prefix`.
    #[must_use]
    pub fn starting_with(store: &'a dyn Store, table: Table, prefix: Key) -> Self {
        Self { store, table, prefix, after: None, is_done: false }
    }

    /// The next page, or none when there is no row left. A page that could not be read is read again by the next call.
    ///
    /// # Errors
    /// [`StoreError`] when the disk fails.
    pub async fn next(&mut self) -> Result<Option<Vec<KeyValue>>, StoreError> {
        if self.is_done {
            return Ok(None);
        }
        let range = Range::of(&self.prefix, PAGE).after(self.after.as_deref());
        let page = self.store.scan(self.table, range).await?;
        self.is_done = page.len() < PAGE;
        self.after = page.last().map(|(key, _)| key.clone());
        Ok(Some(page).filter(|page| !page.is_empty()))
    }
}
