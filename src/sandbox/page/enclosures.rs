//! What a phone sends at a tap, beside texts and files; and what it sends on.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use serde::Deserialize;

use crate::{
    domain::person::{ChatId, MessageId, PersonId, TopicId},
    sandbox::bot_api::{Attachment, Contact, Content, Letter, Location},
};

use super::shared::PageState;

/// Of the shape of a mobile number.
const NUMBER: &str = "+6281200000000";
/// The middle of Jakarta.
const PLACE: Location = Location { latitude: -6_175_392, longitude: 106_827_153 };

#[derive(Deserialize)]
pub(super) struct Enclosed {
    chat: ChatId,
    person: PersonId,
    topic: Option<TopicId>,
    reply: Option<MessageId>,
    what: Enclosure,
}

/// One tap of the page's menu.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Enclosure {
    Sticker,
    Voice,
    Contact,
    Location,
}

impl From<Enclosure> for Content {
    fn from(what: Enclosure) -> Self {
        match what {
            Enclosure::Sticker => Self::Sticker,
            Enclosure::Voice => Self::Voice(Attachment::default()),
            Enclosure::Contact => {
                Self::Contact(Contact { phone_number: NUMBER.to_owned(), first_name: "Pelanggan".to_owned() })
            }
            Enclosure::Location => Self::Location(PLACE),
        }
    }
}

pub(super) async fn enclose(State(shared): State<Arc<PageState>>, Json(enclosed): Json<Enclosed>) -> StatusCode {
    let Enclosed { chat, person, topic, reply: reply_to, what } = enclosed;
    if !shared.stage.admits(chat, person, topic) {
        return StatusCode::UNPROCESSABLE_ENTITY;
    }
    shared.sandbox.bot_api.send(chat, person, Letter { text: "", content: what.into(), topic, reply_to });
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
pub(super) struct SentOn {
    chat: ChatId,
    person: PersonId,
    topic: Option<TopicId>,
    from: ChatId,
    message: MessageId,
}

/// Whoever sends a message on must be in both chats.
pub(super) async fn forward(State(shared): State<Arc<PageState>>, Json(order): Json<SentOn>) -> StatusCode {
    let SentOn { chat, person, topic, from, message } = order;
    let admitted = shared.stage.admits(chat, person, topic) && shared.stage.admits(from, person, None);
    if !admitted || shared.sandbox.bot_api.forward((chat, topic), person, (from, message)).is_err() {
        return StatusCode::UNPROCESSABLE_ENTITY;
    }
    StatusCode::NO_CONTENT
}
