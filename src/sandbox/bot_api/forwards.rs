//! Forwarding: what becomes of a message that somebody sends on to another chat.

use crate::domain::person::{ChatId, MessageId, PersonId, TopicId};

use super::{
    handle::BotApi,
    message::{Author, ForwardOrigin, Message},
    people::PressError,
    world::Post,
};

impl BotApi {
    /// A person forwards a message from one chat into another, without its buttons. What was forwarded before still
    /// tells who wrote it first.
    ///
    /// # Errors
    /// [`PressError::NoMessage`], also for what Telegram itself said.
    pub fn forward(
        &self,
        (chat, topic): (ChatId, Option<TopicId>),
        person: PersonId,
        (source, message): (ChatId, MessageId),
    ) -> Result<MessageId, PressError> {
        self.shared.change(|world| {
            let known = world.chat(source).and_then(|chat| chat.message(message));
            let known = known.filter(|known| !known.content.is_service()).ok_or(PressError::NoMessage)?;
            let post = Post { topic, ..forwarded(known, person) };
            Ok(world.hear(chat, post))
        })
    }
}

fn forwarded(known: &Message, by: PersonId) -> Post {
    let Message { chat, author, at, source, text, entities, content, origin, .. } = known.clone();
    let origin = origin.unwrap_or(ForwardOrigin { chat, author, at });
    Post { source, text, entities, origin: Some(origin), ..Post::by(Author::Person(by), content) }
}
