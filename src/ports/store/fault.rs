//! Why a store cannot do what was asked, with what it came of.

use crate::reason::Reason;

/// The store cannot do what was asked. Safe to log.
///
/// It is told to everybody who waits for one trip to the disk, so it can be cloned; the error below it is shared.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// Another process holds the data folder, which is named.
    #[error("another cektagihan already runs on the data folder {0}: stop it or choose another CEKTAGIHAN_DATA_DIR")]
    InUse(#[source] Reason),
    /// The disk is full; nothing was changed. Recovers when there is space.
    #[error("the disk is full")]
    DiskFull,
    /// The folder cannot be written.
    #[error("the data folder cannot be used: {0}")]
    Unusable(#[source] Reason),
    /// The data is damaged beyond what can be mended alone.
    #[error("the store is damaged: {0}")]
    Damaged(#[source] Reason),
    /// A row is not any more as the transaction required it; nothing was written. Read again and decide anew.
    #[error("a row was changed by somebody else meanwhile")]
    Outdated,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;
    use std::io;

    use super::*;

    #[test]
    fn a_store_error_says_its_words_and_keeps_what_it_came_of() {
        let error = StoreError::Unusable(Reason::of("no entry", io::Error::from(io::ErrorKind::PermissionDenied)));
        let error = error.clone();
        assert_eq!(error.to_string(), "the data folder cannot be used: no entry");
        let fault = error.source().unwrap();
        let cause = fault.source().unwrap().downcast_ref::<io::Error>().unwrap();
        assert_eq!(cause.kind(), io::ErrorKind::PermissionDenied);
        assert!(StoreError::Damaged("torn".into()).source().unwrap().source().is_none());
    }
}
