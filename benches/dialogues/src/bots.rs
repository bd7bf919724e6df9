//! The bots, each the whole of a process.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use cektagihan::cli;
use cektagihan::config::{self, Config, Settings};
use cektagihan::{app, ports::SystemClock};
use clap::{Parser, ValueEnum};
use secrecy::ExposeSecret as _;
use teloxide::dispatching::dialogue::{InMemStorage, SqliteStorage, serializer::Json};

use crate::stock::{self, Office};

/// A bot to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Bot {
    /// cektagihan.
    Ours,
    /// Stock teloxide that remembers in memory.
    Memory,
    /// Stock teloxide that remembers in `SQLite`.
    Sqlite,
}

impl Bot {
    /// Every bot, in the order of the table.
    pub const ALL: [Self; 3] = [Self::Ours, Self::Memory, Self::Sqlite];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Memory => "memory",
            Self::Sqlite => "sqlite",
        }
    }

    /// The argument that makes a process this bot: our own program's command, or this program's.
    pub fn role(self) -> &'static str {
        match self {
            Self::Ours => "run",
            Self::Memory => "bot-memory",
            Self::Sqlite => "bot-sqlite",
        }
    }

    /// The bot this process is to be, if any.
    pub fn of_this_process() -> Option<Self> {
        let role = std::env::args().nth(1)?;
        Self::ALL.into_iter().find(|bot| bot.role() == role)
    }
}

/// The configuration all bots share: the environment, as `cektagihan run` reads it.
#[derive(Debug, Parser)]
struct Environment {
    #[command(flatten)]
    settings: Settings,
}

/// Runs a bot until it is killed.
#[tokio::main]
pub async fn run(bot: Bot) -> ExitCode {
    let outcome = match bot {
        Bot::Ours => Err(anyhow::anyhow!("cektagihan has a program of its own")),
        Bot::Memory => memory().await,
        Bot::Sqlite => sqlite().await,
    };
    outcome.map_or_else(|error| cli::fail(&error), |()| ExitCode::SUCCESS)
}

async fn memory() -> anyhow::Result<()> {
    let config = configuration()?;
    stock::run(telegram(&config), InMemStorage::new(), office(&config)?).await;
    Ok(())
}

async fn sqlite() -> anyhow::Result<()> {
    let config = configuration()?;
    let path = config.data_dir.join("dialogues.sqlite");
    let storage = SqliteStorage::open(path.to_str().context("the folder's name")?, Json).await?;
    stock::run(telegram(&config), storage, office(&config)?).await;
    Ok(())
}

fn configuration() -> anyhow::Result<Config> {
    Ok(Environment::parse_from(["bot"]).settings.config()?)
}

fn telegram(config: &Config) -> teloxide::Bot {
    teloxide::Bot::new(config.telegram.token.expose_secret()).set_api_url(config.telegram.api_url.clone())
}

fn office(config: &Config) -> anyhow::Result<Arc<Office>> {
    let gateway = app::gateway(&config.gateway, Arc::new(SystemClock))?;
    let catalogue = config::catalogue(config.catalogue_path.as_deref())?;
    Ok(Arc::new(Office { gateway: Arc::new(gateway), catalogue }))
}
