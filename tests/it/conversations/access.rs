//! Who is let in, how, and how it ends.

use cektagihan::domain::limits::Limits;
use cektagihan::sandbox::bot_api::{Message, Method};

use crate::world::{Someone, World, patiently};

const STRANGER: &str = "hanya untuk orang yang diundang";

/// An owner's link for somebody of a role, as its payload.
async fn invites(owner: &Someone<'_>, role: &str) -> String {
    let roles = owner.types("/undang", "Undang sebagai apa").await;
    let made = owner.taps(&roles, role, "?start=").await;
    let link = made.text.split_once("https://t.me/cektagihan_sandbox_bot?start=").unwrap().1;
    link.lines().next().unwrap().to_owned()
}

/// The code a stranger was given.
fn code_of(message: &Message) -> String {
    message.text.lines().last().unwrap().to_owned()
}

#[tokio::test]
async fn an_invitation_works_once_and_is_kept() {
    for cut in [false, true] {
        invitation(cut).await;
    }
}

async fn invitation(cut: bool) {
    let mut world = World::closed(&[1]).await;
    {
        let owner = world.person(1);
        let payload = invites(&owner, "Sebagai agen").await;
        assert_eq!(payload.len(), 22, "128 bits");
        let ani = world.person(2);
        world.telegram().open_link(ani.person, &payload);
        ani.sees("Anda sekarang agen").await;
        owner.sees("Ani bergabung sebagai agen").await;
        ani.types("pln 514040400482", "INDAH PUTRI").await;
        let late = world.person(3);
        world.telegram().open_link(late.person, &payload);
        late.sees("tidak berlaku").await;
    }
    if cut {
        world.cut().await;
    } else {
        world.stop().await;
    }
    world.start();
    world.person(2).types("pln 520511567087", "520511567087").await;
    world.person(3).types("/start", STRANGER).await;
    assert_eq!(world.biller().observe(|seen| seen.all_inquiries()), 2);
}

#[tokio::test]
async fn two_who_open_one_link_at_once_do_not_both_get_in() {
    let world = World::closed(&[1]).await;
    let payload = invites(&world.person(1), "Sebagai staf").await;
    let people: Vec<_> = (10..18).map(|id| world.person(id)).collect();
    for person in &people {
        world.telegram().open_link(person.person, &payload);
    }
    let mut joined = 0;
    for person in &people {
        let answer = world.telegram().until(|seen| seen.last_from_bot(person.chat).map(|last| last.text.clone()));
        joined += usize::from(patiently("an answer", answer).await.contains("Anda sekarang staf"));
    }
    assert_eq!(joined, 1);
}

#[tokio::test]
async fn a_stranger_gets_one_word_and_a_code_that_an_admin_approves() {
    let world = World::closed(&[1]).await;
    let citra = world.person(9);
    let told = citra.types("pln 514040400482", STRANGER).await;
    let code = code_of(&told);
    assert_eq!(code.len(), 8);
    for text in ["halo?", "/cek pln 514040400482", "/undang", "514040400482"] {
        citra.says(text);
    }
    let query = world.telegram().press_raw(citra.chat, citra.person, told.id, "h");
    let answer = world.telegram().until(|seen| seen.callback_answer(query).cloned());
    assert!(patiently("the press to be answered", answer).await.text.contains(STRANGER));
    let owner = world.person(1);
    let asked = owner.types(&format!("/setujui {code}"), "ingin memakai bot ini").await;
    assert!(asked.text.contains("Ani"), "{}", asked.text);
    owner.taps(&asked, "Sebagai agen", "sekarang agen").await;
    citra.sees("Anda diterima sebagai agen").await;
    assert_eq!(citra.texts().len(), 2, "{:?}", citra.texts());
    assert_eq!(world.biller().observe(|seen| seen.all_inquiries()), 0);
    citra.types("pln 514040400482", "INDAH PUTRI").await;
}

#[tokio::test]
async fn a_code_typed_alone_is_enough_until_it_is_declined() {
    let world = World::closed(&[1]).await;
    let citra = world.person(9);
    let code = code_of(&citra.types("/start", STRANGER).await);
    let owner = world.person(1);
    let asked = owner.types(&code.to_lowercase(), "ingin memakai bot ini").await;
    owner.taps(&asked, "Tolak", "ditolak").await;
    owner.types(&format!("/setujui {code}"), "tidak dikenal").await;
}

