//! What the viewer does in the place of a person.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};

use crate::{
    domain::person::{ChatId, MessageId, PersonId, TopicId},
    sandbox::bot_api::{Author, Content, Letter, Pressed},
};

use super::shared::PageState;

/// The most characters of a message.
const LONGEST: usize = 4096;

#[derive(Deserialize)]
pub(super) struct Said {
    chat: ChatId,
    person: PersonId,
    topic: Option<TopicId>,
    reply: Option<MessageId>,
    text: String,
}

pub(super) async fn say(State(shared): State<Arc<PageState>>, Json(said): Json<Said>) -> StatusCode {
    let Said { chat, person, topic, reply: reply_to, text } = said;
    let Some(text) = fit(&text).filter(|_| shared.stage.admits(chat, person, topic)) else {
        return StatusCode::UNPROCESSABLE_ENTITY;
    };
    shared.sandbox.bot_api.send(chat, person, Letter { text, content: Content::Text, topic, reply_to });
    StatusCode::NO_CONTENT
}

/// A text as Telegram takes it: without space around it, not empty, not too long.
fn fit(text: &str) -> Option<&str> {
    let text = text.trim();
    (1..=LONGEST).contains(&text.chars().count()).then_some(text)
}

#[derive(Deserialize)]
pub(super) struct Edited {
    chat: ChatId,
    person: PersonId,
    message: MessageId,
    text: String,
}

/// Only the author may change a message.
pub(super) async fn edit(State(shared): State<Arc<PageState>>, Json(edited): Json<Edited>) -> StatusCode {
    let Edited { chat, person, message, text } = edited;
    let telegram = &shared.sandbox.bot_api;
    let known = telegram.message(chat, message).filter(|known| known.author == Author::Person(person));
    let (Some(known), Some(text)) = (known, fit(&text)) else {
        return StatusCode::UNPROCESSABLE_ENTITY;
    };
    if known.text != text && telegram.edit(chat, message, text).is_err() {
        return StatusCode::UNPROCESSABLE_ENTITY;
    }
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
pub(super) struct PressOrder {
    chat: ChatId,
    person: PersonId,
    message: MessageId,
    row: usize,
    column: usize,
}

/// What the press did on the phone.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Did {
    /// The bot is asked; its answer bears this number.
    Asked(String),
    /// To be copied.
    Copied(String),
    /// To be opened.
    Opened(String),
}

pub(super) async fn press(
    State(shared): State<Arc<PageState>>,
    Json(press): Json<PressOrder>,
) -> Result<Json<Did>, StatusCode> {
    let PressOrder { chat, person, message, row, column } = press;
    if !shared.stage.admits(chat, person, None) {
        return Err(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let pressed = shared.sandbox.bot_api.press(chat, person, message, (row, column));
    match pressed.map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)? {
        Pressed::Query(query) => Ok(Json(Did::Asked(query.to_string()))),
        Pressed::Copied(text) => Ok(Json(Did::Copied(text))),
        Pressed::Opened(address) => Ok(Json(Did::Opened(address))),
    }
}

#[derive(Deserialize)]
pub(super) struct Spoken {
    language: Language,
}

/// What the page speaks.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Language {
    Id,
    En,
}

/// The people's apps speak what the page speaks.
pub(super) async fn language(State(shared): State<Arc<PageState>>, Json(spoken): Json<Spoken>) -> StatusCode {
    let code = match spoken.language {
        Language::Id => "id",
        Language::En => "en",
    };
    shared.stage.speak(&shared.sandbox.bot_api, code);
    StatusCode::NO_CONTENT
}
