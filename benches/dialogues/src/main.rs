//! Whole dialogues, person to bill, through both emulators: how many a second, at what cost, and
//! how long each step takes. The same dialogue runs on three bots in one go:
//!
//! | bot | what it is |
//! |---|---|
//! | `ours` | `cektagihan run`, as shipped: every update durable, logs on |
//! | `memory` | stock teloxide: `Dispatcher`, `dialogue::enter`, `InMemStorage`; forgets at every stop |
//! | `sqlite` | the same on `SqliteStorage` |
//!
//! Each bot is a process of its own, so that its processor time and memory can be read from outside:
//! ours the shipped binary beside this one, the others this program run again ([`bots`]). People, Telegram and the gateway live in this process and
//! cost the same for all three. The gateway answers at once; every number is asked once.
//!
//! ```text
//! cargo build --release --workspace && target/release/dialogues --seconds 10 --people 100
//! ```

mod bots;
mod crowd;
mod driver;
mod process;
mod report;
mod stock;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use bots::Bot;

/// Measures whole dialogues: cektagihan beside stock teloxide
#[derive(Debug, Clone, Parser)]
struct Plan {
    /// How long each bot is measured under full load, and again at an even rate
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    seconds: u64,
    /// How many people talk at once under full load
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    people: u64,
    /// Dialogues begun a second at an even rate; 0 leaves that part out
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    rate: u32,
    /// After the rest, so many more people have one dialogue each, for the memory it takes
    #[arg(long, default_value_t = 0)]
    newcomers: u64,
    /// How often everything is measured, the bots in turn; the medians are told
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100))]
    rounds: u32,
    /// Only these bots
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Bot>,
    /// Where the bots keep their data: a disk, not memory [default: the system's temporary folder]
    #[arg(long, value_name = "PATH")]
    folder: Option<PathBuf>,
}

impl Plan {
    fn bots(&self) -> Vec<Bot> {
        Bot::ALL.into_iter().filter(|bot| self.only.is_empty() || self.only.contains(bot)).collect()
    }
}

fn main() -> ExitCode {
    if let Some(bot) = Bot::of_this_process() {
        return bots::run(bot);
    }
    match measure(&Plan::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report::say(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// One thread: with several, the people and both emulators spend a quarter of their time waking each other,
/// and take it from the bots.
#[tokio::main(flavor = "current_thread")]
async fn measure(plan: &Plan) -> anyhow::Result<()> {
    let mut rounds = Vec::new();
    for round in 1..=plan.rounds {
        let mut results = Vec::new();
        for bot in plan.bots() {
            report::say(&format!("round {round} of {}: measuring {} ..", plan.rounds, bot.name()));
            results.push(driver::measure(bot, plan).await?);
        }
        rounds.push(results);
    }
    report::say(&report::table(plan, &rounds));
    Ok(())
}
