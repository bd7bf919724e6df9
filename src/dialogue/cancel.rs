//! Batal.

use crate::view::{Html, Reply};

use super::turn_builder::TurnBuilder;
use super::{State, Turn, button_rows};

/// `/batal`: everything stops, the question on the screen and the checks under way.
pub(super) fn everything(mut turn: TurnBuilder<'_>, state: &State) -> Turn {
    let checks = std::mem::take(&mut turn.checks);
    let texts = turn.texts();
    let idle = *state == State::Home && checks.is_empty();
    let words = if idle { texts.cancel_nothing() } else { texts.cancelled() };
    let reply = Reply::with_buttons(Html::new().text(&words), button_rows::home(texts));
    turn.withdraw(checks).screen(reply).wait_for(State::Home)
}

/// The button of a guided screen: that question stops. Checks under way have a button of their own.
pub(super) fn question(turn: TurnBuilder<'_>) -> Turn {
    let texts = turn.texts();
    let reply = Reply::with_buttons(Html::new().text(&texts.cancelled()), button_rows::home(texts));
    turn.screen(reply).wait_for(State::Home)
}
