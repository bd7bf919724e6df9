//! Which settings a demo obeys, and that it says so of all others.

use std::ffi::OsString;

use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::config::{self, ConfigError, Settings};

/// What a demo tells its bot, as flags and variables call it. The log it shares with the bot.
const OBEYED: [(&str, &str); 5] = [
    ("access", "CEKTAGIHAN_ACCESS"),
    ("limits", "CEKTAGIHAN_LIMITS"),
    ("catalogue", "CEKTAGIHAN_CATALOGUE"),
    ("retention_days", "CEKTAGIHAN_RETENTION_DAYS"),
    ("audit_days", "CEKTAGIHAN_AUDIT_DAYS"),
];
const LOG: &str = "log";

/// The settings as they were given to a demo. Whoever tries it in a deployment's environment means that deployment by
/// most of its variables: those are left alone. A flag means the demo: one that it cannot obey is refused.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    obeyed: Vec<(&'static str, OsString)>,
    /// Flags that mean nothing here, without their dashes.
    strays: Vec<String>,
}

impl Chosen {
    /// One line, when a flag was given that a demo cannot obey.
    pub(super) fn refusal(&self) -> Option<String> {
        let strays: Vec<_> = self.strays.iter().map(|flag| format!("--{flag}")).collect();
        let obeyed: Vec<_> = settings().filter(|arg| obeys(&arg.0)).map(|arg| format!("--{}", arg.1)).collect();
        (!strays.is_empty()).then(|| {
            format!(
                "demo brings accounts, owner and key of its own and has no use for {}: leave that out, or choose among {}",
                strays.join(", "),
                obeyed.join(", ")
            )
        })
    }

    /// What the bot is to be told, once it is known to understand it.
    ///
    /// # Errors
    /// [`ConfigError`] when it would not.
    pub(super) fn checked(self, settings: &Settings) -> Result<Vec<(&'static str, OsString)>, ConfigError> {
        settings.retention()?;
        settings.access()?;
        settings.limits()?;
        config::catalogue(settings.catalogue_path().as_deref())?;
        Ok(self.obeyed)
    }
}

fn obeys(id: &str) -> bool {
    id == LOG || OBEYED.iter().any(|(known, _)| *known == id)
}

/// Every setting: its id and its flag.
fn settings() -> impl Iterator<Item = (String, String)> {
    let command = Settings::augment_args(Command::new("demo"));
    let flags: Vec<_> = command
        .get_arguments()
        .filter_map(|arg| Some((arg.get_id().to_string(), arg.get_long()?.to_owned())))
        .collect();
    flags.into_iter()
}

impl FromArgMatches for Chosen {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |id: &str| matches.try_get_raw(id).ok().flatten()?.next().map(OsString::from);
        let flagged = |id: &str| given(id).is_some() && matches.value_source(id) == Some(ValueSource::CommandLine);
        let obeyed = OBEYED.iter().filter_map(|(id, variable)| Some((*variable, given(id)?))).collect();
        let strays = settings().filter(|(id, _)| !obeys(id) && flagged(id)).map(|(_, flag)| flag).collect();
        Ok(Self { obeyed, strays })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// No arguments of its own: it looks at those that every command has.
impl Args for Chosen {
    fn augment_args(command: Command) -> Command {
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        command
    }
}
