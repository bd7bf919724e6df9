//! Which settings each command obeys: its help shows those, and a flag that it has no use for is refused.
//!
//! Variables are left alone: they are a deployment's, and every command is run in its environment.

use clap::parser::ValueSource;
use clap::{ArgMatches, Args as _, Command};

use crate::config::Settings;

const GATEWAY: [&str; 5] =
    ["klikoo_base_url", "klikoo_client_id", "klikoo_client_secret_file", "klikoo_private_key_file", "allow_http"];
const ROWS: [&str; 2] = ["data_dir", "key_file"];
const OF_A_DEMO: [&str; 6] = ["access", "limits", "catalogue", "retention_days", "audit_days", "log"];

/// The settings of a command, by the ids of their flags; `None` for one that obeys all, and for a demo, which says
/// itself what it has no use for.
fn obeyed(command: &str) -> Option<Vec<&'static str>> {
    let obeyed: &[&str] = match command {
        "check" => &["catalogue"],
        "healthcheck" => &["data_dir"],
        "backup" | "restore" | "rotate-key" | "export-audit" | "audit" => &[],
        "completions" | "man" => return Some(Vec::new()),
        _ => return None,
    };
    let more: &[&str] = match command {
        "check" => &GATEWAY,
        "healthcheck" => &[],
        _ => &ROWS,
    };
    Some([obeyed, more, &["log"]].concat())
}

/// The same commands, each showing in its help what it obeys.
pub(super) fn narrowed(mut command: Command) -> Command {
    // Global flags reach the commands only by this.
    command.build();
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        if let Some(obeyed) = if name == "demo" { Some(OF_A_DEMO.to_vec()) } else { obeyed(&name) } {
            command = command.mut_subcommand(name, |sub| hiding(sub, &obeyed));
        }
    }
    command
}

fn hiding(command: Command, obeyed: &[&str]) -> Command {
    let ids = settings();
    command.mut_args(|arg| {
        let id = arg.get_id().as_str();
        let is_idle = ids.iter().any(|(known, _)| known == id) && !obeyed.contains(&id);
        arg.hide(is_idle)
    })
}

/// One line, when a flag was given that the command has no use for.
pub(super) fn refusal(matches: &ArgMatches) -> Option<String> {
    let (command, matches) = matches.subcommand()?;
    let obeyed = obeyed(command)?;
    let flagged = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let stray = settings().into_iter().find(|(id, _)| !obeyed.contains(&id.as_str()) && flagged(id))?.1;
    Some(format!("{command} has no use for --{stray}: leave it out (see `cektagihan {command} --help`)"))
}

/// Every setting: its id and its flag.
fn settings() -> Vec<(String, String)> {
    let command = Settings::augment_args(Command::new("cektagihan"));
    let flags = command.get_arguments().filter_map(|arg| Some((arg.get_id().to_string(), arg.get_long()?.to_owned())));
    flags.collect()
}
