//! From a backup back to a data folder.

use std::{path::Path, time::Duration};

use crate::ports::StoreError;

use crate::store::copies::backup::{Backup, Summary};
use crate::store::copies::opener::opener;
use crate::store::raw::Raw;
use crate::store::sealing::cipher::Keys;
use crate::store::sealing::key_file::KeyFile;
use crate::store::sealing::reseal::Sealing;
use crate::store::sled::store::SledStore;
use crate::store::upgrade::rebuild::{self, AT_ONCE, NewStore, Replaced};
use crate::store::upgrade::steps::{renewed, vouched};
use crate::store::upgrade::trail;
use crate::store::upgrade::unsealed::SealState;
use crate::store::vault_error::VaultError;

/// Makes a data folder of a backup. A store that is there already is refused, or with `force` moved
/// aside to `store.replaced-<n>`; until the new one is whole it stays where it is. Rows that no key
/// seals are refused where there is a key, unless the key file accepts them: they are sealed then.
///
/// # Errors
/// [`VaultError`] when the backup is not whole, the key does not open it, a bot runs on the folder,
/// or there is a store and no `force`; nothing was changed then.
pub async fn restore(file: &Path, data: &Path, key_file: &KeyFile, force: bool) -> Result<Summary, VaultError> {
    let mut backup = Backup::open(file)?;
    let opener = opener(file, &backup, key_file)?;
    claim(data, force)?;
    let summary = Summary { made: backup.made, rows: backup.many };
    if backup.marks.seal_state() == SealState::Nothing {
        put(data, &mut backup).await?;
        return Ok(summary);
    }
    match key_file.read()? {
        Some(ring) => seal(data, &mut backup, opener.as_ref(), &Keys::of(&ring.current)).await?,
        None => put(data, &mut backup).await?,
    }
    Ok(summary)
}

/// Makes a store of the rows as they lie in a backup.
pub(crate) async fn put(data: &Path, backup: &mut Backup) -> Result<(), VaultError> {
    let mut new = NewStore::begin(data, Replaced::Kept)?;
    copy(&mut new, backup, Some).await?;
    new.finish().await?;
    Ok(rebuild::finish(data)?)
}

/// Makes a store of what somebody accepted although it says that it was never sealed: its rows are sealed, or its note
/// put right.
async fn seal(
    data: &Path,
    backup: &mut Backup,
    opener: Option<&(Keys, u32)>,
    current: &Keys,
) -> Result<(), VaultError> {
    let takes_unsealed = backup.marks.seal_state() == SealState::NeverSealed;
    let begins_trail = takes_unsealed || opener.is_some_and(|(_, format)| *format < trail::SINCE);
    let former = opener.map(|(keys, _)| keys);
    let sealing = Sealing { former, takes_unsealed, begins_trail, to: current, now: backup.made };
    let mut new = NewStore::begin(data, Replaced::Kept)?;
    copy(&mut new, backup, |row| renewed(row, &sealing)).await?;
    new.add(vouched(backup.marks.ends, &sealing)).await?;
    new.finish().await?;
    Ok(rebuild::finish(data)?)
}

/// Adds what becomes of the rows of a backup.
async fn copy(
    new: &mut NewStore,
    backup: &mut Backup,
    mut become_of: impl FnMut(Raw) -> Option<Raw>,
) -> Result<(), VaultError> {
    let mut rows = backup.rows()?.peekable();
    while rows.peek().is_some() {
        let some: Vec<Raw> = rows.by_ref().take(AT_ONCE).collect::<Result<_, _>>()?;
        new.add(some.into_iter().filter_map(&mut become_of)).await?;
    }
    Ok(())
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
