//! A group becomes a supergroup: its id changes, nothing else does.

use crate::domain::person::ChatId;
use crate::ports::{Batch, Store, StoreError, Table};

use super::desk::{Desk, stored};
use super::rows::chat_prefix;

/// Tables whose keys start with a chat.
const BY_CHAT: [Table; 4] = [Table::Conversation, Table::Outbox, Table::Slot, Table::Group];

/// Takes everything of a group to its new id, in one transaction. Doing it twice is harmless:
/// Telegram tells both the old and the new group.
///
/// # Errors
/// [`StoreError`] when nothing was moved.
pub async fn move_group(desk: &Desk, from: ChatId, to: ChatId) -> Result<(), StoreError> {
    if from == to || desk.whereabouts(from) == desk.whereabouts(to) {
        return Ok(());
    }
    let alone = desk.moving().await;
    // Batches are written in the order they were handed over: once this row is there, so is
    // everything that was struck off before, and nothing gone is taken along.
    let mut first = Batch::default();
    first.put(Table::Moved, chat_prefix(from), stored(&(from, to)));
    desk.store.commit(first).await?;
    let mut batch = Batch::default();
    for table in BY_CHAT {
        take_along(desk.store.as_ref(), &mut batch, table, from, to)?;
    }
    desk.store.commit(batch).await?;
    desk.note_move(from, to);
    desk.door.moved(from, to);
    drop(alone);
    log::info!("a group became a supergroup and kept its conversations");
    Ok(())
}

fn take_along(store: &dyn Store, batch: &mut Batch, table: Table, from: ChatId, to: ChatId) -> Result<(), StoreError> {
    let (old, new) = (chat_prefix(from), chat_prefix(to));
    for (key, value) in store.scan(table, &old, usize::MAX)? {
        let mut moved = new.clone();
        moved.extend(&key[old.len()..]);
        batch.put(table, moved, value);
        batch.delete(table, key);
    }
    Ok(())
}
