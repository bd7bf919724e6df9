//! Where a press was made whose message Telegram shows no more.

use std::sync::Arc;

use crate::bot::rows::Ticket;
use crate::bot::services::Services;
use crate::domain::person::{ChatKind, Seat, TopicId};
use crate::ports::StoreError;
use crate::telegram::decode::{Incoming, Press, UpdateKind};
use crate::telegram::render::{CallbackMeaning, read_data, topic_in};

/// The update in its place: of an old message Telegram says the chat and no more, so a group's buttons
/// carry their topic, and those that stand for more have it kept.
///
/// # Errors
/// [`StoreError`] when it cannot be told what a button stands for.
pub async fn placed(mut update: Incoming, services: &Services) -> Result<Incoming, StoreError> {
    if let UpdateKind::Press(press) = &mut update.kind
        && let Some(seat) = press.seat.filter(|seat| press.inaccessible && seat.chat.kind() == ChatKind::Group)
    {
        let topic = topic_of(press, seat, services).await?;
        Arc::make_mut(press).seat = Some(Seat { topic, ..seat });
    }
    Ok(update)
}

async fn topic_of(press: &Press, seat: Seat, services: &Services) -> Result<Option<TopicId>, StoreError> {
    let Some(data) = press.data.as_deref() else { return Ok(None) };
    Ok(match read_data(data, ChatKind::Group, seat.person) {
        CallbackMeaning::Kept(token) => services.read::<Ticket>(&token.key()).await?.and_then(|ticket| ticket.topic),
        CallbackMeaning::Plain(_) | CallbackMeaning::Foreign | CallbackMeaning::Unreadable => topic_in(data),
    })
}
