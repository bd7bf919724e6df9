//! What is said past the outbox: the answer to a press, a word while nothing can be stored.

use std::sync::Arc;
use std::time::Duration;

use crate::dialogue::Toast;
use crate::domain::person::Seat;
use crate::view::Html;
use crate::view::texts::Texts;

use crate::bot::services::Services;
use crate::bot::turn::trigger::Trigger;
use crate::telegram::api::{Api, ApiError};
use crate::telegram::request::{ApiCall, Destination, TextMessage, answer_callback_query, send_message};

/// Between attempts to answer a press. Telegram takes the answer within a quarter of a minute.
const PRESS_PAUSES: [Duration; 4] =
    [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4), Duration::from_secs(8)];

/// Answers the press, when there was one: at once, before anything is stored, past every queue.
/// A second answer is refused by Telegram and does no harm.
pub(crate) fn acknowledge(services: &Services, trigger: &Trigger, toast: Option<Toast>) {
    let Some(press) = trigger.press.as_ref() else {
        return;
    };
    let (text, show_alert) = toast.map_or((String::new(), false), |toast| (toast.text, toast.alert));
    let answer = answer_callback_query(&press.query, &text, show_alert);
    services.tasks.spawn(answer_press(services.api.clone(), answer));
}

/// Tries again when the line fails: for a press on another's button the answer is all there is.
async fn answer_press(api: Api, (method, body): ApiCall) {
    for again in PRESS_PAUSES {
        let wait = match api.aside(method, body.clone()).await {
            Ok(_) | Err(ApiError::AlreadyDone) => return,
            Err(ApiError::RetryAfter(time)) => time,
            Err(ApiError::Unreachable(_)) => again,
            Err(error) => return log::debug!(error:%; "a press was not acknowledged"),
        };
        tokio::time::sleep(wait).await;
    }
    log::debug!("a press was not acknowledged in time");
}

/// A word to the person while the store fails: sent once, past the outbox that cannot be written.
pub(crate) async fn apologise(services: &Arc<Services>, seat: Seat, trace: &str) {
    let words = Html::new().text(&Texts::of(services.language(seat.person).await).store_trouble(trace));
    let to = Destination { chat: services.migrations.whereabouts(seat.chat), topic: seat.topic, reply_to: None };
    let (method, body) = send_message(to, TextMessage { html: words.as_str(), markup: None });
    let api = services.api.clone();
    services.tasks.spawn(async move { api.aside(method, body).await });
}
