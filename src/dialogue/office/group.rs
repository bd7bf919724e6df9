//! A group: whether the bot works in it, and for whom.

use crate::domain::access::{Role, Site};
use crate::domain::roster::{Change, Group};
use crate::view::{
    Button, Html, Keyboard, Office, Reply, Tap,
    texts::{Text, Texts},
};

use super::super::turn_builder::TurnBuilder;
use super::super::{State, Turn};

/// What people of a group may be made who are nothing elsewhere, the usual one first.
const GUESTS: [Option<Role>; 3] = [Some(Role::Staff), Some(Role::Agent), None];

/// How it stands with this group, and the buttons that change it.
pub(in crate::dialogue) fn show(turn: TurnBuilder<'_>, state: State) -> Turn {
    let visitor = turn.context.visitor;
    let group = visitor.roster.group(visitor.seat.chat);
    // A trial is open to every group, row or no row: there is nothing to choose.
    let fixed = group.is_none() && visitor.standing.site == Site::Group;
    let reply = if fixed { Reply::text(Html::new().text(&turn.texts().group_trial())) } else { panel(&turn, group) };
    turn.screen(reply).wait_for(state)
}

/// Opens the group, or opens it to others.
pub(super) fn open(turn: TurnBuilder<'_>, state: State, role: Option<Role>) -> Turn {
    if !GUESTS.contains(&role) {
        return super::people::not_yours(turn, state);
    }
    let visitor = turn.context.visitor;
    let title = visitor.title.to_owned();
    let group = Group { role, since: turn.context.now, by: visitor.seat.person, title };
    let reply = panel(&turn, Some(&group));
    turn.change(Change::Group(visitor.seat.chat, Some(group))).screen(reply).wait_for(state)
}

/// Closes the group.
pub(super) fn close(turn: TurnBuilder<'_>, state: State) -> Turn {
    let words = turn.texts().group_disabled();
    let reply = Reply::with_buttons(Html::new().text(&words), buttons(turn.texts(), None));
    let chat = turn.context.visitor.seat.chat;
    turn.change(Change::Group(chat, None)).screen(reply).wait_for(state)
}

fn panel(turn: &TurnBuilder<'_>, group: Option<&Group>) -> Reply {
    let texts = turn.texts();
    let words = match group.map(|group| group.role) {
        None => texts.group_closed(),
        Some(Some(role)) => texts.group_open(role),
        Some(None) => texts.group_members_only(),
    };
    let html = Html::new().text(&words).line().line().text(&texts.roles_differ());
    Reply::with_buttons(html, buttons(texts, group))
}

fn buttons(texts: Texts, group: Option<&Group>) -> Keyboard {
    let others = GUESTS.into_iter().filter(|role| group.is_none_or(|group| group.role != *role));
    let label = |role: Option<Role>| -> Text {
        role.map_or_else(|| texts.group_members_button(), |role| texts.group_guests_button(role))
    };
    let mut rows: Keyboard =
        others.map(|role| vec![Button::tap(label(role), Tap::Office(Office::Open(role)))]).collect();
    if group.is_some() {
        rows.push(vec![Button::tap(texts.group_close_button(), Tap::Office(Office::Close))]);
    }
    rows
}
