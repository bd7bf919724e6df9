//! The conversation, as a pure function: [`advance`] takes where a conversation stands and what
//! happened, and gives where it stands next and what to do about it.
//!
//! Owns: states, events, buttons, screens. Must not know: Telegram, the store, the network, the
//! clock (time comes with the [`Context`]).

mod context;
mod effect;
mod event;
mod machine;
mod state;
mod tap;

pub use context::{Context, Origin};
pub use effect::{Effect, Place, Toast, Turn};
pub use event::{Command, Event, Refusal, Wait};
pub use machine::advance;
pub use state::{Check, CheckId, Conversation, State};
pub use tap::Tap;
