//! The data folder as a whole: opened with its key, brought up to date, copied, locked.
//!
//! Opening does whatever a former run left to do (`upgrade`): sealing a store of format 1, a change of
//! keys, taking the lasting rows of an export when the store was lost.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, Utc};

use crate::ports::{Clock, Store};

use crate::store::copies::backup::{self, Backup, BackupError, Summary};
use crate::store::copies::backup_writer::{BackupWriter, copied};
use crate::store::copies::decisions::{self, Decisions};
use crate::store::copies::exports;
use crate::store::copies::opener::opener;
use crate::store::copies::restore;
use crate::store::memory::MemoryStore;
use crate::store::raw::RawStore;
use crate::store::sealing::cipher::Keys;
use crate::store::sealing::key_file::{KeyFile, MasterKey, Ring};
use crate::store::sealing::reseal::Sealing;
use crate::store::sealing::sealed::SealedStore;
use crate::store::sled::database::of_io;
use crate::store::sled::store::SledStore;
use crate::store::upgrade::proof;
use crate::store::upgrade::rebuild;
use crate::store::upgrade::steps::{rebuilt, settle, upgrade_backup};
use crate::store::upgrade::trail;
use crate::store::vault_error::VaultError;

/// An open data folder.
pub struct Vault {
    data: PathBuf,
    raw: Arc<SledStore>,
    rows: Arc<SealedStore>,
    clock: Arc<dyn Clock>,
}

impl Vault {
    /// Opens a data folder with its key; makes both when they are missing and may be made.
    ///
    /// # Errors
    /// [`VaultError`]: one line that says what to mend. With a wrong key no row was touched.
    pub async fn open(
        data: &Path,
        lock_wait: Duration,
        key_file: &KeyFile,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, VaultError> {
        rebuild::finish(data)?;
        if rebuild::restore_was_broken_off(data) {
            return Err(VaultError::Unfinished(data.to_owned()));
        }
        let found = key_file.read()?;
        let raw = Arc::new(SledStore::open(data, lock_wait)?);
        let (raw, keys) = settle(data, raw, (key_file, found), clock.now()).await?;
        let (inner, keys) = (Arc::clone(&raw) as Arc<dyn RawStore>, Arc::new(keys));
        let rows = SealedStore::new(inner, Arc::clone(&keys), Arc::clone(&clock)).vouching(true);
        let rows = Arc::new(rows.remembering(Decisions::new(data, keys)));
        Ok(Self { data: data.to_owned(), raw, rows, clock })
    }

    /// The rows, opened as they are read and sealed as they are written.
    #[must_use]
    pub fn rows(&self) -> Arc<dyn Store> {
        Arc::clone(&self.rows) as Arc<dyn Store>
    }

    /// Copies all rows of one moment to a file and reads it back, while others go on reading and
    /// writing. Blocks: call it where that is allowed.
    ///
    /// # Errors
    /// [`BackupError`]; there is no new file then.
    pub fn back_up(&self, file: &Path, force: bool) -> Result<Summary, BackupError> {
        self.copy_to(file, self.clock.now(), force)
    }

    fn copy_to(&self, file: &Path, made: DateTime<Utc>, force: bool) -> Result<Summary, BackupError> {
        let mut writer = BackupWriter::begin(file, force)?;
        match self.rows.copy(|row| writer.add(&row).err())? {
            Some(error) => Err(error),
            None => writer.finish(made),
        }
    }

    /// Makes the daily export when it is due; tells whether it was. Blocks.
    ///
    /// # Errors
    /// [`BackupError`] when it cannot be made, or older ones cannot be removed.
    pub fn export(&self) -> Result<bool, BackupError> {
        let now = self.clock.now();
        if !exports::is_due(&self.data, now) {
            return Ok(false);
        }
        self.export_at(now)?;
        let of_file = |source| BackupError::File { path: self.data.clone(), source };
        exports::thin_out(&self.data).map_err(of_file)?;
        Ok(true)
    }

    fn export_at(&self, now: DateTime<Utc>) -> Result<(), BackupError> {
        let of_file = |source| BackupError::File { path: self.data.clone(), source };
        let place = exports::place(&self.data, now).map_err(of_file)?;
        self.copy_to(&place, now, true).map(drop)
    }

    /// When the newest export of a data folder was made.
    #[must_use]
    pub fn newest_export(data: &Path) -> Option<DateTime<Utc>> {
        exports::newest(data)
    }

    /// Removes the copy that an upgrade made when it is older than `before`: it is not sealed.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn forget_upgrade(&self, before: DateTime<Utc>) -> std::io::Result<()> {
        let file = upgrade_backup(&self.data);
        if backup::made(&file).is_some_and(|made| made < before) { std::fs::remove_file(file) } else { Ok(()) }
    }

