//! Durable work: a step at a time, safe together with where it goes on.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cektagihan::bot::jobs::Jobs;
use cektagihan::bot::jobs::job::{Job, JobId};
use cektagihan::bot::jobs::sweep_at::SweepAt;
use cektagihan::bot::jobs::work::Work;
use cektagihan::bot::parts::Parts;
use cektagihan::bot::rows::{Shown, Slot, read, slot_key, stored};
use cektagihan::bot::services::Services;
use cektagihan::bot::upkeep::erase;
use cektagihan::domain::check_id::CheckId;
use cektagihan::domain::person::{ChatId, MessageId, PersonId, Seat};
use cektagihan::ports::{Clock as _, Range, Store, StoreError, SystemClock, Table, Transaction};
use cektagihan::store::MemoryStore;
use chrono::{DateTime, TimeDelta};

use crate::doubles::{Hindered, Look as _, Wanted, parts};

const SWEEP: JobId = JobId { owner: PersonId(0), number: 1 };
/// More than two pages.
const MANY: usize = 600;

/// A store with old rows and a sweep that is due.
async fn dusty() -> Arc<MemoryStore> {
    let store = Arc::new(MemoryStore::default());
    let mut transaction = Transaction::default();
    for source in 0..MANY {
        let check = CheckId { source: i64::try_from(source).unwrap(), line: 0 };
        let slot = Slot { message: MessageId(1), at: DateTime::UNIX_EPOCH, shown: Shown::Text };
        transaction.put(Table::Slot, slot_key(ChatId(7), PersonId(7), check), stored(&slot));
    }
    let job = Job { work: Work::sweep(), due: SystemClock.now() };
    transaction.put(Table::Job, SWEEP.key(), stored(&job));
    store.commit(transaction).await.unwrap();
    store
}

async fn jobs(store: Arc<dyn Store>) -> Jobs {
    let services = Services::new(Parts { store, ..parts() }).await.unwrap();
    Jobs::resume(Arc::new(services)).await.unwrap()
}

fn at(store: &MemoryStore) -> SweepAt {
    let Job { work: Work::Sweep(at), .. } = read(&store.row(Table::Job, &SWEEP.key()).unwrap()).unwrap();
    at
}

#[tokio::test]
async fn a_step_and_where_its_job_goes_on_are_safe_together() {
    let store = dusty().await;
    // The disk fails in the middle of the second page of slots.
    let pages = Arc::new(AtomicUsize::new(0));
    let turned = Arc::clone(&pages);
    let reading = move |table, wanted: Wanted<'_>| {
        turned.fetch_add(usize::from(table == Table::Slot && matches!(wanted, Wanted::Range(_))), Ordering::SeqCst);
        Ok(())
    };
    let turned = Arc::clone(&pages);
    let writing = move || if turned.load(Ordering::SeqCst) == 2 { Err(StoreError::DiskFull) } else { Ok(()) };
    let rows: Arc<dyn Store> = Arc::<MemoryStore>::clone(&store);
    let failing = jobs(Arc::new(Hindered::over(rows).reading(reading).writing(writing))).await;
    assert!(matches!(failing.work_off().await, Err(StoreError::DiskFull)));
    let SweepAt::Table { table, after: Some(after) } = at(&store) else { panic!("it is past the slots") };
    assert_eq!(table, Table::Slot as u8);
    let left = store.keys_of(Table::Slot);
    assert!(left.len() < MANY && left.iter().all(|key| *key > after), "nothing before the cursor is left");
    // Another run goes on from there.
    jobs(Arc::<MemoryStore>::clone(&store)).await.work_off().await.unwrap();
    assert!(store.rows_of(Table::Slot).is_empty());
    assert_eq!(at(&store), SweepAt::Table { table: 0, after: None }, "the next one begins anew");
}

#[tokio::test]
async fn a_job_that_was_taken_away_during_its_step_stays_away_and_its_step_does_nothing() {
    let store = dusty().await;
    let taking = Arc::clone(&store);
    let reading = move |table, wanted: Wanted<'_>| {
        if table == Table::Slot && matches!(wanted, Wanted::Range(_)) {
            let mut transaction = Transaction::default();
            transaction.delete(Table::Job, SWEEP.key());
            futures::executor::block_on(taking.commit(transaction)).unwrap();
        }
        Ok(())
    };
    let rows: Arc<dyn Store> = Arc::<MemoryStore>::clone(&store);
    jobs(Arc::new(Hindered::over(rows).reading(reading))).await.work_off().await.unwrap();
    assert_eq!(store.row(Table::Job, &SWEEP.key()), None);
    assert_eq!(store.rows_of(Table::Slot).len(), MANY);
}

#[tokio::test]
async fn a_start_neither_hurries_nor_delays_a_sweep_that_waits() {
    let store = Arc::new(MemoryStore::default());
    let first = jobs(Arc::<MemoryStore>::clone(&store)).await;
    first.begin_own().await.unwrap();
    first.work_off().await.unwrap();
    let waits = store.row(Table::Job, &SWEEP.key()).unwrap();
    let Job { due, .. } = read(&waits).unwrap();
    assert!(due > SystemClock.now() + TimeDelta::minutes(50), "an hour after the first start");
    let second = jobs(Arc::<MemoryStore>::clone(&store)).await;
    second.begin_own().await.unwrap();
    second.work_off().await.unwrap();
    assert_eq!(store.row(Table::Job, &SWEEP.key()), Some(waits));
    assert_eq!(store.scan(Table::Job, Range::all(9)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_is_erased_has_no_jobs_any_more() {
    let store = Arc::new(MemoryStore::default());
    let job = Job { work: Work::sweep(), due: SystemClock.now() };
    let mut transaction = Transaction::default();
    for owner in [1, 2] {
        transaction.put(Table::Job, JobId { owner: PersonId(owner), number: 7 }.key(), stored(&job));
    }
    store.commit(transaction).await.unwrap();
    let rows: Arc<dyn Store> = Arc::<MemoryStore>::clone(&store);
    let services = Services::new(Parts { store: rows, ..parts() }).await.unwrap();
    let (mut transaction, ani) = (Transaction::default(), PersonId(1));
    let here = Seat { chat: ChatId(1), topic: None, person: ani };
    erase::everything(&services, &mut transaction, here, &erase::KeptRows::default()).await.unwrap();
    store.commit(transaction).await.unwrap();
    assert_eq!(store.keys_of(Table::Job), [JobId { owner: PersonId(2), number: 7 }.key()]);
}

#[tokio::test]
async fn no_row_keeps_the_house_from_sweeping() {
    let in_a_year = Job { work: Work::sweep(), due: SystemClock.now() + TimeDelta::days(365) };
    for row in [b"\x01{".to_vec(), stored(&in_a_year)] {
        let store = Arc::new(MemoryStore::default());
        let mut transaction = Transaction::default();
        transaction.put(Table::Job, SWEEP.key(), row);
        store.commit(transaction).await.unwrap();
        jobs(Arc::<MemoryStore>::clone(&store)).await.begin_own().await.unwrap();
        let Job { due, .. } = read(&store.row(Table::Job, &SWEEP.key()).unwrap()).unwrap();
        assert!(due <= SystemClock.now() + TimeDelta::hours(1));
    }
}
