//! From a backup back to a data folder.

use std::{path::Path, time::Duration};

use crate::ports::StoreError;

use crate::store::copies::backup::{self, Backup, Summary};
use crate::store::copies::opener::opener;
use crate::store::memory::MemoryStore;
use crate::store::raw::Raw;
use crate::store::sealing::cipher::Keys;
use crate::store::sealing::key_file::KeyFile;
use crate::store::sealing::reseal::Sealing;
use crate::store::sled::store::SledStore;
use crate::store::upgrade::rebuild::{self, Replaced};
use crate::store::upgrade::steps::renewed;
use crate::store::upgrade::trail;
use crate::store::upgrade::unsealed::{self, SealState};
use crate::store::vault_error::VaultError;

/// Makes a data folder of a backup. A store that is there already is refused, or with `force` moved
/// aside to `store.replaced-<n>`; until the new one is whole it stays where it is. Rows that no key
/// seals are refused where there is a key, unless the key file accepts them: they are sealed then.
///
/// # Errors
/// [`VaultError`] when the backup is not whole, the key does not open it, a bot runs on the folder,
/// or there is a store and no `force`; nothing was changed then.
pub async fn restore(file: &Path, data: &Path, key_file: &KeyFile, force: bool) -> Result<Summary, VaultError> {
    let backup = backup::read(file)?;
    let opener = opener(file, &backup, key_file)?;
    claim(data, force)?;
    let summary = Summary { made: backup.made, rows: backup.rows.len() };
    let rows = taken(backup, opener.as_ref(), key_file).await?;
    rebuild::grow(data, &rows, Replaced::Kept).await?;
    rebuild::finish(data)?;
    Ok(summary)
}

/// The rows as they go into the folder: as they lie in the backup, or, where somebody accepted what says that it was
/// never sealed, sealed or with its note put right.
async fn taken(backup: Backup, opener: Option<&(Keys, u32)>, key_file: &KeyFile) -> Result<Vec<Raw>, VaultError> {
    let found = unsealed::found_among(&backup.rows);
    if found == SealState::Nothing {
        return Ok(backup.rows);
    }
    let Some(ring) = key_file.read()? else { return Ok(backup.rows) };
    let current = Keys::of(&ring.current);
    let takes_unsealed = found == SealState::NeverSealed;
    let proved = opener.map(|(_, format)| *format);
    let begins_trail = takes_unsealed || proved.is_some_and(|format| format < trail::SINCE);
    let former = opener.map(|(keys, _)| keys);
    let sealing = Sealing { former, takes_unsealed, begins_trail, to: &current, now: backup.made };
    Ok(renewed(&MemoryStore::holding(backup.rows), &sealing).await?)
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
