//! Updates become durable before Telegram may forget them, and go to their lanes.
//!
//! Owns: the offset, the inbox rows, PINs blotted out before anything is stored.
//! Must not know: what an update means, nor who brings it: `polling` does.

mod albums;
mod bookmark;
mod fresh;
mod pace;
pub mod polling;
mod pulse;
mod reading;
mod resuming;
pub mod shedding;
mod trouble;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use serde_json::value::RawValue;

use crate::domain::person::Seat;
use crate::ports::{StoreError, Table, Transaction};

use super::inbox::shedding::Shedding;
use super::occasion::Occasion;
use super::outbox::Outbox;
use super::outbox::asides::apologise;
use super::route::placed;
use super::rows::{Owed, inbox_key};
use super::services::{Services, Unread};
use crate::bot::turn::Turns;
use crate::telegram::decode::{Incoming, decode};
use crate::telegram::sender_name::introduced;

use albums::Albums;
use bookmark::Bookmark;
use fresh::Fresh;
use pace::Brought;
use reading::read;

pub use bookmark::former_bot;

/// Updates are taken no more while this many wait, or messages: Telegram keeps them better than our memory does.
const BACKLOG: usize = 5_000;
/// How long lanes may take to finish what a failing disk did not take before more is accepted.
const CATCH_UP: Duration = Duration::from_secs(1);

/// Takes updates in.
pub struct Inbox {
    services: Arc<Services>,
    turns: Arc<Turns>,
    outbox: Outbox,
    shedding: Shedding,
    bookmark: Bookmark,
    albums: Arc<Albums>,
    /// The next update Telegram shall send: it may forget all before.
    offset: i64,
    /// The next update that no lane has: another than the offset while the disk fails.
    handed: i64,
    /// Whether lanes have updates that no row was written for, because the disk failed.
    behind: bool,
    /// Updates whose people were told that they must wait for the disk.
    told: HashSet<u64>,
}

impl Inbox {
    /// An inbox that goes on where the last run stopped.
    ///
    /// # Errors
    /// [`Unread`] when it cannot be told where that was.
    pub async fn new(services: Arc<Services>, turns: Arc<Turns>, outbox: Outbox) -> Result<Self, Unread> {
        let bookmark = Bookmark::open(&services).await.map_err(Unread::of("what Telegram was told to forget"))?;
        Ok(Self {
            offset: bookmark.offset(),
            handed: bookmark.offset(),
            albums: Albums::new(Arc::clone(&services), Arc::clone(&turns)),
            bookmark,
            shedding: Shedding::default(),
            behind: false,
            told: HashSet::new(),
            services,
            turns,
            outbox,
        })
    }

    /// Whether lanes have updates that no row was written for.
    pub(super) fn is_behind(&self) -> bool {
        self.behind
    }

    /// How many updates wait.
    pub(super) fn waiting(&self) -> usize {
        self.turns.lanes().waiting()
    }

    /// Done once more may be accepted: memory holds only so much, and what a failing disk did not take comes first.
    pub(super) async fn is_ready(&self) {
        self.turns.lanes().at_most(BACKLOG).await;
        self.outbox.at_most(BACKLOG).await;
        if self.behind {
            let _not_yet = tokio::time::timeout(CATCH_UP, self.turns.lanes().at_most(0)).await;
        }
    }