    /// Seals all rows by a new key, which replaces the one in the key file; tells how many. Broken
    /// off anywhere, the key file holds every key that is needed, and the next opening goes on.
    /// Exports are replaced by one that the new key opens.
    ///
    /// # Errors
    /// [`VaultError`] when the folder is in use or the key file cannot be written.
    pub async fn rotate(data: &Path, key_file: &KeyFile, clock: Arc<dyn Clock>) -> Result<usize, VaultError> {
        let vault = Self::open(data, SledStore::LOCK_WAIT, key_file, Arc::clone(&clock)).await?;
        let Some(Ring { current: former, .. }) = key_file.read()? else {
            return Err(key_file.wrong_for_the_rows().into());
        };
        let current = MasterKey::random();
        key_file.write(&[&current, &former])?;
        let (former, keys) = (Keys::of(&former), Keys::of(&current));
        let now = clock.now();
        let sealing = Sealing { former: Some(&former), takes_unsealed: false, begins_trail: false, to: &keys, now };
        let (raw, many) = rebuilt(data, Arc::clone(&vault.raw), &sealing).await?;
        raw.close();
        drop((raw, vault));
        decisions::renew(data, &keys, &former, clock.now()).map_err(of_io)?;
        key_file.write(&[&current])?;
        let vault = Self::open(data, SledStore::LOCK_WAIT, key_file, clock).await?;
        exports::remove_all(data).map_err(of_io)?;
        vault.export_at(vault.clock.now()).map_err(VaultError::Backup)?;
        vault.close();
        Ok(many)
    }

    /// Copies the rows of a data folder as they lie, whatever their format; needs no key. For when no
    /// bot runs.
    ///
    /// # Errors
    /// [`VaultError::Store`] with [`InUse`](crate::ports::StoreError::InUse) when one does.
    pub async fn copy_at_rest(
        data: &Path,
        file: &Path,
        force: bool,
        made: DateTime<Utc>,
    ) -> Result<Summary, VaultError> {
        let raw = SledStore::open(data, Duration::ZERO)?;
        Ok(copied(&raw, file, made, force).await?)
    }

    /// The rows of a backup, to read from: put into a store in `folder`, which is empty and must outlast it.
    ///
    /// # Errors
    /// [`VaultError`] when the backup is not whole or the key does not open it.
    pub async fn look_into(
        file: &Path,
        folder: &Path,
        key_file: &KeyFile,
        clock: Arc<dyn Clock>,
    ) -> Result<Arc<dyn Store>, VaultError> {
        let mut backup = Backup::open(file)?;
        let opener = opener(file, &backup, key_file)?;
        restore::put(folder, &mut backup).await?;
        let rows = Arc::new(SledStore::open(folder, SledStore::LOCK_WAIT)?);
        Ok(match opener {
            Some((keys, format)) => {
                Arc::new(SealedStore::new(rows, Arc::new(keys), clock).vouching(format >= trail::SINCE))
            }
            None => rows,
        })
    }

    /// The rows of a data folder as they lie, to read from. Brings nothing up to date; for when no bot runs. Rows that
    /// no key seals are none.
    ///
    /// # Errors
    /// [`VaultError`] when a bot runs on it, or the key does not open it.
    pub async fn peek(data: &Path, key_file: &KeyFile, clock: Arc<dyn Clock>) -> Result<Arc<dyn Store>, VaultError> {
        let ring = key_file.read()?;
        let raw = SledStore::open(data, Duration::ZERO)?;
        let Some(proof) = proof::of(&raw).await? else { return Ok(Arc::new(MemoryStore::default())) };
        let (keys, format) =
            ring.and_then(|ring| proof::opener(ring, &proof)).ok_or_else(|| key_file.wrong_for_the_rows())?;
        let rows = SealedStore::new(Arc::new(raw), Arc::new(keys), clock);
        Ok(Arc::new(rows.vouching(format >= trail::SINCE)))
    }

