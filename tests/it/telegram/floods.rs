//! More than one bot can do: what is shed, who is told, what it costs.

use std::time::Duration;

use cektagihan::bot::inbox::shedding::MOST_WAITING;
use cektagihan::domain::person::Access;
use cektagihan::ports::Table;
use cektagihan::sandbox::bot_api::{Fault, Method, RetryAfter};

use crate::held::Held;
use crate::world::{Someone, World, patiently};

const SHED: &str = "Terlalu banyak pesan sekaligus";

fn told(person: &Someone<'_>, words: &str) -> usize {
    person.texts().iter().filter(|text| text.contains(words)).count()
}

/// A bot that does not know its own name yet: every conversation waits.
async fn stuck() -> World {
    let mut world = World::asleep(Access::open()).await.with_rows_in_memory();
    world.telegram().fail_next(Method::GetMe, Fault::BadGateway);
    world.start();
    world
}

#[tokio::test]
async fn a_flood_is_shed_with_one_sentence_and_what_was_accepted_is_answered() {
    let time = Held::here();
    let world = stuck().await;
    let (ani, budi) = (world.person(1), world.person(2));
    for _ in 0..600 {
        ani.says("/bantuan");
    }
    budi.says("/bantuan");
    let taken = world.telegram().until(|seen| (seen.pending_updates() == 0).then_some(()));
    patiently("every update to be taken or shed", taken).await;
    let accepted = world.rows(Table::Inbox).len() - 1;
    assert!((MOST_WAITING..=MOST_WAITING + 100).contains(&accepted), "{accepted}");
    ani.sees(SHED).await;
    time.forward(Duration::from_secs(5)).await;
    assert_eq!(told(&ani, "Cara memakai"), accepted, "each that was accepted");
    assert_eq!(told(&ani, SHED), 1, "one sentence for the whole burst");
    assert_eq!((told(&budi, "Cara memakai"), told(&budi, SHED)), (1, 0));
    assert!(world.rows(Table::Inbox).is_empty() && world.rows(Table::Outbox).is_empty());
}

#[tokio::test]
async fn a_second_burst_is_told_of_again() {
    let time = Held::here();
    let world = stuck().await;
    let ani = world.person(1);
    let burst = || {
        for _ in 0..400 {
            ani.says("/bantuan");
        }
    };
    burst();
    let first = ani.sees(SHED).await;
    time.forward(Duration::from_secs(5)).await;
    assert_eq!(told(&ani, SHED), 1);
    world.telegram().fail_chat(ani.chat, RetryAfter { seconds: 30, times: 1 });
    burst();
    let again = || {
        world.telegram().observe(|seen| {
            let mut newest = seen.messages(ani.chat).rev().filter(|message| message.is_from_bot());
            newest.find(|message| message.text.contains(SHED) && message.id > first.id).map(|_| ())
        })
    };
    let (after, ()) = time.until(Duration::from_secs(40), again).await;
    assert!(after >= Duration::from_secs(30), "not before Telegram allowed it");
    assert!(world.rows(Table::Inbox).is_empty());
}

#[tokio::test]
async fn a_flood_while_its_call_hangs_holds_nobody_else() {
    let world = World::open().await;
    let (ani, budi) = (world.person(1), world.person(2));
    ani.types("/start", "Cek tagihan pascabayar").await;
    world.biller().hold();
    ani.says("pln 514040400482");
    let asked = world.biller().until(|seen| (seen.waiting() == 1).then_some(()));
    patiently("the inquiry", asked).await;
    for _ in 0..1_000 {
        ani.says("/bahasa");
    }
    budi.types("/start", "Cek tagihan pascabayar").await;
    let behind = world.telegram().pending_updates() + world.rows(Table::Inbox).len() + world.rows(Table::Outbox).len();
    assert!(behind > 0, "Budi is answered while the flood and the call are still under way");
    assert_eq!(told(&ani, "INDAH"), 0);
    world.biller().release();
    ani.sees("INDAH PUTRI").await;
}

#[tokio::test]
async fn a_chat_that_telegram_slows_down_holds_up_no_other_and_is_shed() {
    let time = Held::here();
    let world = World::in_memory(900).await;
    let group = world.telegram().add_supergroup("RT 05");
    let (budi, ani) = (world.member(group, None, 2), world.person(1));
    world.telegram().fail_chat(group, RetryAfter { seconds: 3_600, times: 1 });
    for _ in 0..6 {
        for _ in 0..100 {
            budi.says("/cek");
        }
        time.forward(Duration::from_secs(1)).await;
    }
    let owed = world.rows(Table::Outbox).len();
    assert!((MOST_WAITING..=MOST_WAITING + 102).contains(&owed), "{owed}");
    ani.says("/start");
    let greeted = || (told(&ani, "Cek tagihan pascabayar") == 1).then_some(());
    let (at_once, ()) = time.until(Duration::from_secs(1), greeted).await;
    assert_eq!(at_once, Duration::ZERO);
}
