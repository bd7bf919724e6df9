//! Long polling: updates become durable before Telegram may forget them.
//!
//! Owns: the offset, the inbox rows, PINs blotted out before anything is stored.
//! Must not know: what an update means.

mod blotting;
mod resuming;

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::domain::person::Seat;
use crate::phrase;
use crate::ports::{Alarm as _, Batch, Cause, StoreError, Table};
use crate::shutdown::Shutdown;

use super::api::{ApiError, Method, result};
use super::courier::Courier;
use super::decode::{ALLOWED_UPDATES, Incoming, Kind, decode, update_id};
use super::desk::{Desk, Unread};
use super::names::introduced;
use super::outcome::{Asked, apologise};
use super::rows::{Offset, inbox_key, meta, stored};
use super::shedding::Shedding;
use super::turn::{Job, Turns};

use blotting::{quotes, rewrite};

/// How long Telegram holds an empty poll, in seconds; a reply that is lost on the way costs people more.
const HOLD: u64 = 10;
/// A poll that takes this long is dead.
const DEAD: Duration = Duration::from_secs(HOLD + 5);
/// How many updates a poll may bring; after trouble few, so that they come through a narrow line.
const MOST: u8 = 100;
const FEW: u8 = 10;
/// Polling pauses while this many updates wait, or messages: Telegram keeps updates better than our memory does.
const BACKLOG: usize = 5_000;
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// One poller costs little, and whoever writes first after an outage waits for it.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// A token that is refused stays so until somebody mends it.
const REFUSED_PAUSE: Duration = Duration::from_secs(30);
/// How long the next poll waits for lanes to finish what a failing disk did not take.
const CATCH_UP: Duration = Duration::from_secs(1);
/// An update comes again when Telegram, or a proxy on the way, repeats itself. Its id then is so
/// close below the next one; farther below begins a new count, as after a week without updates.
const REMEMBERED: i64 = 10_000;
/// Two instances that fight for updates only make each other fail faster.
const CONFLICT_PAUSE: Duration = Duration::from_secs(5);

/// Takes updates in.
pub struct Intake {
    desk: Arc<Desk>,
    turns: Arc<Turns>,
    courier: Courier,
    shedding: Shedding,
    /// The next update Telegram shall send: it may forget all before.
    offset: i64,
    /// The next update that no lane has. Beyond the offset while the disk fails.
    handed: i64,
    /// The next update whose person was not told that it must wait for the disk.
    told: i64,
    /// How long Telegram shall hold the next poll; after trouble not at all, so that its end is known.
    hold: u64,
    /// Called after every good poll with what waits.
    heartbeat: Box<dyn Fn(usize) + Send + Sync>,
}

#[derive(Serialize)]
struct Poll {
    offset: i64,
    limit: u8,
    timeout: u64,
    allowed_updates: [&'static str; 3],
}

impl Intake {
    /// An intake that goes on where the last run stopped.
    ///
    /// # Errors
    /// [`Unread`] when it cannot be told where that was.
    pub fn new(
        desk: Arc<Desk>,
        turns: Arc<Turns>,
        courier: Courier,
        heartbeat: Box<dyn Fn(usize) + Send + Sync>,
    ) -> Result<Self, Unread> {
        let read = desk.read::<Offset>(meta::OFFSET).map_err(Unread::of("what Telegram was told to forget"))?;
        let Offset(offset) = read.unwrap_or_default();
        let shedding = Shedding::default();
        Ok(Self { desk, turns, courier, shedding, offset, handed: offset, told: offset, hold: HOLD, heartbeat })
    }

