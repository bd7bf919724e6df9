//! What buttons and links stand for.

use crate::dialogue::{Command, Event};
use crate::domain::person::{ChatKind, Seat};
use crate::telegram::decode::Press;
use crate::telegram::desk::Desk;
use crate::telegram::render::{Pressed, read_data};
use crate::telegram::token::{Token, link_digest};

use super::Heard;
use super::kept::{Kept, kept};

/// What a link brings along. Apps and other people's links bring things of their own
/// (`/start true`): then it is a start like any other.
pub(super) fn opened(payload: &str, seat: Seat, desk: &Desk) -> Event {
    match link_digest(payload) {
        Some(invite) if seat.chat.kind() == ChatKind::Private => return Event::Invited(invite),
        Some(_) => return Event::StaleTap,
        None => {}
    }
    match Token::parse(payload).map(|token| kept(&token, seat.person, desk)) {
        Some(Kept::Mine(tap)) => Event::Opened(tap),
        Some(Kept::Foreign) => Event::ForeignTap,
        Some(Kept::Gone) => Event::StaleTap,
        None => Event::Command(Command::Start),
    }
}

/// What a press stands for, whoever pressed.
pub(super) fn meant(press: &Press, desk: &Desk) -> Heard {
    let Some(seat) = press.seat else {
        return Heard::Nothing;
    };
    let data = press.data.as_deref().unwrap_or_default();
    Heard::Event(match read_data(data, seat.chat.kind(), seat.person) {
        Pressed::Plain(tap) => Event::Tapped(tap),
        Pressed::Foreign => Event::ForeignTap,
        Pressed::Unreadable => Event::StaleTap,
        Pressed::Kept(token) => match kept(&token, seat.person, desk) {
            Kept::Mine(tap) => Event::Tapped(tap),
            Kept::Foreign => Event::ForeignTap,
            Kept::Gone => Event::StaleTap,
        },
    })
}
