//! Logs: the bot's own lines as the owner wishes, those of libraries from `warn` up.
//!
//! Owns: levels, the form of a line, and what is left of a panic. Must not know: what is logged.
//! Whoever logs keeps personal data out; here only the form is made safe.

mod line;
mod spool;

use std::io::{self, Write as _};

use env_logger::{Builder, Target};
use log::LevelFilter;

use crate::config::LogSettings;
use crate::ports::{Clock, SystemClock};

const OWN: &str = env!("CARGO_CRATE_NAME");

pub use spool::Flusher;

/// Starts logging to standard error, and makes a panic one log line. A second call changes nothing.
/// Keep what it gives until the process ends: the last lines are written when it is dropped.
///
/// # Errors
/// When no thread can be had.
pub fn init(settings: &LogSettings) -> io::Result<Flusher> {
    let (spool, flusher) = spool::to(io::stderr())?;
    let format = settings.format;
    let mut builder = Builder::new();
    builder.filter_level(LevelFilter::Warn).filter_module(OWN, settings.level).target(Target::Pipe(Box::new(spool)));
    for (module, level) in &settings.modules {
        builder.filter_module(module, permitted(module, *level));
    }
    builder.format(move |out, record| writeln!(out, "{}", line::render(format, SystemClock.now(), record)));
    if builder.try_init().is_ok() {
        std::panic::set_hook(Box::new(log_panic));
    }
    Ok(flusher)
}

/// How much a module may log. Libraries stop at `debug`: at `trace` some print whole bodies.
/// sled's lower levels repeat rows, and teloxide's whole messages: they stop at `warn`.
fn permitted(module: &str, wished: LevelFilter) -> LevelFilter {
    match module.split("::").next() {
        Some(OWN) => wished,
        Some("sled" | "teloxide" | "teloxide_core") => wished.min(LevelFilter::Warn),
        _ => wished.min(LevelFilter::Debug),
    }
}

/// Logs where a panic happened. Its message only when it is a fixed text: a formatted one may
/// hold somebody's number or name.
fn log_panic(info: &std::panic::PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let words = info.payload().downcast_ref::<&'static str>().copied().unwrap_or("(withheld)");
    log::error!(place = place.as_str(), words = words; "a panic");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_never_logs_bodies() {
        assert_eq!(permitted("hyper", LevelFilter::Trace), LevelFilter::Debug);
        assert_eq!(permitted("cektagihan_other", LevelFilter::Trace), LevelFilter::Debug);
        assert_eq!(permitted("sled::pagecache", LevelFilter::Trace), LevelFilter::Warn);
        assert_eq!(permitted("cektagihan::gateway", LevelFilter::Trace), LevelFilter::Trace);
    }
}
