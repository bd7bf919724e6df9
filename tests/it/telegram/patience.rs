//! Both networks at their worst, on a clock that stands still: what people hear, and when.

use crate::doubles::{Look as _, parts};
use cektagihan::bot::parts::Parts;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::{BoxFuture, FutureExt as _};
use tokio::sync::{Semaphore, watch};

use cektagihan::bot::outbox::Outbox;
use cektagihan::bot::rows::{Owed, Target, What, chat_prefix};
use cektagihan::bot::services::Services;
use cektagihan::bot::upkeep::erase;
use cektagihan::domain::person::{Access, ChatId, PersonId, Seat};
use cektagihan::gateway::KlikooClient;
use cektagihan::ports::{Clock, KeyValue, Range, Read, Store, StoreError, SystemClock, Table, Transaction};
use cektagihan::sandbox::biller::Mode;
use cektagihan::sandbox::bot_api::{
    BotApi, BotApiConfig, Call, CallOutcome, Fault, Garbage, Message, Method, Person, Ratio,
};
use cektagihan::store::MemoryStore;
use cektagihan::telegram::api::Api;

use crate::gateway::config;
use crate::held::Held;
use crate::world::{Someone, World};

const LAST_WORD: Duration = Duration::from_secs(26);

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The last text, once it says how the check ended.
fn ended(person: &Someone<'_>) -> Option<String> {
    let last = person.texts().pop()?;
    (!last.contains("Sedang dicek") && !last.contains("sedang lambat")).then_some(last)
}

#[tokio::test]
async fn a_silent_gateway_gets_the_person_three_words_in_time() {
    let time = Held::here();
    let world = World::in_memory(900).await;
    let ani = world.person(1);
    world.biller().hold();
    // Not PLN, which has words of its own for the hour it is closed.
    ani.says("PDAMACEHTGR 1160026");
    let says = |words: &'static str| move |person: &Someone<'_>| person.texts().iter().any(|text| text.contains(words));
    let (moment, slow) = (says("Sedang dicek"), says("Biller sedang lambat"));
    let (first, ()) = time.until(seconds(2), || moment(&ani).then_some(())).await;
    let (second, ()) = time.until(seconds(6), || slow(&ani).then_some(())).await;
    let (last, text) = time.until(LAST_WORD, || ended(&ani)).await;
    assert!((seconds(1)..seconds(2)).contains(&first) && (seconds(5)..seconds(6)).contains(&(first + second)));
    assert!(first + second + last <= LAST_WORD);
    assert!(text.contains("belum menjawab"), "{text}");
}

#[tokio::test]
async fn whatever_the_gateway_does_the_last_word_is_in_time_and_no_wrong_bill() {
    let time = Held::here();
    let modes = [Mode::Slow(seconds(3_600)), Mode::Down, Mode::Garbage, Mode::CutOff, Mode::Offline];
    for mode in modes {
        let world = World::in_memory(900).await;
        let ani = world.person(1);
        world.biller().set_mode(mode);
        ani.says("pln 514040400482");
        let (_, text) = time.until(LAST_WORD, || ended(&ani)).await;
        assert!(text.contains("514040400482") && !text.contains("INDAH"), "{mode:?}: {text}");
    }
    let endings = ["990030", "990101", "990102", "990103", "990104", "990302", "990444", "990200", "990502", "996505"];
    for ending in endings {
        let world = World::in_memory(900).await;
        let ani = world.person(1);
        ani.says(&format!("pln 519900{ending}"));
        let (_, text) = time.until(LAST_WORD, || ended(&ani)).await;
        assert!(!text.contains("BELUM DIBAYAR"), "{ending}: {text}");
    }
}

#[tokio::test]
async fn a_clock_ten_minutes_off_is_our_fault_and_told_in_time() {
    let time = Held::here();
    for minutes in [-10, 10] {
        let world = World::in_memory_off_by(900, TimeDelta::minutes(minutes)).await;
        let (owner, ani) = (world.person(900), world.person(1));
        owner.says("/start");
        ani.says("pln 514040400482");
        let (_, text) = time.until(LAST_WORD, || ended(&ani)).await;
        assert!(text.contains("karena pengaturan bot"), "{text}");
        time.until(seconds(1), || holds(&owner, "samakan jam server").then_some(())).await;
    }
}

#[tokio::test]
async fn a_slow_gateway_still_brings_the_bill() {
    let time = Held::here();
    let world = World::in_memory(900).await;
    let ani = world.person(1);
    world.biller().set_mode(Mode::Slow(seconds(10)));
    ani.says("pln 514040400482");
    let (took, text) = time.until(LAST_WORD, || ended(&ani)).await;
    assert!(text.contains("INDAH PUTRI") && took < seconds(12), "{text}");
}

