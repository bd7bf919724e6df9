//! Strangers' codes: somebody of the house types one, sees whose it is, and lets them in or not.

use crate::domain::access::{Action, Role};
use crate::domain::roster::{Change, Digest, Member, Pairing};
use crate::view::{Button, Html, Office, Reply, Tap, texts::Text};

use super::super::turn_builder::TurnBuilder;
use super::super::{News, State, Turn, button_rows};
use super::people::{name_of, not_yours, roles, shown, tell_owners};

/// A code was typed.
pub(in crate::dialogue) fn typed(turn: TurnBuilder<'_>, state: State, code: Option<Digest>) -> Turn {
    let texts = turn.texts();
    let Some(code) = code else {
        return turn.word(texts.pairing_ask()).wait_for(state);
    };
    let mark = code.mark();
    let known = turn.context.visitor.roster.pairing(mark, turn.context.now);
    let Some((_, pairing)) = known.filter(|(digest, _)| *digest == code) else {
        return turn.word(texts.pairing_unknown()).wait_for(state);
    };
    let name = shown(&turn.context, &pairing.name, pairing.person);
    let mut html = Html::new().text(&texts.pairing_who(&name)).line().code(&pairing.person.0.to_string());
    if let Some(time) = turn.context.visitor.roster.put_out(pairing.person) {
        html = html.line().text(&texts.put_out_before(time));
    }
    html = html.line().line().text(&texts.roles_differ());
    let mut buttons: Vec<_> = roles(&turn, |role| Office::Admit(mark, role)).collect();
    buttons.push(vec![Button::tap(texts.decline_button(), Tap::Office(Office::Decline(mark)))]);
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// What was typed cannot be a code.
pub(in crate::dialogue) fn no_code(turn: TurnBuilder<'_>, state: State) -> Turn {
    let words = turn.texts().pairing_unknown();
    turn.word(words).wait_for(state)
}

/// The stranger is let in; their codes are spent.
pub(super) fn admit(turn: TurnBuilder<'_>, state: State, mark: u64, role: Role) -> Turn {
    let visitor = turn.context.visitor;
    if !visitor.may(Action::Grant(role)) {
        return not_yours(turn, state);
    }
    let Some((_, pairing)) = visitor.roster.pairing(mark, turn.context.now) else {
        return unknown(turn, state);
    };
    // Somebody may have become more by another way meanwhile; a code never makes them less.
    if visitor.roster.role(pairing.person).is_some() {
        let turn = spend(turn, pairing);
        return unknown(turn, state);
    }
    let name = shown(&turn.context, &pairing.name, pairing.person);
    let member =
        Member { role: Some(role), name: pairing.name.clone(), since: turn.context.now, by: Some(visitor.seat.person) };
    let words = turn.texts().member_changed(&name, role);
    let put_out = visitor.roster.put_out(pairing.person);
    let news = News::Admitted { name, role, by: name_of(&turn.context, visitor.seat.person), put_out };
    let turn = spend(turn.change(Change::Member(pairing.person, member)), pairing);
    end(tell_owners(turn.tell(pairing.person, News::Welcome(role)), None, &news), state, &words)
}

/// The stranger is turned away, and not told.
pub(super) fn decline(turn: TurnBuilder<'_>, state: State, mark: u64) -> Turn {
    let Some((_, pairing)) = turn.context.visitor.roster.pairing(mark, turn.context.now) else {
        return unknown(turn, state);
    };
    let words = turn.texts().pairing_declined();
    end(spend(turn, pairing), state, &words)
}

fn spend<'d>(mut turn: TurnBuilder<'d>, pairing: &Pairing) -> TurnBuilder<'d> {
    for (digest, _) in turn.context.visitor.roster.pairings_of(pairing.person) {
        turn = turn.change(Change::Pairing(digest, None));
    }
    turn
}

fn unknown(turn: TurnBuilder<'_>, state: State) -> Turn {
    let words = turn.texts().pairing_unknown();
    end(turn, state, &words)
}

fn end(turn: TurnBuilder<'_>, state: State, words: &Text) -> Turn {
    let buttons = button_rows::home(turn.texts());
    turn.screen(Reply::with_buttons(Html::new().text(words), buttons)).wait_for(state)
}
