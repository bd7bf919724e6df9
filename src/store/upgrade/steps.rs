//! Bringing a data folder up to date: whose key seals its rows, and what is left to do about that.
//!
//! Each step may be broken off anywhere and is begun again at the next opening. The [`proof`] tells whose the rows
//! are and in which format; where it says so, nothing else is believed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::ports::{Store, StoreError, Table, Transaction};

use crate::store::copies::backup_writer::copied;
use crate::store::copies::decisions;
use crate::store::copies::exports;
use crate::store::copies::recovery;
use crate::store::format::{self, FORMAT};
use crate::store::raw::{EveryPage, Raw, look_through};
use crate::store::sealing::cipher::{Keys, is_plain, is_sealed};
use crate::store::sealing::key_file::{KeyFile, Ring};
use crate::store::sealing::reseal::{Sealing, resealed};
use crate::store::sled::database::of_io;
use crate::store::sled::store::SledStore;
use crate::store::upgrade::proof;
use crate::store::upgrade::rebuild::{self, NewStore, Replaced};
use crate::store::upgrade::trail::{self, TrailEnds};
use crate::store::upgrade::unsealed::{self, SealState};
use crate::store::vault_error::VaultError;

/// Whose key seals the rows, and the format that is proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyStanding {
    /// No key proves that it does: a store that was just begun, never sealed, or lost but for its journal.
    Nobodys,
    /// The current one's.
    Current(u32),
    /// The former one's still; without a format when the proof was lost.
    Former(Option<u32>),
}

impl KeyStanding {
    /// Whether the trail may have been without its ends until now. Where it had them, one that is missing stays so:
    /// it is what tells that the trail was emptied.
    const fn lets_the_trail_begin(self) -> bool {
        match self {
            Self::Nobodys => true,
            Self::Current(format) | Self::Former(Some(format)) => format < trail::SINCE,
            Self::Former(None) => false,
        }
    }
}

/// Which key encrypts the rows; `None` if neither does.
async fn standing(rows: &dyn Store, keys: &Keys, former: Option<&Keys>) -> Result<Option<KeyStanding>, StoreError> {
    if let Some(proof) = proof::of(rows).await? {
        let current = proof::format(keys, &proof).map(KeyStanding::Current);
        let proved = || Some(KeyStanding::Former(Some(proof::format(former?, &proof)?)));
        return Ok(current.or_else(proved));
    }
    // The store was lost and the journal was not: any of its rows tells.
    let Some(sealed) = any_sealed(rows).await? else { return Ok(Some(KeyStanding::Nobodys)) };
    Ok(if keys.sealed(&sealed) {
        Some(KeyStanding::Nobodys)
    } else {
        former.is_some_and(|former| former.sealed(&sealed)).then_some(KeyStanding::Former(None))
    })
}

/// A row that somebody's key seals. Looks through all rows: for where there is no proof.
async fn any_sealed(rows: &dyn Store) -> Result<Option<Vec<u8>>, StoreError> {
    // Notes apart: what was accepted is noted before there is a key.
    look_through(rows, |(table, _, value)| (table != Table::Seal && is_sealed(&value)).then_some(value)).await
}

/// Does whatever is left to do, and gives the store as it is then, with the keys that open it.
///
/// # Errors
/// [`VaultError`]; with a wrong key, or rows that nobody may take in, no row was touched.
pub(crate) async fn settle(
    data: &Path,
    raw: Arc<SledStore>,
    (key_file, found): (&KeyFile, Option<Ring>),
    now: DateTime<Utc>,
) -> Result<(Arc<SledStore>, Keys), VaultError> {
    let had_a_key = found.is_some();
    let is_sealed = proof::of(raw.as_ref()).await?.is_some() || any_sealed(raw.as_ref()).await?.is_some();
    if !had_a_key && is_sealed {
        return Err(key_file.fault("it is gone, and the rows are sealed by it; put it back").into());
    }
    let ring = found.unwrap_or_else(Ring::fresh);
    let (keys, former) = (Keys::of(&ring.current), ring.former.as_ref().map(Keys::of));
    let standing = standing(raw.as_ref(), &keys, former.as_ref()).await?;
    let standing = standing.ok_or_else(|| key_file.wrong_for_the_rows())?;
    if let Some(former) = &former {
        decisions::renew(data, &keys, former, now).map_err(of_io)?;
    }
    if let KeyStanding::Current(newer) | KeyStanding::Former(Some(newer)) = standing
        && newer > FORMAT
    {
        return Err(format::newer(newer).into());
    }
    let takes_unsealed = match unsealed::found_in(raw.as_ref(), is_sealed).await? {
        SealState::Nothing => false,
        SealState::Downgraded if key_file.accepts_unsealed() => false,
        SealState::Downgraded => return Err(VaultError::Downgraded(data.to_owned())),
        SealState::NeverSealed if !had_a_key || key_file.accepts_unsealed() => true,
        SealState::NeverSealed if unsealed::were_accepted(raw.as_ref(), &keys).await? => true,
        SealState::NeverSealed => return Err(VaultError::Unsealed(data.to_owned())),
    };
    if takes_unsealed {
        // Before there is a key: it alone would look like one that somebody chose, and nobody would go on.
        unsealed::accept(raw.as_ref(), &keys, now).await?;
    }
    if !had_a_key {
        key_file.write(&[&ring.current])?;
    }
    let begins_trail = standing.lets_the_trail_begin();
    let sealing = Sealing { former: former.as_ref(), takes_unsealed, begins_trail, to: &keys, now };
    let raw = sealed(data, raw, standing, &sealing).await?;
    if former.is_some() {
        drop_former(data, key_file, &ring);
    }
    Ok((raw, keys))
}

