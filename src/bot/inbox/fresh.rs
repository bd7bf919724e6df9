//! What of a poll is new.

use serde_json::value::RawValue;

use crate::ports::StoreError;

use super::bookmark::Bookmark;
use crate::bot::route::placed;
use crate::bot::services::Services;
use crate::telegram::decode::{Incoming, decode};

/// What is new of a poll.
#[derive(Default)]
pub(super) struct Fresh<'a> {
    pub(super) updates: Vec<(Incoming, &'a str)>,
    pub(super) marks: Vec<u64>,
    /// The highest id among those that are known already.
    pub(super) known: Option<i64>,
}

impl<'a> Fresh<'a> {
    /// The updates no lane has had yet, each once and in order.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be told where a press was made.
    pub(super) async fn of(
        raws: &[&'a RawValue],
        bookmark: &Bookmark,
        services: &Services,
    ) -> Result<Self, StoreError> {
        let mut fresh = Fresh { updates: Vec::with_capacity(raws.len()), ..Fresh::default() };
        for raw in raws.iter().map(|raw| raw.get()) {
            let Some(update) = decode(raw) else {
                // What has no id can be neither taken nor stepped over: a later one that can confirms it along.
                log::error!("an update cannot be read at all and is passed over");
                continue;
            };
            let mark = bookmark.mark(update.update, raw);
            if bookmark.knows(mark) || fresh.marks.contains(&mark) {
                fresh.known = fresh.known.max(Some(update.update));
            } else {
                fresh.marks.push(mark);
                fresh.updates.push((placed(update, services).await?, raw));
            }
        }
        fresh.updates.sort_by_key(|(update, _)| update.update);
        Ok(fresh)
    }

    /// The highest id among those that are new.
    pub(super) fn newest(&self) -> Option<i64> {
        self.updates.last().map(|(update, _)| update.update)
    }
}
