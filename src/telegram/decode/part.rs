//! A part of an update, read on its own: one that is not as expected is absent, and the others stay.

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::Deserialize;
use serde_json::value::RawValue;

/// A part of an update, closed until it is read: most of an update is never wanted.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct RawPart<'a, T> {
    #[serde(borrow)]
    json: Option<&'a RawValue>,
    holds: PhantomData<T>,
}

impl<'a, T: Deserialize<'a>> RawPart<'a, T> {
    /// What the part holds; `None` when it is absent or not what is expected.
    pub(super) fn read(&self) -> Option<T> {
        serde_json::from_str(self.json?.get()).ok()
    }
}

// Derived, it would ask `T: Default`.
// Derived, it would ask `T: Default`.
impl<T> Default for RawPart<'_, T> {
    fn default() -> Self {
        Self { json: None, holds: PhantomData }
    }
}

/// A text, borrowed from the update where nothing in it is escaped. A bare `Cow` in a [`RawPart`] would always be a copy:
/// serde borrows only where a field asks for it.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct RawText<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);
