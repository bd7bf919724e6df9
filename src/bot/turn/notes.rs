//! What a turn remembers of how it came about.

use crate::dialogue::{Conversation, Effect, Origin, State};
use crate::domain::person::{ChatKind, Seat};
use crate::domain::profile::{Profile, ProfileNote, Wrote};
use crate::ports::{Table, Transaction};

use super::staging::Asked;
use crate::bot::rows::inbox_key;

/// Whether a changed text says what it said before: Telegram tells of a change also when a link got its
/// picture, or a word another look.
pub(super) fn said_before(profile: &Profile, seat: Seat, asked: &Asked) -> bool {
    wrote(seat, asked).is_some_and(|wrote| profile.wrote.contains(&wrote))
}

/// The end of an update that asks for nothing.
pub(super) fn struck_off(asked: &Asked) -> Transaction {
    let mut transaction = Transaction::default();
    if let Some(update) = asked.update {
        transaction.delete(Table::Inbox, inbox_key(update));
    }
    transaction
}

/// Checks that begin in a group know who asked.
pub(super) fn name_checks(next: &mut Conversation, asked: &Asked, seat: Seat) {
    if seat.chat.kind() == ChatKind::Private || asked.origin == Origin::Within {
        return;
    }
    for check in next.checks.iter_mut().filter(|check| check.asker.is_none() && check.quote == asked.quote) {
        check.asker = asked.first_name.as_deref().map(str::to_owned);
    }
}

/// What is to be remembered: that the person opened the private chat; and the text that a check or a question
/// came of, so that a change which changes nothing asks nothing.
pub(super) fn notes(
    profile: &Profile,
    seat: Seat,
    asked: &Asked,
    before: &Conversation,
    next: &Conversation,
) -> Vec<Effect> {
    let opened = seat.chat.kind() == ChatKind::Private && !profile.opened && asked.origin != Origin::Within;
    let asks = next.state != State::Home
        || next.checks.iter().any(|check| !before.checks.iter().any(|known| known.is_same(check)));
    let wrote = wrote(seat, asked).filter(|_| asks).map(ProfileNote::Wrote);
    let notes = opened.then_some(ProfileNote::Opened).into_iter().chain(wrote);
    notes.map(Effect::Remember).collect()
}

fn wrote(seat: Seat, asked: &Asked) -> Option<Wrote> {
    match asked.origin {
        Origin::Message(message) => Some(Wrote { chat: seat.chat, message, text: asked.text? }),
        Origin::Left(_) | Origin::Press { .. } | Origin::Within => None,
    }
}
