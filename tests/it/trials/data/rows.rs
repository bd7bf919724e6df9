//! The stored form of every row, pinned by golden rows in `tests/rows`.
//!
//! `<table>.v<version>.json` holds rows of that version as they lie in the store before they are sealed, a row a
//! line: `row` is the JSON behind the version's byte, `before` what stands before the JSON where that is more,
//! `bytes` a row that is no JSON at all. A golden row never changes: a release must read what was written by
//! every one before it. A new version gets a file of its own beside the old.

mod forms;

use crate::doubles::Look as _;
use std::fs;
use std::path::{Path, PathBuf};

use cektagihan::audit::{self, Entry};
use cektagihan::bot::checks::limiter::DayCounts;
use cektagihan::bot::jobs::job::{Job, JobId};
use cektagihan::bot::outbox::departed::Mark;
use cektagihan::bot::rows::{
    Marks, Move, Offset, Owed, Places, Row, Slot, Target, Ticket, What, chat_of, chat_prefix, inbox_key, meta,
    outbox_key, outbox_sequence, person_key, person_of, read, seat_key, seat_of, slot_key, slot_person, stored,
};
use cektagihan::bot::services::Me;
use cektagihan::dialogue::Conversation;
use cektagihan::domain::person::{ChatId, PersonId, Seat};
use cektagihan::domain::profile::Profile;
use cektagihan::domain::roster::{Group, Invite, Member, Pairing};
use cektagihan::ports::{Merge, Recovery, Store as _, Table, Transaction, trail};
use cektagihan::store::MemoryStore;
use chrono::DateTime;
use serde::Deserialize;
use serde_json::value::RawValue;

use forms::Forms;

/// A golden row as its file has it.
#[derive(Deserialize)]
struct Golden {
    key: String,
    #[serde(default)]
    before: Option<String>,
    #[serde(default)]
    row: Option<Box<RawValue>>,
    #[serde(default)]
    bytes: Option<String>,
}

fn hex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2), "{text}");
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

impl Golden {
    fn bytes(&self, version: u8) -> Vec<u8> {
        if let Some(bytes) = &self.bytes {
            return hex(bytes);
        }
        let plain = if version == 0 { Vec::new() } else { vec![version] };
        let before = self.before.as_deref().map_or(plain, hex);
        [before.as_slice(), self.row.as_ref().expect("a row or bytes").get().as_bytes()].concat()
    }
}

fn file(table: Table, version: u8) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/rows/{}.v{version}.json", table.name()))
}

/// A table's golden rows of a version, by key.
fn golden(table: Table, version: u8) -> Vec<(Vec<u8>, Vec<u8>)> {
    let path = file(table, version);
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("there is no {}", path.display()));
    let rows: Vec<Golden> = serde_json::from_str(&text).unwrap();
    assert!(!rows.is_empty(), "{}", path.display());
    rows.iter().map(|row| (hex(&row.key), row.bytes(version))).collect()
}

/// Whether a table's rows have a form that is pinned here. The seal proves itself, and what was set aside lies as
/// it was found: `releases` opens what earlier programs sealed.
fn has_form(table: Table) -> bool {
    match table {
        Table::Seal | Table::Aside => false,
        Table::Meta
        | Table::Inbox
        | Table::Conversation
        | Table::Outbox
        | Table::Slot
        | Table::Profile
        | Table::Ticket
        | Table::Moved
        | Table::Job
        | Table::Member
        | Table::Group
        | Table::Invite
        | Table::Pairing
        | Table::Gone
        | Table::Audit => true,
    }
}

