//! Configuration: read once, from flags, environment and secret files, into checked types.
//!
//! Owns: the names of the variables, their defaults and what is said when one is missing or bad:
//! always one line that names the variable and the mend. Must not know: what the values are used for.

mod address;
mod credential;
mod error;
mod limits;
mod log_settings;
mod owners;
mod secret;
mod settings;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use url::Url;

pub use address::is_exposed;
pub use error::ConfigError;
pub use log_settings::{LogFormat, LogSettings};
pub use settings::{SECRETS_HELP, Settings};

use crate::domain::{catalogue::Catalogue, limits::Limits, person::PersonId, retention::Retention};

/// Everything `run` needs, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The bot's account.
    pub telegram: TelegramConfig,
    /// The gateway's account.
    pub gateway: GatewaySettings,
    /// Where durable data goes.
    pub data_dir: PathBuf,
    /// The file of the key that seals the rows; one in the data folder when absent.
    pub key_file: Option<PathBuf>,
    /// How long what is known of people is kept.
    pub retention: Retention,
    /// Who owns the bot; when nobody does and nobody did, the first run makes an owner.
    pub owners: BTreeSet<PersonId>,
    /// Who may talk to it.
    pub access: Access,
    /// How often the gateway may be asked.
    pub limits: Limits,
    /// The owner's catalogue, in place of the embedded one.
    pub catalogue_path: Option<PathBuf>,
    /// What is logged, and how.
    pub log: LogSettings,
}

/// Who may talk to the bot (`CEKTAGIHAN_ACCESS`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// Owners and those they let in.
    #[default]
    Invite,
    /// Every person and every group: for trials.
    Open,
}

/// The bot's account with Telegram.
#[derive(Clone)]
pub struct TelegramConfig {
    /// The token BotFather gave.
    pub token: SecretString,
    /// Where the Bot API answers.
    pub api_url: Url,
}

/// The account with the gateway. The key is PEM text that looks like an unencrypted PKCS#8 key;
/// whether it is an RSA key of the right size is the signer's to say.
#[derive(Clone)]
pub struct GatewaySettings {
    /// Where the gateway answers, with its prefix; no query, no fragment.
    pub base_url: Url,
    /// Our id: a UUID.
    pub client_id: String,
    /// Our secret.
    pub client_secret: SecretString,
    /// The private key, PEM text.
    pub private_key: SecretString,
    /// Where the key came from, for messages.
    pub private_key_file: PathBuf,
}

impl fmt::Debug for TelegramConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TelegramConfig").field("api_url", &self.api_url.as_str()).finish_non_exhaustive()
    }
}

impl fmt::Debug for GatewaySettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GatewaySettings").field("base_url", &self.base_url.as_str()).finish_non_exhaustive()
    }
}

/// The owner's catalogue, or the embedded one when there is no path.
///
/// # Errors
/// [`ConfigError`] when the file cannot be read, or names the line and field that is wrong in it.
pub fn catalogue(path: Option<&Path>) -> Result<Catalogue, ConfigError> {
    let Some(path) = path else {
        return Ok(Catalogue::embedded());
    };
    let text = secret::file("CEKTAGIHAN_CATALOGUE", path)?;
    Catalogue::parse(&text).map_err(|source| ConfigError::Catalogue { path: path.to_owned(), source })
}
