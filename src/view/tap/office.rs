//! The buttons of those who let others in.

use serde::{Deserialize, Serialize};

use crate::domain::access::{Action, Role};
use crate::domain::person::{ChatId, PersonId};

/// What a button of the office means. It names people by their id and grants nothing by itself:
/// the presser's rights are looked at when it is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Office {
    /// Choose whom to invite.
    #[serde(rename = "Invites")]
    Invites,
    /// A link for somebody of this role.
    #[serde(rename = "Invite")]
    Invite(Role),
    /// A page of the list, from 0.
    #[serde(rename = "Members")]
    Members(u16),
    /// One person of it.
    #[serde(rename = "Member")]
    Member(PersonId),
    /// Give them this role.
    #[serde(rename = "Grant")]
    Grant(PersonId, Role),
    /// Put them out: asks first.
    #[serde(rename = "Remove")]
    Remove(PersonId),
    /// Put them out.
    #[serde(rename = "RemoveNow")]
    RemoveNow(PersonId),
    /// Let in the stranger whose code bears this mark.
    #[serde(rename = "Admit")]
    Admit(u64, Role),
    /// Turn them away.
    #[serde(rename = "Decline")]
    Decline(u64),
    /// Open this group; others than members get this role, or nothing.
    #[serde(rename = "Open")]
    Open(Option<Role>),
    /// Close this group.
    #[serde(rename = "Close")]
    Close,
    /// What came back from an old copy.
    #[serde(rename = "Recovered")]
    Recovered,
    /// A page of those in it who wait, from 0.
    #[serde(rename = "Waiting")]
    Waiting(u16),
    /// All of it counts.
    #[serde(rename = "ConfirmAll")]
    ConfirmAll,
    /// This person is what they were.
    #[serde(rename = "Confirm")]
    Confirm(PersonId),
    /// This person is put out.
    #[serde(rename = "Discard")]
    Discard(PersonId),
    /// A page of the open invitations, from 0.
    #[serde(rename = "OpenInvites")]
    OpenInvites(u16),
    /// Withdraw the invitation that bears this mark.
    #[serde(rename = "Withdraw")]
    Withdraw(u64),
    /// A page of the groups that are open to the bot, from 0.
    #[serde(rename = "Groups")]
    Groups(u16),
    /// Close that group.
    #[serde(rename = "CloseGroup")]
    CloseGroup(ChatId),
}

impl Office {
    /// The right it takes.
    #[must_use]
    pub fn needs(self) -> Action {
        match self {
            Self::Open(_) | Self::Close => Action::Groups,
            Self::Groups(_) | Self::CloseGroup(_) => Action::GroupList,
            // There may be admins among them: what lets them in is an owner's.
            Self::Recovered | Self::Waiting(_) | Self::ConfirmAll | Self::Confirm(_) | Self::Discard(_) => {
                Action::Grant(Role::Admin)
            }
            Self::Invites
            | Self::OpenInvites(_)
            | Self::Withdraw(_)
            | Self::Invite(_)
            | Self::Members(_)
            | Self::Member(_)
            | Self::Grant(..)
            | Self::Remove(_)
            | Self::RemoveNow(_)
            | Self::Admit(..)
            | Self::Decline(_) => Action::Members,
        }
    }

    /// One letter, then fields parted by colons.
    pub(super) fn written(self) -> String {
        match self {
            Self::Invites => "i".to_owned(),
            Self::Invite(role) => format!("n{}", role.sign()),
            Self::Members(page) => format!("l{page}"),
            Self::Member(person) => format!("m{}", person.0),
            Self::Grant(person, role) => format!("g{}:{}", person.0, role.sign()),
            Self::Remove(person) => format!("r{}", person.0),
            Self::RemoveNow(person) => format!("x{}", person.0),
            Self::Admit(mark, role) => format!("p{mark:016x}:{}", role.sign()),
            Self::Decline(mark) => format!("d{mark:016x}"),
            Self::Open(role) => format!("o{}", role.map_or('-', Role::sign)),
            Self::Close => "c".to_owned(),
            Self::Recovered => "b".to_owned(),
            Self::Waiting(page) => format!("w{page}"),
            Self::ConfirmAll => "a".to_owned(),
            Self::Confirm(person) => format!("k{}", person.0),
            Self::Discard(person) => format!("z{}", person.0),
            Self::OpenInvites(page) => format!("e{page}"),
            Self::Withdraw(mark) => format!("v{mark:016x}"),
            Self::Groups(page) => format!("h{page}"),
            Self::CloseGroup(chat) => format!("q{}", chat.0),
        }
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let sign = text.chars().next()?;
        let rest = &text[sign.len_utf8()..];
        Some(match sign {
            'i' => Self::Invites,
            'n' => Self::Invite(Role::from_sign(rest)?),
            'l' => Self::Members(rest.parse().ok()?),
            'm' => Self::Member(person(rest)?),
            'g' => {
                let (who, role) = rest.split_once(':')?;
                Self::Grant(person(who)?, Role::from_sign(role)?)
            }
            'r' => Self::Remove(person(rest)?),
            'x' => Self::RemoveNow(person(rest)?),
            'p' => {
                let (mark, role) = rest.split_once(':')?;
                Self::Admit(u64::from_str_radix(mark, 16).ok()?, Role::from_sign(role)?)
            }
            'd' => Self::Decline(u64::from_str_radix(rest, 16).ok()?),
            'o' if rest == "-" => Self::Open(None),
            'o' => Self::Open(Some(Role::from_sign(rest)?)),
            'c' => Self::Close,
            'b' => Self::Recovered,
            'w' => Self::Waiting(rest.parse().ok()?),
            'a' => Self::ConfirmAll,
            'k' => Self::Confirm(person(rest)?),
            'z' => Self::Discard(person(rest)?),
            'e' => Self::OpenInvites(rest.parse().ok()?),
            'v' => Self::Withdraw(u64::from_str_radix(rest, 16).ok()?),
            'h' => Self::Groups(rest.parse().ok()?),
            'q' => Self::CloseGroup(ChatId(rest.parse().ok()?)),
            _ => return None,
        })
    }
}

fn person(text: &str) -> Option<PersonId> {
    text.parse().ok().map(PersonId)
}
