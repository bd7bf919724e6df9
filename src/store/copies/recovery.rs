//! What a store that was lost gets back: the newest whole export, and what was decided since.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, Utc};

use crate::ports::{Recovery, Store, StoreError, Table, Transaction};
use crate::store::copies::backup::{Backup, BackupError};
use crate::store::copies::decisions::{self, Decided};
use crate::store::copies::exports;
use crate::store::raw::Raw;
use crate::store::sealing::cipher::{Keys, is_plain};
use crate::store::sled::database::of_io;
use crate::store::upgrade::proof;
use crate::store::upgrade::rebuild::AT_ONCE;

/// Gives a store that was lost what the newest whole export knows and the journal does not, as it was decided since.
/// Work in progress is left out: it was done long ago. What gives rights waits for consent. Tells whether there was an export.
pub(crate) async fn recover(
    rows: &dyn Store,
    data: &Path,
    keys: &Keys,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let decided = decisions::read(data, keys).map_err(of_io)?.unwrap_or_else(|| {
        log::error!("the store was lost, and what was decided lately cannot be opened");
        Vec::new()
    });
    let mut export = newest_whole(data, keys);
    let newest = decided.iter().map(|decided| decided.at).max();
    let Some(made) = export.as_ref().map(|export| export.made).or(newest) else { return Ok(false) };
    // First of all: broken off after it, the next opening adds to it.
    note_recovery(rows, export.as_mut(), &decided, keys, made, now).await?;
    let many = match &mut export {
        Some(export) => put_back(rows, export).await?,
        None => 0,
    };
    decisions::obey(rows, &decided, keys).await?;
    log::error!(made:%, rows = many, decided = decided.len(); "the store was lost; its lasting rows come from the newest export and from what was decided since");
    Ok(export.is_some())
}

fn newest_whole(data: &Path, keys: &Keys) -> Option<Backup> {
    for (_, path) in exports::all(data).iter().rev() {
        match Backup::open(path) {
            Ok(export) if export.marks.proof.as_ref().is_some_and(|proof| proof::format(keys, proof).is_some()) => {
                return Some(export);
            }
            Ok(_) => log::warn!(file:% = path.display(); "an export was sealed by another key and is passed over"),
            Err(error) => log::warn!(error:%; "an export cannot be used and is passed over"),
        }
    }
    None
}

/// Notes which rows come back and wait for consent.
async fn note_recovery(
    rows: &dyn Store,
    export: Option<&mut Backup>,
    decided: &[Decided],
    keys: &Keys,
    made: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let begun = rows.get(Table::Meta, Recovery::KEY).await?;
    let begun = begun.and_then(|value| keys.value(Table::Meta, Recovery::KEY, value));
    let mut waiting = begun.and_then(|value| Recovery::read(&value).ok()).map(|begun| begun.rows).unwrap_or_default();
    let waits = |table: Table| table.is_lasting() && table.waits_for_consent();
    let mut back = BTreeSet::new();
    for row in export.map(Backup::rows).transpose().map_err(unreadable)?.into_iter().flatten() {
        let (table, key, _) = row.map_err(unreadable)?;
        back.extend(waits(table).then_some((table as u8, key)));
    }
    let decided = decided.iter().filter(|decided| waits(decided.what.table));
    back.extend(decided.map(|decided| (decided.what.table as u8, decided.what.key.clone())));
    for row in back {
        let is_there = match Table::numbered(row.0) {
            Some(table) => rows.get(table, &row.1).await?.is_some(),
            None => false,
        };
        if !is_there && !waiting.contains(&row) {
            waiting.push(row);
        }
    }
    let value = Recovery { made, rows: waiting }.written();
    let mut transaction = Transaction::default();
    transaction.put(
        Table::Meta,
        Recovery::KEY.to_vec(),
        keys.seal(Table::Meta, Recovery::KEY, Recovery::KEY, &value, now),
    );
    rows.commit(transaction).await
}

async fn put_back(rows: &dyn Store, export: &mut Backup) -> Result<usize, StoreError> {
    let lasting = |(table, key, _): &Raw| table.is_lasting() && !is_plain(*table, key);
    let mut exported = export.rows().map_err(unreadable)?.peekable();
    let mut many = 0;
    while exported.peek().is_some() {
        let some: Vec<Raw> = exported.by_ref().take(AT_ONCE).collect::<Result<_, _>>().map_err(unreadable)?;
        let mut transaction = Transaction::default();
        for (table, key, value) in some.into_iter().filter(lasting) {
            if rows.get(table, &key).await?.is_none() {
                transaction.put(table, key, value);
            }
        }
        many += transaction.writes.len();
        rows.commit(transaction).await?;
    }
    Ok(many)
}

/// A whole export that cannot be read any more.
fn unreadable(error: BackupError) -> StoreError {
    match error {
        BackupError::Store(error) => error,
        BackupError::File { source, .. } => of_io(source),
        other => StoreError::Damaged(other.to_string().into()),
    }
}
