//! What is configured, checked.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use secrecy::SecretString;
use url::Url;

use super::log_settings::LogSettings;
use crate::domain::{limits::Limits, person::PersonId, retention::Retention};

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
    pub access: AccessPolicy,
    /// How often the gateway may be asked.
    pub limits: Limits,
    /// The owner's catalogue, in place of the embedded one.
    pub catalogue_path: Option<PathBuf>,
    /// What is logged, and how.
    pub log: LogSettings,
}

/// Who may talk to the bot (`CEKTAGIHAN_ACCESS`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AccessPolicy {
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
