//! How what is kept of people is kept: sealed, for how long, with which copies.

use std::sync::Arc;

use super::report::Finding;
use crate::app::data;
use crate::cli::backup::key_file;
use crate::config::Settings;
use crate::ports::{Clock, SystemClock};
use crate::store::Vault;

/// A running bot makes one a day.
const OLD_DAYS: i64 = 2;

/// The key that seals the rows.
pub(super) fn key(settings: &Settings) -> Finding {
    const NAME: &str = "key";
    let file = key_file(settings);
    let path = file.path().display().to_string();
    match file.is_there() {
        Err(fault) => Finding::fail(NAME, format!("{path} cannot be used"), fault.mend),
        Ok(_) if file.is_beside_the_rows() => {
            let words = "it lies, or will be made, in the data folder beside the rows it seals";
            Finding::warn(NAME, words, format!("move {path} to another disk and name it by CEKTAGIHAN_KEY_FILE"))
        }
        Ok(_) => {
            super::local::too_open(NAME, file.path()).unwrap_or_else(|| Finding::ok(NAME, format!("{path} holds one")))
        }
    }
}

/// For how long.
pub(super) fn retention(settings: &Settings) -> Finding {
    match settings.retention() {
        Ok(kept) => {
            let (days, audit) = (kept.days, kept.audit_days);
            Finding::ok("retention", format!("{days} days, the audit trail {audit} days"))
        }
        Err(error) => Finding::fail("retention", error.to_string(), "write a number of days"),
    }
}

/// The copies that the bot makes for itself.
pub(super) fn exports(settings: &Settings) -> Finding {
    const NAME: &str = "backups";
    let Some(made) = Vault::newest_export(&settings.data_dir()) else {
        return Finding::ok(NAME, "none in the data folder yet; a running bot makes one a day");
    };
    let hours = (SystemClock.now() - made).num_hours();
    let words = format!("the newest in the data folder is {hours} h old");
    if hours < OLD_DAYS * 24 {
        Finding::ok(NAME, words)
    } else {
        Finding::warn(NAME, words, "see that the bot runs and the disk has space; its log tells why there is none")
    }
}

/// The head of the audit trail, to be kept elsewhere.
pub(super) async fn trail(settings: &Settings) -> Finding {
    const NAME: &str = "audit trail";
    match data::head(&settings.data_dir(), &key_file(settings), Arc::new(SystemClock)).await {
        Ok(Some(head)) => Finding::ok(NAME, format!("its head, for `audit verify --kept`: {head}")),
        Ok(None) => Finding::ok(NAME, "no record yet"),
        Err(error) => Finding::warn(NAME, crate::cli::output::told(&error), "see the store and the key above"),
    }
}
