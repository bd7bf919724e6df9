//! A Telegram and a gateway of our own, for the demo, tests and benchmarks.
//!
//! Two servers on 127.0.0.1, each as strict as what it stands for, each with a plain Rust handle
//! that plays the people in front of it and looks at what came out:
//! [`bot_api`] is Telegram's Bot API, [`biller`] is the Klikoo gateway. [`toxics`] is a bad way to
//! either. [`page`] shows both in a browser, with a bot between them that is a process of its own
//! ([`BotProcess`]).
//!
//! Owns: the emulators, their credentials, their clock. Must not know: the bot. It shares no code
//! with [`crate::gateway`] or [`crate::bot`]: what both would get wrong together, no test
//! would find. Nothing here is global; a server ends with its handle.

use std::{io, sync::Arc};

use crate::ports::Clock;

pub mod biller;
pub mod bot_api;
mod clock;
pub mod page;
mod process;
mod random;
mod server;
mod stage;
pub mod toxics;

pub use clock::{ManualClock, ShiftedClock};
pub use process::{BotProcess, Life, Recipe};
pub use random::Random;
pub use stage::Stage;

use biller::{Biller, BillerConfig};
use bot_api::{BotApi, BotApiConfig};

/// Seconds from 1970.
const NEW_YEAR_2026: i64 = 1_767_225_600;

/// Both emulators, started together.
#[derive(Debug)]
pub struct Sandbox {
    /// Telegram.
    pub bot_api: BotApi,
    /// The gateway.
    pub biller: Biller,
}

impl Sandbox {
    /// Starts both on free ports, with their usual settings, at this clock's time.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(clock: Arc<dyn Clock>) -> io::Result<Self> {
        Self::start_with(clock, BotApiConfig::default()).await
    }

    /// The same for a bot that may have served another sandbox before: no number of an update or
    /// message comes twice, as long as time goes on.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn go_on(clock: Arc<dyn Clock>) -> io::Result<Self> {
        let now = clock.now().timestamp();
        let first_message = i32::try_from(now - NEW_YEAR_2026).unwrap_or(i32::MAX / 2).max(1);
        let telegram = BotApiConfig { first_update: now, first_message, ..BotApiConfig::default() };
        Self::start_with(clock, telegram).await
    }

    async fn start_with(clock: Arc<dyn Clock>, telegram: BotApiConfig) -> io::Result<Self> {
        Ok(Self {
            bot_api: BotApi::start(BotApiConfig { clock: Arc::clone(&clock), ..telegram }).await?,
            biller: Biller::start(BillerConfig { clock, ..BillerConfig::default() }).await?,
        })
    }
}
