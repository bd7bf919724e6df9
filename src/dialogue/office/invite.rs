//! Invitations: a role is chosen, a link comes back that lets one person in.

use crate::domain::access::{Action, Role};
use crate::domain::roster::{Change, Invite, Roster};
use crate::view::{Button, Html, Office, Reply, Tap};

use super::super::turn_builder::TurnBuilder;
use super::super::{State, Turn, button_rows};
use super::people::{not_yours, roles};

/// Which role?
pub(in crate::dialogue) fn choose(turn: TurnBuilder<'_>, state: State) -> Turn {
    let texts = turn.texts();
    let mut buttons: Vec<_> = roles(&turn, Office::Invite).collect();
    buttons.push(vec![Button::tap(texts.open_invites_button(), Tap::Office(Office::OpenInvites(0)))]);
    buttons.extend(button_rows::home(texts));
    let html = Html::new().bold(&texts.invite_choose()).line().text(&texts.roles_differ());
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// The link, shown this once: only its digest is kept.
pub(super) fn mint(turn: TurnBuilder<'_>, state: State, role: Role) -> Turn {
    let (texts, visitor, now) = (turn.texts(), turn.context.visitor, turn.context.now);
    let Some(draw) = visitor.draw.filter(|_| visitor.may(Action::Grant(role))) else {
        return not_yours(turn, state);
    };
    if visitor.roster.invites_of(visitor.seat.person, now) >= Roster::MOST_INVITES {
        return turn.alert(texts.invite_full(Roster::MOST_INVITES)).wait_for(state);
    }
    let invite = Invite::new(role, visitor.seat.person, now);
    let link = format!("https://t.me/{}?start={}", visitor.bot, draw.secret);
    let html = Html::new().text(&texts.invite_made(role)).line().line().link(&link);
    let copy = Button::copy(texts.copy_link_button(), link.as_str());
    let another = Button::tap(texts.invite_another_button(), Tap::Office(Office::Invites));
    let open = Button::tap(texts.open_invites_button(), Tap::Office(Office::OpenInvites(0)));
    let change = Change::Invite(draw.digest, Some(invite));
    turn.change(change).screen(Reply::with_buttons(html, vec![vec![copy, another], vec![open]])).wait_for(state)
}
