//! The flags and variables as they were given, and their reading into checked types.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;

use log::LevelFilter;
use secrecy::SecretString;
use url::Url;

use super::address::Endpoint;
use super::checked::{AccessPolicy, Config, GatewaySettings, TelegramConfig};
use super::error::{ConfigError, FaultList};
use super::log_settings::LogSettings;
use super::secret::{CLIENT_SECRET, TOKEN, utf8};
use super::{address, credential, limits, owners, secret};
use crate::domain::{limits::Limits, person::PersonId, retention::Retention};

/// The part of `--help` that flags cannot show.
pub const SECRETS_HELP: &str = "\
Secrets (environment or file only: every user of a machine can read flags):
  TELEGRAM_BOT_TOKEN    The token BotFather gave; or name a file that holds it by TELEGRAM_BOT_TOKEN_FILE
  KLIKOO_CLIENT_SECRET  The client secret of the dashboard; or name a file by KLIKOO_CLIENT_SECRET_FILE

Exit codes: 0 done, 1 no bill or a failure (doctor: warnings), 2 bad arguments or configuration (doctor: failures).";

const API_URL: &str = "https://api.telegram.org";
const DATA_DIR: &str = "./data";
const RETENTION_DAYS: &str = "90";
const AUDIT_DAYS: &str = "365";
const ACCESS: &str = "invite";

const TELEGRAM: &str = "Telegram (flag or environment)";
const GATEWAY: &str = "Klikoo gateway (flag or environment)";
const DATA: &str = "Data (flag or environment)";
const PEOPLE: &str = "People and limits (flag or environment)";
const REST: &str = "Catalogue and log (flag or environment)";

/// Flags and variables, not checked yet. An empty value counts as none.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Settings {
    /// File that holds the bot token
    #[arg(long, help_heading = TELEGRAM, env = "TELEGRAM_BOT_TOKEN_FILE", value_name = "PATH", hide_env_values = true, global = true)]
    telegram_bot_token_file: Option<OsString>,

    /// Where the Bot API answers
    #[arg(long, help_heading = TELEGRAM, env = "TELEGRAM_API_URL", value_name = "URL", default_value = API_URL, hide_env_values = true, global = true)]
    telegram_api_url: Option<OsString>,

    /// Services that may be asked by plain http outside this machine: gateway, telegram
    #[arg(long, help_heading = GATEWAY, env = "CEKTAGIHAN_ALLOW_HTTP", value_name = "WHICH", hide_env_values = true, global = true)]
    allow_http: Option<OsString>,

    /// Where the Klikoo gateway answers, with its prefix
    #[arg(long, help_heading = GATEWAY, env = "KLIKOO_BASE_URL", value_name = "URL", hide_env_values = true, global = true)]
    klikoo_base_url: Option<OsString>,

    /// The client id of the Klikoo dashboard
    #[arg(long, help_heading = GATEWAY, env = "KLIKOO_CLIENT_ID", value_name = "UUID", hide_env_values = true, global = true)]
    klikoo_client_id: Option<OsString>,

    /// File that holds the client secret
    #[arg(long, help_heading = GATEWAY, env = "KLIKOO_CLIENT_SECRET_FILE", value_name = "PATH", hide_env_values = true, global = true)]
    klikoo_client_secret_file: Option<OsString>,

    /// The private key registered with Klikoo: RSA 2048, PKCS#8, PEM
    #[arg(long, help_heading = GATEWAY, env = "KLIKOO_PRIVATE_KEY_FILE", value_name = "PATH", hide_env_values = true, global = true)]
    klikoo_private_key_file: Option<OsString>,

    /// Folder for durable data
    #[arg(long, help_heading = DATA, env = "CEKTAGIHAN_DATA_DIR", value_name = "PATH", default_value = DATA_DIR, hide_env_values = true, global = true)]
    data_dir: Option<OsString>,

    /// File that holds the key which seals the rows: 32 bytes, base64 or hex; absent: one is made in the data folder
    #[arg(long, help_heading = DATA, env = "CEKTAGIHAN_KEY_FILE", value_name = "PATH", hide_env_values = true, global = true)]
    key_file: Option<OsString>,

    /// Days for which conversations, profiles and messages are kept after their last use
    #[arg(long, help_heading = DATA, env = "CEKTAGIHAN_RETENTION_DAYS", value_name = "DAYS", default_value = RETENTION_DAYS, hide_env_values = true, global = true)]
    retention_days: Option<OsString>,

    /// Days for which the audit trail is kept
    #[arg(long, help_heading = DATA, env = "CEKTAGIHAN_AUDIT_DAYS", value_name = "DAYS", default_value = AUDIT_DAYS, hide_env_values = true, global = true)]
    audit_days: Option<OsString>,

    /// Telegram user ids of the owners, with commas between them
    #[arg(long, help_heading = PEOPLE, env = "CEKTAGIHAN_OWNERS", value_name = "IDS", hide_env_values = true, global = true)]
    owners: Option<OsString>,

    /// Who may use the bot: invite (owners and those they let in) or open (everybody, for trials)
    #[arg(long, help_heading = PEOPLE, env = "CEKTAGIHAN_ACCESS", value_name = "WHO", default_value = ACCESS, hide_env_values = true, global = true)]
    access: Option<OsString>,

    /// How often the gateway may be asked: words as in the default, or off
    #[arg(long, help_heading = PEOPLE, env = "CEKTAGIHAN_LIMITS", value_name = "WORDS", default_value = limits::DEFAULT, hide_env_values = true, global = true)]
    limits: Option<OsString>,

    /// A catalogue of your own (TOML) in place of the embedded one
    #[arg(long, help_heading = REST, env = "CEKTAGIHAN_CATALOGUE", value_name = "PATH", hide_env_values = true, global = true)]
    catalogue: Option<OsString>,

    /// off, error, warn, info, debug or trace; module=level; text or json [default: info,text; warn,text beside run]
    #[arg(long, help_heading = REST, env = "CEKTAGIHAN_LOG", value_name = "WORDS", hide_env_values = true, global = true)]
    log: Option<OsString>,
}

