//! Strangers' codes: somebody of the house types one, sees whose it is, and lets them in or not.

use crate::domain::access::{Action, Role};
use crate::domain::roster::{Change, Digest, Member, Pairing};
use crate::view::{Button, Html, Reply, texts::Text};

use super::super::draft::Draft;
use super::super::{News, Office, State, Tap, Turn, keys};
use super::{name_of, not_yours, roles, shown, tell_owners};

/// A code was typed.
pub(in crate::dialogue) fn typed(draft: Draft<'_>, state: State, code: Option<Digest>) -> Turn {
    let texts = draft.texts();
    let Some(code) = code else {
        return draft.word(texts.pairing_ask()).wait_for(state);
    };
    let mark = code.mark();
    let known = draft.context.visitor.roster.pairing(mark, draft.context.now);
    let Some((_, pairing)) = known.filter(|(digest, _)| *digest == code) else {
        return draft.word(texts.pairing_unknown()).wait_for(state);
    };
    let name = shown(&draft.context, &pairing.name, pairing.person);
    let mut html = Html::new().text(&texts.pairing_who(&name)).line().code(&pairing.person.0.to_string());
    if let Some(time) = draft.context.visitor.roster.put_out(pairing.person) {
        html = html.line().text(&texts.put_out_before(time));
    }
    let mut buttons: Vec<_> = roles(&draft, |role| Office::Admit(mark, role)).collect();
    buttons.push(vec![Button::tap(texts.decline_button(), Tap::Office(Office::Decline(mark)))]);
    draft.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// The stranger is let in; their codes are spent.
pub(super) fn admit(draft: Draft<'_>, state: State, mark: u64, role: Role) -> Turn {
    let visitor = draft.context.visitor;
    if !visitor.may(Action::Grant(role)) {
        return not_yours(draft, state);
    }
    let Some((_, pairing)) = visitor.roster.pairing(mark, draft.context.now) else {
        return unknown(draft, state);
    };
    // Somebody may have become more by another way meanwhile; a code never makes them less.
    if visitor.roster.role(pairing.person).is_some() {
        let draft = spend(draft, pairing);
        return unknown(draft, state);
    }
    let name = shown(&draft.context, &pairing.name, pairing.person);
    let member = Member {
        role: Some(role),
        name: pairing.name.clone(),
        since: draft.context.now,
        by: Some(visitor.seat.person),
    };
    let words = draft.texts().member_changed(&name, role);
    let put_out = visitor.roster.put_out(pairing.person);
    let news = News::Admitted { name, role, by: name_of(&draft.context, visitor.seat.person), put_out };
    let draft = spend(draft.change(Change::Member(pairing.person, member)), pairing);
    end(tell_owners(draft.tell(pairing.person, News::Welcome(role)), None, &news), state, &words)
}

/// The stranger is turned away, and not told.
pub(super) fn decline(draft: Draft<'_>, state: State, mark: u64) -> Turn {
    let Some((_, pairing)) = draft.context.visitor.roster.pairing(mark, draft.context.now) else {
        return unknown(draft, state);
    };
    let words = draft.texts().pairing_declined();
    end(spend(draft, pairing), state, &words)
}

fn spend<'d>(mut draft: Draft<'d>, pairing: &Pairing) -> Draft<'d> {
    for (digest, _) in draft.context.visitor.roster.pairings_of(pairing.person) {
        draft = draft.change(Change::Pairing(digest, None));
    }
    draft
}

fn unknown(draft: Draft<'_>, state: State) -> Turn {
    let words = draft.texts().pairing_unknown();
    end(draft, state, &words)
}

fn end(draft: Draft<'_>, state: State, words: &Text) -> Turn {
    let buttons = keys::home(draft.texts());
    draft.screen(Reply::with_buttons(Html::new().text(words), buttons)).wait_for(state)
}
