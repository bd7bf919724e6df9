//! What every store promises, run against each by name. A server joins in `promises!`.

use std::future::Future;
use std::sync::Arc;

use cektagihan::domain::profile::{Profile, ProfileNote};
use cektagihan::ports::trail::{self, ChainLink};
use cektagihan::ports::{Key, Merge, Pages, Range, Store, StoreError, SystemClock, Table, Transaction, envelope};
use cektagihan::store::{KeyFile, MemoryStore, SledStore, Vault};
use chrono::{DateTime, TimeDelta};
use tempfile::TempDir;

use crate::doubles::Look as _;

async fn memory<F: Future<Output = ()>>(promise: impl FnOnce(Arc<dyn Store>) -> F) {
    promise(Arc::new(MemoryStore::default())).await;
}

async fn sled<F: Future<Output = ()>>(promise: impl FnOnce(Arc<dyn Store>) -> F) {
    let folder = TempDir::new().unwrap();
    promise(Arc::new(SledStore::open(folder.path(), SledStore::LOCK_WAIT).unwrap())).await;
}

async fn sealed<F: Future<Output = ()>>(promise: impl FnOnce(Arc<dyn Store>) -> F) {
    let folder = TempDir::new().unwrap();
    let key = KeyFile::at(None, folder.path());
    let vault = Vault::open(folder.path(), SledStore::LOCK_WAIT, &key, Arc::new(SystemClock)).await.unwrap();
    promise(vault.rows()).await;
}

macro_rules! stores {
    ($($store:ident [$($promise:ident)*])*) => { $(
        mod $store {
            $(#[tokio::test]
            async fn $promise() {
                super::$store(super::$promise).await;
            })*
        }
    )* };
}

macro_rules! promises {
    ($($promise:ident),* $(,)?) => { stores! { memory [$($promise)*] sled [$($promise)*] sealed [$($promise)*] } };
}

promises! {
    a_row_is_there_until_it_is_deleted,
    transactions_are_written_in_the_order_they_were_handed_over,
    an_empty_transaction_is_done_after_those_before_it,
    the_last_change_of_a_row_wins,
    a_row_that_is_there_is_kept_first,
    merges_see_what_was_handed_over_before_them,
    a_merge_may_remove_its_row,
    records_of_the_trail_hold_on_to_each_other,
    an_outdated_transaction_writes_nothing_and_fails_alone,
    a_row_that_was_not_there_may_be_required,
    of_two_that_wait_side_by_side_one_is_outdated,
    who_lost_a_lease_writes_nothing_any_more,
    a_scan_stays_in_its_table_and_behind_its_prefix,
    a_scan_runs_in_key_order_up_to_its_limit,
    a_scan_goes_on_from_any_key_either_way,
    pages_bring_every_row_once,
    what_goes_while_pages_are_turned_takes_no_other_row_along,
}

fn put(key: &[u8], value: &[u8]) -> Transaction {
    let mut transaction = Transaction::default();
    transaction.put(Table::Slot, key.to_vec(), value.to_vec());
    transaction
}

fn row(store: &dyn Store, key: &[u8]) -> Option<Vec<u8>> {
    store.row(Table::Slot, key)
}

async fn a_row_is_there_until_it_is_deleted(store: Arc<dyn Store>) {
    store.commit(put(b"a", b"1")).await.unwrap();
    assert_eq!(row(store.as_ref(), b"a").unwrap(), b"1");
    let mut transaction = Transaction::default();
    transaction.delete(Table::Slot, b"a".to_vec());
    transaction.delete(Table::Slot, b"never there".to_vec());
    store.commit(transaction).await.unwrap();
    assert_eq!(row(store.as_ref(), b"a"), None);
}

async fn transactions_are_written_in_the_order_they_were_handed_over(store: Arc<dyn Store>) {
    let mut handed: Vec<_> = (0..10_000).map(|n: u32| store.commit(put(b"a", n.to_string().as_bytes()))).collect();
    handed.pop().unwrap().await.unwrap();
    assert_eq!(row(store.as_ref(), b"a").unwrap(), b"9999");
}

async fn an_empty_transaction_is_done_after_those_before_it(store: Arc<dyn Store>) {
    drop(store.commit(put(b"a", b"1")));
    store.commit(Transaction::default()).await.unwrap();
    assert_eq!(row(store.as_ref(), b"a").unwrap(), b"1");
}

/// Rows of these keys in a table whose keys lie in order.
async fn filled(store: &dyn Store, table: Table, keys: impl IntoIterator<Item = Key>) {
    let mut transaction = Transaction::default();
    for key in keys {
        transaction.put(table, key, vec![]);
    }
    store.commit(transaction).await.unwrap();
}

async fn keys(store: &dyn Store, table: Table, range: Range<'_>) -> Vec<Key> {
    store.scan(table, range).await.unwrap().into_iter().map(|(key, _)| key).collect()
}

