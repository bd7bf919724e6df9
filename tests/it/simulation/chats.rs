//! What people saw, and what must hold of it: everybody sees the bills of their own questions and
//! no others, each question has one message, each message owed is there once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use cektagihan::domain::person::{ChatId, ChatKind, MessageId, PersonId};
use cektagihan::sandbox::bot_api::{Action, Author, BotApi, Message};

use super::ledger::Ledger;
use super::numbers::{self, Number};
use super::steps::person_number;

/// Words of a check that has no answer yet.
const WAITING: [&str; 4] = ["Sedang dicek", "Biller sedang lambat", "Checking…", "The biller is slow"];
/// Begins the word that something failed on our side.
const APOLOGIES: [&str; 4] = [
    "Maaf, ada kesalahan di pihak kami",
    "Sorry, something failed on our side",
    "Penyimpanan bot sedang bermasalah",
    "The bot's storage is in trouble",
];

pub fn is_apology(text: &str) -> bool {
    APOLOGIES.iter().any(|words| text.contains(words))
}

#[derive(Default)]
pub struct Chats {
    /// A group's first id, by its later ones.
    roots: HashMap<ChatId, ChatId>,
    former: HashSet<ChatId>,
    closed: HashSet<ChatId>,
    /// Where somebody pressed what is not there: the answer to that answers no message.
    forged: HashSet<ChatId>,
    /// How many messages may stand twice: one a crash, one a lost answer.
    repeats: HashMap<ChatId, u64>,
    crashes: u64,
    /// Updates done twice because the disk failed and then the power.
    done_again: u64,
    sent: HashMap<(ChatId, String), u64>,
    shown: BTreeMap<Number, BTreeSet<(ChatId, MessageId)>>,
    asked: BTreeMap<Number, Asked>,
    pressed: Vec<String>,
    answered: HashSet<String>,
    pub faults: Vec<String>,
}

/// A question somebody typed whole.
struct Asked {
    root: ChatId,
    person: u64,
    /// Whether it must have its message: it was not withdrawn.
    sure: bool,
    /// Messages it may have beside the first: buttons were pressed.
    more: u64,
}

impl Chats {
    pub fn fault(&mut self, what: String) {
        self.faults.push(what);
    }

    fn root(&self, chat: ChatId) -> ChatId {
        self.roots.get(&chat).copied().unwrap_or(chat)
    }

    pub fn moved(&mut self, from: ChatId, to: ChatId) -> ChatId {
        let root = self.root(from);
        self.roots.insert(to, root);
        self.former.insert(from);
        root
    }

    pub fn has_moved(&self, chat: ChatId) -> bool {
        self.roots.contains_key(&chat)
    }

    fn is_moved_root(&self, root: ChatId) -> bool {
        self.roots.values().any(|moved| *moved == root)
    }

    pub fn crashed(&mut self) {
        self.crashes += 1;
    }

    pub fn crashes(&self) -> u64 {
        self.crashes
    }

    pub fn messages(&self) -> u64 {
        self.sent.values().sum()
    }

    /// An answer to a send was lost: the bot cannot know and says it again.
    pub fn may_repeat(&mut self, chat: ChatId) {
        *self.repeats.entry(self.root(chat)).or_default() += 1;
    }

    fn slack(&self, root: ChatId) -> u64 {
        // What a question's old place showed stays there.
        u64::from(self.is_moved_root(root))
            + self.crashes
            + self.done_again
            + self.repeats.get(&root).copied().unwrap_or(0)
    }

    pub fn is_closed(&mut self, chat: ChatId) {
        self.closed.insert(self.root(chat));
    }

    pub fn asks(&mut self, chat: ChatId, person: u64, number: Number) {
        self.asked.insert(number, Asked { root: self.root(chat), person, sure: true, more: 0 });
    }

    /// What this person asked here may be withdrawn before it was ever shown.
    pub fn withdraws(&mut self, chat: ChatId, person: u64) {
        let root = self.root(chat);
        for asked in self.asked.values_mut().filter(|asked| asked.root == root && asked.person == person) {
            asked.sure = false;
        }
    }

    pub fn may_show_more(&mut self, person: u64) {
        self.asked.values_mut().filter(|asked| asked.person == person).for_each(|asked| asked.more += 1);
    }

    pub fn presses(&mut self, message: &Message) {
        for number in numbers::found(&message.text) {
            if let Some(asked) = self.asked.get_mut(&number) {
                asked.more += 1;
            }
        }
        // A home screen's buttons ask what was asked before.
        for asked in self.asked.values_mut().filter(|_| message.labels().any(|label| label.contains("WARGA"))) {
            asked.more += 1;
        }
    }

    pub fn is_forged_in(&mut self, chat: ChatId) {
        self.forged.insert(self.root(chat));
    }

    pub fn expects_answer(&mut self, query: String) {
        self.pressed.push(query);
    }

    pub fn answers(&mut self, query: &str) {
        self.answered.insert(query.to_owned());
    }

    pub fn sent(&mut self, chat: ChatId, html: &str) {
        *self.sent.entry((self.root(chat), html.to_owned())).or_default() += 1;
    }

