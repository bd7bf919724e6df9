//! Ten minutes in which 30 % of the sends to half of the chats are told to wait: in this process,
//! under a clock that is moved by hand.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use cektagihan::bot::{self, parts::Parts, services::Services};
use cektagihan::domain::catalogue::Catalogue;
use cektagihan::domain::inquiry::Inquiry;
use cektagihan::domain::limits::Limits;
use cektagihan::domain::person::{Access, PersonId};
use cektagihan::domain::retention::Retention;
use cektagihan::ports::{BillGateway, Clock, Freshness, Inquired, InquiryError};
use cektagihan::sandbox::bot_api::{BotApi, BotApiConfig};
use cektagihan::sandbox::{ManualClock, Random};
use cektagihan::shutdown::Shutdown;
use cektagihan::store::MemoryStore;
use cektagihan::tasks::Tasks;
use cektagihan::telegram::api::{Api, ApiError, Body, Carrier, Method};
use chrono::{DateTime, TimeDelta};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::Value;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use crate::table::{Row, p95};

const PEOPLE: i64 = 40;
/// Everybody writes this often.
const PACE: Duration = Duration::from_secs(5);
const MINUTES: u64 = 10;
/// A chat that is told to wait may have much to catch up with.
const END: Duration = Duration::from_hours(4);

/// Runs it twice: once without a single 429, to compare.
pub fn run(seed: u64) -> anyhow::Result<Vec<Row>> {
    let (quiet, throttled) = (play(seed, 0)?, play(seed, 300)?);
    let (mut before, mut meanwhile) = (quiet.others, throttled.others);
    let (before, meanwhile) = (p95(&mut before), p95(&mut meanwhile));
    let ratio = meanwhile / before;
    let (asked, told, early, refused) = (throttled.asked, throttled.delivered, throttled.early, throttled.refused);
    Ok(vec![Row {
        what: "429 on 30 % of sends to half of the chats for ten minutes of manual clock".to_owned(),
        must: "all delivered, none early, other chats' p95 within 1.2 x",
        seen: format!(
            "{told} of {asked} delivered, {refused} told to wait, {early} early; others {before:.0} ms and {meanwhile:.0} ms: {ratio:.2} x"
        ),
        holds: told == asked && early == 0 && ratio <= 1.2 && (refused > 0) == (asked > 0),
    }])
}

struct Measured {
    asked: usize,
    delivered: usize,
    early: u64,
    refused: u64,
    /// How long those waited whom no 429 was meant for, in µs.
    others: Vec<u64>,
}

struct Phone {
    telegram: BotApi,
    seen: Mutex<Calls>,
}

struct Calls {
    random: Random,
    per_mille: u64,
    pauses: HashMap<i64, Instant>,
    sent: HashMap<i64, Vec<Instant>>,
    early: u64,
    refused: u64,
}

/// The chats a 429 may be meant for.
fn is_unlucky(chat: i64) -> bool {
    chat % 2 == 0
}