#[tokio::test]
async fn whatever_telegram_does_everybody_is_answered() {
    let time = Held::here();
    let garbage = Garbage::ALL.map(Fault::Garbage);
    let others = [Fault::BadGateway, Fault::HangUp, Fault::LoseAnswer, Fault::RetryAfter(3), Fault::Delay(seconds(9))];
    for fault in garbage.into_iter().chain(others) {
        for method in [Method::GetUpdates, Method::SendMessage, Method::GetMe] {
            let mut world = World::asleep(Access::open()).await.with_rows_in_memory();
            (0..3).for_each(|_| world.telegram().fail_next(method, fault.clone()));
            world.start();
            let (ani, budi) = (world.person(1), world.person(2));
            ani.says("pln 514040400482");
            budi.says("pln 514040400482");
            let both = || Some(()).filter(|()| [&ani, &budi].iter().all(|person| holds(person, "INDAH PUTRI")));
            time.until(seconds(60), both).await;
            time.forward(seconds(40)).await;
            let bills = ani.texts().iter().chain(&budi.texts()).filter(|text| text.contains("INDAH")).count();
            let lost = usize::from(fault == Fault::LoseAnswer && method == Method::SendMessage) * 3;
            assert!(bills <= 2 + lost, "{fault:?} of {method:?}: {bills} bills");
        }
    }
}

fn holds(person: &Someone<'_>, words: &str) -> bool {
    person.texts().iter().any(|text| text.contains(words))
}

#[tokio::test]
async fn a_dead_telegram_is_tried_by_few_and_all_is_sent_when_it_is_back() {
    let time = Held::here();
    let world = World::in_memory(900).await;
    let people: Vec<_> = (1..=60).map(|person| world.person(person)).collect();
    world.biller().hold();
    for person in &people {
        person.says("pln 514040400482");
    }
    time.forward(seconds(1)).await;
    world.telegram().offline(true);
    world.biller().release();
    time.forward(seconds(60)).await;
    let before = world.telegram().requests(Method::EditMessageText) + world.telegram().requests(Method::SendMessage);
    time.forward(seconds(60)).await;
    let after = world.telegram().requests(Method::EditMessageText) + world.telegram().requests(Method::SendMessage);
    assert!(after > before, "it is still tried");
    assert!(after - before < 60 * 5, "{} requests a minute", after - before);
    world.telegram().offline(false);
    let all = || people.iter().all(|person| holds(person, "INDAH PUTRI")).then_some(());
    // However long each of them waits between two tries: the first poll that gets through ends that.
    time.until(seconds(6), all).await;
}

#[tokio::test]
async fn a_poll_whose_answer_is_lost_on_the_way_costs_fifteen_seconds() {
    let time = Held::here();
    let mut world = World::asleep(Access::open()).await.with_rows_in_memory();
    world.telegram().fail_next(Method::GetUpdates, Fault::Delay(seconds(3_600)));
    world.start();
    let ani = world.person(1);
    ani.says("/start");
    let (took, _) = time.until(seconds(16), || ani.texts().pop()).await;
    assert!(took > seconds(10), "it is not given up while Telegram may hold it: {took:?}");
}

/// The emulator and a outbox that delivers to it, without a bot.
struct Post {
    telegram: BotApi,
    services: Arc<Services>,
    outbox: Outbox,
    store: Arc<dyn Store>,
}

impl Post {
    async fn open(store: Arc<dyn Store>) -> Self {
        let telegram = BotApi::start(BotApiConfig { kept_calls: 100_000, ..BotApiConfig::default() }).await.unwrap();
        let api = Api::new(&telegram.url().parse().unwrap(), &telegram.token().into()).unwrap();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let gateway = Arc::new(KlikooClient::new(config("http://127.0.0.1:9"), Arc::clone(&clock)).unwrap());
        let parts = Parts { store: Arc::clone(&store), gateway, clock, api, ..parts() };
        let services = Arc::new(Services::new(parts).await.unwrap());
        Self { telegram, outbox: Outbox::new(Arc::clone(&services)), services, store }
    }

    /// Telegram lets a bot begin with nobody.
    fn meets(&self, chat: ChatId) {
        self.telegram.tell(self.telegram.add_person(Person::new(chat.0.unsigned_abs(), "Ani")), "/start");
    }

    /// Makes messages safe; they are not given to the outbox yet.
    async fn store(&self, messages: &[(ChatId, &str)]) -> Vec<(u64, Owed)> {
        let owed = |(chat, words): &(ChatId, &str)| {
            let what = What::Say { html: (*words).to_owned(), markup: None, reply_to: None, target: Target::New };
            Owed { chat: *chat, topic: None, what, trace: String::new(), asker: None }
        };
        let mut transaction = Transaction::default();
        let owed = self.outbox.owe(&mut transaction, messages.iter().map(owed).collect());
        self.store.commit(transaction).await.unwrap();
        owed
    }

