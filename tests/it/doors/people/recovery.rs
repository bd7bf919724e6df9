//! A store that is lost and comes back from an export brings nobody back who was put out, and nothing that was erased.

use crate::doubles::{Look as _, read_trail};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use cektagihan::bot::roster::{decisions, write};
use cektagihan::bot::rows::{chat_prefix, person_key};
use cektagihan::domain::access::Role;
use cektagihan::domain::language::Language;
use cektagihan::domain::person::PersonId;
use cektagihan::domain::roster::{Change, Group, Member};
use cektagihan::ports::{Clock as _, Decision, Recovery, Store, StoreError, Table, Transaction, envelope};
use cektagihan::store::{SledStore, Vault};
use cektagihan::view::texts::Texts;
use chrono::TimeDelta;

use super::{STRANGER, lets_in, puts_out};
use crate::privacy::folder::Folder;
use crate::world::{Someone, World};

const WAITS: &str = "Akses Anda menunggu konfirmasi pemilik";

/// The disk loses the store; the exports and what lies beside it are left.
fn lose(data: &std::path::Path) {
    fs::remove_dir_all(data.join("store")).unwrap();
    fs::remove_file(data.join("journal")).unwrap();
}

async fn loses_its_store(world: &mut World) {
    world.stop().await;
    lose(world.data());
    world.start();
}

async fn confirms_all(owner: &Someone<'_>) {
    let list = owner.types("/anggota", "Anggota (1)").await;
    let screen = owner.taps(&list, "Periksa pemulihan", "Menunggu konfirmasi Anda").await;
    owner.taps(&screen, "Konfirmasi semua", "Tidak ada lagi yang menunggu").await;
}

fn role(world: &World, person: u64) -> Option<Role> {
    let row = world.store().row(Table::Member, &person_key(PersonId(person))).unwrap();
    envelope::decode::<Member>(1, &row).unwrap().role
}

#[tokio::test]
async fn door_3_recovery_brings_no_removed_member_back() {
    let mut world = World::closed(&[1]).await;
    let group = world.telegram().add_group("Rute Selasa");
    {
        let (owner, ani) = (world.person(1), world.person(2));
        lets_in(&owner, &ani).await;
        let there = world.member(group, None, 1);
        let panel = there.types("/grup", "Aktifkan untuk siapa").await;
        there.taps(&panel, "Semua orang, sebagai staf", "sebagai staf").await;
        assert!(world.vault().export().unwrap());
        puts_out(&owner).await;
    }
    loses_its_store(&mut world).await;
    let (owner, ani) = (world.person(1), world.person(2));
    ani.types("pln 514040400482", STRANGER).await;
    confirms_all(&owner).await;
    world.member(group, None, 3).types("/cek pln 514040400482", "INDAH P***").await;
    let guest = world.member(group, None, 2);
    guest.types("/cek pln 514040400482", STRANGER).await;
    assert_eq!((role(&world, 2), world.biller().observe(|seen| seen.all_inquiries())), (None, 1));
}

#[tokio::test]
async fn door_3_members_of_a_copy_wait_for_an_owner_who_is_called() {
    let mut world = World::closed(&[1]).await;
    lets_in(&world.person(1), &world.person(2)).await;
    assert!(world.vault().export().unwrap());
    loses_its_store(&mut world).await;
    {
        let (owner, ani) = (world.person(1), world.person(2));
        let alarm = owner.sees("store-recovered").await;
        let made = Texts::of(Language::Indonesian).time(Vault::newest_export(world.data()).unwrap());
        assert!(alarm.text.contains(&*made) && alarm.text.contains("/anggota"), "{}", alarm.text);
        owner.taps(&alarm, "Periksa pemulihan", "1 anggota, 0 grup").await;
        ani.types("pln 514040400482", WAITS).await;
    }
    // Waiting outlives the process.
    world.stop().await;
    world.start();
    let (owner, ani) = (world.person(1), world.person(2));
    ani.says("/cek pln 514040400482");
    ani.types("/privasi", "90 hari").await;
    assert_eq!(world.biller().observe(|seen| seen.all_inquiries()), 0);
    confirms_all(&owner).await;
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    assert!(world.store().row(Table::Meta, Recovery::KEY).is_none());
}

