//! The real bot between both emulators: no account, no configuration.

mod seed;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use tempfile::TempDir;

use crate::config::{GatewaySettings, LogFormat, LogSettings};
use crate::files;
use crate::sandbox::biller::Biller;
use crate::sandbox::{BotProcess, Life, Recipe, Sandbox, ShiftedClock, Stage};

/// What somebody may choose of a demo. The default keeps nothing.
#[derive(Debug, Clone, Default)]
pub struct DemoChoices {
    /// Where the bot's data is kept; in a temporary folder when absent.
    pub data: Option<PathBuf>,
    /// What the bot logs.
    pub log: LogSettings,
    /// Variables of the bot's, checked already, and what they are set to.
    pub settings: Vec<(&'static str, OsString)>,
}

/// A running demo. Stop it with [`Demo::stop`], so that nothing is left behind.
pub struct Demo {
    /// Telegram and the gateway, to play the people in front of the bot.
    pub sandbox: Arc<Sandbox>,
    /// The people and their chats.
    pub stage: Arc<Stage>,
    /// What time it is, for both emulators and, from its next start, for the bot.
    pub clock: Arc<ShiftedClock>,
    /// The bot: this program, run once more.
    pub bot: Arc<BotProcess>,
    /// Holds the key and, unless the chat shall be kept, the bot's data.
    _folder: TempDir,
}

impl Demo {
    /// Starts both emulators and the bot.
    ///
    /// # Errors
    /// When no port or no folder can be had, or this program cannot be started again.
    pub async fn start(choices: DemoChoices) -> anyhow::Result<Self> {
        let clock = Arc::new(ShiftedClock::default());
        let sandbox = Arc::new(Sandbox::go_on(Arc::clone(&clock) as _).await.context("the emulators cannot start")?);
        let stage = Arc::new(Stage::open(&sandbox.bot_api));
        let folder = TempDir::with_prefix("cektagihan-demo-").context("no temporary folder")?;
        let recipe = recipe(choices, folder.path(), &stage)?;
        seed::let_in(&stage, &recipe.data, Arc::clone(&clock) as _).await.context("the data folder")?;
        let bot = BotProcess::start(recipe, (&sandbox.bot_api, &sandbox.biller), Arc::clone(&clock))
            .context("the bot cannot start")?;
        Ok(Self { sandbox, stage, clock, bot: Arc::new(bot), _folder: folder })
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

fn recipe(choices: DemoChoices, folder: &Path, stage: &Stage) -> anyhow::Result<Recipe> {
    let DemoChoices { data, log, settings } = choices;
    let key = folder.join("key.pem");
    files::replace(&key, Biller::credentials().private_key_pem.as_bytes()).context("no key file")?;
    let program = std::env::current_exe().context("this program's own name")?;
    let data = data.unwrap_or_else(|| folder.join("data"));
    let seal = super::data::made_key(&data)?;
    let owners = stage.owners().map(|owner| owner.0.to_string()).collect::<Vec<_>>().join(",");
    Ok(Recipe { program, data, key, seal, log: words(&log), owners, settings })
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
