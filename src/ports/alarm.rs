//! What the owners must hear of.

use chrono::{DateTime, Utc};

use crate::domain::product::Family;

use super::{Blame, InquiryError, Table};

/// A part of the gateway that can fail on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GatewayPart {
    /// The billers of a family.
    Family(Family),
    /// The billers of products whose family nobody told.
    Unsorted,
    /// Where access tokens are given.
    SignIn,
}

/// Why the owners are called. Never holds personal data.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A part of the gateway keeps failing and is left alone for a while.
    Down(GatewayPart),
    /// The gateway refuses us for a reason that only the operator can mend.
    Refused(InquiryError),
    /// The gateway allows the account no more questions for a while.
    Throttled,
    /// Somebody else takes the bot's updates.
    Conflict,
    /// Telegram refuses a message as we wrote it.
    MessageRefused,
    /// A turn panicked.
    TurnBroke,
    /// The store cannot be read or written.
    StoreFails,
    /// So many strangers ask for a code that older ones must go.
    StrangersCrowd,
    /// The store was lost and came back from a copy of this time; what gave rights in it waits for an owner.
    Recovered(DateTime<Utc>),
    /// A row of this table is there and cannot be understood: damaged, or of another version.
    RowUnreadable(Table),
}

impl GatewayPart {
    /// Its name in logs; it stays the same over versions.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Family(Family::Electricity) => "electricity",
            Self::Family(Family::Water) => "water",
            Self::Family(Family::Health) => "health",
            Self::Family(Family::Internet) => "internet",
            Self::Family(Family::Phone) => "phone",
            Self::Family(Family::Finance) => "finance",
            Self::Unsorted => "unsorted",
            Self::SignIn => "sign-in",
        }
    }
}

impl Cause {
    /// The cause behind a failure that is ours; `None` when the operator can do nothing about it.
    #[must_use]
    pub fn of(error: &InquiryError) -> Option<Self> {
        (error.blame() == Blame::Operator).then(|| Self::Refused(error.bare().clone()))
    }

    /// Its name in messages and logs, such as `down-electricity`; it stays the same over versions.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Down(part) => format!("down-{}", part.name()),
            Self::Refused(error) => format!("refused-{}", error.name()),
            Self::Throttled => "gateway-throttles".to_owned(),
            Self::Conflict => "telegram-conflict".to_owned(),
            Self::MessageRefused => "telegram-refuses-message".to_owned(),
            Self::TurnBroke => "turn-broke".to_owned(),
            Self::StoreFails => "store-fails".to_owned(),
            Self::StrangersCrowd => "strangers-crowd".to_owned(),
            Self::Recovered(_) => "store-recovered".to_owned(),
            Self::RowUnreadable(table) => format!("row-unreadable-{}", table.name()),
        }
    }
}

/// Calls the owners. Quick, and safe to call from anywhere: whether and when they are told is
/// decided behind it.
pub trait Alarm: Send + Sync + 'static {
    /// Something is wrong. `trace` names the turn that met it, when one did.
    fn raise(&self, cause: Cause, trace: Option<&str>);

    /// It is not any more.
    fn recovered(&self, cause: Cause);
}