    async fn owe(&self, chat: ChatId, words: &str) {
        self.outbox.take(self.store(&[(chat, words)]).await);
    }

    fn said(&self, chat: ChatId) -> Vec<String> {
        let messages = self.telegram.messages(chat).into_iter();
        messages.filter(Message::is_from_bot).map(|message| message.text).collect()
    }

    fn still_owed(&self) -> usize {
        self.store.rows_of(Table::Outbox).len()
    }
}

/// Rows in memory, written only while the disk turns.
struct Disk {
    rows: Arc<MemoryStore>,
    turns: watch::Sender<bool>,
}

impl Store for Disk {
    fn get(&self, table: Table, key: &[u8]) -> Read<'_, Option<Vec<u8>>> {
        self.rows.get(table, key)
    }

    fn scan(&self, table: Table, range: Range<'_>) -> Read<'_, Vec<KeyValue>> {
        self.rows.scan(table, range)
    }

    fn commit(&self, transaction: Transaction) -> BoxFuture<'static, Result<(), StoreError>> {
        let (rows, mut turns) = (Arc::clone(&self.rows), self.turns.subscribe());
        async move {
            turns.wait_for(|turns| *turns).await.map_err(|_| StoreError::Closed)?;
            rows.commit(transaction).await
        }
        .boxed()
    }

    fn forget(&self, table: Table, before: DateTime<Utc>) -> BoxFuture<'_, Result<usize, StoreError>> {
        self.rows.forget(table, before)
    }
}

#[tokio::test]
async fn a_chats_next_message_waits_until_the_disk_knows_of_its_last() {
    let time = Held::here();
    let disk = Arc::new(Disk { rows: Arc::default(), turns: watch::Sender::new(true) });
    let post = Post::open(Arc::<Disk>::clone(&disk)).await;
    let (ani, budi) = (ChatId(1), ChatId(2));
    post.meets(ani);
    post.meets(budi);
    let owed = post.store(&[(ani, "one"), (ani, "two"), (budi, "one")]).await;
    disk.turns.send_replace(false);
    post.outbox.take(owed);
    time.settled().await;
    assert_eq!((post.said(ani), post.said(budi)), (vec!["one".to_owned()], vec!["one".to_owned()]));
    assert_eq!(post.still_owed(), 3);
    disk.turns.send_replace(true);
    post.outbox.all_delivered().await;
    assert_eq!(post.said(ani), ["one", "two"]);
    assert_eq!(post.still_owed(), 0);
}

/// One message on its way: when it was owed, and each time it was refused. All in steps.
#[derive(Default)]
struct Journey {
    owed: usize,
    refused: Vec<usize>,
    delivered: Option<usize>,
}

/// The clock moves in quarters of a second.
const STEP: Duration = Duration::from_millis(250);
/// A message for every chat every five seconds of ten minutes, so that some have to wait for others.
const OWED: std::ops::Range<usize> = 0..120;
const EVERY: usize = 20;
const PENALTY_SECONDS: u32 = 3;
/// Three seconds and the step in which they are over: no timer ends before its time.
const PENALTY: usize = 3 * 4 + 1;

type Journeys = HashMap<(i64, String), Journey>;

#[tokio::test]
async fn with_429_on_thirty_percent_of_sends_all_is_delivered_none_early_and_no_chat_pays_for_another() {
    let time = Held::here();
    let post = Post::open(Arc::new(MemoryStore::default())).await;
    let chats: Vec<ChatId> = (1..=20).map(ChatId).collect();
    for chat in &chats {
        post.meets(*chat);
    }
    let fault = Fault::RetryAfter(PENALTY_SECONDS);
    post.telegram.fail_ratio(Some(Ratio { per_mille: 300, seed: 7, fault }));
    let (mut journeys, mut noted) = (Journeys::new(), 0);
    for step in 0..OWED.end * EVERY + 1_000 {
        let owes = step % EVERY == 0 && OWED.contains(&(step / EVERY));
        for chat in chats.iter().filter(|_| owes) {
            let words = (step / EVERY).to_string();
            post.owe(*chat, &words).await;
            journeys.insert((chat.0, words), Journey { owed: step, ..Journey::default() });
        }
        time.settled().await;
        noted +=
            post.telegram.observe(|seen| seen.calls().skip(noted).map(|call| note(&mut journeys, call, step)).count());
        time.forward(STEP).await;
    }
    assert_eq!(post.outbox.waiting(), 0);
    let refusals: usize = journeys.values().map(|journey| journey.refused.len()).sum();
    assert!((900..1_200).contains(&refusals), "{refusals} of about 3,400 calls");
    for chat in &chats {
        explain(*chat, &journeys);
    }
}