async fn a_scan_stays_in_its_table_and_behind_its_prefix(store: Arc<dyn Store>) {
    let store = store.as_ref();
    let within = [&b""[..], b"o", b"o\0", b"offset", b"o\xff\xff", b"p", b"\xff", b"\xff\xff"];
    filled(store, Table::Inbox, within.map(<[u8]>::to_vec)).await;
    filled(store, Table::Conversation, [vec![], b"o".to_vec()]).await;
    let behind = |prefix| keys(store, Table::Inbox, Range::of(prefix, 99));
    assert_eq!(behind(b"o").await, [&b"o"[..], b"o\0", b"offset", b"o\xff\xff"]);
    assert_eq!(behind(b"o\0").await, [b"o\0"]);
    assert_eq!(behind(b"\xff").await, [&b"\xff"[..], b"\xff\xff"]);
    assert_eq!(behind(b"").await.len(), 8);
    assert_eq!(keys(store, Table::Inbox, Range::of(b"\xff", 9).backwards()).await, [&b"\xff\xff"[..], b"\xff"]);
    assert_eq!(keys(store, Table::Conversation, Range::all(99)).await, [&b""[..], b"o"]);
    assert_eq!(keys(store, Table::Conversation, Range::all(99).backwards()).await, [&b"o"[..], b""]);
    assert!(keys(store, Table::Outbox, Range::all(99)).await.is_empty());
}

async fn a_scan_runs_in_key_order_up_to_its_limit(store: Arc<dyn Store>) {
    let store = store.as_ref();
    filled(store, Table::Outbox, [300_u32, 2, 70_000, 255, 256, 1].map(|number| number.to_be_bytes().to_vec())).await;
    let expected: Vec<_> = [1_u32, 2, 255, 256, 300].map(|number| number.to_be_bytes().to_vec()).into();
    assert_eq!(keys(store, Table::Outbox, Range::all(5)).await, expected);
    let highest = [70_000_u32, 300].map(|number| number.to_be_bytes().to_vec());
    assert_eq!(keys(store, Table::Outbox, Range::all(2).backwards()).await, highest);
    assert!(keys(store, Table::Outbox, Range::all(0)).await.is_empty());
}

async fn a_scan_goes_on_from_any_key_either_way(store: Arc<dyn Store>) {
    let store = store.as_ref();
    filled(store, Table::Inbox, [&b"a1"[..], b"a2", b"a4", b"b1"].map(<[u8]>::to_vec)).await;
    let of = |prefix, after| Range::of(prefix, 9).after(Some(after));
    assert_eq!(keys(store, Table::Inbox, of(b"a", b"a2")).await, [b"a4"]);
    assert_eq!(keys(store, Table::Inbox, of(b"a", b"a3")).await, [b"a4"], "no row need be there");
    assert!(keys(store, Table::Inbox, of(b"a", b"a4")).await.is_empty());
    assert_eq!(keys(store, Table::Inbox, of(b"", b"a4")).await, [b"b1"]);
    assert_eq!(keys(store, Table::Inbox, of(b"a", b"a3").backwards()).await, [b"a2", b"a1"]);
    assert_eq!(keys(store, Table::Inbox, of(b"", b"b1").backwards()).await, [b"a4", b"a2", b"a1"]);
    assert!(keys(store, Table::Inbox, of(b"a1", b"a1").backwards()).await.is_empty());
}

/// More than one page, in a table whose keys lie in order and in one whose keys may be hashed.
const MANY: u32 = 1_000;

async fn pages_bring_every_row_once(store: Arc<dyn Store>) {
    let store = store.as_ref();
    let key = |n: u32| [b"p", &n.to_be_bytes()[..]].concat();
    for table in [Table::Slot, Table::Ticket] {
        filled(store, table, (0..MANY).map(key).chain([b"q".to_vec()])).await;
        let (mut pages, mut found) = (Pages::starting_with(store, table, b"p".to_vec()), Vec::new());
        while let Some(page) = pages.next().await.unwrap() {
            assert!(page.len() < MANY as usize, "that is no page");
            found.extend(page.into_iter().map(|(key, _)| key));
        }
        assert!(pages.next().await.unwrap().is_none(), "nor is there one behind the last");
        found.sort();
        assert_eq!(found, (0..MANY).map(key).collect::<Vec<_>>(), "{table:?}");
    }
}

async fn what_goes_while_pages_are_turned_takes_no_other_row_along(store: Arc<dyn Store>) {
    let store = store.as_ref();
    filled(store, Table::Slot, (0..MANY).map(|n| n.to_be_bytes().to_vec())).await;
    let (mut pages, mut found) = (Pages::of(store, Table::Slot), 0);
    while let Some(page) = pages.next().await.unwrap() {
        found += page.len();
        let mut transaction = Transaction::default();
        for (key, _) in page {
            transaction.delete(Table::Slot, key);
        }
        store.commit(transaction).await.unwrap();
    }
    assert_eq!(found, MANY as usize);
    assert!(keys(store, Table::Slot, Range::all(1)).await.is_empty());
}

