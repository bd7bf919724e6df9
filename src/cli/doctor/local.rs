//! What can be looked at without a network.

use std::path::Path;

use super::report::Finding;
use crate::cli::{output, wiring};
use crate::config::{self, AccessPolicy, ConfigError, Settings};
use crate::files;
use crate::health;
use crate::ports::{Clock, StoreError, SystemClock, Table, Transaction};

const ROW: &[u8] = b"doctor";

/// Every fault of the configuration, or one line that says there is none; then what is allowed
/// but better otherwise.
pub(super) fn configuration(settings: &Settings) -> Vec<Finding> {
    let (telegram, gateway, access) = (settings.telegram(), settings.gateway(), settings.access());
    let limits = settings.limits();
    let faults = [telegram.as_ref().err(), gateway.as_ref().err(), access.as_ref().err(), limits.as_ref().err()];
    let mut findings: Vec<Finding> = faults.into_iter().flatten().flat_map(ConfigError::each).map(fault).collect();
    if findings.is_empty() {
        findings.push(Finding::ok("configuration", "complete"));
    }
    if let Ok((AccessPolicy::Open, _)) = access {
        findings.push(Finding::warn(
            "access",
            "everybody may use the bot",
            "CEKTAGIHAN_ACCESS=invite when the trial ends",
        ));
    }
    if access.as_ref().is_ok_and(|(access, owners)| *access == AccessPolicy::Invite && owners.is_empty()) {
        let words = "CEKTAGIHAN_OWNERS is empty; unless a former run made an owner, `run` shows a code that makes one";
        findings.push(Finding::ok("access", words));
    }
    findings.extend(
        config::strays().iter().map(|stray| {
            Finding::warn("environment", output::stray(stray), "correct the name, or take the variable out")
        }),
    );
    findings.extend(exposed(settings));
    findings
}

fn fault(error: &ConfigError) -> Finding {
    let text = error.to_string();
    let (words, mend) = text.split_once(": ").unwrap_or((&text, "see `cektagihan --help`"));
    Finding::fail("configuration", words, mend)
}

/// What others could read: secrets in files, or requests on their way.
fn exposed(settings: &Settings) -> Vec<Finding> {
    let files = settings.secret_files();
    let open = files.iter().filter_map(|(name, file)| too_open(name, file));
    let gateway = settings.gateway().ok().map(|gateway| ("gateway address", "KLIKOO_BASE_URL", gateway.base_url));
    let telegram = settings.telegram().ok().map(|telegram| ("telegram address", "TELEGRAM_API_URL", telegram.api_url));
    let plain = gateway.into_iter().chain(telegram).filter(|(.., url)| config::is_exposed(url));
    let plain = plain.map(|(name, variable, _)| {
        Finding::warn(name, format!("{variable} is not encrypted"), "use https outside this machine")
    });
    open.chain(plain).collect()
}

/// A secret's file that more than its owner, and a group of readers, may do something with.
pub(super) fn too_open(name: &'static str, file: &Path) -> Option<Finding> {
    let mode = files::too_open(file)?;
    let words = format!("{} has mode {mode:04o}, which lets others at it", file.display());
    Some(Finding::warn(name, words, format!("chmod 600 {}", file.display())))
}

/// The catalogue in use.
pub(super) fn catalogue(settings: &Settings) -> Finding {
    match config::catalogue(settings.catalogue_path().as_deref()) {
        Ok(catalogue) => Finding::ok("catalogue", format!("{} products", catalogue.products().count())),
        Err(error) => Finding::fail("catalogue", error.to_string(), "mend the file, or leave CEKTAGIHAN_CATALOGUE out"),
    }
}

/// Whether rows can be written in the data folder. A bot that runs on it holds the lock: then its
/// heartbeat speaks for it.
pub(super) async fn store(data_dir: &Path) -> Finding {
    match try_store(data_dir).await {
        Ok(()) => Finding::ok("store", format!("{} can be written", data_dir.display())),
        Err(StoreError::InUse(_)) => match health::last_beat(data_dir, SystemClock.now()) {
            Ok(beat) => Finding::ok("store", format!("in use by the running bot, {} updates waiting", beat.backlog)),
            Err(unwell) => Finding::warn("store", format!("in use, but {unwell}"), "restart the bot"),
        },
        Err(error) => {
            Finding::fail("store", error.to_string(), "check CEKTAGIHAN_DATA_DIR, its owner and the disk's space")
        }
    }
}

async fn try_store(data_dir: &Path) -> Result<(), StoreError> {
    let store = wiring::store(data_dir)?;
    let mut transaction = Transaction::default();
    transaction.put(Table::Meta, ROW.to_vec(), Vec::new());
    transaction.delete(Table::Meta, ROW.to_vec());
    store.commit(transaction).await
}

/// Whether signatures come out right on this machine.
pub(super) fn signature(signs_right: bool) -> Finding {
    if signs_right {
        Finding::ok("signature", "the known value comes out, and the key fits its own public half")
    } else {
        Finding::fail("signature", "this machine signs wrongly", "make a new key; if that changes nothing, report it")
    }
}
