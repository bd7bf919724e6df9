//! A text made plain: what is seen of it, in plain characters, and where each stood.

use std::borrow::Cow;
use std::ops::Range;

use crate::domain::typed::fold;

/// A text as it is read. Offsets into it are of the plain text; [`PlainText::typed`] leads back.
pub(super) struct PlainText<'t> {
    /// What is seen, case kept.
    plain: Cow<'t, str>,
    /// The same with ASCII letters in lower case, byte for byte; `None` when `plain` has no capital.
    lower: Option<String>,
    /// For each byte of `plain`, where its character began in `typed`; `None` when every byte is where it was.
    places: Option<Vec<u32>>,
    typed: &'t str,
}

impl<'t> PlainText<'t> {
    pub(super) fn of(typed: &'t str) -> Self {
        let (plain, places) = if typed.bytes().all(is_plain) {
            (Cow::Borrowed(typed), None)
        } else {
            let (plain, places) = made_plain(typed);
            (Cow::Owned(plain), Some(places))
        };
        let lower = plain.bytes().any(|byte| byte.is_ascii_uppercase()).then(|| plain.to_ascii_lowercase());
        Self { plain, lower, places, typed }
    }

    /// What is seen, case kept.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }

    /// What is seen, ASCII letters in lower case.
    pub(super) fn lower(&self) -> &str {
        self.lower.as_deref().unwrap_or(&self.plain)
    }

    /// The range of the typed text that a piece of the plain text came from; the piece has a character at least.
    pub(super) fn typed(&self, at: &Range<usize>) -> Range<usize> {
        let Some(places) = &self.places else {
            return at.clone();
        };
        let place = |byte: usize| places.get(byte).map_or(self.typed.len(), |place| *place as usize);
        // The last character's own end: what is not seen behind it is no part of the piece.
        let last = place(at.end.saturating_sub(1));
        let length = self.typed.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        place(at.start)..last + length
    }
}

/// Whether [`made_plain`] leaves a byte as it is.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\t')
}

/// The characters that are seen, and for each byte of them where its character began. A tab stays one: it parts
/// the columns of a table.
fn made_plain(typed: &str) -> (String, Vec<u32>) {
    let mut plain = String::with_capacity(typed.len());
    let mut places = Vec::with_capacity(typed.len());
    for (at, c) in typed.char_indices() {
        let Some(seen) = (if c == '\t' { Some(c) } else { fold(c) }) else {
            continue;
        };
        plain.push(seen);
        // A text beyond 4 GiB is nobody's message; its places would be wrong, nothing else.
        places.resize(plain.len(), u32::try_from(at).unwrap_or(u32::MAX));
    }
    (plain, places)
}
