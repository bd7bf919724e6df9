//! What the disk saw, and what must hold of it: every update accepted once and dealt with once, in
//! order; every message owed delivered, in order; nobody's conversation mixed; nobody kept waiting.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use cektagihan::bot::rows::{Owed, Target, What, chat_of, outbox_sequence, read, seat_of};
use cektagihan::dialogue::{Check, Conversation};
use cektagihan::domain::person::{ChatId, ChatKind, Seat};
use cektagihan::ports::{Key, Table, Transaction, Write};
use cektagihan::telegram::decode::{Incoming, UpdateKind, decode};
use chrono::{DateTime, TimeDelta, Utc};

use super::numbers;
use super::stage::Story;
use super::steps::person_number;

/// The last word comes within 26 s; the disk takes its own time on top.
const DEADLINE: TimeDelta = TimeDelta::milliseconds(26_500);
/// How long a turn may pause before it tries the disk again.
const LONGEST_PAUSE: TimeDelta = TimeDelta::seconds(16);

pub struct Ledger {
    story: Arc<Story>,
    roots: HashMap<ChatId, ChatId>,
    /// Updates Telegram gave the bot, and whether each is a press.
    delivered: BTreeMap<i64, bool>,
    inbox: BTreeMap<i64, Accepted>,
    last_done: HashMap<Seat, i64>,
    outbox: BTreeSet<(ChatId, u64)>,
    /// Owed when their group got its new id.
    on_the_way: BTreeSet<(ChatId, u64)>,
    last_sent: HashMap<ChatId, u64>,
    checks: HashMap<Seat, HashMap<String, DateTime<Utc>>>,
    /// How often a text is owed as a new message, and otherwise.
    pub owed: HashMap<(ChatId, String), Due>,
    disk_ever_failed: bool,
    this_life: Unwritten,
    /// Done without a row in a life that was cut off: Telegram still has them, and they are done again.
    former_lives: BTreeSet<i64>,
    /// Nobody can be answered before: the bot was down or the disk failed.
    excused: Option<DateTime<Utc>>,
    line_failed: HashMap<ChatId, DateTime<Utc>>,
    pub faults: Vec<String>,
}

#[derive(Default, Clone, Copy)]
pub struct Due {
    pub new: u64,
    pub other: u64,
}

struct Accepted {
    update: Incoming,
    at: DateTime<Utc>,
    done: bool,
}

/// What a life of the bot did about updates whose rows the disk refused.
#[derive(Default)]
struct Unwritten {
    disk_failed: bool,
    done: BTreeSet<i64>,
}

impl Ledger {
    pub fn new(story: Arc<Story>) -> Self {
        Self {
            story,
            roots: HashMap::new(),
            delivered: BTreeMap::new(),
            inbox: BTreeMap::new(),
            last_done: HashMap::new(),
            outbox: BTreeSet::new(),
            on_the_way: BTreeSet::new(),
            last_sent: HashMap::new(),
            checks: HashMap::new(),
            owed: HashMap::new(),
            disk_ever_failed: false,
            this_life: Unwritten::default(),
            former_lives: BTreeSet::new(),
            excused: None,
            line_failed: HashMap::new(),
            faults: Vec::new(),
        }
    }

    pub fn moved(&mut self, to: ChatId, root: ChatId) {
        self.roots.insert(to, root);
    }

    fn root(&self, chat: ChatId) -> ChatId {
        self.roots.get(&chat).copied().unwrap_or(chat)
    }

    fn root_of(&self, seat: Seat) -> Seat {
        Seat { chat: self.root(seat.chat), ..seat }
    }

    pub fn started(&mut self, now: DateTime<Utc>) {
        self.excused = Some(now);
        // A clock set back between two lives: what is counted from it begins lower.
        self.last_sent.clear();
        self.former_lives.append(&mut std::mem::take(&mut self.this_life).done);
    }

    pub fn disk_failed(&mut self, now: DateTime<Utc>) {
        self.excused = Some(now + LONGEST_PAUSE);
        self.this_life.disk_failed = true;
        self.disk_ever_failed = true;
    }

    pub fn line_failed(&mut self, chat: ChatId, now: DateTime<Utc>) {
        self.line_failed.insert(self.root(chat), now);
    }

