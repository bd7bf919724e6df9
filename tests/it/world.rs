//! The world around a bot under test: both emulators, the real bot in between, and people who do
//! what people do. One method per thing a person does; every one waits for what comes of it.

use crate::doubles::{Hindered, Look as _, Wanted, damaged, parts};
use cektagihan::bot::parts::Parts;
use cektagihan::ports::Range;
use futures::executor::block_on;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::ThreadId;
use std::time::Duration;

use cektagihan::bot::{self, ServeError, alerts::Alerts, services::Services};
use cektagihan::domain::catalogue::Catalogue;
use cektagihan::domain::limits::Limits;
use cektagihan::domain::person::{Access, ChatId, MessageId, PersonId, TopicId};
use cektagihan::gateway::signer::PrivateKey;
use cektagihan::gateway::{KlikooClient, KlikooConfig};
use cektagihan::ports::{Clock, Store, StoreError, SystemClock, Table};
use cektagihan::sandbox::Sandbox;
use cektagihan::sandbox::biller::Biller;
use cektagihan::sandbox::bot_api::{BotApi, BotApiConfig, CallbackAnswer, Message, Person, Pick, Pressed};
use cektagihan::shutdown::{Shutdown, StopTrigger};
use cektagihan::store::{KeyFile, MemoryStore, SledStore, Vault};
use cektagihan::telegram::api::Api;
use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Long enough for a loaded machine; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_mins(1);

/// Waits for something that must come.
pub async fn patiently<T>(what: &str, coming: impl Future<Output = T>) -> T {
    timeout(PATIENCE, coming).await.unwrap_or_else(|_| panic!("waited in vain for {what}"))
}

pub struct World {
    pub sandbox: Sandbox,
    access: Access,
    pub limits: Limits,
    folder: TempDir,
    rows: Rows,
    off: TimeDelta,
    bot: Option<Running>,
    disk_is_full: Arc<AtomicBool>,
    readings: Arc<Mutex<Vec<(Table, ThreadId)>>>,
    unreadable: Arc<Mutex<Vec<Table>>>,
    beats: watch::Sender<usize>,
}

/// The machine's clock, off by so much.
struct Off(TimeDelta);

impl Clock for Off {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.0
    }
}

/// Where the bot keeps its rows.
enum Rows {
    Disk,
    /// Without a thread and a disk of its own, so that a test can hold the clock.
    Memory(Arc<MemoryStore>),
}

struct Running {
    task: JoinHandle<Result<(), ServeError>>,
    stop: StopTrigger,
    store: Arc<dyn Store>,
    vault: Option<Vault>,
}

impl Running {
    fn close(self) {
        if let Some(vault) = self.vault {
            vault.close();
        }
    }
}

impl World {
    /// Everybody may use the bot.
    pub async fn open() -> Self {
        Self::with(Access::open()).await
    }

    /// These people own the bot; nobody else was let in.
    pub async fn closed(people: &[u64]) -> Self {
        Self::with(Access::owned_by(people.iter().copied().map(PersonId).collect::<BTreeSet<_>>())).await
    }

    /// Everybody may use the bot, and this person owns it.
    pub async fn owned_by(owner: u64) -> Self {
        let mut world = Self::asleep(open_and_owned_by(owner)).await;
        world.start();
        world
    }

    /// Everybody may use the bot, this person owns it, and its rows are in memory.
    pub async fn in_memory(owner: u64) -> Self {
        let mut world = Self::asleep(open_and_owned_by(owner)).await.with_rows_in_memory();
        world.start();
        world
    }

    /// The same, the bot's clock being off by so much.
    pub async fn in_memory_off_by(owner: u64, off: TimeDelta) -> Self {
        let mut world = Self::asleep(open_and_owned_by(owner)).await.with_rows_in_memory();
        world.off = off;
        world.start();
        world
    }

    /// A bot that is not started yet shall keep its rows in memory.
    pub fn with_rows_in_memory(mut self) -> Self {
        self.rows = Rows::Memory(Arc::default());
        self
    }

    async fn with(access: Access) -> Self {
        let mut world = Self::asleep(access).await;
        world.start();
        world
    }

    /// The bot is not started yet.
    pub async fn asleep(access: Access) -> Self {
        crate::logs::read_along();
        let sandbox = Sandbox::start(Arc::new(SystemClock)).await.unwrap();
        Self {
            sandbox,
            access,
            limits: Limits::none(),
            folder: tempfile::tempdir().unwrap(),
            rows: Rows::Disk,
            off: TimeDelta::zero(),
            bot: None,
            disk_is_full: Arc::default(),
            readings: Arc::default(),
            unreadable: Arc::default(),
            beats: watch::Sender::new(0),
        }
    }

