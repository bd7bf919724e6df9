//! A value as it is stored: a version byte, then JSON.
//!
//! A row outlives the program that wrote it. What cannot be understood is an error of its own, neither a
//! value nor the absence of a row: whoever reads decides what becomes of it.

use std::any::type_name;

use serde::{Serialize, de::DeserializeOwned};

/// Room for most rows, so that their memory need not grow while they are written.
const ROOM: usize = 1024;

/// Why the bytes of a row are not understood. Says nothing of their content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Another version wrote them, or they are sealed.
    #[error("its version {0} is not known")]
    Version(u8),
    /// The version is known and the rest makes no sense.
    #[error("it is damaged")]
    Damaged,
}

/// A value with its version.
///
/// # Panics
/// When `T` has no JSON form: a map whose keys are not texts. A row's own round-trip test shows it.
#[must_use]
pub fn encode<T: Serialize + ?Sized>(version: u8, value: &T) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(ROOM);
    bytes.push(version);
    serde_json::to_writer(&mut bytes, value).expect("a row's type has a JSON form, and memory takes every byte");
    bytes
}

/// Reads a value written with this version.
///
/// # Errors
/// [`Unreadable`] for anything else, with a warning that says nothing of its content.
pub fn decode<T: DeserializeOwned>(version: u8, bytes: &[u8]) -> Result<T, Unreadable> {
    let (found, json) = bytes.split_first().ok_or(Unreadable::Damaged)?;
    if *found != version {
        return Err(Unreadable::Version(*found));
    }
    serde_json::from_slice(json).map_err(|_| {
        log::warn!(kind = type_name::<T>(), version; "a stored row is damaged");
        Unreadable::Damaged
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_as_it_went() {
        assert_eq!(decode(3, &encode(3, &("pln", 7))), Ok(("pln".to_owned(), 7)));
    }

    #[test]
    fn another_version_is_no_absence() {
        assert_eq!(decode::<u8>(2, &encode(3, &7)), Err(Unreadable::Version(3)));
    }

    #[test]
    fn damage_is_no_absence() {
        for bytes in [&b""[..], b"\x01", b"\x01\"seven\"", &encode(1, &-1)] {
            assert_eq!(decode::<u8>(1, bytes), Err(Unreadable::Damaged));
        }
    }
}