#[tokio::test]
async fn door_3_an_owner_may_look_through_those_who_wait() {
    let mut world = World::closed(&[1]).await;
    {
        let (owner, ani) = (world.person(1), world.person(2));
        lets_in(&owner, &ani).await;
        assert!(world.vault().export().unwrap());
    }
    loses_its_store(&mut world).await;
    {
        let (owner, ani) = (world.person(1), world.person(2));
        let list = owner.types("/anggota", "Anggota (1)").await;
        let screen = owner.taps(&list, "Periksa pemulihan", "1 anggota, 0 grup").await;
        let people = owner.taps(&screen, "Periksa satu per satu", "Ani · agen").await;
        owner.taps(&people, "Terima Ani", "Tidak ada lagi yang menunggu").await;
        ani.types("pln 514040400482", "INDAH PUTRI").await;
    }
    world.stop().await;
    world.start();
    world.person(2).types("pln 520511567087", "520511567087").await;
}

#[tokio::test]
async fn door_3_who_is_let_in_anew_waits_for_nothing() {
    let mut world = World::closed(&[1]).await;
    lets_in(&world.person(1), &world.person(2)).await;
    assert!(world.vault().export().unwrap());
    loses_its_store(&mut world).await;
    {
        let (owner, ani) = (world.person(1), world.person(2));
        ani.types("/start", WAITS).await;
        lets_in(&owner, &ani).await;
    }
    world.stop().await;
    world.start();
    world.person(2).types("pln 514040400482", "INDAH PUTRI").await;
}

#[tokio::test]
async fn door_3_who_waits_is_told_a_few_times_and_gets_no_code() {
    let mut world = World::closed(&[1]).await;
    lets_in(&world.person(1), &world.person(2)).await;
    assert!(world.vault().export().unwrap());
    loses_its_store(&mut world).await;
    let ani = world.person(2);
    for _ in 0..8 {
        ani.says("/start");
    }
    ani.types("/privasi", "90 hari").await;
    assert_eq!(ani.texts().iter().filter(|text| text.contains(WAITS)).count(), 5);
    assert!(world.rows(Table::Pairing).is_empty());
}

#[tokio::test]
async fn door_3_recovery_undoes_no_demotion() {
    let mut world = World::closed(&[1]).await;
    {
        let (owner, ani) = (world.person(1), world.person(2));
        lets_in(&owner, &ani).await;
        assert!(world.vault().export().unwrap());
        let list = owner.types("/anggota", "Anggota (2)").await;
        let card = owner.taps(&list, "Ani · agen", "Sejak").await;
        owner.taps(&card, "Jadikan staf", "Ani sekarang staf").await;
    }
    loses_its_store(&mut world).await;
    confirms_all(&world.person(1)).await;
    assert_eq!(role(&world, 2), Some(Role::Staff));
}

#[tokio::test]
async fn door_3_recovery_undoes_no_erasure() {
    let mut world = World::open().await;
    {
        let (ani, budi) = (world.person(1), world.person(2));
        let group = world.telegram().add_group("RT 05");
        for who in [&ani, &budi] {
            who.types("pln 514040400482", "INDAH PUTRI").await;
        }
        world.member(group, None, 1).types("/cek pln 514040400482", "INDAH P***").await;
        assert!(world.vault().export().unwrap());
        let asked = ani.types("/hapusdata", "Hapus data Anda dari bot ini?").await;
        ani.taps(&asked, "Ya, hapus data saya", "Data Anda sudah dihapus").await;
    }
    loses_its_store(&mut world).await;
    let kept = world.rows(Table::Profile);
    assert_eq!(kept.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>(), [person_key(PersonId(2))]);
    assert!(world.rows(Table::Ticket).is_empty(), "a bill lies behind a group's button");
}

