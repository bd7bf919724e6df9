//! `editMessageText`, `editMessageCaption`, `editMessageMedia`, `editMessageReplyMarkup`, `deleteMessage`.

use chrono::TimeDelta;
use serde_json::Value;

use crate::domain::person::{ChatId, MessageId};

use super::{
    chat::Kind,
    compose::{Written, compose},
    failure::{Failure, Outcome, success},
    markup::Markup,
    message::{Attachment, Content, Message},
    params::Params,
    pictures::Picture,
    sending::{LONGEST_CAPTION, LONGEST_TEXT, chat_id},
    world::World,
};

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly the \
                            same as a current content and reply markup of the message";
/// How long a bot may delete a message.
const DELETABLE: TimeDelta = TimeDelta::hours(48);

pub(super) fn text(world: &mut World, params: &Params) -> Outcome {
    let written = compose(params, "text")?;
    if written.text.is_empty() {
        return Err(Failure::bad("message text is empty"));
    }
    if written.longer_than(LONGEST_TEXT) {
        return Err(Failure::bad("MESSAGE_TOO_LONG"));
    }
    let markup = Markup::read_inline(params.text("reply_markup"))?;
    change(world, params, |message| {
        if message.content != Content::Text {
            return Err(Failure::bad("there is no text in the message to edit"));
        }
        if (&message.text, &message.entities, &message.markup) == (&written.text, &written.entities, &markup) {
            return Err(Failure::bad(NOT_MODIFIED));
        }
        rewrite(message, written, markup);
        Ok(())
    })
}

pub(super) fn caption(world: &mut World, params: &Params) -> Outcome {
    let written = captioned(compose(params, "caption")?)?;
    let markup = Markup::read_inline(params.text("reply_markup"))?;
    change(world, params, |message| {
        if message.attachment().is_none() {
            return Err(Failure::bad("there is no caption in the message to edit"));
        }
        if (&message.text, &message.entities, &message.markup) == (&written.text, &written.entities, &markup) {
            return Err(Failure::bad(NOT_MODIFIED));
        }
        rewrite(message, written, markup);
        Ok(())
    })
}

/// Only files that come with the call, and no text into a file: what this bot asks for.
pub(super) fn media(world: &mut World, params: &Params) -> Outcome {
    let asked: Value = params.json("media")?.ok_or_else(|| Failure::bad("media not found"))?;
    let media = Params::of_json(asked.to_string().as_bytes())?;
    let written = captioned(compose(&media, "caption")?)?;
    let name = media.text("media").unwrap_or_default().trim_start_matches("attach://");
    let file = params.file(name).ok_or_else(|| Failure::bad("wrong file identifier/HTTP URL specified"))?;
    let held = Attachment { name: file.name.clone(), bytes: file.bytes.clone() };
    let content = match media.text("type") {
        Some("photo") => Picture::check(&held.bytes).map(|()| Content::Photo(held))?,
        Some("document") => Content::Document(held),
        _ => return Err(Failure::bad("unsupported media type")),
    };
    let markup = Markup::read_inline(params.text("reply_markup"))?;
    change(world, params, |message| {
        if message.attachment().is_none() {
            return Err(Failure::bad("there is no media in the message to edit"));
        }
        message.content = content;
        rewrite(message, written, markup);
        Ok(())
    })
}

fn captioned(written: Written) -> Result<Written, Failure> {
    if written.longer_than(LONGEST_CAPTION) {
        return Err(Failure::bad("message caption is too long"));
    }
    Ok(written)
}

fn rewrite(message: &mut Message, written: Written, markup: Markup) {
    message.source = written.source;
    message.text = written.text;
    message.entities = written.entities;
    message.markup = markup;
}

pub(super) fn markup(world: &mut World, params: &Params) -> Outcome {
    let markup = Markup::read_inline(params.text("reply_markup"))?;
    change(world, params, |message| {
        if message.markup == markup {
            return Err(Failure::bad(NOT_MODIFIED));
        }
        message.markup = markup;
        Ok(())
    })
}

/// Changes one of the bot's own messages and shows it.
fn change(world: &mut World, params: &Params, edit: impl FnOnce(&mut Message) -> Result<(), Failure>) -> Outcome {
    let (chat, id) = target(params)?;
    let now = world.now;
    let known = world.reach(chat)?;
    known.lets_write()?;
    let message = known.message_mut(id).ok_or_else(|| Failure::bad("message to edit not found"))?;
    // Telegram edits messages with buttons or nothing under them, no others.
    let fixed = matches!(message.markup, Markup::ForceReply(_) | Markup::Keyboard);
    if !message.is_from_bot() || fixed || message.content.is_service() {
        return Err(Failure::bad("message can't be edited"));
    }
    edit(message)?;
    message.edited = Some(now);
    success(&world.wire(chat, id))
}

pub(super) fn delete(world: &mut World, params: &Params) -> Outcome {
    let (chat, id) = target(params)?;
    let now = world.now;
    let chat = world.reach(chat)?;
    let message = chat.message(id).ok_or_else(|| Failure::bad("message to delete not found"))?;
    let ours = message.is_from_bot() || chat.kind == Kind::Private || chat.lets_delete;
    if !ours || message.content.is_service() || now - message.at > DELETABLE {
        return Err(Failure::bad("message can't be deleted"));
    }
    chat.remove(id);
    success(&true)
}

fn target(params: &Params) -> Result<(ChatId, MessageId), Failure> {
    let message = params.number("message_id")?.filter(|id| *id != 0);
    let message = message.ok_or_else(|| Failure::bad("message identifier is not specified"))?;
    Ok((chat_id(params)?, MessageId(message)))
}
