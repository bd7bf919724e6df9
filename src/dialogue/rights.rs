//! What each event needs before it can be decided: a right, a secret, rows, to be alone.
//!
//! Owns: that table, one row for every event and every button. Must not know: how what is needed is had.

use crate::domain::access::Action;
use crate::domain::person::PersonId;

use super::{Command, Context, Event, Refusal};
use crate::view::{Office, Tap};

/// What an event needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requires {
    /// The right that the visitor must have; `None` for what happens to people who are not let in yet.
    pub right: Option<Action>,
    /// The secret it may hand out; `None` when it hands out none.
    pub secret: Option<Secret>,
    /// Whether it may change who may use the bot: only one such turn is taken at a time.
    pub alone: bool,
    /// The rows it is decided on.
    pub rows: Rows,
}

/// A secret to draw for an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secret {
    /// 128 bits, for a link.
    Link,
    /// 8 characters, to be read aloud.
    Code,
}

/// Rows to read before an event is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// The conversation's and the person's profile.
    Own,
    /// These, and the profile of the person whom the event is about.
    OwnAnd(PersonId),
    /// The conversation's and the person's, and whatever else is kept of the person, in any chat.
    Everything,
}

/// The right that an event needs and the visitor lacks.
pub(super) fn missing(context: &Context<'_>, event: &Event) -> Option<Action> {
    event.requires().right.filter(|action| !context.visitor.may(*action))
}

impl Requires {
    /// This right, the conversation and the profile, and nothing else.
    const fn right(action: Action) -> Self {
        Self { right: Some(action), secret: None, alone: false, rows: Rows::Own }
    }

    /// No right: it is about being let in, or a word to somebody who is not.
    const NO_RIGHT: Self = Self { right: None, secret: None, alone: false, rows: Rows::Own };

    const fn alone(self) -> Self {
        Self { alone: true, ..self }
    }

    const fn with_secret(self, secret: Secret) -> Self {
        Self { secret: Some(secret), ..self }
    }

    const fn with_all_rows(self) -> Self {
        Self { rows: Rows::Everything, ..self }
    }
}

impl Event {
    /// What it needs.
    #[must_use]
    pub fn requires(&self) -> Requires {
        match self {
            Self::Command(command) => of_command(command),
            Self::Tapped(tap) | Self::Opened(tap) => of_tap(tap),
            Self::Refused(refusal) => of_refusal(*refusal),
            Self::Invited(_) | Self::Claimed => Requires::NO_RIGHT.alone(),
            Self::Code(_) => Requires::right(Action::Members),
            Self::Typed(_)
            | Self::Replied(_)
            | Self::Edited(_)
            | Self::Wordless
            | Self::StaleTap
            | Self::ForeignTap
            | Self::Answered { .. }
            | Self::Waited { .. }
            | Self::Held { .. }
            | Self::Failed => Requires::right(Action::Check),
        }
    }
}

fn of_command(command: &Command) -> Requires {
    Requires::right(match command {
        Command::Start | Command::Check(_) | Command::Cancel | Command::Help | Command::Language | Command::Unknown => {
            Action::Check
        }
        Command::Invite | Command::Members | Command::Approve(_) | Command::ApproveNoCode => Action::Members,
        Command::Group => Action::Groups,
        Command::Groups => Action::GroupList,
        Command::Privacy(_) | Command::Erase => Action::OwnData,
    })
}

fn of_tap(tap: &Tap) -> Requires {
    match tap {
        Tap::Office(office) => of_office(*office),
        Tap::Erase => Requires::right(Action::OwnData).alone().with_all_rows(),
        Tap::Home
        | Tap::Another
        | Tap::Back
        | Tap::Cancel
        | Tap::CancelCheck(_)
        | Tap::Family(_)
        | Tap::Page(..)
        | Tap::Product(_)
        | Tap::Use { .. }
        | Tap::RetypeAccount
        | Tap::Ask { .. }
        | Tap::Match { .. }
        | Tap::AskAll { .. }
        | Tap::OneByOne(_)
        | Tap::Again(_)
        | Tap::Reveal(..)
        | Tap::Speak(_)
        | Tap::Languages
        | Tap::Help
        | Tap::Nothing => Requires::right(Action::Check),
    }
}

fn of_office(office: Office) -> Requires {
    let needs = Requires::right(office.needs()).alone();
    match office {
        Office::Invite(_) => needs.with_secret(Secret::Link),
        Office::Member(person) => Requires { rows: Rows::OwnAnd(person), ..needs },
        Office::Invites
        | Office::Members(_)
        | Office::Grant(..)
        | Office::Remove(_)
        | Office::RemoveNow(_)
        | Office::Admit(..)
        | Office::Decline(_)
        | Office::Open(_)
        | Office::Close
        | Office::Recovered
        | Office::Waiting(_)
        | Office::ConfirmAll
        | Office::Confirm(_)
        | Office::Discard(_)
        | Office::OpenInvites(_)
        | Office::Withdraw(_)
        | Office::Groups(_)
        | Office::CloseGroup(_) => needs,
    }
}

/// A stranger may be given a code of their own, which is a change of who may come in.
fn of_refusal(refusal: Refusal) -> Requires {
    match refusal {
        Refusal::Stranger => Requires::NO_RIGHT.alone().with_secret(Secret::Code),
        Refusal::Nameless | Refusal::Closed | Refusal::Unowned | Refusal::TooOften | Refusal::WrongCode => {
            Requires::NO_RIGHT
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Role;

    #[test]
    fn a_button_needs_the_same_whether_it_is_pressed_or_opened_by_a_link() {
        for tap in [Tap::Home, Tap::Erase, Tap::Office(Office::Close), Tap::Office(Office::Invite(Role::Agent))] {
            assert_eq!(Event::Tapped(tap.clone()).requires(), Event::Opened(tap).requires());
        }
    }
}
