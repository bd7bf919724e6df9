//! The conversation: every state with every event, each promise as a fact, each screen as a
//! snapshot.

pub(crate) mod answers;
mod choosing;
mod groups;
mod office;
mod screens;
pub(crate) mod shape;
mod table;
pub(crate) mod talk;
mod taps;
mod typing;
mod under_way;
