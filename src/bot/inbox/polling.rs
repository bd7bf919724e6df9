//! Long polling: asks Telegram for updates and brings them to the inbox.
//!
//! Owns: when Telegram is asked, and that the bot is well. Must not know: what becomes of an update.

use std::sync::Arc;
use std::time::Duration;

use serde_json::value::RawValue;
use tokio::time::Instant;

use super::Inbox;
use super::pace::PollPace;
use super::trouble::{Trouble, answer};
use crate::bot::backoff::Backoff;
use crate::bot::services::Services;
use crate::shutdown::Shutdown;
use crate::telegram::api::result;
use crate::telegram::decode::ALLOWED_UPDATES;
use crate::telegram::request::{UpdatesPoll, get_updates};

/// How long Telegram holds an empty poll, in seconds; a reply that is lost on the way costs people more.
const HOLD: u64 = 10;
/// A poll that takes this long is dead.
const DEAD: Duration = Duration::from_secs(HOLD + 5);
/// How many updates a poll may bring; after trouble few, so that they come through a narrow line.
const MOST: u8 = 100;
const FEW: u8 = 10;
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// One poller costs little, and whoever writes first after an outage waits for it.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Asks Telegram for updates.
pub struct Polling {
    pub(super) services: Arc<Services>,
    pub(super) inbox: Inbox,
    pub(super) pace: PollPace,
    /// When it was proved last that rows can be read.
    pub(super) proved: Option<Instant>,
    /// How long Telegram shall hold the next poll, in seconds; after trouble not at all, so that its end is known.
    hold: u64,
    /// Called after every good poll with what waits.
    pub(super) heartbeat: Box<dyn Fn(usize) + Send + Sync>,
}

impl Polling {
    /// Polling for this inbox.
    #[must_use]
    pub fn new(services: Arc<Services>, inbox: Inbox, heartbeat: Box<dyn Fn(usize) + Send + Sync>) -> Self {
        Self { services, inbox, pace: PollPace::default(), proved: None, hold: HOLD, heartbeat }
    }

    /// Polls until asked to stop.
    pub async fn run(mut self, shutdown: Shutdown) {
        let mut backoff = Backoff::new(FIRST_PAUSE, LONGEST_PAUSE);
        loop {
            let polled = tokio::select! {
                biased;
                () = shutdown.requested() => return,
                polled = self.poll() => polled,
            };
            let wait = match polled {
                Ok(wait) => {
                    if self.hold < HOLD {
                        self.inbox.outbox.line_works();
                    }
                    self.hold = HOLD;
                    backoff.reset();
                    let Some(wait) = wait else { continue };
                    wait
                }
                Err(error) => {
                    self.hold = 0;
                    answer(&error, &mut backoff, self.services.alerts.as_ref())
                }
            };
            tokio::select! {
                biased;
                () = shutdown.requested() => return,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Asks once; gives how long to wait before asking again, when there is a reason to.
    async fn poll(&mut self) -> Result<Option<Duration>, Trouble> {
        self.inbox.is_ready().await;
        let limit = if self.hold < HOLD { FEW } else { MOST };
        let poll =
            UpdatesPoll { offset: self.inbox.offset, limit, timeout: self.hold, allowed_updates: ALLOWED_UPDATES };
        let (method, body) = get_updates(&poll);
        let began = Instant::now();
        let reply = self.services.api.post(method, body, DEAD).await?;
        let took = began.elapsed();
        let raws: Vec<&RawValue> = result(&reply)?;
        let brought = self.inbox.accept(&raws, self.pace.is_stuck()).await.map_err(Trouble::Store)?;
        let wait = self.pace.note(brought, took);
        self.beat().await;
        Ok(wait)
    }
}
