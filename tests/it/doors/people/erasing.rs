//! Nobody holds the bot up by having their data erased again and again.

use cektagihan::ports::Table;
use cektagihan::sandbox::bot_api::Message;

use super::{lets_in, puts_out};
use crate::world::{Someone, World, patiently};

const ASKED: &str = "Hapus data Anda dari bot ini?";
const ERASED: &str = "Data Anda sudah dihapus";
const TABLES: [Table; 4] = [Table::Conversation, Table::Slot, Table::Ticket, Table::Outbox];

/// Presses the button once more, by its data, and waits until the press is dealt with.
async fn presses_again(who: &Someone<'_>, message: &Message) {
    let telegram = who.world.telegram();
    let query = telegram.press_raw(who.chat, who.person, message.id, "e");
    let answered = telegram.until(|seen| seen.callback_answer(query).map(|_| ()));
    patiently("the press to be answered", answered).await;
    who.world.has_rows(Table::Inbox, 0).await;
    who.world.has_rows(Table::Outbox, 0).await;
}

/// The tables that were read whole for erasing since the last time, each once.
fn read_whole(world: &World) -> Vec<Table> {
    let here = std::thread::current().id();
    // The test's own looks are made on the thread of the conversations.
    let elsewhere = world.readings().into_iter().filter(|(_, thread)| *thread != here);
    elsewhere.map(|(table, _)| table).filter(|table| TABLES.contains(table)).collect()
}

#[tokio::test]
async fn door_9_nothing_is_read_for_a_removed_person_who_erases_again_and_again() {
    let world = World::closed(&[1]).await;
    let (owner, ani) = (world.person(1), world.person(2));
    lets_in(&owner, &ani).await;
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    puts_out(&owner).await;
    let asked = ani.types("/hapusdata", ASKED).await;
    world.readings();
    let done = ani.taps(&asked, "Ya, hapus data saya", ERASED).await;
    world.has_rows(Table::Inbox, 0).await;
    assert_eq!(read_whole(&world), TABLES);
    let decided = std::fs::read(world.data().join("decisions")).unwrap();
    for _ in 0..20 {
        presses_again(&ani, &done).await;
    }
    ani.types("/hapusdata", ASKED).await;
    assert_eq!(read_whole(&world), []);
    assert!(std::fs::read(world.data().join("decisions")).unwrap() == decided, "it was written again");
}

#[tokio::test]
async fn door_9_no_table_is_read_whole_on_the_conversations_thread() {
    let world = World::open().await;
    let ani = world.person(1);
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    let asked = ani.types("/hapusdata", ASKED).await;
    world.readings();
    ani.says("/bantuan");
    ani.presses(&asked, "Ya, hapus data saya");
    ani.sees(ERASED).await;
    let here = std::thread::current().id();
    let (mine, elsewhere): (Vec<_>, Vec<_>) = world.readings().into_iter().partition(|(_, thread)| *thread == here);
    assert_eq!((mine, elsewhere.len()), (vec![], TABLES.len()));
}

#[tokio::test]
async fn door_9_who_goes_on_using_the_bot_has_everything_read_five_times_an_hour() {
    let world = World::open().await;
    let ani = world.person(1);
    let mut asked = ani.types("/hapusdata", ASKED).await;
    for _ in 0..7 {
        ani.types("pln 514040400482", "INDAH PUTRI").await;
        presses_again(&ani, &asked).await;
        asked = ani.types("/hapusdata", ASKED).await;
    }
    assert_eq!(read_whole(&world).len(), 5 * TABLES.len());
    let query = world.telegram().press_raw(ani.chat, ani.person, asked.id, "e");
    let answer = world.telegram().until(|seen| seen.callback_answer(query).cloned());
    assert!(patiently("an answer", answer).await.text.contains("Coba lagi satu jam lagi"));
    assert!(!world.rows(Table::Profile).is_empty(), "and nothing is said to be gone that is there");
}

#[tokio::test]
async fn door_9_a_stranger_has_nothing_read() {
    let world = World::closed(&[1]).await;
    let citra = world.person(9);
    let told = citra.types("/start", super::STRANGER).await;
    world.readings();
    for _ in 0..5 {
        presses_again(&citra, &told).await;
    }
    assert_eq!(read_whole(&world), []);
}

#[tokio::test]
async fn door_9_what_is_written_after_an_erasure_is_erased_by_the_next() {
    let world = World::open().await;
    let group = world.telegram().add_group("RT 05");
    let (ani, there) = (world.person(1), world.member(group, None, 1));
    for _ in 0..3 {
        there.types("/cek pln 514040400482", "INDAH P***").await;
        let asked = ani.types("/hapusdata", ASKED).await;
        world.has_rows(Table::Slot, 1).await;
        presses_again(&ani, &asked).await;
        for table in [Table::Profile, Table::Ticket, Table::Slot, Table::Conversation] {
            world.has_rows(table, 0).await;
        }
    }
}
