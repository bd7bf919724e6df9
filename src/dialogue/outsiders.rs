//! Those who cannot be served, and buttons that belong to somebody else.

use crate::domain::access::Action;
use crate::domain::person::ChatKind;
use crate::domain::roster::{Change, Pairing, Roster};
use crate::ports::Cause;
use crate::view::{Html, Reply, texts::Text};

use super::draft::Draft;
use super::{Conversation, Place, Refusal, State, Turn};

/// A short word, and nothing of what the bot can do.
pub(super) fn refused(draft: Draft<'_>, state: State, refusal: Refusal) -> Turn {
    let texts = draft.texts();
    let words = match refusal {
        Refusal::Stranger => return stranger(draft),
        Refusal::TooOften => return draft.alert(texts.erased_too_often()).wait_for(state),
        Refusal::Nameless => return draft.alert(texts.nameless()).wait_for(state),
        Refusal::Closed => texts.closed_group(),
        Refusal::Unowned => texts.unowned(),
        Refusal::WrongCode => texts.wrong_code(),
    };
    nothing_left(draft.alert(words))
}

/// A stranger is told so, and given a code to show to somebody who may let them in: the same again while it is good.
/// Should there be too many, the oldest of all goes, so that no crowd shuts the door; the owners hear of it.
fn stranger(draft: Draft<'_>) -> Turn {
    let (context, visitor) = (draft.context, draft.context.visitor);
    let (person, now) = (visitor.seat.person, context.now);
    let words = no_entry(&draft);
    if visitor.roster.waits(person).is_some() {
        return nothing_left(draft.alert(words));
    }
    let Some(draw) = visitor.draw.filter(|_| context.chat == ChatKind::Private && !draft.was_pressed()) else {
        return nothing_left(draft.alert(words));
    };
    if let Some(code) = visitor.roster.code_of(person, now) {
        return nothing_left(show_code(draft, &words, code));
    }
    let surplus = visitor.roster.surplus_pairing(person, now);
    let draft = if surplus.is_some() { draft.alarm(Cause::StrangersCrowd) } else { draft };
    let code = draw.secret.clone();
    let pairing = Pairing { person, name: visitor.name.to_owned(), until: now + Roster::PAIRING_LASTS, code };
    let former = visitor.roster.pairings_of(person).map(|(digest, _)| digest);
    let gone = former.chain(surplus).map(|digest| Change::Pairing(digest, None));
    let draft = visitor.roster.expired(now).into_iter().chain(gone).fold(draft, Draft::change);
    let draft = draft.change(Change::Pairing(draw.digest, Some(pairing)));
    nothing_left(show_code(draft, &words, &draw.secret))
}

fn show_code<'d>(draft: Draft<'d>, words: &Text, code: &str) -> Draft<'d> {
    let html = Html::new().text(words).line().line().text(&draft.texts().stranger_code()).line().code(code);
    draft.show(Place::New, Reply::text(html))
}

/// A right is missing. Who may not even check has no conversation, and what was under way in it
/// is for nobody's eyes any more; others are told whose business it is.
pub(super) fn forbidden(draft: Draft<'_>, state: State, missing: Action) -> Turn {
    let texts = draft.texts();
    if !draft.context.visitor.may(Action::Check) {
        let words = no_entry(&draft);
        let draft = if draft.was_pressed() { draft.alert(words) } else { draft };
        return nothing_left(draft);
    }
    let words = match (missing, draft.context.chat) {
        (Action::Groups, ChatKind::Private) => texts.office_in_groups(),
        (Action::Groups, ChatKind::Group) | (_, ChatKind::Private) => texts.office_only(),
        (_, ChatKind::Group) => texts.office_in_private(),
    };
    draft.alert(words).wait_for(state)
}

/// Why somebody is not let in: they never were, or wait for an owner's word.
fn no_entry(draft: &Draft<'_>) -> Text {
    let (texts, visitor) = (draft.texts(), draft.context.visitor);
    visitor.roster.waits(visitor.seat.person).map_or_else(|| texts.stranger(), |made| texts.waiting(made))
}

fn nothing_left(draft: Draft<'_>) -> Turn {
    Turn { next: Conversation::default(), ..draft.wait_for(State::Home) }
}

/// Somebody else's button.
pub(super) fn foreign_tap(draft: Draft<'_>, state: State) -> Turn {
    let words = draft.texts().foreign_button();
    draft.alert(words).wait_for(state)
}
