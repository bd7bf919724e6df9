//! Secrets and files. A secret is never a flag, since every user of a machine can read argv.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use super::ConfigError;
use crate::files;

/// No file of a secret, and no catalogue, is longer, in bytes.
pub(super) const TOKEN: SecretSource = SecretSource {
    variable: "TELEGRAM_BOT_TOKEN",
    file_variable: "TELEGRAM_BOT_TOKEN_FILE",
    mend: "get one from BotFather and put it in the environment or in a file named by TELEGRAM_BOT_TOKEN_FILE",
};

pub(super) const CLIENT_SECRET: SecretSource = SecretSource {
    variable: "KLIKOO_CLIENT_SECRET",
    file_variable: "KLIKOO_CLIENT_SECRET_FILE",
    mend: "copy it from the dashboard (Pengaturan, tab Konfigurasi API) into the environment or into a file named by \
           KLIKOO_CLIENT_SECRET_FILE",
};

const LONGEST: u64 = 1 << 20;

/// A setting that must not be seen.
pub(super) struct SecretSource {
    /// The variable that holds it.
    pub variable: &'static str,
    /// The variable that names a file which holds it.
    pub file_variable: &'static str,
    /// What to do when there is neither.
    pub mend: &'static str,
}

impl SecretSource {
    /// Reads it from the environment, or from the file that was named. An empty value is none.
    pub(super) fn read(&self, path: Option<&PathBuf>) -> Result<SecretString, ConfigError> {
        let missing = || ConfigError::Missing { variable: self.variable, mend: self.mend };
        let text = match (environment(self.variable), path) {
            (Some(_), Some(_)) => {
                return Err(ConfigError::Twice { variable: self.variable, file_variable: self.file_variable });
            }
            (Some(value), None) => utf8(self.variable, value)?,
            (None, Some(path)) => file(self.file_variable, path)?,
            (None, None) => return Err(missing()),
        };
        let text = text.trim();
        if text.is_empty() { Err(missing()) } else { Ok(SecretString::from(text)) }
    }
}

/// The text of a file that `variable` names.
pub(super) fn file(variable: &'static str, path: &Path) -> Result<String, ConfigError> {
    files::text(path, LONGEST).map_err(|source| ConfigError::Unreadable { variable, path: path.to_owned(), source })
}

/// A value as text.
pub(super) fn utf8(variable: &'static str, value: OsString) -> Result<String, ConfigError> {
    value
        .into_string()
        .map_err(|_| ConfigError::bad(variable, "is not readable text", "write it in UTF-8 without odd bytes"))
}

#[expect(clippy::disallowed_methods, reason = "configuration is read here")]
fn environment(variable: &str) -> Option<OsString> {
    std::env::var_os(variable).filter(|value| !value.is_empty())
}
