//! The door: the roster as it stands, and how it changes.
//!
//! Owns: the one copy of the roster that every turn reads, its rows, the code of the first run.
//! Must not know: who is let in and why; the conversation decides that.
//!
//! A turn that may change the roster holds the door until its changes are safe and seen by all, so
//! that an invitation is used once and a removal counts for whatever comes next. Others only read.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;

use crate::dialogue::Draw;
use crate::domain::person::{Access, ChatId, PersonId};
use crate::domain::roster::{Change, Digest, Member, Roster};
use crate::ports::{Batch, Decision, Key, Recovery, Store, Table, envelope};

use super::desk::{VERSION, stored};
use super::rows::{chat_of, chat_prefix, person_key, person_of};
use super::scarce::Scarce;
use super::token::{draw_first_run, first_run_digest};

/// Guesses an hour at the code of the first run that are looked at, of each person. The code has 59 bits: a whole
/// crowd finds it in no lifetime, and nobody's guesses void it for others.
const GUESSES: usize = 20;
/// People and groups that were told no; beyond it they are forgotten and told once more.
const MOST_TOLD: usize = 4_096;

/// The door.
pub struct Door {
    roster: RwLock<Arc<Roster>>,
    gate: tokio::sync::Mutex<()>,
    told: Mutex<HashSet<(ChatId, Option<PersonId>)>>,
    first_run: Mutex<Option<Digest>>,
    guesses: Scarce,
    /// Words to those who are not let in and ask again and again.
    words: Scarce,
}

/// Words an hour to one person who is not let in.
const WORDS: usize = 5;