async fn the_last_change_of_a_row_wins(store: Arc<dyn Store>) {
    let mut transaction = put(b"a", b"1");
    transaction.delete(Table::Slot, b"a".to_vec());
    transaction.put(Table::Slot, b"b".to_vec(), b"1".to_vec());
    transaction.put(Table::Slot, b"b".to_vec(), b"2".to_vec());
    store.commit(transaction).await.unwrap();
    assert_eq!(store.rows_of(Table::Slot), [(b"b".to_vec(), b"2".to_vec())]);
}

async fn a_row_that_is_there_is_kept_first(store: Arc<dyn Store>) {
    for value in [b"1", b"2"] {
        let mut transaction = Transaction::default();
        transaction.merge(Table::Slot, b"a".to_vec(), Merge::KeepFirst(value.to_vec()));
        store.commit(transaction).await.unwrap();
    }
    assert_eq!(row(store.as_ref(), b"a").unwrap(), b"1");
}

fn note(note: ProfileNote) -> Transaction {
    let mut transaction = Transaction::default();
    transaction.merge(Table::Profile, b"p".to_vec(), Merge::NoteProfile(vec![note], DateTime::UNIX_EPOCH));
    transaction
}

async fn merges_see_what_was_handed_over_before_them(store: Arc<dyn Store>) {
    let (first, second) = (store.commit(note(ProfileNote::Opened)), store.commit(note(ProfileNote::ToldAboutPins)));
    second.await.unwrap();
    first.await.unwrap();
    let bytes = store.row(Table::Profile, b"p").unwrap();
    let profile: Profile = envelope::decode(Table::Profile.version(), &bytes).unwrap();
    assert!(profile.opened && profile.told_about_pins);
}

async fn a_merge_may_remove_its_row(store: Arc<dyn Store>) {
    store.commit(note(ProfileNote::Opened)).await.unwrap();
    let mut transaction = Transaction::default();
    let keep = TimeDelta::days(1);
    transaction.merge(Table::Profile, b"p".to_vec(), Merge::AgeProfile { now: DateTime::UNIX_EPOCH + keep, keep });
    store.commit(transaction).await.unwrap();
    assert_eq!(store.row(Table::Profile, b"p"), None);
}

async fn records_of_the_trail_hold_on_to_each_other(store: Arc<dyn Store>) {
    let mut begun = Transaction::default();
    begun.put(Table::Meta, trail::HEAD.to_vec(), Vec::new());
    begun.append(b"1".to_vec(), b"one".to_vec());
    begun.append(b"2".to_vec(), b"two".to_vec());
    store.commit(begun).await.unwrap();
    let (first, head) = trail::append(Some(b""), b"one");
    let (second, head) = trail::append(Some(&head), b"two");
    let records = [(b"1".to_vec(), first), (b"2".to_vec(), second)];
    assert_eq!(store.rows_of(Table::Audit), records);
    assert_eq!(store.row(Table::Meta, trail::HEAD).as_ref(), Some(&head));
    assert_eq!(ChainLink::end(&head).unwrap().place, 2);
}

async fn an_outdated_transaction_writes_nothing_and_fails_alone(store: Arc<dyn Store>) {
    store.commit(put(b"a", b"1")).await.unwrap();
    let mut outdated = put(b"b", b"never");
    outdated.require_unchanged(Table::Slot, b"a".to_vec(), Some(b"0".to_vec()));
    let mut current = put(b"c", b"1");
    current.require_unchanged(Table::Slot, b"a".to_vec(), Some(b"1".to_vec()));
    let (outdated, current) = (store.commit(outdated), store.commit(current));
    assert!(matches!(outdated.await, Err(StoreError::Outdated)));
    current.await.unwrap();
    assert_eq!((row(store.as_ref(), b"b"), row(store.as_ref(), b"c")), (None, Some(b"1".to_vec())));
}

async fn a_row_that_was_not_there_may_be_required(store: Arc<dyn Store>) {
    for expected in [true, false] {
        let mut transaction = put(b"a", b"1");
        transaction.require_unchanged(Table::Slot, b"a".to_vec(), None);
        assert_eq!(store.commit(transaction).await.is_ok(), expected);
    }
}

async fn of_two_that_wait_side_by_side_one_is_outdated(store: Arc<dyn Store>) {
    let handed = [b"1", b"2"].map(|value| {
        let mut transaction = put(b"a", value);
        transaction.require_unchanged(Table::Slot, b"a".to_vec(), None);
        store.commit(transaction)
    });
    let [first, second] = handed;
    first.await.unwrap();
    assert!(matches!(second.await, Err(StoreError::Outdated)));
    assert_eq!(row(store.as_ref(), b"a").unwrap(), b"1");
}

async fn who_lost_a_lease_writes_nothing_any_more(store: Arc<dyn Store>) {
    let lease = |epoch: u64| [&epoch.to_be_bytes()[..], b"holder"].concat();
    store.commit(put(b"lease", &lease(2))).await.unwrap();
    for (epoch, expected) in [(1, false), (2, true), (3, false)] {
        let mut transaction = put(b"a", &[1]);
        transaction.require_lease(Table::Slot, b"lease".to_vec(), epoch);
        assert_eq!(store.commit(transaction).await.is_ok(), expected, "{epoch}");
    }
}
