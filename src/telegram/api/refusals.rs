//! What Telegram's refusals mean. Its words are all there is: one table of them.
//!
//! Sources: the Bot API server's `Client.cpp` (sentences), the errors that Telegram's own API lists for `messages.sendMessage` and
//! `messages.editMessage` (capitals). New ones of a kind are spelt like their kind.

use super::error::ApiError;

/// What a refusal means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// As good as done.
    Done,
    EditTargetGone,
    /// A text cannot become a file, nor a file a text.
    EditKindDiffers,
    ReplyTargetGone,
    TopicGone,
    /// The chat's state: it lets the bot write no more, or not yet.
    Silenced,
    /// Nobody there wants the bot.
    Gone,
}

/// The first row that holds for what Telegram says, lower case, decides.
const TABLE: [(&[&str], Meaning); 7] = [
    (
        &[
            "message is not modified",
            "query is too old",
            "query id is invalid",
            "message to delete not found",
            "message can't be deleted",
        ],
        Meaning::Done,
    ),
    (&["message to edit not found", "message can't be edited", "message_id_invalid"], Meaning::EditTargetGone),
    (
        &[
            "there is no text in the message to edit",
            "there is no caption in the message to edit",
            "there is no media in the message to edit",
        ],
        Meaning::EditKindDiffers,
    ),
    (
        &[
            "message to be replied not found",
            "replied message not found",
            "reply_message_id_invalid",
            "reply_to_invalid",
            "quote_text_invalid",
        ],
        Meaning::ReplyTargetGone,
    ),
    (&["message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid"], Meaning::TopicGone),
    (
        &[
            "chat_restricted",
            "_forbidden",
            "channel_private",
            "chat_admin_required",
            "user_banned_in_channel",
            "not enough rights",
            "have no rights",
            "need administrator rights",
            "slowmode",
            "slow mode",
            "payment_required",
        ],
        Meaning::Silenced,
    ),
    (
        &[
            "chat not found",
            "group chat was deleted",
            "peer_id_invalid",
            "chat_id_invalid",
            "channel_invalid",
            "user is deactivated",
            "input_user_deactivated",
            "user_is_blocked",
        ],
        Meaning::Gone,
    ),
];
/// Before the seconds to wait, lower case.
const WAITS: [&str; 4] = ["retry after ", "slowmode_wait_", "flood_wait_", "flood_premium_wait_"];

/// The meaning of a refusal that is none of the whole connection's.
pub(super) fn meaning(code: u16, description: String) -> ApiError {
    let words = description.to_ascii_lowercase();
    let found = TABLE.iter().find(|(parts, _)| parts.iter().any(|part| words.contains(part)));
    match found.map(|(_, meaning)| *meaning) {
        Some(Meaning::Done) => ApiError::AlreadyDone,
        Some(Meaning::EditTargetGone) => ApiError::EditTargetMissing,
        Some(Meaning::EditKindDiffers) => ApiError::EditKindDiffers,
        Some(Meaning::ReplyTargetGone) => ApiError::ReplyMissing,
        Some(Meaning::TopicGone) => ApiError::TopicMissing,
        Some(Meaning::Silenced) => ApiError::Silenced(description),
        Some(Meaning::Gone) => ApiError::Gone(description),
        // Blocked, kicked, never started: Telegram has many words for it.
        None if code == 403 => ApiError::Gone(description),
        None => ApiError::Refused { code, description },
    }
}

/// The seconds that the words name.
pub(super) fn named_wait(description: &str) -> Option<u64> {
    let words = description.to_ascii_lowercase();
    let rest = WAITS.iter().find_map(|wait| words.split_once(wait))?.1;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chats_state_is_no_fault_of_ours() {
        for words in [
            "Bad Request: CHAT_RESTRICTED",
            "Forbidden: CHAT_WRITE_FORBIDDEN",
            "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN",
            "Bad Request: CHANNEL_PRIVATE",
            "Bad Request: not enough rights to send text messages to the chat",
            "Bad Request: have no rights to send a message",
            "Bad Request: slow mode is enabled",
        ] {
            for code in [400, 403] {
                assert_eq!(meaning(code, words.to_owned()), ApiError::Silenced(words.to_owned()));
            }
        }
        assert!(matches!(meaning(403, "Forbidden: bot was blocked by the user".to_owned()), ApiError::Gone(_)));
        assert!(matches!(meaning(400, "Bad Request: can't parse entities".to_owned()), ApiError::Refused { .. }));
    }

    #[test]
    fn a_wait_is_named_in_many_ways() {
        assert_eq!(named_wait("Bad Request: SLOWMODE_WAIT_30"), Some(30));
        assert_eq!(named_wait("Too Many Requests: retry after 7"), Some(7));
        assert_eq!(named_wait("Bad Request: slow mode is enabled"), None);
    }
}
