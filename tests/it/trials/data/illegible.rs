//! A row that is there and cannot be understood, damaged or of a later version: it reads as none where there
//! is a home screen to go on from, the owners hear of it, and what would be missed is not lost.

use crate::doubles::{Look as _, swept};
use std::sync::Arc;

use cektagihan::bot::rows::{aside_key, inbox_key, outbox_key, person_key, seat_key};
use cektagihan::domain::person::{ChatId, PersonId, Seat};
use cektagihan::ports::{Store as _, Table, Transaction};
use cektagihan::store::SledStore;

use crate::world::{World, patiently};

const OWNER: u64 = 900;
const LATER: &[u8] = b"\x09{\"of\":\"a later version\"}";

async fn put(world: &World, table: Table, key: Vec<u8>, value: &[u8]) {
    let mut transaction = Transaction::default();
    transaction.put(table, key, value.to_vec());
    world.store().commit(transaction).await.unwrap();
}

fn conversation(person: u64) -> Vec<u8> {
    let chat = ChatId(i64::try_from(person).unwrap());
    seat_key(Seat { chat, topic: None, person: PersonId(person) })
}

#[tokio::test]
async fn a_conversation_of_a_later_version_finds_the_home_screen_and_the_owner_hears_of_it() {
    let world = World::owned_by(OWNER).await;
    let (owner, ani) = (world.person(OWNER), world.person(1));
    owner.types("/start", "Cek tagihan pascabayar").await;
    put(&world, Table::Conversation, conversation(1), LATER).await;
    let home = ani.types("/start", "Cek tagihan pascabayar").await;
    let alert = owner.sees("row-unreadable-conversation").await;
    assert!(alert.text.contains("Gangguan bot"), "{}", alert.text);
    ani.taps(&home, "BPJS", "kartu BPJS").await;
    ani.types("8888801433177155", "berapa bulan").await;
}

#[tokio::test]
async fn a_profile_that_cannot_be_understood_is_set_aside_before_it_is_written_over() {
    for illegible in [LATER, b"\x01{\"language\":\"tlh\"}", b"\x01\xff", b""] {
        let world = World::owned_by(OWNER).await;
        let (owner, ani) = (world.person(OWNER), world.person(1));
        owner.types("/start", "Cek tagihan pascabayar").await;
        put(&world, Table::Profile, person_key(ani.person), illegible).await;
        let languages = ani.types("/bahasa", "Choose a language").await;
        ani.taps(&languages, "English", "English").await;
        owner.sees("row-unreadable-profile").await;
        let aside = || world.store().row(Table::Aside, &aside_key(Table::Profile, &person_key(ani.person)));
        assert_eq!(aside().as_deref(), Some(illegible));
        ani.types("/bantuan", "How to use it").await;
        let sure = ani.types("/hapusdata", "Erase your data").await;
        ani.taps(&sure, "Yes, erase my data", "has been erased").await;
        assert_eq!(aside(), None, "what is kept of a person is erased, understood or not");
    }
}

#[tokio::test]
async fn members_groups_and_invitations_that_cannot_be_understood_are_set_aside_at_the_start() {
    let mut world = World::owned_by(OWNER).await;
    world.person(OWNER).types("/start", "Cek tagihan pascabayar").await;
    let rows = [(Table::Member, vec![0; 8]), (Table::Group, vec![1; 8]), (Table::Invite, vec![2; 32])];
    for (table, key) in &rows {
        put(&world, *table, key.clone(), LATER).await;
    }
    world.stop().await;
    world.start();
    let owner = world.person(OWNER);
    for (table, key) in &rows {
        owner.sees(&format!("row-unreadable-{}", table.name())).await;
        assert_eq!(world.store().row(Table::Aside, &aside_key(*table, key)).as_deref(), Some(LATER));
        assert_eq!(world.store().row(*table, key).as_deref(), Some(LATER), "nor is it touched");
    }
}