#[tokio::test]
async fn a_removal_counts_at_once() {
    let world = World::closed(&[1]).await;
    let owner = world.person(1);
    let payload = invites(&owner, "Sebagai agen").await;
    let ani = world.person(2);
    world.telegram().open_link(ani.person, &payload);
    let home = ani.sees("Anda sekarang agen").await;
    world.biller().hold();
    ani.says("pln 514040400482");
    patiently("the inquiry", world.biller().until(|seen| (seen.waiting() == 1).then_some(()))).await;
    let list = owner.types("/anggota", "Anggota (2)").await;
    let card = owner.taps(&list, "Ani · agen", "Sejak").await;
    let question = owner.taps(&card, "Keluarkan", "Keluarkan Ani?").await;
    owner.taps(&question, "Ya, keluarkan", "sudah dikeluarkan").await;
    world.biller().release();
    assert!(ani.is_told(&home, "Listrik PLN").await.text.contains(STRANGER));
    ani.types("pln 514040400482", STRANGER).await;
    assert!(!ani.texts().iter().any(|text| text.contains("INDAH")), "the bill came after all: {:?}", ani.texts());
}

#[tokio::test]
async fn a_role_is_changed_by_two_taps_and_its_menu_follows() {
    let world = World::closed(&[1]).await;
    let owner = world.person(1);
    let payload = invites(&owner, "Sebagai staf").await;
    let ani = world.person(2);
    world.telegram().open_link(ani.person, &payload);
    ani.sees("Anda sekarang staf").await;
    ani.types("/undang", "khusus pengelola").await;
    let list = owner.types("/anggota", "Anggota (2)").await;
    let card = owner.taps(&list, "Ani · staf", "Sejak").await;
    owner.taps(&card, "Jadikan admin", "Ani sekarang admin").await;
    ani.sees("Peran Anda sekarang admin").await;
    ani.types("/undang", "Undang sebagai apa").await;
    for person in [1, 2] {
        let menu = world.telegram().until(|seen| {
            let commands = seen.commands(&format!("chat:{person}"), "en");
            commands.iter().any(|command| command.command == "undang").then_some(())
        });
        patiently("the menu", menu).await;
    }
}

#[tokio::test]
async fn a_group_is_opened_by_the_house_and_stays_open_when_it_moves() {
    let world = World::closed(&[1]).await;
    let group = world.telegram().add_group("Rute Selasa");
    let (owner, budi) = (world.member(group, None, 1), world.member(group, None, 11));
    budi.types("/cek pln 514040400482", "belum aktif di grup ini").await;
    budi.says("/cek pln 514040400482");
    let panel = owner.types("/grup", "Aktifkan untuk siapa").await;
    let told = budi.is_told(&panel, "Semua orang, sebagai staf").await;
    assert!(told.text.contains("belum aktif"), "{}", told.text);
    owner.taps(&panel, "Semua orang, sebagai staf", "sebagai staf").await;
    budi.types("/cek pln 514040400482", "INDAH P***").await;
    world.person(11).types("pln 514040400482", STRANGER).await;
    let supergroup = world.telegram().migrate(group);
    let heard = world.telegram().until(|seen| (seen.pending_updates() == 0).then_some(()));
    patiently("the move to be heard", heard).await;
    let (owner, budi) = (world.member(supergroup, None, 1), world.member(supergroup, None, 11));
    budi.types("/cek pln 520511567087", "5205****7087").await;
    let panel = owner.types("/grup", "sebagai staf").await;
    owner.taps(&panel, "Nonaktifkan", "Aktifkan lagi untuk siapa").await;
    budi.types("/cek pln 533512366386", "belum aktif di grup ini").await;
    assert_eq!(world.biller().inquiries("POSTPAIDPLN", "533512366386"), 0);
}

#[tokio::test]
async fn who_asks_too_fast_is_told_when_to_go_on() {
    let mut world = World::open().await;
    world.stop().await;
    world.limits = Limits::of(2, 1_000, 1_000, 60, 600);
    world.start();
    let ani = world.person(1);
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    ani.types("pln 520511567087", "520511567087").await;
    let held = ani.types("pln 533512366386", "Terlalu cepat. Coba lagi dalam").await;
    assert!(held.labels().any(|label| label == "Cek ulang"));
    assert_eq!(world.biller().inquiries("POSTPAIDPLN", "533512366386"), 0);
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    assert_eq!(world.biller().inquiries("POSTPAIDPLN", "514040400482"), 1, "what is remembered is free");
}

#[tokio::test]
async fn a_days_checks_outlast_a_restart() {
    let mut world = World::open().await;
    world.stop().await;
    world.limits = Limits::of(10, 3, 1, 60, 600);
    world.start();
    world.person(1).types("pln 514040400482", "INDAH PUTRI").await;
    world.stop().await;
    world.start();
    world.person(1).types("pln 520511567087", "Jatah cek Anda untuk hari ini sudah habis").await;
}

#[tokio::test]
async fn group_admins_are_offered_grup() {
    let world = World::open().await;
    let offered = world.telegram().until(|seen| {
        let commands = seen.commands("all_chat_administrators", "");
        commands.iter().any(|command| command.command == "grup").then_some(())
    });
    patiently("the menu", offered).await;
    assert!(world.telegram().requests(Method::SetMyCommands) >= 1);
}

