//! What came back from an old copy and waits for an owner's word.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::domain::person::{ChatId, PersonId};

/// Members and groups of an old copy. Until an owner says so, none of them counts: they may have been put out or
/// closed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Of when the copy is.
    pub made: DateTime<Utc>,
    /// Who waits.
    pub people: BTreeSet<PersonId>,
    /// Which groups wait.
    pub groups: BTreeSet<ChatId>,
}

impl Waiting {
    /// The same once a person was decided about anew; `None` when nobody else waits.
    pub(super) fn without_person(mut self, person: PersonId) -> Option<Self> {
        let was_there = self.people.remove(&person);
        self.unless_over(was_there)
    }

    /// The same once a group was decided about anew; `None` when nobody else waits.
    pub(super) fn without_group(mut self, chat: ChatId) -> Option<Self> {
        let was_there = self.groups.remove(&chat);
        self.unless_over(was_there)
    }

    /// A word about a copy in which nobody had to wait stays until it was read.
    fn unless_over(self, changed: bool) -> Option<Self> {
        (!changed || !self.people.is_empty() || !self.groups.is_empty()).then_some(self)
    }

    /// The same once a group has a new id.
    pub(super) fn moved(&mut self, from: ChatId, to: ChatId) {
        if self.groups.remove(&from) {
            self.groups.insert(to);
        }
    }
}
