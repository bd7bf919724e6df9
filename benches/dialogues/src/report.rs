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

/// Everything measured, and what it comes to beside the baselines: of several rounds the median of
/// each figure, and the median of the rounds' own ratios, so that a machine that is busy with other
/// things for a while weighs on both sides alike.
pub fn table(plan: &Plan, rounds: &[Vec<Measured>]) -> String {
    let bots = plan.bots();
    let mut text = format!("\n{} people at once for {} s, {} rounds\n", plan.people, plan.seconds, rounds.len());
    text += LOADS;
    for bot in &bots {
        text += &load(*bot, &of(rounds, *bot, |measured| Some(&measured.full)));
    }
    if plan.rate > 0 {
        let _ = writeln!(text, "\n{} dialogues a second, evenly", plan.rate);
        text += LOADS;
        for bot in &bots {
            text += &load(*bot, &of(rounds, *bot, |measured| measured.even.as_ref()));
        }
    }
    text += "\nbot      start ms   idle MB   then MB   peak MB\n";
    for bot in &bots {
        text += &memory(*bot, &of(rounds, *bot, Some));
    }
    text + &ratios(rounds)
}

const LOADS: &str = "bot      dialogues/s  CPU ms/dialogue   p50 ms   p95 ms   p99 ms   lost\n";

/// One bot's part of every round.
fn of<'a, T>(rounds: &'a [Vec<Measured>], bot: Bot, part: impl Fn(&'a Measured) -> Option<&'a T>) -> Vec<&'a T> {
    rounds.iter().flatten().filter(|measured| measured.bot == bot).filter_map(part).collect()
}

fn load(bot: Bot, loads: &[&Load]) -> String {
    let middle = |figure: &dyn Fn(&Load) -> f64| median(loads.iter().map(|load| figure(load)).collect());
    let [p50, p95, p99] = [50, 95, 99].map(|share| middle(&|load| millis(quantile(load, share))));
    format!(
        "{:<8} {:>11.1} {:>16.3} {p50:>8.2} {p95:>8.2} {p99:>8.2} {:>6}\n",
        bot.name(),
        middle(&rate),
        middle(&cost),
        loads.iter().map(|load| load.seen.lost).sum::<u64>(),
    )
}

fn memory(bot: Bot, measured: &[&Measured]) -> String {
    let middle = |figure: &dyn Fn(&Measured) -> f64| median(measured.iter().map(|each| figure(each)).collect());
    let [idle, then, peak] = [
        middle(&|each| megabytes(each.idle_memory)),
        middle(&|each| megabytes(each.memory)),
        middle(&|each| megabytes(each.peak_memory)),
    ];
    let start = middle(&|each| millis(each.start));
    format!("{:<8} {start:>8.0} {idle:>9.1} {then:>9.1} {peak:>9.1}\n", bot.name())
}

/// Ours beside each baseline, round by round.
fn ratios(rounds: &[Vec<Measured>]) -> String {
    let mut text = String::new();
    for other in [Bot::Memory, Bot::Sqlite] {
        let pairs = rounds.iter().filter_map(|round| {
            let find = |bot: Bot| round.iter().find(|measured| measured.bot == bot);
            Some((find(Bot::Ours)?, find(other)?))
        });
        let pairs: Vec<_> = pairs.collect();
        if pairs.is_empty() {
            continue;
        }
        let speed = spread(pairs.iter().map(|(ours, other)| rate(&ours.full) / rate(&other.full)).collect());
        let cost = spread(pairs.iter().map(|(ours, other)| cost(&ours.full) / cost(&other.full)).collect());
        let _ =
            write!(text, "\nours beside {}: {speed} the dialogues a second, {cost} the processor time", other.name());
        let steps = pairs.iter().filter_map(|(ours, other)| Some((ours.even.as_ref()?, other.even.as_ref()?)));
        let later = steps.map(|(ours, other)| millis(quantile(ours, 95)) - millis(quantile(other, 95)));
        let later: Vec<_> = later.collect();
        if !later.is_empty() {
            let _ = write!(text, ", p95 at the even rate {:+.2} ms", median(later));
        }
    }
    text
}

/// The median of ratios, and the least and the most when there are several.
fn spread(ratios: Vec<f64>) -> String {
    let (least, most) = ratios.iter().fold((f64::MAX, f64::MIN), |(low, high), &x| (low.min(x), high.max(x)));
    let range = if ratios.len() > 1 { format!(" ({least:.2} to {most:.2})") } else { String::new() };
    format!("{:.2} x{range}", median(ratios))
}

/// The middle one; of an even number the mean of the middle two.
fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    let middle = figures.len() / 2;
    match figures.as_slice() {
        [] => 0.0,
        all if all.len() % 2 == 0 => f64::midpoint(all[middle - 1], all[middle]),
        all => all[middle],
    }
}

#[expect(clippy::cast_precision_loss, reason = "far below what an f64 holds exactly")]
fn megabytes(kb: u64) -> f64 {
    kb as f64 / 1024.0
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median(vec![4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < f64::EPSILON);
        assert!(median(Vec::new()).abs() < f64::EPSILON);
    }
}
