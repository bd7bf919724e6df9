//! The door: the roster as it stands, and how it changes.
//!
//! Owns: the one copy of the roster that every turn reads, its rows, the code of the first run.
//! Must not know: who is let in and why; the conversation decides that.
//!
//! A turn that may change the roster holds the door until its changes are safe and seen by all, so
//! that an invitation is used once and a removal counts for whatever comes next. Others only read.

pub mod secrets;

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use chrono::{DateTime, Utc};

use crate::dialogue::Draw;
use crate::domain::person::{Access, ChatId, PersonId};
use crate::domain::roster::{Change, Digest, Member, Roster};
use crate::ports::{Decision, Key, Merge, Pages, Recovery, RecoveryChange, Store, StoreError, Table, Transaction};

use super::hourly::HourlyQuota;
use super::rows::{Illegible, Row, all, chat_of, chat_prefix, person_key, person_of, stored};
use secrets::{draw_first_run, first_run_digest};

/// Guesses an hour at the code of the first run that are looked at, of each person. The code has 59 bits: a whole
/// crowd finds it in no lifetime, and nobody's guesses void it for others.
const GUESSES: usize = 20;
/// People and groups that were told no; beyond it they are forgotten and told once more.
const MOST_TOLD: usize = 4_096;

/// The door.
pub struct SharedRoster {
    roster: RwLock<Arc<Roster>>,
    gate: tokio::sync::Mutex<()>,
    told: Mutex<HashSet<(ChatId, Option<PersonId>)>>,
    first_run: Mutex<Option<Digest>>,
    guesses: HourlyQuota,
    /// Words to those who are not let in and ask again and again.
    words: HourlyQuota,
    /// Whether a row of a member cannot be understood: there may be an owner behind it.
    in_doubt: bool,
}

/// Words an hour to one person who is not let in.
const WORDS: usize = 5;

impl SharedRoster {
    /// The door as the configuration and the last run left it, and the rows of it that cannot be
    /// understood: they are left alone and let nobody in, and whoever such a row is about was put out, as far as
    /// anybody knows now.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be told who may use the bot.
    pub async fn load(
        access: &Access,
        store: &dyn Store,
        now: DateTime<Utc>,
    ) -> Result<(Self, Vec<Illegible>), StoreError> {
        let mut roster = Roster::new(access);
        let mut illegible = Vec::new();
        let mut take = |row: Result<Change, Illegible>| match row {
            Ok(change) => roster.apply(change),
            Err(row) => {
                if let Some(person) = person_of(&row.key).filter(|_| row.table == Table::Member) {
                    roster.apply(Change::Member(person, Member::unreadable(now)));
                }
                illegible.push(row);
            }
        };
        rows(store, |key, member| Some(Change::Member(person_of(key)?, member)), &mut take).await?;
        rows(store, |key, group| Some(Change::Group(chat_of(key)?, Some(group))), &mut take).await?;
        rows(store, |key, invite| Some(Change::Invite(digest_of(key)?, Some(invite))), &mut take).await?;
        rows(store, |key, pairing| Some(Change::Pairing(digest_of(key)?, Some(pairing))), &mut take).await?;
        if let Some(recovery) = recovery(store, now).await? {
            let people = recovery.keys(Table::Member).filter_map(person_of);
            roster.recovered(recovery.made, people, recovery.keys(Table::Group).filter_map(chat_of));
        }
        let roster = Self {
            roster: RwLock::new(Arc::new(roster)),
            gate: tokio::sync::Mutex::default(),
            told: Mutex::default(),
            first_run: Mutex::default(),
            guesses: HourlyQuota::new(GUESSES),
            words: HourlyQuota::new(WORDS),
            in_doubt: illegible.iter().any(|row| row.table == Table::Member),
        };
        Ok((roster, illegible))
    }

