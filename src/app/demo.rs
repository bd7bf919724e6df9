//! The real bot between both emulators: no account, no configuration.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use tempfile::TempDir;

use crate::config::{GatewaySettings, LogFormat, LogSettings};
use crate::files;
use crate::sandbox::biller::Biller;
use crate::sandbox::{BotProcess, Life, Recipe, Sandbox, ShiftedClock};

/// A running demo. Stop it with [`Demo::stop`], so that nothing is left behind.
pub struct Demo {
    /// Telegram and the gateway, to play the people in front of the bot.
    pub sandbox: Arc<Sandbox>,
    /// What time it is, for both emulators and, from its next start, for the bot.
    pub clock: Arc<ShiftedClock>,
    /// The bot: this program, run once more.
    pub bot: Arc<BotProcess>,
    /// Holds the key and, unless the chat shall be kept, the bot's data.
    _folder: TempDir,
}

impl Demo {
    /// Starts both emulators and the bot. `data` keeps the bot's data; without it, a temporary
    /// folder does.
    ///
    /// # Errors
    /// When no port or no folder can be had, or this program cannot be started again.
    pub async fn start(data: Option<PathBuf>, log: &LogSettings) -> anyhow::Result<Self> {
        let clock = Arc::new(ShiftedClock::default());
        let sandbox = Arc::new(Sandbox::go_on(Arc::clone(&clock) as _).await.context("the emulators cannot start")?);
        let folder = TempDir::with_prefix("cektagihan-demo-").context("no temporary folder")?;
        let recipe = recipe(data, folder.path(), log)?;
        let bot = BotProcess::start(recipe, (&sandbox.bot_api, &sandbox.biller), Arc::clone(&clock))
            .context("the bot cannot start")?;
        Ok(Self { sandbox, clock, bot: Arc::new(bot), _folder: folder })
    }

    /// Done when the bot ends by itself, which it does only when it cannot go on. Who kills it
    /// from outside may start it again.
    pub async fn ended(&self) {
        let mut life = self.bot.life();
        // Without a watcher there is no bot either.
        let _ = life.wait_for(|life| matches!(life, Life::Ended(Some(_)))).await;
    }

    /// Ends the bot and the demo.
    pub async fn stop(self) {
        self.bot.stop().await;
    }
}

fn recipe(data: Option<PathBuf>, folder: &Path, log: &LogSettings) -> anyhow::Result<Recipe> {
    let key = folder.join("key.pem");
    files::replace(&key, Biller::credentials().private_key_pem.as_bytes()).context("no key file")?;
    let program = std::env::current_exe().context("this program's own name")?;
    let data = data.unwrap_or_else(|| folder.join("data"));
    let seal = super::data::made_key(&data)?;
    Ok(Recipe { program, data, key, seal, log: words(log) })
}

/// The settings as `CEKTAGIHAN_LOG` spells them.
fn words(log: &LogSettings) -> String {
    let format = match log.format {
        LogFormat::Text => "text",
        LogFormat::Json => "json",
    };
    let modules = log.modules.iter().map(|(module, level)| format!(",{module}={level}"));
    format!("{},{format}{}", log.level, modules.collect::<String>())
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
