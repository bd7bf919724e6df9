//! The bot as a process of its own, started and killed as an operator would.
//!
//! Owns: what the process is told (by environment, as any deployment is) and whether it lives.
//! Must not know: what the bot is made of; it is a program that is run.

use std::{ffi::OsString, io, path::PathBuf, process::Stdio, sync::Arc};

use tokio::{
    process::{Child, ChildStdin, Command},
    sync::{mpsc, watch},
};

use super::{ShiftedClock, biller::Biller, bot_api::BotApi};
use crate::tasks::Tasks;

/// How to start a bot.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// The program; it is started with `run`.
    pub program: PathBuf,
    /// Where it keeps its data.
    pub data: PathBuf,
    /// The gateway's private key, as a file.
    pub key: PathBuf,
    /// The key its rows are sealed with, as a file.
    pub seal: PathBuf,
    /// Its `CEKTAGIHAN_LOG`.
    pub log: String,
    /// Its `CEKTAGIHAN_OWNERS`.
    pub owners: String,
    /// Other variables, and what they are set to.
    pub settings: Vec<(&'static str, OsString)>,
}

/// Whether a bot's process lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It runs, for the first time or after so many starts.
    Up {
        /// The process id.
        pid: u32,
        /// Which start it is.
        start: u32,
    },
    /// It ended by itself with this exit code, or somebody killed it and there is none.
    Ended(Option<i32>),
}

/// A bot's process and whoever watches it. The process is killed when this is dropped.
#[derive(Debug)]
pub struct BotProcess {
    orders: mpsc::UnboundedSender<Order>,
    life: watch::Receiver<Life>,
}

#[derive(Debug)]
enum Order {
    Restart,
    Stop,
}

impl BotProcess {
    /// Starts a bot on these emulators, at this clock's time.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn start(
        recipe: Recipe,
        (telegram, gateway): (&BotApi, &Biller),
        clock: Arc<ShiftedClock>,
    ) -> io::Result<Self> {
        let start = Start { recipe, telegram: telegram.url(), gateway: gateway.url(), clock };
        let token = telegram.token().to_owned();
        let running = start.run(&token)?;
        let (orders, inbox) = mpsc::unbounded_channel();
        let (lives, life) = watch::channel(running.life(1));
        Tasks::default().spawn(watch_over(start, token, running, inbox, lives));
        Ok(Self { orders, life })
    }

    /// Kills it where it stands (`kill -9`) and starts it again, at the clock's time.
    pub fn restart(&self) {
        // The watcher is gone only when the bot could not be started again: then nothing can be.
        let _ = self.orders.send(Order::Restart);
    }

    /// Whether it lives, now and from now on.
    #[must_use]
    pub fn life(&self) -> watch::Receiver<Life> {
        self.life.clone()
    }

    /// Kills it; done when it is gone.
    pub async fn stop(&self) {
        let mut life = self.life();
        let _ = self.orders.send(Order::Stop);
        // The watcher's end is the bot's.
        while life.changed().await.is_ok() {}
    }
}

/// All a start needs.
struct Start {
    recipe: Recipe,
    telegram: String,
    gateway: String,
    clock: Arc<ShiftedClock>,
}

impl Start {
    /// Secrets go by environment, since every user of a machine can read argv.
    fn run(&self, token: &str) -> io::Result<Running> {
        let credentials = Biller::credentials();
        let mut child = Command::new(&self.recipe.program)
            .args(["run", "--attached", "--clock-ahead", &self.clock.ahead().to_string()])
            .env_clear()
            .env("TELEGRAM_BOT_TOKEN", token)
            .env("TELEGRAM_API_URL", &self.telegram)
            .env("KLIKOO_BASE_URL", &self.gateway)
            .env("KLIKOO_CLIENT_ID", credentials.client_id)
            .env("KLIKOO_CLIENT_SECRET", credentials.client_secret)
            .env("KLIKOO_PRIVATE_KEY_FILE", &self.recipe.key)
            .env("CEKTAGIHAN_KEY_FILE", &self.recipe.seal)
            .env("CEKTAGIHAN_OWNERS", &self.recipe.owners)
            .env("CEKTAGIHAN_DATA_DIR", &self.recipe.data)
            .env("CEKTAGIHAN_LOG", &self.recipe.log)
            .envs(self.recipe.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let leash = child.stdin.take();
        Ok(Running { child, _leash: leash })
    }
}

struct Running {
    child: Child,
    /// Waiting for a child would close it. It closes with this process, however that ends, and the
    /// bot ends then.
    _leash: Option<ChildStdin>,
}

impl Running {
    fn life(&self, start: u32) -> Life {
        self.child.id().map_or(Life::Ended(None), |pid| Life::Up { pid, start })
    }
}

async fn watch_over(
    start: Start,
    token: String,
    mut running: Running,
    mut orders: mpsc::UnboundedReceiver<Order>,
    lives: watch::Sender<Life>,
) {
    let mut starts = 1;
    loop {
        let order = tokio::select! {
            order = orders.recv() => order,
            ended = running.child.wait() => {
                lives.send_replace(Life::Ended(ended.ok().and_then(|status| status.code())));
                orders.recv().await
            }
        };
        // It may be dead already: that is as well.
        let _ = running.child.kill().await;
        let Some(Order::Restart) = order else { return };
        let Ok(next) = start.run(&token) else {
            lives.send_replace(Life::Ended(None));
            return;
        };
        running = next;
        starts += 1;
        lives.send_replace(running.life(starts));
    }
}
