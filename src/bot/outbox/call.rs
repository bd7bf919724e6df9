//! An owed message as a call of the Bot API.

use crate::bot::rows::{Owed, Target, What};
use crate::domain::person::ChatId;
use crate::telegram::request::{ApiCall, Destination, TextMessage, delete_message, edit_message_text, send_message};

/// The call that brings a message to `chat`, in place of what `target` names as things stand.
#[must_use]
pub fn call(owed: &Owed, chat: ChatId, target: Target) -> ApiCall {
    match (&owed.what, target) {
        (What::Delete(message), _) => delete_message(chat, *message),
        (What::Say { html, markup, .. }, Target::Edit(message)) => {
            edit_message_text(chat, message, TextMessage { html, markup: markup.as_deref() })
        }
        (What::Say { html, markup, reply_to, .. }, Target::New | Target::Check(..)) => {
            let to = Destination { chat, topic: owed.topic, reply_to: *reply_to };
            send_message(to, TextMessage { html, markup: markup.as_deref() })
        }
    }
}
