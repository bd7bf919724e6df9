//! Messages, calls and requests in the page's JSON.

use serde::Serialize;
use serde_json::Value;

use crate::{
    domain::person::{ChatId, MessageId, PersonId, TopicId},
    sandbox::{
        biller::SignedRequest,
        bot_api::{
            Action, Author, Button, Call, CallOutcome, CallbackAnswer, Content, Entity, Markup, Message, Method,
            Observed, Picture,
        },
    },
};

/// A message as its bubble needs it. Times are milliseconds.
#[derive(Serialize)]
pub(super) struct ShownMessage<'a> {
    chat: ChatId,
    id: MessageId,
    #[serde(flatten)]
    writer: Writer,
    at: i64,
    edited: Option<i64>,
    topic: Option<TopicId>,
    text: &'a str,
    entities: &'a [Entity],
    rows: Vec<Vec<ShownButton<'a>>>,
    question: Option<Question<'a>>,
    reply: Option<MessageId>,
    /// The part of that one that stands above it.
    quote: Option<&'a str>,
    file: Option<File<'a>>,
    /// What Telegram says here, when no person does.
    service: Option<&'a str>,
    /// What it is when neither text nor file: a word of the page's, and what belongs to it.
    holds: Option<(&'static str, &'a str)>,
    /// Who wrote it first, when it was forwarded.
    forwarded: Option<Writer>,
    /// In a group: the only one who sees it.
    only: Option<PersonId>,
}

/// Who wrote a message.
#[derive(Serialize)]
struct Writer {
    by: &'static str,
    person: Option<PersonId>,
}

impl Writer {
    fn new(author: &Author) -> Self {
        let (by, person) = match author {
            Author::Bot => ("bot", None),
            Author::Person(id) => ("person", Some(*id)),
            Author::Anonymous => ("anonymous", None),
            Author::Channel { .. } => ("channel", None),
        };
        Self { by, person }
    }
}

/// A button: what a press tells the bot is not the page's business.
#[derive(Serialize)]
struct ShownButton<'a> {
    label: &'a str,
    does: &'static str,
    style: Option<&'a str>,
}

#[derive(Serialize)]
struct Question<'a> {
    placeholder: Option<&'a str>,
    /// Whom it asks; everybody when absent.
    person: Option<PersonId>,
}

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    size: usize,
    /// Width and height of a photo.
    photo: Option<(u32, u32)>,
}

impl<'a> ShownMessage<'a> {
    pub(super) fn new(seen: Observed<'_>, message: &'a Message, private: bool) -> Self {
        Self {
            chat: message.chat,
            id: message.id,
            writer: Writer::new(&message.author),
            at: message.at.timestamp_millis(),
            edited: message.edited.map(|at| at.timestamp_millis()),
            topic: message.topic,
            text: &message.text,
            entities: &message.entities,
            rows: message.rows().iter().map(|row| row.iter().map(ShownButton::new).collect()).collect(),
            question: question(seen, message),
            reply: message.reply_to.filter(|id| message.topic.is_none_or(|topic| topic.0 != id.0)),
            quote: message.quote.as_deref(),
            file: file(message),
            service: match &message.content {
                Content::TopicCreated(name) => Some(name),
                _ => None,
            },
            holds: holds(&message.content),
            forwarded: message.origin.as_ref().map(|origin| Writer::new(&origin.author)),
            only: message.visible_to.filter(|_| !private),
        }
    }
}

impl<'a> ShownButton<'a> {
    fn new(button: &'a Button) -> Self {
        let does = match button.action {
            Action::Callback(_) => "ask",
            Action::Copy(_) => "copy",
            Action::Url(_) => "open",
        };
        Self { label: &button.label, does, style: button.style.as_deref() }
    }
}

fn question<'a>(seen: Observed<'_>, message: &'a Message) -> Option<Question<'a>> {
    match &message.markup {
        Markup::ForceReply(question) => {
            Some(Question { placeholder: question.placeholder.as_deref(), person: seen.asked(message) })
        }
        Markup::None | Markup::Buttons(_) | Markup::Keyboard => None,
    }
}

/// What neither text nor file shows.
fn holds(content: &Content) -> Option<(&'static str, &str)> {
    match content {
        Content::Sticker => Some(("sticker", "")),
        Content::Voice(_) => Some(("voice", "")),
        Content::Contact(contact) => Some(("contact", &contact.phone_number)),
        Content::Location(_) => Some(("location", "")),
        Content::Text
        | Content::Photo(_)
        | Content::Document(_)
        | Content::TopicCreated(_)
        | Content::MigratedTo(_)
        | Content::MigratedFrom(_) => None,
    }
}

fn file(message: &Message) -> Option<File<'_>> {
    let held = message.attachment().filter(|_| !matches!(message.content, Content::Voice(_)))?;
    let photo = matches!(message.content, Content::Photo(_)).then(|| Picture::read(&held.bytes)).flatten();
    let photo = photo.map(|picture| (picture.width, picture.height));
    Some(File { name: &held.name, size: held.bytes.len(), photo })
}

/// What the bot said to a press.
#[derive(Serialize)]
pub(super) struct ShownAnswer<'a> {
    query: String,
    person: PersonId,
    chat: ChatId,
    message: MessageId,
    text: &'a str,
    alert: bool,
}

impl<'a> ShownAnswer<'a> {
    pub(super) fn new(answer: &'a CallbackAnswer) -> Self {
        let CallbackAnswer { query, person, chat, message, text, alert } = answer;
        Self { query: query.to_string(), person: *person, chat: *chat, message: *message, text, alert: *alert }
    }
}

/// A line of the log of Bot API calls.
#[derive(Serialize)]
pub(super) struct ShownCall<'a> {
    at: i64,
    method: &'static str,
    chat: Option<&'a str>,
    ms: u128,
    outcome: &'static str,
    code: Option<u16>,
    words: Option<&'a str>,
    params: Value,
}

impl<'a> ShownCall<'a> {
    /// Polls that bring nothing are no news.
    pub(super) fn is_news(call: &Call) -> bool {
        call.method != Method::GetUpdates || call.outcome != CallOutcome::Done
    }

    pub(super) fn new(call: &'a Call) -> Self {
        let (outcome, code, words) = match &call.outcome {
            CallOutcome::Done => ("done", None, None),
            CallOutcome::AnswerLost => ("lost", None, None),
            CallOutcome::Refused(code, words) => ("refused", Some(*code), Some(words.as_str())),
            CallOutcome::Dropped => ("dropped", None, None),
        };
        Self {
            at: call.at.timestamp_millis(),
            method: call.method.name(),
            chat: call.param("chat_id"),
            ms: call.took.as_millis(),
            outcome,
            code,
            words,
            params: call.params_json(),
        }
    }
}

/// A line of the log of signed requests.
#[derive(Serialize)]
pub(super) struct ShownRequest<'a> {
    at: i64,
    path: &'a str,
    signed: &'a str,
    refused: Option<&'a str>,
}

impl<'a> ShownRequest<'a> {
    pub(super) fn new(request: &'a SignedRequest) -> Self {
        let SignedRequest { at, path, signed, refused, .. } = request;
        Self { at: at.timestamp_millis(), path, signed, refused: refused.as_deref() }
    }
}
