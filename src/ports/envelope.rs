//! A value as it is stored: a version byte, then JSON.
//!
//! A row outlives the program that wrote it. What cannot be read reads as absent, with a warning
//! that says nothing of its content: a person with an old state finds the home screen, not silence.

use std::any::type_name;

use serde::{Serialize, de::DeserializeOwned};

/// Room for most rows, so that their memory need not grow while they are written.
const ROOM: usize = 1024;

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

/// Reads a value written with this version; anything else is `None`.
#[must_use]
pub fn decode<T: DeserializeOwned>(version: u8, bytes: &[u8]) -> Option<T> {
    let kind = type_name::<T>();
    let (found, json) = bytes.split_first()?;
    if *found != version {
        log::warn!(kind, version = *found; "a stored row has an unknown version and reads as absent");
        return None;
    }
    let value = serde_json::from_slice(json);
    if value.is_err() {
        log::warn!(kind, version; "a stored row cannot be read and reads as absent");
    }
    value.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_as_it_went() {
        assert_eq!(decode(3, &encode(3, &("pln", 7))), Some(("pln".to_owned(), 7)));
    }

    #[test]
    fn an_unknown_version_reads_as_absent() {
        assert_eq!(decode::<u8>(2, &encode(3, &7)), None);
    }

    #[test]
    fn what_cannot_be_read_reads_as_absent() {
        assert_eq!(decode::<u8>(1, b""), None);
        assert_eq!(decode::<u8>(1, b"\x01"), None);
        assert_eq!(decode::<u8>(1, b"\x01\"seven\""), None);
        assert_eq!(decode::<u8>(1, &encode(1, &-1)), None);
    }
}