impl Settings {
    /// Everything `run` needs.
    ///
    /// # Errors
    /// [`ConfigError`]: every setting that is missing or bad, in the order of `--help`.
    pub fn config(&self) -> Result<Config, ConfigError> {
        let mut faults = FaultList::default();
        let telegram = faults.take(self.telegram());
        let gateway = faults.take(self.gateway());
        let retention = faults.take(self.retention());
        let access = faults.take(self.access());
        let limits = faults.take(self.limits());
        let log = faults.take(self.log(LevelFilter::Info));
        let (Some(telegram), Some(gateway), Some(retention), Some((access, owners)), Some(limits), Some(log)) =
            (telegram, gateway, retention, access, limits, log)
        else {
            return Err(faults.into_error());
        };
        let (data_dir, key_file, catalogue_path) = (self.data_dir(), self.key_file(), self.catalogue_path());
        Ok(Config { telegram, gateway, data_dir, key_file, retention, owners, access, limits, catalogue_path, log })
    }

    /// The bot's account.
    ///
    /// # Errors
    /// [`ConfigError`] when the token or the address is missing or bad.
    pub fn telegram(&self) -> Result<TelegramConfig, ConfigError> {
        let mut faults = FaultList::default();
        let (token, api_url) = (faults.take(self.token()), faults.take(self.api_url()));
        let (Some(token), Some(api_url)) = (token, api_url) else { return Err(faults.into_error()) };
        Ok(TelegramConfig { token, api_url })
    }

    fn token(&self) -> Result<SecretString, ConfigError> {
        let token = TOKEN.read(path(self.telegram_bot_token_file.as_ref()).as_ref())?;
        credential::check_token(&token)?;
        Ok(token)
    }

    fn api_url(&self) -> Result<Url, ConfigError> {
        let api_url = text("TELEGRAM_API_URL", self.telegram_api_url.as_ref())?.unwrap_or_else(|| API_URL.to_owned());
        address::of(Endpoint::Telegram, &api_url, &self.allowed_http()?)
    }

    fn allowed_http(&self) -> Result<Vec<Endpoint>, ConfigError> {
        address::allowed(&text("CEKTAGIHAN_ALLOW_HTTP", self.allow_http.as_ref())?.unwrap_or_default())
    }

    /// The account with the gateway.
    ///
    /// # Errors
    /// [`ConfigError`]: every part of it that is missing or bad.
    pub fn gateway(&self) -> Result<GatewaySettings, ConfigError> {
        let mut faults = FaultList::default();
        let base_url = faults.take(self.base_url());
        let client_id = faults.take(self.client_id());
        let client_secret = faults.take(self.client_secret());
        let private_key = faults.take(self.private_key());
        let (Some(base_url), Some(client_id), Some(client_secret), Some((private_key_file, private_key))) =
            (base_url, client_id, client_secret, private_key)
        else {
            return Err(faults.into_error());
        };
        Ok(GatewaySettings { base_url, client_id, client_secret, private_key, private_key_file })
    }

    fn base_url(&self) -> Result<Url, ConfigError> {
        let base_url = needed(
            "KLIKOO_BASE_URL",
            self.klikoo_base_url.as_ref(),
            "put there the address Klikoo gave you, prefix included; no default points at production",
        )?;
        address::of(Endpoint::Gateway, &base_url, &self.allowed_http()?)
    }

    fn client_id(&self) -> Result<String, ConfigError> {
        let client_id = needed(
            "KLIKOO_CLIENT_ID",
            self.klikoo_client_id.as_ref(),
            "copy it from the dashboard (Pengaturan, tab Konfigurasi API)",
        )?;
        credential::check_client_id(&client_id)?;
        Ok(client_id)
    }

