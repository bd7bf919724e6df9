//! PINs: agents' old habit. None is needed here, none is kept.

use crate::domain::{person::ChatKind, profile::ProfileNote};
use crate::view::{Html, Reply};

use super::Place;
use super::turn_builder::TurnBuilder;

/// A message held a PIN: it leaves the chat, and the person is told why: in full once, later in a few words, since a
/// message that vanishes puzzles. In a group others may have read it, and it stays where the bot may not delete: there
/// they are told each time, in words that are true either way.
pub(super) fn dropped(turn: TurnBuilder<'_>) -> TurnBuilder<'_> {
    let texts = turn.texts();
    match turn.context.chat {
        ChatKind::Group => {
            // Said before it goes: an answer to a message that is gone has to name whom it is for.
            turn.show(Place::New, Reply::text(Html::new().text(&texts.pin_group()))).delete_question()
        }
        ChatKind::Private if turn.context.profile.told_about_pins => {
            turn.delete_question().show(Place::New, Reply::text(Html::new().text(&texts.pin_again())))
        }
        ChatKind::Private => {
            let told = Reply::text(Html::new().text(&texts.pin_private()));
            turn.delete_question().show(Place::New, told).remember(ProfileNote::ToldAboutPins)
        }
    }
}
