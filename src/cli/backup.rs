//! `backup`, `restore` and `rotate-key`.

use std::path::Path;
use std::sync::Arc;

use super::exit::Exit;
use super::output;
use crate::app::data;
use crate::config::Settings;
use crate::ports::SystemClock;
use crate::store::KeyFile;

/// What the operator trusts.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Trust {
    /// Take in rows that no key seals and seal them, this once: an older version's. Whoever writes the disk can write
    /// such rows, so that they are refused otherwise where there is a key
    #[arg(long)]
    accept_unsealed: bool,
}

impl Trust {
    /// Where the key lies, and what its holder takes in.
    pub(super) fn key_file(self, settings: &Settings) -> KeyFile {
        key_file(settings).accepting_unsealed(self.accept_unsealed)
    }
}

/// Makes a backup, by the running bot when there is one.
pub(super) async fn make(settings: &Settings, file: &Path, force: bool) -> anyhow::Result<Exit> {
    let made = data::back_up(&settings.data_dir(), file, force, &SystemClock).await?;
    output::say(&format!("{}: {} rows, read back and found whole", file.display(), made.rows));
    Ok(Exit::Done)
}

/// Puts a backup into the data folder.
pub(super) async fn restore(settings: &Settings, file: &Path, force: bool, trust: Trust) -> anyhow::Result<Exit> {
    let data_dir = settings.data_dir();
    let restored = data::restore(file, &data_dir, &trust.key_file(settings), force).await?;
    output::say(&format!("{}: {} rows of {}, read back", data_dir.display(), restored.rows, restored.made));
    Ok(Exit::Done)
}

/// Changes the key that seals the rows.
pub(super) async fn rotate_key(settings: &Settings) -> anyhow::Result<Exit> {
    let key_file = key_file(settings);
    let rows = data::rotate(&settings.data_dir(), &key_file, Arc::new(SystemClock)).await?;
    output::say(&format!("{rows} rows are sealed by the new key in {}", key_file.path().display()));
    Ok(Exit::Done)
}

/// Where the key of these settings lies.
pub(super) fn key_file(settings: &Settings) -> KeyFile {
    KeyFile::at(settings.key_file().as_deref(), &settings.data_dir())
}
