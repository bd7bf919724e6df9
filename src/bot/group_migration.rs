//! A group becomes a supergroup: its id changes, nothing else does.

use crate::dialogue::Conversation;
use crate::domain::person::ChatId;
use crate::ports::{Store, StoreError, Table, Transaction};

use super::roster;
use super::rows::{chat_prefix, read, stored};
use super::services::Services;

/// Takes everything of a group to its new id, in one transaction. Doing it twice is harmless:
/// Telegram tells both the old and the new group.
///
/// # Errors
/// [`StoreError`] when nothing was moved.
pub async fn move_group(services: &Services, from: ChatId, to: ChatId) -> Result<(), StoreError> {
    if from == to || services.whereabouts(from) == services.whereabouts(to) {
        return Ok(());
    }
    let alone = services.moving().await;
    // Transactions are written in the order they were handed over: once this one is, so is everything
    // that was struck off before, and nothing gone is taken along.
    services.store.commit(Transaction::default()).await?;
    let mut transaction = Transaction::default();
    transaction.put(Table::Moved, chat_prefix(from), stored(&(from, to)));
    let store = services.store.as_ref();
    take_along(store, &mut transaction, Table::Conversation, from, to, joined)?;
    take_along(store, &mut transaction, Table::Outbox, from, to, |owed, _| owed)?;
    take_along(store, &mut transaction, Table::Group, from, to, |group, _| group)?;
    roster::wait_on(&mut transaction, from, to);
    // Messages are numbered anew in the new group: what stood under an old number is another's there.
    for (key, _) in store.scan(Table::Slot, &chat_prefix(from), usize::MAX)? {
        transaction.delete(Table::Slot, key);
    }
    services.store.commit(transaction).await?;
    services.note_move(from, to);
    services.roster.moved(from, to);
    drop(alone);
    log::info!("a group became a supergroup and kept its conversations");
    Ok(())
}

fn take_along(
    store: &dyn Store,
    transaction: &mut Transaction,
    table: Table,
    from: ChatId,
    to: ChatId,
    change: impl Fn(Vec<u8>, Option<Vec<u8>>) -> Vec<u8>,
) -> Result<(), StoreError> {
    let (old, new) = (chat_prefix(from), chat_prefix(to));
    for (key, value) in store.scan(table, &old, usize::MAX)? {
        let mut moved = new.clone();
        moved.extend(&key[old.len()..]);
        let there = store.get(table, &moved)?;
        transaction.put(table, moved, change(value, there));
        transaction.delete(table, key);
    }
    Ok(())
}

/// What becomes of a conversation: its answers quote no message of the old group, and its checks have names of
/// their own. Somebody may have begun another in the new group before we heard of it: that one goes on, and
/// what was asked in the old one is answered all the same.
fn joined(from: Vec<u8>, there: Option<Vec<u8>>) -> Vec<u8> {
    // One that cannot be understood is told of when somebody talks there.
    let Ok(mut conversation) = read::<Conversation>(&from) else { return there.unwrap_or(from) };
    for check in &mut conversation.checks {
        (check.quote, check.id) = (None, check.id.before_migration());
    }
    if let Some(mut begun) = there.and_then(|row| read::<Conversation>(&row).ok()) {
        begun.checks.append(&mut conversation.checks);
        conversation = begun;
    }
    stored(&conversation)
}
