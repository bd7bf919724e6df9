//! What a turn changed in a conversation.

use std::sync::Arc;

use crate::dialogue::{Check, Conversation};
use crate::ports::{Key, Table, Transaction};

use crate::bot::rows::cache::RowCache;
use crate::bot::services::stored;

/// Checks that are new, and checks that are gone. A check that asks something else under the same
/// name is both.
pub(super) fn difference(before: &Conversation, next: &Conversation) -> (Vec<Check>, Vec<Check>) {
    let beyond = |of: &Conversation, known: &Conversation| {
        of.checks.iter().filter(|check| !known.checks.iter().any(|known| known.is_same(check))).cloned().collect()
    };
    (beyond(next, before), beyond(before, next))
}

/// Home is the absence of a row.
pub(super) fn keep(
    transaction: &mut Transaction,
    known: &RowCache<Conversation>,
    key: Key,
    before: &Conversation,
    next: Conversation,
) {
    if next.is_idle() {
        if !before.is_idle() {
            transaction.delete(Table::Conversation, key);
        }
    } else if next != *before {
        let bytes = stored(&next);
        known.note(&key, &bytes, Arc::new(next));
        transaction.put(Table::Conversation, key, bytes);
    }
}