    /// A message is new or changed.
    pub fn shows(&mut self, telegram: &BotApi, chat: ChatId, id: MessageId) {
        let Some(message) = telegram.message(chat, id) else { return };
        let asker = message.reply_to.and_then(|asked| telegram.message(chat, asked)).map(|asked| asked.author);
        let reader = match (chat.kind(), asker) {
            (ChatKind::Private, _) => person_number(PersonId(chat.0.unsigned_abs())),
            (ChatKind::Group, Some(Author::Person(person))) => person_number(person),
            (ChatKind::Group, _) => None,
        };
        let numbers = numbers::found(&message.text);
        let root = self.root(chat);
        for number in &numbers {
            self.shown.entry(*number).or_default().insert((root, id));
        }
        let everything = message.labels().fold(message.text.clone(), |all, label| all + "\n" + label);
        let unknown = self.roots.contains_key(&chat) || self.forged.contains(&root);
        self.belongs(&everything, reader, unknown);
        self.is_right(&message.text, &numbers);
        let data = message.rows().iter().flatten().filter_map(|button| match &button.action {
            Action::Callback(data) => Some(data),
            Action::Copy(_) | Action::Url(_) => None,
        });
        if chat.kind() == ChatKind::Group && data.into_iter().any(|data| !numbers::found(data).is_empty()) {
            self.faults.push(format!("a button in a group carries a number: {:?}", message.text));
        }
    }

    fn belongs(&mut self, text: &str, reader: Option<u64>, asker_unknown: bool) {
        if reader.is_none() && asker_unknown {
            return;
        }
        for number in numbers::found(text).into_iter().filter(|number| Some(number.person) != reader) {
            self.faults.push(format!("{reader:?} was shown {number:?}: {text:?}"));
        }
    }

    /// A sum is the one of the number it stands beside.
    fn is_right(&mut self, text: &str, numbers: &[Number]) {
        if !text.contains("Rp") {
            return;
        }
        let plain = text.replace(['.', ','], "");
        let mut distinct = numbers.to_vec();
        distinct.dedup();
        let right = matches!(distinct.as_slice(), [only] if plain.contains(&format!("Rp{}", only.total())));
        if !right {
            self.faults.push(format!("a sum stands beside another number: {text:?}"));
        }
    }

    /// Nothing is left to do: what people see now is what stays.
    pub fn close(&mut self, telegram: &BotApi, ledger: &Ledger, chats: &[ChatId], line_fails: bool) {
        self.done_again = ledger.done_again();
        self.close_answers(telegram, line_fails);
        self.close_questions();
        self.close_owed(ledger);
        // Nothing can be changed any more where a group was.
        let settled = |chat: &&ChatId| !self.former.contains(chat);
        for chat in chats.iter().filter(settled).copied().collect::<Vec<_>>() {
            let root = self.root(chat);
            let messages = telegram.messages(chat);
            let waits =
                |message: &&Message| message.is_from_bot() && WAITING.iter().any(|words| message.text.contains(words));
            let waiting: Vec<_> = messages.iter().filter(waits).map(|message| message.text.clone()).collect();
            if waiting.len() as u64 > self.slack(root) && !self.closed.contains(&root) {
                self.faults.push(format!("somebody in {} waits for ever: {waiting:?}", chat.0));
            }
        }
    }

    fn close_answers(&mut self, telegram: &BotApi, line_fails: bool) {
        let told: Vec<_> = telegram.observe(|seen| seen.callback_answers().cloned().collect());
        for answer in told {
            self.belongs(&answer.text, person_number(answer.person), false);
            self.is_right(&answer.text, &numbers::found(&answer.text));
        }
        let silent = self.pressed.iter().filter(|query| !self.answered.contains(*query)).count();
        // The power may go between a turn and its answer, and the line may be down for long.
        if silent > 0 && self.crashes == 0 && !line_fails {
            self.faults.push(format!("{silent} presses were never answered"));
        }
    }

    fn close_questions(&mut self) {
        for (number, asked) in &self.asked {
            let shown = self.shown.get(number).cloned().unwrap_or_default();
            let sure = asked.sure && !self.closed.contains(&asked.root);
            if shown.is_empty() && sure {
                self.faults.push(format!("{number:?} was never answered"));
            }
            let roots: BTreeSet<ChatId> = shown.iter().map(|(root, _)| *root).collect();
            let slack: u64 = roots.into_iter().map(|root| self.slack(root)).sum();
            if shown.len() as u64 > 1 + asked.more + slack {
                self.faults.push(format!("{number:?} stands in {} messages", shown.len()));
            }
        }
    }

    fn close_owed(&mut self, ledger: &Ledger) {
        for ((root, html), due) in &ledger.owed {
            let sent = self.sent.get(&(*root, html.clone())).copied().unwrap_or(0);
            if sent < due.new && !self.closed.contains(root) {
                self.faults.push(format!("{html:?} was owed {} times and sent {sent} times", due.new));
            }
            if sent > due.new + due.other + self.slack(*root) {
                self.faults.push(format!("{html:?} was owed {} times but sent {sent} times", due.new + due.other));
            }
        }
        let unowed = self.sent.keys().filter(|key| !ledger.owed.contains_key(*key) && !is_apology(&key.1));
        let unowed: Vec<_> = unowed.map(|(_, html)| html.clone()).collect();
        if !unowed.is_empty() {
            self.faults.push(format!("said although nobody owed it: {unowed:?}"));
        }
    }
}
