//! What happens to polls and chats beside what people say: counts that begin anew, chats that are restricted,
//! messages and topics that are taken away.

use crate::domain::person::{ChatId, MessageId, TopicId};

use super::{failure::Failure, handle::BotApi};

impl BotApi {
    /// Numbers updates from here on, as Telegram does at random after a quiet week.
    pub fn number_updates_from(&self, first: i64) {
        self.shared.change(|world| world.updates.number_from(first));
    }

    /// Brings this update once more, word for word: a proxy repeats itself.
    pub fn repeat(&self, update: &str) {
        self.shared.change(|world| world.updates.insert(update.to_owned()));
    }

    /// From now on the bot may not write in a chat, and is told so in these words; or it may again.
    pub fn restrict(&self, chat: ChatId, refusal: Option<&Failure>) {
        self.shared.change(|world| {
            world.ensure_chat(chat);
            world.chat_mut(chat).into_iter().for_each(|chat| chat.refuses = refusal.cloned());
        });
    }

    /// Somebody takes a message away.
    pub fn remove_message(&self, chat: ChatId, message: MessageId) {
        self.shared.change(|world| world.chat_mut(chat).and_then(|chat| chat.remove(message)));
    }

    /// Somebody takes a topic away, and all that was said in it.
    pub fn remove_topic(&self, chat: ChatId, topic: TopicId) {
        self.shared.change(|world| world.chat_mut(chat).into_iter().for_each(|chat| chat.remove_topic(topic)));
    }

    /// Answers polls at once though there is nothing, or holds them again.
    pub fn hold_polls(&self, hold: bool) {
        self.shared.change(|world| world.faults.holds_no_poll = !hold);
    }
}
