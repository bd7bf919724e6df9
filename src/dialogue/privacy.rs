//! What is kept of people: telling of it, and erasing it. Also for those who were put out: for them
//! there is no way home from here.

use crate::domain::{access::Action, profile::Profile, retention::Retention, roster::Change};
use crate::view::{Button, Html, Keyboard, Reply};

use super::draft::Draft;
use super::{State, Tap, Turn, keys};

/// `/privasi`: what is kept, how long, who sees it, how to be rid of it.
pub(super) fn tell(draft: Draft<'_>, state: State, retention: Retention) -> Turn {
    let texts = draft.texts();
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
    let buttons = way_home(&draft);
    draft.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// `/hapusdata`: nothing is erased before the person says so by a button.
pub(super) fn ask(draft: Draft<'_>, state: State) -> Turn {
    let texts = draft.texts();
    let html = Html::new().bold(&texts.erase_ask()).line().line().text(&texts.erase_what());
    let html = html.line().line().text(&texts.erase_stays());
    let mut buttons = vec![vec![Button::tap(texts.erase_button(), Tap::Erase)]];
    buttons.extend(draft.context.visitor.may(Action::Check).then(|| keys::cancel(texts)));
    draft.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// The person said so. Checks under way are given up: their answers would be remembered. So is a code
/// that was to let them in: their name stands beside it.
pub(super) fn erase(mut draft: Draft<'_>) -> Turn {
    draft.checks.clear();
    let texts = draft.texts();
    let html = Html::new().text(&texts.erased()).line().line().text(&texts.erase_stays());
    let buttons = way_home(&draft);
    let visitor = draft.context.visitor;
    let codes = visitor.roster.pairings_of(visitor.seat.person).map(|(code, _)| Change::Pairing(code, None));
    let draft = codes.fold(draft, Draft::change);
    draft.erase().screen(Reply::with_buttons(html, buttons)).wait_for(State::Home)
}

fn way_home(draft: &Draft<'_>) -> Keyboard {
    if draft.context.visitor.may(Action::Check) { keys::home(draft.texts()) } else { Keyboard::new() }
}
