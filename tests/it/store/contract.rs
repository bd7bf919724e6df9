//! What every store promises, run against each by name. A server joins in `promises!`.

use std::future::Future;
use std::sync::Arc;

use cektagihan::domain::profile::{Profile, ProfileNote};
use cektagihan::ports::trail::{self, Link};
use cektagihan::ports::{Merge, Store, StoreError, SystemClock, Table, Transaction, envelope};
use cektagihan::store::{KeyFile, MemoryStore, SledStore, Vault};
use chrono::{DateTime, TimeDelta};
use tempfile::TempDir;

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
    the_last_change_of_a_row_wins,
    a_row_that_is_there_is_kept_first,
    merges_see_what_was_handed_over_before_them,
    a_merge_may_remove_its_row,
    records_of_the_trail_hold_on_to_each_other,
    an_outdated_transaction_writes_nothing_and_fails_alone,
    a_row_that_was_not_there_may_be_required,
    of_two_that_wait_side_by_side_one_is_outdated,
    who_lost_a_lease_writes_nothing_any_more,
}

fn put(key: &[u8], value: &[u8]) -> Transaction {
    let mut transaction = Transaction::default();
    transaction.put(Table::Slot, key.to_vec(), value.to_vec());
    transaction
}

fn row(store: &dyn Store, key: &[u8]) -> Option<Vec<u8>> {
    store.get(Table::Slot, key).unwrap()
}

async fn the_last_change_of_a_row_wins(store: Arc<dyn Store>) {
    let mut transaction = put(b"a", b"1");
    transaction.delete(Table::Slot, b"a".to_vec());
    transaction.put(Table::Slot, b"b".to_vec(), b"1".to_vec());
    transaction.put(Table::Slot, b"b".to_vec(), b"2".to_vec());
    store.commit(transaction).await.unwrap();
    assert_eq!(store.scan(Table::Slot, b"", 9).unwrap(), [(b"b".to_vec(), b"2".to_vec())]);
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
    let bytes = store.get(Table::Profile, b"p").unwrap().unwrap();
    let profile: Profile = envelope::decode(Table::Profile.version(), &bytes).unwrap();
    assert!(profile.opened && profile.told_about_pins);
}

async fn a_merge_may_remove_its_row(store: Arc<dyn Store>) {
    store.commit(note(ProfileNote::Opened)).await.unwrap();
    let mut transaction = Transaction::default();
    let keep = TimeDelta::days(1);
    transaction.merge(Table::Profile, b"p".to_vec(), Merge::AgeProfile { now: DateTime::UNIX_EPOCH + keep, keep });
    store.commit(transaction).await.unwrap();
    assert_eq!(store.get(Table::Profile, b"p").unwrap(), None);
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
    assert_eq!(store.scan(Table::Audit, b"", 9).unwrap(), records);
    assert_eq!(store.get(Table::Meta, trail::HEAD).unwrap().as_ref(), Some(&head));
    assert_eq!(Link::end(&head).unwrap().place, 2);
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
