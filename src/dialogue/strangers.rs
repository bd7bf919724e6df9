//! Those who cannot be served, and buttons that belong to somebody else.

use crate::domain::access::Action;
use crate::domain::person::ChatKind;
use crate::domain::roster::{Change, Pairing, Roster};
use crate::ports::Cause;
use crate::view::{Html, Reply, texts::Text};

use super::turn_builder::TurnBuilder;
use super::{Conversation, Place, Refusal, State, Turn};

/// A short word, and nothing of what the bot can do.
pub(super) fn refused(turn: TurnBuilder<'_>, state: State, refusal: Refusal) -> Turn {
    let texts = turn.texts();
    let words = match refusal {
        Refusal::Stranger => return stranger(turn),
        Refusal::TooOften => return turn.alert(texts.erased_too_often()).wait_for(state),
        Refusal::Nameless => return turn.alert(texts.nameless()).wait_for(state),
        Refusal::Closed => texts.closed_group(),
        Refusal::Unowned => texts.unowned(),
        Refusal::WrongCode => texts.wrong_code(),
    };
    nothing_left(turn.alert(words))
}

/// A stranger is told so, and given a code to show to somebody who may let them in: the same again while it is good.
/// Should there be too many, the oldest of all goes, so that no crowd shuts the door; the owners hear of it.
fn stranger(turn: TurnBuilder<'_>) -> Turn {
    let (context, visitor) = (turn.context, turn.context.visitor);
    let (person, now) = (visitor.seat.person, context.now);
    let words = no_entry(&turn);
    if visitor.roster.waits(person).is_some() {
        return nothing_left(turn.alert(words));
    }
    let Some(draw) = visitor.draw.filter(|_| context.chat == ChatKind::Private && !turn.was_pressed()) else {
        return nothing_left(turn.alert(words));
    };
    if let Some(code) = visitor.roster.code_of(person, now) {
        return nothing_left(show_code(turn, &words, code));
    }
    let surplus = visitor.roster.surplus_pairing(person, now);
    let turn = if surplus.is_some() { turn.alarm(Cause::StrangersCrowd) } else { turn };
    let code = draw.secret.clone();
    let pairing = Pairing { person, name: visitor.name.to_owned(), until: now + Roster::PAIRING_LASTS, code };
    let former = visitor.roster.pairings_of(person).map(|(digest, _)| digest);
    let gone = former.chain(surplus).map(|digest| Change::Pairing(digest, None));
    let turn = visitor.roster.expired(now).into_iter().chain(gone).fold(turn, TurnBuilder::change);
    let turn = turn.change(Change::Pairing(draw.digest, Some(pairing)));
    nothing_left(show_code(turn, &words, &draw.secret))
}

fn show_code<'d>(turn: TurnBuilder<'d>, words: &Text, code: &str) -> TurnBuilder<'d> {
    let html = Html::new().text(words).line().line().text(&turn.texts().stranger_code()).line().code(code);
    turn.show(Place::New, Reply::text(html))
}

/// Answers a visitor who lacks a right. One who may not check loses the conversation and its running checks; anybody
/// else is told who may do this.
pub(super) fn forbidden(turn: TurnBuilder<'_>, state: State, missing: Action) -> Turn {
    let texts = turn.texts();
    if !turn.context.visitor.may(Action::Check) {
        let words = no_entry(&turn);
        let turn = if turn.was_pressed() { turn.alert(words) } else { turn };
        return nothing_left(turn);
    }
    let words = match (missing, turn.context.chat) {
        (Action::Groups, _) | (_, ChatKind::Private) => texts.office_only(),
        (_, ChatKind::Group) => texts.office_in_private(),
    };
    turn.alert(words).wait_for(state)
}

/// Why somebody is not let in: they never were, or wait for an owner's word.
fn no_entry(turn: &TurnBuilder<'_>) -> Text {
    let (texts, visitor) = (turn.texts(), turn.context.visitor);
    visitor.roster.waits(visitor.seat.person).map_or_else(|| texts.stranger(), |made| texts.waiting(made))
}

fn nothing_left(turn: TurnBuilder<'_>) -> Turn {
    Turn { next: Conversation::default(), ..turn.wait_for(State::Home) }
}

/// Somebody else's button.
pub(super) fn foreign_tap(turn: TurnBuilder<'_>, state: State) -> Turn {
    let words = turn.texts().foreign_button();
    turn.alert(words).wait_for(state)
}
