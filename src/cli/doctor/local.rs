//! What can be looked at without a network.

use std::path::Path;

use super::report::Finding;
use crate::cli::wiring;
use crate::config::{self, Access, ConfigError, GatewaySettings, Settings};
use crate::health;
use crate::ports::{Batch, Clock, StoreError, SystemClock, Table};

const ROW: &[u8] = b"doctor";

/// Every fault of the configuration, or one line that says there is none; then what is allowed
/// but better otherwise.
pub(super) fn configuration(settings: &Settings) -> Vec<Finding> {
    let (telegram, gateway, access) = (settings.telegram(), settings.gateway(), settings.access());
    let limits = settings.limits();
    let faults = [telegram.as_ref().err(), gateway.as_ref().err(), access.as_ref().err(), limits.as_ref().err()];
    let mut findings: Vec<Finding> = faults.into_iter().flatten().map(fault).collect();
    if findings.is_empty() {
        findings.push(Finding::ok("configuration", "complete"));
    }
    if let Ok((Access::Open, _)) = access {
        findings.push(Finding::warn(
            "access",
            "everybody may use the bot",
            "CEKTAGIHAN_ACCESS=invite when the trial ends",
        ));
    }
    if access.as_ref().is_ok_and(|(access, owners)| *access == Access::Invite && owners.is_empty()) {
        let words = "CEKTAGIHAN_OWNERS is empty; unless a former run made an owner, `run` shows a code that makes one";
        findings.push(Finding::ok("access", words));
    }
    findings.extend(gateway.ok().iter().flat_map(exposed));
    findings
}

fn fault(error: &ConfigError) -> Finding {
    let text = error.to_string();
    let (words, mend) = text.split_once(": ").unwrap_or((&text, "see `cektagihan --help`"));
    Finding::fail("configuration", words, mend)
}

/// What others could read: the key's file, or the requests on their way.
fn exposed(gateway: &GatewaySettings) -> Vec<Finding> {
    let file = &gateway.private_key_file;
    let key = others_can_read(file).then(|| {
        let words = format!("other users of this machine can read {}", file.display());
        Finding::warn("private key", words, "chmod 600")
    });
    let host = gateway.base_url.host_str().unwrap_or_default();
    let here = ["localhost", "127.0.0.1", "[::1]"].contains(&host);
    let plain = (gateway.base_url.scheme() == "http" && !here).then(|| {
        Finding::warn("gateway address", "KLIKOO_BASE_URL is not encrypted", "use https outside this machine")
    });
    key.into_iter().chain(plain).collect()
}

#[cfg(unix)]
pub(super) fn others_can_read(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|metadata| metadata.permissions().mode() & 0o004 != 0)
}

#[cfg(not(unix))]
pub(super) fn others_can_read(_: &Path) -> bool {
    false
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
    let mut batch = Batch::default();
    batch.put(Table::Meta, ROW.to_vec(), Vec::new());
    batch.delete(Table::Meta, ROW.to_vec());
    store.commit(batch).await
}

/// Whether signatures come out right on this machine.
pub(super) fn signature(signs_right: bool) -> Finding {
    if signs_right {
        Finding::ok("signature", "the known value comes out, and the key fits its own public half")
    } else {
        Finding::fail("signature", "this machine signs wrongly", "make a new key; if that changes nothing, report it")
    }
}