/// Reads a row of the current version and writes it back: value and key come out as they went in.
pub fn hold(table: Table, key: &[u8], value: &[u8]) {
    match table {
        Table::Meta => meta_row(key, value),
        Table::Inbox => {
            let update: serde_json::Value = serde_json::from_slice(value).unwrap();
            let id = update["update_id"].as_i64().unwrap();
            assert_eq!(inbox_key(id), key);
        }
        Table::Conversation => {
            same::<Conversation>(value);
            assert_eq!(seat_key(seat_of(key).unwrap()), key);
        }
        Table::Outbox => {
            let owed = same::<Owed>(value);
            assert_eq!(outbox_key(owed.chat, outbox_sequence(key).unwrap()), key);
        }
        Table::Slot => {
            same::<Slot>(value);
            assert!(slot_person(key).is_some());
        }
        Table::Profile => held::<Profile, _>(key, value, person_of, person_key),
        Table::Ticket => drop(same::<Ticket>(value)),
        Table::Moved => {
            let (from, _) = same::<Move>(value);
            assert_eq!(chat_prefix(from), key);
        }
        Table::Job => {
            same::<Job>(value);
            assert_eq!(JobId::of(key).unwrap().key(), key);
        }
        Table::Member => held::<Member, _>(key, value, person_of, person_key),
        Table::Group => held::<Group, _>(key, value, chat_of, chat_prefix),
        Table::Invite => drop(same::<Invite>(value)),
        Table::Pairing => drop(same::<Pairing>(value)),
        Table::Gone => held::<Mark, _>(key, value, chat_of, chat_prefix),
        Table::Audit => drop(entry(value)),
        Table::Seal | Table::Aside => {}
    }
}

/// Holds a row that some release wrote: of the current version it is written back as it was, of an earlier it is read.
pub fn understands(table: Table, key: &[u8], value: &[u8]) {
    let is_current = table.version() == 0 || value.first() == Some(&table.version()) || table == Table::Meta;
    if is_current {
        hold(table, key, value);
    } else {
        assert!(forms::is_read(table, value), "{table:?}: {}", String::from_utf8_lossy(value));
    }
}

fn held<T: Row, K>(key: &[u8], value: &[u8], of: fn(&[u8]) -> Option<K>, back: fn(K) -> Vec<u8>) {
    same::<T>(value);
    assert_eq!(back(of(key).unwrap()), key);
}

fn same<T: Row>(value: &[u8]) -> T {
    let text = String::from_utf8_lossy(value);
    let row: T = read(value).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(String::from_utf8_lossy(&stored(&row)), text, "it is written otherwise than before");
    row
}

fn meta_row(key: &[u8], value: &[u8]) {
    match key {
        meta::OFFSET => drop(same::<Offset>(value)),
        meta::PLACES => drop(same::<Places>(value)),
        [marks @ .., _] if marks == meta::MARKS => drop(same::<Marks>(value)),
        meta::ME => drop(same::<Me>(value)),
        meta::ASKED => drop(same::<DayCounts>(value)),
        Recovery::KEY => {
            let text = String::from_utf8_lossy(value);
            assert_eq!(String::from_utf8_lossy(&Recovery::read(value).unwrap().written()), text);
        }
        b"format" => assert!(matches!(value, b"2" | b"3")),
        // The chain's two links: `the_trail_is_chained_as_it_always_was` reads and writes them.
        b"audit-head" | b"audit-anchor" => assert!(value.is_empty() || value.len() == 8 + 32),
        other => panic!("{} has no golden row", String::from_utf8_lossy(other)),
    }
}

/// The version, the place and the hash of the record before; what is told stands behind them.
const LINK: usize = 1 + 8 + 32;

fn entry(value: &[u8]) -> Entry {
    let entry: Entry = serde_json::from_slice(&value[LINK..]).unwrap();
    assert_eq!(serde_json::to_vec(&entry).unwrap(), value[LINK..]);
    entry
}

#[test]
fn every_golden_row_is_read_and_written_back_byte_by_byte() {
    for table in Table::ALL.iter().filter(|table| has_form(**table)) {
        for (key, value) in golden(*table, table.version()) {
            hold(*table, &key, &value);
        }
    }
}

#[test]
fn rows_of_every_version_there_ever_was_are_still_read() {
    for table in Table::ALL.iter().filter(|table| has_form(**table)) {
        for version in 1..table.version() {
            for (_, value) in golden(*table, version) {
                assert!(forms::is_read(*table, &value), "{table:?} {version}: {}", String::from_utf8_lossy(&value));
            }
        }
    }
}

#[test]
fn every_form_that_a_row_can_take_has_a_golden_row() {
    let mut forms = Forms::default();
    for table in Table::ALL.iter().filter(|table| has_form(**table)) {
        for (key, value) in golden(*table, table.version()) {
            forms.note(*table, &key, &value);
        }
    }
    assert_eq!(forms.missing(), Vec::<String>::new(), "add a line for each to its file in tests/rows");
}

