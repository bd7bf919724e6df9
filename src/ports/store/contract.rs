//! What every store does.

use chrono::{DateTime, Utc};
use futures::future::{self, BoxFuture, FutureExt};

use super::fault::StoreError;
use super::range::{KeyValue, Range};
use super::read::Read;
use super::table::Table;
use super::transaction::Transaction;
use crate::ports::recovery::Decision;

/// Durable rows. A read sees every transaction handed in before it by the same caller once that
/// transaction's future is done. Reads are futures: an embedded store's are done at once.
///
/// `None` means that there is no row; a row that cannot be read is an error, never `None`. One whose seal
/// does not open is there all the same: its value then is one that no owner can read.
pub trait Store: Send + Sync + 'static {
    /// Reads a row.
    ///
    /// # Errors
    /// [`StoreError`] when the disk fails.
    fn get(&self, table: Table, key: &[u8]) -> Read<'_, Option<Vec<u8>>>;

    /// Reads rows in the order of their keys. Less than the range's limit comes only where there is no more; a table
    /// that may have grown is read page by page.
    ///
    /// # Errors
    /// [`StoreError`] when the disk fails.
    fn scan(&self, table: Table, range: Range<'_>) -> Read<'_, Vec<KeyValue>>;

    /// Hands a transaction over, at once and in the caller's order; the future is done when it is safe
    /// on disk. [`StoreError::Outdated`] tells that a precondition did not hold and nothing was written. Dropping the
    /// future changes nothing: the transaction is written all the same.
    fn commit(&self, transaction: Transaction) -> BoxFuture<'static, Result<(), StoreError>>;

    /// Writes down what was decided about rows, so that it outlives them: should the store be lost and come back from
    /// an older copy, it obeys. Hand it over before the transaction; done when it is safe on disk. A store that cannot
    /// be lost without its program needs none of it.
    fn witness(&self, _decisions: Vec<Decision>) -> BoxFuture<'static, Result<(), StoreError>> {
        future::ready(Ok(())).boxed()
    }

    /// Removes the rows of a table that were last written before a time, and tells how many. One that
    /// is written anew meanwhile stays. A store that keeps no times removes none.
    fn forget(&self, _table: Table, _before: DateTime<Utc>) -> BoxFuture<'_, Result<usize, StoreError>> {
        future::ready(Ok(0)).boxed()
    }

    /// Whether both ends of the audit trail ([`ENDS`](super::trail::ENDS)) were here from the store's first day on, so that one that
    /// is missing was taken away. A store that proves nothing says no.
    fn vouches_for_the_trail(&self) -> bool {
        false
    }
}
