//! What several screens of the office say of people, and to whom.

use crate::dialogue::{Context, News, State, Turn, turn_builder::TurnBuilder};
use crate::domain::access::{Action, Role};
use crate::domain::person::PersonId;
use crate::view::{Button, Office, Tap, texts::Texts, tidy};

/// The longest name a message or a button shows.
const LONGEST_NAME: usize = 40;

/// A button for each role the visitor may give.
pub(super) fn roles<'d>(
    turn: &'d TurnBuilder<'_>,
    tap: impl Fn(Role) -> Office + 'd,
) -> impl Iterator<Item = Vec<Button>> + 'd {
    let visitor = turn.context.visitor;
    let granted = Role::ALL.into_iter().filter(move |role| visitor.may(Action::Grant(*role)));
    granted.map(move |role| vec![Button::tap(turn.texts().role_button(role), Tap::Office(tap(role)))])
}

/// What the visitor asked for is not theirs to do.
pub(super) fn not_yours(turn: TurnBuilder<'_>, state: State) -> Turn {
    let words = turn.texts().office_only();
    turn.alert(words).wait_for(state)
}

/// A person's name, or their id where none is known.
pub(in crate::dialogue) fn name_of(context: &Context<'_>, person: PersonId) -> String {
    let known = context.visitor.roster.member(person).map_or("", |member| &member.name);
    shown(context, known, person)
}

/// A name made fit to be shown.
pub(in crate::dialogue) fn shown(context: &Context<'_>, name: &str, person: PersonId) -> String {
    let name = tidy(name, LONGEST_NAME);
    if name.is_empty() { Texts::of(context.language()).nobodys_name(person) } else { name }
}

/// Tells every owner, and `also`, but never the one who did it.
pub(in crate::dialogue) fn tell_owners<'d>(
    mut turn: TurnBuilder<'d>,
    also: Option<PersonId>,
    news: &News,
) -> TurnBuilder<'d> {
    let visitor = turn.context.visitor;
    let owners = visitor.roster.owners();
    let also = also.filter(|person| visitor.roster.owners().all(|owner| owner != *person));
    for person in owners.chain(also).filter(|person| *person != visitor.seat.person) {
        turn = turn.tell(person, news.clone());
    }
    turn
}
