//! Words as the catalogue's index spells them.

use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;
use std::ops::Bound;

use crate::domain::product::ProductCode;

/// The longest product name, in characters: it has to fit a button.
pub(super) const LONGEST_NAME: usize = 40;

/// Whether any key of a table begins with a word.
pub(super) fn begins<T>(table: &BTreeMap<impl Borrow<str> + Ord, T>, word: &str) -> bool {
    let from = (Bound::Included(word), Bound::Unbounded);
    table.range::<str, _>(from).next().is_some_and(|(key, _)| key.borrow().starts_with(word))
}

/// The longest word that can name anything, squeezed.
pub(super) const LONGEST_WORD: usize = ProductCode::MAX;

/// A word as the index spells it: lower case, separators gone. Nothing for words that no
/// catalogue can hold: too long, empty, or of other characters.
pub(super) fn squeeze(word: &str) -> Option<Cow<'_, str>> {
    let is_squeezed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if (1..=LONGEST_WORD).contains(&word.len()) && word.bytes().all(is_squeezed) {
        return Some(Cow::Borrowed(word));
    }
    let mut squeezed = String::with_capacity(word.len().min(LONGEST_WORD));
    for c in word.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '_')) {
        if !c.is_ascii_alphanumeric() || squeezed.len() == LONGEST_WORD {
            return None;
        }
        squeezed.push(c.to_ascii_lowercase());
    }
    (!squeezed.is_empty()).then_some(Cow::Owned(squeezed))
}
