//! Updates and texts that nobody would send, by the million, through reading and the conversation.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use cektagihan::dialogue::{Context, Conversation, Event, Origin, Visitor, advance};
use cektagihan::domain::catalogue::Catalogue;
use cektagihan::domain::person::{Access, ChatId, ChatKind, MessageId, PersonId, Seat};
use cektagihan::domain::profile::Profile;
use cektagihan::domain::roster::Roster;
use cektagihan::phrase;
use cektagihan::ports::InquiryError;
use cektagihan::sandbox::Random;
use cektagihan::telegram::decode::{UpdateKind, decode};
use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};

use crate::table::{Row, say};

/// What texts are made of.
const PIECES: [&str; 40] = [
    "pln",
    "bpjs",
    "pdam",
    "fif",
    "cek",
    "CEKPLN",
    ".",
    "#",
    "*",
    " ",
    "\n",
    "514040400482",
    "8888801433177155",
    "0001433177155",
    "1160026",
    "08123456789",
    "1234",
    "12",
    "0",
    "/cek",
    "/start",
    "@bot",
    "idpel:",
    "halo",
    "INDAH",
    "\u{202e}",
    "\u{200b}",
    "\u{1f600}",
    "\u{661}\u{662}",
    "\u{0}",
    "<b>",
    "&",
    "-",
    "+62",
    "bulan",
    "3",
    "é",
    "'",
    "x",
    ",",
];
/// What stands where something else should.
const ODDITIES: [&str; 12] = [
    "null",
    "true",
    "-1",
    "1e400",
    "99999999999999999999",
    "\"\"",
    "\"\\u0000\"",
    "[]",
    "{}",
    "[[[[]]]]",
    "{\"type\":\"date_time\",\"offset\":-5}",
    "\"\\ud83d\\ude00\"",
];
/// Parts of a message that may be anything without costing its text.
const PARTS: [&str; 9] = [
    "entities",
    "date",
    "reply_to_message",
    "message_thread_id",
    "is_topic_message",
    "caption",
    "link_preview_options",
    "sticker",
    "message_of_the_future",
];

#[derive(Default)]
struct Seen {
    updates: u64,
    texts: u64,
    panics: u64,
    lost: u64,
}

/// So many mutations, on every core.
pub fn run(count: u64, seed: u64) -> Row {
    std::panic::set_hook(Box::new(|_| {}));
    let players = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let share = |player: u64| (count + player) / players;
    let sums = thread::scope(|scope| {
        let started: Vec<_> = (0..players)
            .map(|player| scope.spawn(move || play(share(player), Random::seeded(seed + player))))
            .collect();
        started.into_iter().fold(Seen::default(), |sum, player| match player.join() {
            Ok(one) => Seen {
                updates: sum.updates + one.updates,
                texts: sum.texts + one.texts,
                panics: sum.panics + one.panics,
                lost: sum.lost + one.lost,
            },
            Err(_) => Seen { panics: sum.panics + 1, ..sum },
        })
    });
    let _ = std::panic::take_hook();
    let Seen { updates, texts, panics, lost } = sums;
    Row {
        what: format!("{} mutated updates and typed texts", updates + texts),
        must: "0 panics, no text lost, read alike once its PIN is blotted out",
        seen: format!("{updates} updates, {texts} texts: {panics} panics, {lost} texts lost"),
        holds: panics == 0 && lost == 0 && updates + texts >= count,
    }
}

fn play(count: u64, mut random: Random) -> Seen {
    let catalogue = Catalogue::embedded();
    let (mut seen, mut conversation) = (Seen::default(), Conversation::default());
    for turn in 0..count {
        let text = text(&mut random);
        let outcome = catch_unwind(AssertUnwindSafe(|| match turn % 4 {
            0 => odd_update(&text, &mut random),
            1 => broken_update(&text, &mut random),
            _ => typed(&text, &catalogue, &mut conversation, &mut random),
        }));
        if turn % 4 < 2 {
            seen.updates += 1;
        } else {
            seen.texts += 1;
        }
        if matches!(outcome, Ok(false)) {
            seen.lost += 1;
            // Made up here: nobody's.
            say(&format!("lost: {text:?}"));
        }
        if outcome.is_err() {
            seen.panics += 1;
            conversation = Conversation::default();
        }
    }
    seen
}

