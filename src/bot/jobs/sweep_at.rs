//! How far a sweep has come.

use serde::{Deserialize, Serialize};

use crate::ports::{Key, Table};

/// How far a sweep has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SweepAt {
    /// In a table, by its number, behind a key of it.
    #[serde(rename = "table")]
    Table {
        /// The table; where there is none of this number, the next.
        #[serde(rename = "table")]
        table: u8,
        /// The last key that was looked at.
        #[serde(rename = "after", default, skip_serializing_if = "Option::is_none")]
        after: Option<Key>,
    },
    /// Past the tables: invitations and codes whose time is over.
    #[serde(rename = "roster")]
    Roster,
    /// Past those: the audit trail.
    #[serde(rename = "trail")]
    Trail,
}

impl SweepAt {
    /// Before all tables.
    pub(super) const BEGINNING: Self = Self::Table { table: 0, after: None };

    /// The table behind this one, from its beginning.
    pub(super) const fn behind(table: Table) -> Self {
        Self::Table { table: table as u8 + 1, after: None }
    }
}
