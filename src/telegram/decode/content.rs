//! Whether a message is somebody's, or Telegram's word about what somebody did.
//!
//! Telegram has some forty kinds of service messages and adds to them every few months; what a person
//! can send changes seldom. So what is known here is the latter: a message that holds none of it and no
//! text is nobody's.

use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, de};

/// What a person can send beside text, by the member that holds it.
const SENT: [&str; 18] = [
    "animation",
    "audio",
    "checklist",
    "contact",
    "dice",
    "document",
    "game",
    "live_photo",
    "location",
    "paid_media",
    "photo",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
];

/// Whether the update's message holds anything a person sends. Told only when it has no text.
pub(super) fn is_sent(raw: &str) -> bool {
    #[derive(Deserialize)]
    struct Update {
        #[serde(default)]
        message: Holds,
        #[serde(default)]
        edited_message: Holds,
    }
    serde_json::from_str(raw).is_ok_and(|Update { message, edited_message }| message.0 || edited_message.0)
}

/// Whether one of the members is a person's.
#[derive(Default)]
struct Holds(bool);

impl<'de> Deserialize<'de> for Holds {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Holds;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a message")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Holds, A::Error> {
        let mut holds = false;
        while let Some((name, _)) = members.next_entry::<String, IgnoredAny>()? {
            holds |= SENT.contains(&name.as_str());
        }
        Ok(Holds(holds))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Holds, E> {
        Ok(Holds(false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_sends_is_told_from_telegrams_word() {
        for sent in SENT {
            assert!(is_sent(&format!(r#"{{"update_id":1,"message":{{"message_id":1,"{sent}":{{"a":[1]}}}}}}"#)));
        }
        for service in ["pinned_message", "gift", "a_service_of_the_future"] {
            assert!(!is_sent(&format!(r#"{{"message":{{"message_id":1,"{service}":{{"photo":1,"text":"x"}}}}}}"#)));
        }
        assert!(!is_sent(r#"{"message":null}"#) && !is_sent("{}"));
    }
}
