//! What came back from an old copy: an owner says whether it counts, all at once or one by one.

use crate::domain::person::PersonId;
use crate::domain::roster::{Change, Waiting};
use crate::view::{
    Button, Html, Keyboard, Reply,
    texts::{Text, Texts},
};

use super::super::draft::Draft;
use super::super::{News, Office, State, Tap, Turn, keys};
use super::members::{PAGE, row, turn_pages, void_invites};
use super::{name_of, tell_owners};

/// The line above the list of members, for those who can do something about it.
pub(super) fn notice(draft: &Draft<'_>) -> Option<Text> {
    let visitor = draft.context.visitor;
    let waiting = visitor.roster.waiting().filter(|_| visitor.may(Office::Recovered.needs()))?;
    Some(draft.texts().recovery_notice(waiting.made))
}

/// The button that leads to it.
pub(super) fn way_there(texts: Texts) -> Vec<Button> {
    vec![Button::tap(texts.recovery_button(), Tap::Office(Office::Recovered))]
}

/// What happened, who waits, and what can be done.
pub(super) fn show(draft: Draft<'_>, state: State) -> Turn {
    let texts = draft.texts();
    let Some(waiting) = draft.context.visitor.roster.waiting() else { return nothing_waits(draft, state) };
    let mut html = Html::new().bold(&texts.recovery_title()).line().text(&texts.recovery_notice(waiting.made));
    html = html.line().line().text(&texts.recovery_waits(waiting.people.len(), waiting.groups.len()));
    if !waiting.groups.is_empty() {
        html = html.line().text(&texts.recovery_groups());
    }
    let mut buttons = vec![vec![Button::tap(texts.confirm_all_button(), Tap::Office(Office::ConfirmAll))]];
    if !waiting.people.is_empty() {
        buttons.push(vec![Button::tap(texts.look_through_button(), Tap::Office(Office::Waiting(0)))]);
    }
    draft.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// Those who wait, each with what can become of them.
pub(super) fn list(draft: Draft<'_>, state: State, page: u16) -> Turn {
    let Some(waiting) = draft.context.visitor.roster.waiting() else { return nothing_waits(draft, state) };
    if waiting.people.is_empty() {
        return show(draft, state);
    }
    let reply = people(&draft, waiting, page);
    draft.screen(reply).wait_for(state)
}

fn people(draft: &Draft<'_>, waiting: &Waiting, page: u16) -> Reply {
    let (texts, roster) = (draft.texts(), draft.context.visitor.roster);
    let pages = waiting.people.len().div_ceil(PAGE);
    let page = usize::from(page).min(pages - 1);
    let mut html = Html::new().bold(&texts.recovery_title());
    let mut buttons: Keyboard = Vec::new();
    for person in waiting.people.iter().skip(page * PAGE).take(PAGE) {
        let Some((member, role)) = roster.member(*person).and_then(|member| Some((member, member.role?))) else {
            continue;
        };
        let name = name_of(&draft.context, *person);
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
pub(super) fn confirm_all(draft: Draft<'_>, state: State) -> Turn {
    if draft.context.visitor.roster.waiting().is_none() {
        return nothing_waits(draft, state);
    }
    let news = News::Confirmed { by: name_of(&draft.context, draft.context.visitor.seat.person) };
    end(tell_owners(draft.change(Change::Confirmed), None, &news), state)
}

/// One of them is what they were.
pub(super) fn confirm(draft: Draft<'_>, state: State, person: PersonId) -> Turn {
    let roster = draft.context.visitor.roster;
    let role = roster.member(person).filter(|_| roster.waits(person).is_some()).and_then(|member| member.role);
    let Some(role) = role else { return nothing_waits(draft, state) };
    let name = name_of(&draft.context, person);
    let news = News::Admitted { name, role, by: by(&draft), put_out: None };
    let member = row(&draft, person, Some(role));
    let draft = draft.change(Change::Member(person, member)).tell(person, News::Welcome(role));
    next(tell_owners(draft, None, &news), state, person)
}

/// One of them is put out.
pub(super) fn discard(draft: Draft<'_>, state: State, person: PersonId) -> Turn {
    if draft.context.visitor.roster.waits(person).is_none() {
        return nothing_waits(draft, state);
    }
    let news = News::Removed { name: name_of(&draft.context, person), by: by(&draft) };
    let member = row(&draft, person, None);
    let draft = void_invites(draft.change(Change::Member(person, member)), person, None);
    next(tell_owners(draft, None, &news), state, person)
}

fn by(draft: &Draft<'_>) -> String {
    name_of(&draft.context, draft.context.visitor.seat.person)
}

/// The list without the one just decided about; the end of it all when nobody else waits.
fn next(draft: Draft<'_>, state: State, decided: PersonId) -> Turn {
    let Some(mut left) = draft.context.visitor.roster.waiting().cloned() else { return nothing_waits(draft, state) };
    left.people.remove(&decided);
    if !left.people.is_empty() {
        let reply = people(&draft, &left, 0);
        return draft.screen(reply).wait_for(state);
    }
    if !left.groups.is_empty() {
        let texts = draft.texts();
        let html = Html::new().text(&texts.recovery_waits(0, left.groups.len())).line().text(&texts.recovery_groups());
        let buttons = vec![vec![Button::tap(texts.confirm_all_button(), Tap::Office(Office::ConfirmAll))]];
        return draft.screen(Reply::with_buttons(html, buttons)).wait_for(state);
    }
    end(draft.change(Change::Confirmed), state)
}

fn end(draft: Draft<'_>, state: State) -> Turn {
    let texts = draft.texts();
    let html = Html::new().text(&texts.recovery_over());
    draft.screen(Reply::with_buttons(html, keys::home(texts))).wait_for(state)
}

fn nothing_waits(draft: Draft<'_>, state: State) -> Turn {
    let words = draft.texts().recovery_over();
    draft.alert(words).wait_for(state)
}
