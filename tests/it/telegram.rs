//! Telegram's side: checks and their clock, limits, delivery under faults, odd updates.

mod alerts;
mod checks;
mod delivery;
mod files;
mod floods;
mod limiter;
mod patience;
mod refusals;
mod roster;
mod updates;
