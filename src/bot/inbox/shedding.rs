//! Overload: how much of one conversation may wait, and what becomes of the rest.
//!
//! Owns: who is shed and who was told. Must not know: how updates come in.
//!
//! A conversation has too much waiting when its lane does, or its chat's deliveries do: Telegram
//! takes some twenty messages a minute for a group, however many are asked for.
//!
//! What is shed was never accepted: it gets no inbox row, and the one sentence about it is owed in
//! the very transaction that tells Telegram to forget it.

use std::collections::HashSet;

use crate::domain::person::{ChatKind, Seat};
use crate::view::Html;
use crate::view::texts::Texts;

use crate::bot::outbox::asides::acknowledge;
use crate::bot::rows::{Owed, Target, What};
use crate::bot::services::Services;
use crate::bot::turn::trigger::Trigger;
use crate::telegram::decode::{Incoming, Message, UpdateKind};

/// How many updates of one conversation, or messages to one chat, may wait, and what one poll brings
/// on top. Nobody types so much; the memory of those who try is bounded by it.
pub const MOST_WAITING: usize = 200;

/// Who is being shed.
#[derive(Default)]
pub struct Shedding {
    /// Conversations whose burst goes on, and who were told so.
    told: HashSet<Seat>,
}

impl Shedding {
    /// Whether a conversation with so much waiting takes no more updates.
    #[must_use]
    pub fn sheds(&self, waiting: usize, update: &Incoming) -> bool {
        // A group that moves is no flood, and everything of it depends on that one update.
        waiting >= MOST_WAITING && !matches!(update.kind, UpdateKind::Moved { .. })
    }

    /// What is owed to somebody whose update is shed: one sentence a burst. A press is answered.
    pub async fn shed(&mut self, services: &Services, seat: Seat, update: &Incoming) -> Option<Owed> {
        let trigger = Trigger::of(update);
        acknowledge(services, &trigger, None);
        if !expects_a_word(seat, update) || !self.told.insert(seat) {
            return None;
        }
        log::warn!(update = update.update; "a conversation has too much waiting; what comes now is shed");
        let html = Html::new().text(&Texts::of(services.language(seat.person).await).shed()).into_string();
        let reply_to = trigger.quote.clone().filter(|_| seat.chat.kind() == ChatKind::Group);
        let what = What::Say { html, markup: None, reply_to, target: Target::New };
        Some(Owed { chat: seat.chat, topic: seat.topic, what, trace: "shed".to_owned(), asker: None })
    }

    /// A burst is over once its conversation has caught up: the next one is told of again.
    pub fn forget(&mut self, waiting: impl Fn(Seat) -> usize) {
        self.told.retain(|seat| waiting(*seat) > 0);
    }
}

/// Where others talk, the bot stays silent unless it was spoken to.
fn expects_a_word(seat: Seat, update: &Incoming) -> bool {
    let is_spoken_to = |message: &Message| {
        message.replies_to.is_some() || message.text.as_deref().is_some_and(|text| text.starts_with('/'))
    };
    match &update.kind {
        UpdateKind::Press(_) => true,
        UpdateKind::Message(message) => seat.chat.kind() == ChatKind::Private || is_spoken_to(message),
        UpdateKind::Moved { .. } | UpdateKind::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telegram::decode::decode;

    fn said(chat: &str, text: &str) -> Incoming {
        let person = r#""from":{"id":5,"is_bot":false,"first_name":"A"}"#;
        decode(&format!(
            r#"{{"update_id":7,"message":{{"message_id":3,"date":1,{person},"chat":{{{chat}}},"text":"{text}"}}}}"#
        ))
        .unwrap()
    }

    fn hears(update: &Incoming) -> bool {
        expects_a_word(update.seat().unwrap(), update)
    }

    #[test]
    fn a_group_hears_of_it_only_when_it_spoke_to_the_bot() {
        let (private, group) = (r#""id":5,"type":"private""#, r#""id":-100,"type":"supergroup""#);
        assert!(hears(&said(private, "halo")) && hears(&said(group, "/cek")));
        assert!(!hears(&said(group, "halo")));
    }

    #[test]
    fn a_full_conversation_takes_no_more_but_the_news_that_its_group_moves() {
        let shedding = Shedding::default();
        let update = said(r#""id":5,"type":"private""#, "halo");
        assert!(!shedding.sheds(MOST_WAITING - 1, &update) && shedding.sheds(MOST_WAITING, &update));
        let moved = Incoming {
            update: 1,
            kind: UpdateKind::Moved { from: update.seat().unwrap().chat, to: update.seat().unwrap().chat },
        };
        assert!(!shedding.sheds(MOST_WAITING, &moved));
    }

    #[test]
    fn a_burst_is_over_once_its_conversation_has_caught_up() {
        let seat = said(r#""id":5,"type":"private""#, "halo").seat().unwrap();
        let mut shedding = Shedding { told: [seat].into() };
        shedding.forget(|_| 1);
        assert!(shedding.told.contains(&seat));
        shedding.forget(|_| 0);
        assert!(shedding.told.is_empty());
    }
}
