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

use ring::digest::{Context, SHA256};

use crate::ports::{Store as _, StoreError, Transaction};

use crate::store::raw::{Raw, look_through};
use crate::store::sled::database::{STORE, of_io};
use crate::store::sled::journal::NAME as JOURNAL;
use crate::store::sled::store::SledStore;

/// Rows written at once.
pub(crate) const AT_ONCE: usize = 500;

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

/// A new store that grows beside the old one. Dropped unfinished, it is gone.
pub(crate) struct NewStore {
    data: PathBuf,
    old: Replaced,
    /// Before the folder: it is closed by then.
    store: SledStore,
    folder: UnfinishedFolder,
    rows: RowSet,
}

struct UnfinishedFolder(PathBuf);

impl Drop for UnfinishedFolder {
    fn drop(&mut self) {
        // Gone already where it was renamed.
        let _what_was_begun = fs::remove_dir_all(&self.0);
    }
}

impl NewStore {
    /// Begins a store for a data folder. What a kill left of a former one is removed.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(crate) fn begin(data: &Path, old: Replaced) -> Result<Self, StoreError> {
        let folder = UnfinishedFolder(data.join(old.growing()));
        let _left_by_a_crash = fs::remove_dir_all(&folder.0);
        let store = SledStore::open(&folder.0, Duration::ZERO)?;
        Ok(Self { data: data.to_owned(), old, store, folder, rows: RowSet::default() })
    }

    /// Adds rows; no key twice.
    ///
    /// # Errors
    /// When the disk fails.
    pub(crate) async fn add(&mut self, rows: impl IntoIterator<Item = Raw>) -> Result<(), StoreError> {
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let mut transaction = Transaction::default();
            for row in rows.by_ref().take(AT_ONCE) {
                self.rows.add(&row);
                let (table, key, value) = row;
                transaction.put(table, key, value);
            }
            self.store.commit(transaction).await?;
        }
        Ok(())
    }

    /// Reads all back, and gives the store the name that says it is whole; [`finish`] puts it into place. Returns how
    /// many rows it holds.
    ///
    /// # Errors
    /// When it reads back differently, or the disk fails.
    pub(crate) async fn finish(self) -> Result<usize, StoreError> {
        let Self { data, old, store, folder, rows } = self;
        // Closing it hands all over to sled: its journal is empty then, and left behind.
        store.close();
        drop(store);
        if RowSet::in_folder(&folder.0).await? != rows {
            return Err(StoreError::Damaged("rows read back differently".into()));
        }
        let _left_by_a_crash = fs::remove_dir_all(data.join(old.whole()));
        fs::rename(&folder.0, data.join(old.whole())).map_err(of_io)?;
        Ok(rows.many)
    }
}

/// Rows, in whatever order they come: how many, and their digests laid over each other. Tells apart what chance
/// changes; nobody who could forge it comes between.
#[derive(Debug, Default, PartialEq, Eq)]
struct RowSet {
    many: usize,
    digests: [u8; 32],
}

impl RowSet {
    fn add(&mut self, (table, key, value): &Raw) {
        let mut digest = Context::new(&SHA256);
        digest.update(&[*table as u8]);
        digest.update(&(key.len() as u64).to_be_bytes());
        digest.update(key);
        digest.update(value);
        self.many += 1;
        for (all, one) in self.digests.iter_mut().zip(digest.finish().as_ref()) {
            *all ^= one;
        }
    }

    async fn in_folder(folder: &Path) -> Result<Self, StoreError> {
        let store = SledStore::open(folder, SledStore::LOCK_WAIT)?;
        let mut rows = Self::default();
        look_through(&store, |row| {
            rows.add(&row);
            None::<()>
        })
        .await?;
        store.close();
        Ok(rows)
    }
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
