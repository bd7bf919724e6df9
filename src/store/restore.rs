//! From a backup back to a data folder.

use std::{path::Path, time::Duration};

use crate::ports::StoreError;

use super::SledStore;
use super::backup::{self, BackupError, Summary};
use super::growing::{self, Old};
use super::key_file::KeyFile;
use super::vault::{VaultError, opener};

/// Makes a data folder of a backup. A store that is there already is refused, or with `force` moved
/// aside to `store.replaced-<n>`; until the new one is whole it stays where it is.
///
/// # Errors
/// [`VaultError`] when the backup is not whole, the key does not open it, a bot runs on the folder,
/// or there is a store and no `force`; nothing was changed then.
pub async fn restore(file: &Path, data: &Path, key_file: &KeyFile, force: bool) -> Result<Summary, VaultError> {
    let backup = backup::read(file)?;
    opener(&backup, key_file)?;
    claim(data, force)?;
    growing::grow(data, &backup.rows, Old::Kept).await?;
    growing::finish(data)?;
    Ok(Summary { made: backup.made, rows: backup.rows.len() })
}

/// Makes sure that the folder may be changed.
fn claim(data: &Path, force: bool) -> Result<(), VaultError> {
    if !SledStore::is_in(data) {
        return Ok(());
    }
    if !force {
        return Err(VaultError::NotEmpty(data.to_owned()));
    }
    match SledStore::open(data, Duration::ZERO) {
        Err(error @ StoreError::InUse(_)) => Err(error.into()),
        // Whatever is wrong with it: it is about to be replaced.
        Ok(_) | Err(_) => Ok(()),
    }
}

impl From<BackupError> for VaultError {
    fn from(error: BackupError) -> Self {
        Self::Backup(error)
    }
}
