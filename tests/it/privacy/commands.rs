//! `/privasi` and `/hapusdata` as a person meets them.

use crate::doubles::Look as _;
use cektagihan::bot::rows::person_key;
use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::ports::Table;
use cektagihan::sandbox::bot_api::{CallOutcome, RetryAfter};

use crate::world::{Someone, World, patiently};

async fn erases_everything(who: &Someone<'_>) {
    let asked = who.types("/hapusdata", "Hapus data Anda dari bot ini?").await;
    who.taps(&asked, "Ya, hapus data saya", "Data Anda sudah dihapus").await;
}

/// How many rows of this table the bot keeps.
fn kept(world: &World, table: Table) -> usize {
    world.store().rows_of(table).len()
}

#[tokio::test]
async fn a_person_is_told_what_is_kept_and_for_how_long() {
    let world = World::open().await;
    let ani = world.person(1);
    let told = ani.types("/privasi", "90 hari").await;
    assert!(told.text.contains("365 hari") && told.text.contains("/hapusdata"), "{}", told.text);
    let choice = ani.types("/bahasa", "Choose a language").await;
    ani.taps(&choice, "English", "English").await;
    ani.types("/privacy", "after 90 days").await;
}

#[tokio::test]
async fn what_is_erased_is_gone_in_every_chat_and_others_keep_theirs() {
    let world = World::open().await;
    let (ani, budi) = (world.person(1), world.person(2));
    for who in [&ani, &budi] {
        let group = world.telegram().add_group("RT 05");
        who.types("pln 514040400482", "INDAH PUTRI").await;
        let there = world.member(group, None, who.person.0);
        there.types("/cek pln 514040400482", "INDAH P***").await;
        there.types("/cek bpjs 0001433177155", "berapa bulan").await;
    }
    let theirs = [Table::Profile, Table::Conversation, Table::Ticket, Table::Slot];
    let before = theirs.map(|table| kept(&world, table));
    assert!(before.iter().all(|rows| rows % 2 == 0 && *rows > 0), "{before:?}");
    erases_everything(&ani).await;
    let settled = world.telegram().until(|seen| (seen.pending_updates() == 0).then_some(()));
    patiently("the turn to be stored", settled).await;
    let after = theirs.map(|table| kept(&world, table));
    assert_eq!(after, before.map(|rows| rows / 2));
    assert!(world.store().row(Table::Profile, &person_key(PersonId(1))).is_none());
    assert!(world.store().row(Table::Profile, &person_key(PersonId(2))).is_some());
    let home = ani.types("/start", "Cek tagihan pascabayar").await;
    assert!(!home.labels().any(|label| label.contains("INDAH")), "a customer is still remembered");
}

#[tokio::test]
async fn nothing_is_erased_before_the_person_says_so() {
    let world = World::open().await;
    let ani = world.person(1);
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    let asked = ani.types("/hapusdata", "Hapus data Anda dari bot ini?").await;
    ani.taps(&asked, "Batal", "Dibatalkan").await;
    let home = ani.types("/start", "Cek tagihan pascabayar").await;
    assert!(home.labels().any(|label| label.contains("INDAH")));
}

const STRANGER: &str = "hanya untuk orang yang diundang";

async fn lets_in(owner: &Someone<'_>, who: &Someone<'_>) {
    let choice = owner.types("/undang", "Undang sebagai apa").await;
    let made = owner.taps(&choice, "Sebagai agen", "sebagai agen").await;
    let link = made.text.split_whitespace().find(|word| word.contains("?start=")).unwrap();
    owner.world.telegram().open_link(who.person, link.split_once("?start=").unwrap().1);
    who.sees("Anda sekarang agen").await;
}

async fn puts_out(owner: &Someone<'_>, who: &str) {
    let list = owner.types("/anggota", "Anggota (").await;
    let card = owner.taps(&list, who, "Sejak").await;
    let question = owner.taps(&card, "Keluarkan", "Keluarkan Ani?").await;
    owner.taps(&question, "Ya, keluarkan", "sudah dikeluarkan").await;
}

