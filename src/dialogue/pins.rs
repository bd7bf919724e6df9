//! PINs: agents' old habit. None is needed here, none is kept.

use crate::domain::{person::ChatKind, profile::ProfileNote};
use crate::view::{Html, Reply};

use super::Place;
use super::draft::Draft;

/// A message held a PIN: it leaves the chat where a bot can do that, and the person is told
/// once why.
pub(super) fn dropped(draft: Draft<'_>) -> Draft<'_> {
    let texts = draft.texts();
    let (draft, words) = match draft.context.chat {
        ChatKind::Private => (draft.delete_asked(), texts.pin_private()),
        ChatKind::Group => (draft, texts.pin_group()),
    };
    if draft.context.profile.told_about_pins {
        return draft;
    }
    draft.show(Place::New, Reply::text(Html::new().text(&words))).remember(ProfileNote::ToldAboutPins)
}
