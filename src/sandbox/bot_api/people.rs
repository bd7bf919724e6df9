//! Acting for the people in front of the bot.

#![expect(clippy::must_use_candidate, reason = "what a person does counts; its number is often of no use")]

use serde_json::Value;

use crate::domain::person::{ChatId, MessageId, PersonId, TopicId};

use super::{
    chat::{ChatStanding, Kind},
    entities::add_found,
    handle::BotApi,
    markup::Action,
    message::{Attachment, Author, Content, Message, Person},
    queries::QueryId,
    world::Post,
};

/// Which button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// By its place, both counted from 0.
    At(usize, usize),
    /// The first one with this label.
    Label(String),
}

impl From<(usize, usize)> for Pick {
    fn from((row, column): (usize, usize)) -> Self {
        Self::At(row, column)
    }
}

impl From<&str> for Pick {
    fn from(label: &str) -> Self {
        Self::Label(label.to_owned())
    }
}

/// What a press on a button did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pressed {
    /// The bot was told.
    Query(QueryId),
    /// The phone copied this text.
    Copied(String),
    /// The phone opened this address.
    Opened(String),
}

/// What a person sends.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// The text, or the caption of a file.
    pub text: &'a str,
    /// What it holds beside text.
    pub content: Content,
    /// The topic it goes to; that of the message it answers when absent.
    pub topic: Option<TopicId>,
    /// The message it answers.
    pub reply_to: Option<MessageId>,
}

/// Why a press or an edit did nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PressError {
    /// There is no such message in the chat.
    #[error("there is no such message")]
    NoMessage,
    /// The message has no such button.
    #[error("the message has no such button")]
    NoButton,
}

impl BotApi {
    /// Adds a person, or changes what is known of one.
    pub fn add_person(&self, person: Person) -> PersonId {
        self.shared.change(|world| world.add_person(person))
    }

    /// Opens a plain group with the bot in it.
    #[must_use]
    pub fn add_group(&self, title: &str) -> ChatId {
        self.shared.change(|world| world.add_chat(Kind::Group, title))
    }

    /// Opens a supergroup with the bot in it.
    #[must_use]
    pub fn add_supergroup(&self, title: &str) -> ChatId {
        self.shared.change(|world| world.add_chat(Kind::Supergroup, title))
    }

    /// Opens a supergroup with topics and the bot in it.
    #[must_use]
    pub fn add_forum(&self, title: &str) -> ChatId {
        self.shared.change(|world| world.add_chat(Kind::Forum, title))
    }

    /// Opens a topic in a forum; the bot is told by a service message, whose number it bears.
    pub fn add_topic(&self, forum: ChatId, name: &str) -> TopicId {
        self.shared.change(|world| {
            world.ensure_chat(forum);
            let next = world.chat(forum).map_or(MessageId(0), super::chat::Chat::next_id);
            let opened = Post::by(Author::Anonymous, Content::TopicCreated(name.to_owned()));
            world.hear(forum, Post { topic: Some(TopicId(next.0)), ..opened });
            TopicId(next.0)
        })
    }

    /// A person writes in the private chat.
    pub fn tell(&self, person: PersonId, text: &str) -> MessageId {
        self.say(private_chat(person), person, text)
    }

    /// A person opens a link to the private chat: `t.me/bot?start=payload`.
    pub fn open_link(&self, person: PersonId, payload: &str) -> MessageId {
        self.tell(person, &format!("/start {payload}"))
    }

    /// A person writes in a chat. In private, one who had blocked the bot unblocks it by that.
    pub fn say(&self, chat: ChatId, person: PersonId, text: &str) -> MessageId {
        self.shared.change(|world| world.hear(chat, said(person, text)))
    }

    /// A person writes in a topic.
    pub fn say_in_topic(&self, chat: ChatId, topic: TopicId, person: PersonId, text: &str) -> MessageId {
        self.shared.change(|world| world.hear(chat, Post { topic: Some(topic), ..said(person, text) }))
    }

    /// A person answers a message, in its topic if it has one.
    pub fn reply(&self, chat: ChatId, person: PersonId, to: MessageId, text: &str) -> MessageId {
        self.shared.change(|world| {
            let topic = world.chat(chat).and_then(|chat| chat.message(to)?.topic);
            world.hear(chat, Post { topic, reply_to: Some(to), ..said(person, text) })
        })
    }

    /// An admin who hides behind the group writes.
    pub fn say_anonymous(&self, chat: ChatId, text: &str) -> MessageId {
        self.shared.change(|world| world.hear(chat, written(Author::Anonymous, text)))
    }

    /// Somebody writes in a group as a channel.
    pub fn say_as_channel(&self, chat: ChatId, channel: ChatId, title: &str, text: &str) -> MessageId {
        let author = Author::Channel { id: channel, title: title.to_owned() };
        self.shared.change(|world| world.hear(chat, written(author, text)))
    }

    /// A person sends anything a message can hold.
    pub fn send(&self, chat: ChatId, person: PersonId, letter: Letter<'_>) -> MessageId {
        self.shared.change(|world| {
            let replied = |id| world.chat(chat).and_then(|chat| chat.message(id)?.topic);
            let topic = letter.topic.or_else(|| letter.reply_to.and_then(replied));
            let Letter { text, reply_to, content, .. } = letter;
            world.hear(chat, Post { topic, reply_to, content, ..said(person, text) })
        })
    }

