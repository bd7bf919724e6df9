//! Telegram's side: checks and their clock, delivery under faults, odd updates.

mod checks;
mod delivery;
mod updates;
