//! The state table.

use super::{Context, Conversation, Event, Turn};

/// What comes of `event` in `conversation`.
#[must_use]
pub fn advance(context: &Context<'_>, conversation: Conversation, event: Event) -> Turn {
    let _ = (context, conversation, event);
    todo!()
}