impl Phone {
    fn calls<T>(&self, look: impl FnOnce(&mut Calls) -> T) -> T {
        look(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn carry(&self, method: Method, body: &[u8]) -> Result<(u16, Vec<u8>), ApiError> {
        let call: Value = serde_json::from_slice(body).unwrap_or_default();
        let chat = call["chat_id"].as_i64().unwrap_or_default();
        let is_send = method == Method::SendMessage;
        let (latency, wait) = self.calls(|calls| calls.judge(chat, is_send));
        sleep(Duration::from_millis(latency)).await;
        if let Some(seconds) = wait {
            let parameters = format!(r#""parameters":{{"retry_after":{seconds}}}"#);
            let reply = format!(r#"{{"ok":false,"error_code":429,"description":"Too Many Requests",{parameters}}}"#);
            self.calls(|calls| calls.pauses.insert(chat, Instant::now() + Duration::from_secs(seconds)));
            return Ok((429, reply.into_bytes()));
        }
        let reply = self.telegram.call(&format!("{method:?}"), body).await;
        let (status, reply) = reply.ok_or_else(|| ApiError::Unreachable("the connection broke".into()))?;
        if is_send && status == 200 {
            self.calls(|calls| calls.sent.entry(chat).or_default().push(Instant::now()));
        }
        Ok((status, reply.to_vec()))
    }
}

impl Calls {
    /// How long the call takes, and how long the chat is told to wait.
    fn judge(&mut self, chat: i64, is_send: bool) -> (u64, Option<u64>) {
        let latency = self.random.between(20, 80);
        if !is_send || !is_unlucky(chat) {
            return (latency, None);
        }
        self.early += u64::from(self.pauses.get(&chat).is_some_and(|until| Instant::now() < *until));
        let wait = self.random.chance(self.per_mille).then(|| self.random.between(1, 20));
        self.refused += u64::from(wait.is_some());
        (latency, wait)
    }
}

impl Carrier for Phone {
    fn post(&self, method: Method, body: Body, limit: Duration) -> BoxFuture<'_, Result<(u16, Vec<u8>), ApiError>> {
        async move {
            let late = Err(ApiError::Unreachable("no answer in time".into()));
            timeout(limit, self.carry(method, &body.parameters)).await.unwrap_or(late)
        }
        .boxed()
    }
}

/// Nobody asks it.
struct Closed;

impl BillGateway for Closed {
    fn inquire<'a>(&'a self, _: &'a Inquiry, _: Freshness) -> BoxFuture<'a, Inquired> {
        std::future::ready(Err(InquiryError::BillerDown)).boxed()
    }
}

fn play(seed: u64, per_mille: u64) -> anyhow::Result<Measured> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()?;
    runtime.block_on(ten_minutes(seed, per_mille))
}

async fn ten_minutes(seed: u64, per_mille: u64) -> anyhow::Result<Measured> {
    let clock = Arc::new(ManualClock::at(DateTime::UNIX_EPOCH + TimeDelta::days(20_000)));
    let telegram =
        BotApiConfig { clock: Arc::clone(&clock) as Arc<dyn Clock>, kept_calls: 0, ..BotApiConfig::default() };
    let calls = Calls {
        random: Random::seeded(seed),
        per_mille,
        pauses: HashMap::new(),
        sent: HashMap::new(),
        early: 0,
        refused: 0,
    };
    let phone = Arc::new(Phone { telegram: BotApi::without_port(telegram), seen: Mutex::new(calls) });
    let api = Api::over(Arc::clone(&phone) as Arc<dyn Carrier>);
    let parts = Parts {
        store: Arc::new(MemoryStore::default()),
        gateway: Arc::new(Closed),
        background: Arc::new(Closed),
        catalogue: Catalogue::embedded(),
        clock,
        access: Access::open(),
        limits: Limits::none(),
        retention: Retention::default(),
        api,
    };
    let services = Services::new(parts).await?;
    let (stop, shutdown) = Shutdown::by_hand();
    let bot = Tasks::default().spawn(bot::serve(Arc::new(services), Box::new(|_| {}), shutdown));
    let asked = talk(&phone).await;
    let all = asked.values().map(Vec::len).sum();
    let end = Instant::now() + END;
    while phone.calls(|calls| calls.sent.values().map(Vec::len).sum::<usize>()) < all && Instant::now() < end {
        sleep(PACE).await;
    }
    stop.fire();
    bot.await??;
    Ok(phone.calls(|calls| measured(calls, &asked)))
}

/// Everybody writes every few seconds, each a little later than the one before.
async fn talk(phone: &Phone) -> HashMap<i64, Vec<Instant>> {
    let mut asked: HashMap<i64, Vec<Instant>> = HashMap::new();
    let step = PACE / u32::try_from(PEOPLE).unwrap_or(1);
    let mut due = Instant::now();
    let end = due + Duration::from_mins(MINUTES);
    while due < end {
        for person in 1..=PEOPLE {
            phone.telegram.tell(PersonId(person.unsigned_abs()), "/bantuan");
            asked.entry(person).or_default().push(Instant::now());
            due += step;
            sleep_until(due).await;
        }
    }
    asked
}

fn measured(calls: &Calls, asked: &HashMap<i64, Vec<Instant>>) -> Measured {
    let mut others = Vec::new();
    for (person, times) in asked.iter().filter(|(person, _)| !is_unlucky(**person)) {
        let sent = calls.sent.get(person).map(Vec::as_slice).unwrap_or_default();
        // In order within a chat: the n-th answer is the n-th question's.
        others.extend(
            times
                .iter()
                .zip(sent)
                .map(|(asked, sent)| u64::try_from(sent.duration_since(*asked).as_micros()).unwrap_or(u64::MAX)),
        );
    }
    Measured {
        asked: asked.values().map(Vec::len).sum(),
        delivered: calls.sent.values().map(Vec::len).sum(),
        early: calls.early,
        refused: calls.refused,
        others,
    }
}
