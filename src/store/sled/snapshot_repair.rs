//! What a bad stop can do to sled's files, and the cure.
//!
//! sled writes a snapshot of its page table whenever it opens, and refuses to open when the newest
//! is damaged. Its log alone is not always enough: a batch larger than a segment of the log may be
//! taken for a torn one and be dropped. So the snapshot of the last good opening is kept in a
//! second copy, which the log always continues.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use crate::files;

/// sled's snapshots, finished or not.
const SNAPSHOT: &str = "snap.";
/// The second copy, under a name that sled does not know.
const KEPT: &str = "kept-snap.";

/// Keeps a copy of the snapshot that sled has just opened with.
pub(crate) fn keep_snapshot(store: &Path) -> io::Result<()> {
    let Some(newest) = named(store, SNAPSHOT)?.pop() else { return Ok(()) };
    let copy = prefixed("kept-", &newest);
    let outdated = named(store, KEPT)?;
    if !outdated.contains(&copy) {
        files::copy(&store.join(&newest), &store.join(&copy))?;
    }
    outdated.iter().filter(|name| **name != copy).try_for_each(|name| fs::remove_file(store.join(name)))
}

/// Puts the kept snapshot in the place of sled's; false when there is none.
pub(crate) fn put_back_snapshot(store: &Path) -> io::Result<bool> {
    let Some(copy) = named(store, KEPT)?.pop() else { return Ok(false) };
    move_snapshots_aside(store)?;
    let original = copy.to_str().and_then(|name| name.strip_prefix("kept-")).unwrap_or_default();
    files::copy(&store.join(&copy), &store.join(original))?;
    Ok(true)
}

/// Renames sled's snapshots so that it does not see them.
pub(crate) fn move_snapshots_aside(store: &Path) -> io::Result<()> {
    let aside = |name: &OsString| fs::rename(store.join(name), store.join(prefixed("damaged-", name)));
    named(store, SNAPSHOT)?.iter().try_for_each(aside)
}

/// Moves the whole store aside; says where it went.
pub(crate) fn set_aside(store: &Path) -> io::Result<PathBuf> {
    let mut number = 1;
    let mut aside = store.with_extension("damaged-1");
    while aside.exists() {
        number += 1;
        aside = store.with_extension(format!("damaged-{number}"));
    }
    fs::rename(store, &aside)?;
    Ok(aside)
}

/// The files with this beginning, in the order of their names, which is that of their age.
fn named(store: &Path, beginning: &str) -> io::Result<Vec<OsString>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(store)? {
        let name = entry?.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(beginning)) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn prefixed(prefix: &str, name: &OsString) -> OsString {
    let mut prefixed = OsString::from(prefix);
    prefixed.push(name);
    prefixed
}