    /// Writes the updates and the new offset in one transaction, hands them to their lanes at once, and
    /// is done when the transaction is safe: only then is Telegram told, by the next poll. What a failing
    /// disk did not take is known to its lanes only; Telegram must keep it until they are done.
    ///
    /// `is_stuck` tells that nothing but what is known comes again and again.
    ///
    /// # Errors
    /// [`StoreError`] when nothing of it is on disk; bring it again.
    async fn accept(&mut self, raws: &[&RawValue], is_stuck: bool) -> Result<Brought, StoreError> {
        if self.behind && self.turns.lanes().waiting() > 0 {
            self.put_off(raws).await;
            return Ok(Brought::Updates);
        }
        let fresh = Fresh::of(raws, &self.bookmark, &self.services).await?;
        let next = self.next(&fresh, is_stuck);
        if fresh.marks.is_empty() && next == self.offset && !self.behind {
            return Ok(if raws.is_empty() { Brought::Nothing } else { Brought::Useless(raws.len()) });
        }
        if self.begins_anew(&fresh, next).await {
            return Ok(Brought::Useless(raws.len()));
        }
        let Fresh { updates, marks, .. } = fresh;
        // Until the transaction is handed over: what it writes of a group must lie where the group is by then.
        let services = Arc::clone(&self.services);
        let here =
            services.migrations.staying(updates.iter().filter_map(|(update, _)| Some(update.seat()?.chat))).await;
        let brought = if marks.is_empty() { Brought::Useless(raws.len()) } else { Brought::Updates };
        let mut transaction = Transaction::default();
        let (updates, words) = self.admit(&mut transaction, updates).await?;
        self.bookmark.note(&mut transaction, marks, next);
        let words = self.outbox.owe(&mut transaction, words);
        // Written in this order: an update's row is there before its turn can remove it.
        let safe = self.services.store.commit(transaction);
        drop(here);
        for update in updates {
            self.hand_over(update);
        }
        (self.behind, self.handed) = (true, next);
        safe.await?;
        (self.behind, self.offset) = (false, next);
        self.bookmark.saved();
        self.told.clear();
        self.outbox.take(words);
        Ok(brought)
    }

    /// Rows for what is accepted, and a word for what is shed.
    async fn admit(
        &mut self,
        transaction: &mut Transaction,
        fresh: Vec<(Incoming, &str)>,
    ) -> Result<(Vec<Incoming>, Vec<Owed>), StoreError> {
        let mut updates = Vec::with_capacity(fresh.len());
        let mut words = Vec::new();
        let (turns, outbox) = (&self.turns, &self.outbox);
        let waiting = |seat: Seat| turns.lanes().waiting_in(&seat).max(outbox.waiting_for(seat.chat));
        self.shedding.forget(waiting);
        let roster = self.services.roster.current();
        for (update, raw) in fresh {
            let Some(seat) = update.seat().map(|seat| self.services.migrations.seat(seat)) else { continue };
            self.services.departed.welcome(transaction, seat.chat);
            if self.shedding.sheds(waiting(seat), &update) {
                words.extend(self.shedding.shed(&self.services, seat, &update).await);
            } else {
                let (update, row) = read(update, raw, &self.services.catalogue);
                let update = introduced(placed(update, &self.services).await?, raw, &roster);
                transaction.put(Table::Inbox, inbox_key(update.update), row);
                updates.push(update);
            }
        }
        Ok((updates, words))
    }

    /// The update that comes next. Telegram's count is followed upwards; downwards when everything that is new lies
    /// below, or when nothing but what is known comes again and again: then it counts anew.
    fn next(&self, fresh: &Fresh<'_>, is_stuck: bool) -> i64 {
        match (fresh.newest(), fresh.known) {
            (Some(newest), _) => newest.saturating_add(1),
            (None, Some(known)) if known >= self.handed || is_stuck => known.saturating_add(1),
            (None, _) => self.handed,
        }
    }

    /// Whether a new count of ids must wait: one of them may still be the name of an update that waits.
    async fn begins_anew(&self, fresh: &Fresh<'_>, next: i64) -> bool {
        if next >= self.handed || fresh.marks.is_empty() {
            return false;
        }
        log::warn!("telegram numbers the updates anew; the bot follows");
        tokio::time::timeout(CATCH_UP, self.turns.lanes().at_most(0)).await.is_err()
    }

    /// Leaves updates with Telegram until what the disk did not take is done, and says so.
    async fn put_off(&mut self, raws: &[&RawValue]) {
        let read = |raw: &&RawValue| {
            let update = decode(raw.get())?;
            let mark = self.bookmark.mark(update.update, raw.get());
            Some((update, mark))
        };
        for (update, mark) in raws.iter().filter_map(read) {
            let Some(seat) = update.seat().filter(|_| !self.bookmark.knows(mark)) else { continue };
            if self.told.insert(mark) {
                let trace = self.turns.trace();
                log::error!(trace = trace.as_str(); "an update waits until the disk takes it");
                apologise(&self.services, seat, &trace).await;
            }
        }
    }

    fn hand_over(&self, update: Incoming) {
        let Some(update) = self.albums.pass(update) else { return };
        if let Some(seat) = update.seat() {
            self.turns.lanes().push(self.services.migrations.seat(seat), Occasion::Update(Arc::new(update)));
        }
    }
}
