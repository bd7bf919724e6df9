//! The people, and everything they and the weather do.

use std::time::Duration;

use cektagihan::domain::person::{ChatId, ChatKind, MessageId, PersonId, TopicId};
use cektagihan::ports::Table;
use cektagihan::sandbox::Random;
use cektagihan::sandbox::bot_api::{Action, Message, Person, Pressed};
use chrono::TimeDelta;
use tokio::time::sleep;

use super::disk::Disk;
use super::numbers::{MOST, Number};
use super::stage::{Stage, Weather};

/// The first person's id, less one.
const FIRST: u64 = 1_000;
const PRODUCTS: [&str; 4] = ["pln", "baf", "fif", "POSTPAIDPLN"];
/// What people type that is no question.
const WORDS: [&str; 12] = [
    "halo",
    "terima kasih",
    "pln",
    "bpjs",
    "pdam",
    "12",
    "\u{202e}x",
    "<b>&",
    "514040400482123456789012345",
    "aceh",
    "🙂",
    "3",
];
const COMMANDS: [&str; 7] = ["/start", "/cek", "/bantuan", "/bahasa", "/batal", "/tidakada", "/start x"];
const FORGED: [&str; 8] = ["", "h", "#AAAAAAAAAAAAAAAA", "~", "rs~h", "x:y:z", "\u{0}", "a.POSTPAIDPLN.514040400482"];
/// How long everything may take to come to rest once nothing fails any more.
const REST: u32 = 150;

/// The number of a person of the script.
pub fn person_number(person: PersonId) -> Option<u64> {
    person.0.checked_sub(FIRST).filter(|number| (1..100).contains(number))
}

fn id(person: u64) -> PersonId {
    PersonId(FIRST + person)
}

#[derive(Clone, Copy)]
struct Place {
    chat: ChatId,
    topic: Option<TopicId>,
    person: u64,
}

pub struct People {
    random: Random,
    places: Vec<Place>,
    /// Plain groups, which may move.
    groups: Vec<ChatId>,
    chats: Vec<ChatId>,
    counts: Vec<u64>,
    typed: Vec<(Place, MessageId)>,
    left: u64,
}

impl People {
    pub fn new(mut random: Random, stage: &Stage) -> Self {
        let people = random.between(1, 5);
        let mut places = Vec::new();
        let mut groups = Vec::new();
        for person in 1..=people {
            stage.telegram.add_person(Person::new(FIRST + person, format!("Orang {person}")));
            let chat = ChatId(i64::try_from(FIRST + person).unwrap());
            places.push(Place { chat, topic: None, person });
        }
        if random.chance(600) {
            let group = stage.telegram.add_group("Rute");
            groups.push(group);
            places.extend((1..=people).map(|person| Place { chat: group, topic: None, person }));
        }
        if random.chance(400) {
            let forum = stage.telegram.add_forum("Kolektor");
            for name in ["Utara", "Selatan"] {
                let topic = stage.telegram.add_topic(forum, name);
                places.extend((1..=people).map(|person| Place { chat: forum, topic: Some(topic), person }));
            }
        }
        let mut chats: Vec<_> = places.iter().map(|place| place.chat).collect();
        chats.dedup();
        let left = random.between(8, 26);
        let counts = vec![0; usize::try_from(people).unwrap() + 1];
        Self { random, places, groups, chats, counts, typed: Vec::new(), left }
    }

    /// Every chat there ever was.
    pub fn chats(&self) -> Vec<ChatId> {
        self.chats.clone()
    }

    /// Goes on with the script where the last life was cut off, then lets everything come to rest.
    pub async fn live(&mut self, stage: &Stage, disk: &Disk) {
        while self.left > 0 {
            self.left -= 1;
            self.act(stage);
            sleep(self.pause()).await;
        }
        stage.power.on();
        *stage.weather.lock().unwrap() = Weather::default();
        stage.tell("all is well from here on");
        for _ in 0..REST {
            sleep(Duration::from_secs(5)).await;
            if is_quiet(stage, disk) {
                // Whatever has no row: answers to presses, "typing".
                sleep(Duration::from_mins(1)).await;
                return;
            }
        }
        let rows = [Table::Inbox, Table::Outbox, Table::Conversation].map(|table| disk.rows(table).len());
        stage.chats().fault(format!("it never came to rest: {rows:?} rows of inbox, outbox, conversations"));
    }

    fn pause(&mut self) -> Duration {
        let ms = match self.random.between(0, 99) {
            0..40 => self.random.between(0, 5),
            40..75 => self.random.between(10, 800),
            75..95 => self.random.between(1_000, 8_000),
            _ => self.random.between(20_000, 60_000),
        };
        Duration::from_millis(ms)
    }

