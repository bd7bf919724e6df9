//! What a reply of the Bot API says.
//!
//! Owns: Telegram's words and codes. Must not know: how a reply comes.

use std::time::Duration;

use serde::Deserialize;

use crate::domain::person::{ChatId, MessageId};

use super::error::ApiError;
use super::refusals;
use crate::reason::Reason;

#[derive(Deserialize)]
struct Envelope {
    ok: bool,
    #[serde(default)]
    error_code: u16,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Deserialize, Default)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

#[derive(Deserialize)]
struct Done<T> {
    result: T,
}

#[derive(Deserialize)]
struct Sent {
    message_id: i32,
}

/// The id of the message that a reply tells of. Telegram puts it first: the message itself, which
/// is what was just sent, need not be read again.
pub(super) fn sent(reply: &[u8]) -> Result<MessageId, ApiError> {
    let first = reply.strip_prefix(br#"{"ok":true,"result":{"message_id":"#);
    let digits = first.and_then(|rest| rest.split(|byte| !byte.is_ascii_digit()).next());
    match digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok()) {
        Some(id) => Ok(MessageId(id)),
        None => result::<Sent>(reply).map(|sent| MessageId(sent.message_id)),
    }
}

/// The `result` of a reply that [`Api::call`](super::Api::call) passed.
///
/// # Errors
/// [`ApiError::Unreachable`] when it is not what was expected.
pub fn result<'a, T: Deserialize<'a>>(reply: &'a [u8]) -> Result<T, ApiError> {
    let unreadable = |error| ApiError::Unreachable(Reason::of("the reply cannot be read", error));
    let done: Done<T> = serde_json::from_slice(reply).map_err(unreadable)?;
    Ok(done.result)
}

/// Judges a reply without reading more of it than needed.
pub(super) fn judge(status: u16, body: &[u8]) -> Result<(), ApiError> {
    if (200..300).contains(&status) && body.starts_with(b"{\"ok\":true") {
        return Ok(());
    }
    let Ok(envelope) = serde_json::from_slice::<Envelope>(body) else {
        // A proxy before a server of one's own says so in its own words, and will every time.
        if status == 413 {
            return Err(ApiError::Refused { code: status, description: "the call is too large".to_owned() });
        }
        return Err(ApiError::Unreachable(format!("status {status} without a reply").into()));
    };
    if envelope.ok { Ok(()) } else { Err(refusal(status, envelope)) }
}

fn refusal(status: u16, envelope: Envelope) -> ApiError {
    let code = if envelope.error_code == 0 { status } else { envelope.error_code };
    let parameters = envelope.parameters;
    if let Some(chat) = parameters.migrate_to_chat_id {
        return ApiError::Migrated(ChatId(chat));
    }
    // Whatever the code: slow mode is told by a 400 as well.
    if let Some(wait) = parameters.retry_after.or_else(|| refusals::named_wait(&envelope.description)) {
        return ApiError::RetryAfter(Duration::from_secs(wait.max(1)));
    }
    match code {
        429 => ApiError::RetryAfter(Duration::from_secs(1)),
        401 | 404 => ApiError::TokenRefused,
        409 => ApiError::Conflict(envelope.description),
        500.. => ApiError::Unreachable(format!("telegram answered {code}").into()),
        _ => refusals::meaning(code, envelope.description),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(status: u16, body: &str) -> Result<(), ApiError> {
        judge(status, body.as_bytes())
    }

    fn refused(description: &str) -> ApiError {
        judged(400, &format!(r#"{{"ok":false,"error_code":400,"description":"{description}"}}"#)).unwrap_err()
    }

    #[test]
    fn a_messages_id_is_found_wherever_it_stands() {
        assert_eq!(sent(br#"{"ok":true,"result":{"message_id":17,"date":1}}"#), Ok(MessageId(17)));
        assert_eq!(sent(br#"{"ok":true,"result":{"date":1,"message_id":17}}"#), Ok(MessageId(17)));
        assert_eq!(sent(br#"{"ok":true,"result":{"message_id":17}}"#), Ok(MessageId(17)));
        assert!(sent(br#"{"ok":true,"result":true}"#).is_err());
    }

    #[test]
    fn telegrams_words_are_understood() {
        assert_eq!(judged(200, r#"{"ok":true,"result":true}"#), Ok(()));
        assert_eq!(refused("Bad Request: message is not modified: specified new"), ApiError::AlreadyDone);
        assert_eq!(refused("Bad Request: query ID is invalid"), ApiError::AlreadyDone);
        assert_eq!(refused("Bad Request: message to edit not found"), ApiError::EditTargetMissing);
        assert_eq!(refused("Bad Request: message thread not found"), ApiError::TopicMissing);
        assert!(matches!(refused("Bad Request: chat not found"), ApiError::Gone(_)));
        assert!(matches!(refused("Bad Request: can't parse entities"), ApiError::Refused { code: 400, .. }));
        let flood = r#"{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":7}}"#;
        assert_eq!(judged(429, flood), Err(ApiError::RetryAfter(Duration::from_secs(7))));
        let moved = r#"{"ok":false,"error_code":400,"description":"x","parameters":{"migrate_to_chat_id":-1005}}"#;
        assert_eq!(judged(400, moved), Err(ApiError::Migrated(ChatId(-1005))));
        assert!(matches!(judged(502, "<html>"), Err(ApiError::Unreachable(_))));
        assert!(matches!(judged(413, "<html>"), Err(ApiError::Refused { code: 413, .. })));
        assert_eq!(refused("Bad Request: there is no text in the message to edit"), ApiError::EditKindDiffers);
        assert_eq!(refused("Bad Request: there is no media in the message to edit"), ApiError::EditKindDiffers);
        assert!(matches!(judged(200, "<html>"), Err(ApiError::Unreachable(_))));
    }
}
