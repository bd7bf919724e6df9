//! Files of messages: sent by the viewer, and shown or downloaded.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, Path, Query, State},
    http::{
        HeaderName, StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
};
use serde::Deserialize;

use crate::{
    domain::person::{ChatId, MessageId, PersonId, TopicId},
    sandbox::bot_api::{Attachment, Content, Letter, Picture},
};

use super::shared::PageState;

/// The largest file a bot could fetch; the page takes none that is larger.
const LARGEST: usize = 20 << 20;
/// The most characters of a caption.
const LONGEST_CAPTION: usize = 1024;

pub(super) fn largest() -> DefaultBodyLimit {
    DefaultBodyLimit::max(LARGEST)
}

#[derive(Deserialize)]
pub(super) struct Sent {
    chat: ChatId,
    person: PersonId,
    topic: Option<TopicId>,
    reply: Option<MessageId>,
    caption: String,
    name: String,
}

/// A picture becomes a photo, everything else a document.
pub(super) async fn upload(State(shared): State<Arc<PageState>>, Query(sent): Query<Sent>, bytes: Bytes) -> StatusCode {
    let Sent { chat, person, topic, reply: reply_to, caption, name } = sent;
    let text = caption.trim();
    let fits = !bytes.is_empty() && text.chars().count() <= LONGEST_CAPTION;
    if !fits || !shared.stage.admits(chat, person, topic) {
        return StatusCode::UNPROCESSABLE_ENTITY;
    }
    let kind = if Picture::read(&bytes).is_some() { Content::Photo } else { Content::Document };
    let content = kind(Attachment { name, bytes });
    shared.sandbox.bot_api.send(chat, person, Letter { text, content, topic, reply_to });
    StatusCode::NO_CONTENT
}

/// A photo comes as the picture it is; a document only ever as something to keep, so that none of
/// it runs on this page.
pub(super) async fn download(
    State(shared): State<Arc<PageState>>,
    Path((chat, message)): Path<(i64, i32)>,
) -> Result<([(HeaderName, &'static str); 2], Bytes), StatusCode> {
    let message = shared.sandbox.bot_api.message(ChatId(chat), MessageId(message)).ok_or(StatusCode::NOT_FOUND)?;
    let held = message.attachment().ok_or(StatusCode::NOT_FOUND)?;
    let picture = Picture::read(&held.bytes).filter(|_| matches!(message.content, Content::Photo(_)));
    let headers = match picture {
        Some(picture) => [(CONTENT_TYPE, picture.media_type), (CONTENT_DISPOSITION, "inline")],
        None => [(CONTENT_TYPE, "application/octet-stream"), (CONTENT_DISPOSITION, "attachment")],
    };
    Ok((headers, held.bytes.clone()))
}
