//! Erasing what is kept of a person, in every chat.
//!
//! Updates of theirs that wait are left: they are gone once they are dealt with, within moments.

use crate::dialogue::{Check, Conversation};
use crate::domain::person::{ChatId, PersonId, Seat};
use crate::ports::{Batch, StoreError, Table};

use super::desk::Desk;
use super::rows::{Owed, Target, Ticket, What, aside_key, chat_prefix, person_key, read, seat_of, slot_person};

/// Has a batch begin with the removal of everything that is kept of a person, and the courier drop
/// what it was about to deliver to them. What the turn itself keeps, its messages among it, stays.
/// Tells which checks end by it in other conversations than that of the turn.
///
/// # Errors
/// When the store cannot be read.
pub fn everything(desk: &Desk, batch: &mut Batch, here: Seat) -> Result<Vec<(Seat, Check)>, StoreError> {
    let person = here.person;
    let mut first = Batch::default();
    let mut ended = Vec::new();
    first.delete(Table::Profile, person_key(person));
    first.delete(Table::Aside, aside_key(Table::Profile, &person_key(person)));
    for (key, value) in desk.store.scan(Table::Conversation, &[], usize::MAX)? {
        let Some(seat) = seat_of(&key).filter(|seat| seat.person == person) else { continue };
        let elsewhere = read::<Conversation>(&value).ok().filter(|_| seat != here);
        ended.extend(elsewhere.unwrap_or_default().checks.into_iter().map(|check| (seat, check)));
        first.delete(Table::Conversation, key);
    }
    remove(desk, &mut first, Table::Slot, |key, _| slot_person(key) == Some(person))?;
    remove(desk, &mut first, Table::Ticket, |_, value| {
        read::<Ticket>(value).is_ok_and(|ticket| ticket.owner == person)
    })?;
    remove(desk, &mut first, Table::Outbox, |key, value| is_owed_to(person, key, value))?;
    batch.0.splice(0..0, first.0);
    desk.note_erasure();
    Ok(ended)
}

fn remove(
    desk: &Desk,
    batch: &mut Batch,
    table: Table,
    theirs: impl Fn(&[u8], &[u8]) -> bool,
) -> Result<(), StoreError> {
    for (key, value) in desk.store.scan(table, &[], usize::MAX)? {
        if theirs(&key, &value) {
            batch.delete(table, key);
        }
    }
    Ok(())
}

/// Everything in their private chat; elsewhere what answers them, also in rows that do not say whom they are for.
fn is_owed_to(person: PersonId, key: &[u8], value: &[u8]) -> bool {
    let private = i64::try_from(person.0).is_ok_and(|id| key.starts_with(&chat_prefix(ChatId(id))));
    private
        || read::<Owed>(value).is_ok_and(|owed| match (owed.asker, owed.what) {
            (Some(asker), _) => asker.person == person,
            (None, What::Say { target: Target::Check(asker, _), .. }) => asker == person,
            (None, What::Say { .. } | What::Delete(_)) => false,
        })
}
