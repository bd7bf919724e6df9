//! Those who cannot be served, and buttons that belong to somebody else.

use super::draft::Draft;
use super::{Refusal, State, Turn};

/// A short word, and nothing of what the bot can do.
pub(super) fn refused(draft: Draft<'_>, state: State, refusal: Refusal) -> Turn {
    let texts = draft.texts();
    let words = match refusal {
        Refusal::Stranger => texts.stranger(),
        Refusal::Nameless => texts.nameless(),
    };
    draft.alert(words).wait_for(state)
}

/// Somebody else's button.
pub(super) fn foreign_tap(draft: Draft<'_>, state: State) -> Turn {
    let words = draft.texts().foreign_button();
    draft.alert(words).wait_for(state)
}