#[tokio::test]
async fn the_trail_is_chained_as_it_always_was() {
    let (head, rows) = (golden(Table::Meta, 1), golden(Table::Audit, 1));
    let store = MemoryStore::default();
    let mut begun = Transaction::default();
    for end in trail::ENDS {
        begun.put(Table::Meta, end.to_vec(), Vec::new());
    }
    store.commit(begun).await.unwrap();
    for (_, value) in &rows {
        let mut transaction = Transaction::default();
        audit::append(&mut transaction, &entry(value), 0);
        store.commit(transaction).await.unwrap();
    }
    assert_eq!(store.rows_of(Table::Audit), rows);
    let link = head.iter().find(|(key, _)| key == b"audit-head").map(|(_, value)| value.clone());
    assert_eq!(store.row(Table::Meta, b"audit-head"), link);
}

#[test]
fn keys_are_built_as_they_always_were() {
    let group = ChatId(-1_001_234_567_890);
    let seat = Seat { chat: group, topic: Some(cektagihan::domain::person::TopicId(3)), person: PersonId(11) };
    let is_there = |table: Table, key: Vec<u8>| golden(table, 1).iter().any(|(found, _)| *found == key);
    assert!(is_there(Table::Conversation, seat_key(seat)));
    assert!(is_there(Table::Outbox, outbox_key(group, 2)));
    let check = cektagihan::domain::check_id::CheckId { source: -100_042, line: 1 };
    assert!(is_there(Table::Slot, slot_key(group, PersonId(11), check)));
    assert!(is_there(Table::Profile, person_key(PersonId(u64::MAX))));
    assert!(is_there(Table::Gone, chat_prefix(ChatId(4))));
    let owed = golden(Table::Outbox, 1).into_iter().map(|(_, value)| read::<Owed>(&value).unwrap());
    let shows = |owed: Owed| matches!(owed.what, What::Say { target: Target::Check(PersonId(11), _), .. });
    assert!(owed.into_iter().any(shows));
}

/// What merges read is read beside `rows`: a version that they did not know would be begun anew, and its person forgotten.
#[test]
fn a_merge_goes_on_from_a_profile_of_every_version() {
    let later = DateTime::from_timestamp(1_900_000_000, 0).unwrap();
    for version in 1..=Table::Profile.version() {
        for (_, row) in golden(Table::Profile, version) {
            let before: Profile = read(&row).unwrap();
            let merged = Merge::NoteProfile(Vec::new(), later).apply(Some(&row)).unwrap();
            let after: Profile = read(&merged).unwrap();
            assert_eq!(after.touched, Some(later));
            assert_eq!(Profile { touched: before.touched, ..after }, before, "version {version}");
        }
    }
}

/// Where stored types stand.
const STORED: [&str; 9] = [
    "src/dialogue",
    "src/domain",
    "src/audit.rs",
    "src/ports/gateway.rs",
    "src/ports/recovery.rs",
    "src/bot/services.rs",
    "src/bot/outbox/departed.rs",
    "src/bot/checks/limiter.rs",
    "src/bot/rows.rs",
];

/// The lines of every source file in a folder, or of one.
fn sources(path: &Path) -> Vec<Vec<String>> {
    if path.is_dir() {
        return fs::read_dir(path).unwrap().flat_map(|entry| sources(&entry.unwrap().path())).collect();
    }
    vec![fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()]
}

/// Whether a line of a type's body begins a field or a variant.
fn is_part(line: &str) -> bool {
    let named = line.trim_start().trim_start_matches("pub ");
    named.starts_with(|c: char| c.is_ascii_alphabetic()) && line.starts_with("    ")
}

#[test]
fn a_stored_type_names_every_part_of_itself() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut types = 0;
    for lines in STORED.iter().flat_map(|path| sources(&root.join(path))) {
        let begins = |line: &String| line.starts_with("pub struct") || line.starts_with("pub enum");
        for start in (0..lines.len()).filter(|at| begins(&lines[*at]) && lines[*at].ends_with('{')) {
            let body: Vec<_> = lines[start..].iter().take_while(|line| *line != "}").collect();
            if !body.iter().any(|line| line.contains("serde(rename")) {
                continue;
            }
            types += 1;
            for pair in body.windows(2).filter(|pair| is_part(pair[1])) {
                assert!(pair[0].contains("serde(rename = "), "{}: a name that Rust may change: {}", body[0], pair[1]);
            }
        }
    }
    assert!(types >= 33, "only {types} types that are stored are named");
}
