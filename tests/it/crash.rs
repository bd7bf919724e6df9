//! The real binary, killed and stopped where it hurts.

use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Output, Stdio};

use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::ports::{Clock, SystemClock};
use cektagihan::sandbox::biller::Biller;
use cektagihan::sandbox::bot_api::{Message, Person};
use cektagihan::sandbox::{ManualClock, Sandbox, ShiftedClock};
use chrono::TimeDelta;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::world::patiently;

/// Both emulators in this process, and the bot in one of its own.
pub struct Deployment {
    pub sandbox: Sandbox,
    folder: TempDir,
    key: PathBuf,
}

impl Deployment {
    pub async fn new() -> Self {
        Self::at(std::sync::Arc::new(SystemClock)).await
    }

    /// Telegram and the gateway are so far ahead of the bot's clock.
    pub async fn in_another_time(ahead: TimeDelta) -> Self {
        Self::at(std::sync::Arc::new(ManualClock::at(SystemClock.now() + ahead))).await
    }

    async fn at(clock: std::sync::Arc<dyn Clock>) -> Self {
        Self::between(Sandbox::start(clock).await.unwrap())
    }

    /// Telegram and the gateway go on so many seconds ahead of the machine's clock, where others left off.
    pub async fn going_on(ahead: i64) -> Self {
        Self::between(Sandbox::go_on(std::sync::Arc::new(ShiftedClock::ahead_by(ahead))).await.unwrap())
    }

    fn between(sandbox: Sandbox) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("key.pem");
        std::fs::write(&key, Biller::credentials().private_key_pem).unwrap();
        std::fs::write(folder.path().join("seal.key"), "0123456789abcdef".repeat(4)).unwrap();
        sandbox.bot_api.add_person(Person::new(1, "Ani"));
        Self { sandbox, folder, key }
    }

    /// The key that seals the rows.
    pub fn key_file(&self) -> PathBuf {
        self.folder.path().join("seal.key")
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn start(&self) -> Child {
        self.command().stderr(Stdio::null()).spawn().unwrap()
    }

    /// The bot's process, not started yet.
    pub fn command(&self) -> Command {
        let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_cektagihan")));
        let credentials = Biller::credentials();
        command
            .arg("run")
            .env_clear()
            .env("TELEGRAM_BOT_TOKEN", self.sandbox.bot_api.token())
            .env("TELEGRAM_API_URL", self.sandbox.bot_api.url())
            .env("KLIKOO_BASE_URL", self.sandbox.biller.url())
            .env("KLIKOO_CLIENT_ID", credentials.client_id)
            .env("KLIKOO_CLIENT_SECRET", credentials.client_secret)
            .env("KLIKOO_PRIVATE_KEY_FILE", &self.key)
            .env("CEKTAGIHAN_DATA_DIR", self.data())
            .env("CEKTAGIHAN_KEY_FILE", self.key_file())
            .env("CEKTAGIHAN_ACCESS", "open")
            .env("CEKTAGIHAN_LIMITS", "off")
            .kill_on_drop(true);
        command
    }

    /// Runs a command with the deployment's settings on a data folder.
    pub async fn shell(&self, data: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cektagihan"));
        command.args(arguments).env_clear().env("CEKTAGIHAN_DATA_DIR", data);
        command.env("CEKTAGIHAN_KEY_FILE", self.key_file());
        command.output().await.unwrap()
    }

    /// What `healthcheck` says.
    pub async fn is_well(&self) -> bool {
        self.shell(&self.data(), &["healthcheck"]).await.status.success()
    }

    pub fn says(&self, text: &str) {
        self.sandbox.bot_api.tell(PersonId(1), text);
    }

    pub async fn sees(&self, words: &str) -> Message {
        let seen = self.sandbox.bot_api.until(|seen| {
            let mine = |message: &&Message| message.is_from_bot() && message.text.contains(words);
            seen.messages(ChatId(1)).rev().find(mine).cloned()
        });
        patiently(words, seen).await
    }

    fn heard(&self, words: &str) -> usize {
        let messages = self.sandbox.bot_api.messages(ChatId(1));
        messages.iter().filter(|message| message.is_from_bot() && message.text.contains(words)).count()
    }
}

