//! What each event asks for: a right, and perhaps a secret.

use crate::domain::access::Action;

use super::{Command, Context, Event, Refusal};
use crate::view::{Office, Tap};

/// A secret to draw for an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secret {
    /// 128 bits, for a link.
    Link,
    /// 8 characters, to be read aloud.
    Code,
}

/// The right an event asks for and the visitor lacks.
pub(super) fn missing(context: &Context<'_>, event: &Event) -> Option<Action> {
    event.needs().filter(|action| !context.visitor.may(*action))
}

impl Event {
    /// The right it takes; none for what happens at the door.
    fn needs(&self) -> Option<Action> {
        match self {
            Self::Refused(_) | Self::Invited(_) | Self::Claimed => None,
            Self::Command(Command::Invite | Command::Members | Command::Approve(_)) | Self::Code(_) => {
                Some(Action::Members)
            }
            Self::Command(Command::Group) => Some(Action::Groups),
            Self::Tapped(Tap::Office(office)) | Self::Opened(Tap::Office(office)) => Some(office.needs()),
            Self::Command(Command::Privacy(_) | Command::Erase)
            | Self::Tapped(Tap::Erase)
            | Self::Opened(Tap::Erase) => Some(Action::OwnData),
            Self::Command(
                Command::Start
                | Command::Check(_)
                | Command::Cancel
                | Command::Help
                | Command::Language
                | Command::Unknown,
            )
            | Self::Typed(_)
            | Self::Replied(_)
            | Self::Edited(_)
            | Self::Wordless
            | Self::Tapped(_)
            | Self::Opened(_)
            | Self::StaleTap
            | Self::ForeignTap
            | Self::Answered { .. }
            | Self::Waited { .. }
            | Self::Held { .. }
            | Self::Failed => Some(Action::Check),
        }
    }

    /// The secret it may hand out.
    #[must_use]
    pub fn draws(&self) -> Option<Secret> {
        match self {
            Self::Refused(Refusal::Stranger) => Some(Secret::Code),
            Self::Tapped(Tap::Office(Office::Invite(_))) => Some(Secret::Link),
            _ => None,
        }
    }

    /// Whether it may change who may use the bot: such turns are taken one at a time.
    #[must_use]
    pub fn is_about_access(&self) -> bool {
        self.draws().is_some()
            || matches!(self, Self::Invited(_) | Self::Claimed | Self::Tapped(Tap::Office(_) | Tap::Erase))
    }
}
