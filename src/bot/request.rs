//! An owed message as a call of the Bot API.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::domain::person::{ChatId, MessageId};

use super::rows::{Owed, Target, What};
use crate::telegram::api::Method;

/// Room for a bill with its buttons, so that its memory need not grow while it is written.
const ROOM: usize = 2048;

/// The method to call and its parameters, for a message that goes to `chat_id` as things stand.
#[must_use]
pub fn request(owed: &Owed, chat_id: ChatId, target: Target) -> (Method, Vec<u8>) {
    match &owed.what {
        What::Delete(message_id) => (Method::DeleteMessage, json(&Deletion { chat_id, message_id: *message_id })),
        What::Say { html, markup, reply_to, .. } => {
            let reply_markup = markup.as_deref();
            match target {
                Target::Edit(message_id) => {
                    let edit = Edit {
                        chat_id,
                        message_id,
                        text: html,
                        parse_mode: "HTML",
                        link_preview_options: NO_PREVIEW,
                        reply_markup,
                    };
                    (Method::EditMessageText, json(&edit))
                }
                Target::New | Target::Check(..) => {
                    let reply_parameters = reply_to.map(|message_id| ReplyTo { message_id });
                    let message_thread_id = owed.topic.map(|topic| topic.0);
                    let text = html;
                    let send = Send {
                        chat_id,
                        message_thread_id,
                        text,
                        parse_mode: "HTML",
                        link_preview_options: NO_PREVIEW,
                        reply_parameters,
                        reply_markup,
                    };
                    (Method::SendMessage, json(&send))
                }
            }
        }
    }
}

/// Structs of texts and numbers: writing them to memory cannot fail.
fn json(call: &impl Serialize) -> Vec<u8> {
    let mut body = Vec::with_capacity(ROOM);
    serde_json::to_writer(&mut body, call).map_or_else(|_| Vec::new(), |()| body)
}

/// Nothing the bot says is worth a picture of somebody's page.
pub(super) const NO_PREVIEW: Preview = Preview { is_disabled: true };

/// What becomes of links in a message.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Preview {
    is_disabled: bool,
}

#[derive(Serialize)]
struct Send<'a> {
    chat_id: ChatId,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_thread_id: Option<i32>,
    text: &'a str,
    parse_mode: &'static str,
    link_preview_options: Preview,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_parameters: Option<ReplyTo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<&'a RawValue>,
}

/// A message that is not there any more is refused: what answers nothing must say whom it is for.
#[derive(Serialize)]
struct ReplyTo {
    message_id: MessageId,
}

#[derive(Serialize)]
struct Edit<'a> {
    chat_id: ChatId,
    message_id: MessageId,
    text: &'a str,
    parse_mode: &'static str,
    link_preview_options: Preview,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<&'a RawValue>,
}

#[derive(Serialize)]
struct Deletion {
    chat_id: ChatId,
    message_id: MessageId,
}