fn note(journeys: &mut Journeys, call: &Call, step: usize) {
    let chat = call.param("chat_id").unwrap().parse().unwrap();
    let journey = journeys.get_mut(&(chat, call.param("text").unwrap().to_owned())).unwrap();
    match call.outcome {
        CallOutcome::Done => assert!(journey.delivered.replace(step).is_none(), "delivered twice"),
        CallOutcome::Refused(429, _) => journey.refused.push(step),
        ref other => panic!("{other:?}"),
    }
}

/// Every delay of a chat is the sum of its own penalties: nothing was sent early, and nothing waited
/// for another chat. A loaded machine may need a step more to carry a call.
fn explain(chat: ChatId, journeys: &Journeys) {
    let mut free = 0;
    for message in OWED {
        let journey = &journeys[&(chat.0, message.to_string())];
        let mut due = journey.owed.max(free);
        for refused in &journey.refused {
            assert!((due..=due + 1).contains(refused), "{chat:?}, message {message}");
            due = refused + PENALTY;
        }
        free = journey.delivered.unwrap();
        assert!((due..=due + 1).contains(&free), "{chat:?}, message {message}");
    }
}

/// Rows in memory that are written at once; each writer hears of it when it is let.
struct LateWord {
    rows: MemoryStore,
    words: Arc<Semaphore>,
}

impl Store for LateWord {
    fn get(&self, table: Table, key: &[u8]) -> Read<'_, Option<Vec<u8>>> {
        self.rows.get(table, key)
    }

    fn scan(&self, table: Table, range: Range<'_>) -> Read<'_, Vec<KeyValue>> {
        self.rows.scan(table, range)
    }

    fn commit(&self, transaction: Transaction) -> BoxFuture<'static, Result<(), StoreError>> {
        let (written, words) = (self.rows.commit(transaction), Arc::clone(&self.words));
        async move {
            words.acquire().await.map_err(|_| StoreError::Closed)?.forget();
            written.await
        }
        .boxed()
    }
}

#[tokio::test]
async fn a_message_whose_group_migrates_this_moment_is_not_taken_for_an_erased_one() {
    let time = Held::here();
    let words = Arc::new(Semaphore::new(1));
    let post = Post::open(Arc::new(LateWord { rows: MemoryStore::default(), words: Arc::clone(&words) })).await;
    let old = post.telegram.add_group("RT 05");
    let owed = post.store(&[(old, "one")]).await;
    // Somebody had something erased: from now on every row is looked up before it is delivered.
    let somebody = Seat { chat: ChatId(9), topic: None, person: PersonId(9) };
    let mut nothing = Transaction::default();
    erase::everything(&post.services, &mut nothing, somebody, &erase::KeptRows::default()).await.unwrap();
    let new = post.telegram.migrate(old);
    let services = Arc::clone(&post.services);
    let move_along = async move {
        services.migrations.migrate(services.store.as_ref(), &services.roster, (old, new)).await.unwrap();
    };
    let moved = tokio::spawn(move_along);
    // For the transaction that only waits for those before it. That of the rows is written and not told.
    words.add_permits(1);
    time.settled().await;
    assert!(post.store.row(Table::Moved, &chat_prefix(old)).is_some());
    post.outbox.take(owed);
    time.settled().await;
    words.add_permits(9);
    moved.await.unwrap();
    time.settled().await;
    assert_eq!(post.said(new), ["one"]);
}

#[tokio::test]
async fn a_deletion_owed_in_a_group_deletes_nothing_in_its_new_place() {
    let time = Held::here();
    let post = Post::open(Arc::new(MemoryStore::default())).await;
    let old = post.telegram.add_group("RT 05");
    let new = post.telegram.migrate(old);
    post.services.migrations.migrate(post.store.as_ref(), &post.services.roster, (old, new)).await.unwrap();
    post.owe(new, "stays").await;
    time.settled().await;
    let message = post.telegram.messages(new).into_iter().rfind(Message::is_from_bot).unwrap().id;
    let deletion = Owed { chat: old, topic: None, what: What::Delete(message), trace: String::new(), asker: None };
    let mut transaction = Transaction::default();
    let owed = post.outbox.owe(&mut transaction, vec![deletion]);
    post.store.commit(transaction).await.unwrap();
    post.outbox.take(owed);
    time.settled().await;
    assert_eq!(post.said(new), ["stays"]);
}