#[tokio::test]
async fn door_3_recovery_undoes_no_erasure_of_what_could_not_be_understood() {
    let mut world = World::open().await;
    {
        let ani = world.person(1);
        let mut transaction = Transaction::default();
        transaction.put(Table::Profile, person_key(ani.person), b"\x01{\"language\":\"tlh\"}".to_vec());
        world.store().commit(transaction).await.unwrap();
        ani.types("pln 514040400482", "INDAH PUTRI").await;
        assert_eq!(world.rows(Table::Aside).len(), 1);
        assert!(world.vault().export().unwrap());
        let asked = ani.types("/hapusdata", "Hapus data Anda dari bot ini?").await;
        ani.taps(&asked, "Ya, hapus data saya", "Data Anda sudah dihapus").await;
    }
    loses_its_store(&mut world).await;
    assert!(world.rows(Table::Aside).is_empty() && world.rows(Table::Profile).is_empty());
}

/// What the store is told, and what it holds, of a change at the door.
async fn happens(vault: &Vault, change: Change) {
    vault.rows().witness(decisions(std::slice::from_ref(&change))).await.unwrap();
    let mut transaction = Transaction::default();
    write(&mut transaction, &[change]);
    vault.rows().commit(transaction).await.unwrap();
}

fn member(folder: &Folder, role: Option<Role>) -> Change {
    let name = if role.is_some() { "Ani".to_owned() } else { String::new() };
    Change::Member(PersonId(7), Member { role, name, since: folder.clock.now(), by: None })
}

fn waiting(rows: &dyn Store) -> Recovery {
    Recovery::read(&rows.row(Table::Meta, Recovery::KEY).unwrap()).unwrap()
}

fn role_of(rows: &dyn Store) -> Option<Role> {
    let row = rows.row(Table::Member, &person_key(PersonId(7))).expect("a row");
    envelope::decode::<Member>(1, &row).unwrap().role
}

fn close(vault: Vault) {
    vault.close();
    drop(vault);
}

#[tokio::test]
async fn door_3_what_was_decided_lies_sealed_in_a_file_of_its_owners_alone() {
    let folder = Folder::new();
    let vault = folder.open().await;
    happens(&vault, member(&folder, Some(Role::Agent))).await;
    let file = folder.data().join("decisions");
    let bytes = fs::read(&file).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    assert!(!holds(b"Ani") && !holds(&person_key(PersonId(7))) && !holds(b"agent"));
}

#[tokio::test]
async fn door_3_a_link_in_the_place_of_the_file_leads_nowhere() {
    let folder = Folder::new();
    let vault = folder.open().await;
    let elsewhere = folder.data().join("elsewhere");
    fs::write(&elsewhere, "precious").unwrap();
    for name in ["decisions", "decisions.new"] {
        std::os::unix::fs::symlink(&elsewhere, folder.data().join(name)).unwrap();
    }
    happens(&vault, member(&folder, None)).await;
    assert_eq!(fs::read(&elsewhere).unwrap(), b"precious");
    assert!(fs::symlink_metadata(folder.data().join("decisions")).unwrap().is_file());
}

#[tokio::test]
async fn door_3_the_newest_decision_counts_whether_the_export_knows_it_or_not() {
    let folder = Folder::new();
    let vault = folder.open().await;
    happens(&vault, member(&folder, Some(Role::Agent))).await;
    vault.export().unwrap();
    close(vault);
    for (role, exported) in [(None, false), (Some(Role::Admin), false), (None, true), (Some(Role::Staff), true)] {
        folder.clock.pass(TimeDelta::hours(25));
        let vault = folder.open().await;
        happens(&vault, member(&folder, role)).await;
        folder.clock.pass(TimeDelta::minutes(1));
        if exported {
            assert!(vault.export().unwrap());
        }
        close(vault);
        lose(folder.data());
        let vault = folder.open().await;
        assert_eq!(role_of(vault.rows().as_ref()), role, "exported: {exported}");
        close(vault);
    }
}

#[tokio::test]
async fn door_3_a_group_that_was_closed_stays_closed() {
    let folder = Folder::new();
    let vault = folder.open().await;
    let group = Group { role: Some(Role::Staff), since: folder.clock.now(), by: PersonId(1), title: String::new() };
    let chat = cektagihan::domain::person::ChatId(-100);
    happens(&vault, Change::Group(chat, Some(group))).await;
    vault.export().unwrap();
    folder.clock.pass(TimeDelta::minutes(1));
    happens(&vault, Change::Group(chat, None)).await;
    close(vault);
    lose(folder.data());
    let vault = folder.open().await;
    assert_eq!(vault.rows().row(Table::Group, &chat_prefix(chat)), None);
}

