//! What a shell can be taught of this program: completions and a manual page.

use clap::Command;
use clap_complete::Shell;

use super::exit::Exit;
use super::output;

/// Prints completions.
pub(super) fn completions(shell: Shell, mut command: Command) -> Exit {
    let (name, mut script) = (command.get_name().to_owned(), Vec::new());
    clap_complete::generate(shell, &mut command, name, &mut script);
    output::say(String::from_utf8_lossy(&script).trim_end());
    Exit::Done
}

/// Prints the manual page.
///
/// # Errors
/// When it cannot be written to memory.
pub(super) fn manual(command: Command) -> anyhow::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    output::say(String::from_utf8_lossy(&page).trim_end());
    Ok(Exit::Done)
}