    /// Where the bot keeps its rows.
    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    /// The running bot's store.
    pub fn store(&self) -> Arc<dyn Store> {
        Arc::clone(&self.bot.as_ref().unwrap().store)
    }

    /// The running bot's vault.
    pub fn vault(&self) -> &Vault {
        self.bot.as_ref().unwrap().vault.as_ref().unwrap()
    }

    /// From now on nothing can be written, or everything again.
    pub fn fill_the_disk(&self, full: bool) {
        self.disk_is_full.store(full, Ordering::SeqCst);
    }

    /// The tables that were read whole since this was last asked, and by which thread.
    pub fn readings(&self) -> Vec<(Table, ThreadId)> {
        std::mem::take(&mut self.readings.lock().unwrap())
    }

    /// From now on these tables cannot be read; with none, everything can again.
    pub fn lose_the_way_to(&self, tables: &[Table]) {
        *self.unreadable.lock().unwrap() = tables.to_vec();
    }

    /// Counts the heartbeats.
    pub fn beats(&self) -> watch::Receiver<usize> {
        self.beats.subscribe()
    }

    /// Another Bot API server stands in place of the one before, for the bot of this token.
    pub async fn replace_telegram(&mut self, token: &str) {
        let config = BotApiConfig { token: token.to_owned(), ..BotApiConfig::default() };
        self.sandbox.bot_api = BotApi::start(config).await.unwrap();
    }

    pub fn telegram(&self) -> &BotApi {
        &self.sandbox.bot_api
    }

    pub fn biller(&self) -> &Biller {
        &self.sandbox.biller
    }

    /// Starts the bot on what the former one left.
    pub fn start(&mut self) {
        let clock: Arc<dyn Clock> = Arc::new(Off(self.off));
        let (rows, vault) = self.opened(&clock);
        let store: Arc<dyn Store> = Arc::new(self.hindered(rows));
        let api = Api::new(&self.telegram().url().parse().unwrap(), &self.telegram().token().into()).unwrap();
        let client = self.client(Arc::clone(&clock)).sorted_by(&Catalogue::embedded());
        let parts = Parts {
            store: Arc::clone(&store),
            gateway: Arc::new(client.clone()),
            background: Arc::new(client.in_background()),
            clock,
            access: self.access.clone(),
            limits: self.limits,
            api,
            ..parts()
        };
        let services = block_on(Services::new(parts)).unwrap();
        client.report_to(Arc::<Alerts>::clone(&services.alerts));
        let (stop, shutdown) = Shutdown::by_hand();
        let beats = self.beats.clone();
        let heartbeat = Box::new(move |_| beats.send_modify(|beats| *beats += 1));
        let task = tokio::spawn(bot::serve(Arc::new(services), heartbeat, shutdown));
        self.bot = Some(Running { task, stop, store, vault });
    }

    /// The store, whose disk can be full for a while or lose the way to some tables, and that counts what is read of it.
    fn hindered(&self, rows: Arc<dyn Store>) -> Hindered {
        let (full, unreadable) = (Arc::clone(&self.disk_is_full), Arc::clone(&self.unreadable));
        let readings = Arc::clone(&self.readings);
        let read = move |table, wanted: Wanted<'_>| {
            if unreadable.lock().unwrap().contains(&table) {
                return Err(damaged());
            }
            if matches!(wanted, Wanted::Range(Range { prefix: [], after: None, limit: 2.., .. })) {
                readings.lock().unwrap().push((table, std::thread::current().id()));
            }
            Ok(())
        };
        let write = move || if full.load(Ordering::SeqCst) { Err(StoreError::DiskFull) } else { Ok(()) };
        Hindered::over(rows).reading(read).writing(write)
    }

    fn opened(&self, clock: &Arc<dyn Clock>) -> (Arc<dyn Store>, Option<Vault>) {
        match &self.rows {
            Rows::Memory(store) => (Arc::<MemoryStore>::clone(store), None),
            Rows::Disk => {
                let key = KeyFile::at(None, self.data());
                let opening = Vault::open(self.data(), SledStore::LOCK_WAIT, &key, Arc::clone(clock));
                let vault = futures::executor::block_on(opening).unwrap();
                (vault.rows(), Some(vault))
            }
        }
    }

    /// The rows of a table, while the bot runs.
    pub fn rows(&self, table: Table) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.store().rows_of(table)
    }

    /// Waits until a table holds so many rows.
    pub async fn has_rows(&self, table: Table, many: usize) {
        let reached = async {
            while self.rows(table).len() != many {
                tokio::task::yield_now().await;
            }
        };
        patiently(&format!("{many} rows of {table:?}"), reached).await;
    }

    fn client(&self, clock: Arc<dyn Clock>) -> KlikooClient {
        let credentials = Biller::credentials();
        let config = KlikooConfig {
            base_url: self.biller().url(),
            client_id: credentials.client_id.to_owned(),
            client_secret: credentials.client_secret.into(),
            private_key: PrivateKey::from_pem(credentials.private_key_pem).unwrap(),
        };
        KlikooClient::new(config, clock).unwrap()
    }

    /// Asks the bot to stop and waits until it has drained.
    pub async fn stop(&mut self) {
        let mut bot = self.bot.take().unwrap();
        bot.stop.fire();
        patiently("the bot to stop", &mut bot.task).await.unwrap().unwrap();
        bot.close();
    }

    /// Ends the bot where it stands, as a power cut would; what is not on disk is gone.
    pub async fn cut(&mut self) {
        let mut bot = self.bot.take().unwrap();
        bot.task.abort();
        let _ = (&mut bot.task).await;
        bot.close();
    }

    /// Somebody in their private chat.
    pub fn person(&self, id: u64) -> Someone<'_> {
        let person = self.telegram().add_person(Person::new(id, "Ani"));
        Someone { world: self, person, chat: ChatId(i64::try_from(id).unwrap()), topic: None }
    }

    /// Somebody in a group, or in one topic of it.
    pub fn member(&self, chat: ChatId, topic: Option<TopicId>, id: u64) -> Someone<'_> {
        let person = self.telegram().add_person(Person::new(id, "Budi"));
        Someone { world: self, person, chat, topic }
    }
}

