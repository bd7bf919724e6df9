//! Backups that the program makes for itself: one a day in the data folder, the newest three kept.
//! They are there for the day when the store is damaged beyond mending.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::files;
use crate::ports::{Batch, Store, StoreError, Table};

use super::backup::{self, Backup};
use super::keys::{Keys, is_plain};
use super::settling::opens;

const FOLDER: &str = "exports";
const NAME: &str = "%Y%m%dT%H%M%SZ.backup";
const KEPT: usize = 3;
const EVERY: TimeDelta = TimeDelta::hours(24);
/// Rows written at once.
const AT_ONCE: usize = 500;

/// When the newest was made.
pub(super) fn newest(data: &Path) -> Option<DateTime<Utc>> {
    all(data).pop().map(|(made, _)| made)
}

/// Whether it is time for another.
pub(super) fn is_due(data: &Path, now: DateTime<Utc>) -> bool {
    newest(data).is_none_or(|made| (now - made).abs() >= EVERY)
}

/// Where one made now goes.
pub(super) fn place(data: &Path, now: DateTime<Utc>) -> std::io::Result<PathBuf> {
    let folder = data.join(FOLDER);
    files::folder(&folder)?;
    Ok(folder.join(now.format(NAME).to_string()))
}

/// Removes all but the newest.
pub(super) fn thin_out(data: &Path) -> std::io::Result<()> {
    all(data).iter().rev().skip(KEPT).try_for_each(|(_, path)| fs::remove_file(path))
}

/// Removes all: they were sealed by a key that is gone.
pub(super) fn remove_all(data: &Path) -> std::io::Result<()> {
    all(data).iter().try_for_each(|(_, path)| fs::remove_file(path))
}

/// Gives a store that was lost what the newest whole export knows and the journal does not. Work in
/// progress is left out: it was done long ago.
pub(super) async fn recover(rows: &dyn Store, data: &Path, keys: &Keys) -> Result<(), StoreError> {
    for (made, path) in all(data).iter().rev() {
        match backup::read(path) {
            Ok(export) if opens(&export, keys) => {
                let many = put_back(rows, &export).await?;
                log::error!(file:% = path.display(), made:%, rows = many; "the store was lost; its lasting rows come from the newest export");
                return Ok(());
            }
            Ok(_) => log::warn!(file:% = path.display(); "an export was sealed by another key and is passed over"),
            Err(error) => log::warn!(error:%; "an export cannot be used and is passed over"),
        }
    }
    Ok(())
}

async fn put_back(rows: &dyn Store, export: &Backup) -> Result<usize, StoreError> {
    let lasting = |table: Table, key: &[u8]| table.is_lasting() && !is_plain(table, key);
    let mut many = 0;
    for some in export.rows.chunks(AT_ONCE) {
        let mut batch = Batch::default();
        for (table, key, value) in some.iter().filter(|(table, key, _)| lasting(*table, key)) {
            if rows.get(*table, key)?.is_none() {
                batch.put(*table, key.clone(), value.clone());
            }
        }
        many += batch.0.len();
        rows.commit(batch).await?;
    }
    Ok(many)
}

/// The exports of a data folder, oldest first.
fn all(data: &Path) -> Vec<(DateTime<Utc>, PathBuf)> {
    let entries = fs::read_dir(data.join(FOLDER)).into_iter().flatten().filter_map(Result::ok);
    let dated = entries.filter_map(|entry| {
        let made = NaiveDateTime::parse_from_str(entry.file_name().to_str()?, NAME).ok()?;
        Some((made.and_utc(), entry.path()))
    });
    let mut exports: Vec<_> = dated.collect();
    exports.sort();
    exports
}
