//! A data folder on which another bot ran before.
//!
//! Owns: what becomes of that bot's work in progress. Must not know: what it was.
//!
//! What was said to another bot is not this one's to answer: most of those people never opened it, and the
//! numbers of messages, which answers, edits and deletions go by, are every bot's own in private chats.
//! So updates that wait, messages owed, conversations and what shows which check end with the bot they
//! belong to. People, groups and habits stay: they are the operator's, whatever the bot is called. The same bot
//! at another server is the same bot.

use crate::ports::{Pages, StoreError, Table, Transaction};

use super::startup::who_are_we;
use crate::bot::inbox::former_bot;
use crate::bot::rows::{meta, stored};
use crate::bot::serve_error::ServeError;
use crate::bot::services::{Services, Unread};

/// What fails at the start where it cannot be had.
const THEIRS: &str = "what another bot had under way";

/// What is of no use to another bot.
const IN_PROGRESS: [Table; 4] = [Table::Inbox, Table::Outbox, Table::Conversation, Table::Slot];

/// Leaves behind what another bot had under way, once Telegram says that this is another: a token
/// with a slip of the pen costs nobody anything.
///
/// # Errors
/// When the store fails, or Telegram refuses the token.
pub(crate) async fn leave_behind(services: &Services) -> Result<(), ServeError> {
    let former = former_bot(services).await.map_err(Unread::of("which bot ran here before"))?;
    let (Some(bot), Some(former)) = (services.api.origin().bot, former) else { return Ok(()) };
    if bot == former {
        return Ok(());
    }
    let me = who_are_we(services).await?;
    if me.id == former {
        return Ok(());
    }
    let mut transaction = Transaction::default();
    let rows = drop_work(services, &mut transaction).await.map_err(Unread::of(THEIRS))?;
    transaction.put(Table::Meta, meta::ME.to_vec(), stored(&me));
    services.store.commit(transaction).await.map_err(Unread::of(THEIRS))?;
    log::warn!(rows; "another bot ran on this data folder; what it had under way is dropped");
    services.learn(me);
    Ok(())
}

async fn drop_work(services: &Services, transaction: &mut Transaction) -> Result<usize, StoreError> {
    for table in IN_PROGRESS {
        let mut pages = Pages::of(services.store.as_ref(), table);
        while let Some(page) = pages.next().await? {
            for (key, _) in page {
                transaction.delete(table, key);
            }
        }
    }
    Ok(transaction.writes.len())
}
