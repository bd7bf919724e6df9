//! The door: the roster as it stands, and how it changes.
//!
//! Owns: the one copy of the roster that every turn reads, its rows, the code of the first run.
//! Must not know: who is let in and why; the conversation decides that.
//!
//! A turn that may change the roster holds the door until its changes are safe and seen by all, so
//! that an invitation is used once and a removal counts for whatever comes next. Others only read.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use crate::dialogue::Draw;
use crate::domain::person::{Access, ChatId, PersonId};
use crate::domain::roster::{Change, Digest, Roster};
use crate::ports::{Batch, Store, StoreError, Table};

use super::rows::{Illegible, Row, all, chat_of, chat_prefix, person_key, person_of, stored};
use super::token::{draw_first_run, first_run_digest};

/// Wrong tries after which the code of the first run is void: a new start draws another.
const MOST_GUESSES: usize = 20;
/// People and groups that were told no; beyond it they are forgotten and told once more.
const MOST_TOLD: usize = 4_096;

/// The door.
pub struct Door {
    roster: RwLock<Arc<Roster>>,
    gate: tokio::sync::Mutex<()>,
    told: Mutex<HashSet<(ChatId, Option<PersonId>)>>,
    first_run: Mutex<Option<FirstRun>>,
    /// Whether a row of a member cannot be understood: there may be an owner behind it.
    in_doubt: bool,
}

/// The code that makes its sender the owner.
struct FirstRun {
    digest: Digest,
    guesses: usize,
}

impl Door {
    /// The door as the configuration and the last run left it, and the rows of it that cannot be
    /// understood: they are left alone and let nobody in.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be told who may use the bot.
    pub fn load(access: &Access, store: &dyn Store) -> Result<(Self, Vec<Illegible>), StoreError> {
        let mut roster = Roster::new(access);
        let mut illegible = Vec::new();
        let mut take = |row: Result<Change, Illegible>| match row {
            Ok(change) => roster.apply(change),
            Err(row) => illegible.push(row),
        };
        rows(store, |key, member| Some(Change::Member(person_of(key)?, member)), &mut take)?;
        rows(store, |key, group| Some(Change::Group(chat_of(key)?, Some(group))), &mut take)?;
        rows(store, |key, invite| Some(Change::Invite(digest_of(key)?, Some(invite))), &mut take)?;
        rows(store, |key, pairing| Some(Change::Pairing(digest_of(key)?, Some(pairing))), &mut take)?;
        let door = Self {
            roster: RwLock::new(Arc::new(roster)),
            gate: tokio::sync::Mutex::default(),
            told: Mutex::default(),
            first_run: Mutex::default(),
            in_doubt: illegible.iter().any(|row| row.table == Table::Member),
        };
        Ok((door, illegible))
    }

    /// The roster as it stands.
    #[must_use]
    pub fn roster(&self) -> Arc<Roster> {
        Arc::clone(&self.roster.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps everybody else from changing the roster.
    pub async fn hold(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.gate.lock().await
    }

    /// Lets everybody see changes whose rows are safe.
    pub fn apply(&self, changes: &[Change]) {
        if !changes.is_empty() {
            let mut roster = self.roster.write().unwrap_or_else(PoisonError::into_inner);
            let next = Arc::make_mut(&mut roster);
            changes.iter().cloned().for_each(|change| next.apply(change));
        }
    }

    /// A group has a new id; its row is moved with the others.
    pub fn moved(&self, from: ChatId, to: ChatId) {
        let mut roster = self.roster.write().unwrap_or_else(PoisonError::into_inner);
        Arc::make_mut(&mut roster).moved(from, to);
    }

    /// Whether this is the first no to a group, or to a person in it.
    pub fn tells_once(&self, chat: ChatId, person: Option<PersonId>) -> bool {
        let mut told = lock(&self.told);
        if told.len() >= MOST_TOLD {
            told.clear();
        }
        told.insert((chat, person))
    }

    /// Draws the code of the first run, when nobody owns the bot and not everybody may use it.
    /// It is good until it is used, guessed at too often, or the process ends.
    ///
    /// None is drawn while a member's row cannot be understood: it may be the owner's, and whoever has
    /// the code takes the bot.
    #[must_use]
    pub fn first_run(&self) -> Option<String> {
        let roster = self.roster();
        if roster.is_open() || roster.is_owned() {
            return None;
        }
        if self.in_doubt {
            log::error!(
                "a member's row cannot be understood and nobody else owns the bot: name an owner by CEKTAGIHAN_OWNERS, \
                 or restore a backup"
            );
            return None;
        }
        let Draw { secret, digest } = draw_first_run();
        *lock(&self.first_run) = Some(FirstRun { digest, guesses: 0 });
        Some(secret)
    }

    /// Whether the bot waits for its first owner.
    #[must_use]
    pub fn waits_for_owner(&self) -> bool {
        lock(&self.first_run).is_some() && !self.roster().is_owned()
    }

    /// Whether a text is the code of the first run. What looks like one and is none is a guess.
    #[must_use]
    pub fn opens_first_run(&self, text: &str) -> bool {
        let Some(typed) = first_run_digest(text) else {
            return false;
        };
        let mut held = lock(&self.first_run);
        let Some(code) = held.as_mut() else {
            return false;
        };
        if code.digest == typed {
            return true;
        }
        code.guesses += 1;
        if code.guesses >= MOST_GUESSES {
            *held = None;
            log::warn!("the code of the first run was guessed at too often and is void; restart for another");
        }
        false
    }
}

/// Adds the rows of changes to a batch.
pub fn write(batch: &mut Batch, changes: &[Change]) {
    for change in changes {
        match change {
            Change::Member(person, member) => batch.put(Table::Member, person_key(*person), stored(member)),
            Change::Group(chat, group) => put(batch, Table::Group, chat_prefix(*chat), group.as_ref()),
            Change::Invite(digest, invite) => put(batch, Table::Invite, digest.0.to_vec(), invite.as_ref()),
            Change::Pairing(digest, pairing) => put(batch, Table::Pairing, digest.0.to_vec(), pairing.as_ref()),
        }
    }
}

fn put<T: Row>(batch: &mut Batch, table: Table, key: Vec<u8>, row: Option<&T>) {
    match row {
        Some(row) => batch.put(table, key, stored(row)),
        None => batch.delete(table, key),
    }
}

/// Every row of a table: what it says of the roster, or itself when it cannot be understood.
fn rows<T: Row>(
    store: &dyn Store,
    read: impl Fn(&[u8], T) -> Option<Change>,
    take: &mut impl FnMut(Result<Change, Illegible>),
) -> Result<(), StoreError> {
    let changes = all(store)?.into_iter().filter_map(|(key, row)| match row {
        Ok(row) => read(&key, row).map(Ok),
        Err(illegible) => Some(Err(illegible)),
    });
    changes.for_each(take);
    Ok(())
}

fn digest_of(key: &[u8]) -> Option<Digest> {
    key.try_into().ok().map(Digest)
}

fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