#[tokio::test]
async fn door_3_a_recovery_that_is_broken_off_lets_nobody_wait_less() {
    let folder = Folder::new();
    let vault = folder.open().await;
    happens(&vault, member(&folder, Some(Role::Agent))).await;
    vault.export().unwrap();
    close(vault);
    lose(folder.data());
    let vault = folder.open().await;
    let first = waiting(vault.rows().as_ref());
    assert_eq!(first.keys(Table::Member).collect::<Vec<_>>(), [person_key(PersonId(7))]);
    close(vault);
    // As if it had ended before it was noted whose the rows are.
    {
        let raw = SledStore::open(folder.data(), SledStore::LOCK_WAIT).unwrap();
        let mut transaction = Transaction::default();
        transaction.delete(Table::Seal, b"key".to_vec());
        raw.commit(transaction).await.unwrap();
    }
    assert_eq!(waiting(folder.open().await.rows().as_ref()), first);
}

#[tokio::test]
async fn door_3_before_there_is_an_export_what_was_decided_comes_back_and_waits() {
    let folder = Folder::new();
    let vault = folder.open().await;
    happens(&vault, member(&folder, Some(Role::Agent))).await;
    close(vault);
    lose(folder.data());
    let vault = folder.open().await;
    assert_eq!(role_of(vault.rows().as_ref()), Some(Role::Agent));
    assert_eq!(waiting(vault.rows().as_ref()).rows.len(), 1);
    assert_eq!(
        read_trail(vault.rows().as_ref()).await.unwrap().1,
        None,
        "the trail was lost with the store and begins anew"
    );
}

#[tokio::test]
async fn door_3_a_new_key_opens_what_was_decided_under_the_old_one() {
    let folder = Folder::new();
    let vault = folder.open().await;
    happens(&vault, member(&folder, Some(Role::Agent))).await;
    close(vault);
    Vault::rotate(folder.data(), &folder.key(), std::sync::Arc::new(folder.clock.clone())).await.unwrap();
    folder.clock.pass(TimeDelta::minutes(1));
    let vault = folder.open().await;
    happens(
        &vault,
        Change::Member(PersonId(8), Member { role: None, name: String::new(), since: folder.clock.now(), by: None }),
    )
    .await;
    close(vault);
    lose(folder.data());
    fs::remove_dir_all(folder.data().join("exports")).unwrap();
    let vault = folder.open().await;
    assert_eq!(vault.rows().rows_of(Table::Member).len(), 2, "one decided before, one after");
}

#[tokio::test]
async fn door_3_what_cannot_be_written_down_is_not_done() {
    let folder = Folder::new();
    let vault = folder.open().await;
    fs::create_dir_all(folder.data().join("decisions/full")).unwrap();
    let refused = vault.rows().witness(decisions(&[member(&folder, None)])).await;
    assert!(matches!(refused, Err(StoreError::Unusable(_))), "{refused:?}");
}

#[tokio::test]
async fn door_3_the_file_is_bounded_and_forgets_what_every_export_knows() {
    let folder = Folder::new();
    let vault = folder.open().await;
    let decided = |table, number: u32| Decision { table, key: number.to_be_bytes().to_vec(), value: None };
    let file = folder.data().join("decisions");
    vault.rows().witness((0..9_000).map(|number| decided(Table::Profile, number)).collect()).await.unwrap();
    vault.rows().witness(vec![decided(Table::Member, 0)]).await.unwrap();
    let full = fs::metadata(&file).unwrap().len();
    vault.rows().witness((9_000..18_000).map(|number| decided(Table::Profile, number)).collect()).await.unwrap();
    assert_eq!(fs::metadata(&file).unwrap().len(), full, "the newest are kept");
    for _ in 0..4 {
        folder.clock.pass(TimeDelta::hours(24));
        assert!(vault.export().unwrap());
    }
    vault.rows().witness(vec![decided(Table::Member, 1)]).await.unwrap();
    assert!(fs::metadata(&file).unwrap().len() < 200);
}
