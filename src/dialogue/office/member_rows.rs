//! What is stored of a member when their role changes.

use crate::dialogue::turn_builder::TurnBuilder;
use crate::domain::access::{Action, Role, Site, allows};
use crate::domain::person::PersonId;
use crate::domain::roster::{Change, Invite, Member};

/// With somebody's right to invite go the invitations they made: they shall not come to life again should the right
/// come back.
pub(super) fn void_invites(turn: TurnBuilder<'_>, person: PersonId, role: Option<Role>) -> TurnBuilder<'_> {
    let may = |invite: &Invite| role.is_some_and(|role| allows(role, Action::Grant(invite.role), Site::Private));
    let void = turn.context.visitor.roster.invites_by(person).filter(|(_, invite)| !may(invite));
    void.fold(turn, |turn, (digest, _)| turn.change(Change::Invite(digest, None)))
}

pub(super) fn row(turn: &TurnBuilder<'_>, person: PersonId, role: Option<Role>) -> Member {
    let visitor = turn.context.visitor;
    let known = visitor.roster.member(person).filter(|_| role.is_some());
    Member {
        role,
        name: known.map(|member| member.name.clone()).unwrap_or_default(),
        since: turn.context.now,
        by: Some(visitor.seat.person),
    }
}
