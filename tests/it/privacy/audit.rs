//! The audit trail: complete, masked, and no record can be taken out or changed unseen.

use crate::doubles::{Look as _, read_trail};
use std::sync::Arc;

use cektagihan::audit::{self, Break, Entry, Record};
use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::domain::product::ProductCode;
use cektagihan::ports::{Clock as _, Store, Table, Transaction};
use cektagihan::store::MemoryStore;
use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;

use super::folder::{Folder, delete, put};
use crate::world::{World, patiently};

fn entry(at: DateTime<Utc>, trace: &str) -> Entry {
    Entry {
        at,
        person: PersonId(1),
        chat: ChatId(1),
        product: ProductCode::parse("POSTPAIDPLN").unwrap(),
        number: "5140****0482".to_owned(),
        outcome: "bill".to_owned(),
        ms: 120,
        trace: trace.to_owned(),
    }
}

async fn write(rows: &dyn Store, at: DateTime<Utc>, trace: &str) {
    let mut transaction = Transaction::default();
    audit::append(&mut transaction, &entry(at, trace), 0);
    rows.commit(transaction).await.unwrap();
}

fn places(records: &[Record]) -> Vec<u64> {
    records.iter().map(|record| record.place).collect()
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_014_400, 0).unwrap()
}

/// Ten records, a minute apart.
async fn ten() -> MemoryStore {
    let rows = MemoryStore::default();
    for minute in 0..10 {
        write(&rows, noon() + TimeDelta::minutes(minute), &format!("{minute:07}")).await;
    }
    rows
}

/// The key of the record at a place.
fn key(rows: &dyn Store, place: usize) -> Vec<u8> {
    rows.rows_of(Table::Audit)[place - 1].0.clone()
}

#[tokio::test]
async fn every_check_is_noted_once_and_masked() {
    let world = World::open().await;
    let ani = world.person(1);
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    ani.types("pln 519900997002", "tidak ditemukan").await;
    world.biller().hold();
    ani.says("pln 520511567087");
    patiently("the inquiry", world.biller().until(|seen| (seen.waiting() == 1).then_some(()))).await;
    ani.types("/batal", "Dibatalkan").await;
    world.biller().release();
    let (records, broken) = read_trail(world.store().as_ref()).await.unwrap();
    assert_eq!(broken, None);
    let told: Vec<_> =
        records.iter().map(|record| (record.entry.number.as_str(), record.entry.outcome.as_str())).collect();
    assert_eq!(told, [("5140****0482", "bill"), ("5199****7002", "customer-not-found"), ("5205****7087", "cancelled")]);
    for Record { entry, .. } in &records {
        assert_eq!((entry.person, entry.chat, entry.product.as_str()), (PersonId(1), ChatId(1), "POSTPAIDPLN"));
        assert!(entry.ms >= 0 && entry.trace.len() == 7, "{entry:?}");
    }
}

