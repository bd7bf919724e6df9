//! The office: who may use the bot. Only those come here whom the table of rights lets in.

pub(super) mod group;
pub(super) mod invite;
pub(super) mod members;
pub(super) mod pairing;
mod recovery;

use crate::domain::access::{Action, Role};
use crate::domain::person::PersonId;
use crate::view::{Button, tidy};

use super::draft::Draft;
use super::{Context, News, Office, State, Tap, Turn};

/// The longest name a message or a button shows.
const LONGEST_NAME: usize = 40;

/// A button of the office.
pub(super) fn press(draft: Draft<'_>, state: State, tap: Office) -> Turn {
    match tap {
        Office::Invites => invite::choose(draft, state),
        Office::Invite(role) => invite::mint(draft, state, role),
        Office::Members(page) => members::list(draft, state, page),
        Office::Member(person) => members::card(draft, state, person),
        Office::Grant(person, role) => members::grant(draft, state, person, role),
        Office::Remove(person) => members::ask_to_remove(draft, state, person),
        Office::RemoveNow(person) => members::remove(draft, state, person),
        Office::Admit(mark, role) => pairing::admit(draft, state, mark, role),
        Office::Decline(mark) => pairing::decline(draft, state, mark),
        Office::Open(role) => group::open(draft, state, role),
        Office::Close => group::close(draft, state),
        Office::Recovered => recovery::show(draft, state),
        Office::Waiting(page) => recovery::list(draft, state, page),
        Office::ConfirmAll => recovery::confirm_all(draft, state),
        Office::Confirm(person) => recovery::confirm(draft, state, person),
        Office::Discard(person) => recovery::discard(draft, state, person),
    }
}

/// A button for each role the visitor may give.
fn roles<'d>(draft: &'d Draft<'_>, tap: impl Fn(Role) -> Office + 'd) -> impl Iterator<Item = Vec<Button>> + 'd {
    let visitor = draft.context.visitor;
    let granted = Role::ALL.into_iter().filter(move |role| visitor.may(Action::Grant(*role)));
    granted.map(move |role| vec![Button::tap(draft.texts().role_button(role), Tap::Office(tap(role)))])
}

/// What the visitor asked for is not theirs to do.
fn not_yours(draft: Draft<'_>, state: State) -> Turn {
    let words = draft.texts().office_only();
    draft.alert(words).wait_for(state)
}

/// A person's name, or their id where none is known.
pub(super) fn name_of(context: &Context<'_>, person: PersonId) -> String {
    let known = context.visitor.roster.member(person).map_or("", |member| &member.name);
    shown(context, known, person)
}

/// A name made fit to be shown.
pub(super) fn shown(context: &Context<'_>, name: &str, person: PersonId) -> String {
    let name = tidy(name, LONGEST_NAME);
    if name.is_empty() { crate::view::texts::Texts::of(context.language()).nobodys_name(person) } else { name }
}

/// Tells every owner, and `also`, but never the one who did it.
pub(super) fn tell_owners<'d>(mut draft: Draft<'d>, also: Option<PersonId>, news: &News) -> Draft<'d> {
    let visitor = draft.context.visitor;
    let owners = visitor.roster.owners();
    let also = also.filter(|person| visitor.roster.owners().all(|owner| owner != *person));
    for person in owners.chain(also).filter(|person| *person != visitor.seat.person) {
        draft = draft.tell(person, news.clone());
    }
    draft
}
