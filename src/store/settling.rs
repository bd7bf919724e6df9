//! Bringing a data folder up to date: whose key seals its rows, and what is left to do about that.
//!
//! Each step may be broken off anywhere and is begun again at the next opening. The proof, one row
//! sealed by a key, tells whose the rows are.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::ports::{Batch, Store, StoreError, Table};

use super::backup::{self, Backup};
use super::growing::{self, Old};
use super::key_file::{KeyFile, Ring};
use super::keys::{Keys, is_plain, is_sealed};
use super::opening::FORMAT;
use super::reseal::resealed;
use super::sealed::{Raw, every_row};
use super::vault::VaultError;
use super::{FORMAT_KEY, SledStore, exports};

/// The row that tells whether a key is the right one.
const PROOF: &[u8] = b"key";
const PROVED: &[u8] = b"cektagihan";

/// Whose key seals the rows.
pub(super) enum Standing {
    /// Nobody's yet.
    Nobodys,
    /// The current one's.
    Current,
    /// The former one's still.
    Former,
}

/// Whether the rows of a backup are sealed.
pub(super) fn is_sealed_by_somebody(backup: &Backup) -> bool {
    backup.row(Table::Seal, PROOF).is_some()
}

/// Whether these keys sealed an export.
pub(super) fn opens(backup: &Backup, keys: &Keys) -> bool {
    backup.row(Table::Seal, PROOF).is_some_and(|proof| proves(keys, proof))
}

/// Whose the rows are; nothing when they are neither key's.
pub(super) fn standing(rows: &dyn Store, keys: &Keys, former: Option<&Keys>) -> Result<Option<Standing>, StoreError> {
    let is_former = |value: &[u8], check: fn(&Keys, &[u8]) -> bool| former.is_some_and(|former| check(former, value));
    if let Some(proof) = rows.get(Table::Seal, PROOF)? {
        let current = proves(keys, &proof).then_some(Standing::Current);
        return Ok(current.or_else(|| is_former(&proof, proves).then_some(Standing::Former)));
    }
    // The store was lost and the journal was not: any of its rows tells.
    let Some(sealed) = any_sealed(rows)? else { return Ok(Some(Standing::Nobodys)) };
    Ok(if keys.sealed(&sealed) {
        Some(Standing::Nobodys)
    } else {
        is_former(&sealed, Keys::sealed).then_some(Standing::Former)
    })
}

/// Whether there are rows that somebody's key seals.
pub(super) fn is_anybodys(rows: &dyn Store) -> Result<bool, StoreError> {
    Ok(rows.get(Table::Seal, PROOF)?.is_some() || any_sealed(rows)?.is_some())
}

fn any_sealed(rows: &dyn Store) -> Result<Option<Vec<u8>>, StoreError> {
    for table in Table::ALL {
        // The first two of Meta: the format, and then one that is sealed.
        let found = rows.scan(*table, &[], 2)?;
        if let Some((_, sealed)) = found.into_iter().find(|(_, value)| is_sealed(value)) {
            return Ok(Some(sealed));
        }
    }
    Ok(None)
}

fn proves(keys: &Keys, proof: &[u8]) -> bool {
    keys.value(Table::Seal, PROOF, proof.to_vec()).is_some_and(|value| value == PROVED)
}

/// Notes whose key it is.
pub(super) async fn prove(rows: &dyn Store, keys: &Keys, now: DateTime<Utc>) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    batch.put(Table::Seal, PROOF.to_vec(), proof(keys, now));
    rows.commit(batch).await
}

fn proof(keys: &Keys, now: DateTime<Utc>) -> Vec<u8> {
    keys.seal(Table::Seal, PROOF, PROOF, PROVED, now)
}

/// The same store with all rows sealed by `to`: those that `from` sealed, or without it those that were
/// not sealed. It is a new one in the old one's place, so that no file holds what was there before.
/// Tells how many rows there are.
pub(super) async fn rebuilt(
    data: &Path,
    raw: Arc<SledStore>,
    from: Option<&Keys>,
    to: &Keys,
    now: DateTime<Utc>,
) -> Result<(Arc<SledStore>, usize), StoreError> {
    let rows = renewed(every_row(raw.as_ref())?, from, to, now);
    growing::grow(data, &rows, Old::Removed).await?;
    raw.close();
    drop(raw);
    growing::finish(data)?;
    Ok((Arc::new(SledStore::open(data, SledStore::LOCK_WAIT)?), rows.len()))
}

/// What the new store holds: the rows, whose they are, and how they are stored.
pub(super) fn renewed(rows: Vec<Raw>, from: Option<&Keys>, to: &Keys, now: DateTime<Utc>) -> Vec<Raw> {
    let mut rows = resealed(rows, from, to, now);
    rows.retain(|(table, key, _)| !is_plain(*table, key));
    rows.push((Table::Seal, PROOF.to_vec(), proof(to, now)));
    rows.push((Table::Meta, FORMAT_KEY.to_vec(), FORMAT.to_string().into_bytes()));
    rows
}

/// A former key that no row needs any more goes from the file, and with it the exports that need it:
/// the next is due at once.
pub(super) fn drop_former(data: &Path, key_file: &KeyFile, ring: &Ring) {
    if let Err(error) = exports::remove_all(data) {
        log::warn!(error:%; "exports of the former key could not be removed");
    }
    if let Err(error) = key_file.write(&[&ring.current]) {
        log::warn!(error:%; "the second line of the key file is not needed any more; remove it");
    }
}

pub(super) fn format(rows: &dyn Store) -> Result<u32, StoreError> {
    let found = rows.get(Table::Meta, FORMAT_KEY)?;
    Ok(found.and_then(|digits| std::str::from_utf8(&digits).ok()?.parse().ok()).unwrap_or(FORMAT))
}

pub(super) fn upgrade_backup(data: &Path) -> PathBuf {
    data.join("before-format-2.backup")
}

/// Copies a store of format 1 and seals its rows.
pub(super) async fn upgraded(
    data: &Path,
    raw: Arc<SledStore>,
    keys: &Keys,
    now: DateTime<Utc>,
) -> Result<Arc<SledStore>, VaultError> {
    let copy = upgrade_backup(data);
    backup::write(&copy, &every_row(raw.as_ref())?, now, true)?;
    let (raw, _) = rebuilt(data, raw, None, keys, now).await?;
    log::warn!(copy:% = copy.display(); "an older version wrote the store: it is sealed now; the copy from before is not");
    Ok(raw)
}
