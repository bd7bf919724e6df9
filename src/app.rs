//! The composition root: the one place that chooses who fulfils the ports.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use secrecy::ExposeSecret as _;

use crate::bot::parts::Parts;
use crate::bot::{
    self,
    services::{Me, Services},
};
use crate::config::{self, Config, ConfigError};
use crate::domain::person;
use crate::files;
use crate::gateway::signer::PrivateKey;
use crate::gateway::{KlikooClient, KlikooConfig};
use crate::health::{self, Heartbeat};
use crate::ports::Clock;
use crate::shutdown::Shutdown;
use crate::store::KeyFile;
use crate::telegram::api::Api;

pub mod control;
pub mod data;
#[cfg(feature = "demo")]
pub mod demo;
mod upkeep;

/// Runs the bot until asked to stop, and leaves nothing half done. `key_file` is where the key of its rows lies.
///
/// # Errors
/// When it cannot start, or Telegram refuses the token: one line for the operator.
pub async fn run(config: Config, key_file: KeyFile, clock: Arc<dyn Clock>, shutdown: Shutdown) -> anyhow::Result<()> {
    let catalogue = config::catalogue(config.catalogue_path.as_deref())?;
    let client = gateway(&config.gateway, Arc::clone(&clock))?.sorted_by(&catalogue);
    let api = Api::new(&config.telegram.api_url, &config.telegram.token)?;
    let vault = Arc::new(data::open(&config.data_dir, &key_file, Arc::clone(&clock)).await?);
    warn_of_open_files(&[&config.gateway.private_key_file, key_file.path()]);
    let data_dir = config.data_dir.clone();
    let heartbeat = heartbeat(&data_dir, Arc::clone(&clock));
    let beside = upkeep::start(&vault, &config, Arc::clone(&clock));
    let parts = Parts {
        store: vault.rows(),
        gateway: Arc::new(client.clone()),
        background: Arc::new(client.in_background()),
        catalogue,
        clock,
        access: person::Access { open: config.access == config::AccessPolicy::Open, owners: config.owners.clone() },
        limits: config.limits,
        retention: config.retention,
        api,
    };
    let services = Arc::new(Services::new(parts).await?);
    let first_run = services.roster.first_run();
    client.report_to(Arc::<bot::alerts::Alerts>::clone(&services.alerts));
    log::info!("the bot is up");
    // Asked for before anything is: the name that a former run left may be another bot's.
    let introduction = services.introduction();
    let serving = bot::serve(Arc::clone(&services), heartbeat, shutdown);
    tokio::pin!(serving);
    let outcome = tokio::select! {
        outcome = &mut serving => outcome,
        () = announce(first_run, introduction) => serving.await,
    };
    drop(services);
    drop(beside);
    if let Err(error) = health::stopped(&data_dir) {
        log::warn!(error:%; "the last heartbeat could not be taken away");
    }
    tokio::task::spawn_blocking(move || vault.close()).await.context("the store did not close")?;
    log::info!("the bot is down");
    Ok(outcome?)
}

/// The gateway's client, by configuration.
///
/// # Errors
/// When the key does not fit, or no HTTP client can be made.
pub fn gateway(settings: &config::GatewaySettings, clock: Arc<dyn Clock>) -> anyhow::Result<KlikooClient> {
    let private_key = PrivateKey::from_pem(settings.private_key.expose_secret()).map_err(|error| {
        let path = settings.private_key_file.clone();
        ConfigError::Unusable { variable: "KLIKOO_PRIVATE_KEY_FILE", path, mend: error.to_string() }
    })?;
    let config = KlikooConfig {
        base_url: settings.base_url.to_string(),
        client_id: settings.client_id.clone(),
        client_secret: settings.client_secret.clone(),
        private_key,
    };
    Ok(KlikooClient::new(config, clock)?)
}

/// Names the keys that others can get at. Said once the data folder is open: before that a refusal is one line.
fn warn_of_open_files(keys: &[&Path]) {
    for file in keys {
        if let Some(mode) = files::too_open(file) {
            let mode = format!("{mode:04o}");
            log::warn!(file:% = file.display(), mode; "others on this machine can get at a key: chmod 600");
        }
    }
}

/// Tells whoever started the bot how to become its owner, once Telegram has accepted the token: only then there is a
/// place to send the code to. On the terminal alone: whoever reads the code may use it, and logs are read by many.
#[expect(clippy::print_stderr, reason = "a secret for the operator's eyes is no log line")]
async fn announce(code: Option<String>, introduction: impl Future<Output = Arc<Me>>) {
    let Some(code) = code else { return };
    let me = introduction.await;
    eprintln!(
        "\nNobody owns this bot yet. Send this code to @{name} (https://t.me/{name}) in a private chat, and you do:\n\n    \
         {code}\n\nIt is good until it is used or this process ends.\n",
        name = me.username
    );
}

fn heartbeat(data_dir: &Path, clock: Arc<dyn Clock>) -> Box<dyn Fn(usize) + Send + Sync> {
    let heart = Mutex::new(Heartbeat::new(data_dir));
    Box::new(move |backlog| {
        let mut heart = heart.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = heart.beat(clock.now(), backlog) {
            log::warn!(error:%; "the heartbeat could not be written");
        }
    })
}
