//! What the bot hears of what people do.

use serde_json::json;

use crate::{
    domain::person::{ChatId, MessageId, PersonId},
    sandbox::random::Random,
};

use super::{
    chat::{ChatStanding, Kind},
    message::{Author, Message},
    queries::QueryId,
    wire::{WireChat, WireUser},
    world::{Post, World},
};

impl World {
    /// Somebody's message goes into a chat, and to the bot if it may hear it.
    pub(super) fn hear(&mut self, chat: ChatId, post: Post) -> MessageId {
        self.ensure_chat(chat);
        if let Author::Person(person) = post.author {
            self.ensure_person(person);
            if self.chat(chat).is_some_and(|chat| chat.kind == Kind::Private && chat.standing != ChatStanding::Here) {
                self.stand(chat, person, ChatStanding::Here);
            }
        }
        let id = self.post(chat, post).unwrap_or(MessageId(0));
        self.pass_on("message", chat, id);
        id
    }

    /// Tells the bot of a message, if it may hear it.
    pub(super) fn pass_on(&mut self, kind: &str, chat: ChatId, message: MessageId) {
        if self.may_hear(chat, message) {
            self.tell(kind, chat, message);
        }
    }

    /// Privacy mode: in groups a bot hears commands without a name or with its own, replies to
    /// its messages, and service messages.
    fn may_hear(&self, chat: ChatId, message: MessageId) -> bool {
        let Some(chat) = self.chat(chat).filter(|chat| chat.standing == ChatStanding::Here) else {
            return false;
        };
        let Some(message) = chat.message(message) else {
            return false;
        };
        let answers_bot = message.reply_to.and_then(|id| chat.message(id)).is_some_and(Message::is_from_bot);
        chat.kind == Kind::Private
            || !self.privacy
            || message.content.is_service()
            || answers_bot
            || self.is_commanded(message)
    }

    fn is_commanded(&self, message: &Message) -> bool {
        let first = message.entities.first().filter(|entity| entity.kind == "bot_command" && entity.offset == 0);
        // A command is ASCII: units are bytes.
        let command = first.and_then(|entity| message.text.get(..entity.length as usize));
        let name = self.bot.username.as_deref().unwrap_or_default();
        command.is_some_and(|command| command.split_once('@').is_none_or(|(_, bot)| bot.eq_ignore_ascii_case(name)))
    }

    /// Tells the bot of a press.
    pub(super) fn press(&mut self, chat: ChatId, person: PersonId, message: MessageId, data: &str) -> QueryId {
        self.ensure_person(person);
        let query = self.queries.press(person, chat, message, self.now);
        let shown = match self.wire(chat, message).and_then(|wire| serde_json::to_value(wire).ok()) {
            Some(shown) => shown,
            // Telegram's "inaccessible message".
            None => json!({ "chat": self.shown_chat(chat), "message_id": message, "date": 0 }),
        };
        let update = json!({
            "id": query.to_string(),
            "from": self.user(person),
            "message": shown,
            "chat_instance": Random::of(&[&chat.0.to_string()]).figure().to_string(),
            "data": data,
        });
        self.updates.push("callback_query", &update.to_string(), self.now.timestamp());
        query
    }

    /// The bot's place in a chat changes, and it is told when that is news.
    pub(super) fn stand(&mut self, chat: ChatId, by: PersonId, standing: ChatStanding) {
        let Some(known) = self.chat_mut(chat) else {
            return;
        };
        let before = std::mem::replace(&mut known.standing, standing);
        if before == standing || (before == ChatStanding::Unstarted && standing == ChatStanding::Here) {
            return;
        }
        let member = |standing| match standing {
            ChatStanding::Gone => json!({ "user": WireUser::bot(&self.bot), "status": "kicked", "until_date": 0 }),
            ChatStanding::Here | ChatStanding::Unstarted => {
                json!({ "user": WireUser::bot(&self.bot), "status": "member" })
            }
        };
        let update = json!({
            "chat": self.shown_chat(chat),
            "from": self.user(by),
            "date": self.now.timestamp(),
            "old_chat_member": member(before),
            "new_chat_member": member(standing),
        });
        self.updates.push("my_chat_member", &update.to_string(), self.now.timestamp());
    }

    fn shown_chat(&self, id: ChatId) -> Option<WireChat<'_>> {
        self.chat(id).map(|chat| WireChat::new(self, chat))
    }
}
