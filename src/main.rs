//! The thin binary; everything is in the library.

use std::process::ExitCode;

use cektagihan::cli::{self, Cli};
use cektagihan::telemetry;

fn main() -> ExitCode {
    let cli = Cli::from_args();
    match cli.log() {
        Ok(settings) => telemetry::init(&settings),
        Err(error) => return cli::fail(&error.into()),
    }
    // As many workers as the machine has processors: tokio's default.
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return cli::fail(&error.into()),
    };
    let code = runtime.block_on(cli.run());
    // A thread that still reads the terminal must not keep the process.
    runtime.shutdown_background();
    code
}
