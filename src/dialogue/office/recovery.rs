//! What came back from an old copy: an owner says whether it counts, all at once or one by one.

use crate::domain::person::PersonId;
use crate::domain::roster::{Change, Waiting};
use crate::view::{
    Button, Html, Keyboard, Office, Reply, Tap,
    texts::{Text, Texts},
};

use super::super::turn_builder::TurnBuilder;
use super::super::{News, State, Turn, button_rows};
use super::member_rows::{row, void_invites};
use super::pages::{PAGE, turn_pages};
use super::people::{name_of, tell_owners};

/// The line above the list of members, for those who can do something about it.
pub(super) fn notice(turn: &TurnBuilder<'_>) -> Option<Text> {
    let visitor = turn.context.visitor;
    let waiting = visitor.roster.waiting().filter(|_| visitor.may(Office::Recovered.needs()))?;
    Some(turn.texts().recovery_notice(waiting.made))
}

/// The button that leads to it.
pub(super) fn way_there(texts: Texts) -> Vec<Button> {
    vec![Button::tap(texts.recovery_button(), Tap::Office(Office::Recovered))]
}

/// What happened, who waits, and what can be done.
pub(super) fn show(turn: TurnBuilder<'_>, state: State) -> Turn {
    let texts = turn.texts();
    let Some(waiting) = turn.context.visitor.roster.waiting() else { return nothing_waits(turn, state) };
    let mut html = Html::new().bold(&texts.recovery_title()).line().text(&texts.recovery_notice(waiting.made));
    html = html.line().line().text(&texts.recovery_waits(waiting.people.len(), waiting.groups.len()));
    if !waiting.groups.is_empty() {
        html = html.line().text(&texts.recovery_groups());
    }
    let mut buttons = vec![vec![Button::tap(texts.confirm_all_button(), Tap::Office(Office::ConfirmAll))]];
    if !waiting.people.is_empty() {
        buttons.push(vec![Button::tap(texts.look_through_button(), Tap::Office(Office::Waiting(0)))]);
    }
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// Those who wait, each with what can become of them.
pub(super) fn list(turn: TurnBuilder<'_>, state: State, page: u16) -> Turn {
    let Some(waiting) = turn.context.visitor.roster.waiting() else { return nothing_waits(turn, state) };
    if waiting.people.is_empty() {
        return show(turn, state);
    }
    let reply = people(&turn, waiting, page);
    turn.screen(reply).wait_for(state)
}

fn people(turn: &TurnBuilder<'_>, waiting: &Waiting, page: u16) -> Reply {
    let (texts, roster) = (turn.texts(), turn.context.visitor.roster);
    let pages = waiting.people.len().div_ceil(PAGE);
    let page = usize::from(page).min(pages - 1);
    let mut html = Html::new().bold(&texts.recovery_title());
    let mut buttons: Keyboard = Vec::new();
    for person in waiting.people.iter().skip(page * PAGE).take(PAGE) {
        let Some((member, role)) = roster.member(*person).and_then(|member| Some((member, member.role?))) else {
            continue;
        };
        let name = name_of(&turn.context, *person);
        html = html.line().text(&texts.members_line(&name, role, Some(member.since)));
        buttons.push(vec![
            Button::tap(texts.confirm_button(&name), Tap::Office(Office::Confirm(*person))),
            Button::tap(texts.remove_button(), Tap::Office(Office::Discard(*person))),
        ]);
    }
    buttons.extend(turn_pages(texts, page, pages, Office::Waiting));
    buttons.push(vec![Button::tap(texts.back_button(), Tap::Office(Office::Recovered))]);
    Reply::with_buttons(html, buttons)
}

/// Everybody is what they were, every group as open as it was.
pub(super) fn confirm_all(turn: TurnBuilder<'_>, state: State) -> Turn {
    if turn.context.visitor.roster.waiting().is_none() {
        return nothing_waits(turn, state);
    }
    let news = News::Confirmed { by: name_of(&turn.context, turn.context.visitor.seat.person) };
    end(tell_owners(turn.change(Change::Confirmed), None, &news), state)
}

/// One of them is what they were.
pub(super) fn confirm(turn: TurnBuilder<'_>, state: State, person: PersonId) -> Turn {
    let roster = turn.context.visitor.roster;
    let role = roster.member(person).filter(|_| roster.waits(person).is_some()).and_then(|member| member.role);
    let Some(role) = role else { return nothing_waits(turn, state) };
    let name = name_of(&turn.context, person);
    let news = News::Admitted { name, role, by: by(&turn), put_out: None };
    let member = row(&turn, person, Some(role));
    let turn = turn.change(Change::Member(person, member)).tell(person, News::Welcome(role));
    next(tell_owners(turn, None, &news), state, person)
}

/// One of them is put out.
pub(super) fn discard(turn: TurnBuilder<'_>, state: State, person: PersonId) -> Turn {
    if turn.context.visitor.roster.waits(person).is_none() {
        return nothing_waits(turn, state);
    }
    let news = News::Removed { name: name_of(&turn.context, person), by: by(&turn) };
    let member = row(&turn, person, None);
    let turn = void_invites(turn.change(Change::Member(person, member)), person, None);
    next(tell_owners(turn, None, &news), state, person)
}

fn by(turn: &TurnBuilder<'_>) -> String {
    name_of(&turn.context, turn.context.visitor.seat.person)
}

/// The list without the one just decided about; the end of it all when nobody else waits.
fn next(turn: TurnBuilder<'_>, state: State, decided: PersonId) -> Turn {
    let Some(mut left) = turn.context.visitor.roster.waiting().cloned() else { return nothing_waits(turn, state) };
    left.people.remove(&decided);
    if !left.people.is_empty() {
        let reply = people(&turn, &left, 0);
        return turn.screen(reply).wait_for(state);
    }
    if !left.groups.is_empty() {
        let texts = turn.texts();
        let html = Html::new().text(&texts.recovery_waits(0, left.groups.len())).line().text(&texts.recovery_groups());
        let buttons = vec![vec![Button::tap(texts.confirm_all_button(), Tap::Office(Office::ConfirmAll))]];
        return turn.screen(Reply::with_buttons(html, buttons)).wait_for(state);
    }
    end(turn.change(Change::Confirmed), state)
}

fn end(turn: TurnBuilder<'_>, state: State) -> Turn {
    let texts = turn.texts();
    let html = Html::new().text(&texts.recovery_over());
    turn.screen(Reply::with_buttons(html, button_rows::home(texts))).wait_for(state)
}

fn nothing_waits(turn: TurnBuilder<'_>, state: State) -> Turn {
    let words = turn.texts().recovery_over();
    turn.alert(words).wait_for(state)
}
