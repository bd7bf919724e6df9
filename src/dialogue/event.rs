//! What can happen to a conversation.

use crate::domain::limits::Held;
use crate::domain::retention::Retention;
use crate::domain::roster::Digest;
use crate::phrase::Phrase;
use crate::ports::Inquired;

use crate::domain::check_id::CheckId;
use crate::view::Tap;

/// What can happen to a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A slash command.
    Command(Command),
    /// A text, read.
    Typed(Phrase),
    /// A text in answer to one of the bot's messages in a group, read: perhaps meant for the others there.
    Replied(Phrase),
    /// The person changed a text they had sent; read anew.
    Edited(Phrase),
    /// A message without text: a photo, a voice note, a sticker.
    Wordless,
    /// One of the person's buttons.
    Tapped(Tap),
    /// A deep link opened the private chat with this tap.
    Opened(Tap),
    /// A button or link nobody can read any more: forged, or older than what it stood for.
    StaleTap,
    /// A button under somebody else's question.
    ForeignTap,
    /// The gateway answered a check.
    Answered {
        /// Which.
        check: CheckId,
        /// What it said.
        outcome: Inquired,
    },
    /// A check is taking its time.
    Waited {
        /// Which.
        check: CheckId,
        /// How long.
        wait: Wait,
    },
    /// Somebody who may not use the bot.
    Refused(Refusal),
    /// The turn before this one failed on our side: the person is owed a word.
    Failed,
    /// A deep link opened the private chat with an invitation.
    Invited(Digest),
    /// A stranger's code came from somebody who may let strangers in.
    Code(Digest),
    /// The code of the first run came: this is the owner.
    Claimed,
    /// A check must wait: too many were asked.
    Held {
        /// Which.
        check: CheckId,
        /// For what, and until when.
        held: Held,
    },
}

/// A slash command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `/start`: home.
    Start,
    /// `/cek`, with what was typed after it.
    Check(Phrase),
    /// `/batal`.
    Cancel,
    /// `/bantuan`.
    Help,
    /// `/bahasa`.
    Language,
    /// A command we do not have.
    Unknown,
    /// `/undang`.
    Invite,
    /// `/anggota`.
    Members,
    /// `/setujui`, with the code typed after it, if any.
    Approve(Option<Digest>),
    /// `/setujui`, with what cannot be a code.
    ApproveNoCode,
    /// `/grup` in a group.
    Group,
    /// `/grup` in private.
    Groups,
    /// `/privasi`, with how long things are kept.
    Privacy(Retention),
    /// `/hapusdata`.
    Erase,
}

/// How long a check has taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// One second: a placeholder.
    Moment,
    /// Five seconds: a word.
    Long,
}

impl Wait {
    /// How many seconds have passed since the question.
    #[must_use]
    pub const fn seconds(self) -> u8 {
        match self {
            Self::Moment => 1,
            Self::Long => 5,
        }
    }
}

/// Why somebody may not use the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Not let in.
    Stranger,
    /// An anonymous admin or a channel: nobody in particular.
    Nameless,
    /// In a group that was not opened to the bot.
    Closed,
    /// Nobody owns the bot yet.
    Unowned,
    /// Had everything erased again and again.
    TooOften,
    /// Nor does whoever sent this code.
    WrongCode,
}
