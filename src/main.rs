//! The thin binary; everything is in the library.

use std::process::ExitCode;

use cektagihan::cli::{self, Cli};
use cektagihan::telemetry;

#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let cli = Cli::from_args();
    let logs = cli.log().map_err(anyhow::Error::from).and_then(|settings| Ok(telemetry::init(&settings)?));
    let _written_at_the_end = match logs {
        Ok(logs) => logs,
        Err(error) => return cli::fail(&error),
    };
    // One thread for the conversations, one for the store. Turns take microseconds and wait for the
    // network in between: more threads spent more on waking each other than they took over.
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return cli::fail(&error.into()),
    };
    let code = runtime.block_on(cli.run());
    // A thread that still reads the terminal must not keep the process.
    runtime.shutdown_background();
    code
}
