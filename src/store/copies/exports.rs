//! Backups that the program makes for itself: one a day in the data folder, the newest three kept.
//! They are there for the day when the store is damaged beyond mending.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::files;

const FOLDER: &str = "exports";
const NAME: &str = "%Y%m%dT%H%M%SZ.backup";
const KEPT: usize = 3;
const EVERY: TimeDelta = TimeDelta::hours(24);

/// When the newest was made.
pub(crate) fn newest(data: &Path) -> Option<DateTime<Utc>> {
    all(data).pop().map(|(made, _)| made)
}

/// When the oldest was made.
pub(crate) fn oldest(data: &Path) -> Option<DateTime<Utc>> {
    all(data).first().map(|(made, _)| *made)
}

/// Whether it is time for another.
pub(crate) fn is_due(data: &Path, now: DateTime<Utc>) -> bool {
    newest(data).is_none_or(|made| (now - made).abs() >= EVERY)
}

/// Where one made now goes.
pub(crate) fn place(data: &Path, now: DateTime<Utc>) -> std::io::Result<PathBuf> {
    let folder = data.join(FOLDER);
    files::folder(&folder)?;
    Ok(folder.join(now.format(NAME).to_string()))
}

/// Removes all but the newest.
pub(crate) fn thin_out(data: &Path) -> std::io::Result<()> {
    all(data).iter().rev().skip(KEPT).try_for_each(|(_, path)| fs::remove_file(path))
}

/// Removes all: they were sealed by a key that is gone.
pub(crate) fn remove_all(data: &Path) -> std::io::Result<()> {
    all(data).iter().try_for_each(|(_, path)| fs::remove_file(path))
}

/// The exports of a data folder, oldest first.
pub(crate) fn all(data: &Path) -> Vec<(DateTime<Utc>, PathBuf)> {
    let entries = fs::read_dir(data.join(FOLDER)).into_iter().flatten().filter_map(Result::ok);
    let dated = entries.filter_map(|entry| {
        let made = NaiveDateTime::parse_from_str(entry.file_name().to_str()?, NAME).ok()?;
        Some((made.and_utc(), entry.path()))
    });
    let mut exports: Vec<_> = dated.collect();
    exports.sort();
    exports
}