pub async fn terminated(mut bot: Child) -> ExitStatus {
    let id = bot.id().unwrap().to_string();
    let sent = std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert!(sent.success());
    patiently("the bot to stop", bot.wait()).await.unwrap()
}

#[tokio::test]
async fn a_kill_during_an_inquiry_still_brings_the_bill() {
    let deployment = Deployment::new().await;
    let mut bot = deployment.start();
    deployment.sandbox.biller.hold();
    deployment.says("pln 514040400482");
    let asked = deployment.sandbox.biller.until(|seen| (seen.waiting() == 1).then_some(()));
    patiently("the inquiry", asked).await;
    bot.kill().await.unwrap();
    deployment.sandbox.biller.release();
    let bot = deployment.start();
    deployment.sees("INDAH PUTRI").await;
    assert!(terminated(bot).await.success());
    assert_eq!(deployment.heard("INDAH PUTRI"), 1);
}

#[tokio::test]
async fn a_kill_in_mid_dialogue_loses_no_step() {
    let deployment = Deployment::new().await;
    let mut bot = deployment.start();
    deployment.says("/start");
    let home = deployment.sees("Cek tagihan pascabayar").await;
    deployment.sandbox.bot_api.press(ChatId(1), PersonId(1), home.id, "BPJS").unwrap();
    deployment.sees("kartu BPJS").await;
    bot.kill().await.unwrap();
    deployment.says("8888801433177155");
    let mut bot = deployment.start();
    let months = deployment.sees("berapa bulan").await;
    bot.kill().await.unwrap();
    let bot = deployment.start();
    deployment.sandbox.bot_api.press(ChatId(1), PersonId(1), months.id, "1").unwrap();
    deployment.sees("WARDI").await;
    assert!(terminated(bot).await.success());
}

#[tokio::test]
async fn twenty_kills_under_load_lose_nothing() {
    let deployment = Deployment::new().await;
    let numbers: Vec<String> = (0..200).map(|index| format!("520511{index:06}")).collect();
    let mut bot = deployment.start();
    for (round, chunk) in numbers.chunks(10).enumerate() {
        for number in chunk {
            deployment.says(&format!("pln {number}"));
        }
        // Killed at another point each time: once so many bills of this round have come.
        let before = round * 10;
        let some = deployment.sandbox.bot_api.until(|seen| {
            let bills = seen.messages(ChatId(1)).filter(|message| message.is_from_bot()).count();
            (bills >= before + round % 10).then_some(())
        });
        patiently("some bills", some).await;
        bot.kill().await.unwrap();
        bot = deployment.start();
    }
    for number in &numbers {
        deployment.sees(number).await;
    }
    assert!(terminated(bot).await.success());
}

#[tokio::test]
async fn asked_to_stop_it_finishes_what_it_began() {
    let deployment = Deployment::new().await;
    let bot = deployment.start();
    deployment.says("pln 514040400482");
    deployment.sees("INDAH PUTRI").await;
    assert!(terminated(bot).await.success());
    assert_eq!(deployment.sandbox.bot_api.pending_updates(), 0, "what was handled was confirmed");
}

#[tokio::test]
async fn a_second_process_on_the_same_folder_gets_one_clear_line() {
    let deployment = Deployment::new().await;
    let bot = deployment.start();
    deployment.says("/start");
    deployment.sees("Cek tagihan pascabayar").await;
    let second = deployment.command().stderr(Stdio::piped()).spawn().unwrap();
    let output = patiently("the second to give up", second.wait_with_output()).await.unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().filter(|line| line.contains("already runs on the data folder")).count(), 1, "{said}");
    assert!(terminated(bot).await.success());
}

#[tokio::test]
async fn a_bot_on_a_leash_ends_with_whoever_holds_it() {
    let deployment = Deployment::new().await;
    let mut bot = deployment.command().arg("--attached").stdin(Stdio::piped()).spawn().unwrap();
    deployment.says("/start");
    deployment.sees("Cek tagihan pascabayar").await;
    drop(bot.stdin.take());
    assert!(patiently("the bot to end", bot.wait()).await.unwrap().success());
}