#[tokio::test]
async fn work_that_cannot_be_understood_is_told_of_at_the_start_and_stays() {
    let mut world = World::owned_by(OWNER).await;
    world.person(OWNER).types("/start", "Cek tagihan pascabayar").await;
    let rows = [
        (Table::Outbox, outbox_key(ChatId(1), 7)),
        (Table::Inbox, inbox_key(7)),
        (Table::Gone, vec![3; 8]),
        (Table::Moved, vec![4; 8]),
    ];
    for (table, key) in &rows {
        put(&world, *table, key.clone(), LATER).await;
    }
    world.stop().await;
    world.start();
    let owner = world.person(OWNER);
    for (table, key) in &rows {
        owner.sees(&format!("row-unreadable-{}", table.name())).await;
        assert_eq!(world.store().row(*table, key).as_deref(), Some(LATER));
    }
}

#[tokio::test]
async fn the_owner_is_told_once_however_often_it_is_met() {
    let world = World::owned_by(OWNER).await;
    let (owner, ani) = (world.person(OWNER), world.person(1));
    owner.types("/start", "Cek tagihan pascabayar").await;
    put(&world, Table::Conversation, conversation(1), LATER).await;
    for _ in 0..3 {
        ani.types("/bantuan", "Cara memakai").await;
    }
    owner.sees("row-unreadable-conversation").await;
    let helped = world.telegram().until(|seen| {
        let helped = seen.messages(ani.chat).filter(|message| message.is_from_bot()).count();
        (helped == 3).then_some(())
    });
    patiently("three answers", helped).await;
    let alerts = owner.texts().iter().filter(|text| text.contains("row-unreadable")).count();
    assert_eq!(alerts, 1);
}

/// Changes the last bit of a row where it lies.
fn damage(world: &World, table: Table, key: &[u8]) {
    let raw = SledStore::open(world.data(), SledStore::LOCK_WAIT).unwrap();
    let mut value = raw.row(table, key).unwrap();
    *value.last_mut().unwrap() ^= 1;
    let mut transaction = Transaction::default();
    transaction.put(table, key.to_vec(), value);
    futures::executor::block_on(raw.commit(transaction)).unwrap();
    raw.close();
}

#[tokio::test]
async fn a_row_whose_seal_does_not_open_is_there_all_the_same() {
    let mut world = World::owned_by(OWNER).await;
    {
        let (owner, ani) = (world.person(OWNER), world.person(1));
        owner.types("/start", "Cek tagihan pascabayar").await;
        let languages = ani.types("/bahasa", "Choose a language").await;
        ani.taps(&languages, "English", "English").await;
        put(&world, Table::Member, person_key(PersonId(7)), b"\x01{}").await;
    }
    world.stop().await;
    let keys = [(Table::Profile, person_key(PersonId(1))), (Table::Member, person_key(PersonId(7)))];
    for (table, key) in &keys {
        damage(&world, *table, key);
    }
    world.start();
    let (owner, ani) = (world.person(OWNER), world.person(1));
    ani.types("/bantuan", "Cara memakai").await;
    for (table, key) in &keys {
        owner.sees(&format!("row-unreadable-{}", table.name())).await;
        assert!(world.store().row(*table, key).is_some());
        assert!(world.store().row(Table::Aside, &aside_key(*table, key)).is_some());
        assert_eq!(world.rows(*table).iter().filter(|(found, _)| found == key).count(), 1);
    }
}

#[tokio::test]
async fn what_cannot_be_understood_is_swept_aloud() {
    let world = World::owned_by(OWNER).await;
    world.person(OWNER).types("/start", "Cek tagihan pascabayar").await;
    let store = world.store();
    put(&world, Table::Ticket, vec![b'T'; 16], LATER).await;
    let services = Arc::new(super::starts::services(Arc::clone(&store)).unwrap());
    crate::logs::listen();
    swept(&services).await;
    assert_eq!(store.row(Table::Ticket, &[b'T'; 16]), None);
    let told = crate::logs::heard().iter().any(|line| line.contains("a stored row cannot be understood"));
    assert!(told, "silently");
}