#[tokio::test]
async fn open_invitations_are_listed_and_withdrawn() {
    let world = World::closed(&[1]).await;
    let owner = world.person(1);
    let made = owner.types("/undang", "Undang sebagai apa").await;
    let link = owner.taps(&made, "Sebagai agen", "Tautan undangan").await;
    let code = link.text.rsplit("start=").next().unwrap().to_owned();
    let list = owner.taps(&link, "Undangan terbuka", "Undangan terbuka (1)").await;
    assert!(list.text.contains("1. agen, dari ") && !list.text.contains(&code), "{}", list.text);
    let gone = owner.taps(&list, "Cabut 1", "Undangan dicabut").await;
    owner.taps(&gone, "Undangan terbuka", "Undangan terbuka (0)").await;
    world.person(12).types(&format!("/start {code}"), "Undangan itu tidak berlaku").await;
}

#[tokio::test]
async fn somebody_who_taps_their_own_used_invitation_is_told_what_they_are() {
    let world = World::closed(&[1]).await;
    let owner = world.person(1);
    let made = owner.types("/undang", "Undang sebagai apa").await;
    let link = owner.taps(&made, "Sebagai staf", "Tautan undangan").await;
    let start = format!("/start {}", link.text.rsplit("start=").next().unwrap());
    let budi = world.person(12);
    budi.types(&start, "Selamat datang").await;
    let again = budi.types(&start, "Anda sudah terdaftar sebagai staf").await;
    assert!(again.labels().any(|label| label == "Listrik PLN"));
}

#[tokio::test]
async fn groups_are_listed_and_closed_from_the_private_chat() {
    let world = World::closed(&[1]).await;
    let group = world.telegram().add_supergroup("Rute Selasa");
    let (there, owner) = (world.member(group, None, 1), world.person(1));
    let panel = there.types("/grup", "Aktifkan untuk siapa").await;
    there.taps(&panel, "Semua orang, sebagai staf", "Bot ini aktif di grup ini").await;
    let home = owner.types("/start", "jenis tagihan").await;
    let list = owner.taps(&home, "Grup", "Grup aktif (1)").await;
    assert!(list.text.contains("1. Rute Selasa: semua orang sebagai staf"), "{}", list.text);
    assert!(list.labels().any(|label| label == "Tambahkan ke grup"));
    owner.taps(&list, "Nonaktifkan Rute Selasa", "Bot dinonaktifkan di grup “Rute Selasa”").await;
    world.member(group, None, 12).types("/cek pln 514040400482", "Bot belum aktif di grup ini").await;
}

#[tokio::test]
async fn staff_keep_no_customers_and_agents_do() {
    let world = World::closed(&[1]).await;
    let owner = world.person(1);
    for (id, role, keeps) in [(12, "staf", false), (13, "agen", true)] {
        let made = owner.types("/undang", "Undang sebagai apa").await;
        let link = owner.taps(&made, &format!("Sebagai {role}"), &format!("undangan sebagai {role}")).await;
        let person = world.person(id);
        person.types(&format!("/start {}", link.text.rsplit("start=").next().unwrap()), "Selamat datang").await;
        let card = person.types("pln 514040400482", "INDAH PUTRI").await;
        person.says("/start");
        let home = world.telegram().until(|seen| {
            let later = |message: &&Message| message.id > card.id && message.text.contains("jenis tagihan");
            seen.messages(person.chat).find(later).cloned()
        });
        let home = patiently("the home screen", home).await;
        assert_eq!(home.labels().any(|label| label.contains("INDAH PUTRI")), keeps, "{role}");
    }
}

#[tokio::test]
async fn a_members_card_says_when_they_last_used_the_bot() {
    let world = World::closed(&[1]).await;
    let owner = world.person(1);
    let code = invites(&owner, "Sebagai agen").await;
    let budi = world.person(12);
    budi.types(&format!("/start {code}"), "Selamat datang").await;
    budi.types("pln 514040400482", "INDAH PUTRI").await;
    let list = owner.types("/anggota", "Anggota (").await;
    let label = list.labels().find(|label| label.ends_with("agen")).unwrap().to_owned();
    let card = owner.taps(&list, &label, "Terakhir memakai bot: ").await;
    assert!(card.text.contains("WIB"), "{}", card.text);
}

#[tokio::test]
async fn a_code_that_cannot_be_one_is_said_to_be_wrong() {
    let world = World::closed(&[1]).await;
    let owner = world.person(1);
    owner.types("/setujui", "Kirim kode yang ditunjukkan").await;
    for wrong in ["XXXX", "K7PQ2M9X", "bukan kode"] {
        owner.types(&format!("/setujui {wrong}"), "Kode itu tidak dikenal").await;
    }
}