fn text(random: &mut Random) -> String {
    let many = random.between(1, 12);
    let mut text: String = (0..many).map(|_| *random.pick(&PIECES.each_ref())).collect();
    if random.chance(300) {
        let letter = char::from_u32(u32::try_from(random.between(1, 0x2ff)).unwrap_or(0x20)).unwrap_or(' ');
        text.push(letter);
    }
    text
}

fn update(text: &str) -> Value {
    json!({
        "update_id": 7,
        "message": {
            "message_id": 3, "date": 1, "text": text,
            "from": { "id": 5, "is_bot": false, "first_name": "A" },
            "chat": { "id": 5, "type": "private" },
        },
    })
}

/// An update of which parts are not what they should be: its text must be read all the same.
fn odd_update(text: &str, random: &mut Random) -> bool {
    let mut update = update(text);
    for _ in 0..random.between(1, 4) {
        let part = *random.pick(&PARTS.each_ref());
        let oddity = *random.pick(&ODDITIES.each_ref());
        // 1e400 is JSON, and no number of serde_json's.
        update["message"][part] = serde_json::from_str(oddity).unwrap_or(Value::Null);
    }
    match decode(&update.to_string()).map(|read| read.kind) {
        Some(UpdateKind::Message(message)) => message.text.as_deref() == Some(text),
        _ => false,
    }
}

/// An update with bytes of it changed, gone or doubled: whatever is read of it, nothing breaks.
fn broken_update(text: &str, random: &mut Random) -> bool {
    let mut bytes = update(text).to_string().into_bytes();
    for _ in 0..random.between(1, 6) {
        let place = usize::try_from(random.between(0, bytes.len() as u64 - 1)).unwrap_or(0);
        let byte = u8::try_from(random.between(0, 255)).unwrap_or(0);
        match random.between(0, 3) {
            0 => bytes[place] = byte,
            1 => bytes.insert(place, byte),
            2 if bytes.len() > 1 => drop(bytes.remove(place)),
            _ => bytes.truncate(place.max(1)),
        }
    }
    if let Ok(raw) = std::str::from_utf8(&bytes) {
        let _whatever = decode(raw);
    }
    true
}

/// A text typed into a conversation that goes on: something must come of it.
fn typed(text: &str, catalogue: &Catalogue, conversation: &mut Conversation, random: &mut Random) -> bool {
    let seconds = i64::try_from(random.between(0, 1 << 30)).unwrap_or(0);
    let (profile, chat) = (Profile::default(), if random.chance(300) { ChatKind::Group } else { ChatKind::Private });
    let message = MessageId(i32::try_from(random.between(1, 1 << 30)).unwrap_or(1));
    let person = PersonId(7_000_000_001);
    let place = if chat == ChatKind::Group { ChatId(-100) } else { ChatId(7_000_000_001) };
    let seat = Seat { chat: place, topic: None, person };
    let roster = Roster::new(&Access::open());
    let visitor = Visitor {
        seat,
        standing: roster.standing(seat),
        roster: &roster,
        name: "",
        title: "",
        bot: "cektagihan_bot",
        draw: None,
    };
    let context = Context {
        visitor,
        now: DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds),
        catalogue,
        profile: &profile,
        last_use: None,
        chat,
        origin: Origin::Message(message),
        trace: "0000000",
    };
    let read = phrase::read(text, catalogue);
    let blotted = phrase::blot(text, catalogue);
    let event = if random.chance(100) { Event::Edited(read.clone()) } else { Event::Typed(read.clone()) };
    let is_typed = matches!(event, Event::Typed(_));
    let before = conversation.checks.len();
    let turn = advance(&context, std::mem::take(conversation), event);
    let heard = !turn.effects.is_empty() || turn.next.checks.len() > before;
    *conversation = turn.next;
    if let Some(check) = conversation.checks.first().map(|check| check.id).filter(|_| random.chance(600)) {
        let outcome = Err(InquiryError::BillerDown);
        let context = Context { origin: Origin::Within, ..context };
        *conversation = advance(&context, std::mem::take(conversation), Event::Answered { check, outcome }).next;
    }
    let settled = phrase::read(&blotted, catalogue) == read && phrase::blot(&blotted, catalogue) == blotted;
    (heard || !is_typed) && settled
}
