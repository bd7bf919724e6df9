//! A row that nobody can read lets nobody in, by no way.

use crate::doubles::Look as _;
use cektagihan::bot::roster::{SharedRoster, write};
use cektagihan::bot::rows::person_key;
use cektagihan::domain::access::Role;
use cektagihan::domain::person::{Access, ChatId, PersonId, Seat};
use cektagihan::domain::roster::{Change, Digest, Group, Invite, Member};
use cektagihan::ports::{Recovery, Store, Table, Transaction};
use cektagihan::store::SledStore;
use chrono::TimeDelta;

use super::{STRANGER, lets_in, puts_out};
use crate::dialogue::talk::morning;
use crate::privacy::folder::put;
use crate::world::World;

const ANI: PersonId = PersonId(5);
const LINK: Digest = Digest([4; 32]);

/// One bit of a row changes while the bot is stopped.
async fn damages(world: &mut World, table: Table, key: &[u8]) {
    world.stop().await;
    let raw = SledStore::open(world.data(), SledStore::LOCK_WAIT).unwrap();
    let mut row = raw.row(table, key).unwrap();
    *row.last_mut().unwrap() ^= 1;
    put(&raw, table, key, &row).await;
    raw.close();
    drop(raw);
    world.start();
}

#[tokio::test]
async fn door_8_a_row_that_cannot_be_opened_makes_nobody_a_groups_guest_again() {
    let mut world = World::closed(&[1]).await;
    let group = world.telegram().add_group("Rute Selasa");
    let old = {
        let (owner, ani) = (world.person(1), world.person(2));
        lets_in(&owner, &ani).await;
        let there = world.member(group, None, 1);
        let panel = there.types("/grup", "Aktifkan untuk siapa").await;
        there.taps(&panel, "Semua orang, sebagai staf", "sebagai staf").await;
        puts_out(&owner).await;
        super::invites(&owner).await
    };
    damages(&mut world, Table::Member, &person_key(PersonId(2))).await;
    world.member(group, None, 2).types("/cek pln 514040400482", STRANGER).await;
    world.member(group, None, 3).types("/cek pln 514040400482", "INDAH P***").await;
    let (owner, ani) = (world.person(1), world.person(2));
    world.telegram().open_link(ani.person, &old);
    ani.sees("Undangan itu tidak berlaku").await;
    lets_in(&owner, &ani).await;
    owner.sees("pernah dikeluarkan").await;
    ani.types("pln 514040400482", "INDAH PUTRI").await;
}

#[tokio::test]
async fn door_8_whatever_the_value_is_its_key_says_that_there_is_somebody() {
    let rows: [&[u8]; 6] = [
        b"",
        b"\xff",
        b"\x01{}",
        b"\x02{\"role\":\"agent\",\"name\":\"\",\"since\":\"2026-11-23T03:31:00Z\",\"by\":null}",
        b"\x01{\"role\":\"emperor\",\"name\":\"\",\"since\":\"2026-11-23T03:31:00Z\",\"by\":null}",
        b"\xce\x00\x00",
    ];
    for row in rows {
        let store = cektagihan::store::MemoryStore::default();
        let group = Group { role: Some(Role::Staff), since: morning(), by: PersonId(1), title: String::new() };
        let mut transaction = Transaction::default();
        write(&mut transaction, &[Change::Group(ChatId(-100), Some(group))]);
        transaction.put(Table::Member, person_key(ANI), row.to_vec());
        store.commit(transaction).await.unwrap();
        let shared = SharedRoster::load(&Access::owned_by([PersonId(1)].into()), &store, morning()).await.unwrap().0;
        let roster = shared.current();
        let there = |person| roster.standing(Seat { chat: ChatId(-100), topic: None, person }).role;
        assert_eq!((there(ANI), there(PersonId(6))), (None, Some(Role::Staff)), "{row:?}");
        assert!(roster.standing(Seat { chat: ChatId(5), topic: None, person: ANI }).known, "their own data is theirs");
    }
}

#[tokio::test]
async fn door_8_a_decision_made_anew_counts_again() {
    let store = cektagihan::store::MemoryStore::default();
    put(&store, Table::Member, &person_key(ANI), b"\xff").await;
    let shared = SharedRoster::load(&Access::owned_by([PersonId(1)].into()), &store, morning()).await.unwrap().0;
    let later = morning() + TimeDelta::minutes(1);
    shared.apply(&[Change::Invite(LINK, Some(Invite::new(Role::Agent, PersonId(1), later)))]);
    assert!(shared.current().invite_for(&LINK, ANI, later).is_some());
    let member = Member { role: Some(Role::Agent), name: String::new(), since: later, by: None };
    shared.apply(&[Change::Member(ANI, member)]);
    assert_eq!(shared.current().role(ANI), Some(Role::Agent));
}

#[tokio::test]
async fn door_8_when_it_cannot_be_read_who_waits_for_an_owner_everybody_does() {
    let mut world = World::closed(&[1]).await;
    lets_in(&world.person(1), &world.person(2)).await;
    let mut transaction = Transaction::default();
    let nobody = Recovery { made: morning(), rows: Vec::new() };
    transaction.put(Table::Meta, Recovery::KEY.to_vec(), nobody.written());
    world.store().commit(transaction).await.unwrap();
    damages(&mut world, Table::Meta, Recovery::KEY).await;
    let (owner, ani) = (world.person(1), world.person(2));
    ani.types("pln 514040400482", "menunggu konfirmasi pemilik").await;
    let alarm = owner.sees("store-recovered").await;
    let screen = owner.taps(&alarm, "Periksa pemulihan", "1 anggota, 0 grup").await;
    owner.taps(&screen, "Konfirmasi semua", "Tidak ada lagi yang menunggu").await;
    ani.types("pln 514040400482", "INDAH PUTRI").await;
}
