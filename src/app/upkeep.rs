//! What runs beside the bot for the data's sake: the daily export, the audit trail's head in the log, and answers to
//! commands.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::task::JoinHandle;

use crate::audit;
use crate::config::Config;
use crate::domain::retention::Retention;
use crate::ports::Clock;
use crate::store::Vault;
use crate::tasks::Tasks;

use super::control::{self, Control};

/// The start is busy enough.
const FIRST: Duration = Duration::from_mins(1);
const EVERY: Duration = Duration::from_hours(1);
const A_DAY: TimeDelta = TimeDelta::hours(24);

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
    Upkeep {
        _control: control.ok(),
        exports: Tasks::default().spawn(export(Arc::clone(vault), config.retention, clock)),
    }
}

async fn export(vault: Arc<Vault>, retention: Retention, clock: Arc<dyn Clock>) {
    let (mut wait, mut told) = (FIRST, None);
    loop {
        tokio::time::sleep(wait).await;
        wait = EVERY;
        tell_head(&vault, &mut told, clock.now()).await;
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

/// Writes the head of the audit trail to the log, once a day: kept outside, it tells later whether the trail still holds
/// on to it (`audit verify --kept`).
async fn tell_head(vault: &Vault, told: &mut Option<DateTime<Utc>>, now: DateTime<Utc>) {
    if told.is_some_and(|told| (now - told).abs() < A_DAY) {
        return;
    }
    match audit::head(vault.rows().as_ref()).await {
        Ok(Some(head)) => {
            log::info!(head:%; "the audit trail's head, to be kept elsewhere");
            *told = Some(now);
        }
        Ok(None) => {}
        Err(error) => log::warn!(error:%; "the audit trail's head could not be read"),
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
        let exports = Tasks::default().spawn(export(Arc::clone(&vault), Retention::default(), clock));
        let made = async {
            while Vault::newest_export(folder.path()).is_none() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        };
        tokio::time::timeout(FIRST * 2, made).await.unwrap();
        exports.abort();
    }

    #[tokio::test]
    async fn the_trails_head_is_told_once_a_day_as_soon_as_there_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let key_file = KeyFile::at(None, folder.path());
        let opening = Vault::open(folder.path(), SledStore::LOCK_WAIT, &key_file, Arc::new(SystemClock));
        let vault = opening.await.unwrap();
        let (now, hour) = (SystemClock.now(), TimeDelta::hours(1));
        let mut told = None;
        tell_head(&vault, &mut told, now).await;
        assert_eq!(told, None, "there is nothing to tell");
        let entry = audit::Entry {
            at: now,
            person: crate::domain::person::PersonId(1),
            chat: crate::domain::person::ChatId(1),
            product: crate::domain::product::ProductCode::parse("POSTPAIDPLN").unwrap(),
            number: "5140****0482".to_owned(),
            outcome: "bill".to_owned(),
            ms: 120,
            trace: "0000000".to_owned(),
        };
        let mut transaction = crate::ports::Transaction::default();
        audit::append(&mut transaction, &entry, 0);
        vault.rows().commit(transaction).await.unwrap();
        for (hours, expected) in [(0, 0), (1, 0), (23, 0), (24, 24), (25, 24)] {
            tell_head(&vault, &mut told, now + hour * hours).await;
            assert_eq!(told.map(|told| (told - now).num_hours()), Some(expected), "after {hours} hours");
        }
    }
}
