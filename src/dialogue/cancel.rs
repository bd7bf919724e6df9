//! Batal.

use crate::view::{Html, Reply};

use super::draft::Draft;
use super::{State, Turn, keys};

/// `/batal`: everything stops, the question on the screen and the checks under way.
pub(super) fn everything(mut draft: Draft<'_>, state: &State) -> Turn {
    let checks = std::mem::take(&mut draft.checks);
    let texts = draft.texts();
    let idle = *state == State::Home && checks.is_empty();
    let words = if idle { texts.cancel_nothing() } else { texts.cancelled() };
    let reply = Reply::with_buttons(Html::new().text(&words), keys::home(texts));
    draft.withdraw(checks).screen(reply).wait_for(State::Home)
}

/// The button of a guided screen: that question stops. Checks under way have a button of their own.
pub(super) fn question(draft: Draft<'_>) -> Turn {
    let texts = draft.texts();
    let reply = Reply::with_buttons(Html::new().text(&texts.cancelled()), keys::home(texts));
    draft.screen(reply).wait_for(State::Home)
}
