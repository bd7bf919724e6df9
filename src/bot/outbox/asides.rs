//! What is said past the outbox: the answer to a press, a word while nothing can be stored.

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use crate::dialogue::Toast;
use crate::domain::person::{ChatId, Seat};
use crate::view::Html;
use crate::view::texts::Texts;

use crate::bot::request::{NO_PREVIEW, Preview};
use crate::bot::services::Services;
use crate::bot::turn::trigger::Trigger;
use crate::telegram::api::{Api, ApiError, Method};

/// Between attempts to answer a press. Telegram takes the answer within a quarter of a minute.
const PRESS_PAUSES: [Duration; 4] =
    [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4), Duration::from_secs(8)];

#[derive(Serialize)]
struct Acknowledgement<'a> {
    callback_query_id: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    show_alert: bool,
}

/// Answers the press, when there was one: at once, before anything is stored, past every queue.
/// A second answer is refused by Telegram and does no harm.
pub fn acknowledge(services: &Services, trigger: &Trigger, toast: Option<Toast>) {
    let Some(press) = trigger.press.as_ref() else {
        return;
    };
    let (text, show_alert) = toast.map_or((String::new(), false), |toast| (toast.text, toast.alert));
    let answer = Acknowledgement { callback_query_id: &press.query, text: &text, show_alert };
    if let Ok(body) = serde_json::to_vec(&answer) {
        tokio::spawn(answer_press(services.api.clone(), body));
    }
}

/// Tries again when the line fails: for a press on another's button the answer is all there is.
async fn answer_press(api: Api, body: Vec<u8>) {
    for again in PRESS_PAUSES {
        let wait = match api.aside(Method::AnswerCallbackQuery, body.clone()).await {
            Ok(_) | Err(ApiError::AlreadyDone) => return,
            Err(ApiError::RetryAfter(time)) => time,
            Err(ApiError::Unreachable(_)) => again,
            Err(error) => return log::debug!(error:%; "a press was not acknowledged"),
        };
        tokio::time::sleep(wait).await;
    }
    log::debug!("a press was not acknowledged in time");
}

#[derive(Serialize)]
struct Apology<'a> {
    chat_id: ChatId,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_thread_id: Option<i32>,
    text: &'a str,
    parse_mode: &'static str,
    link_preview_options: Preview,
}

/// A word to the person while the store fails: sent once, past the outbox that cannot be written.
pub fn apologise(services: &Arc<Services>, seat: Seat, trigger: &Trigger, trace: &str) {
    if trigger.update.is_none() {
        return;
    }
    let words = Html::new().text(&Texts::of(services.language(seat.person)).store_trouble(trace));
    let apology = Apology {
        chat_id: services.whereabouts(seat.chat),
        message_thread_id: seat.topic.map(|topic| topic.0),
        text: words.as_str(),
        parse_mode: "HTML",
        link_preview_options: NO_PREVIEW,
    };
    if let Ok(body) = serde_json::to_vec(&apology) {
        let api = services.api.clone();
        tokio::spawn(async move { api.aside(Method::SendMessage, body).await });
    }
}
