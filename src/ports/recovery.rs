//! What the store tells its owner after it was lost: which rows came back from an older copy and are not to be
//! believed before somebody has looked at them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::envelope::{self, Unreadable};
use super::{Key, Table};

/// The store was lost and came back from an older copy. Stands in [`Table::Meta`] until its owner takes it away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// Of when the copy is.
    #[serde(rename = "made")]
    pub made: DateTime<Utc>,
    /// The rows that wait for consent, by the number of their table and their key.
    #[serde(rename = "rows")]
    pub rows: Vec<(u8, Key)>,
}

impl Recovery {
    /// Where it stands in [`Table::Meta`].
    pub const KEY: &[u8] = b"recovered";
    const VERSION: u8 = Table::Meta.version();

    /// As it is stored.
    ///
    /// # Panics
    /// Never: it has a JSON form.
    #[must_use]
    pub fn written(&self) -> Vec<u8> {
        envelope::encode(Self::VERSION, self)
    }

    /// As it was stored.
    ///
    /// # Errors
    /// [`Unreadable`]; such a row is there, and not to be taken for none.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        envelope::decode(Self::VERSION, bytes)
    }

    /// The keys of a table's rows that wait.
    pub fn keys(&self, table: Table) -> impl Iterator<Item = &[u8]> {
        self.rows.iter().filter(move |(number, _)| *number == table as u8).map(|(_, key)| key.as_slice())
    }

    /// The same once a row was decided about anew; `None` when it was the last.
    #[must_use]
    pub fn without(mut self, table: Table, key: &[u8]) -> Option<Self> {
        let before = self.rows.len();
        self.rows.retain(|(number, waiting)| *number != table as u8 || waiting != key);
        (self.rows.len() == before || !self.rows.is_empty()).then_some(self)
    }

    /// The same once a row has another key.
    #[must_use]
    pub fn moved(mut self, table: Table, from: &[u8], to: &[u8]) -> Self {
        for (number, key) in &mut self.rows {
            if *number == table as u8 && key == from {
                *key = to.to_vec();
            }
        }
        self
    }
}

/// How what waits changes.
#[derive(Clone, PartialEq, Eq)]
pub enum RecoveryChange {
    /// A row was decided about anew; the last one takes the whole word away.
    Settled(Table, Key),
    /// A row has another key: the first was replaced by the second.
    Moved(Table, Key, Key),
}

impl RecoveryChange {
    /// What is left to wait; `None` when nothing is.
    #[must_use]
    pub fn apply(&self, recovery: Recovery) -> Option<Recovery> {
        match self {
            Self::Settled(table, key) => recovery.without(*table, key),
            Self::Moved(table, from, to) => Some(recovery.moved(*table, from, to)),
        }
    }
}

/// A row as somebody decided it: it outlives a store that is lost. Without a value it is gone.
#[derive(Clone, PartialEq, Eq)]
pub struct Decision {
    /// The row's table.
    pub table: Table,
    /// Its key.
    pub key: Key,
    /// What it became.
    pub value: Option<Vec<u8>>,
}

/// Whom it is about is nobody's business.
impl std::fmt::Debug for Decision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decision").field("table", &self.table).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_settled_row_by_row_and_a_word_about_nothing_stays() {
        let rows = vec![(Table::Member as u8, vec![1]), (Table::Group as u8, vec![1])];
        let waiting = Recovery { made: DateTime::UNIX_EPOCH, rows };
        assert_eq!(Recovery::read(&waiting.written()), Ok(waiting.clone()));
        let waiting = waiting.without(Table::Member, &[2]).unwrap().without(Table::Member, &[1]).unwrap();
        let waiting = waiting.moved(Table::Group, &[1], &[3]);
        assert_eq!(waiting.keys(Table::Group).collect::<Vec<_>>(), [[3]]);
        assert_eq!(waiting.without(Table::Group, &[3]), None);
        let told_only = Recovery { made: DateTime::UNIX_EPOCH, rows: Vec::new() };
        assert_eq!(told_only.clone().without(Table::Group, &[3]), Some(told_only));
    }
}
