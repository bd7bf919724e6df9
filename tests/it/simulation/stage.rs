//! What a script's lives of the bot share: time, Telegram, the power, what may fail.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use cektagihan::domain::person::ChatId;
use cektagihan::ports::Clock;
use cektagihan::sandbox::Random;
use cektagihan::sandbox::bot_api::{BotApi, BotApiConfig};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::chats::Chats;
use super::ledger::Ledger;

/// Which kinds of faults a script has; a script without any has the strictest promises.
#[expect(clippy::struct_excessive_bools, reason = "each is drawn for itself")]
#[derive(Debug, Clone, Copy, Default)]
pub struct Flavour {
    pub crashes: bool,
    pub disk: bool,
    pub reads: bool,
    pub telegram: bool,
    pub gateway: bool,
    pub duplicates: bool,
    pub clock: bool,
    pub migrations: bool,
}

impl Flavour {
    pub fn of(random: &mut Random) -> Self {
        let mut maybe = || random.chance(450);
        Self {
            crashes: maybe(),
            disk: maybe(),
            reads: maybe(),
            telegram: maybe(),
            gateway: maybe(),
            duplicates: maybe(),
            clock: maybe(),
            migrations: maybe(),
        }
    }
}

/// True time, and the machine's clock that may be set wrong. It goes on across lives.
pub struct Time(Mutex<Hands>);

struct Hands {
    began: DateTime<Utc>,
    since: Option<Instant>,
    wrong_by: TimeDelta,
}

impl Time {
    fn new() -> Self {
        let began = DateTime::from_timestamp(1_780_000_000, 0).unwrap();
        Self(Mutex::new(Hands { began, since: None, wrong_by: TimeDelta::zero() }))
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn now(&self) -> DateTime<Utc> {
        let hands = self.hands();
        hands.began + hands.since.map_or(TimeDelta::zero(), |since| TimeDelta::from_std(since.elapsed()).unwrap())
    }

    /// A life begins; call it within its runtime.
    pub fn start(&self) {
        let mut hands = self.hands();
        assert!(hands.since.is_none(), "the life before was not ended");
        hands.since = Some(Instant::now());
    }

    /// A life ends; call it within its runtime.
    pub fn stop(&self) {
        let now = self.now();
        let mut hands = self.hands();
        (hands.began, hands.since) = (now, None);
    }

    /// The machine's clock jumps.
    pub fn jump(&self, by: TimeDelta) {
        self.hands().wrong_by += by;
    }
}

/// Telegram's clock.
pub struct TrueClock(pub Arc<Time>);

impl Clock for TrueClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }
}

/// The bot's clock.
pub struct MachineClock(pub Arc<Time>);

impl Clock for MachineClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.now() + self.0.hands().wrong_by
    }
}

/// The machine's power. Once it is cut nothing of the bot's reaches anybody.
#[derive(Default)]
pub struct Power {
    cut: AtomicBool,
    /// So many deeds until it is cut; below zero, never.
    fuse: AtomicI64,
    gone: Notify,
}

impl Power {
    pub fn on(&self) {
        self.cut.store(false, Ordering::Relaxed);
        self.fuse.store(-1, Ordering::Relaxed);
    }

    pub fn cut_after(&self, deeds: i64) {
        self.fuse.store(deeds, Ordering::Relaxed);
    }

    pub fn cut(&self) {
        self.cut.store(true, Ordering::Relaxed);
        self.gone.notify_one();
    }

    /// The bot does something the world could notice; whether it comes to that.
    pub fn allows(&self) -> bool {
        if self.fuse.load(Ordering::Relaxed) >= 0 && self.fuse.fetch_sub(1, Ordering::Relaxed) == 0 {
            self.cut();
        }
        !self.is_cut()
    }

    pub fn is_cut(&self) -> bool {
        self.cut.load(Ordering::Relaxed)
    }

    pub async fn gone(&self) {
        self.gone.notified().await;
    }
}

/// What fails right now. Figures are chances in a thousand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weather {
    /// Commits.
    pub disk: u64,
    /// Reads.
    pub reads: u64,
    /// Calls of the Bot API.
    pub telegram: u64,
    /// Inquiries.
    pub gateway: u64,
    /// Updates that come again.
    pub duplicates: u64,
}

/// What a script's lives share.
pub struct Stage {
    pub flavour: Flavour,
    pub time: Arc<Time>,
    pub telegram: BotApi,
    pub power: Power,
    pub weather: Mutex<Weather>,
    /// Chance for everything that fails; the people have their own.
    pub chance: Mutex<Random>,
    pub ledger: Mutex<Ledger>,
    pub chats: Mutex<Chats>,
    pub panics: AtomicU64,
    story: Arc<Story>,
}

/// What happened, in order.
pub struct Story {
    time: Arc<Time>,
    lines: Mutex<Vec<String>>,
}

impl Story {
    pub fn tell(&self, what: impl std::fmt::Display) {
        let line = format!("{} {what}", self.time.now().format("%H:%M:%S%.3f"));
        self.lines.lock().unwrap().push(line);
    }
}

impl Stage {
    pub fn new(seed: u64, random: &mut Random) -> Self {
        let time = Arc::new(Time::new());
        let clock = Arc::new(TrueClock(Arc::clone(&time)));
        let story = Arc::new(Story { time: Arc::clone(&time), lines: Mutex::default() });
        let config = BotApiConfig { clock, kept_calls: 0, kept_messages: 10_000, ..BotApiConfig::default() };
        Self {
            flavour: Flavour::of(random),
            time,
            telegram: BotApi::without_port(config),
            power: Power::default(),
            weather: Mutex::default(),
            chance: Mutex::new(Random::seeded(seed ^ 0x5eed)),
            ledger: Mutex::new(Ledger::new(Arc::clone(&story))),
            chats: Mutex::default(),
            panics: AtomicU64::new(0),
            story,
        }
    }

    pub fn weather(&self) -> Weather {
        *self.weather.lock().unwrap()
    }

    pub fn chance(&self) -> MutexGuard<'_, Random> {
        self.chance.lock().unwrap()
    }

    pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn chats(&self) -> MutexGuard<'_, Chats> {
        self.chats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn tell(&self, what: impl std::fmt::Display) {
        self.story.tell(what);
    }

    pub fn story(&self) -> Vec<String> {
        self.story.lines.lock().unwrap().clone()
    }

    /// A group is somewhere else now.
    pub fn moved(&self, from: ChatId, to: ChatId) {
        let root = self.chats().moved(from, to);
        self.ledger().moved(to, root);
    }
}
