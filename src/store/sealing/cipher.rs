//! One row, sealed: AES-256-GCM under a key derived from the master key, bound to its table and key.
//!
//! ```text
//! value = mark | key id 4 | seconds 4 | nonce 12 | sealed bytes | tag 16
//! ```
//!
//! The key id tells which key opens a row, so that keys can be changed. The seconds since 1970 say
//! when it was written and stand in the open, so that old rows are found without opening any; they
//! are authenticated like the table and the key. Nonces are random: a master key is good for 2^32 rows.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{self, HKDF_SHA256, KeyType, Prk, Salt};
use ring::hmac::{self, HMAC_SHA256};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::ports::{Key, Table};

use crate::store::format::FORMAT_KEY;
use crate::store::sealing::key_file::MasterKey;

/// No value that was ever stored unsealed starts with this byte.
pub(crate) const MARK: u8 = 0xCE;
const ID: usize = 4;
const HEAD: usize = 1 + ID + 4;
const SEALED: usize = HEAD + NONCE_LEN;
/// Nonces drawn at once.
const AT_ONCE: usize = 64;

/// Tables whose key must not be read either: it is a token that opens something. It is stored as a
/// keyed hash, the key itself within the sealed value.
const HASHED: &[Table] = &[Table::Ticket];

/// A row as its owner knows it.
pub(crate) struct Plain {
    /// Its key.
    pub(crate) key: Key,
    /// Its value.
    pub(crate) value: Vec<u8>,
}

/// What a master key is used for, prepared.
pub(crate) struct Keys {
    id: [u8; ID],
    seal: LessSafeKey,
    look_up: hmac::Key,
    nonces: Mutex<Nonces>,
}

/// Random nonces, drawn some at a time: asking the operating system for each costs more than sealing.
struct Nonces {
    drawn: [u8; NONCE_LEN * AT_ONCE],
    used: usize,
}

impl Nonces {
    const fn none() -> Self {
        Self { drawn: [0; NONCE_LEN * AT_ONCE], used: NONCE_LEN * AT_ONCE }
    }

    fn next(&mut self) -> [u8; NONCE_LEN] {
        if self.used == self.drawn.len() {
            SystemRandom::new().fill(&mut self.drawn).expect("the operating system gives random bytes");
            self.used = 0;
        }
        let mut nonce = [0; NONCE_LEN];
        nonce.copy_from_slice(&self.drawn[self.used..self.used + NONCE_LEN]);
        self.used += NONCE_LEN;
        nonce
    }
}

struct IdLength;

impl KeyType for IdLength {
    fn len(&self) -> usize {
        ID
    }
}

impl Keys {
    /// The keys that come of a master key.
    pub(crate) fn of(master: &MasterKey) -> Self {
        let root = Salt::new(HKDF_SHA256, b"cektagihan store").extract(master.expose());
        let mut id = [0; ID];
        derive(&root, &[b"id"], IdLength).fill(&mut id).expect("as long as it was asked for");
        Self {
            id,
            seal: LessSafeKey::new(UnboundKey::from(derive(&root, &[b"seal"], &AES_256_GCM))),
            look_up: hmac::Key::from(derive(&root, &[b"look up"], HMAC_SHA256)),
            nonces: Mutex::new(Nonces::none()),
        }
    }

    /// Whether a table's rows lie in the order of their own keys.
    pub(crate) fn keeps_order(table: Table) -> bool {
        !HASHED.contains(&table)
    }

    /// The key under which a row is stored, where that is not its own.
    pub(crate) fn hashed(&self, table: Table, key: &[u8]) -> Option<Key> {
        if Self::keeps_order(table) {
            return None;
        }
        let mut context = hmac::Context::with_key(&self.look_up);
        context.update(&[table as u8]);
        context.update(key);
        Some(context.sign().as_ref().to_vec())
    }

    /// Seals a row's value, given the key it is stored under and its own.
    pub(crate) fn seal(&self, table: Table, stored: &[u8], key: &[u8], value: &[u8], at: DateTime<Utc>) -> Vec<u8> {
        let mut out = Vec::with_capacity(SEALED + 2 + key.len() + value.len() + AES_256_GCM.tag_len());
        out.push(MARK);
        out.extend(self.id);
        out.extend(seconds(at).to_be_bytes());
        let nonce = self.nonces.lock().unwrap_or_else(PoisonError::into_inner).next();
        out.extend(nonce);
        if HASHED.contains(&table) {
            out.extend(u16::try_from(key.len()).unwrap_or(u16::MAX).to_be_bytes());
            out.extend(key);
        }
        out.extend(value);
        let bound = bound(table, stored, &out[..HEAD]);
        let tag = self
            .seal
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(bound), &mut out[SEALED..])
            .expect("a row is far shorter than the cipher's limit");
        out.extend(tag.as_ref());
        out
    }

    /// Opens a row that was sealed by these keys under this table and stored key; `None` for any other.
    pub(crate) fn open(&self, table: Table, stored: &[u8], mut value: Vec<u8>) -> Option<Plain> {
        if !self.sealed(&value) {
            return None;
        }
        let bound = bound(table, stored, &value[..HEAD]);
        let nonce = Nonce::try_assume_unique_for_key(&value[HEAD..SEALED]).ok()?;
        let length = self.seal.open_within(nonce, Aad::from(bound), &mut value, SEALED..).ok()?.len();
        value.truncate(length);
        if !HASHED.contains(&table) {
            return Some(Plain { key: stored.to_vec(), value });
        }
        let (length, rest) = value.split_first_chunk::<2>()?;
        let (key, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
        Some(Plain { key: key.to_vec(), value: rest.to_vec() })
    }

    /// Like [`open`](Self::open), for who has no use for the key.
    pub(crate) fn value(&self, table: Table, stored: &[u8], value: Vec<u8>) -> Option<Vec<u8>> {
        self.open(table, stored, value).map(|row| row.value)
    }

    /// Whether a value says that these keys sealed it.
    pub(crate) fn sealed(&self, value: &[u8]) -> bool {
        is_sealed(value) && value[1..=ID] == self.id
    }
}

