//! The proof: one sealed row that tells whose key seals the rows, and in which format they are.
//!
//! The format's number stands in the open too, because a newer program's must be refused before there is a key. That
//! note proves nothing: whoever writes the disk writes it. What counts is the number in the proof, which only the
//! holder of the key can make.

use chrono::{DateTime, Utc};

use crate::ports::{Read, Store, StoreError, Table};

use crate::store::format::FORMAT;
use crate::store::format::FORMAT_KEY;
use crate::store::raw::Raw;
use crate::store::sealing::cipher::Keys;
use crate::store::sealing::key_file::Ring;

/// Where it lies, in [`Table::Seal`].
pub(crate) const KEY: &[u8] = b"key";
const WORD: &str = "cektagihan";
/// The format in which a proof was the word alone.
const WITHOUT_NUMBER: u32 = 2;

/// The format that these keys prove; `None` when the proof is not theirs.
pub(crate) fn format(keys: &Keys, proof: &[u8]) -> Option<u32> {
    let value = keys.value(Table::Seal, KEY, proof.to_vec())?;
    match std::str::from_utf8(&value).ok()?.strip_prefix(WORD)? {
        "" => Some(WITHOUT_NUMBER),
        number => number.strip_prefix(' ')?.parse().ok(),
    }
}

/// The proof in a store.
pub(crate) fn of(rows: &dyn Store) -> Read<'_, Option<Vec<u8>>> {
    rows.get(Table::Seal, KEY)
}

/// The keys of a ring that made a proof, and the format in it.
pub(crate) fn opener(ring: Ring, proof: &[u8]) -> Option<(Keys, u32)> {
    let mut known = [Some(ring.current), ring.former].into_iter().flatten().map(|key| Keys::of(&key));
    known.find_map(|keys| self::format(&keys, proof).map(|format| (keys, format)))
}

/// What says that a store is sealed by these keys, in the format of today: the proof, and the note in the open.
pub(crate) fn rows(keys: &Keys, now: DateTime<Utc>) -> [Raw; 2] {
    let proof = keys.seal(Table::Seal, KEY, KEY, format!("{WORD} {FORMAT}").as_bytes(), now);
    [(Table::Seal, KEY.to_vec(), proof), (Table::Meta, FORMAT_KEY.to_vec(), FORMAT.to_string().into_bytes())]
}

/// What the note in the open says; the format of today without one, because a store is noted when it is made.
pub(crate) fn noted(note: Option<&[u8]>) -> u32 {
    note.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok()).unwrap_or(FORMAT)
}

/// The note in a store.
pub(crate) async fn noted_in(rows: &dyn Store) -> Result<u32, StoreError> {
    Ok(noted(rows.get(Table::Meta, FORMAT_KEY).await?.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::{Clock as _, SystemClock};
    use crate::store::sealing::key_file::MasterKey;

    #[test]
    fn a_proof_tells_its_format_to_its_own_keys_only() {
        let (keys, others) = (Keys::of(&MasterKey::random()), Keys::of(&MasterKey::random()));
        let [(_, _, proof), _] = rows(&keys, SystemClock.now());
        assert_eq!((format(&keys, &proof), format(&others, &proof)), (Some(FORMAT), None));
        let sealed = |word: &[u8]| keys.seal(Table::Seal, KEY, KEY, word, SystemClock.now());
        assert_eq!(format(&keys, &sealed(b"cektagihan")), Some(2));
        for no in ["", "cektagihan ", "cektagihan3", "cektagihan x", "another 3"] {
            assert_eq!(format(&keys, &sealed(no.as_bytes())), None, "{no}");
        }
    }
}
