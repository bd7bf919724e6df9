//! Who wrote or pressed.

use std::sync::Arc;

use serde::Deserialize;

use super::part::{RawPart, RawText};

/// A name longer than this is cut: it is stored.
const LONGEST_NAME: usize = 64;

#[derive(Deserialize)]
pub(super) struct RawUser<'a> {
    pub(super) id: u64,
    #[serde(default)]
    pub(super) is_bot: bool,
    #[serde(borrow, default)]
    first_name: RawPart<'a, RawText<'a>>,
}

impl RawUser<'_> {
    pub(super) fn named(&self) -> Option<Arc<str>> {
        let name = self.first_name.read()?;
        let name = name.0.trim();
        let end = name.char_indices().nth(LONGEST_NAME).map_or(name.len(), |(at, _)| at);
        (!name.is_empty()).then(|| Arc::from(&name[..end]))
    }
}
