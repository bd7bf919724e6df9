//! Rows that no key seals: what an older version left, or somebody else put there.
//!
//! Nothing in them tells one from the other. They are taken in and sealed without a word only where there was no key
//! yet, which is how an older version's folder is found. Where there is one, the operator must say so, once: that is
//! noted in a row of its own, sealed and bound to the very rows that were meant, so that sealing them may be broken
//! off anywhere and goes on by itself, and nothing else is let in by it. Where anything is sealed already they are
//! never taken in: no version of ours left both.

use chrono::{DateTime, Utc};
use ring::digest::{Context, SHA256};

use crate::ports::{Store, StoreError, Table, Transaction};

use crate::store::format::SEALED_SINCE;
use crate::store::raw::{Raw, look_through};
use crate::store::sealing::cipher::{Keys, is_plain};
use crate::store::upgrade::proof;

/// Where the note of what was accepted lies, in [`Table::Seal`].
const ACCEPTED: &[u8] = b"accepted";

/// What is found of such rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SealState {
    /// Nothing that would have to be decided. Behind a proof a row that no key seals reads as absent.
    Nothing,
    /// Nothing was ever sealed, and there is something to seal.
    NeverSealed,
    /// Rows are sealed, and something says that they were not: somebody changed it.
    Downgraded,
}

/// Looks at a store; `is_sealed` tells whether a key proves that it seals it, or seals any row.
pub(crate) async fn found_in(rows: &dyn Store, is_sealed: bool) -> Result<SealState, StoreError> {
    let is_old = proof::noted_in(rows).await? < SEALED_SINCE;
    if is_sealed {
        return Ok(if is_old { SealState::Downgraded } else { SealState::Nothing });
    }
    let row = look_through(rows, |row| (!is_note(&row)).then_some(())).await?;
    Ok(if is_old || row.is_some() { SealState::NeverSealed } else { SealState::Nothing })
}

fn is_note((table, key, _): &Raw) -> bool {
    is_plain(*table, key)
}

/// Whether the holder of these keys accepted the very rows that lie there.
pub(crate) async fn were_accepted(rows: &dyn Store, keys: &Keys) -> Result<bool, StoreError> {
    let note = rows.get(Table::Seal, ACCEPTED).await?.and_then(|note| keys.value(Table::Seal, ACCEPTED, note));
    Ok(match note {
        Some(digest) => digest == digest_of(rows).await?,
        None => false,
    })
}

/// Notes that they are accepted.
pub(crate) async fn accept(rows: &dyn Store, keys: &Keys, now: DateTime<Utc>) -> Result<(), StoreError> {
    let note = keys.seal(Table::Seal, ACCEPTED, ACCEPTED, &digest_of(rows).await?, now);
    let mut transaction = Transaction::default();
    transaction.put(Table::Seal, ACCEPTED.to_vec(), note);
    rows.commit(transaction).await
}

/// A digest of all rows but the notes.
async fn digest_of(rows: &dyn Store) -> Result<Vec<u8>, StoreError> {
    let mut digest = Context::new(&SHA256);
    look_through(rows, |row| {
        let (table, key, value) = &row;
        if is_note(&row) {
            return None::<()>;
        }
        digest.update(&[*table as u8]);
        for part in [key, value] {
            digest.update(&(part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        None
    })
    .await?;
    Ok(digest.finish().as_ref().to_vec())
}