/// Whether a row stays as it is: what must be read before there is a key.
pub(crate) fn is_plain(table: Table, key: &[u8]) -> bool {
    table == Table::Seal || (table == Table::Meta && key == FORMAT_KEY)
}

/// Whether a value looks sealed, by whatever key.
pub(crate) fn is_sealed(value: &[u8]) -> bool {
    value.first() == Some(&MARK) && value.len() >= SEALED + AES_256_GCM.tag_len()
}

/// When a sealed value was written.
pub(crate) fn written_at(value: &[u8]) -> Option<DateTime<Utc>> {
    let seconds = value.get(1 + ID..HEAD).filter(|_| is_sealed(value))?.first_chunk()?;
    DateTime::from_timestamp(u32::from_be_bytes(*seconds).into(), 0)
}

fn seconds(at: DateTime<Utc>) -> u32 {
    u32::try_from(at.timestamp()).unwrap_or(0)
}

/// What is authenticated beside the value: where it lies, by which key, since when.
fn bound(table: Table, stored: &[u8], head: &[u8]) -> Vec<u8> {
    let mut bound = Vec::with_capacity(head.len() + 1 + stored.len());
    bound.extend(head);
    bound.push(table as u8);
    bound.extend(stored);
    bound
}

fn derive<'a, L: KeyType>(root: &'a Prk, purpose: &'a [&'a [u8]], length: L) -> hkdf::Okm<'a, L> {
    root.expand(purpose, length).expect("a key is far shorter than HKDF's limit")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn at() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    fn keys() -> Keys {
        Keys::of(&MasterKey::random())
    }

    #[test]
    fn a_row_comes_back_under_its_own_table_and_key_only() {
        let keys = keys();
        let sealed = keys.seal(Table::Profile, b"k", b"k", b"INDAH PUTRI", at());
        assert_eq!(keys.value(Table::Profile, b"k", sealed.clone()).unwrap(), b"INDAH PUTRI");
        assert!(keys.open(Table::Profile, b"l", sealed.clone()).is_none());
        assert!(keys.open(Table::Slot, b"k", sealed.clone()).is_none());
        assert!(self::keys().open(Table::Profile, b"k", sealed).is_none());
    }

    #[test]
    fn any_changed_bit_closes_a_row() {
        let keys = keys();
        let sealed = keys.seal(Table::Profile, b"k", b"k", b"v", at());
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert!(keys.open(Table::Profile, b"k", changed).is_none(), "byte {index}");
        }
        for length in 0..sealed.len() {
            assert!(keys.open(Table::Profile, b"k", sealed[..length].to_vec()).is_none(), "{length} bytes");
        }
    }

    #[test]
    fn the_same_row_never_looks_the_same_twice() {
        let keys = keys();
        let once = || keys.seal(Table::Profile, b"k", b"k", b"v", at());
        let many: HashSet<_> = (0..3 * AT_ONCE).map(|_| once()).collect();
        assert_eq!(many.len(), 3 * AT_ONCE);
    }

    #[test]
    fn a_token_is_stored_as_a_keyed_hash_and_comes_back() {
        let (keys, others) = (self::keys(), self::keys());
        let token = b"AAAAAAAAAAAAAAAA".to_vec();
        let stored = keys.hashed(Table::Ticket, &token).unwrap();
        assert_ne!(Some(&stored), others.hashed(Table::Ticket, &token).as_ref());
        let sealed = keys.seal(Table::Ticket, &stored, &token, b"v", at());
        let row = keys.open(Table::Ticket, &stored, sealed).unwrap();
        assert_eq!((row.key, row.value), (token, b"v".to_vec()));
    }

    #[test]
    fn the_time_stands_in_the_open() {
        assert_eq!(written_at(&keys().seal(Table::Profile, b"k", b"k", b"", at())), Some(at()));
        assert_eq!(written_at(b"\x01{}"), None);
    }
}