    /// Polls until asked to stop.
    pub async fn run(mut self, shutdown: Shutdown) {
        let mut pause = FIRST_PAUSE;
        loop {
            let polled = tokio::select! {
                biased;
                () = shutdown.requested() => return,
                polled = self.poll() => polled,
            };
            let wait = match polled {
                Ok(()) => {
                    if self.hold < HOLD {
                        self.courier.line_works();
                    }
                    (self.hold, pause) = (HOLD, FIRST_PAUSE);
                    continue;
                }
                Err(error) => self.trouble(&error, pause),
            };
            (self.hold, pause) = (0, (pause * 2).min(LONGEST_PAUSE));
            tokio::select! {
                biased;
                () = shutdown.requested() => return,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    async fn poll(&mut self) -> Result<(), Trouble> {
        self.turns.lanes().at_most(BACKLOG).await;
        self.courier.at_most(BACKLOG).await;
        if self.is_behind() {
            let _not_yet = tokio::time::timeout(CATCH_UP, self.turns.lanes().at_most(0)).await;
        }
        let limit = if self.hold < HOLD { FEW } else { MOST };
        let poll = Poll { offset: self.offset, limit, timeout: self.hold, allowed_updates: ALLOWED_UPDATES };
        let body = serde_json::to_vec(&poll).unwrap_or_default();
        let reply = self.desk.api.post(Method::GetUpdates, body, DEAD).await?;
        let raws: Vec<&RawValue> = result(&reply)?;
        self.accept(&raws).await.map_err(Trouble::Store)?;
        self.beat();
        Ok(())
    }

    /// A bot whose store fails is not well: neither one that cannot write, nor one that cannot read.
    fn beat(&self) {
        if self.is_behind() {
            return;
        }
        match self.desk.prove_reads() {
            Ok(()) => (self.heartbeat)(self.turns.lanes().waiting()),
            Err(error) => {
                log::error!(error:%; "rows cannot be read: there is no heartbeat");
                self.desk.alerts.raise(Cause::StoreFails, None);
            }
        }
    }

    /// Writes the updates and the new offset in one batch, hands them to their lanes at once, and
    /// is done when the batch is safe: only then is Telegram told, by the next poll. What a failing
    /// disk did not take is known to its lanes only; Telegram must keep it until they are done.
    async fn accept(&mut self, raws: &[&RawValue]) -> Result<(), StoreError> {
        if self.is_behind() && self.turns.lanes().waiting() > 0 {
            self.put_off(raws);
            return Ok(());
        }
        let (fresh, next) = self.fresh(raws);
        let mut batch = Batch::default();
        let mut updates = Vec::with_capacity(fresh.len());
        let mut words = Vec::new();
        let (turns, courier) = (&self.turns, &self.courier);
        let waiting = |seat: Seat| turns.lanes().waiting_in(&seat).max(courier.waiting_for(seat.chat));
        self.shedding.forget(waiting);
        let roster = self.desk.door.roster();
        for (update, raw) in fresh {
            let Some(seat) = update.seat().map(|seat| self.desk.seat(seat)) else { continue };
            self.desk.gone.welcome(&mut batch, seat.chat);
            if self.shedding.sheds(waiting(seat), &update) {
                words.extend(self.shedding.shed(&self.desk, seat, &update));
            } else {
                let (update, row) = self.without_pins(update, raw);
                let update = introduced(update, raw, &roster);
                batch.put(Table::Inbox, inbox_key(update.update), row);
                updates.push(update);
            }
        }
        if next == self.offset {
            return Ok(());
        }
        batch.put(Table::Meta, meta::OFFSET.to_vec(), stored(&Offset(next)));
        let words = self.courier.owe(&mut batch, words);
        // Written in this order: an update's row is there before its turn can remove it.
        let safe = self.desk.store.commit(batch);
        for update in updates {
            self.hand_over(update);
        }
        self.handed = next;
        safe.await?;
        self.offset = next;
        self.courier.take(words);
        Ok(())
    }

    /// The updates no lane has had yet, each once and in order, and the one that comes next.
    fn fresh<'a>(&self, raws: &[&'a RawValue]) -> (Vec<(Incoming, &'a str)>, i64) {
        let mut next = self.handed;
        let mut fresh = Vec::with_capacity(raws.len());
        for raw in raws {
            let Some(update) = decode(raw.get()) else {
                // No update id we can hold: all that can be done is to step over it.
                next = next.max(update_id(raw.get()).map_or(next + 1, |id| i64::from(id) + 1));
                log::error!("an update cannot be read at all and is passed over");
                continue;
            };
            let id = i64::from(update.update);
            if !(self.handed - REMEMBERED..self.handed).contains(&id) {
                next = next.max(id + 1);
                fresh.push((update, raw.get()));
            }
        }
        fresh.sort_by_key(|(update, _)| update.update);
        fresh.dedup_by_key(|(update, _)| update.update);
        (fresh, next)
    }

    /// Leaves updates with Telegram until what the disk did not take is done, and says so.
    fn put_off(&mut self, raws: &[&RawValue]) {
        for update in raws.iter().filter_map(|raw| decode(raw.get())) {
            let id = i64::from(update.update);
            if let Some(seat) = update.seat().filter(|_| id >= self.handed.max(self.told)) {
                self.told = id + 1;
                let trace = self.turns.trace();
                log::error!(trace = trace.as_str(); "an update waits until the disk takes it");
                apologise(&self.desk, seat, &Asked::of(&update), &trace);
            }
        }
    }

    /// Whether lanes have updates that no row was written for.
    fn is_behind(&self) -> bool {
        self.offset < self.handed
    }

    fn hand_over(&self, update: Incoming) {
        if let Some(seat) = update.seat() {
            self.turns.lanes().push(self.desk.seat(seat), Job::Update(Arc::new(update)));
        }
    }

    /// Agents type their PIN out of habit, and others answer or quote them. It is blotted out before
    /// anything is stored; the row is else the update as it came.
    fn without_pins(&self, update: Incoming, raw: &str) -> (Incoming, Vec<u8>) {
        let catalogue = &self.desk.catalogue;
        let own = if let Kind::Message(message) = &update.kind { message.text.as_deref() } else { None };
        let has_pins = quotes(raw) || own.is_some_and(|text| phrase::blot(text, catalogue) != text);
        match has_pins.then(|| rewrite(raw, |text| phrase::blot(text, catalogue))).flatten() {
            Some(row) => (decode(&row).unwrap_or(update), row.into_bytes()),
            None => (update, raw.as_bytes().to_vec()),
        }
    }

    /// Says what is wrong, and how long to wait before the next poll.
    fn trouble(&self, error: &Trouble, pause: Duration) -> Duration {
        match error {
            Trouble::Api(ApiError::Conflict(_)) => {
                log::error!(error:%; "telegram gives the updates to somebody else: stop the other instance, or remove its webhook");
                self.desk.alerts.raise(Cause::Conflict, None);
                CONFLICT_PAUSE
            }
            Trouble::Api(ApiError::TokenRefused) => {
                log::error!("telegram does not accept TELEGRAM_BOT_TOKEN any more: put the current one and restart");
                REFUSED_PAUSE
            }
            Trouble::Api(ApiError::RetryAfter(time)) => *time,
            Trouble::Store(_) => {
                log::warn!(error:%; "polling failed; trying again");
                self.desk.alerts.raise(Cause::StoreFails, None);
                pause
            }
            Trouble::Api(_) => {
                log::warn!(error:%; "polling failed; trying again");
                pause
            }
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Api(#[from] ApiError),
    #[error(transparent)]
    Store(StoreError),
}
