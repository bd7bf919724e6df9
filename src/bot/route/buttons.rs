//! What buttons and links stand for.

use crate::bot::roster::secrets::link_digest;
use crate::bot::services::Services;
use crate::dialogue::{Command, Event};
use crate::domain::person::{ChatKind, Seat};
use crate::telegram::decode::Press;
use crate::telegram::render::{CallbackMeaning, read_data};
use crate::telegram::token::ButtonToken;
use crate::view::Tap;

use super::heard::Heard;
use super::ticket::{KeptTap, kept};

/// What a link brings along. Apps and other people's links bring things of their own
/// (`/start true`): then it is a start like any other.
pub(super) async fn opened(payload: &str, seat: Seat, services: &Services) -> Heard {
    match link_digest(payload) {
        Some(invite) if seat.chat.kind() == ChatKind::Private => return Heard::Event(Event::Invited(invite)),
        Some(_) => return Heard::Event(Event::StaleTap),
        None => {}
    }
    let start = Heard::Event(Event::Command(Command::Start));
    match ButtonToken::parse(payload) {
        Some(token) => stands_for(&token, seat, services, Event::Opened).await,
        None => start,
    }
}

/// What a token stands for, as an event of the one whose it is.
async fn stands_for(token: &ButtonToken, seat: Seat, services: &Services, event: fn(Tap) -> Event) -> Heard {
    Heard::Event(match kept(token, seat.person, services).await {
        KeptTap::Mine(tap) => event(tap),
        KeptTap::Foreign => Event::ForeignTap,
        KeptTap::Gone => Event::StaleTap,
        KeptTap::Unread(error) => return Heard::Unread(error),
    })
}

/// What a press stands for, whoever pressed.
pub(super) async fn meant(press: &Press, services: &Services) -> Heard {
    let Some(seat) = press.seat else {
        return Heard::Nothing;
    };
    let data = press.data.as_deref().unwrap_or_default();
    Heard::Event(match read_data(data, seat.chat.kind(), seat.person) {
        CallbackMeaning::Plain(tap) => Event::Tapped(tap),
        CallbackMeaning::Foreign => Event::ForeignTap,
        CallbackMeaning::Unreadable => Event::StaleTap,
        CallbackMeaning::Kept(token) => return stands_for(&token, seat, services, Event::Tapped).await,
    })
}
