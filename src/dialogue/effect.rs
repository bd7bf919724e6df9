//! What a turn wants done.

use crate::domain::{person::PersonId, profile::ProfileNote, roster::Change};
use crate::ports::Cause;
use crate::view::Reply;

use super::{Conversation, News};
use crate::domain::check_id::CheckId;

/// What comes of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Where the conversation stands now. A check that is new in it is asked; one that is gone
    /// from it is forgotten, and its answer dropped.
    pub next: Conversation,
    /// What to do, in order.
    pub effects: Vec<Effect>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Shows a message.
    Show(Place, Reply),
    /// Answers the press with words; a press that gets none is answered silently.
    Toast(Toast),
    /// Takes the person's message out of the chat (private chats only: it held a PIN).
    DeleteQuestion,
    /// Remembers something of the person.
    Remember(ProfileNote),
    /// Changes who may use the bot.
    Change(Change),
    /// Tells somebody else, in their private chat and language.
    Tell(PersonId, News),
    /// Calls the owners.
    Alarm(Cause),
    /// Erases what is kept of the person, in every chat, before anything else of the turn is kept.
    Erase,
}

/// Where a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A new message, in groups in reply to the asker's.
    New,
    /// In place of the message whose button was pressed; new when there was no press.
    Here,
    /// The message that shows this check: edits it when there is one, else sends and remembers it.
    CheckMessage(CheckId),
}

/// The words that answer a press: a line that fades, or an alert to close. At most 200 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Plain text.
    pub text: String,
    /// Whether it waits to be closed.
    pub alert: bool,
}