#[tokio::test]
async fn a_check_that_an_erasure_ends_is_noted_too() {
    let world = World::open().await;
    let groups = [world.telegram().add_group("RT 05"), world.telegram().add_group("RT 06")];
    world.biller().hold();
    for (group, number) in groups.into_iter().zip(["514040400482", "520511567087"]) {
        world.member(group, None, 1).says(&format!("/cek pln {number}"));
    }
    patiently("the inquiries", world.biller().until(|seen| (seen.waiting() == 2).then_some(()))).await;
    let ani = world.person(1);
    let asked = ani.types("/hapusdata", "Hapus data Anda").await;
    ani.taps(&asked, "Ya, hapus data saya", "Data Anda sudah dihapus").await;
    world.biller().release();
    ani.types("/start", "Cek tagihan pascabayar").await;
    let (records, broken) = read_trail(world.store().as_ref()).await.unwrap();
    assert_eq!(broken, None);
    let mut told: Vec<_> = records.iter().map(|record| (record.entry.chat, record.entry.outcome.as_str())).collect();
    told.sort_unstable();
    let mut expected = groups.map(|group| (group, "cancelled"));
    expected.sort_unstable();
    assert_eq!(told, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn turns_that_are_written_together_make_one_chain() {
    let folder = Folder::new();
    let vault = folder.open().await;
    let rows = vault.rows();
    let turn = |turn: u32| {
        let (rows, at) = (Arc::clone(&rows), folder.clock.now());
        tokio::spawn(async move { write(rows.as_ref(), at, &format!("{turn:07}")).await })
    };
    join_all((0..500).map(turn)).await;
    vault.close();
    let vault = folder.open().await;
    let (records, broken) = read_trail(vault.rows().as_ref()).await.unwrap();
    assert_eq!((places(&records), broken), ((1..=500).collect(), None));
}

#[tokio::test]
async fn a_record_that_is_taken_out_is_missed() {
    for place in 1..=10 {
        let rows = ten().await;
        delete(&rows, Table::Audit, &key(&rows, place)).await;
        let (records, broken) = read_trail(&rows).await.unwrap();
        let place = place as u64;
        assert_eq!((places(&records), broken), ((1..place).collect(), Some(Break::Missing(place))));
    }
}

#[tokio::test]
async fn a_record_that_is_changed_breaks_the_chain_after_it() {
    for place in 1..=10 {
        let rows = ten().await;
        let key = key(&rows, place);
        let mut value = rows.row(Table::Audit, &key).unwrap();
        let at = value.windows(4).position(|window| window == b"bill").unwrap();
        value[at..at + 4].copy_from_slice(b"none");
        put(&rows, Table::Audit, &key, &value).await;
        let (_, broken) = read_trail(&rows).await.unwrap();
        assert_eq!(broken, Some(Break::Unlinked((place as u64 + 1).min(10))));
    }
}

#[tokio::test]
async fn a_record_that_is_added_by_hand_is_seen() {
    let rows = ten().await;
    let copy = rows.row(Table::Audit, &key(&rows, 4)).unwrap();
    put(&rows, Table::Audit, b"zzzz", &copy).await;
    assert_eq!(read_trail(&rows).await.unwrap().1, Some(Break::Unlinked(4)));
}

#[tokio::test]
async fn old_records_go_and_the_rest_still_holds() {
    let rows = ten().await;
    for day in 1..4 {
        write(&rows, noon() + TimeDelta::days(day), "8888888").await;
    }
    assert_eq!(audit::prune(&rows, noon()).await.unwrap(), 0, "its own day is kept");
    assert_eq!(audit::prune(&rows, noon() + TimeDelta::days(2)).await.unwrap(), 11);
    let (records, broken) = read_trail(&rows).await.unwrap();
    assert_eq!((places(&records), broken), (vec![12, 13], None));
    let gone = key(&rows, 1);
    delete(&rows, Table::Audit, &gone).await;
    assert_eq!(read_trail(&rows).await.unwrap().1, Some(Break::Missing(12)));
}

#[tokio::test]
async fn a_trail_of_many_days_is_read_in_order_and_a_gap_in_it_is_found() {
    let rows = MemoryStore::default();
    // Every third is written a day late: its neighbours lie on the day after it, pages away.
    for record in 0..3_000_i64 {
        let day = record / 100 - i64::from(record % 3 == 0);
        write(&rows, noon() + TimeDelta::days(day) + TimeDelta::milliseconds(record), &format!("{record:07}")).await;
    }
    let (records, broken) = read_trail(&rows).await.unwrap();
    assert_eq!((places(&records), broken), ((1..=3_000).collect(), None));
    let gone = rows.rows_of(Table::Audit).into_iter().find(|(key, _)| key.ends_with(b"0001499\0")).unwrap().0;
    delete(&rows, Table::Audit, &gone).await;
    let (records, broken) = read_trail(&rows).await.unwrap();
    assert_eq!((places(&records), broken), ((1..1_500).collect(), Some(Break::Missing(1_500))));
}

#[tokio::test]
async fn turns_that_cross_at_midnight_are_in_order_and_pruned_in_order() {
    let rows = MemoryStore::default();
    let midnight = noon() + TimeDelta::hours(12);
    let second = TimeDelta::seconds(1);
    for (at, trace) in [(midnight - second, "a"), (midnight + second, "b"), (midnight - second, "c")] {
        write(&rows, at, trace).await;
    }
    let traces = |records: &[Record]| records.iter().map(|record| record.entry.trace.clone()).collect::<String>();
    let (records, broken) = read_trail(&rows).await.unwrap();
    assert_eq!((traces(&records), broken), ("abc".to_owned(), None));
    assert_eq!(audit::prune(&rows, midnight).await.unwrap(), 1, "the third waits for the second");
    let (records, broken) = read_trail(&rows).await.unwrap();
    assert_eq!((traces(&records), broken), ("bc".to_owned(), None));
    audit::prune(&rows, midnight + TimeDelta::days(1)).await.unwrap();
    assert_eq!(read_trail(&rows).await.unwrap(), (Vec::new(), None));
}
