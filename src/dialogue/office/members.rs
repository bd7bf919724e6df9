//! The list of those who may use the bot, and what can be done about each.

use crate::domain::access::{Action, Role};
use crate::domain::person::PersonId;
use crate::domain::roster::{Change, Untouchable};
use crate::view::{Button, Html, Keyboard, Office, Reply, Tap, texts::Texts};

use super::super::turn_builder::TurnBuilder;
use super::super::{News, State, Turn, button_rows};
use super::member_rows::{row, void_invites};
use super::pages::{page_of, turn_pages};
use super::people::{name_of, not_yours, tell_owners};

/// A page of the list.
pub(in crate::dialogue) fn list(turn: TurnBuilder<'_>, state: State, page: u16) -> Turn {
    let texts = turn.texts();
    let all = turn.context.visitor.roster.list();
    let (page, pages, shown) = page_of(&all, page);
    let mut html = Html::new();
    let mut buttons: Keyboard = Vec::new();
    if let Some(words) = super::recovery::notice(&turn) {
        html = html.text(&words).line().line();
        buttons.push(super::recovery::way_there(texts));
    }
    html = html.bold(&texts.members_title(all.len()));
    for (_, (person, role, member)) in shown {
        let name = name_of(&turn.context, *person);
        html = html.line().text(&texts.members_line(&name, *role, member.map(|member| member.since)));
        buttons.push(vec![Button::tap(texts.member_button(&name, *role), Tap::Office(Office::Member(*person)))]);
    }
    buttons.extend(turn_pages(texts, page, pages, Office::Members));
    buttons.push(vec![
        Button::tap(texts.invite_button(), Tap::Office(Office::Invites)),
        Button::tap(texts.open_invites_button(), Tap::Office(Office::OpenInvites(0))),
    ]);
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// One person: who they are, and the buttons that change it, where that may be.
pub(super) fn card(turn: TurnBuilder<'_>, state: State, person: PersonId) -> Turn {
    let (texts, visitor) = (turn.texts(), turn.context.visitor);
    let Some(role) = visitor.roster.role(person) else {
        return refuse(turn, state, Untouchable::Unknown);
    };
    let mut html = Html::new().bold(&name_of(&turn.context, person)).line().code(&person.0.to_string());
    html = html.line().text(&texts.role(role));
    if let Some(member) = visitor.roster.member(person) {
        let by = member.by.map(|by| name_of(&turn.context, by));
        html = html.line().text(&texts.member_since(member.since, by.as_deref()));
    }
    html = html.line().text(&texts.member_last_use(turn.context.last_use));
    let mut buttons: Keyboard = Vec::new();
    match visitor.roster.touch(visitor.seat.person, person) {
        Ok(_) => {
            html = html.line().line().text(&texts.roles_differ());
            buttons = changes(&turn, person, role);
        }
        Err(why) => html = html.line().line().text(&untouchable(texts, why)),
    }
    buttons.push(vec![Button::tap(texts.back_button(), Tap::Office(Office::Members(0)))]);
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

fn changes(turn: &TurnBuilder<'_>, person: PersonId, now: Role) -> Keyboard {
    let (texts, visitor) = (turn.texts(), turn.context.visitor);
    let others = Role::ALL.into_iter().filter(|role| *role != now && visitor.may(Action::Grant(*role)));
    let button = |role| Button::tap(texts.grant_button(role), Tap::Office(Office::Grant(person, role)));
    let mut rows = button_rows::grid(others.map(button), 1);
    rows.push(vec![Button::tap(texts.remove_button(), Tap::Office(Office::Remove(person)))]);
    rows
}

/// Gives a role.
pub(super) fn grant(turn: TurnBuilder<'_>, state: State, person: PersonId, role: Role) -> Turn {
    let visitor = turn.context.visitor;
    if !visitor.may(Action::Grant(role)) {
        return not_yours(turn, state);
    }
    let before = match visitor.roster.touch(visitor.seat.person, person) {
        Ok(before) => before,
        Err(why) => return refuse(turn, state, why),
    };
    if before == role {
        return card(turn, state, person);
    }
    let name = name_of(&turn.context, person);
    let member = row(&turn, person, Some(role));
    let words = turn.texts().member_changed(&name, role);
    let news = News::Changed { name, role, by: name_of(&turn.context, visitor.seat.person) };
    let turn = turn.change(Change::Member(person, member)).tell(person, News::YourRole(role));
    let turn = void_invites(turn, person, Some(role));
    done(tell_owners(turn, None, &news), state, &words)
}

/// Asks before anybody is put out.
pub(super) fn ask_to_remove(turn: TurnBuilder<'_>, state: State, person: PersonId) -> Turn {
    let (texts, visitor) = (turn.texts(), turn.context.visitor);
    if let Err(why) = visitor.roster.touch(visitor.seat.person, person) {
        return refuse(turn, state, why);
    }
    let html = Html::new().text(&texts.remove_ask(&name_of(&turn.context, person)));
    let buttons = vec![
        vec![Button::tap(texts.remove_now_button(), Tap::Office(Office::RemoveNow(person)))],
        vec![Button::tap(texts.back_button(), Tap::Office(Office::Member(person)))],
    ];
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// Puts somebody out. Their name goes with them; that they were put out stays, so that a group's
/// role does not let them in again.
pub(super) fn remove(turn: TurnBuilder<'_>, state: State, person: PersonId) -> Turn {
    let visitor = turn.context.visitor;
    if let Err(why) = visitor.roster.touch(visitor.seat.person, person) {
        return refuse(turn, state, why);
    }
    let name = name_of(&turn.context, person);
    let member = row(&turn, person, None);
    let words = turn.texts().member_removed(&name);
    let news = News::Removed { name, by: name_of(&turn.context, visitor.seat.person) };
    let turn = void_invites(turn.change(Change::Member(person, member)), person, None);
    done(tell_owners(turn, None, &news), state, &words)
}

fn done(turn: TurnBuilder<'_>, state: State, words: &str) -> Turn {
    let back = Button::tap(turn.texts().members_button(), Tap::Office(Office::Members(0)));
    turn.screen(Reply::with_buttons(Html::new().text(words), vec![vec![back]])).wait_for(state)
}

fn refuse(turn: TurnBuilder<'_>, state: State, why: Untouchable) -> Turn {
    let words = untouchable(turn.texts(), why);
    turn.alert(words).wait_for(state)
}

fn untouchable(texts: Texts, why: Untouchable) -> crate::view::texts::Text {
    match why {
        Untouchable::Yourself => texts.member_yourself(),
        Untouchable::Above => texts.member_above(),
        Untouchable::Unknown => texts.member_unknown(),
    }
}