    /// Telegram gave the bot an update.
    pub fn delivered(&mut self, raw: &str) {
        let update = decode(raw).filter(|update| update.seat().is_some());
        self.delivered.extend(update.map(|update| (update.update, matches!(update.kind, UpdateKind::Press(_)))));
    }

    pub fn updates(&self) -> u64 {
        self.inbox.len() as u64
    }

    pub fn checks_under_way(&self) -> usize {
        self.checks.values().map(HashMap::len).sum()
    }

    /// A transaction is safe.
    pub fn note(&mut self, transaction: &Transaction, now: DateTime<Utc>) {
        let staying = self.staying(transaction);
        let speaks = transaction.writes.iter().any(|write| {
            matches!(write, Write::Put(Table::Outbox | Table::Conversation, ..))
                || matches!(write, Write::Delete(Table::Conversation, _))
        });
        for write in &transaction.writes {
            match write {
                Write::Put(Table::Inbox, key, raw) => self.accepted(key, raw, now),
                Write::Delete(Table::Inbox, key) => self.dealt_with(key, speaks, now),
                Write::Put(Table::Outbox, key, value) => self.owes(key, value),
                Write::Put(Table::Moved, key, _) => self.leaves(key),
                Write::Delete(Table::Outbox, key) => self.settled(key, &staying),
                Write::Put(Table::Conversation, key, value) => self.conversation(key, Some(value), now),
                Write::Delete(Table::Conversation, key) => self.conversation(key, None, now),
                Write::Put(..) | Write::Delete(..) | Write::Merge(..) | Write::Append(..) => {}
            }
        }
    }

    /// Messages that only get another key: their group has a new id.
    fn staying(&self, transaction: &Transaction) -> BTreeSet<(ChatId, u64)> {
        let put = |write: &Write| match write {
            Write::Put(Table::Outbox, key, _) => self.message(key),
            _ => None,
        };
        transaction.writes.iter().filter_map(put).collect()
    }

    /// A group has a new id from here on. A message that is with Telegram this very moment is not called back,
    /// so those of the new place may overtake it.
    fn leaves(&mut self, key: &Key) {
        let root = self.root(chat_of(key).unwrap());
        self.on_the_way.extend(self.outbox.iter().filter(|(chat, _)| *chat == root));
    }

    fn message(&self, key: &Key) -> Option<(ChatId, u64)> {
        let chat = i64::from_be_bytes(*key.first_chunk::<8>()?) ^ i64::MIN;
        Some((self.root(ChatId(chat)), outbox_sequence(key)?))
    }

    fn accepted(&mut self, key: &Key, raw: &[u8], now: DateTime<Utc>) {
        let id = update_id(key);
        let update = decode(std::str::from_utf8(raw).unwrap()).unwrap();
        if let Some(before) = self.inbox.get(&id) {
            let how = if before.done { "dealt with" } else { "accepted" };
            self.faults.push(format!("update {id} was accepted although it was {how} before"));
        }
        self.story.tell(format_args!("    update {id} is accepted"));
        self.inbox.insert(id, Accepted { update, at: now, done: false });
    }

    fn dealt_with(&mut self, key: &Key, speaks: bool, now: DateTime<Utc>) {
        let id = update_id(key);
        let Some(accepted) = self.inbox.get_mut(&id).filter(|accepted| !accepted.done) else {
            let unwritten = self.this_life.disk_failed && !self.inbox.contains_key(&id);
            if unwritten && self.this_life.done.insert(id) {
                self.story.tell(format_args!("    update {id} is done, though never written"));
                return;
            }
            self.faults.push(format!("update {id} was dealt with a second time"));
            return;
        };
        accepted.done = true;
        self.story.tell(format_args!("    update {id} is done"));
        let (kind, at, seat) = (accepted.update.kind.clone(), accepted.at, accepted.update.seat().unwrap());
        // Of the place where it was typed: a group's new place has a lane of its own, which does not wait for
        // what is still being done about the old.
        if let Some(last) = self.last_done.insert(seat, id).filter(|last| *last > id) {
            self.faults.push(format!("update {id} was dealt with after {last}, which came later"));
        }
        if let UpdateKind::Message(message) = kind
            && !message.edited
            && message.seat.chat.kind() == ChatKind::Private
            && !self.former_lives.contains(&id)
            && !speaks
        {
            self.faults.push(format!("update {id}, a private message, was passed over in silence"));
        }
        let waited = now - self.excuse(at);
        if waited > DEADLINE {
            self.faults.push(format!("update {id} waited {waited} for its turn"));
        }
    }