    /// Writes what was handed over and lets go of the folder.
    pub fn close(&self) {
        self.raw.close();
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("data", &self.data).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::ports::{Range, SystemClock, Table, Transaction};
    use crate::store::format::FORMAT_KEY;
    use crate::store::raw::{Raw, look_through};
    use crate::store::sealing::cipher::is_plain;
    use crate::store::sealing::reseal::resealed;
    use crate::store::sled::journal::NAME as JOURNAL;
    use crate::store::upgrade::rebuild::{NewStore, Replaced};
    use crate::store::upgrade::steps::{renewed, vouched};
    use crate::store::upgrade::trail::TrailEnds;
    use crate::store::upgrade::unsealed;

    use super::*;

    fn rows() -> Vec<Raw> {
        let many = (0..700_u32).map(|n| (Table::Profile, n.to_be_bytes().to_vec(), format!("p{n}").into_bytes()));
        let tickets = (0..3_u8).map(|n| (Table::Ticket, vec![b'T'; 16 - usize::from(n)], vec![1, n]));
        many.chain(tickets).collect()
    }

    async fn fill(store: &dyn Store) {
        let mut transaction = Transaction::default();
        for (table, key, value) in rows() {
            transaction.put(table, key, value);
        }
        store.commit(transaction).await.unwrap();
    }

    async fn open(data: &Path, key_file: &KeyFile) -> Vault {
        Vault::open(data, SledStore::LOCK_WAIT, key_file, Arc::new(SystemClock)).await.unwrap()
    }

    /// Every row is there, and sealed by the one key in the file; nothing was left lying about.
    async fn hold(data: &Path, key_file: &KeyFile) {
        let vault = open(data, key_file).await;
        for (table, key, value) in rows() {
            assert_eq!(vault.rows().get(table, &key).await.unwrap(), Some(value), "{table:?} {key:?}");
        }
        let ring = key_file.read().unwrap().unwrap();
        let keys = Keys::of(&ring.current);
        assert!(ring.former.is_none(), "the former key is still there");
        let opens = |(table, key, value): Raw| is_plain(table, &key) || keys.open(table, &key, value).is_some();
        let shut = look_through(vault.raw.as_ref(), |row| (!opens(row.clone())).then_some(row)).await.unwrap();
        assert_eq!(shut, None);
        assert_eq!(vault.rows().scan(Table::Ticket, Range::all(9)).await.unwrap().len(), 3, "a token is there twice");
        let known = ["store", "journal", "key", "before-format-2.backup"];
        for entry in fs::read_dir(data).unwrap() {
            let name = entry.unwrap().file_name();
            assert!(known.contains(&name.to_str().unwrap()), "{name:?} was left");
        }
    }

    /// How far the rebuilding of a store came before the process was ended.
    #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
    enum Came {
        Nowhere,
        HalfGrown,
        Grown,
        OldStoreMoved,
        OldJournalMoved,
        NewInPlace,
        ToTheEnd,
    }

    const EVERYWHERE: [Came; 7] = [
        Came::Nowhere,
        Came::HalfGrown,
        Came::Grown,
        Came::OldStoreMoved,
        Came::OldJournalMoved,
        Came::NewInPlace,
        Came::ToTheEnd,
    ];

    fn sealing<'a>(former: Option<&'a Keys>, to: &'a Keys) -> Sealing<'a> {
        let takes_unsealed = former.is_none();
        Sealing { former, takes_unsealed, begins_trail: takes_unsealed, to, now: SystemClock.now() }
    }

    /// What the new store is to hold.
    async fn renewed_rows(raw: &SledStore, sealing: &Sealing<'_>) -> Vec<Raw> {
        let mut rows: Vec<_> = vouched(TrailEnds::of(raw).await.unwrap(), sealing).collect();
        look_through(raw, |row| {
            rows.extend(renewed(row, sealing));
            None::<()>
        })
        .await
        .unwrap();
        rows
    }

    /// Rebuilds the store in a data folder as far as that.
    async fn rebuild(data: &Path, from: Option<&Keys>, to: &Keys, so_far: Came) {
        let raw = Arc::new(SledStore::open(data, SledStore::LOCK_WAIT).unwrap());
        let sealing = sealing(from, to);
        if so_far == Came::ToTheEnd {
            rebuilt(data, raw, &sealing).await.unwrap().0.close();
            return;
        }
        let rows = renewed_rows(&raw, &sealing).await;
        raw.close();
        if so_far == Came::HalfGrown {
            let half = SledStore::open(&data.join("growing"), SledStore::LOCK_WAIT).unwrap();
            let mut transaction = Transaction::default();
            for (table, key, value) in rows.iter().take(300).cloned() {
                transaction.put(table, key, value);
            }
            half.commit(transaction).await.unwrap();
        }
        if so_far >= Came::Grown {
            let mut new = NewStore::begin(data, Replaced::Removed).unwrap();
            new.add(rows).await.unwrap();
            new.finish().await.unwrap();
        }
        let moves = [
            (Came::OldStoreMoved, "store", "store.outdated"),
            (Came::OldJournalMoved, JOURNAL, "journal.outdated"),
            (Came::NewInPlace, "resealed/store", "store"),
        ];
        for (_, from, to) in moves.iter().filter(|(point, ..)| so_far >= *point) {
            fs::rename(data.join(from), data.join(to)).unwrap();
        }
    }

    #[tokio::test]
    async fn a_change_of_keys_may_be_broken_off_anywhere() {
        for so_far in EVERYWHERE {
            let folder = tempfile::tempdir().unwrap();
            let key_file = KeyFile::at(None, folder.path());
            fill(open(folder.path(), &key_file).await.rows().as_ref()).await;
            let (former, current) = (key_file.read().unwrap().unwrap().current, MasterKey::random());
            key_file.write(&[&current, &former]).unwrap();
            rebuild(folder.path(), Some(&Keys::of(&former)), &Keys::of(&current), so_far).await;
            hold(folder.path(), &key_file).await;
        }
    }

    #[tokio::test]
    async fn an_upgrade_may_be_broken_off_anywhere() {
        for so_far in EVERYWHERE {
            let folder = tempfile::tempdir().unwrap();
            let key_file = KeyFile::at(None, folder.path());
            {
                let raw = SledStore::open(folder.path(), SledStore::LOCK_WAIT).unwrap();
                fill(&raw).await;
                let mut transaction = Transaction::default();
                transaction.put(Table::Meta, FORMAT_KEY.to_vec(), b"1".to_vec());
                raw.commit(transaction).await.unwrap();
            }
            let key = MasterKey::random();
            let accepted = SledStore::open(folder.path(), SledStore::LOCK_WAIT).unwrap();
            unsealed::accept(&accepted, &Keys::of(&key), SystemClock.now()).await.unwrap();
            drop(accepted);
            if so_far > Came::Nowhere {
                key_file.write(&[&key]).unwrap();
                rebuild(folder.path(), None, &Keys::of(&key), so_far).await;
            }
            hold(folder.path(), &key_file).await;
        }
    }

    #[tokio::test]
    async fn only_the_very_rows_that_were_accepted_are_taken_in_later() {
        for is_changed in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let key_file = KeyFile::at(None, folder.path());
            let raw = SledStore::open(folder.path(), SledStore::LOCK_WAIT).unwrap();
            fill(&raw).await;
            let key = MasterKey::random();
            unsealed::accept(&raw, &Keys::of(&key), SystemClock.now()).await.unwrap();
            key_file.write(&[&key]).unwrap();
            if is_changed {
                let mut transaction = Transaction::default();
                transaction.put(Table::Member, b"mallory".to_vec(), b"owner".to_vec());
                raw.commit(transaction).await.unwrap();
            }
            drop(raw);
            if is_changed {
                let clock = Arc::new(SystemClock);
                let opened = Vault::open(folder.path(), SledStore::LOCK_WAIT, &key_file, clock).await;
                assert!(matches!(opened, Err(VaultError::Unsealed(_))));
            } else {
                hold(folder.path(), &key_file).await;
            }
        }
    }

    #[tokio::test]
    async fn a_file_with_two_keys_and_no_work_left_loses_the_second() {
        let folder = tempfile::tempdir().unwrap();
        let key_file = KeyFile::at(None, folder.path());
        fill(open(folder.path(), &key_file).await.rows().as_ref()).await;
        let current = key_file.read().unwrap().unwrap().current;
        key_file.write(&[&current, &MasterKey::random()]).unwrap();
        hold(folder.path(), &key_file).await;
    }

    #[test]
    fn a_row_keeps_its_time_when_its_key_changes() {
        let (former, current) = (Keys::of(&MasterKey::random()), Keys::of(&MasterKey::random()));
        let then = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let sealed = former.seal(Table::Profile, b"k", b"k", b"v", then);
        let row = resealed((Table::Profile, b"k".to_vec(), sealed), &sealing(Some(&former), &current));
        assert_eq!(crate::store::sealing::cipher::written_at(&row.2), Some(then));
    }
}
