//! What an update means.

use crate::dialogue::Event;
use crate::domain::person::ChatId;
use crate::ports::StoreError;

/// What an update means.
#[derive(Debug)]
pub enum Heard {
    /// Something happened to a conversation.
    Event(Event),
    /// A group has a new id.
    Moved {
        /// The old one.
        from: ChatId,
        /// The new one.
        to: ChatId,
    },
    /// Not for us.
    Nothing,
    /// What it means cannot be read now.
    Unread(StoreError),
}
