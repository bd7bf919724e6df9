//! What is kept of people: telling of it, and erasing it.

use crate::domain::{profile::Profile, retention::Retention};
use crate::view::{Button, Html, Reply};

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
    draft.screen(Reply::with_buttons(html, keys::home(texts))).wait_for(state)
}

/// `/hapusdata`: nothing is erased before the person says so by a button.
pub(super) fn ask(draft: Draft<'_>, state: State) -> Turn {
    let texts = draft.texts();
    let html = Html::new().bold(&texts.erase_ask()).line().line().text(&texts.erase_what());
    let html = html.line().line().text(&texts.erase_stays());
    let buttons = vec![vec![Button::tap(texts.erase_button(), Tap::Erase)], keys::cancel(texts)];
    draft.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// The person said so. Checks under way are given up: their answers would be remembered.
pub(super) fn erase(mut draft: Draft<'_>) -> Turn {
    draft.checks.clear();
    let texts = draft.texts();
    let html = Html::new().text(&texts.erased()).line().line().text(&texts.erase_stays());
    draft.erase().screen(Reply::with_buttons(html, keys::home(texts))).wait_for(State::Home)
}
