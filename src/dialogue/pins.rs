//! PINs: agents' old habit. None is needed here, none is kept.

use crate::domain::{person::ChatKind, profile::ProfileNote};
use crate::view::{Html, Reply};

use super::Place;
use super::draft::Draft;

/// A message held a PIN: it leaves the chat where a bot can do that, and the person is told why, once. In a group it
/// stays, so there they are told each time.
pub(super) fn dropped(draft: Draft<'_>) -> Draft<'_> {
    let texts = draft.texts();
    match draft.context.chat {
        ChatKind::Group => draft.show(Place::New, Reply::text(Html::new().text(&texts.pin_group()))),
        ChatKind::Private if draft.context.profile.told_about_pins => draft.delete_asked(),
        ChatKind::Private => {
            let told = Reply::text(Html::new().text(&texts.pin_private()));
            draft.delete_asked().show(Place::New, told).remember(ProfileNote::ToldAboutPins)
        }
    }
}