impl Door {
    /// The door as the configuration and the last run left it. Rows that cannot be read are left
    /// alone: they let nobody in, and whoever such a row is about was put out, as far as anybody knows now.
    #[must_use]
    pub fn new(access: &Access, store: &dyn Store, now: DateTime<Utc>) -> Self {
        let mut roster = Roster::new(access);
        let mut take = |change: Change| roster.apply(change);
        people(store).for_each(|person| take(Change::Member(person, Member::unreadable(now))));
        rows(store, Table::Member, |key, member| Some(Change::Member(person_of(key)?, member)), &mut take);
        rows(store, Table::Group, |key, group| Some(Change::Group(chat_of(key)?, Some(group))), &mut take);
        rows(store, Table::Invite, |key, invite| Some(Change::Invite(digest_of(key)?, Some(invite))), &mut take);
        rows(store, Table::Pairing, |key, pairing| Some(Change::Pairing(digest_of(key)?, Some(pairing))), &mut take);
        if let Some(recovery) = recovery(store, now) {
            let people = recovery.keys(Table::Member).filter_map(person_of);
            roster.recovered(recovery.made, people, recovery.keys(Table::Group).filter_map(chat_of));
        }
        Self {
            roster: RwLock::new(Arc::new(roster)),
            gate: tokio::sync::Mutex::default(),
            told: Mutex::default(),
            first_run: Mutex::default(),
            guesses: Scarce::new(GUESSES),
            words: Scarce::new(WORDS),
        }
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

    /// Whether one more word is due to somebody who is not let in.
    pub fn has_a_word(&self, person: PersonId, now: DateTime<Utc>) -> bool {
        self.words.give(person, now)
    }

    /// Draws the code of the first run, when nobody owns the bot and not everybody may use it.
    /// It is good until it is used or the process ends.
    #[must_use]
    pub fn first_run(&self) -> Option<String> {
        let roster = self.roster();
        if roster.is_open() || roster.is_owned() {
            return None;
        }
        let Draw { secret, digest } = draw_first_run();
        *lock(&self.first_run) = Some(digest);
        Some(secret)
    }

    /// Whether the bot waits for its first owner.
    #[must_use]
    pub fn waits_for_owner(&self) -> bool {
        lock(&self.first_run).is_some() && !self.roster().is_owned()
    }

    /// Whether a person's text is the code of the first run. What looks like one and is none is a guess of theirs.
    #[must_use]
    pub fn opens_first_run(&self, person: PersonId, text: &str, now: DateTime<Utc>) -> bool {
        first_run_digest(text)
            .is_some_and(|typed| self.guesses.give(person, now) && *lock(&self.first_run) == Some(typed))
    }
}

/// Adds the rows of changes to a batch.
pub fn write(batch: &mut Batch, changes: &[Change]) {
    for change in changes {
        match change {
            Change::Member(person, member) => {
                batch.put(Table::Member, person_key(*person), stored(member));
                settle(batch, Table::Member, person_key(*person));
            }
            Change::Group(chat, group) => {
                put(batch, Table::Group, chat_prefix(*chat), group.as_ref());
                settle(batch, Table::Group, chat_prefix(*chat));
            }
            Change::Confirmed => batch.delete(Table::Meta, Recovery::KEY.to_vec()),
            Change::Invite(digest, invite) => put(batch, Table::Invite, digest.0.to_vec(), invite.as_ref()),
            Change::Pairing(digest, pairing) => put(batch, Table::Pairing, digest.0.to_vec(), pairing.as_ref()),
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
pub fn wait_on(batch: &mut Batch, from: ChatId, to: ChatId) {
    change_recovery(batch, move |recovery| Some(recovery.moved(Table::Group, &chat_prefix(from), &chat_prefix(to))));
}

/// Whoever was decided about anew waits no more.
fn settle(batch: &mut Batch, table: Table, key: Key) {
    change_recovery(batch, move |recovery| recovery.without(table, &key));
}

fn change_recovery(batch: &mut Batch, change: impl Fn(Recovery) -> Option<Recovery> + Send + 'static) {
    batch.merge(Table::Meta, Recovery::KEY.to_vec(), move |value| {
        change(value.and_then(Recovery::read)?).map(|recovery| recovery.written())
    });
}

/// What came back from an old copy. Where it is written down and cannot be read, all of it may have.
fn recovery(store: &dyn Store, now: DateTime<Utc>) -> Option<Recovery> {
    let row = store.get(Table::Meta, Recovery::KEY).ok().flatten();
    let known = row.and_then(|row| Recovery::read(&row));
    if known.is_some() || is_certainly_absent(store) {
        return known;
    }
    log::error!("which rows came back from an export cannot be read: all wait for an owner");
    let all = [Table::Member, Table::Group].into_iter().flat_map(|table| {
        let keys = store.keys(table).unwrap_or_default();
        keys.into_iter().map(move |key| (table as u8, key))
    });
    Some(Recovery { made: now, rows: all.collect() })
}

fn is_certainly_absent(store: &dyn Store) -> bool {
    store.keys(Table::Meta).is_ok_and(|keys| keys.iter().all(|key| key != Recovery::KEY))
}

fn put<T: serde::Serialize>(batch: &mut Batch, table: Table, key: Vec<u8>, row: Option<&T>) {
    match row {
        Some(row) => batch.put(table, key, stored(row)),
        None => batch.delete(table, key),
    }
}

fn rows<T: DeserializeOwned>(
    store: &dyn Store,
    table: Table,
    read: impl Fn(&[u8], T) -> Option<Change>,
    take: &mut impl FnMut(Change),
) {
    match store.scan(table, &[], usize::MAX) {
        Ok(rows) => {
            let read = |(key, value): &(Vec<u8>, Vec<u8>)| read(key, envelope::decode(VERSION, value)?);
            rows.iter().filter_map(read).for_each(take);
        }
        Err(error) => log::error!(error:%; "who may use the bot cannot be read"),
    }
}

/// Everybody there is a row of, whether it can be read or not.
fn people(store: &dyn Store) -> impl Iterator<Item = PersonId> + use<> {
    let keys = store.keys(Table::Member).unwrap_or_else(|error| {
        log::error!(error:%; "who may use the bot cannot be read");
        Vec::new()
    });
    keys.into_iter().filter_map(|key| person_of(&key))
}

fn digest_of(key: &[u8]) -> Option<Digest> {
    key.try_into().ok().map(Digest)
}

fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
