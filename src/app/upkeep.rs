//! What runs beside the bot for the data's sake: the daily export, and answers to commands.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;

use crate::config::Config;
use crate::domain::retention::Retention;
use crate::ports::Clock;
use crate::store::Vault;

use super::control::{self, Control};

/// The start is busy enough.
const FIRST: Duration = Duration::from_mins(1);
const EVERY: Duration = Duration::from_hours(1);

/// Ends when it is dropped.
pub(super) struct Upkeep {
    _control: Option<Control>,
    exports: JoinHandle<()>,
}

impl Drop for Upkeep {
    fn drop(&mut self) {
        self.exports.abort();
    }
}

pub(super) fn start(vault: &Arc<Vault>, config: &Config, clock: Arc<dyn Clock>) -> Upkeep {
    let control = control::listen(&config.data_dir, vault)
        .inspect_err(|error| log::warn!(error:%; "commands cannot ask the running bot for a backup"));
    Upkeep { _control: control.ok(), exports: tokio::spawn(export(Arc::clone(vault), config.retention, clock)) }
}

async fn export(vault: Arc<Vault>, retention: Retention, clock: Arc<dyn Clock>) {
    let mut wait = FIRST;
    loop {
        tokio::time::sleep(wait).await;
        wait = EVERY;
        let (vault, before) = (Arc::clone(&vault), clock.now() - retention.rows());
        let done = tokio::task::spawn_blocking(move || (vault.export(), vault.forget_upgrade(before))).await;
        let Ok((exported, forgotten)) = done else { continue };
        match exported {
            Ok(true) => log::info!("the rows were exported"),
            Ok(false) => {}
            Err(error) => log::error!(error:%; "the rows could not be exported; that is tried again in an hour"),
        }
        if let Err(error) = forgotten {
            log::warn!(error:%; "the copy from before the upgrade could not be removed");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ports::SystemClock;
    use crate::store::{KeyFile, SledStore};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_export_is_made_soon_after_the_start() {
        let folder = tempfile::tempdir().unwrap();
        let key_file = KeyFile::at(None, folder.path());
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let opening = Vault::open(folder.path(), SledStore::LOCK_WAIT, &key_file, Arc::clone(&clock));
        let vault = Arc::new(opening.await.unwrap());
        let exports = tokio::spawn(export(Arc::clone(&vault), Retention::default(), clock));
        let made = async {
            while Vault::newest_export(folder.path()).is_none() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        };
        tokio::time::timeout(FIRST * 2, made).await.unwrap();
        exports.abort();
    }
}
