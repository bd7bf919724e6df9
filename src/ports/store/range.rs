//! Which rows of a table a scan reads.

use std::ops::Bound;

use super::Key;

/// A row as a scan gives it: its key and its value.
pub type KeyValue = (Key, Vec<u8>);

/// The rows of a table whose key starts with a prefix, from one end or on from behind a key, and how many of them
/// at most.
#[derive(Debug, Clone, Copy)]
pub struct Range<'a> {
    /// What their keys start with.
    pub prefix: &'a [u8],
    /// The key the range goes on behind, itself excluded. Starts with the prefix; a row need not be there.
    pub after: Option<&'a [u8]>,
    /// From the highest key down instead of from the lowest up.
    pub backwards: bool,
    /// The most rows.
    pub limit: usize,
}

impl<'a> Range<'a> {
    /// Rows whose key starts with `prefix`, from the lowest key up.
    #[must_use]
    pub const fn of(prefix: &'a [u8], limit: usize) -> Self {
        Self { prefix, after: None, backwards: false, limit }
    }

    /// The rows of the whole table, from the lowest key up.
    #[must_use]
    pub const fn all(limit: usize) -> Self {
        Self::of(&[], limit)
    }

    /// The rows behind a key of the range, in its direction.
    #[must_use]
    pub const fn after(self, key: Option<&'a [u8]>) -> Self {
        Self { after: key, ..self }
    }

    /// The other way round: from the highest key down.
    #[must_use]
    pub const fn backwards(self) -> Self {
        Self { backwards: true, ..self }
    }

    /// Between which keys the rows lie, lowest first, for a store whose keys are in order.
    #[must_use]
    pub fn bounds(&self) -> (Bound<Key>, Bound<Key>) {
        let after = self.after.map(|key| Bound::Excluded(key.to_vec()));
        let lowest = Bound::Included(self.prefix.to_vec());
        let highest = successor(self.prefix).map_or(Bound::Unbounded, Bound::Excluded);
        if self.backwards { (lowest, after.unwrap_or(highest)) } else { (after.unwrap_or(lowest), highest) }
    }
}

/// The first key behind all that start with `prefix`; `None` when there is no such key.
fn successor(prefix: &[u8]) -> Option<Key> {
    let last = prefix.iter().rposition(|byte| *byte < u8::MAX)?;
    let mut key = prefix[..=last].to_vec();
    key[last] += 1;
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_behind_all_of_a_prefix_is_the_next_of_its_length_or_shorter() {
        assert_eq!(successor(b"a"), Some(b"b".to_vec()));
        assert_eq!(successor(&[1, 255, 255]), Some(vec![2]));
        assert_eq!(successor(&[255, 255]), None);
        assert_eq!(successor(&[]), None);
    }
}