    fn act(&mut self, stage: &Stage) {
        match self.random.between(0, 99) {
            0..30 => self.ask(stage),
            30..36 => self.ask_several(stage),
            36..42 => self.ask_without_product(stage),
            42..47 => self.chat(stage),
            47..55 => self.command(stage),
            55..74 => self.press(stage),
            74..77 => self.forge(stage),
            77..81 => self.edit(stage),
            81..84 => self.flood(stage),
            84..94 => self.change_weather(stage),
            94..96 => self.block(stage),
            96..98 => self.move_group(stage),
            _ => self.jump(stage),
        }
    }

    fn place(&mut self) -> Place {
        let last = self.places.len() as u64 - 1;
        self.places[usize::try_from(self.random.between(0, last)).unwrap()]
    }

    fn number(&mut self, person: u64) -> Option<(Number, String)> {
        let count = &mut self.counts[usize::try_from(person).unwrap()];
        let number = (*count < MOST).then_some(Number { person, count: *count })?;
        *count += 1;
        let spelt = number.typed(self.random.figure());
        Some((number, spelt))
    }

    /// Types something; in a group as what the bot hears.
    fn type_in(&mut self, stage: &Stage, place: Place, text: &str) {
        let text = match place.chat.kind() {
            ChatKind::Group if !text.starts_with('/') => format!("/cek {text}"),
            ChatKind::Group | ChatKind::Private => text.to_owned(),
        };
        let said = match place.topic {
            Some(topic) => stage.telegram.say_in_topic(place.chat, topic, id(place.person), &text),
            None => stage.telegram.say(place.chat, id(place.person), &text),
        };
        stage.tell(format_args!("{} in {} types {text:?} ({})", place.person, place.chat.0, said.0));
        self.typed.push((place, said));
    }

    fn ask(&mut self, stage: &Stage) {
        let place = self.place();
        self.ask_in(stage, place);
    }

    fn ask_in(&mut self, stage: &Stage, place: Place) {
        let Some((number, spelt)) = self.number(place.person) else { return };
        let product = *self.random.pick(&PRODUCTS.each_ref());
        stage.chats().asks(place.chat, place.person, number);
        self.type_in(stage, place, &format!("{product} {spelt}"));
    }

    fn ask_several(&mut self, stage: &Stage) {
        let place = self.place();
        let mut lines = Vec::new();
        for _ in 0..self.random.between(2, 8) {
            let Some((number, spelt)) = self.number(place.person) else { return };
            stage.chats().asks(place.chat, place.person, number);
            lines.push(format!("pln {spelt}"));
        }
        self.type_in(stage, place, &lines.join("\n"));
    }

    fn ask_without_product(&mut self, stage: &Stage) {
        let place = self.place();
        let Some((_, spelt)) = self.number(place.person) else { return };
        self.type_in(stage, place, &spelt);
    }

    fn chat(&mut self, stage: &Stage) {
        let place = self.place();
        if self.random.chance(200) {
            stage.telegram.send_sticker(place.chat, id(place.person));
            stage.tell(format_args!("{} in {} sends a sticker", place.person, place.chat.0));
            return;
        }
        let words = *self.random.pick(&WORDS.each_ref());
        self.type_in(stage, place, words);
    }

    fn command(&mut self, stage: &Stage) {
        let place = self.place();
        let command = *self.random.pick(&COMMANDS.each_ref());
        if command == "/batal" {
            stage.chats().withdraws(place.chat, place.person);
        }
        self.type_in(stage, place, command);
    }

    /// Presses some button of some message, perhaps an old or another person's.
    fn press(&mut self, stage: &Stage) {
        let place = self.place();
        let Some(message) = self.message_with_buttons(stage, place.chat) else { return };
        let buttons: Vec<_> = message.rows().iter().flatten().cloned().collect();
        let chosen = usize::try_from(self.random.between(0, buttons.len() as u64 - 1)).unwrap();
        let label = buttons[chosen].label.clone();
        let times = if self.random.chance(150) { 3 } else { 1 };
        for _ in 0..times {
            stage.chats().presses(&message);
            stage.tell(format_args!("{} in {} presses {label:?} of {}", place.person, place.chat.0, message.id.0));
            match stage.telegram.press(place.chat, id(place.person), message.id, label.as_str()) {
                Ok(Pressed::Query(query)) => stage.chats().expects_answer(query.to_string()),
                Ok(Pressed::Opened(link)) => open(stage, place, &link),
                Ok(Pressed::Copied(_)) | Err(_) => {}
            }
        }
    }

    fn message_with_buttons(&mut self, stage: &Stage, chat: ChatId) -> Option<Message> {
        let with_buttons =
            |message: &&Message| message.is_from_bot() && message.rows().iter().any(|row| !row.is_empty());
        let all: Vec<_> =
            stage.telegram.observe(|seen| seen.messages(chat).rev().filter(with_buttons).take(8).cloned().collect());
        let last = (all.len() as u64).checked_sub(1)?;
        all.into_iter().nth(usize::try_from(self.random.between(0, last)).unwrap())
    }