#[tokio::test]
async fn who_was_put_out_may_still_see_and_erase_what_is_kept_of_them() {
    let world = World::closed(&[1]).await;
    let (owner, ani) = (world.person(1), world.person(2));
    lets_in(&owner, &ani).await;
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    puts_out(&owner, "Ani · agen").await;
    ani.types("pln 514040400482", STRANGER).await;
    let told = ani.types("/privasi", "90 hari").await;
    assert_eq!(told.labels().count(), 0, "no way leads further in");
    assert_eq!(kept(&world, Table::Pairing), 1, "the code they were given a moment ago");
    let asked = ani.types("/hapusdata", "Hapus data Anda dari bot ini?").await;
    assert_eq!(asked.labels().collect::<Vec<_>>(), ["Ya, hapus data saya"]);
    let done = ani.taps(&asked, "Ya, hapus data saya", "Data Anda sudah dihapus").await;
    assert_eq!(done.labels().count(), 0);
    assert!(world.store().row(Table::Profile, &person_key(PersonId(2))).is_none());
    assert_eq!(kept(&world, Table::Pairing), 0);
    ani.types("/privacy", "90 hari").await;
    let members = kept(&world, Table::Member);
    assert_eq!(members, 1, "that they were put out stays");
}

#[tokio::test]
async fn a_former_guest_may_as_long_as_anything_is_kept_of_them() {
    let world = World::closed(&[1]).await;
    let group = world.telegram().add_group("RT 05");
    let (owner, budi) = (world.member(group, None, 1), world.member(group, None, 11));
    let panel = owner.types("/grup", "Aktifkan untuk siapa").await;
    let panel = owner.taps(&panel, "Semua orang, sebagai staf", "sebagai staf").await;
    budi.types("/cek pln 514040400482", "INDAH P***").await;
    owner.taps(&panel, "Nonaktifkan", "Aktifkan lagi untuk siapa").await;
    let alone = world.person(11);
    alone.types("/privasi", "90 hari").await;
    erases_everything(&alone).await;
    assert!(world.store().row(Table::Profile, &person_key(PersonId(11))).is_none());
    let before = alone.texts().len();
    alone.types("/privasi", STRANGER).await;
    assert_eq!(alone.texts().len(), before + 1);
}

#[tokio::test]
async fn a_stranger_learns_nothing_by_either() {
    let world = World::closed(&[1]).await;
    let citra = world.person(9);
    let told = citra.types("/privasi", STRANGER).await;
    citra.says("/hapusdata");
    let query = world.telegram().press_raw(citra.chat, citra.person, told.id, "e");
    let answer = world.telegram().until(|seen| seen.callback_answer(query).cloned());
    assert!(patiently("the press to be answered", answer).await.text.contains(STRANGER));
    assert_eq!(citra.texts().len(), 1, "{:?}", citra.texts());
    assert_eq!(kept(&world, Table::Pairing), 1, "a stranger's code stays good");
}

#[tokio::test]
async fn what_was_owed_to_an_erased_person_is_not_delivered() {
    let world = World::open().await;
    let group = world.telegram().add_group("RT 05");
    let ani = world.person(1);
    ani.types("/start", "Cek tagihan pascabayar").await;
    world.telegram().fail_chat(ani.chat, RetryAfter { seconds: 2, times: 1 });
    ani.says("pln 514040400482");
    let refused = world
        .telegram()
        .until(|seen| seen.calls().find(|call| matches!(call.outcome, CallOutcome::Refused(429, _))).map(|_| ()));
    patiently("the 429", refused).await;
    erases_everything(&world.member(group, None, 1)).await;
    ani.types("/bantuan", "Cara memakai").await;
    assert_eq!(ani.chat, ChatId(1));
    assert!(!ani.texts().iter().any(|text| text.contains("INDAH PUTRI")), "{:?}", ani.texts());
}
