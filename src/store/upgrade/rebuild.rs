//! A new store in the place of the old one: what a restore, an upgrade and a change of keys end with.
//!
//! It grows in a folder of its own, is read back, and gets the name that says it is whole; only then
//! does it take the old one's place. Broken off before that, the old one is untouched; broken off
//! later, [`finish`] goes on.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::ports::{Store as _, StoreError, Transaction};

use crate::store::raw::{Raw, every_row};
use crate::store::sled::database::{STORE, of_io};
use crate::store::sled::journal::NAME as JOURNAL;
use crate::store::sled::store::SledStore;

/// Rows written at once.
const AT_ONCE: usize = 500;

/// What becomes of the old store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replaced {
    /// It is moved aside to `store.replaced-<n>`.
    Kept,
    /// It is removed: the new one holds the same rows.
    Removed,
}

impl Replaced {
    /// Where the new store grows.
    const fn growing(self) -> &'static str {
        match self {
            Self::Kept => "restoring",
            Self::Removed => "growing",
        }
    }

    /// What the new store's folder is called once it is whole.
    const fn whole(self) -> &'static str {
        match self {
            Self::Kept => "restored",
            Self::Removed => "resealed",
        }
    }

    fn aside(self, old: &Path) -> PathBuf {
        match self {
            Self::Removed => old.with_extension("outdated"),
            Self::Kept => {
                let named = |number: u32| old.with_extension(format!("replaced-{number}"));
                (1..1_000).map(named).find(|aside| !aside.exists()).unwrap_or_else(|| named(1_000))
            }
        }
    }
}

/// Makes a whole new store of these rows; [`finish`] puts it into place.
pub(crate) async fn grow(data: &Path, rows: &[Raw], old: Replaced) -> Result<(), StoreError> {
    let growing = data.join(old.growing());
    let _left_by_a_crash = fs::remove_dir_all(&growing);
    let grown = fill(&growing, rows).await.and_then(|()| {
        let _left_by_a_crash = fs::remove_dir_all(data.join(old.whole()));
        fs::rename(&growing, data.join(old.whole())).map_err(of_io)
    });
    if grown.is_err() {
        let _what_was_begun = fs::remove_dir_all(&growing);
    }
    grown
}

/// Writes the rows and reads them back.
async fn fill(growing: &Path, rows: &[Raw]) -> Result<(), StoreError> {
    let store = SledStore::open(growing, Duration::ZERO)?;
    for some in rows.chunks(AT_ONCE) {
        let mut transaction = Transaction::default();
        for (table, key, value) in some {
            transaction.put(*table, key.clone(), value.clone());
        }
        store.commit(transaction).await?;
    }
    // Closing it hands all over to sled: its journal is empty then, and left behind.
    store.close();
    let store = SledStore::open(growing, SledStore::LOCK_WAIT)?;
    let mut found = every_row(&store).await?;
    store.close();
    found.sort();
    let is_whole = rows.iter().all(|row| found.binary_search(row).is_ok());
    if is_whole { Ok(()) } else { Err(StoreError::Damaged("rows read back differently".into())) }
}

/// Whether a restore was broken off: the folder does not hold what it was meant to.
pub(crate) fn restore_was_broken_off(data: &Path) -> bool {
    data.join(Replaced::Kept.growing()).exists()
}

/// Puts a new store that is whole into the old one's place, if there is one, and tidies up.
pub(crate) fn finish(data: &Path) -> Result<(), StoreError> {
    let finished = || -> io::Result<()> {
        for old in [Replaced::Kept, Replaced::Removed] {
            swap(data, old)?;
        }
        for name in [STORE, JOURNAL] {
            remove(&Replaced::Removed.aside(&data.join(name)))?;
        }
        Ok(())
    };
    finished().map_err(of_io)
}

fn swap(data: &Path, old: Replaced) -> io::Result<()> {
    let whole = data.join(old.whole());
    if !whole.exists() {
        return Ok(());
    }
    // Without a store in it the new one is in its place already.
    if whole.join(STORE).exists() {
        for name in [STORE, JOURNAL] {
            let there = data.join(name);
            let aside = old.aside(&there);
            if there.exists() {
                // There when the swap was broken off and an empty store made since.
                remove(&aside)?;
                fs::rename(&there, aside)?;
            }
        }
        fs::rename(whole.join(STORE), data.join(STORE))?;
        File::open(data)?.sync_all()?;
    }
    fs::remove_dir_all(whole)
}

fn remove(path: &Path) -> io::Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}