    /// Sends callback data that no button of theirs has.
    fn forge(&mut self, stage: &Stage) {
        let place = self.place();
        let other = self.place();
        let stolen = self.message_with_buttons(stage, other.chat).and_then(|message| {
            message.rows().iter().flatten().find_map(|button| match &button.action {
                Action::Callback(data) => Some(data.clone()),
                Action::Copy(_) | Action::Url(_) => None,
            })
        });
        let made_up = (*self.random.pick(&FORGED.each_ref())).to_owned();
        let steals = self.random.chance(500) && place.person != other.person && other.chat.kind() == ChatKind::Group;
        let data = stolen.filter(|_| steals).unwrap_or(made_up);
        // It may be the thief's own.
        stage.chats().may_show_more(place.person);
        let message = MessageId(i32::try_from(self.random.between(1, 30)).unwrap());
        stage.tell(format_args!("{} in {} forges {data:?} on {}", place.person, place.chat.0, message.0));
        if let Some(message) = stage.telegram.message(place.chat, message) {
            stage.chats().presses(&message);
        }
        stage.chats().is_forged_in(place.chat);
        let query = stage.telegram.press_raw(place.chat, id(place.person), message, &data);
        stage.chats().expects_answer(query.to_string());
    }

    /// Changes what was typed, perhaps while it is being asked.
    fn edit(&mut self, stage: &Stage) {
        let Some(last) = (self.typed.len() as u64).checked_sub(1) else { return };
        let recent = last.saturating_sub(4);
        let (place, message) = self.typed[usize::try_from(self.random.between(recent, last)).unwrap()];
        let Some((number, spelt)) = self.number(place.person) else { return };
        // What the message asked before may go unanswered now.
        stage.chats().withdraws(place.chat, place.person);
        stage.chats().asks(place.chat, place.person, number);
        let text = match place.chat.kind() {
            ChatKind::Private => format!("pln {spelt}"),
            ChatKind::Group => format!("/cek pln {spelt}"),
        };
        stage.tell(format_args!("{} in {} edits {} to {text:?}", place.person, place.chat.0, message.0));
        if stage.telegram.edit(place.chat, message, &text).is_err() {
            stage.chats().withdraws(place.chat, place.person);
        }
    }

    fn flood(&mut self, stage: &Stage) {
        let place = self.place();
        for _ in 0..self.random.between(4, 14) {
            if self.random.chance(300) {
                self.ask_in(stage, place);
            } else {
                self.type_in(stage, place, "/bantuan");
            }
        }
    }

    fn change_weather(&mut self, stage: &Stage) {
        let flavour = stage.flavour;
        let mut how_bad = |possible: bool| if possible { *self.random.pick(&[&0, &0, &150, &500, &1_000]) } else { 0 };
        let weather = Weather {
            disk: how_bad(flavour.disk),
            reads: how_bad(flavour.reads),
            telegram: how_bad(flavour.telegram),
            gateway: how_bad(flavour.gateway),
            duplicates: how_bad(flavour.duplicates).min(600),
        };
        stage.tell(format_args!("{weather:?}"));
        *stage.weather.lock().unwrap() = weather;
        if flavour.crashes {
            if self.random.chance(200) {
                stage.power.cut();
            } else {
                stage.power.cut_after(i64::try_from(self.random.between(0, 60)).unwrap());
            }
        }
    }

    fn block(&mut self, stage: &Stage) {
        let person = id(self.place().person);
        stage.tell(format_args!("{} blocks the bot, or no longer", person.0));
        if self.random.chance(500) {
            stage.chats().is_closed(ChatId(i64::try_from(person.0).unwrap()));
            stage.telegram.block(person);
        } else {
            stage.telegram.unblock(person);
        }
    }

    fn move_group(&mut self, stage: &Stage) {
        if !stage.flavour.migrations {
            return;
        }
        let Some(group) = self.groups.pop() else { return };
        let new = stage.telegram.migrate(group);
        stage.tell(format_args!("group {} becomes {}", group.0, new.0));
        stage.moved(group, new);
        self.chats.push(new);
        self.typed.retain(|(place, _)| place.chat != group);
        for place in self.places.iter_mut().filter(|place| place.chat == group) {
            place.chat = new;
        }
    }

    fn jump(&mut self, stage: &Stage) {
        if stage.flavour.clock {
            let seconds = *self.random.pick(&[&-600, &-60, &-1, &1, &60, &600]);
            stage.tell(format_args!("the clock jumps by {seconds} s"));
            stage.time.jump(TimeDelta::seconds(seconds));
        }
    }
}

fn open(stage: &Stage, place: Place, link: &str) {
    let payload = link.split_once("?start=").unwrap().1;
    stage.telegram.open_link(id(place.person), payload);
}

fn is_quiet(stage: &Stage, disk: &Disk) -> bool {
    disk.rows(Table::Inbox).is_empty()
        && disk.rows(Table::Outbox).is_empty()
        && stage.ledger().checks_under_way() == 0
        && stage.telegram.pending_updates() == 0
}
