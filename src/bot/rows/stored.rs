//! Values as rows, under the version of their table.
//!
//! Owns: the way from a value to a row's bytes and back, and from every earlier version's bytes. Must not
//! know: what becomes of a row that cannot be understood.

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::person::ChatId;
use crate::ports::envelope::{self, Unreadable};
use crate::ports::{Key, Pages, Store, StoreError, Table};

/// A value that is kept as a row.
///
/// What is stored stands under the names of `#[serde(rename)]`, never under Rust's, and every table has
/// golden rows in `tests/rows`: an older program's data folder opens for ever.
pub trait Row: Serialize + DeserializeOwned {
    /// The table it lies in.
    const TABLE: Table;

    /// Reads what an earlier version wrote, `None` when no such version was. Every release reads the rows
    /// of every one before: whoever raises [`Table::version`] writes this.
    #[must_use]
    fn upgrade(_version: u8, _json: &[u8]) -> Option<Self> {
        None
    }
}

/// The next update Telegram shall send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Offset(pub i64);

/// How far the updates of each bot at each server were read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Places {
    /// Which row of marks is written next.
    #[serde(rename = "batch")]
    pub batch: u8,
    /// The latest first.
    #[serde(rename = "places")]
    pub places: Vec<ReadingPlace>,
}

/// One bot at one server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingPlace {
    /// The bot; absent when its token tells no id.
    #[serde(rename = "bot")]
    pub bot: Option<u64>,
    /// A digest of the server's address.
    #[serde(rename = "server")]
    pub server: u64,
    /// The next update it shall send.
    #[serde(rename = "offset")]
    pub offset: i64,
}

/// What the updates of one batch are known by.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Marks(pub Vec<u64>);

/// A group's old id and its new one.
pub type Move = (ChatId, ChatId);

/// A value as a row.
///
/// # Panics
/// When a value cannot be written as JSON; ours are plain structs, and a test writes each.
#[must_use]
pub fn stored<T: Row>(value: &T) -> Vec<u8> {
    envelope::encode(T::TABLE.version(), value)
}

/// A row's value.
///
/// # Errors
/// [`Unreadable`]; such a row is there, and not to be taken for none.
pub fn read<T: Row>(bytes: &[u8]) -> Result<T, Unreadable> {
    match envelope::decode(T::TABLE.version(), bytes) {
        Err(Unreadable::Version(version)) => T::upgrade(version, &bytes[1..]).ok_or(Unreadable::Version(version)),
        read => read,
    }
}

/// A row that is there and cannot be understood.
#[derive(Clone, PartialEq, Eq)]
pub struct Illegible {
    /// Where it lies.
    pub table: Table,
    /// Under which key.
    pub key: Key,
    /// What it holds.
    pub value: Vec<u8>,
}

/// A row's key, and its value if it can be understood.
pub(super) type Found<T> = (Key, Result<T, Illegible>);

/// Every row of a table that is kept in memory, in the order of keys; an illegible one is not left out.
///
/// # Errors
/// [`StoreError`] when the store cannot be read.
pub async fn all<T: Row>(store: &dyn Store) -> Result<Vec<Found<T>>, StoreError> {
    let mut found = Vec::new();
    let row = |(key, value): (Key, Vec<u8>)| match read(&value) {
        Ok(row) => (key, Ok(row)),
        Err(_) => (key.clone(), Err(Illegible { table: T::TABLE, key, value })),
    };
    let mut pages = Pages::of(store, T::TABLE);
    while let Some(page) = pages.next().await? {
        found.extend(page.into_iter().map(row));
    }
    Ok(found)
}

/// The key under which a row is kept that could not be understood.
#[must_use]
pub fn aside_key(table: Table, key: &[u8]) -> Key {
    [&[table as u8], key].concat()
}

/// When a row came to be, for those that say so themselves.
pub fn since<T: Row>(bytes: &[u8], since: impl Fn(&T) -> DateTime<Utc>) -> Option<DateTime<Utc>> {
    read(bytes).ok().map(|row| since(&row))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row that had another form once.
    #[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
    struct Renewed(String);

    impl Row for Renewed {
        const TABLE: Table = Table::Slot;

        fn upgrade(version: u8, json: &[u8]) -> Option<Self> {
            let number: u32 = (version == 0).then(|| serde_json::from_slice(json).ok())??;
            Some(Self(number.to_string()))
        }
    }

    #[test]
    fn an_earlier_version_is_upgraded_as_it_is_read() {
        assert_eq!(read(b"\x007"), Ok(Renewed("7".to_owned())));
        assert_eq!(read(&stored(&Renewed("7".to_owned()))), Ok(Renewed("7".to_owned())));
    }

    #[test]
    fn a_later_version_and_what_an_upgrade_cannot_read_are_illegible() {
        assert_eq!(read::<Renewed>(b"\x09{}"), Err(Unreadable::Version(9)));
        assert_eq!(read::<Renewed>(b"\x00{}"), Err(Unreadable::Version(0)));
    }
}
