//! The office: who may use the bot. Only those come here whom the table of rights lets in.

pub(super) mod group;
pub(super) mod groups;
pub(super) mod invite;
mod invites;
mod member_rows;
pub(super) mod members;
mod pages;
pub(super) mod pairing;
pub(super) mod people;
mod recovery;

use super::turn_builder::TurnBuilder;
use super::{State, Turn};
use crate::view::Office;

/// A button of the office.
pub(super) fn press(turn: TurnBuilder<'_>, state: State, tap: Office) -> Turn {
    match tap {
        Office::Invites => invite::choose(turn, state),
        Office::Invite(role) => invite::mint(turn, state, role),
        Office::Members(page) => members::list(turn, state, page),
        Office::Member(person) => members::card(turn, state, person),
        Office::Grant(person, role) => members::grant(turn, state, person, role),
        Office::Remove(person) => members::ask_to_remove(turn, state, person),
        Office::RemoveNow(person) => members::remove(turn, state, person),
        Office::Admit(mark, role) => pairing::admit(turn, state, mark, role),
        Office::Decline(mark) => pairing::decline(turn, state, mark),
        Office::Open(role) => group::open(turn, state, role),
        Office::Close => group::close(turn, state),
        Office::OpenInvites(page) => invites::list(turn, state, page),
        Office::Withdraw(mark) => invites::withdraw(turn, state, mark),
        Office::Groups(page) => groups::list(turn, state, page),
        Office::CloseGroup(chat) => groups::close(turn, state, chat),
        Office::Recovered => recovery::show(turn, state),
        Office::Waiting(page) => recovery::list(turn, state, page),
        Office::ConfirmAll => recovery::confirm_all(turn, state),
        Office::Confirm(person) => recovery::confirm(turn, state, person),
        Office::Discard(person) => recovery::discard(turn, state, person),
    }
}
