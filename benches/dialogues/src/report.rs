//! The table.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::time::Duration;

use crate::Plan;
use crate::bots::Bot;
use crate::driver::{Load, Measured};

/// Prints a line, or several.
pub fn say(text: &str) {
    // A reader that went away is no fault of ours.
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// Everything measured, and what it comes to beside the baselines.
pub fn table(plan: &Plan, results: &[Measured]) -> String {
    let mut text = format!("\n{} people at once for {} s\n", plan.people, plan.seconds);
    text += "bot      dialogues/s  CPU ms/dialogue   p50 ms   p95 ms   p99 ms   lost\n";
    for result in results {
        text += &load(result.bot, &result.full);
    }
    if results.iter().any(|result| result.even.is_some()) {
        let _ = writeln!(text, "\n{} dialogues a second, evenly", plan.rate);
        text += "bot      dialogues/s  CPU ms/dialogue   p50 ms   p95 ms   p99 ms   lost\n";
        for result in results {
            text += &result.even.as_ref().map(|even| load(result.bot, even)).unwrap_or_default();
        }
    }
    text += "\nbot      start ms   idle MB   then MB   peak MB\n";
    for result in results {
        text += &memory(result);
    }
    text + &ratios(results)
}

fn load(bot: Bot, load: &Load) -> String {
    let [p50, p95, p99] = [50, 95, 99].map(|share| millis(quantile(load, share)));
    format!(
        "{:<8} {:>11.1} {:>16.3} {p50:>8.2} {p95:>8.2} {p99:>8.2} {:>6}\n",
        bot.name(),
        rate(load),
        cost(load),
        load.seen.lost,
    )
}

fn memory(result: &Measured) -> String {
    let [idle, then, peak] = [result.idle_memory, result.memory, result.peak_memory].map(|kb| kb / 1024);
    format!("{:<8} {:>8.0} {idle:>9} {then:>9} {peak:>9}\n", result.bot.name(), millis(result.start))
}

/// Ours beside each baseline.
fn ratios(results: &[Measured]) -> String {
    let of = |bot: Bot| results.iter().find(|result| result.bot == bot);
    let Some(ours) = of(Bot::Ours) else { return String::new() };
    let mut text = String::new();
    for other in [Bot::Memory, Bot::Sqlite].into_iter().filter_map(of) {
        let _ = write!(
            text,
            "\nours beside {}: {:.2} x the dialogues a second, {:.2} x the processor time of each",
            other.bot.name(),
            rate(&ours.full) / rate(&other.full),
            cost(&ours.full) / cost(&other.full),
        );
        if let (Some(even), Some(others)) = (&ours.even, &other.even) {
            let more = millis(quantile(even, 95)) - millis(quantile(others, 95));
            let _ = write!(text, ", p95 at the even rate {more:+.2} ms");
        }
    }
    text
}

#[expect(clippy::cast_precision_loss, reason = "a count of seconds' work")]
fn rate(load: &Load) -> f64 {
    load.seen.dialogues as f64 / load.time.as_secs_f64()
}

/// Processor time of a dialogue, in ms.
#[expect(clippy::cast_precision_loss, reason = "a count of seconds' work")]
fn cost(load: &Load) -> f64 {
    millis(load.processor) / load.seen.dialogues.max(1) as f64
}

/// The time within which so many percent of the steps were answered.
fn quantile(load: &Load, percent: usize) -> Duration {
    let steps = &load.seen.steps;
    steps.get((steps.len() * percent / 100).min(steps.len().saturating_sub(1))).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
