//! `healthcheck`: for a container's HEALTHCHECK and for timers.

use std::path::Path;

use super::exit::Exit;
use super::output::complain;
use crate::health;
use crate::ports::{Clock, SystemClock};

/// Done when the bot beat lately, else trouble and one line.
pub(super) fn run(data_dir: &Path) -> Exit {
    match health::last_beat(data_dir, SystemClock.now()) {
        Ok(_) => Exit::Done,
        Err(unwell) => {
            complain(&unwell.to_string());
            Exit::Trouble
        }
    }
}
