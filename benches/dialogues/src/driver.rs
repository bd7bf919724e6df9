//! One bot's measurement, from its start to its end.

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use cektagihan::ports::SystemClock;
use cektagihan::sandbox::{
    Sandbox,
    biller::{Biller, BillerConfig},
    bot_api::{BotApi, BotApiConfig, Method},
};
use tempfile::TempDir;
use tokio::time::{sleep, sleep_until, timeout};

use crate::Plan;
use crate::bots::Bot;
use crate::crowd::{Crowd, Seen};
use crate::process::Process;

/// A bot that has not asked for updates by then never will.
const START: Duration = Duration::from_secs(20);
/// From the first poll to the look at an idle bot.
const SETTLE: Duration = Duration::from_secs(1);
/// Load before measuring begins: connections, caches, the gateway's token.
const WARM_UP: Duration = Duration::from_secs(2);
/// How long people may take to end their dialogues, once no new ones begin.
const END: Duration = Duration::from_secs(40);

/// One bot's figures.
#[derive(Debug)]
pub struct Measured {
    /// Which bot.
    pub bot: Bot,
    /// From its start to its first `getUpdates`.
    pub start: Duration,
    /// Memory before anybody spoke, in kB.
    pub idle_memory: u64,
    /// Everybody at once, again and again.
    pub full: Load,
    /// Dialogues at an even rate.
    pub even: Option<Load>,
    /// Memory after all that, and after the newcomers, in kB.
    pub memory: u64,
    /// The most memory it had, in kB.
    pub peak_memory: u64,
}

/// What a kind of load came to.
#[derive(Debug)]
pub struct Load {
    /// For how long.
    pub time: Duration,
    /// The bot's processor time meanwhile.
    pub processor: Duration,
    /// What people saw meanwhile; steps sorted.
    pub seen: Seen,
}

/// How dialogues begin.
#[derive(Debug, Clone, Copy)]
enum Pace {
    /// So many people, each again and again.
    Full(u64),
    /// One in every so often, whether the last ones are over or not.
    Every(Duration),
}

/// Measures one bot.
pub async fn measure(bot: Bot, plan: &Plan) -> anyhow::Result<Measured> {
    let folder = match &plan.folder {
        Some(parent) => TempDir::with_prefix_in("dialogues-", parent),
        None => TempDir::with_prefix("dialogues-"),
    }
    .context("no folder for the bot's data")?;
    let sandbox = sandbox().await?;
    // What the last bot's people left is cleared away meanwhile, on this same thread.
    sleep(SETTLE).await;
    let begun = Instant::now();
    let mut process = Process::start(bot, &sandbox, folder.path())?;
    let polled = sandbox.bot_api.until(|seen| (seen.requests(Method::GetUpdates) > 0).then_some(()));
    let polled = timeout(START, polled).await.is_ok();
    let start = begun.elapsed();
    ensure!(polled && !process.has_ended(), "the bot {} does not start:\n{}", bot.name(), log_of(&folder));
    sleep(SETTLE).await;
    let idle_memory = process.memory()?;
    let window = Duration::from_secs(plan.seconds);
    let mut crowd = Crowd::before(&sandbox.bot_api);
    let mut rig = Rig { telegram: &sandbox.bot_api, process: &process, crowd: &mut crowd };
    let full = rig.load(Pace::Full(plan.people), window).await?;
    let even = match Duration::from_secs(1).checked_div(plan.rate) {
        Some(gap) => Some(rig.load(Pace::Every(gap), window).await?),
        None => None,
    };
    rig.meet(plan.newcomers, plan.people).await;
    let (memory, peak_memory) = (process.memory()?, process.peak_memory()?);
    Ok(Measured { bot, start, idle_memory, full, even, memory, peak_memory })
}

/// Emulators that remember little: their memory is not measured, but their speed matters.
async fn sandbox() -> anyhow::Result<Sandbox> {
    let telegram = BotApiConfig { kept_messages: 20, kept_calls: 0, ..BotApiConfig::default() };
    let biller = BillerConfig { clock: std::sync::Arc::new(SystemClock), kept_requests: 0, ..BillerConfig::default() };
    Ok(Sandbox { bot_api: BotApi::start(telegram).await?, biller: Biller::start(biller).await? })
}

fn log_of(folder: &TempDir) -> String {
    std::fs::read_to_string(folder.path().join("bot.log")).unwrap_or_default()
}

/// A bot under load.
struct Rig<'a, 'b> {
    telegram: &'a BotApi,
    process: &'b Process,
    crowd: &'b mut Crowd<'a>,
}

impl Rig<'_, '_> {
    /// Warms up, measures for `window`, then lets everybody finish.
    async fn load(&mut self, pace: Pace, window: Duration) -> anyhow::Result<Load> {
        self.keep_up(pace, Instant::now() + WARM_UP).await;
        self.crowd.seen = Seen::default();
        let (begun, processor) = (Instant::now(), self.process.processor_time()?);
        self.keep_up(pace, begun + window).await;
        let (time, processor) = (begun.elapsed(), self.process.processor_time()?.saturating_sub(processor));
        let mut seen = std::mem::take(&mut self.crowd.seen);
        self.finish().await;
        seen.lost += self.crowd.seen.lost;
        seen.steps.sort_unstable();
        Ok(Load { time, processor, seen })
    }

    /// Begins dialogues at this pace until `end`.
    async fn keep_up(&mut self, pace: Pace, end: Instant) {
        let mut changes = self.telegram.changes();
        let mut due = Instant::now();
        loop {
            changes.mark_unchanged();
            self.crowd.go_on();
            let now = Instant::now();
            if now >= end {
                return;
            }
            let wake = match pace {
                Pace::Full(people) => {
                    while (self.crowd.busy() as u64) < people {
                        self.crowd.begin();
                    }
                    end
                }
                Pace::Every(gap) => {
                    while due <= now {
                        self.crowd.begin();
                        due += gap;
                    }
                    due.min(end)
                }
            };
            tokio::select! {
                _ = changes.changed() => {}
                () = sleep_until(wake.into()) => {}
            }
        }
    }

    /// So many people who never came before, `at_once` at a time.
    async fn meet(&mut self, newcomers: u64, at_once: u64) {
        let mut changes = self.telegram.changes();
        for _ in 0..newcomers {
            self.crowd.begin_new();
            while self.crowd.busy() as u64 >= at_once {
                let _ = timeout(SETTLE, changes.changed()).await;
                self.crowd.go_on();
            }
        }
        self.finish().await;
    }

    /// Nobody begins; everybody ends.
    async fn finish(&mut self) {
        let mut changes = self.telegram.changes();
        let end = Instant::now() + END;
        while self.crowd.busy() > 0 && Instant::now() < end {
            let _ = timeout(SETTLE, changes.changed()).await;
            self.crowd.go_on();
        }
    }
}