    fn client_secret(&self) -> Result<SecretString, ConfigError> {
        let client_secret = CLIENT_SECRET.read(path(self.klikoo_client_secret_file.as_ref()).as_ref())?;
        credential::check_client_secret(&client_secret)?;
        Ok(client_secret)
    }

    fn private_key(&self) -> Result<(PathBuf, SecretString), ConfigError> {
        let file = path(self.klikoo_private_key_file.as_ref()).ok_or(ConfigError::Missing {
            variable: "KLIKOO_PRIVATE_KEY_FILE",
            mend: "name the PEM file of the private key whose public key is registered in the dashboard",
        })?;
        let private_key = secret::file("KLIKOO_PRIVATE_KEY_FILE", &file)?.into();
        credential::check_private_key(&private_key)?;
        Ok((file, private_key))
    }

    /// Who may use the bot, and who owns it.
    ///
    /// # Errors
    /// [`ConfigError`] for a bad word or id.
    pub fn access(&self) -> Result<(AccessPolicy, BTreeSet<PersonId>), ConfigError> {
        let access = text("CEKTAGIHAN_ACCESS", self.access.as_ref())?.unwrap_or_else(|| ACCESS.to_owned());
        let access = owners::access(&access)?;
        let owners = owners::owners(&text("CEKTAGIHAN_OWNERS", self.owners.as_ref())?.unwrap_or_default())?;
        Ok((access, owners))
    }

    /// How often the gateway may be asked.
    ///
    /// # Errors
    /// [`ConfigError`] for a word that means nothing.
    pub fn limits(&self) -> Result<Limits, ConfigError> {
        limits::limits(&text("CEKTAGIHAN_LIMITS", self.limits.as_ref())?.unwrap_or_default())
    }

    /// Where durable data goes.
    #[must_use]
    pub fn data_dir(&self) -> PathBuf {
        path(self.data_dir.as_ref()).unwrap_or_else(|| DATA_DIR.into())
    }

    /// The file of the key that seals the rows, when it was given a place.
    #[must_use]
    pub fn key_file(&self) -> Option<PathBuf> {
        path(self.key_file.as_ref())
    }

    /// How long what is known of people is kept.
    ///
    /// # Errors
    /// [`ConfigError`] for what is no number of days.
    pub fn retention(&self) -> Result<Retention, ConfigError> {
        let rows = days("CEKTAGIHAN_RETENTION_DAYS", self.retention_days.as_ref(), RETENTION_DAYS)?;
        let audit = days("CEKTAGIHAN_AUDIT_DAYS", self.audit_days.as_ref(), AUDIT_DAYS)?;
        Ok(Retention { days: rows, audit_days: audit })
    }

    /// The files that hold secrets of the services, and what each is called.
    #[must_use]
    pub fn secret_files(&self) -> Vec<(&'static str, PathBuf)> {
        let files = [
            ("bot token", &self.telegram_bot_token_file),
            ("client secret", &self.klikoo_client_secret_file),
            ("private key", &self.klikoo_private_key_file),
        ];
        files.into_iter().filter_map(|(name, file)| Some((name, path(file.as_ref())?))).collect()
    }

    /// The owner's catalogue.
    #[must_use]
    pub fn catalogue_path(&self) -> Option<PathBuf> {
        path(self.catalogue.as_ref())
    }

    /// What is logged; `level` when nothing was said.
    ///
    /// # Errors
    /// [`ConfigError`] for a word that means nothing.
    pub fn log(&self, level: LevelFilter) -> Result<LogSettings, ConfigError> {
        let otherwise = LogSettings { level, ..LogSettings::default() };
        match text("CEKTAGIHAN_LOG", self.log.as_ref())? {
            Some(words) => LogSettings::parse(&words, otherwise),
            None => Ok(otherwise),
        }
    }
}

fn days(variable: &'static str, given: Option<&OsString>, otherwise: &str) -> Result<u16, ConfigError> {
    let text = text(variable, given)?.unwrap_or_else(|| otherwise.to_owned());
    let days = text.parse().ok().filter(|days| (1..=Retention::MOST_DAYS).contains(days));
    let mend = || format!("write a number of days from 1 to {}", Retention::MOST_DAYS);
    days.ok_or_else(|| ConfigError::bad(variable, format!("is {text:?}"), mend()))
}

fn path(given: Option<&OsString>) -> Option<PathBuf> {
    given.filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn text(variable: &'static str, given: Option<&OsString>) -> Result<Option<String>, ConfigError> {
    let Some(value) = given else { return Ok(None) };
    let value = utf8(variable, value.clone())?;
    let value = value.trim();
    Ok((!value.is_empty()).then(|| value.to_owned()))
}

fn needed(variable: &'static str, given: Option<&OsString>, mend: &'static str) -> Result<String, ConfigError> {
    text(variable, given)?.ok_or(ConfigError::Missing { variable, mend })
}
