//! The operator's drawer: what goes wrong, what time it is, and the bot's process.
//!
//! The bot lives by the clock it was started with, so whatever moves the clock starts it again.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::{
    ports::Clock,
    sandbox::{
        BotProcess, Life, Sandbox, ShiftedClock,
        biller::Mode,
        bot_api::{Fault, Ratio},
    },
};

/// Long enough to see both words that ask for patience.
const SLOW: Duration = Duration::from_secs(8);
/// Every other call is told to wait.
const STORM: Ratio = Ratio { per_mille: 500, seed: 1, fault: Fault::RetryAfter(3) };
/// WIB, in hours.
const WIB: i32 = 7;
/// Half an hour into PLN's nightly closing.
const CLOSED: (u32, u32) = (23, 30);
const MORNING: (u32, u32) = (7, 0);

/// How the gateway is to behave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Gateway {
    #[default]
    Normal,
    Slow,
    Down,
    Garbage,
    CutOff,
}

/// How Telegram is to behave towards the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Telegram {
    #[default]
    Normal,
    Storm,
    Offline,
}

/// What the operator wants.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Order {
    Gateway(Gateway),
    Telegram(Telegram),
    Restart,
    NextDay,
}

/// How everything stands.
#[derive(Serialize)]
pub(super) struct Switches {
    gateway: Gateway,
    telegram: Telegram,
    /// How many seconds the clock is ahead of the machine's.
    ahead: i64,
    /// The bot's process; absent when it is dead.
    pid: Option<u32>,
    /// How often the bot was started; 0 when it is dead.
    start: u32,
}

/// Who pulls the switches.
#[derive(Debug)]
pub(super) struct Operator {
    sandbox: Arc<Sandbox>,
    bot: Arc<BotProcess>,
    clock: Arc<ShiftedClock>,
    switches: Mutex<(Gateway, Telegram)>,
    changed: watch::Sender<u64>,
}

impl Operator {
    pub(super) fn new(sandbox: Arc<Sandbox>, bot: Arc<BotProcess>, clock: Arc<ShiftedClock>) -> Self {
        Self { sandbox, bot, clock, switches: Mutex::default(), changed: watch::Sender::new(0) }
    }

    pub(super) fn clock(&self) -> &ShiftedClock {
        &self.clock
    }

    pub(super) fn life(&self) -> watch::Receiver<Life> {
        self.bot.life()
    }

    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    pub(super) fn state(&self) -> Switches {
        let (gateway, telegram) = *self.switches.lock().unwrap_or_else(PoisonError::into_inner);
        let (pid, start) = match *self.bot.life().borrow() {
            Life::Up { pid, start } => (Some(pid), start),
            Life::Ended(_) => (None, 0),
        };
        Switches { gateway, telegram, ahead: self.clock.ahead(), pid, start }
    }

    pub(super) fn obey(&self, order: Order) {
        match order {
            Order::Gateway(gateway) => self.switch_gateway(gateway),
            Order::Telegram(telegram) => self.switch_telegram(telegram),
            Order::Restart => self.bot.restart(),
            Order::NextDay => self.skip(TimeDelta::days(1)),
        }
        self.changed.send_modify(|version| *version += 1);
    }

    fn switch_gateway(&self, gateway: Gateway) {
        let mut switches = self.switches.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut switches.0, gateway);
        drop(switches);
        self.sandbox.biller.set_mode(match gateway {
            Gateway::Normal => Mode::Normal,
            Gateway::Slow => Mode::Slow(SLOW),
            Gateway::Down => Mode::Down,
            Gateway::Garbage => Mode::Garbage,
            Gateway::CutOff => Mode::CutOff,
        });
        match (before == Gateway::CutOff, gateway == Gateway::CutOff) {
            (false, true) => self.skip(until(self.clock.now(), CLOSED)),
            (true, false) => self.skip(until(self.clock.now(), MORNING)),
            (false, false) | (true, true) => {}
        }
    }

    fn switch_telegram(&self, telegram: Telegram) {
        self.switches.lock().unwrap_or_else(PoisonError::into_inner).1 = telegram;
        let api = &self.sandbox.bot_api;
        api.fail_ratio((telegram == Telegram::Storm).then_some(STORM));
        api.offline(telegram == Telegram::Offline);
    }

    fn skip(&self, time: TimeDelta) {
        self.clock.skip(time);
        self.bot.restart();
    }
}

/// How long from now until the clock next shows this time in WIB. Never back: a chat goes on.
fn until(now: DateTime<Utc>, (hour, minute): (u32, u32)) -> TimeDelta {
    let here = FixedOffset::east_opt(WIB * 3600).map_or(now.naive_utc(), |wib| now.with_timezone(&wib).naive_local());
    let wanted = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    let today = here.date().and_time(wanted) - here;
    if today > TimeDelta::zero() { today } else { today + TimeDelta::days(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_only_ever_goes_on() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(until(at("2026-11-23T03:30:00Z"), CLOSED), TimeDelta::hours(13));
        assert_eq!(until(at("2026-11-23T16:30:00Z"), CLOSED), TimeDelta::hours(24));
        assert_eq!(until(at("2026-11-23T16:31:00Z"), MORNING), TimeDelta::minutes(7 * 60 + 29));
    }
}
