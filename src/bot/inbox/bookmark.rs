//! How far the updates of a bot were read, and which were read lately.
//!
//! Owns: the offset of each bot at each server, and the marks of the last updates, in rows and in memory.
//! Must not know: what updates say.
//!
//! Telegram counts a bot's updates on, but after a quiet week it begins anew at random, another server
//! has a count of its own, and another bot as well. So how near an id lies says nothing. An update that
//! comes again is known by what it is: bot, id and content, as a mark of 64 bits.

use std::collections::{HashSet, VecDeque};

use crate::domain::person::PersonId;
use crate::ports::{Key, Range, StoreError, Table, Transaction};

use crate::bot::mark::mark;
use crate::bot::rows::{Marks, Offset, Places, ReadingPlace, meta, read, stored};
use crate::bot::services::{Me, Services};
use crate::telegram::api::UpdateSource;

/// The marks of so many batches are kept, of at most a hundred updates each.
const BATCHES: u8 = 255;
/// A slot is one byte.
const SLOTS: usize = 256;
/// So many bots and servers are remembered: an operator may try another and come back.
const PLACES: usize = 8;

/// Where reading stands.
pub(super) struct Bookmark {
    origin: UpdateSource,
    stored: Places,
    /// The marks of the last batches, oldest first.
    batches: VecDeque<Vec<u64>>,
    known: HashSet<u64>,
    /// Marks that no row holds yet, because the disk failed.
    unsaved: Vec<u64>,
    /// The row as the last transaction has it.
    noted: Option<Places>,
    /// Whether the place is that of a version which kept one for all.
    adopted: bool,
}

impl Bookmark {
    /// Where the last run of this bot at this server stopped. A place nobody knows begins with whatever Telegram
    /// has for it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) async fn open(services: &Services) -> Result<Self, StoreError> {
        let origin = services.api.origin();
        let mut stored: Places = services.read(meta::PLACES).await?.unwrap_or_default();
        let before = former_offset(services, &origin).await?.filter(|_| stored.places.is_empty());
        stored.places.extend(before.map(|offset| place(&origin, offset)));
        let mut bookmark = Self {
            origin,
            stored,
            batches: VecDeque::new(),
            known: HashSet::new(),
            unsaved: Vec::new(),
            noted: None,
            adopted: before.is_some(),
        };
        bookmark.recall(services).await?;
        Ok(bookmark)
    }

    /// The marks, oldest first: the row that is written next is the oldest.
    async fn recall(&mut self, services: &Services) -> Result<(), StoreError> {
        let mut rows = services.store.scan(Table::Meta, Range::of(meta::MARKS, SLOTS)).await?;
        let next = self.stored.batch;
        rows.sort_by_key(|(key, _)| key.last().map(|slot| slot.wrapping_sub(next)));
        for (_, value) in rows {
            let Marks(marks) = read(&value).unwrap_or_default();
            self.remember(marks);
        }
        Ok(())
    }

    /// The next update Telegram shall send, as far as the disk knows.
    pub(super) fn offset(&self) -> i64 {
        let here = place(&self.origin, 0);
        let known = self.stored.places.iter().find(|place| (place.bot, place.server) == (here.bot, here.server));
        known.map_or(0, |place| place.offset)
    }

    /// What an update is known by: its id, and a checksum of the bot and its content. Nobody chooses an update's id, so
    /// nothing stronger is needed, and every update pays for it.
    pub(super) fn mark(&self, update: i64, raw: &str) -> u64 {
        // Not by the server: there may be several ways to one Telegram.
        let mut content = crc32fast::Hasher::new();
        content.update(&self.origin.bot.map_or(0, |bot| bot.0).to_be_bytes());
        content.update(&update.to_be_bytes());
        content.update(raw.as_bytes());
        let id = u64::from_be_bytes(update.to_be_bytes()) << u32::BITS;
        id | u64::from(content.finalize())
    }

    /// Whether an update was taken lately.
    pub(super) fn knows(&self, mark: u64) -> bool {
        self.known.contains(&mark)
    }

    /// Notes that these updates are taken and which comes next. They are known from now on; the rows go with
    /// the transaction, those that a failing disk did not take with the next.
    pub(super) fn note(&mut self, transaction: &mut Transaction, marks: Vec<u64>, next: i64) {
        self.known.extend(&marks);
        self.unsaved.extend(marks);
        let mut now = self.stored.clone();
        if !self.unsaved.is_empty() {
            transaction.put(Table::Meta, marks_key(now.batch), stored(&Marks(self.unsaved.clone())));
            now.batch = (now.batch + 1) % BATCHES;
        }
        let here = place(&self.origin, next);
        now.places.retain(|place| (place.bot, place.server) != (here.bot, here.server));
        now.places.insert(0, here);
        now.places.truncate(PLACES);
        transaction.put(Table::Meta, meta::PLACES.to_vec(), stored(&now));
        if std::mem::take(&mut self.adopted) {
            transaction.delete(Table::Meta, meta::OFFSET.to_vec());
        }
        self.noted = Some(now);
    }

    /// The transaction of the last [`note`](Self::note) is safe.
    pub(super) fn saved(&mut self) {
        let marks = std::mem::take(&mut self.unsaved);
        if !marks.is_empty() {
            self.remember(marks);
        }
        self.stored = self.noted.take().unwrap_or_default();
    }

    fn remember(&mut self, marks: Vec<u64>) {
        self.known.extend(&marks);
        self.batches.push_back(marks);
        if self.batches.len() > usize::from(BATCHES) {
            for mark in self.batches.pop_front().unwrap_or_default() {
                self.known.remove(&mark);
            }
        }
    }
}

fn place(origin: &UpdateSource, offset: i64) -> ReadingPlace {
    ReadingPlace { bot: origin.bot.map(|bot| bot.0), server: server_mark(origin), offset }
}

/// An address may hold a password: it is stored as a digest.
fn server_mark(origin: &UpdateSource) -> u64 {
    mark(&[origin.server.as_bytes()])
}

fn marks_key(slot: u8) -> Key {
    [meta::MARKS, &[slot]].concat()
}

/// The offset of a version that kept one for all: it was this bot's, unless another is remembered.
async fn former_offset(services: &Services, origin: &UpdateSource) -> Result<Option<i64>, StoreError> {
    let row: Option<Offset> = services.read(meta::OFFSET).await?;
    let others = former_bot(services).await?.is_some_and(|former| origin.bot.is_some_and(|bot| bot != former));
    Ok(row.map(|Offset(offset)| offset).filter(|_| !others))
}

/// The bot that ran on this data folder last.
///
/// # Errors
/// When the store cannot be read.
pub async fn former_bot(services: &Services) -> Result<Option<PersonId>, StoreError> {
    Ok(services.read::<Me>(meta::ME).await?.map(|me| me.id))
}
