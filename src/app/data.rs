//! The data folder, for the bot and for commands: opened, copied, read, restored.

use std::path::Path;
use std::sync::Arc;

use anyhow::ensure;

use crate::audit;
use crate::config::ConfigError;
use crate::ports::{Clock, Store, StoreError};
use crate::store::{self, KeyFile, SledStore, Summary, Vault, VaultError};

use super::control;

/// Opens the data folder for a bot.
///
/// # Errors
/// One line for the operator; a fault of the key is one of the configuration.
pub async fn open(data_dir: &Path, key_file: &KeyFile, clock: Arc<dyn Clock>) -> anyhow::Result<Vault> {
    let vault = Vault::open(data_dir, SledStore::LOCK_WAIT, key_file, clock).await.map_err(explained)?;
    if key_file.is_beside_the_rows() {
        log::warn!(
            file:% = key_file.path().display();
            "the key lies beside the rows it seals: move it to another disk and name it by CEKTAGIHAN_KEY_FILE"
        );
    }
    Ok(vault)
}

/// Copies all rows to a file: by the running bot when there is one.
///
/// # Errors
/// When there is nothing to copy, or the copy is not whole; there is no new file then.
pub async fn back_up(data_dir: &Path, file: &Path, force: bool, clock: &dyn Clock) -> anyhow::Result<Summary> {
    ensure!(SledStore::is_in(data_dir), "there is no store in {}: check CEKTAGIHAN_DATA_DIR", data_dir.display());
    let file = std::path::absolute(file)?;
    match Vault::copy_at_rest(data_dir, &file, force, clock.now()).await {
        Err(VaultError::Store(StoreError::InUse(_))) => control::ask_for_backup(data_dir, &file, force).await,
        done => done.map_err(explained),
    }
}

/// Makes a data folder of a backup.
///
/// # Errors
/// When the backup is not whole, the key does not open it, or the folder is not free.
pub async fn restore(file: &Path, data_dir: &Path, key_file: &KeyFile, force: bool) -> anyhow::Result<Summary> {
    store::restore(file, data_dir, key_file, force).await.map_err(explained)
}

/// Seals all rows by a new key; tells how many.
///
/// # Errors
/// When a bot runs on the folder, or the key file cannot be written.
pub async fn rotate(data_dir: &Path, key_file: &KeyFile, clock: Arc<dyn Clock>) -> anyhow::Result<usize> {
    ensure!(SledStore::is_in(data_dir), "there is no store in {}: check CEKTAGIHAN_DATA_DIR", data_dir.display());
    Vault::rotate(data_dir, key_file, clock).await.map_err(explained)
}

/// The rows of one moment, to read from.
pub struct Snapshot {
    rows: Arc<dyn Store>,
    /// Where they lie: it goes after them.
    _folder: tempfile::TempDir,
}

impl Snapshot {
    /// Takes one of a data folder, of the running bot's when there is one.
    ///
    /// # Errors
    /// When the rows cannot be copied or opened.
    pub async fn take(data_dir: &Path, key_file: &KeyFile, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        ensure!(SledStore::is_in(data_dir), "there is no store in {}: check CEKTAGIHAN_DATA_DIR", data_dir.display());
        let folder = tempfile::TempDir::with_prefix_in("looking-", data_dir)?;
        let copy = folder.path().join("copy");
        back_up(data_dir, &copy, false, clock.as_ref()).await?;
        let rows = Vault::look_into(&copy, &folder.path().join("rows"), key_file, clock).await;
        // The copy is gone in a moment; what is to be mended is the folder.
        let rows = rows.map_err(|error| match error {
            VaultError::Unsealed(_) => VaultError::Unsealed(data_dir.to_owned()),
            VaultError::Downgraded(_) => VaultError::Downgraded(data_dir.to_owned()),
            other => other,
        });
        Ok(Self { rows: rows.map_err(explained)?, _folder: folder })
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &dyn Store {
        self.rows.as_ref()
    }
}

/// The head of the audit trail, as it can be kept elsewhere; `None` before the first record. Told by the running bot
/// when there is one.
///
/// # Errors
/// When the rows cannot be read or opened.
pub async fn head(data_dir: &Path, key_file: &KeyFile, clock: Arc<dyn Clock>) -> anyhow::Result<Option<String>> {
    if !SledStore::is_in(data_dir) {
        return Ok(None);
    }
    match Vault::peek(data_dir, key_file, clock).await {
        Err(VaultError::Store(StoreError::InUse(_))) => control::ask_for_head(data_dir).await,
        rows => Ok(audit::head(rows.map_err(explained)?.as_ref()).await?.map(|head| head.to_string())),
    }
}

/// The key of a demo, beside its rows: it seals made-up bills.
///
/// # Errors
/// When the folder cannot be written.
#[cfg(feature = "demo")]
pub fn made_key(data_dir: &Path) -> anyhow::Result<std::path::PathBuf> {
    let file = KeyFile::at(None, data_dir);
    file.make_sure()?;
    Ok(file.path().to_owned())
}

fn explained(error: VaultError) -> anyhow::Error {
    match error {
        VaultError::Key(fault) => {
            ConfigError::Unusable { variable: "CEKTAGIHAN_KEY_FILE", path: fault.path, mend: fault.mend }.into()
        }
        other => other.into(),
    }
}
