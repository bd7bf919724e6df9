//! What a check is called within its conversation.

use serde::{Deserialize, Serialize};

use super::person::MessageId;

/// Names a check, and the message that will show its answer. A typed question is named by its
/// message, so that editing the message edits the answer; a press by its update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CheckId {
    /// The asking message's id, or minus the press's update id. Above 2^32: a message from before the group
    /// migrated to its current chat id.
    #[serde(rename = "source")]
    pub source: i64,
    /// Which line of the message, from 0.
    #[serde(rename = "line")]
    pub line: u8,
}

impl CheckId {
    /// Added to the id of a message from before a migration; Telegram's message ids have 32 bits.
    const MIGRATED: i64 = 1 << 32;

    /// Returns the id of the check that line `line` of `message` asks for.
    #[must_use]
    pub fn of(message: MessageId, line: u8) -> Self {
        Self { source: message.0.into(), line }
    }

    /// Returns what the check is called once its group has migrated: messages are numbered anew in the new chat, so
    /// another message would get its name. Calling it twice changes nothing more.
    #[must_use]
    pub fn before_migration(self) -> Self {
        let is_message = (1..Self::MIGRATED).contains(&self.source);
        if is_message { Self { source: self.source + Self::MIGRATED, ..self } } else { self }
    }
}
