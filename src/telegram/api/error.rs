//! Why a call was not done.

use std::time::Duration;

use crate::domain::person::ChatId;
use crate::reason::Reason;

/// Why a call was not done. Safe to log: holds neither token nor content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// 429: not before so many seconds.
    #[error("telegram asks to wait {0:?}")]
    RetryAfter(Duration),
    /// The group became a supergroup with this id.
    #[error("the group became a supergroup")]
    Migrated(ChatId),
    /// The person or group does not want us: blocked, kicked, deleted.
    #[error("the chat is closed to the bot: {0}")]
    Gone(String),
    /// The chat is there and does not let the bot write: it was restricted, or never had the right.
    #[error("the chat does not let the bot write: {0}")]
    Silenced(String),
    /// The message to answer is not there any more.
    #[error("the message to answer is not there")]
    ReplyMissing,
    /// The edit changes nothing, or the press was answered or is too old: as good as done.
    #[error("nothing to do")]
    AlreadyDone,
    /// The message to edit is not there any more, or not editable.
    #[error("the message to edit is not there")]
    EditTargetMissing,
    /// The message to edit shows a file where a text was to go, or a text where a file was.
    #[error("the message to edit is of another kind")]
    EditKindDiffers,
    /// The topic is not there any more.
    #[error("the topic is not there")]
    TopicMissing,
    /// 401 or 404: the token is wrong.
    #[error("telegram does not accept the token")]
    TokenRefused,
    /// 409: somebody else polls with the same token, or a webhook is set.
    #[error("another bot instance uses the same token: {0}")]
    Conflict(String),
    /// Another refusal; trying again would not help.
    #[error("telegram refused: {code} {description}")]
    Refused {
        /// HTTP-like code.
        code: u16,
        /// Telegram's words.
        description: String,
    },
    /// The network or Telegram failed; trying again may help.
    #[error("telegram cannot be reached: {0}")]
    Unreachable(#[source] Reason),
}

pub(super) fn unreachable(error: reqwest::Error) -> ApiError {
    // The URL holds the token.
    let why = if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    };
    ApiError::Unreachable(Reason::of(why, error.without_url()))
}
