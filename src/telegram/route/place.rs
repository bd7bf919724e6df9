//! Where a press was made whose message Telegram shows no more.

use std::sync::Arc;

use crate::domain::person::{ChatKind, Seat, TopicId};
use crate::ports::Table;
use crate::telegram::decode::{Incoming, Kind, Press};
use crate::telegram::desk::Desk;
use crate::telegram::render::{Pressed, read_data, topic_in};
use crate::telegram::rows::Ticket;

/// The update in its place: of an old message Telegram says the chat and no more, so a group's buttons
/// carry their topic, and those that stand for more have it kept.
#[must_use]
pub fn placed(mut update: Incoming, desk: &Desk) -> Incoming {
    if let Kind::Press(press) = &mut update.kind
        && let Some(seat) = press.seat.filter(|seat| press.inaccessible && seat.chat.kind() == ChatKind::Group)
    {
        let topic = topic_of(press, seat, desk);
        Arc::make_mut(press).seat = Some(Seat { topic, ..seat });
    }
    update
}

fn topic_of(press: &Press, seat: Seat, desk: &Desk) -> Option<TopicId> {
    let data = press.data.as_deref()?;
    match read_data(data, ChatKind::Group, seat.person) {
        Pressed::Kept(token) => desk.read::<Ticket>(Table::Ticket, &token.key())?.topic,
        Pressed::Plain(_) | Pressed::Foreign | Pressed::Unreadable => topic_in(data),
    }
}
