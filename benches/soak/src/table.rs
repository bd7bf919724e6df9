//! The table.

use std::io::{self, Write as _};
use std::process::ExitCode;

/// One promise, what came of it, and whether it holds.
#[derive(Debug)]
pub struct Row {
    /// What was done.
    pub what: String,
    /// What must hold.
    pub must: &'static str,
    /// What was seen.
    pub seen: String,
    /// Whether it holds.
    pub holds: bool,
}

/// Prints rows; the exit code says whether all hold.
pub fn print(rows: anyhow::Result<Vec<Row>>) -> ExitCode {
    let rows = match rows {
        Ok(rows) => rows,
        Err(error) => {
            say(&format!("{error:#}"));
            return ExitCode::FAILURE;
        }
    };
    say("| what | must hold | seen | |\n|---|---|---|---|");
    for Row { what, must, seen, holds } in &rows {
        say(&format!("| {what} | {must} | {seen} | {} |", if *holds { "holds" } else { "FAILS" }));
    }
    if rows.iter().all(|row| row.holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints a line.
pub fn say(text: &str) {
    // A reader that went away is no fault of ours.
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// The time, in ms, within which 95 of 100 were done.
#[expect(clippy::cast_precision_loss, reason = "microseconds of seconds")]
pub fn p95(micros: &mut [u64]) -> f64 {
    micros.sort_unstable();
    let place = (micros.len() * 95 / 100).min(micros.len().saturating_sub(1));
    micros.get(place).copied().unwrap_or_default() as f64 / 1_000.0
}
