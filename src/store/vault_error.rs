//! Why a data folder cannot be used.

use std::path::PathBuf;

use crate::ports::StoreError;
use crate::store::copies::backup::BackupError;
use crate::store::sealing::key_file::KeyFault;

/// Why a data folder cannot be used. Safe to log.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no key, none that can be read, or not the one that seals the rows.
    #[error(transparent)]
    Key(#[from] KeyFault),
    /// A copy cannot be made or used.
    #[error(transparent)]
    Backup(BackupError),
    /// There is a store already.
    #[error("{0:?} holds a store already: choose another CEKTAGIHAN_DATA_DIR, or move it aside by --force")]
    NotEmpty(PathBuf),
    /// There are rows that no key seals: an older version's, or anybody's.
    #[error(
        "{0:?} holds rows that no key seals, written by an older version or by somebody else: if they are yours, take \
         them in once by --accept-unsealed (of run or restore)"
    )]
    Unsealed(PathBuf),
    /// Sealed rows among what says that nothing is.
    #[error(
        "{0:?} was sealed, and something in it says that it was not: somebody changed it; use an older backup, or go on \
         by --accept-unsealed (of run or restore) without the rows that no key seals"
    )]
    Downgraded(PathBuf),
    /// A restore was broken off.
    #[error("a restore into {0:?} was broken off: run `cektagihan restore` once more, or remove `restoring` there")]
    Unfinished(PathBuf),
}

impl From<BackupError> for VaultError {
    fn from(error: BackupError) -> Self {
        Self::Backup(error)
    }
}
