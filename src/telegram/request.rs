//! Calls of the Bot API about messages and presses, written as JSON.
//!
//! Owns: the parameters' names and order, each written once. Must not know: why a call is made, and
//! what is kept of it.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::domain::person::{ChatId, MessageId, TopicId};
use crate::domain::replied_to::RepliedTo;

use super::api::{Body, File, Method};

/// Room for a bill with its buttons, so that its memory need not grow while it is written.
const ROOM: usize = 2048;

/// A method and its parameters as JSON.
pub type ApiCall = (Method, Vec<u8>);

/// Where a new message goes.
#[derive(Clone, Copy)]
pub struct Destination<'a> {
    /// The chat.
    pub chat: ChatId,
    /// The topic, in a forum.
    pub topic: Option<TopicId>,
    /// The message it answers. Telegram refuses the call when that one is gone: what answers nothing
    /// must say whom it is for.
    pub reply_to: Option<&'a RepliedTo>,
}

/// A text as Telegram takes it.
#[derive(Clone, Copy)]
pub struct TextMessage<'a> {
    /// Telegram HTML.
    pub html: &'a str,
    /// The `reply_markup`, as JSON.
    pub markup: Option<&'a RawValue>,
}

/// How Telegram shows a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// As a picture: Telegram makes a JPEG of it.
    Photo,
    /// As a file, byte for byte.
    Document,
}

/// Which updates are asked for.
#[derive(Serialize)]
pub struct UpdatesPoll {
    /// The first update wanted. Telegram forgets those before it.
    pub offset: i64,
    /// The most updates at once.
    pub limit: u8,
    /// How long Telegram holds the call while there are none, in seconds.
    pub timeout: u64,
    /// The kinds wanted.
    pub allowed_updates: [&'static str; 3],
}

/// `sendMessage`.
#[must_use]
pub fn send_message(to: Destination<'_>, text: TextMessage<'_>) -> ApiCall {
    let send = Send {
        chat_id: to.chat,
        message_thread_id: to.topic.map(|topic| topic.0),
        text: text.html,
        parse_mode: "HTML",
        link_preview_options: NO_PREVIEW,
        reply_parameters: to.reply_to.map(ReplyTo::of),
        reply_markup: text.markup,
    };
    (Method::SendMessage, json(&send))
}

/// `editMessageText`: the message shows this text from now on.
#[must_use]
pub fn edit_message_text(chat_id: ChatId, message_id: MessageId, text: TextMessage<'_>) -> ApiCall {
    let edit = Edit {
        chat_id,
        message_id,
        text: text.html,
        parse_mode: "HTML",
        link_preview_options: NO_PREVIEW,
        reply_markup: text.markup,
    };
    (Method::EditMessageText, json(&edit))
}

/// `editMessageCaption`: the file stays, and this text stands under it from now on.
#[must_use]
pub fn edit_message_caption(chat_id: ChatId, message_id: MessageId, text: TextMessage<'_>) -> ApiCall {
    let edit = CaptionEdit { chat_id, message_id, caption: text.html, parse_mode: "HTML", reply_markup: text.markup };
    (Method::EditMessageCaption, json(&edit))
}

/// `sendPhoto` or `sendDocument`: the file, by name and bytes, with the text as its caption.
#[must_use]
pub fn send_file(
    to: Destination<'_>,
    text: TextMessage<'_>,
    kind: FileKind,
    (name, bytes): (String, Vec<u8>),
) -> (Method, Body) {
    let send = SendFile {
        chat_id: to.chat,
        message_thread_id: to.topic.map(|topic| topic.0),
        caption: text.html,
        parse_mode: "HTML",
        reply_parameters: to.reply_to.map(ReplyTo::of),
        reply_markup: text.markup,
    };
    let (method, field) = match kind {
        FileKind::Photo => (Method::SendPhoto, "photo"),
        FileKind::Document => (Method::SendDocument, "document"),
    };
    (method, Body { parameters: json(&send), file: Some(File { field, name, bytes }) })
}

/// `editMessageMedia`: the message shows this file and caption from now on.
#[must_use]
pub fn edit_message_media(
    chat_id: ChatId,
    message_id: MessageId,
    text: TextMessage<'_>,
    kind: FileKind,
    (name, bytes): (String, Vec<u8>),
) -> (Method, Body) {
    let media = InputMedia { kind, media: "attach://file", caption: text.html, parse_mode: "HTML" };
    let edit = MediaEdit { chat_id, message_id, media, reply_markup: text.markup };
    (Method::EditMessageMedia, Body { parameters: json(&edit), file: Some(File { field: "file", name, bytes }) })
}

/// `deleteMessage`.
#[must_use]
pub fn delete_message(chat_id: ChatId, message_id: MessageId) -> ApiCall {
    (Method::DeleteMessage, json(&Deletion { chat_id, message_id }))
}

/// `answerCallbackQuery`. An empty text shows nothing; `is_alert` shows it in a window that must be closed.
#[must_use]
pub fn answer_callback_query(query: &str, text: &str, is_alert: bool) -> ApiCall {
    let answer = Answer { callback_query_id: query, text, show_alert: is_alert };
    (Method::AnswerCallbackQuery, json(&answer))
}

/// `sendChatAction`: shows "typing" for five seconds.
#[must_use]
pub fn typing(chat_id: ChatId, topic: Option<TopicId>) -> ApiCall {
    let action = ChatAction { chat_id, message_thread_id: topic.map(|topic| topic.0), action: "typing" };
    (Method::SendChatAction, json(&action))
}

/// `getUpdates`.
#[must_use]
pub fn get_updates(poll: &UpdatesPoll) -> ApiCall {
    (Method::GetUpdates, json(poll))
}

/// Structs of texts and numbers: writing them to memory cannot fail.
fn json(parameters: &impl Serialize) -> Vec<u8> {
    let mut body = Vec::with_capacity(ROOM);
    serde_json::to_writer(&mut body, parameters).map_or_else(|_| Vec::new(), |()| body)
}

/// Nothing the bot says is worth a picture of somebody's page.
const NO_PREVIEW: Preview = Preview { is_disabled: true };

#[derive(Clone, Copy, Serialize)]
struct Preview {
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
    reply_parameters: Option<ReplyTo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<&'a RawValue>,
}

#[derive(Serialize)]
struct ReplyTo<'a> {
    message_id: MessageId,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
}