fn open_and_owned_by(owner: u64) -> Access {
    Access { owners: [PersonId(owner)].into(), ..Access::open() }
}

impl Drop for World {
    /// Whatever a test was about: what people typed stands in no log.
    fn drop(&mut self) {
        let found = crate::logs::found();
        assert!(found.is_empty() || std::thread::panicking(), "personal data in the logs: {found:#?}");
    }
}

/// A person in one chat.
pub struct Someone<'a> {
    pub world: &'a World,
    pub person: PersonId,
    pub chat: ChatId,
    pub topic: Option<TopicId>,
}

impl Someone<'_> {
    /// Types a message and does not wait.
    pub fn says(&self, text: &str) -> MessageId {
        let telegram = self.world.telegram();
        match self.topic {
            Some(topic) => telegram.say_in_topic(self.chat, topic, self.person, text),
            None => telegram.say(self.chat, self.person, text),
        }
    }

    /// Types a message and waits for the bot's answer to hold these words.
    pub async fn types(&self, text: &str, words: &str) -> Message {
        self.says(text);
        self.sees(words).await
    }

    /// Replies to the bot's message and waits for an answer that holds these words.
    pub async fn replies(&self, to: &Message, text: &str, words: &str) -> Message {
        self.world.telegram().reply(self.chat, self.person, to.id, text);
        self.sees(words).await
    }

    /// Presses a button of a message and does not wait.
    pub fn presses(&self, message: &Message, button: impl Into<Pick>) -> Pressed {
        let button = button.into();
        let labels: Vec<_> = message.labels().collect();
        let pressed = self.world.telegram().press(self.chat, self.person, message.id, button.clone());
        pressed.unwrap_or_else(|error| panic!("{error}: {button:?} of {labels:?}"))
    }

    /// Presses a button and waits for a message, new or changed, that holds these words.
    pub async fn taps(&self, message: &Message, button: &str, words: &str) -> Message {
        self.presses(message, button);
        self.sees(words).await
    }

    /// Presses a button and waits for the words that answer the press.
    pub async fn is_told(&self, message: &Message, button: &str) -> CallbackAnswer {
        let Pressed::Query(query) = self.presses(message, button) else { panic!("{button} tells the bot nothing") };
        let answered = self.world.telegram().until(|seen| seen.callback_answer(query).cloned());
        patiently("the press to be answered", answered).await
    }

    /// Waits for a message of the bot in this chat and topic that holds these words.
    pub async fn sees(&self, words: &str) -> Message {
        let seen = self.world.telegram().until(|seen| {
            let mine = |message: &&Message| {
                message.is_from_bot() && message.topic == self.topic && message.text.contains(words)
            };
            seen.messages(self.chat).rev().find(mine).cloned()
        });
        let Ok(message) = timeout(PATIENCE, seen).await else {
            let calls: Vec<_> = self.world.telegram().calls().into_iter().rev().take(4).collect();
            panic!("{words:?} never came; the chat holds {:#?}; last calls {calls:#?}", self.texts());
        };
        message
    }

    /// What the bot has said in this chat, oldest first.
    pub fn texts(&self) -> Vec<String> {
        let messages = self.world.telegram().messages(self.chat);
        messages.into_iter().filter(Message::is_from_bot).map(|message| message.text).collect()
    }
}