/// The store with all rows sealed by the current key, and proved to be.
async fn sealed(
    data: &Path,
    raw: Arc<SledStore>,
    standing: KeyStanding,
    sealing: &Sealing<'_>,
) -> Result<Arc<SledStore>, VaultError> {
    Ok(match standing {
        _ if sealing.takes_unsealed => upgraded(data, raw, sealing).await?,
        KeyStanding::Former(_) => rebuilt(data, raw, sealing).await?.0,
        KeyStanding::Nobodys => begin(data, raw, sealing).await?,
        KeyStanding::Current(_) => prove(raw, sealing).await?,
    })
}

/// Begins a store, or takes what lasts from an export when it was lost.
async fn begin(data: &Path, raw: Arc<SledStore>, sealing: &Sealing<'_>) -> Result<Arc<SledStore>, StoreError> {
    let was_bare = any_sealed(raw.as_ref()).await?.is_none();
    let has_export = recovery::recover(raw.as_ref(), data, sealing.to, sealing.now).await?;
    // Whatever is there brought the trail's ends along, or they were taken away. What was decided lately never had any.
    let begins_trail = was_bare && !has_export;
    prove_all(raw, &Sealing { begins_trail, ..*sealing }).await
}

/// Sees that the proof and the note say today's format.
async fn prove(raw: Arc<SledStore>, sealing: &Sealing<'_>) -> Result<Arc<SledStore>, StoreError> {
    if !sealing.begins_trail && proof::noted_in(raw.as_ref()).await? == FORMAT {
        return Ok(raw);
    }
    prove_all(raw, sealing).await
}

async fn prove_all(raw: Arc<SledStore>, sealing: &Sealing<'_>) -> Result<Arc<SledStore>, StoreError> {
    let mut transaction = Transaction::default();
    for (table, key, value) in vouched(TrailEnds::of(raw.as_ref()).await?, sealing) {
        transaction.put(table, key, value);
    }
    raw.commit(transaction).await?;
    Ok(raw)
}

/// What a store must hold besides its rows: the proof, the note, and the ends of a trail that begins.
pub(crate) fn vouched<'a>(ends: TrailEnds, sealing: &Sealing<'a>) -> impl Iterator<Item = Raw> + use<'a> {
    let missing = sealing.begins_trail.then(|| ends.missing(sealing.to, sealing.now));
    proof::rows(sealing.to, sealing.now).into_iter().chain(missing.into_iter().flatten())
}

/// A row as it goes into the new store; the notes are made anew.
pub(crate) fn renewed(row: Raw, sealing: &Sealing<'_>) -> Option<Raw> {
    let row = resealed(row, sealing);
    (!is_plain(row.0, &row.1)).then_some(row)
}

/// The same store with all rows sealed anew. It is a new one in the old one's place, so that no file holds what was
/// there before. Tells how many rows there are.
pub(crate) async fn rebuilt(
    data: &Path,
    raw: Arc<SledStore>,
    sealing: &Sealing<'_>,
) -> Result<(Arc<SledStore>, usize), StoreError> {
    let mut new = NewStore::begin(data, Replaced::Removed)?;
    let mut pages = EveryPage::of(raw.as_ref());
    while let Some(page) = pages.next().await? {
        new.add(page.into_iter().filter_map(|row| renewed(row, sealing))).await?;
    }
    new.add(vouched(TrailEnds::of(raw.as_ref()).await?, sealing)).await?;
    let many = new.finish().await?;
    raw.close();
    drop(raw);
    rebuild::finish(data)?;
    Ok((Arc::new(SledStore::open(data, SledStore::LOCK_WAIT)?), many))
}

/// A former key that no row needs any more goes from the file, and with it the exports that need it:
/// the next is due at once.
fn drop_former(data: &Path, key_file: &KeyFile, ring: &Ring) {
    if let Err(error) = exports::remove_all(data) {
        log::warn!(error:%; "exports of the former key could not be removed");
    }
    if let Err(error) = key_file.write(&[&ring.current]) {
        log::warn!(error:%; "the second line of the key file is not needed any more; remove it");
    }
}

pub(crate) fn upgrade_backup(data: &Path) -> PathBuf {
    data.join("before-format-2.backup")
}

/// Copies a store with rows that no key seals, and seals them.
async fn upgraded(data: &Path, raw: Arc<SledStore>, sealing: &Sealing<'_>) -> Result<Arc<SledStore>, VaultError> {
    let copy = upgrade_backup(data);
    copied(raw.as_ref(), &copy, sealing.now, true).await?;
    let (raw, _) = rebuilt(data, raw, sealing).await?;
    log::warn!(copy:% = copy.display(); "an older version wrote the store: it is sealed now; the copy from before is not");
    Ok(raw)
}
