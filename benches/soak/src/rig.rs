//! The shipped binary between two emulators, its log at trace level in a file.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::ports::{Clock, SystemClock};
use cektagihan::sandbox::biller::{Biller, BillerConfig};
use cektagihan::sandbox::bot_api::{BotApi, BotApiConfig, Message, Method};
use cektagihan::sandbox::toxics::Proxy;
use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::table::Row;

/// A bot that has not asked for updates by then never will.
const START: Duration = Duration::from_secs(20);
/// What people type and see and no log may hold, beside every number of 12 digits and more.
const PERSONAL: [&str; 5] = ["INDAH", "PUTRI", "SAPUTRA", "482915", "Rahasianama"];
/// The first person's id.
const FIRST: u64 = 7_000;

/// The machine's clock, so far ahead.
struct Ahead(TimeDelta);

impl Clock for Ahead {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.0
    }
}

/// The bot and what surrounds it.
pub struct Rig {
    /// Telegram.
    pub telegram: BotApi,
    /// The gateway.
    pub biller: Biller,
    /// The ways to both, when they are bad.
    pub ways: Option<(Proxy, Proxy)>,
    folder: TempDir,
    bot: Option<Child>,
}

impl Rig {
    /// Both emulators, and no bot yet.
    pub async fn new() -> anyhow::Result<Self> {
        Self::ahead(TimeDelta::zero()).await
    }

    /// The same with emulators that are so far ahead of the bot.
    pub async fn ahead(time: TimeDelta) -> anyhow::Result<Self> {
        let clock: Arc<dyn Clock> = Arc::new(Ahead(time));
        let telegram = BotApiConfig { clock: Arc::clone(&clock), kept_calls: 0, ..BotApiConfig::default() };
        let biller = BillerConfig { clock, kept_requests: 0, ..BillerConfig::default() };
        let (telegram, biller) = (BotApi::start(telegram).await?, Biller::start(biller).await?);
        let folder = TempDir::with_prefix("soak-").context("no folder for the bot's data")?;
        fs::write(folder.path().join("key.pem"), Biller::credentials().private_key_pem)?;
        Ok(Self { telegram, biller, ways: None, folder, bot: None })
    }

    /// Puts a proxy into either way.
    pub async fn with_ways(mut self, seed: u64) -> anyhow::Result<Self> {
        let to_telegram = Proxy::start(&self.telegram.url(), seed).await?;
        self.ways = Some((to_telegram, Proxy::start(&self.biller.url(), seed + 1).await?));
        Ok(self)
    }

    /// Starts the bot and waits for its first poll.
    pub async fn start(&mut self) -> anyhow::Result<()> {
        let before = self.telegram.requests(Method::GetUpdates);
        self.launch()?;
        let polled = self.telegram.until(|seen| (seen.requests(Method::GetUpdates) > before).then_some(()));
        let polled = timeout(START, polled).await.is_ok();
        ensure!(polled && self.is_running(), "the bot does not start:\n{}", self.log_end());
        Ok(())
    }

    /// Starts the bot.
    pub fn launch(&mut self) -> anyhow::Result<()> {
        let program = std::env::current_exe()?.with_file_name("cektagihan");
        ensure!(program.exists(), "there is no {}: cargo build --release --workspace", program.display());
        let credentials = Biller::credentials();
        let (telegram, biller) = match &self.ways {
            Some((telegram, biller)) => (telegram.url(), biller.url()),
            None => (self.telegram.url(), self.biller.url()),
        };
        let log = File::options().create(true).append(true).open(self.log())?;
        let child = Command::new(program)
            .arg("run")
            .env_clear()
            .env("TELEGRAM_BOT_TOKEN", self.telegram.token())
            .env("TELEGRAM_API_URL", telegram)
            .env("KLIKOO_BASE_URL", biller)
            .env("KLIKOO_CLIENT_ID", credentials.client_id)
            .env("KLIKOO_CLIENT_SECRET", credentials.client_secret)
            .env("KLIKOO_PRIVATE_KEY_FILE", self.folder.path().join("key.pem"))
            .env("CEKTAGIHAN_DATA_DIR", self.folder.path().join("data"))
            .env("CEKTAGIHAN_ACCESS", "open")
            .env("CEKTAGIHAN_LIMITS", "off")
            .env("CEKTAGIHAN_LOG", "trace,text")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .context("the bot does not start")?;
        self.bot = Some(child);
        Ok(())
    }

