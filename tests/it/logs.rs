//! Logs tell what happened and to whom never.
//!
//! Two nets: every [`crate::world::World`] reads along with a logger that notes forbidden words, and
//! the real binary is run at trace level through everything that can go wrong.

use std::cell::RefCell;
use std::process::Stdio;
use std::sync::{Mutex, Once, PoisonError};

use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::sandbox::Sandbox;
use cektagihan::sandbox::biller::{Biller, MAGIC};
use cektagihan::sandbox::bot_api::Person;
use log::{LevelFilter, Log, Metadata, Record};
use tokio::io::AsyncReadExt as _;

use crate::crash::Deployment;
use crate::world::patiently;

/// What the suite's people type and see, and must not stand in any log.
pub const PERSONAL: &[&str] = &[
    "514040400482",
    "520511567087",
    "533512366386",
    "8888801433177155",
    "0001433177155",
    "1726010024",
    "547010008701",
    "5140 4040 0482",
    "482915",
    "INDAH",
    "PUTRI",
    "WARDI",
    "MARIA SOFI",
    "ABDUL AZIZ",
];

/// Notes every forbidden word of this process's logs.
struct Reader;

static READER: Reader = Reader;
static FOUND: Mutex<Vec<String>> = Mutex::new(Vec::new());
static INSTALLED: Once = Once::new();

/// Reads along from now on. Once a process is enough.
pub fn read_along() {
    INSTALLED.call_once(|| {
        log::set_logger(&READER).unwrap();
        log::set_max_level(LevelFilter::Trace);
    });
}

thread_local! {
    /// What this thread's bot logs, once somebody listens.
    static HEARD: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Keeps what is logged on this thread from now on.
pub fn listen() {
    HEARD.set(Some(Vec::new()));
}

/// What was logged since.
pub fn heard() -> Vec<String> {
    HEARD.take().unwrap_or_default()
}

/// What was found so far: whole lines.
pub fn found() -> Vec<String> {
    FOUND.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

impl Log for Reader {
    /// The levels that telemetry allows at most.
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let ours = metadata.target().starts_with("cektagihan");
        ours || metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let mut line = format!("{} {}", record.target(), record.args());
        let _ = record.key_values().visit(&mut Fields(&mut line));
        HEARD.with_borrow_mut(|heard| heard.as_mut().map(|lines| lines.push(line.clone())));
        if forbidden(&line).is_some() {
            FOUND.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    }

    fn flush(&self) {}
}

struct Fields<'a>(&'a mut String);

impl<'kvs> log::kv::VisitSource<'kvs> for Fields<'_> {
    fn visit_pair(&mut self, key: log::kv::Key<'kvs>, value: log::kv::Value<'kvs>) -> Result<(), log::kv::Error> {
        use std::fmt::Write as _;
        let _ = write!(self.0, " {key}={value}");
        Ok(())
    }
}

/// The forbidden word a text holds, if any.
fn forbidden(text: &str) -> Option<String> {
    let credentials = Biller::credentials();
    let token = "SANDBOX-not-a-secret";
    let secrets = [credentials.client_secret, token, "BEGIN PRIVATE KEY"];
    PERSONAL.iter().copied().chain(secrets).find(|word| text.contains(word)).map(str::to_owned)
}

#[test]
fn the_reader_would_notice() {
    read_along();
    log::info!(target: "cektagihan::logs::probe", number = "514040400482"; "a probe");
    let probe = |line: &String| line.starts_with("cektagihan::logs::probe");
    assert!(found().iter().any(probe));
    FOUND.lock().unwrap().retain(|line| !probe(line));
}

#[tokio::test]
async fn nothing_personal_is_logged_even_at_trace_level() {
    let deployment = Deployment::new().await;
    let Sandbox { bot_api: telegram, .. } = &deployment.sandbox;
    let mut bot = deployment.command().env("CEKTAGIHAN_LOG", "trace").stderr(Stdio::piped()).spawn().unwrap();
    // Read all along: a full pipe would stop the bot.
    let mut output = bot.stderr.take().unwrap();
    let reading = tokio::spawn(async move {
        let mut text = String::new();
        output.read_to_string(&mut text).await.unwrap();
        text
    });
    let quick = MAGIC.iter().filter(|magic| !["990002", "990006", "990030"].contains(&magic.ending));
    let asked: Vec<String> = quick.map(|magic| format!("519876{}", magic.ending)).collect();
    for (index, number) in asked.iter().enumerate() {
        let person = telegram.add_person(Person::new(5_000 + index as u64, "Rahasianama"));
        telegram.tell(person, &format!("CEKPLN.{number}.482915"));
    }
    for text in ["pln 514040400482", "bpjs 0001433177155 1", "514040400482", "halo INDAH PUTRI", "/start x", "/cek"] {
        telegram.tell(PersonId(1), text);
    }
    telegram.press_raw(ChatId(1), PersonId(1), cektagihan::domain::person::MessageId(1), "514040400482");
    for (index, number) in asked.iter().enumerate() {
        let chat = ChatId(5_000 + i64::try_from(index).unwrap());
        let ended = telegram.until(|seen| {
            let last = seen.last_from_bot(chat)?;
            (!last.text.contains("Sedang dicek") && seen.messages(chat).count() > 1).then_some(())
        });
        patiently(number, ended).await;
    }
    let id = bot.id().unwrap().to_string();
    std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert!(patiently("the bot to stop", bot.wait()).await.unwrap().success());
    let log = patiently("the log", reading).await.unwrap();
    assert!(log.lines().count() > asked.len(), "the log is too short to prove anything");
    assert_eq!(forbidden(&log), None);
    assert!(!log.contains("Rahasianama"));
    for number in &asked {
        assert!(!log.contains(number.as_str()), "{number}");
    }
}