    fn excuse(&self, since: DateTime<Utc>) -> DateTime<Utc> {
        self.excused.map_or(since, |excused| excused.max(since))
    }

    fn owes(&mut self, key: &Key, value: &[u8]) {
        let message = self.message(key).unwrap();
        if !self.outbox.insert(message) {
            return;
        }
        let Ok(owed) = read::<Owed>(value) else {
            self.faults.push("a message owed cannot be read".to_owned());
            return;
        };
        if let What::Say { html, target, .. } = owed.what {
            let due = self.owed.entry((message.0, html)).or_default();
            match target {
                Target::New => due.new += 1,
                Target::Edit(_) | Target::Check(..) => due.other += 1,
            }
        }
    }

    fn settled(&mut self, key: &Key, staying: &BTreeSet<(ChatId, u64)>) {
        let message = self.message(key).unwrap();
        if staying.contains(&message) || !self.outbox.remove(&message) {
            return;
        }
        let overtaken = self.on_the_way.contains(&message);
        if let Some(last) = self.last_sent.insert(message.0, message.1).filter(|last| *last > message.1 && !overtaken) {
            let chat = message.0.0;
            self.faults.push(format!("chat {chat} got message {} after {last}, which came later", message.1));
        }
    }

    fn conversation(&mut self, key: &Key, value: Option<&[u8]>, now: DateTime<Utc>) {
        let seat = seat_of(key).unwrap();
        let conversation = match value.map(read::<Conversation>) {
            Some(Err(_)) => return self.faults.push("a conversation cannot be read".to_owned()),
            Some(Ok(conversation)) => conversation,
            None => Conversation::default(),
        };
        let text = value.map(String::from_utf8_lossy).unwrap_or_default();
        let others = numbers::found(&text).into_iter().find(|number| Some(number.person) != person_number(seat.person));
        if let Some(other) = others {
            self.faults.push(format!("the conversation of {:?} holds {other:?}", seat.person));
        }
        self.follow_checks(self.root_of(seat), &conversation.checks, now);
    }

    fn follow_checks(&mut self, seat: Seat, checks: &[Check], now: DateTime<Utc>) {
        let names: Vec<String> =
            checks.iter().map(|check| format!("{:?} {:?}", check.id.before_migration(), check.inquiry)).collect();
        let mut former = self.checks.remove(&seat).unwrap_or_default();
        let going = names.into_iter().map(|name| {
            let since = former.remove(&name).unwrap_or(now);
            (name, since)
        });
        let going: HashMap<_, _> = going.collect();
        for (_, since) in former {
            let took = now - self.excuse(since);
            if took > DEADLINE {
                self.faults.push(format!("a check in {} took {took}", seat.chat.0));
            }
        }
        if !going.is_empty() {
            self.checks.insert(seat, going);
        }
    }

    fn is_done(&self, id: i64) -> bool {
        self.inbox.contains_key(&id) || self.this_life.done.contains(&id) || self.former_lives.contains(&id)
    }

    /// How many updates were done in a life that was cut off before anything of them was written.
    pub fn done_again(&self) -> u64 {
        self.former_lives.len() as u64
    }

    /// Nothing is left to do: every update that came was dealt with.
    pub fn close(&mut self) {
        // While the disk fails a press waits with Telegram, which keeps it for 150 s only.
        let kept = |press: bool| !press || !self.disk_ever_failed;
        let missing = self.delivered.iter().filter(|(id, press)| !self.is_done(**id) && kept(**press));
        let missing: Vec<_> = missing.map(|(id, _)| id).collect();
        if !missing.is_empty() {
            self.faults.push(format!("updates never accepted: {missing:?}"));
        }
        let waiting: Vec<_> = self.inbox.iter().filter(|(_, update)| !update.done).map(|(id, _)| id).collect();
        if !waiting.is_empty() {
            self.faults.push(format!("updates never dealt with: {waiting:?}"));
        }
        if !self.outbox.is_empty() {
            self.faults.push(format!("{} messages are still owed", self.outbox.len()));
        }
    }
}

fn update_id(key: &Key) -> i64 {
    u32::from_be_bytes(key.as_slice().try_into().unwrap()).into()
}
