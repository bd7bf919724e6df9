//! Composition root. To be written.

use std::path::PathBuf;

use crate::config::Config;
use crate::shutdown::Shutdown;

/// Runs the bot until asked to stop.
///
/// # Errors
/// When it cannot start.
#[expect(clippy::unused_async, reason = "a place for the composition root")]
pub async fn run(config: Config, shutdown: Shutdown) -> anyhow::Result<()> {
    drop((config, shutdown));
    anyhow::bail!("not written yet")
}

/// Runs the bot against emulators, as a chat in the terminal.
///
/// # Errors
/// When it cannot start.
#[expect(clippy::unused_async, reason = "a place for the composition root")]
pub async fn demo(data: Option<PathBuf>, shutdown: Shutdown) -> anyhow::Result<()> {
    drop((data, shutdown));
    anyhow::bail!("not written yet")
}
