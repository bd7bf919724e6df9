//! Changes that happen together or not at all, and what they rest on.

use super::{Key, Merge, Table};

/// Changes that happen together or not at all, in order, where everything that they require holds.
#[derive(Debug, Clone, Default)]
pub struct Transaction {
    /// What must hold when the transaction is written, by what was written before it. Where one does not hold nothing
    /// of the transaction is written, and [`StoreError::Outdated`](super::StoreError::Outdated) tells so.
    pub requires: Vec<Precondition>,
    /// The changes.
    pub writes: Vec<Write>,
}

/// One change of a transaction. A named value and no function: a server can be asked to do it, and a log can tell it.
#[derive(Clone, PartialEq, Eq)]
pub enum Write {
    /// Sets a row.
    Put(Table, Key, Vec<u8>),
    /// Removes a row; a missing one is fine.
    Delete(Table, Key),
    /// Reads a row and sets what the merge makes of it, atomically: nothing else is written in between.
    Merge(Table, Key, Merge),
    /// Adds a record to the end of the audit trail: sets the row of this key in [`Table::Audit`] and the trail's head,
    /// as [`trail::append`](super::trail::append) says, atomically.
    Append(Key, Vec<u8>),
}

/// What must hold for a transaction to be written. For where two processes may decide by the same rows.
#[derive(Clone, PartialEq, Eq)]
pub enum Precondition {
    /// The row holds these very bytes still, or is still not there.
    Unchanged(Table, Key, Option<Vec<u8>>),
    /// The row is a lease of this epoch still: it begins with the epoch's eight bytes, big-endian. Whoever takes a
    /// lease over raises its epoch, so that a former holder who does not know it yet writes nothing any more.
    Lease(Table, Key, u64),
}

impl Precondition {
    /// The row that it is about.
    #[must_use]
    pub fn row(&self) -> (Table, &Key) {
        match self {
            Self::Unchanged(table, key, _) | Self::Lease(table, key, _) => (*table, key),
        }
    }

    /// Whether it holds by what the row holds; `None` stands for no row. Pure.
    #[must_use]
    pub fn holds(&self, row: Option<&[u8]>) -> bool {
        match self {
            Self::Unchanged(_, _, read) => row == read.as_deref(),
            Self::Lease(_, _, epoch) => row.is_some_and(|row| row.starts_with(&epoch.to_be_bytes())),
        }
    }
}

impl Transaction {
    /// Sets a row.
    pub fn put(&mut self, table: Table, key: Key, value: Vec<u8>) {
        self.writes.push(Write::Put(table, key, value));
    }

    /// Removes a row.
    pub fn delete(&mut self, table: Table, key: Key) {
        self.writes.push(Write::Delete(table, key));
    }

    /// Changes a row by what it holds.
    pub fn merge(&mut self, table: Table, key: Key, merge: Merge) {
        self.writes.push(Write::Merge(table, key, merge));
    }

    /// Adds a record to the audit trail.
    pub fn append(&mut self, key: Key, entry: Vec<u8>) {
        self.writes.push(Write::Append(key, entry));
    }

    /// Requires a row to be as it was read; `None` stands for no row.
    pub fn require_unchanged(&mut self, table: Table, key: Key, read: Option<Vec<u8>>) {
        self.requires.push(Precondition::Unchanged(table, key, read));
    }

    /// Requires a lease to be of this epoch.
    pub fn require_lease(&mut self, table: Table, key: Key, epoch: u64) {
        self.requires.push(Precondition::Lease(table, key, epoch));
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }
}

/// Rows tell of people: a change is named by its kind and table alone.
impl std::fmt::Debug for Write {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Put(table, ..) => write!(f, "put {}", table.name()),
            Self::Delete(table, _) => write!(f, "delete {}", table.name()),
            Self::Merge(table, _, merge) => write!(f, "{} {}", merge.name(), table.name()),
            Self::Append(..) => f.write_str("append audit"),
        }
    }
}

/// As of [`Write`].
impl std::fmt::Debug for Precondition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unchanged(table, ..) => write!(f, "unchanged {}", table.name()),
            Self::Lease(table, ..) => write!(f, "lease {}", table.name()),
        }
    }
}
