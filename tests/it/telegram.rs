//! Telegram's side: checks and their clock, limits, delivery under faults, odd updates.

mod alerts;
mod checks;
mod delivery;
mod files;
mod floods;
mod jobs;
mod limiter;
mod patience;
mod refusals;
mod roster;
mod updates;
