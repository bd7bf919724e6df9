//! Who may use the bot when a demo begins: rows such as an owner's invitations leave behind.

use std::path::Path;
use std::sync::Arc;

use crate::bot::roster::{self, SharedRoster};
use crate::domain::person::Access;
use crate::domain::roster::{Change, Group, Member};
use crate::ports::{Clock, Store, Transaction};
use crate::sandbox::Stage;
use crate::store::{KeyFile, SledStore, Vault};

/// Lets the stage's people in and opens its groups, once: whoever is put out later stays out when the demo goes on.
///
/// # Errors
/// When the data folder cannot be read or written.
pub(super) async fn let_in(stage: &Stage, data: &Path, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    let key = KeyFile::at(None, data);
    let vault = Vault::open(data, SledStore::LOCK_WAIT, &key, Arc::clone(&clock)).await?;
    let done = write(stage, vault.rows().as_ref(), clock.as_ref()).await;
    tokio::task::spawn_blocking(move || vault.close()).await?;
    done
}

async fn write(stage: &Stage, store: &dyn Store, clock: &dyn Clock) -> anyhow::Result<()> {
    let (roster, _) = SharedRoster::load(&Access::default(), store, clock.now()).await?;
    let roster = roster.current();
    if stage.let_in().any(|(person, ..)| roster.member(person).is_some()) {
        return Ok(());
    }
    let mut transaction = Transaction::default();
    roster::write(&mut transaction, &changes(stage, clock));
    Ok(store.commit(transaction).await?)
}

fn changes(stage: &Stage, clock: &dyn Clock) -> Vec<Change> {
    let (since, by) = (clock.now(), stage.owners().next());
    let members = stage.let_in().map(|(person, role, name)| {
        Change::Member(person, Member { role: Some(role), name: name.to_owned(), since, by })
    });
    let groups = stage.groups().filter_map(|(chat, title)| {
        Some(Change::Group(chat, Some(Group { role: None, since, by: by?, title: title.to_owned() })))
    });
    members.chain(groups).collect()
}
