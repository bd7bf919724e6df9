//! Erasing what is kept of a person, in every chat.
//!
//! Owns: finding it. Must not know: who had it done lately ([`erasures`](super::erasures)), and what the person is told.
//!
//! Rows lie by chat and token, not by person, so all of some tables must be read. That takes long where there are many:
//! it is done on a thread of its own, one person after another, a few times an hour for each, and not at all when
//! nothing was written of them since the last time.
//!
//! Updates of theirs that wait are left: they are gone once they are dealt with, within moments.

use std::sync::Arc;

use tokio::runtime::Handle;

use crate::dialogue::Check;
use crate::domain::person::{ChatId, PersonId, Seat};
use crate::ports::{Key, Pages, Store, StoreError, Table, Transaction};

use crate::bot::jobs::job::owner_prefix;
use crate::bot::rows::{Owed, Target, Ticket, What, aside_key, chat_prefix, person_key, read, seat_of, slot_person};
use crate::bot::services::Services;

/// The rows of a person who wants everything erased, beside their profile and what is owed to their private chat.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptRows(Vec<(Table, Key)>);

/// Finds what is kept of a person, on a thread where reading may take long.
///
/// # Errors
/// When the store cannot be read.
pub async fn find(services: &Services, person: PersonId) -> Result<KeptRows, StoreError> {
    let _alone = services.erasures.one_at_a_time.lock().await;
    let store = Arc::clone(&services.store);
    let runtime = Handle::current();
    let reading = move || runtime.block_on(rows_of(store.as_ref(), person));
    let reading = tokio::task::spawn_blocking(reading).await;
    reading.unwrap_or(Err(StoreError::Closed)).map(KeptRows)
}

async fn rows_of(store: &dyn Store, person: PersonId) -> Result<Vec<(Table, Key)>, StoreError> {
    let theirs = |table: Table, key: &[u8], value: &[u8]| match table {
        Table::Conversation => seat_of(key).is_some_and(|seat| seat.person == person),
        Table::Slot => slot_person(key) == Some(person),
        Table::Ticket => read::<Ticket>(value).is_ok_and(|ticket| ticket.owner == person),
        Table::Outbox => answers(person, value),
        _ => false,
    };
    let mut found = Vec::new();
    for table in [Table::Conversation, Table::Slot, Table::Ticket, Table::Outbox] {
        let mut pages = Pages::of(store, table);
        while let Some(page) = pages.next().await? {
            let own = page.into_iter().filter(|(key, value)| theirs(table, key, value));
            found.extend(own.map(|(key, _)| (table, key)));
        }
    }
    Ok(found)
}

/// Whether a message owed is the answer to a check of theirs.
fn answers(person: PersonId, value: &[u8]) -> bool {
    read::<Owed>(value).is_ok_and(|owed| match (owed.asker, owed.what) {
        (Some(asker), _) => asker.person == person,
        // Rows of earlier versions do not say whom they are for, unless it is a check's.
        (
            None,
            What::Say { target: Target::Check(asker, _), .. } | What::File { target: Target::Check(asker, _), .. },
        ) => asker == person,
        (None, What::Say { .. } | What::File { .. } | What::Delete(_)) => false,
    })
}

/// Puts the removal of what was found of a person at the beginning of a transaction, and has the outbox drop what it was
/// about to deliver to them. Rows that the turn itself writes, its messages among them, stay. Returns the checks that
/// end by it in the person's other conversations.
///
/// # Errors
/// When the store cannot be read.
pub async fn everything(
    services: &Services,
    transaction: &mut Transaction,
    here: Seat,
    kept: &KeptRows,
) -> Result<Vec<(Seat, Check)>, StoreError> {
    let person = here.person;
    let mut first = Transaction::default();
    let mut ended = Vec::new();
    first.delete(Table::Profile, person_key(person));
    first.delete(Table::Aside, aside_key(Table::Profile, &person_key(person)));
    for (table, found) in &kept.0 {
        // No group migrates while the turn is taken, but one may have since the row was found.
        let key = services.migrations.key(*table, found);
        if let (Table::Conversation, Some(seat)) = (table, seat_of(&key).filter(|seat| *seat != here)) {
            // As it stands now: it may have gone on since it was found.
            ended.extend(services.conversation(&key).await?.checks.iter().map(|check| (seat, check.clone())));
        }
        first.delete(*table, key);
    }
    // Whatever waits for their private chat lies together.
    let private = i64::try_from(person.0).map(|id| chat_prefix(ChatId(id)));
    if let Ok(prefix) = private {
        let mut pages = Pages::starting_with(services.store.as_ref(), Table::Outbox, prefix);
        while let Some(page) = pages.next().await? {
            for (key, _) in page {
                first.delete(Table::Outbox, key);
            }
        }
    }
    let mut jobs = Pages::starting_with(services.store.as_ref(), Table::Job, owner_prefix(person).to_vec());
    while let Some(page) = jobs.next().await? {
        for (key, _) in page {
            first.delete(Table::Job, key);
        }
    }
    transaction.writes.splice(0..0, first.writes);
    services.note_erasure();
    Ok(ended)
}
