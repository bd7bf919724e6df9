//! What a turn remembers of how it came about.

use crate::dialogue::{Check, Conversation, Effect, Origin, State};
use crate::domain::person::{ChatKind, Seat};
use crate::domain::profile::{Profile, ProfileNote, Wrote};
use crate::ports::{Table, Transaction};

use super::trigger::Trigger;
use crate::bot::rows::inbox_key;

/// Whether a changed text says what it said before: Telegram tells of a change also when a link got its
/// picture, or a word another look.
pub(super) fn said_before(profile: &Profile, seat: Seat, trigger: &Trigger) -> bool {
    wrote(seat, trigger).is_some_and(|wrote| profile.wrote.contains(&wrote))
}

/// The end of an update that asks for nothing.
pub(super) fn struck_off(trigger: &Trigger) -> Transaction {
    let mut transaction = Transaction::default();
    if let Some(update) = trigger.update {
        transaction.delete(Table::Inbox, inbox_key(update));
    }
    transaction
}

/// Checks that begin in a group know who asked.
pub(super) fn name_checks(next: &mut Conversation, trigger: &Trigger, seat: Seat) {
    if seat.chat.kind() == ChatKind::Private || trigger.origin == Origin::Within {
        return;
    }
    let asked = trigger.origin.question();
    let is_asked =
        |check: &&mut Check| check.asker.is_none() && check.quote.as_ref().map(|replied| replied.message) == asked;
    for check in next.checks.iter_mut().filter(is_asked) {
        check.asker = trigger.first_name.as_deref().map(str::to_owned);
        check.quote.clone_from(&trigger.quote);
    }
}

/// What is to be remembered: that the person opened the private chat; and the text that a check or a question
/// came of, so that a change which changes nothing asks nothing.
pub(super) fn notes(
    profile: &Profile,
    seat: Seat,
    trigger: &Trigger,
    before: &Conversation,
    next: &Conversation,
) -> Vec<Effect> {
    let opened = seat.chat.kind() == ChatKind::Private && !profile.opened && trigger.origin != Origin::Within;
    let asks = next.state != State::Home
        || next.checks.iter().any(|check| !before.checks.iter().any(|known| known.is_same(check)));
    let wrote = wrote(seat, trigger).filter(|_| asks).map(ProfileNote::Wrote);
    let notes = opened.then_some(ProfileNote::Opened).into_iter().chain(wrote);
    notes.map(Effect::Remember).collect()
}

fn wrote(seat: Seat, trigger: &Trigger) -> Option<Wrote> {
    match trigger.origin {
        Origin::Message(message) => Some(Wrote { chat: seat.chat, message, text: trigger.text? }),
        Origin::BeforeMigration(_) | Origin::Press { .. } | Origin::Within => None,
    }
}
