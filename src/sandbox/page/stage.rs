//! The people and chats that the page is about.

use serde::Serialize;

use crate::{
    domain::person::{ChatId, PersonId, TopicId},
    sandbox::{
        biller::MAGIC,
        bot_api::{BotApi, Person},
    },
};

/// Roles, not names: nobody here is a person.
const PEOPLE: [(u64, &str); 2] = [(1_001, "Agen"), (1_002, "Kolektor")];
const GROUP: &str = "Loket & Kolektor";
const FORUM: &str = "Wilayah Tagih";
const TOPICS: [&str; 2] = ["Utara", "Selatan"];

/// Who and what is there.
#[derive(Debug, Serialize)]
pub(super) struct Stage {
    /// The bot's username.
    bot: String,
    people: Vec<Role>,
    chats: Vec<Room>,
    /// What the gateway's emulator has in store.
    magic: Vec<Trick>,
}

/// A number's ending, and what it brings about.
#[derive(Debug, Serialize)]
struct Trick {
    ending: &'static str,
    id: &'static str,
    en: &'static str,
}

/// One of the people whom the viewer plays.
#[derive(Debug, Serialize)]
struct Role {
    id: PersonId,
    name: &'static str,
}

/// One chat of the list.
#[derive(Debug, Serialize)]
pub(super) struct Room {
    pub(super) id: ChatId,
    title: &'static str,
    /// Whose private chat it is.
    pub(super) person: Option<PersonId>,
    topics: Vec<Topic>,
}

#[derive(Debug, Serialize)]
struct Topic {
    id: TopicId,
    title: &'static str,
}

impl Stage {
    /// Opens all of it.
    pub(super) fn open(telegram: &BotApi) -> Self {
        for (id, name) in PEOPLE {
            telegram.add_person(Person::new(id, name));
        }
        let private = PEOPLE.map(|(id, _)| Room::private(PersonId(id)));
        let group = Room { id: telegram.add_supergroup(GROUP), title: GROUP, person: None, topics: Vec::new() };
        let forum = telegram.add_forum(FORUM);
        let topics = TOPICS.map(|title| Topic { id: telegram.add_topic(forum, title), title });
        let forum = Room { id: forum, title: FORUM, person: None, topics: topics.into() };
        Self {
            bot: telegram.username(),
            people: PEOPLE.map(|(id, name)| Role { id: PersonId(id), name }).into(),
            chats: private.into_iter().chain([group, forum]).collect(),
            magic: MAGIC
                .iter()
                .map(|magic| Trick { ending: magic.ending, id: magic.what_id, en: magic.what_en })
                .collect(),
        }
    }

    pub(super) fn rooms(&self) -> impl Iterator<Item = &Room> {
        self.chats.iter()
    }

    /// Everybody in a chat.
    pub(super) fn members<'a>(&'a self, room: &'a Room) -> impl Iterator<Item = PersonId> + use<'a> {
        self.people.iter().map(|role| role.id).filter(|id| room.person.is_none_or(|owner| owner == *id))
    }

    /// Whether this person may speak in this chat, and in this topic of it.
    pub(super) fn admits(&self, chat: ChatId, person: PersonId, topic: Option<TopicId>) -> bool {
        self.chats.iter().any(|room| {
            let there = topic.is_none_or(|topic| room.topics.iter().any(|known| known.id == topic));
            room.id == chat && there && self.members(room).any(|member| member == person)
        })
    }

    /// The apps of all these people speak this language now.
    pub(super) fn speak(&self, telegram: &BotApi, language: &str) {
        for role in &self.people {
            let language_code = Some(language.to_owned());
            telegram.add_person(Person { language_code, ..Person::new(role.id.0, role.name) });
        }
    }
}

impl Room {
    fn private(person: PersonId) -> Self {
        let id = ChatId(i64::try_from(person.0).unwrap_or(i64::MAX));
        Self { id, title: "CekTagihan", person: Some(person), topics: Vec::new() }
    }

    /// Where one can speak: the chat itself, and each of its topics.
    pub(super) fn places(&self) -> impl Iterator<Item = Option<TopicId>> {
        std::iter::once(None).chain(self.topics.iter().map(|topic| Some(topic.id)))
    }
}
