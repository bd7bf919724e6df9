//! Reading rows: what is there, what is not, and what cannot be told.
//!
//! A read that fails is an error of whoever asked, never the absence of a row: a turn is taken again, a
//! start ends. A row that is there and cannot be understood reads as none where people have a home screen
//! to go on from, and the owners are told of it.

use std::sync::Arc;

use crate::dialogue::Conversation;
use crate::domain::language::Language;
use crate::domain::person::PersonId;
use crate::domain::profile::Profile;
use crate::ports::envelope::Unreadable;
use crate::ports::{Alarm as _, Cause, Merge, Range, StoreError, Table, Transaction};

use super::Services;
use crate::bot::rows::{Illegible, Row, aside_key, person_key, read};

impl Services {
    /// A row's value, if there is one that can be understood.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be told whether there is one.
    pub async fn read<T: Row>(&self, key: &[u8]) -> Result<Option<T>, StoreError> {
        let bytes = self.bytes(T::TABLE, key).await?;
        Ok(bytes.and_then(|bytes| self.understood(T::TABLE, key, &bytes, read(&bytes))))
    }

    /// A conversation by its key; home when there is none.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be told whether there is one.
    pub async fn conversation(&self, key: &[u8]) -> Result<Arc<Conversation>, StoreError> {
        let Some(bytes) = self.bytes(Table::Conversation, key).await? else { return Ok(Arc::default()) };
        let known = self.conversations.read(key, &bytes);
        Ok(self.understood(Table::Conversation, key, &bytes, known).unwrap_or_default())
    }

    /// What is remembered of a person, if anything is.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be told whether anything is.
    pub async fn profile(&self, person: PersonId) -> Result<Option<Arc<Profile>>, StoreError> {
        let key = person_key(person);
        let Some(bytes) = self.bytes(Table::Profile, &key).await? else { return Ok(None) };
        let known = self.profiles.read(&key, &bytes);
        Ok(self.understood(Table::Profile, &key, &bytes, known))
    }

    /// The language to speak with a person. While rows cannot be read it is the one spoken last, as far as
    /// that is known: words about the store's trouble must not wait for the store.
    pub async fn language(&self, person: PersonId) -> Language {
        let profile = self.profile(person).await.unwrap_or_else(|_| self.profiles.last(&person_key(person)));
        profile.map_or_else(Language::default, |profile| profile.language())
    }

    /// Whether something is or was kept of a person who may be a stranger.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be told.
    pub async fn knows(&self, person: PersonId) -> Result<bool, StoreError> {
        Ok(self.roster.current().member(person).is_some() || self.profile(person).await?.is_some())
    }

    /// Whether a row could not be read, and none was proved to be readable since.
    #[must_use]
    pub fn doubts_reads(&self) -> bool {
        self.failed.last().is_some()
    }

    /// Proves that rows can be read: by what could not be read last, else by any that is on the disk.
    ///
    /// # Errors
    /// [`StoreError`]: they cannot.
    pub async fn prove_reads(&self) -> Result<(), StoreError> {
        if let Some((table, key)) = self.failed.last() {
            self.store.get(table, &key).await?;
            self.failed.note(None);
        }
        // A single row may be served from memory; a scan always asks what lies on the disk.
        self.store.scan(Table::Meta, Range::all(1)).await.map(|_| ())
    }

    /// Tells the owners of a row that cannot be understood, and keeps a copy where a person would miss it:
    /// transactions are written in order, so the copy is safe before anything is written over the row.
    pub fn note_illegible(&self, row: &Illegible) {
        let Illegible { table, key, value } = row;
        log::error!(table = table.name(); "a stored row cannot be understood");
        self.alerts.raise(Cause::RowUnreadable(*table), None);
        if table.is_set_aside() {
            let (mut transaction, value) = (Transaction::default(), value.clone());
            transaction.merge(Table::Aside, aside_key(*table, key), Merge::KeepFirst(value));
            // Nobody waits for it: it is written all the same, and before what comes after it.
            drop(self.store.commit(transaction));
        }
    }

    async fn bytes(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.store.get(table, key).await.inspect_err(|error| {
            log::error!(table = table.name(), error:%; "a row cannot be read");
            self.failed.note(Some((table, key.to_vec())));
        })
    }

    fn understood<T>(&self, table: Table, key: &[u8], bytes: &[u8], row: Result<T, Unreadable>) -> Option<T> {
        if row.is_err() {
            self.note_illegible(&Illegible { table, key: key.to_vec(), value: bytes.to_vec() });
        }
        row.ok()
    }
}
