//! Reliability by the hundred: the shipped binary between emulators, killed, flooded, poisoned, as
//! rows of a table. Everything stays on this machine and ends by itself.
//!
//! ```text
//! cargo build --release --workspace && target/release/soak kills --rounds 200
//! ```
//!
//! Exit code 1 when a row does not hold.

mod floods;
mod kills;
mod mutations;
mod rig;
mod table;
mod throttled;
mod toxics;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use table::Row;

/// Measures reliability, a row of a Markdown table each
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    what: What,
    /// Where chance begins
    #[arg(long, global = true, default_value_t = 1)]
    seed: u64,
}

#[derive(Debug, Subcommand)]
enum What {
    /// kill -9 under load: what is lost, what is said twice, whether the store opens
    Kills {
        /// How often it is killed
        #[arg(long, default_value_t = 200)]
        rounds: u32,
        /// Ten people in the same instant, and a kill within milliseconds of the start, in place of an even load
        #[arg(long)]
        burst: bool,
    },
    /// Every update delivered five times
    Duplicates,
    /// 1,000 updates from one chat while its call hangs: what others notice
    Floods,
    /// Bad ways, garbage and wrong clocks, before the gateway and before Telegram
    Toxics,
    /// Mutated updates and typed texts through reading and the conversation
    Mutations {
        /// How many
        #[arg(long, default_value_t = 1_000_000)]
        count: u64,
    },
    /// 429 on 30 % of sends for ten minutes of a clock that is moved by hand
    Throttled,
    /// 10,000 updates that wait for one gateway: memory
    Queue,
}

fn main() -> ExitCode {
    let Cli { what, seed } = Cli::parse();
    let rows = match what {
        What::Mutations { count } => Ok(vec![mutations::run(count, seed)]),
        What::Throttled => throttled::run(seed),
        What::Kills { rounds, burst } => on_runtime(kills::kills(rounds, seed, burst)),
        What::Duplicates => on_runtime(kills::duplicates()),
        What::Floods => on_runtime(floods::floods()),
        What::Queue => on_runtime(floods::queue()),
        What::Toxics => on_runtime(toxics::run(seed)),
    };
    table::print(rows)
}

fn on_runtime(work: impl Future<Output = anyhow::Result<Vec<Row>>>) -> anyhow::Result<Vec<Row>> {
    tokio::runtime::Runtime::new()?.block_on(work)
}
