//! Reading raw updates. Total: an unknown field, entity, kind or type never costs a person's text.
//!
//! Owns: which parts of an update the bot looks at. Must not know: what they mean.
//!
//! Why not teloxide's `Update`: a message with one unknown entity type loses its text there, and an
//! unknown chat type the whole update. Every part read here is read on its own; one that is not
//! as expected is absent, and the others stay.

mod content;
mod incoming;
mod naming;
mod part;
mod raw;
mod user;

use serde::Deserialize;

pub use incoming::{Incoming, Message, Press, Quoted, UpdateKind, is_nameless};
pub use naming::Naming;

use raw::RawUpdate;

/// The update kinds the bot asks Telegram for; sent with every poll.
pub const ALLOWED_UPDATES: [&str; 3] = ["message", "edited_message", "callback_query"];

/// Reads an update; `None` only when there is no update id in it.
#[must_use]
pub fn decode(raw: &str) -> Option<Incoming> {
    let update = RawUpdate::read(raw)?;
    let (update, kind) = (update.update_id, update.kind());
    let says_nothing = matches!(&kind, UpdateKind::Message(message) if message.text.is_none());
    // Telegram's own words: something was pinned, given, switched on.
    let kind = if says_nothing && !content::is_sent(raw) { UpdateKind::Other } else { kind };
    Some(Incoming { update, kind })
}

