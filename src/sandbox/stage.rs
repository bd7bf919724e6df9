//! The people and chats that a demo is about.

use serde::Serialize;

use super::{
    biller::MAGIC,
    bot_api::{BotApi, Person},
};
use crate::domain::{
    access::Role,
    person::{ChatId, PersonId, TopicId},
};

/// What people are, not who: nobody here is a person.
const PEOPLE: [Player; 4] = [
    Player { id: 1_001, name: Name { id: "Agen", en: "Agent" }, role: Some(Role::Agent) },
    Player { id: 1_002, name: Name { id: "Kolektor", en: "Collector" }, role: Some(Role::Staff) },
    Player { id: 1_003, name: Name { id: "Pemilik", en: "Owner" }, role: Some(Role::Owner) },
    Player { id: 1_004, name: Name { id: "Orang baru", en: "Newcomer" }, role: None },
];
const GROUP: &str = "Loket & Kolektor";
const FORUM: &str = "Wilayah Tagih";
const TOPICS: [&str; 2] = ["Utara", "Selatan"];

/// Who and what is there.
#[derive(Debug, Serialize)]
pub struct Stage {
    /// The bot's username.
    bot: String,
    people: Vec<Player>,
    chats: Vec<Room>,
    /// What the gateway's emulator has in store.
    magic: Vec<Trick>,
}

/// The same in both languages of the page.
#[derive(Debug, Clone, Copy, Serialize)]
struct Name {
    id: &'static str,
    en: &'static str,
}

/// A number's ending, and what it brings about.
#[derive(Debug, Serialize)]
struct Trick {
    ending: &'static str,
    id: &'static str,
    en: &'static str,
}

/// One of the people whom the viewer plays.
#[derive(Debug, Clone, Copy, Serialize)]
struct Player {
    id: u64,
    name: Name,
    /// What they are to the bot when the demo begins; nothing: a stranger, who is in no group either.
    #[serde(skip)]
    role: Option<Role>,
}

/// One chat of the list.
#[derive(Debug, Serialize)]
pub(super) struct Room {
    pub(super) id: ChatId,
    title: &'static str,
    /// Whose private chat it is.
    pub(super) person: Option<PersonId>,
    topics: Vec<Topic>,
    /// Who is in it.
    pub(super) members: Vec<PersonId>,
}

#[derive(Debug, Serialize)]
struct Topic {
    id: TopicId,
    title: &'static str,
}

impl Stage {
    /// Opens all of it.
    #[must_use]
    pub fn open(telegram: &BotApi) -> Self {
        for player in PEOPLE {
            telegram.add_person(Person::new(player.id, player.name.id));
            if player.role == Some(Role::Owner) {
                // A bot may not write first: the owner has had this chat since the bot was installed.
                telegram.unblock(PersonId(player.id));
            }
        }
        let private = PEOPLE.map(|player| Room::private(PersonId(player.id)));
        let [agent, collector, owner, stranger] = private;
        let group = Room::group(telegram.add_supergroup(GROUP), GROUP, Vec::new());
        let forum = telegram.add_forum(FORUM);
        let topics = TOPICS.map(|title| Topic { id: telegram.add_topic(forum, title), title });
        let forum = Room::group(forum, FORUM, topics.into());
        Self {
            bot: telegram.username(),
            people: PEOPLE.into(),
            chats: vec![agent, collector, group, forum, owner, stranger],
            magic: MAGIC
                .iter()
                .map(|magic| Trick { ending: magic.ending, id: magic.what_id, en: magic.what_en })
                .collect(),
        }
    }

    /// Who owns the bot.
    pub fn owners(&self) -> impl Iterator<Item = PersonId> {
        self.people.iter().filter(|player| player.role == Some(Role::Owner)).map(|player| PersonId(player.id))
    }

    /// Whom the owner let in before the demo began: their role and their name.
    pub fn let_in(&self) -> impl Iterator<Item = (PersonId, Role, &'static str)> {
        let roles = self.people.iter().filter_map(|player| Some((player.id, player.role?, player.name.id)));
        roles.filter(|(_, role, _)| *role != Role::Owner).map(|(id, role, name)| (PersonId(id), role, name))
    }

    /// The groups that the owner opened to the bot before the demo began, and their titles.
    pub fn groups(&self) -> impl Iterator<Item = (ChatId, &'static str)> {
        self.chats.iter().filter(|room| room.person.is_none()).map(|room| (room.id, room.title))
    }

    pub(super) fn rooms(&self) -> impl Iterator<Item = &Room> {
        self.chats.iter()
    }

    /// Whether this person may speak in this chat, and in this topic of it.
    pub(super) fn admits(&self, chat: ChatId, person: PersonId, topic: Option<TopicId>) -> bool {
        self.chats.iter().any(|room| {
            let there = topic.is_none_or(|topic| room.topics.iter().any(|known| known.id == topic));
            room.id == chat && there && room.members.contains(&person)
        })
    }

    /// The apps of all these people speak this language now: `id` or `en`.
    pub(super) fn speak(&self, telegram: &BotApi, language: &str) {
        for Player { id, name, .. } in &self.people {
            let language_code = Some(language.to_owned());
            let name = if language == "en" { name.en } else { name.id };
            telegram.add_person(Person { language_code, ..Person::new(*id, name) });
        }
    }
}

impl Room {
    fn private(person: PersonId) -> Self {
        let id = ChatId(i64::try_from(person.0).unwrap_or(i64::MAX));
        Self { id, title: "CekTagihan", person: Some(person), topics: Vec::new(), members: vec![person] }
    }

    fn group(id: ChatId, title: &'static str, topics: Vec<Topic>) -> Self {
        let members = PEOPLE.iter().filter(|player| player.role.is_some()).map(|player| PersonId(player.id));
        Self { id, title, person: None, topics, members: members.collect() }
    }

    /// Where one can speak: the chat itself, and each of its topics.
    pub(super) fn places(&self) -> impl Iterator<Item = Option<TopicId>> {
        std::iter::once(None).chain(self.topics.iter().map(|topic| Some(topic.id)))
    }
}
