//! Configuration: read once, from flags, environment and secret files, into checked types.
//!
//! Owns: the names of the variables, their defaults and what is said when one is missing or bad:
//! always one line that names the variable and the mend. Must not know: what the values are used for.

mod address;
mod checked;
mod credential;
mod error;
mod limits;
mod log_settings;
mod owners;
mod secret;
mod settings;
mod strays;

use std::path::Path;

pub use address::is_exposed;
pub use checked::{AccessPolicy, Config, GatewaySettings, TelegramConfig};
pub use error::ConfigError;
pub use log_settings::{LogFormat, LogSettings};
pub use settings::{SECRETS_HELP, Settings};
pub use strays::{Stray, strays, strays_among};

use crate::domain::catalogue::Catalogue;

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