    /// The roster as it stands.
    #[must_use]
    pub fn current(&self) -> Arc<Roster> {
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

    /// Whether one more word is due to somebody who is not let in.
    pub fn has_a_word(&self, person: PersonId, now: DateTime<Utc>) -> bool {
        self.words.give(person, now)
    }

    /// Draws the code of the first run, when nobody owns the bot and not everybody may use it.
    /// It is good until it is used or the process ends.
    ///
    /// None is drawn while a member's row cannot be understood: it may be the owner's, and whoever has
    /// the code takes the bot.
    #[must_use]
    pub fn first_run(&self) -> Option<String> {
        let roster = self.current();
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
        *lock(&self.first_run) = Some(digest);
        Some(secret)
    }

    /// Whether the bot waits for its first owner.
    #[must_use]
    pub fn waits_for_owner(&self) -> bool {
        lock(&self.first_run).is_some() && !self.current().is_owned()
    }

    /// Whether a person's text is the code of the first run. What looks like one and is none is a guess of theirs.
    #[must_use]
    pub fn opens_first_run(&self, person: PersonId, text: &str, now: DateTime<Utc>) -> bool {
        first_run_digest(text)
            .is_some_and(|typed| self.guesses.give(person, now) && *lock(&self.first_run) == Some(typed))
    }
}

/// Adds the rows of changes to a transaction.
pub fn write(transaction: &mut Transaction, changes: &[Change]) {
    for change in changes {
        match change {
            Change::Member(person, member) => {
                transaction.put(Table::Member, person_key(*person), stored(member));
                settle(transaction, Table::Member, person_key(*person));
            }
            Change::Group(chat, group) => {
                put(transaction, Table::Group, chat_prefix(*chat), group.as_ref());
                settle(transaction, Table::Group, chat_prefix(*chat));
            }
            Change::Confirmed => transaction.delete(Table::Meta, Recovery::KEY.to_vec()),
            Change::Invite(digest, invite) => put(transaction, Table::Invite, digest.0.to_vec(), invite.as_ref()),
            Change::Pairing(digest, pairing) => put(transaction, Table::Pairing, digest.0.to_vec(), pairing.as_ref()),
        }
    }
}

/// What must outlive a lost store: who is let in and put out, which groups are open and closed.
#[must_use]
pub fn decisions(changes: &[Change]) -> Vec<Decision> {
    let decision = |change: &Change| match change {
        Change::Member(person, member) => {
            Some(Decision { table: Table::Member, key: person_key(*person), value: Some(stored(member)) })
        }
        Change::Group(chat, group) => {
            Some(Decision { table: Table::Group, key: chat_prefix(*chat), value: group.as_ref().map(stored) })
        }
        Change::Invite(..) | Change::Pairing(..) | Change::Confirmed => None,
    };
    changes.iter().filter_map(decision).collect()
}

/// A group that waits for an owner's word waits on in its new place.
pub fn wait_on(transaction: &mut Transaction, from: ChatId, to: ChatId) {
    change_recovery(transaction, RecoveryChange::Moved(Table::Group, chat_prefix(from), chat_prefix(to)));
}

/// Whoever was decided about anew waits no more.
fn settle(transaction: &mut Transaction, table: Table, key: Key) {
    change_recovery(transaction, RecoveryChange::Settled(table, key));
}

fn change_recovery(transaction: &mut Transaction, change: RecoveryChange) {
    transaction.merge(Table::Meta, Recovery::KEY.to_vec(), Merge::ChangeRecovery(change));
}

/// What came back from an old copy. Where it is written down and cannot be understood, all of it may have.
async fn recovery(store: &dyn Store, now: DateTime<Utc>) -> Result<Option<Recovery>, StoreError> {
    let Some(row) = store.get(Table::Meta, Recovery::KEY).await? else { return Ok(None) };
    if let Ok(known) = Recovery::read(&row) {
        return Ok(Some(known));
    }
    log::error!("which rows came back from an export cannot be understood: all wait for an owner");
    let mut all = Vec::new();
    for table in [Table::Member, Table::Group] {
        let mut pages = Pages::of(store, table);
        while let Some(page) = pages.next().await? {
            all.extend(page.into_iter().map(|(key, _)| (table as u8, key)));
        }
    }
    Ok(Some(Recovery { made: now, rows: all }))
}

fn put<T: Row>(transaction: &mut Transaction, table: Table, key: Vec<u8>, row: Option<&T>) {
    match row {
        Some(row) => transaction.put(table, key, stored(row)),
        None => transaction.delete(table, key),
    }
}

/// Every row of a table: what it says of the roster, or itself when it cannot be understood.
async fn rows<T: Row>(
    store: &dyn Store,
    read: impl Fn(&[u8], T) -> Option<Change>,
    take: &mut impl FnMut(Result<Change, Illegible>),
) -> Result<(), StoreError> {
    let changes = all(store).await?.into_iter().filter_map(|(key, row)| match row {
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
