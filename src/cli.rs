//! The commands: what is typed in a shell, what is printed there, and the exit code.
//!
//! Owns: standard output and standard error. Must not know: how anything is done; it asks
//! [`crate::app`] and the ports. Nobody imports it but `main`.

mod audit;
mod backup;
mod check;
#[cfg(feature = "demo")]
mod demo;
mod doctor;
mod exit;
mod healthcheck;
mod obeyed;
mod output;
mod shell;
mod wiring;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use log::LevelFilter;

use crate::app;
use crate::config::{self, ConfigError, LogSettings, SECRETS_HELP, Settings};
use crate::ports::Clock;
#[cfg(not(feature = "demo"))]
use crate::ports::SystemClock;
use crate::shutdown::Shutdown;

use exit::Exit;

/// A Telegram bot that checks Indonesian postpaid bills through the Klikoo Open API
#[derive(Debug, Parser)]
#[command(name = "cektagihan", version, after_help = SECRETS_HELP, term_width = 0)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the bot until SIGTERM or SIGINT
    Run {
        #[command(flatten)]
        trust: backup::Trust,
        #[cfg(feature = "demo")]
        #[command(flatten)]
        leash: demo::Leash,
    },
    /// Try the bot on a page in the browser: no account, no configuration, both services emulated
    #[cfg(feature = "demo")]
    Demo(demo::DemoArgs),
    /// Check one bill from the shell
    Check(check::CheckArgs),
    /// Diagnose a deployment: configuration, Telegram, gateway, clock, store
    Doctor {
        /// Print a JSON object instead of lines
        #[arg(long)]
        json: bool,
    },
    /// Tell by the exit code whether the bot on this data folder is alive
    Healthcheck,
    /// Copy all rows to a file, also while the bot runs; without the key nobody can read it
    Backup {
        /// The file to make
        file: PathBuf,
        /// Replace the file when it is there already
        #[arg(long)]
        force: bool,
    },
    /// Make a data folder of a backup; the key must be the one of that time
    Restore {
        /// The backup
        file: PathBuf,
        /// Move a store that is there already aside
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        trust: backup::Trust,
    },
    /// Seal all rows by a new key, which replaces the one in the key file; backups made before need the old one
    RotateKey,
    /// Print the audit trail and verify its chain; exit code 1 when it is broken
    ExportAudit(audit::ExportArgs),
    /// Verify the audit trail, also against a head that was kept elsewhere
    #[command(subcommand)]
    Audit(audit::AuditOrder),
    /// Print what completes this program's commands in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff)
    Man,
}

impl Cli {
    /// Reads argv and the environment. Ends the process for `--help`, `--version` and a usage
    /// that cannot be understood (exit code 2).
    #[must_use]
    pub fn from_args() -> Self {
        let mut command = obeyed::narrowed(Self::command());
        let matches = command.get_matches_mut();
        if let Some(words) = obeyed::refusal(&matches) {
            output::complain(&words);
            std::process::exit(i32::from(Exit::Refused as u8));
        }
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }

    /// What to log: commands that answer in the shell stay quiet unless something is wrong.
    ///
    /// # Errors
    /// [`ConfigError`] when `CEKTAGIHAN_LOG` cannot be understood.
    pub fn log(&self) -> Result<LogSettings, ConfigError> {
        self.settings.log(if matches!(self.command, Command::Run { .. }) {
            LevelFilter::Info
        } else {
            LevelFilter::Warn
        })
    }

    /// Does what was asked for. Must run inside a tokio runtime.
    pub async fn run(self) -> ExitCode {
        self.perform().await.map_or_else(|error| fail(&error), ExitCode::from)
    }

    async fn perform(self) -> anyhow::Result<Exit> {
        let settings = self.settings;
        match self.command {
            #[cfg(feature = "demo")]
            Command::Run { trust, leash } => run(&settings, trust, leash.take()).await,
            #[cfg(not(feature = "demo"))]
            Command::Run { trust } => run(&settings, trust, Arc::new(SystemClock)).await,
            #[cfg(feature = "demo")]
            Command::Demo(args) => demo::run(args, &settings, Shutdown::listen()?).await,
            Command::Check(args) => check::run(args, &settings).await,
            Command::Doctor { json } => Ok(doctor::run(json, &settings).await),
            Command::Backup { file, force } => backup::make(&settings, &file, force).await,
            Command::Restore { file, force, trust } => backup::restore(&settings, &file, force, trust).await,
            Command::RotateKey => backup::rotate_key(&settings).await,
            Command::ExportAudit(args) => audit::run(&args, &settings).await,
            Command::Audit(order) => audit::order(order, &settings).await,
            Command::Healthcheck => Ok(healthcheck::run(&settings.data_dir())),
            Command::Completions { shell } => Ok(shell::completions(shell, Self::command())),
            Command::Man => shell::manual(Self::command()),
        }
    }
}

async fn run(settings: &Settings, trust: backup::Trust, clock: Arc<dyn Clock>) -> anyhow::Result<Exit> {
    for stray in config::strays() {
        log::warn!("{}", output::stray(&stray));
    }
    let config = settings.config()?;
    app::run(config, trust.key_file(settings), clock, Shutdown::listen()?).await.map(|()| Exit::Done)
}

/// Tells in one line what went wrong. The exit code is 2 for a configuration to mend, else 1.
#[must_use]
pub fn fail(error: &anyhow::Error) -> ExitCode {
    if let Some(error) = error.downcast_ref::<ConfigError>() {
        output::complain(&error.to_string());
        return Exit::Refused.into();
    }
    output::complain(&output::one_line(&output::told(error)));
    Exit::Trouble.into()
}
