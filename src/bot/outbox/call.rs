//! An owed message as a call of the Bot API.

use crate::bot::rows::{LONGEST_CAPTION, MadeFile, Owed, Shown, Target, What};
use crate::domain::person::ChatId;
use crate::telegram::api::{Body, Method};
use crate::telegram::request::{
    Destination, TextMessage, delete_message, edit_message_caption, edit_message_media, edit_message_text, send_file,
    send_message,
};
use crate::view::units;

/// Whether a message that shows this can be edited into what is owed: a text becomes no file, and a file
/// keeps its place with a new caption, if the words are short enough to be one.
#[must_use]
pub(super) fn is_editable(what: &What, shown: Shown) -> bool {
    match (what, shown) {
        (What::Say { html, .. }, Shown::File) => units(html) <= LONGEST_CAPTION,
        (What::File { .. }, Shown::Text) => false,
        (What::Say { .. }, Shown::Text) | (What::File { .. }, Shown::File) | (What::Delete(_), _) => true,
    }
}

/// The call that brings a message to `chat`, in place of what `target` names and `shown` describes. A file
/// that was made goes along; without it a text goes.
#[must_use]
pub(crate) fn call(owed: &Owed, chat: ChatId, target: Target, shown: Shown, file: Option<MadeFile>) -> (Method, Body) {
    let (text, reply_to) = match &owed.what {
        What::Delete(message) => return json(delete_message(chat, *message)),
        What::Say { html, markup, reply_to, .. } | What::File { html, markup, reply_to, .. } => {
            (TextMessage { html, markup: markup.as_deref() }, reply_to.as_ref())
        }
    };
    let to = Destination { chat, topic: owed.topic, reply_to };
    match (target, file) {
        (Target::Edit(message), Some(file)) => {
            edit_message_media(chat, message, text, file.kind, (file.name, file.bytes))
        }
        (Target::New | Target::Check(..), Some(file)) => send_file(to, text, file.kind, (file.name, file.bytes)),
        (Target::Edit(message), None) => json(match shown {
            Shown::Text => edit_message_text(chat, message, text),
            Shown::File => edit_message_caption(chat, message, text),
        }),
        (Target::New | Target::Check(..), None) => json(send_message(to, text)),
    }
}

fn json((method, parameters): (Method, Vec<u8>)) -> (Method, Body) {
    (method, parameters.into())
}
