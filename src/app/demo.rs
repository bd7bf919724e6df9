//! The real bot between both emulators: no account, no configuration.

use std::collections::BTreeSet;
use std::path::PathBuf;

use std::sync::Arc;

use anyhow::Context as _;
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::config::{Access, Config, GatewaySettings, LogSettings, TelegramConfig};
use crate::domain::limits::Limits;
use crate::domain::retention::Retention;
use crate::ports::SystemClock;
use crate::sandbox::{Sandbox, biller::Biller};
use crate::shutdown::{Shutdown, Trigger};

use super::data;

/// A running demo. Stop it with [`Demo::stop`], so that the bot drains.
pub struct Demo {
    /// Telegram and the gateway, to play the people in front of the bot.
    pub sandbox: Sandbox,
    bot: JoinHandle<anyhow::Result<()>>,
    stop: Trigger,
    /// Removed when the demo ends, unless the chat shall be kept.
    _folder: Option<TempDir>,
}

impl Demo {
    /// Starts both emulators and the bot. `data` keeps the chat's state; without it, a temporary
    /// folder does.
    ///
    /// # Errors
    /// When no port or no folder can be had.
    pub async fn start(data: Option<PathBuf>, log: LogSettings) -> anyhow::Result<Self> {
        let sandbox = Sandbox::start(Arc::new(SystemClock)).await.context("the emulators cannot start")?;
        let folder = match data {
            Some(_) => None,
            None => Some(TempDir::with_prefix("cektagihan-demo-").context("no temporary folder")?),
        };
        let data_dir = data.or_else(|| folder.as_ref().map(|folder| folder.path().to_owned())).unwrap_or_default();
        let config = sandboxed(&sandbox, data_dir, log)?;
        let (stop, shutdown) = Shutdown::by_hand();
        let bot = tokio::spawn(super::run(config, shutdown));
        Ok(Self { sandbox, bot, stop, _folder: folder })
    }

    /// Done when the bot ends by itself, which it does only when it cannot go on.
    ///
    /// # Errors
    /// Why it ended.
    pub async fn ended(&mut self) -> anyhow::Result<()> {
        (&mut self.bot).await.context("the bot broke")?
    }

    /// Lets the bot finish and ends the demo.
    ///
    /// # Errors
    /// Why the bot did not end well.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        self.stop.fire();
        self.ended().await
    }
}

/// The configuration that leads to the emulators.
fn sandboxed(sandbox: &Sandbox, data_dir: PathBuf, log: LogSettings) -> anyhow::Result<Config> {
    Ok(Config {
        telegram: TelegramConfig {
            token: sandbox.bot_api.token().into(),
            api_url: sandbox.bot_api.url().parse().context("the emulator's address")?,
        },
        gateway: gateway_settings(&sandbox.biller)?,
        key_file: Some(data::made_key(&data_dir)?),
        data_dir,
        retention: Retention::default(),
        owners: BTreeSet::new(),
        access: Access::Open,
        limits: Limits::default(),
        catalogue_path: None,
        log,
    })
}

/// The settings that lead to the gateway's emulator.
///
/// # Errors
/// Never in practice: its address is one.
pub fn gateway_settings(biller: &Biller) -> anyhow::Result<GatewaySettings> {
    let credentials = Biller::credentials();
    Ok(GatewaySettings {
        base_url: biller.url().parse().context("the emulator's address")?,
        client_id: credentials.client_id.to_owned(),
        client_secret: credentials.client_secret.into(),
        private_key: credentials.private_key_pem.into(),
        private_key_file: "the sandbox's own".into(),
    })
}
