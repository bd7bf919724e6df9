//! A bot's process: starting it on the emulators, and what it costs (Linux: read from `/proc`).

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::Context as _;
use cektagihan::sandbox::{Sandbox, biller::Biller};

use crate::bots::Bot;

/// Clock ticks a second in `/proc/<pid>/stat`: 100 on every Linux, whatever the kernel's own.
const TICKS: u64 = 100;

/// A running bot. Killed when dropped.
#[derive(Debug)]
pub struct Process(Child);

impl Process {
    /// Starts a bot on these emulators, with its data, key and log in `folder`.
    pub fn start(bot: Bot, sandbox: &Sandbox, folder: &Path) -> anyhow::Result<Self> {
        let credentials = Biller::credentials();
        let key = folder.join("key.pem");
        fs::write(&key, credentials.private_key_pem).context("no key file")?;
        let log = File::create(folder.join("bot.log")).context("no log file")?;
        let this = std::env::current_exe().context("this program's name")?;
        let program = match bot {
            Bot::Ours => this.with_file_name("cektagihan"),
            Bot::Memory | Bot::Sqlite => this,
        };
        anyhow::ensure!(program.exists(), "there is no {}: cargo build --release", program.display());
        let child = Command::new(program)
            .arg(bot.role())
            .env("TELEGRAM_BOT_TOKEN", sandbox.bot_api.token())
            .env("TELEGRAM_API_URL", sandbox.bot_api.url())
            .env("KLIKOO_BASE_URL", sandbox.biller.url())
            .env("KLIKOO_CLIENT_ID", credentials.client_id)
            .env("KLIKOO_CLIENT_SECRET", credentials.client_secret)
            .env("KLIKOO_PRIVATE_KEY_FILE", key)
            .env("CEKTAGIHAN_ACCESS", "open")
            .env("CEKTAGIHAN_LIMITS", "off")
            .env("CEKTAGIHAN_DATA_DIR", folder)
            .env_remove("CEKTAGIHAN_CATALOGUE")
            .env_remove("CEKTAGIHAN_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .context("the bot does not start")?;
        Ok(Self(child))
    }

    /// Whether it ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.0.try_wait(), Ok(None))
    }

    /// Processor time so far, in user and kernel mode, of all its threads.
    pub fn processor_time(&self) -> anyhow::Result<Duration> {
        let stat = self.read("stat")?;
        // The name in parentheses may hold anything; what follows does not.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<u64>().ok());
        let (user, kernel) = ticks(11).zip(ticks(12)).context("no processor time in /proc")?;
        Ok(Duration::from_millis((user + kernel) * 1000 / TICKS))
    }

    /// Resident memory now, in kB.
    pub fn memory(&self) -> anyhow::Result<u64> {
        self.status("VmRSS:")
    }

    /// The most resident memory it ever had, in kB.
    pub fn peak_memory(&self) -> anyhow::Result<u64> {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> anyhow::Result<u64> {
        let status = self.read("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)).context("no memory in /proc")?;
        line.split_whitespace().next().and_then(|figure| figure.parse().ok()).context("no figure in /proc")
    }

    fn read(&self, file: &str) -> anyhow::Result<String> {
        fs::read_to_string(format!("/proc/{}/{file}", self.0.id())).context("the bot has ended")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ended_already = self.0.kill();
        let _reaped = self.0.wait();
    }
}
