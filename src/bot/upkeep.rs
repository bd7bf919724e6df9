//! What the bot does for itself and not for somebody's turn.
//!
//! Owns: the start's introduction, command menus, another bot's remains, rows that have outlived their use, and the
//! removal of what is kept of a person.

pub mod erase;
pub mod erasures;
pub(super) mod former;
pub mod menus;
pub(super) mod startup;
