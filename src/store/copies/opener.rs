//! Which keys open a backup.

use std::path::Path;

use crate::store::copies::backup::Backup;
use crate::store::sealing::cipher::Keys;
use crate::store::sealing::key_file::KeyFile;
use crate::store::upgrade::proof;
use crate::store::upgrade::unsealed::SealState;
use crate::store::vault_error::VaultError;

/// The keys that open a backup, and the format that they prove; none are needed for one that is not sealed. Where
/// there is a key, one with rows that no key seals is refused, unless the key file accepts it.
pub(crate) fn opener(file: &Path, backup: &Backup, key_file: &KeyFile) -> Result<Option<(Keys, u32)>, VaultError> {
    let ring = key_file.read()?;
    if ring.is_some() && !key_file.accepts_unsealed() {
        match backup.marks.seal_state() {
            SealState::NeverSealed => return Err(VaultError::Unsealed(file.to_owned())),
            SealState::Downgraded => return Err(VaultError::Downgraded(file.to_owned())),
            SealState::Nothing => {}
        }
    }
    let Some(proof) = &backup.marks.proof else { return Ok(None) };
    let gone = || key_file.fault("it is not there, and the backup is sealed; put the key of that time there");
    let keys = proof::opener(ring.ok_or_else(gone)?, proof);
    keys.map(Some).ok_or_else(|| key_file.fault("another key sealed the backup; put the key of that time there").into())
}