    /// A person sends a picture.
    pub fn send_photo(&self, chat: ChatId, person: PersonId, caption: &str) -> MessageId {
        let content = Content::Photo(Attachment::default());
        self.shared.change(|world| world.hear(chat, Post { content, ..said(person, caption) }))
    }

    /// A person sends a sticker.
    pub fn send_sticker(&self, chat: ChatId, person: PersonId) -> MessageId {
        self.shared.change(|world| world.hear(chat, Post::by(Author::Person(person), Content::Sticker)))
    }

    /// The author changes a message's text.
    ///
    /// # Errors
    /// [`PressError::NoMessage`].
    pub fn edit(&self, chat: ChatId, message: MessageId, text: &str) -> Result<(), PressError> {
        self.shared.change(|world| {
            let now = world.now;
            let known = world.chat_mut(chat).and_then(|chat| chat.message_mut(message)).ok_or(PressError::NoMessage)?;
            let new = written(known.author.clone(), text);
            (known.source, known.text, known.entities) = (new.source, new.text, new.entities);
            known.edited = Some(now);
            world.pass_on("edited_message", chat, message);
            Ok(())
        })
    }

    /// A person presses a button.
    ///
    /// # Errors
    /// [`PressError`] when there is nothing to press.
    pub fn press(
        &self,
        chat: ChatId,
        person: PersonId,
        message: MessageId,
        button: impl Into<Pick>,
    ) -> Result<Pressed, PressError> {
        let pick = button.into();
        self.shared.change(|world| {
            let known = world.chat(chat).and_then(|chat| chat.message(message)).ok_or(PressError::NoMessage)?;
            match find(known, &pick).ok_or(PressError::NoButton)? {
                Action::Callback(data) => Ok(Pressed::Query(world.press(chat, person, message, &data))),
                Action::Copy(text) => Ok(Pressed::Copied(text)),
                Action::Url(url) => Ok(Pressed::Opened(url)),
            }
        })
    }

    /// A press with data that need not stand on any button, on a message that need not exist
    /// any more: Telegram vouches for neither.
    pub fn press_raw(&self, chat: ChatId, person: PersonId, message: MessageId, data: &str) -> QueryId {
        self.shared.change(|world| {
            world.ensure_chat(chat);
            world.press(chat, person, message, data)
        })
    }

    /// A person blocks the bot.
    pub fn block(&self, person: PersonId) {
        self.shared.change(|world| {
            world.ensure_person(person);
            world.stand(private_chat(person), person, ChatStanding::Gone);
        });
    }

    /// A person unblocks the bot.
    pub fn unblock(&self, person: PersonId) {
        self.shared.change(|world| world.stand(private_chat(person), person, ChatStanding::Here));
    }

    /// Somebody removes the bot from a group.
    pub fn remove_bot(&self, chat: ChatId, by: PersonId) {
        self.shared.change(|world| world.stand(chat, by, ChatStanding::Gone));
    }

    /// A group becomes a supergroup: a service message in each, and the old id is refused from
    /// now on. Gives the new id.
    #[must_use]
    pub fn migrate(&self, group: ChatId) -> ChatId {
        self.shared.change(|world| {
            world.ensure_chat(group);
            let title = world.chat(group).map(|chat| chat.title.clone()).unwrap_or_default();
            let new = world.add_chat(Kind::Supergroup, &title);
            world.hear(group, Post::by(Author::Anonymous, Content::MigratedTo(new)));
            world.hear(new, Post::by(Author::Anonymous, Content::MigratedFrom(group)));
            if let Some(chat) = world.chat_mut(group) {
                chat.migrated_to = Some(new);
            }
            new
        })
    }

    /// Makes the bot an administrator of a group who may delete messages, or takes that away.
    pub fn let_delete(&self, group: ChatId, may: bool) {
        self.shared.change(|world| {
            if let Some(chat) = world.chat_mut(group) {
                chat.lets_delete = may;
            }
        });
    }

    /// Switches privacy mode.
    pub fn set_privacy(&self, on: bool) {
        self.shared.change(|world| world.privacy = on);
    }

    /// Queues any update, whatever its kind; `update_id` is filled in and returned.
    ///
    /// # Errors
    /// When the text is not a JSON object.
    pub fn push_raw(&self, update: &str) -> serde_json::Result<i64> {
        let mut members: serde_json::Map<String, Value> = serde_json::from_str(update)?;
        members.remove("update_id");
        let object = Value::Object(members).to_string();
        let inside = &object[1..object.len() - 1];
        Ok(self.shared.change(|world| world.updates.push_raw(inside, world.now.timestamp())))
    }
}

/// A person's private chat.
fn private_chat(person: PersonId) -> ChatId {
    ChatId(i64::try_from(person.0).unwrap_or(i64::MAX))
}

fn said(person: PersonId, text: &str) -> Post {
    written(Author::Person(person), text)
}

fn written(author: Author, text: &str) -> Post {
    let mut entities = Vec::new();
    add_found(text, &mut entities);
    Post { source: text.to_owned(), text: text.to_owned(), entities, ..Post::by(author, Content::Text) }
}

fn find(message: &Message, pick: &Pick) -> Option<Action> {
    let button = match pick {
        Pick::At(row, column) => message.rows().get(*row)?.get(*column)?,
        Pick::Label(label) => message.rows().iter().flatten().find(|button| button.label == *label)?,
    };
    Some(button.action.clone())
}
