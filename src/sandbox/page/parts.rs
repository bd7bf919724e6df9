//! What the page shows, part by part, and what changed since somebody last looked.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::{
    ports::Clock,
    sandbox::{bot_api::Observed, stage::Room},
};

use super::{
    shared::PageState,
    shown::{ShownAnswer, ShownCall, ShownMessage, ShownRequest},
};

/// How many messages of a chat are shown.
const MESSAGES: usize = 200;
/// How many answers to presses are kept for those who reconnect.
const ANSWERS: usize = 20;
/// How many lines of each log are shown.
const LINES: usize = 60;

/// Parts by name: `message/CHAT/ID`, `typing/CHAT/TOPIC`, `menu/CHAT/PERSON`, `answer/PRESS`,
/// `call/N`, `signed/N`, `stage`, `operator`.
#[derive(Debug, Default)]
pub(super) struct PageParts(BTreeMap<String, Box<RawValue>>);

/// What changed.
#[derive(Serialize)]
struct Changes<'a> {
    /// Whether all that was known before is to be forgotten.
    afresh: bool,
    set: BTreeMap<&'a str, &'a RawValue>,
    gone: Vec<&'a str>,
}

impl PageParts {
    /// Everything, now.
    pub(super) fn look(shared: &PageState) -> Self {
        let mut parts = Self::default();
        parts.put("stage".to_owned(), &*shared.stage);
        parts.put("operator".to_owned(), &shared.operator.state());
        shared.sandbox.bot_api.observe(|seen| parts.telegram(shared, seen));
        shared.sandbox.biller.observe(|seen| {
            for request in seen.signed().rev().take(LINES) {
                parts.put(format!("signed/{:09}", request.serial), &ShownRequest::new(request));
            }
        });
        parts
    }

    fn telegram(&mut self, shared: &PageState, seen: Observed<'_>) {
        for room in shared.stage.rooms() {
            self.room(shared, seen, room);
        }
        for answer in seen.callback_answers().rev().take(ANSWERS) {
            self.put(format!("answer/{}", answer.query), &ShownAnswer::new(answer));
        }
        for call in seen.calls().rev().filter(|call| ShownCall::is_news(call)).take(LINES) {
            self.put(format!("call/{:09}", call.serial), &ShownCall::new(call));
        }
    }

    fn room(&mut self, shared: &PageState, seen: Observed<'_>, room: &Room) {
        let chat = room.id;
        for message in seen.messages(chat).rev().take(MESSAGES) {
            let shown = ShownMessage::new(seen, message, room.person.is_some());
            self.put(format!("message/{}/{:09}", chat.0, message.id.0), &shown);
        }
        for person in &room.members {
            self.put(format!("menu/{}/{}", chat.0, person.0), &seen.menu(chat, *person));
        }
        let now = shared.operator.clock().now();
        for topic in room.places() {
            if let Some(action) = seen.typing(chat, topic, now) {
                let name = format!("typing/{}/{}", chat.0, topic.map_or(0, |topic| topic.0));
                self.put(name, &action.at.timestamp_millis());
            }
        }
    }

    fn put(&mut self, name: String, part: &impl Serialize) {
        // Plain structs, texts and numbers always serialise.
        if let Ok(json) = to_raw_value(part) {
            self.0.insert(name, json);
        }
    }

    /// The message for somebody who saw `before`, or nothing yet; `None` when nothing changed.
    pub(super) fn since(&self, before: Option<&Self>) -> Option<String> {
        let known = |name: &str| before.and_then(|before| before.0.get(name)).map(|json| json.get());
        let fresh = self.0.iter().filter(|(name, json)| known(name) != Some(json.get()));
        let gone = before.into_iter().flat_map(|before| before.0.keys()).filter(|name| !self.0.contains_key(*name));
        let changes = Changes {
            afresh: before.is_none(),
            set: fresh.map(|(name, json)| (name.as_str(), &**json)).collect(),
            gone: gone.map(String::as_str).collect(),
        };
        let news = changes.afresh || !changes.set.is_empty() || !changes.gone.is_empty();
        news.then(|| serde_json::to_string(&changes).ok()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(named: &[(&str, u32)]) -> PageParts {
        let mut parts = PageParts::default();
        for (name, value) in named {
            parts.put((*name).to_owned(), value);
        }
        parts
    }

    #[test]
    fn a_newcomer_gets_everything_and_a_follower_what_changed() {
        let (before, after) = (parts(&[("a", 1), ("b", 1), ("c", 1)]), parts(&[("a", 1), ("b", 2), ("d", 1)]));
        assert_eq!(after.since(None).unwrap(), r#"{"afresh":true,"set":{"a":1,"b":2,"d":1},"gone":[]}"#);
        assert_eq!(after.since(Some(&before)).unwrap(), r#"{"afresh":false,"set":{"b":2,"d":1},"gone":["c"]}"#);
        assert_eq!(after.since(Some(&after)), None);
    }
}
