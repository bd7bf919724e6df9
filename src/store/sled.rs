//! Rows in sled behind a journal.
//!
//! One thread writes. It gathers the transactions that wait, appends them to a journal as one record,
//! has that synced, and only then says that they are safe: a hundred callers share one trip to the
//! disk. Until sled takes the journal over, every few megabytes and when the store is closed, its
//! rows are served from memory. Most of them are gone by then, and sled never hears of them: it is
//! good at keeping rows, not at queues (each of its commits took three writes and woke two threads,
//! and its own flush does not survive a power cut).
//!
//! In sled every row lives in one tree under the table's byte and the key, because a sled batch is
//! atomic within a tree only.
//!
//! sled repeats keys and values in its own log at trace level: telemetry keeps the target `sled` at
//! warnings.

pub(crate) mod database;
pub(crate) mod group_commit;
pub(crate) mod journal;
pub(crate) mod opening;
pub(crate) mod overlay;
pub(crate) mod reader;
pub(crate) mod rows;
pub(crate) mod snapshot_repair;
pub(crate) mod store;
pub(crate) mod writer;
