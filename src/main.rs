//! The thin binary; everything is in the library.

use std::process::ExitCode;

use cektagihan::cli::{self, Cli};
use cektagihan::telemetry;

#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    keep_to_ourselves();
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

/// Before anything secret is read: the memory of this process holds keys and bills, and is written nowhere; and what
/// it makes is for its owner alone, also where a library makes it.
fn keep_to_ourselves() {
    use rustix::process::{Resource, Rlimit, setrlimit, umask};
    umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    // Lowering one's own limit is refused nowhere that we know of; where it is, the program runs as it would without.
    let _refused = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // The limit does not hold where a pipe takes core dumps (core(5)); this does, and keeps other processes of the same
    // user out of this one's memory and environment.
    #[cfg(target_os = "linux")]
    let _refused = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