impl<'a> ReplyTo<'a> {
    fn of(replied: &'a RepliedTo) -> Self {
        Self { message_id: replied.message, quote: replied.part.as_deref() }
    }
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
struct CaptionEdit<'a> {
    chat_id: ChatId,
    message_id: MessageId,
    caption: &'a str,
    parse_mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<&'a RawValue>,
}

#[derive(Serialize)]
struct SendFile<'a> {
    chat_id: ChatId,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_thread_id: Option<i32>,
    caption: &'a str,
    parse_mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_parameters: Option<ReplyTo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<&'a RawValue>,
}

#[derive(Serialize)]
struct MediaEdit<'a> {
    chat_id: ChatId,
    message_id: MessageId,
    media: InputMedia<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<&'a RawValue>,
}

#[derive(Serialize)]
struct InputMedia<'a> {
    #[serde(rename = "type")]
    kind: FileKind,
    media: &'static str,
    caption: &'a str,
    parse_mode: &'static str,
}

#[derive(Serialize)]
struct Deletion {
    chat_id: ChatId,
    message_id: MessageId,
}

#[derive(Serialize)]
struct Answer<'a> {
    callback_query_id: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    show_alert: bool,
}

#[derive(Serialize)]
struct ChatAction {
    chat_id: ChatId,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_thread_id: Option<i32>,
    action: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written((_, body): ApiCall) -> String {
        String::from_utf8(body).unwrap()
    }

    #[test]
    fn what_is_absent_is_not_written() {
        let to = Destination { chat: ChatId(1), topic: None, reply_to: None };
        assert_eq!(
            written(send_message(to, TextMessage { html: "a", markup: None })),
            r#"{"chat_id":1,"text":"a","parse_mode":"HTML","link_preview_options":{"is_disabled":true}}"#
        );
        assert_eq!(written(answer_callback_query("7", "", false)), r#"{"callback_query_id":"7"}"#);
        assert_eq!(written(typing(ChatId(1), None)), r#"{"chat_id":1,"action":"typing"}"#);
    }

    #[test]
    fn a_message_goes_to_its_topic_and_answers() {
        let to =
            Destination { chat: ChatId(-1), topic: Some(TopicId(3)), reply_to: Some(&RepliedTo::whole(MessageId(7))) };
        let body = written(send_message(to, TextMessage { html: "a", markup: None }));
        assert!(body.starts_with(r#"{"chat_id":-1,"message_thread_id":3,"text":"a""#), "{body}");
        assert!(body.ends_with(r#""reply_parameters":{"message_id":7}}"#), "{body}");
    }
}
