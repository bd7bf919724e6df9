//! What is kept of people: telling of it, and erasing it. Also for those who were put out: for them
//! there is no way home from here.

use crate::domain::{access::Action, profile::Profile, retention::Retention, roster::Change};
use crate::view::{Button, Html, Keyboard, Reply, Tap};

use super::turn_builder::TurnBuilder;
use super::{State, Turn, button_rows};

/// `/privasi`: what is kept, how long, who sees it, how to be rid of it.
pub(super) fn tell(turn: TurnBuilder<'_>, state: State, retention: Retention) -> Turn {
    let texts = turn.texts();
    let mut html = Html::new().bold(&texts.privacy_title());
    let paragraphs = [
        texts.privacy_kept(Profile::RECENT, retention.days),
        texts.privacy_seen(),
        texts.privacy_audit(retention.audit_days),
        texts.privacy_telegram(),
        texts.privacy_erase(),
    ];
    for paragraph in paragraphs {
        html = html.line().line().text(&paragraph);
    }
    let buttons = way_home(&turn);
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// `/hapusdata`: nothing is erased before the person says so by a button.
pub(super) fn ask(turn: TurnBuilder<'_>, state: State) -> Turn {
    let texts = turn.texts();
    let html = Html::new().bold(&texts.erase_ask()).line().line().text(&texts.erase_what());
    let html = html.line().line().text(&texts.erase_stays());
    let mut buttons = vec![vec![Button::tap(texts.erase_button(), Tap::Erase)]];
    buttons.extend(turn.context.visitor.may(Action::Check).then(|| button_rows::cancel(texts)));
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// The person said so. Checks under way are given up: their answers would be remembered. So is a code
/// that was to let them in: their name stands beside it.
pub(super) fn erase(mut turn: TurnBuilder<'_>) -> Turn {
    turn.checks.clear();
    let texts = turn.texts();
    let html = Html::new().text(&texts.erased()).line().line().text(&texts.erase_stays());
    let buttons = way_home(&turn);
    let visitor = turn.context.visitor;
    let codes = visitor.roster.pairings_of(visitor.seat.person).map(|(code, _)| Change::Pairing(code, None));
    let turn = codes.fold(turn, TurnBuilder::change);
    turn.erase().screen(Reply::with_buttons(html, buttons)).wait_for(State::Home)
}

fn way_home(turn: &TurnBuilder<'_>) -> Keyboard {
    if turn.context.visitor.may(Action::Check) { button_rows::home(turn.texts()) } else { Keyboard::new() }
}
