//! A row that cannot be read is not a row that is not there.

use cektagihan::bot::rows::{person_key, stored};
use cektagihan::domain::language::Language;
use cektagihan::domain::profile::Profile;
use cektagihan::ports::{Table, Transaction};
use cektagihan::sandbox::bot_api::{Message, Method, Pressed};

use crate::world::{Someone, World, patiently};

const OWNER: u64 = 900;
const TROUBLE: &str = "Penyimpanan bot sedang bermasalah";

fn told(person: &Someone<'_>, words: &str) -> usize {
    person.texts().iter().filter(|text| text.contains(words)).count()
}

#[tokio::test]
async fn a_read_that_fails_is_no_empty_conversation() {
    let world = World::open().await;
    let ani = world.person(1);
    let home = ani.types("/start", "Cek tagihan pascabayar").await;
    ani.taps(&home, "BPJS", "kartu BPJS").await;
    world.lose_the_way_to(&[Table::Conversation]);
    ani.types("8888801433177155", TROUBLE).await;
    world.lose_the_way_to(&[]);
    let months = ani.sees("berapa bulan").await;
    ani.taps(&months, "1", "WARDI").await;
    assert_eq!(told(&ani, TROUBLE), 1, "once a message");
}

#[tokio::test]
async fn a_read_that_fails_makes_nobody_a_newcomer() {
    let world = World::open().await;
    let ani = world.person(1);
    let languages = ani.types("/bahasa", "Choose a language").await;
    ani.taps(&languages, "English", "English").await;
    world.lose_the_way_to(&[Table::Profile]);
    ani.types("/bantuan", "storage is in trouble").await;
    world.lose_the_way_to(&[]);
    ani.sees("How to use it").await;
    assert_eq!(told(&ani, "Cara memakai"), 0);
}

#[tokio::test]
async fn an_answer_that_finds_no_way_to_its_conversation_is_not_dropped() {
    let world = World::owned_by(OWNER).await;
    let (owner, ani) = (world.person(OWNER), world.person(1));
    owner.types("/start", "Cek tagihan pascabayar").await;
    world.biller().hold();
    ani.says("pln 514040400482");
    patiently("the inquiry", world.biller().until(|seen| (seen.waiting() == 1).then_some(()))).await;
    // Its row must be there before it cannot be read.
    world.has_rows(Table::Conversation, 1).await;
    world.lose_the_way_to(&[Table::Conversation]);
    world.biller().release();
    owner.sees("store-fails").await;
    assert_eq!(told(&ani, "INDAH PUTRI"), 0);
    world.lose_the_way_to(&[]);
    ani.sees("INDAH PUTRI").await;
    assert_eq!(world.biller().inquiries("POSTPAIDPLN", "514040400482"), 1, "asked once");
}

#[tokio::test]
async fn a_button_is_not_stale_because_it_cannot_be_read() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute Selasa");
    let budi = world.member(group, None, 11);
    let card = budi.types("/cek pln 514040400482", "INDAH P***").await;
    world.lose_the_way_to(&[Table::Ticket]);
    let pressed = budi.presses(&card, "Lihat lengkap");
    let Pressed::Query(query) = pressed else { panic!("it tells the bot nothing") };
    budi.sees(TROUBLE).await;
    assert!(world.telegram().callback_answer(query).is_none(), "it was said to be stale");
    world.lose_the_way_to(&[]);
    let answered = world.telegram().until(|seen| seen.callback_answer(query).cloned());
    let answer = patiently("the press to be answered", answered).await;
    assert!(answer.text.contains("INDAH PUTRI"), "{}", answer.text);
}

#[tokio::test]
async fn a_link_is_not_stale_because_it_cannot_be_read() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute Selasa");
    let card = world.member(group, None, 11).types("/cek pln 514040400482", "INDAH P***").await;
    let pressed = world.member(group, None, 11).presses(&card, "Buka di chat pribadi");
    let Pressed::Opened(link) = pressed else { panic!("it opens nothing") };
    let budi = world.person(11);
    world.lose_the_way_to(&[Table::Ticket]);
    world.telegram().open_link(budi.person, link.split_once("?start=").unwrap().1);
    budi.sees(TROUBLE).await;
    world.lose_the_way_to(&[]);
    budi.sees("INDAH PUTRI").await;
}

#[tokio::test]
async fn an_answer_waits_to_know_in_whose_place_it_belongs() {
    let world = World::owned_by(OWNER).await;
    let (owner, ani) = (world.person(OWNER), world.person(1));
    owner.types("/start", "Cek tagihan pascabayar").await;
    world.biller().hold();
    let asked = ani.says("pln 514040400482");
    let placeholder = world.telegram().until(|seen| seen.from_bot_after(ani.chat, asked).cloned());
    let placeholder = patiently("a placeholder", placeholder).await;
    world.has_rows(Table::Slot, 1).await;
    world.lose_the_way_to(&[Table::Slot]);
    world.biller().release();
    owner.sees("store-fails").await;
    world.lose_the_way_to(&[]);
    let bill: Message = ani.sees("INDAH PUTRI").await;
    assert_eq!(bill.id, placeholder.id, "in a message of its own");
}

#[tokio::test]
async fn who_asks_what_is_kept_is_no_stranger_because_it_cannot_be_read() {
    let world = World::closed(&[OWNER]).await;
    let ani = world.person(1);
    let mut transaction = Transaction::default();
    let profile = Profile { language: Some(Language::English), ..Profile::default() };
    transaction.put(Table::Profile, person_key(ani.person), stored(&profile));
    world.store().commit(transaction).await.unwrap();
    world.lose_the_way_to(&[Table::Profile]);
    ani.types("/privasi", TROUBLE).await;
    world.lose_the_way_to(&[]);
    ani.sees("/hapusdata").await;
}

#[tokio::test]
async fn a_bot_that_cannot_read_says_that_it_is_not_well() {
    let world = World::open().await;
    let other = world.person(2);
    other.types("/start", "Cek tagihan pascabayar").await;
    let mut beats = world.beats();
    for (number, lost) in (1..).zip([Table::Profile, Table::Meta]) {
        world.lose_the_way_to(&[lost, Table::Conversation]);
        other.says("/bantuan");
        until_told(&other, TROUBLE, number).await;
        let before = *beats.borrow_and_update();
        let so_far = world.telegram().requests(Method::GetUpdates);
        other.says("/bantuan");
        let polled = world.telegram().until(|seen| (seen.requests(Method::GetUpdates) > so_far + 1).then_some(()));
        patiently("another poll", polled).await;
        assert_eq!(*beats.borrow(), before, "{lost:?}");
        world.lose_the_way_to(&[]);
        other.says("/bantuan");
        patiently("a heartbeat", beats.changed()).await.unwrap();
        until_told(&other, "Cara memakai", 3 * number).await;
    }
}

async fn until_told(person: &Someone<'_>, words: &str, times: usize) {
    let said = person.world.telegram().until(|seen| {
        let said = seen.messages(person.chat).filter(|message| message.is_from_bot() && message.text.contains(words));
        (said.count() >= times).then_some(())
    });
    patiently(words, said).await;
}
