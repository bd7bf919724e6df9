//! `sendMessage`, `sendPhoto`, `sendDocument`, `sendChatAction`.

use serde::Deserialize;

use crate::domain::person::{ChatId, MessageId, TopicId};

use super::{
    chat::{Chat, Kind},
    compose::{Written, compose},
    failure::{Failure, Outcome, success},
    markup::Markup,
    message::{Attachment, Author, Content},
    params::Params,
    pictures::Picture,
    world::{ChatAction, Post, World},
};

/// The most characters of a text, once its tags are read.
pub(super) const LONGEST_TEXT: usize = 4096;
pub(super) const LONGEST_CAPTION: usize = 1024;
/// How many chat actions are remembered.
const ACTIONS_KEPT: usize = 1_000;
const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

/// A message that is fit to be sent, before anybody looks at where it goes.
pub(super) struct Draft {
    chat: ChatId,
    written: Written,
    markup: Markup,
    content: Content,
    thread: Option<TopicId>,
    reply: Option<ReplyParameters>,
    /// A file that is here already, by its id.
    known: Option<String>,
}

#[derive(Deserialize)]
struct ReplyParameters {
    message_id: MessageId,
    #[serde(default)]
    allow_sending_without_reply: bool,
    /// The part of its text that is shown.
    #[serde(default)]
    quote: Option<String>,
}

impl Draft {
    pub(super) fn text(params: &Params) -> Result<Self, Failure> {
        let written = compose(params, "text")?;
        if written.text.is_empty() {
            return Err(Failure::bad("message text is empty"));
        }
        if written.longer_than(LONGEST_TEXT) {
            return Err(Failure::bad("message is too long"));
        }
        Self::new(params, written, Content::Text)
    }

    pub(super) fn photo(params: &Params) -> Result<Self, Failure> {
        Self::captioned(params, "photo", Content::Photo)
    }

    pub(super) fn document(params: &Params) -> Result<Self, Failure> {
        Self::captioned(params, "document", Content::Document)
    }

    fn captioned(params: &Params, field: &str, content: fn(Attachment) -> Content) -> Result<Self, Failure> {
        let written = compose(params, "caption")?;
        if written.longer_than(LONGEST_CAPTION) {
            return Err(Failure::bad("message caption is too long"));
        }
        let known = params.text(field).map(str::to_owned);
        let held = match (params.file(field), &known) {
            (Some(file), _) if file.bytes.is_empty() => return Err(Failure::bad("file must be non-empty")),
            (Some(file), _) => Attachment { name: file.name.clone(), bytes: file.bytes.clone() },
            (None, Some(_)) => {
                return Ok(Self { known, ..Self::new(params, written, content(Attachment::default()))? });
            }
            (None, None) => return Err(Failure::bad(format_args!("there is no {field} in the request"))),
        };
        let content = content(held);
        if let Content::Photo(held) = &content {
            Picture::check(&held.bytes)?;
        }
        Self::new(params, written, content)
    }

    fn new(params: &Params, written: Written, content: Content) -> Result<Self, Failure> {
        let old_way = params.number("reply_to_message_id")?.map(|id| ReplyParameters {
            message_id: MessageId(id),
            allow_sending_without_reply: params.flag("allow_sending_without_reply"),
            quote: None,
        });
        Ok(Self {
            chat: chat_id(params)?,
            written,
            markup: Markup::read(params.text("reply_markup"))?,
            content,
            thread: params.number("message_thread_id")?.filter(|id| *id != 0).map(TopicId),
            reply: params.json("reply_parameters")?.or(old_way),
            known: None,
        })
    }

    /// Sends it.
    pub(super) fn send(mut self, world: &mut World) -> Outcome {
        if let (Some(id), Content::Photo(held) | Content::Document(held)) = (&self.known, &mut self.content) {
            let wrong = || Failure::bad("wrong file identifier/HTTP URL specified");
            *held = world.file(id).cloned().ok_or_else(wrong)?;
        }
        let chat = world.reach(self.chat)?;
        chat.lets_write()?;
        let reply_to = replied(chat, self.reply.as_ref())?;
        let topic = topic(chat, self.thread, reply_to)?;
        let post = Post {
            source: self.written.source,
            text: self.written.text,
            entities: self.written.entities,
            markup: self.markup,
            topic,
            reply_to,
            quote: self.reply.and_then(|reply| reply.quote).filter(|_| reply_to.is_some()),
            ..Post::by(Author::Bot, self.content)
        };
        let id = world.post(self.chat, post).ok_or_else(Failure::internal)?;
        success(&world.wire(self.chat, id))
    }
}

/// `chat_id`; a `@name` is nobody here.
pub(super) fn chat_id(params: &Params) -> Result<ChatId, Failure> {
    match params.text("chat_id").filter(|id| !id.is_empty()) {
        None => Err(Failure::bad("chat_id is empty")),
        Some(id) => id.parse().map(ChatId).map_err(|_| Failure::bad("chat not found")),
    }
}

fn replied(chat: &Chat, reply: Option<&ReplyParameters>) -> Result<Option<MessageId>, Failure> {
    match reply {
        None => Ok(None),
        Some(reply) => match (chat.message(reply.message_id), &reply.quote) {
            (Some(replied), Some(quote)) if !replied.text.contains(quote.as_str()) => {
                Err(Failure::bad("QUOTE_TEXT_INVALID"))
            }
            (Some(_), _) => Ok(Some(reply.message_id)),
            (None, _) if reply.allow_sending_without_reply => Ok(None),
            (None, _) => Err(Failure::bad("message to be replied not found")),
        },
    }
}

/// The topic a message goes to: the one named, else that of the message it answers.
fn topic(chat: &Chat, thread: Option<TopicId>, reply_to: Option<MessageId>) -> Result<Option<TopicId>, Failure> {
    let Some(thread) = thread else {
        return Ok(reply_to.and_then(|id| chat.message(id)).and_then(|replied| replied.topic));
    };
    let opened = chat.message(MessageId(thread.0));
    match chat.kind {
        Kind::Forum if opened.is_some_and(|message| matches!(message.content, Content::TopicCreated(_))) => {
            Ok(Some(thread))
        }
        Kind::Supergroup if opened.is_some() => Ok(None),
        _ => Err(Failure::bad("message thread not found")),
    }
}

pub(super) fn action(world: &mut World, params: &Params) -> Outcome {
    let action = params.text("action").unwrap_or_default().to_owned();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(Failure::bad("wrong parameter action in request"));
    }
    let id = chat_id(params)?;
    let thread = params.number("message_thread_id")?.map(TopicId);
    let chat = world.reach(id)?;
    topic(chat, thread, None)?;
    if world.actions.len() == ACTIONS_KEPT {
        world.actions.drain(..ACTIONS_KEPT / 2);
    }
    world.actions.push(ChatAction { chat: id, thread, action, at: world.now });
    success(&true)
}
