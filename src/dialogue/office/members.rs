//! The list of those who may use the bot, and what can be done about each.

use crate::domain::access::{Action, Role, Site, allows};
use crate::domain::person::PersonId;
use crate::domain::roster::{Change, Invite, Member, Untouchable};
use crate::view::{Button, Html, Keyboard, Reply, texts::Texts};

use super::super::draft::Draft;
use super::super::{News, Office, State, Tap, Turn, keys};
use super::{name_of, not_yours, tell_owners};

/// People on one page.
pub(super) const PAGE: usize = 8;

/// A page of the list.
pub(in crate::dialogue) fn list(draft: Draft<'_>, state: State, page: u16) -> Turn {
    let texts = draft.texts();
    let all = draft.context.visitor.roster.list();
    let pages = all.len().div_ceil(PAGE).max(1);
    let page = usize::from(page).min(pages - 1);
    let mut html = Html::new();
    let mut buttons: Keyboard = Vec::new();
    if let Some(words) = super::recovery::notice(&draft) {
        html = html.text(&words).line().line();
        buttons.push(super::recovery::way_there(texts));
    }
    html = html.bold(&texts.members_title(all.len()));
    for (person, role, member) in all.iter().skip(page * PAGE).take(PAGE) {
        let name = name_of(&draft.context, *person);
        html = html.line().text(&texts.members_line(&name, *role, member.map(|member| member.since)));
        buttons.push(vec![Button::tap(texts.member_button(&name, *role), Tap::Office(Office::Member(*person)))]);
    }
    buttons.extend(turn_pages(texts, page, pages, Office::Members));
    buttons.push(vec![Button::tap(texts.invite_button(), Tap::Office(Office::Invites))]);
    draft.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// Where there is more than one page, the buttons to the next and the one before.
pub(super) fn turn_pages(texts: Texts, page: usize, pages: usize, to: fn(u16) -> Office) -> Option<Vec<Button>> {
    let to =
        |label: &'static str, page: usize| Button::tap(label, Tap::Office(to(u16::try_from(page).unwrap_or(u16::MAX))));
    let mut row = Vec::with_capacity(3);
    row.extend((page > 0).then(|| to("‹", page - 1)));
    row.push(Button::tap(texts.page_label(page + 1, pages), Tap::Nothing));
    row.extend((page + 1 < pages).then(|| to("›", page + 1)));
    (pages > 1).then_some(row)
}

/// One person: who they are, and the buttons that change it, where that may be.
pub(super) fn card(draft: Draft<'_>, state: State, person: PersonId) -> Turn {
    let (texts, visitor) = (draft.texts(), draft.context.visitor);
    let Some(role) = visitor.roster.role(person) else {
        return refuse(draft, state, Untouchable::Unknown);
    };
    let mut html = Html::new().bold(&name_of(&draft.context, person)).line().code(&person.0.to_string());
    html = html.line().text(&texts.role(role));
    if let Some(member) = visitor.roster.member(person) {
        let by = member.by.map(|by| name_of(&draft.context, by));
        html = html.line().text(&texts.member_since(member.since, by.as_deref()));
    }
    let mut buttons: Keyboard = Vec::new();
    match visitor.roster.touch(visitor.seat.person, person) {
        Ok(_) => buttons = changes(&draft, person, role),
        Err(why) => html = html.line().line().text(&untouchable(texts, why)),
    }
    buttons.push(vec![Button::tap(texts.back_button(), Tap::Office(Office::Members(0)))]);
    draft.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

fn changes(draft: &Draft<'_>, person: PersonId, now: Role) -> Keyboard {
    let (texts, visitor) = (draft.texts(), draft.context.visitor);
    let others = Role::ALL.into_iter().filter(|role| *role != now && visitor.may(Action::Grant(*role)));
    let button = |role| Button::tap(texts.grant_button(role), Tap::Office(Office::Grant(person, role)));
    let mut rows = keys::grid(others.map(button), 1);
    rows.push(vec![Button::tap(texts.remove_button(), Tap::Office(Office::Remove(person)))]);
    rows
}

/// Gives a role.
pub(super) fn grant(draft: Draft<'_>, state: State, person: PersonId, role: Role) -> Turn {
    let visitor = draft.context.visitor;
    if !visitor.may(Action::Grant(role)) {
        return not_yours(draft, state);
    }
    let before = match visitor.roster.touch(visitor.seat.person, person) {
        Ok(before) => before,
        Err(why) => return refuse(draft, state, why),
    };
    if before == role {
        return card(draft, state, person);
    }
    let name = name_of(&draft.context, person);
    let member = row(&draft, person, Some(role));
    let words = draft.texts().member_changed(&name, role);
    let news = News::Changed { name, role, by: name_of(&draft.context, visitor.seat.person) };
    let draft = draft.change(Change::Member(person, member)).tell(person, News::YourRole(role));
    let draft = void_invites(draft, person, Some(role));
    done(tell_owners(draft, None, &news), state, &words)
}

/// Asks before anybody is put out.
pub(super) fn ask_to_remove(draft: Draft<'_>, state: State, person: PersonId) -> Turn {
    let (texts, visitor) = (draft.texts(), draft.context.visitor);
    if let Err(why) = visitor.roster.touch(visitor.seat.person, person) {
        return refuse(draft, state, why);
    }
    let html = Html::new().text(&texts.remove_ask(&name_of(&draft.context, person)));
    let buttons = vec![
        vec![Button::tap(texts.remove_now_button(), Tap::Office(Office::RemoveNow(person)))],
        vec![Button::tap(texts.back_button(), Tap::Office(Office::Member(person)))],
    ];
    draft.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// Puts somebody out. Their name goes with them; that they were put out stays, so that a group's
/// role does not let them in again.
pub(super) fn remove(draft: Draft<'_>, state: State, person: PersonId) -> Turn {
    let visitor = draft.context.visitor;
    if let Err(why) = visitor.roster.touch(visitor.seat.person, person) {
        return refuse(draft, state, why);
    }
    let name = name_of(&draft.context, person);
    let member = row(&draft, person, None);
    let words = draft.texts().member_removed(&name);
    let news = News::Removed { name, by: name_of(&draft.context, visitor.seat.person) };
    let draft = void_invites(draft.change(Change::Member(person, member)), person, None);
    done(tell_owners(draft, None, &news), state, &words)
}

/// With somebody's right to invite go the invitations they made: they shall not come to life again should the right
/// come back.
pub(super) fn void_invites(draft: Draft<'_>, person: PersonId, role: Option<Role>) -> Draft<'_> {
    let may = |invite: &Invite| role.is_some_and(|role| allows(role, Action::Grant(invite.role), Site::Private));
    let void = draft.context.visitor.roster.invites_by(person).filter(|(_, invite)| !may(invite));
    void.fold(draft, |draft, (digest, _)| draft.change(Change::Invite(digest, None)))
}

pub(super) fn row(draft: &Draft<'_>, person: PersonId, role: Option<Role>) -> Member {
    let visitor = draft.context.visitor;
    let known = visitor.roster.member(person).filter(|_| role.is_some());
    Member {
        role,
        name: known.map(|member| member.name.clone()).unwrap_or_default(),
        since: draft.context.now,
        by: Some(visitor.seat.person),
    }
}

fn done(draft: Draft<'_>, state: State, words: &str) -> Turn {
    let back = Button::tap(draft.texts().members_button(), Tap::Office(Office::Members(0)));
    draft.screen(Reply::with_buttons(Html::new().text(words), vec![vec![back]])).wait_for(state)
}

fn refuse(draft: Draft<'_>, state: State, why: Untouchable) -> Turn {
    let words = untouchable(draft.texts(), why);
    draft.alert(words).wait_for(state)
}

fn untouchable(texts: Texts, why: Untouchable) -> crate::view::texts::Text {
    match why {
        Untouchable::Yourself => texts.member_yourself(),
        Untouchable::Above => texts.member_above(),
        Untouchable::Unknown => texts.member_unknown(),
    }
}