/// The id of an update, when that is all that is wanted of it.
#[must_use]
pub fn update_id(raw: &str) -> Option<i64> {
    #[derive(Deserialize)]
    struct Id {
        update_id: i64,
    }
    serde_json::from_str::<Id>(raw).ok().map(|id| id.update_id)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::person::{MessageId, PersonId, TopicId};

    fn message(raw: &str) -> Arc<Message> {
        match decode(raw).unwrap().kind {
            UpdateKind::Message(message) => message,
            other => panic!("{other:?}"),
        }
    }

    const HEAD: &str =
        r#"{"update_id":7,"message":{"message_id":3,"date":1,"from":{"id":5,"is_bot":false,"first_name":"A"},"#;

    #[test]
    fn an_unknown_entity_costs_no_text() {
        let raw = format!(
            r#"{HEAD}"chat":{{"id":5,"type":"private"}},"text":"pln 5140","entities":[{{"type":"date_time","offset":0}}]}}}}"#
        );
        assert_eq!(message(&raw).text.as_deref(), Some("pln 5140"));
    }

    #[test]
    fn a_part_of_another_type_costs_only_itself() {
        let raw = format!(
            r#"{HEAD}"chat":{{"id":-5,"type":"newkind"}},"text":"a\nb","reply_to_message":[1],"message_thread_id":"x","sender_chat":null}}}}"#
        );
        let read = message(&raw);
        assert_eq!(read.text.as_deref(), Some("a\nb"));
        assert_eq!((read.seat.topic, read.replies_to, read.nameless), (None, None, false));
    }

    #[test]
    fn a_message_that_is_none_costs_only_itself() {
        let edited = r#"{"message_id":3,"from":{"id":5},"chat":{"id":5,"type":"private"},"text":"x"}"#;
        for message in ["1e999", "[1]", r#""\ud800""#, r#"{"message_id":3}"#, r#"{"message_id":1,"message_id":1}"#] {
            let raw = format!(r#"{{"message":{message},"edited_message":{edited},"update_id":7}}"#);
            assert!(self::message(&raw).edited, "{message}");
        }
    }

    #[test]
    fn a_name_is_trimmed_and_cut() {
        let first_name = |name: &str| {
            let chat = r#""chat":{"id":5,"type":"private"},"text":"x""#;
            let from = format!(r#"{{"id":5,"first_name":"{name}"}}"#);
            message(&format!(r#"{{"update_id":7,"message":{{"message_id":3,"from":{from},{chat}}}}}"#))
                .first_name
                .clone()
        };
        assert_eq!(first_name(r" Ani\u00e9 ").as_deref(), Some("Ani\u{e9}"));
        assert_eq!(first_name(&"é".repeat(65)).as_deref(), Some(&*"é".repeat(64)));
        assert_eq!((first_name("  "), first_name(r"\ud800")), (None, None));
    }

    #[test]
    fn an_unknown_kind_before_a_known_one_hides_nothing() {
        let raw = r#"{"new":{"a":[1]},"edited_message":{"message_id":3,"from":{"id":5},"chat":{"id":5,"type":"private"},"caption":"x"},"update_id":7}"#;
        assert!(message(raw).edited);
    }

    #[test]
    fn a_thread_is_a_topic_only_when_it_says_so() {
        let chat = r#""chat":{"id":-100,"type":"supergroup"},"text":"x","message_thread_id":9"#;
        assert_eq!(message(&format!("{HEAD}{chat}}}}}")).seat.topic, None);
        let topic = format!(r#"{HEAD}{chat},"is_topic_message":true}}}}"#);
        assert_eq!(message(&topic).seat.topic, Some(TopicId(9)));
    }

    #[test]
    fn nobody_in_particular_is_recognised() {
        let admin = r#"{"update_id":1,"message":{"message_id":3,"from":{"id":1087968824,"is_bot":true},"sender_chat":{"id":-100},"chat":{"id":-100,"type":"supergroup"},"text":"/cek"}}"#;
        assert!(message(admin).nameless);
        let bot = r#"{"update_id":1,"message":{"message_id":3,"from":{"id":99,"is_bot":true},"chat":{"id":-100,"type":"supergroup"},"text":"/cek"}}"#;
        assert_eq!(decode(bot).unwrap().kind, UpdateKind::Other);
    }

    #[test]
    fn a_press_on_an_inaccessible_message_still_has_a_place() {
        let raw = r#"{"update_id":1,"callback_query":{"id":"77","from":{"id":5},"chat_instance":"1","message":{"message_id":3,"date":0,"chat":{"id":5,"type":"private"}},"data":"h"}}"#;
        let UpdateKind::Press(press) = decode(raw).unwrap().kind else { panic!() };
        assert_eq!(press.seat.unwrap().person, PersonId(5));
        assert_eq!(press.message, Some(MessageId(3)));
    }

    #[test]
    fn a_press_stays_one_whatever_its_message_is() {
        for message in ["null", "[1]", "1e999", r#""\ud800""#, r#"{"message_id":3}"#, r#"{"message_id":3,"chat":{}}"#] {
            let query = format!(r#"{{"id":"77","from":{{"id":5}},"message":{message},"data":"h"}}"#);
            let raw = format!(r#"{{"update_id":1,"callback_query":{query}}}"#);
            let UpdateKind::Press(press) = decode(&raw).unwrap().kind else { panic!("{message}") };
            assert_eq!((press.query.as_str(), press.seat), ("77", None), "{message}");
        }
    }

    #[test]
    fn a_sender_or_an_answered_message_of_another_kind_costs_only_itself() {
        for odd in ["1e999", "true", r#""\ud800""#, r#"{"id":-1}"#, r#"{"id":1,"id":1}"#] {
            let rest = format!(r#""chat":{{"id":5,"type":"private"}},"text":"x","reply_to_message":{odd}}}}}"#);
            assert_eq!(message(&format!("{HEAD}{rest}")).text.as_deref(), Some("x"), "{odd}");
            let from = format!(r#"{{"update_id":7,"message":{{"message_id":3,"from":{odd},{rest}"#);
            assert_eq!(decode(&from).map(|read| (read.update, read.kind)), Some((7, UpdateKind::Other)), "{odd}");
        }
    }

    #[test]
    fn what_is_no_update_is_none() {
        assert_eq!(decode("{}"), None);
        assert_eq!(decode("]"), None);
        assert_eq!(decode(r#"{"update_id":4,"poll":{}}"#).unwrap().kind, UpdateKind::Other);
        assert_eq!(update_id(r#"{"poll":1,"update_id":4}"#), Some(4));
    }
}
