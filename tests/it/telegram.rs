//! Telegram's side: checks and their clock, limits, delivery under faults, odd updates.

mod checks;
mod delivery;
mod door;
mod limiter;
mod updates;