    /// kill -9.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        self.bot.take().context("no bot to kill")?.kill().await.context("the bot cannot be killed")
    }

    /// Whether the bot has not ended by itself.
    pub fn is_running(&mut self) -> bool {
        self.bot.as_mut().is_some_and(|bot| matches!(bot.try_wait(), Ok(None)))
    }

    /// The most memory the bot ever had, in kB (Linux: from `/proc`).
    pub fn peak_memory(&self) -> anyhow::Result<u64> {
        let id = self.bot.as_ref().and_then(Child::id).context("no bot")?;
        let status = fs::read_to_string(format!("/proc/{id}/status")).context("the bot has ended")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no memory in /proc")?;
        line.split_whitespace().next().and_then(|figure| figure.parse().ok()).context("no figure in /proc")
    }

    /// Waits until so many messages of the bot stand in a chat; false when they do not come.
    pub async fn sees(&self, person: u64, most: Duration, enough: impl Fn(&[&Message]) -> bool) -> bool {
        let found = self.telegram.until(|seen| {
            let messages: Vec<&Message> = seen.messages(chat(person)).filter(|one| one.is_from_bot()).collect();
            enough(&messages).then_some(())
        });
        timeout(most, found).await.is_ok()
    }

    /// Somebody types.
    pub fn types(&self, person: u64, text: &str) -> Instant {
        self.telegram.tell(PersonId(FIRST + person), text);
        Instant::now()
    }

    /// What the bot said to somebody.
    pub fn said(&self, person: u64) -> Vec<Message> {
        self.telegram.messages(chat(person)).into_iter().filter(Message::is_from_bot).collect()
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("bot.log")
    }

    /// The log so far.
    pub fn log_text(&self) -> String {
        fs::read_to_string(self.log()).unwrap_or_default()
    }

    fn log_end(&self) -> String {
        let text = self.log_text();
        let lines: Vec<&str> = text.lines().rev().take(5).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    /// What the log says that it must not.
    pub fn told(&self) -> Log {
        let mut log = Log::default();
        log.read(&self.log_text());
        log
    }
}

/// What was looked for in logs.
#[derive(Debug, Default, Clone, Copy)]
pub struct Log {
    lines: usize,
    personal: usize,
    panics: usize,
}

impl Log {
    fn read(&mut self, text: &str) {
        let credentials = Biller::credentials();
        let secrets = [credentials.client_secret, "SANDBOX-not-a-secret", "BEGIN PRIVATE KEY"];
        for line in text.lines() {
            let long = line.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= 12);
            let named = PERSONAL.iter().chain(&secrets).any(|word| line.contains(word));
            self.lines += 1;
            self.personal += usize::from(long || named);
            self.panics += usize::from(line.contains("panicked") || line.contains("broke;"));
        }
    }

    /// Both.
    pub fn and(self, other: Self) -> Self {
        Self {
            lines: self.lines + other.lines,
            personal: self.personal + other.personal,
            panics: self.panics + other.panics,
        }
    }

    /// Its row.
    pub fn row(self) -> Row {
        let Self { lines, personal, panics } = self;
        Row {
            what: "the log of that, at trace level".to_owned(),
            must: "0 secrets, PINs, whole numbers, names; 0 panics",
            seen: format!("{lines} lines: {personal} tell something, {panics} panics"),
            holds: lines > 0 && personal == 0 && panics == 0,
        }
    }
}

/// A person's private chat.
pub fn chat(person: u64) -> ChatId {
    ChatId(i64::try_from(FIRST + person).unwrap_or(i64::MAX))
}

/// The n-th customer number: 12 digits that fit PLN's rule and no trick of the emulator.
pub fn number(n: u64) -> String {
    format!("52{:04}{:06}", n / 990_000, n % 990_000)
}
