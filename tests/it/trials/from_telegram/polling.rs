//! K10: ids that begin anew, servers that hold nothing, what comes again.

use std::time::Duration;

use cektagihan::domain::person::Access;
use cektagihan::ports::Table;
use cektagihan::sandbox::bot_api::Method;

use crate::held::Held;
use crate::world::{World, patiently};

async fn is_confirmed(world: &World) {
    let confirmed = world.telegram().until(|seen| (seen.pending_updates() == 0).then_some(()));
    patiently("every update to be confirmed", confirmed).await;
}

#[tokio::test]
async fn k10_ids_that_start_lower_are_answered_once_and_followed() {
    for lower in [20, 5_000, 12_000, 800_000_000] {
        let mut world = World::asleep(Access::open()).await;
        world.telegram().number_updates_from(900_000_000);
        world.start();
        world.person(1).types("pln 514040400482", "INDAH PUTRI").await;
        is_confirmed(&world).await;
        world.telegram().number_updates_from(900_000_000 - lower);
        world.person(1).types("pln 520511567087", "520511567087").await;
        is_confirmed(&world).await;
        world.stop().await;
        world.start();
        world.person(1).types("/start", "Cek tagihan").await;
        assert_eq!(world.person(1).texts().len(), 3, "lower by {lower}");
    }
}

#[tokio::test]
async fn k10_ids_beyond_32_bits_are_ids() {
    for first in [i64::from(u32::MAX) - 1, 1 << 40, (1 << 53) + 1] {
        let mut world = World::asleep(Access::open()).await;
        world.telegram().number_updates_from(first);
        world.start();
        for number in ["514040400482", "520511567087", "533512366386"] {
            world.person(1).types(&format!("pln {number}"), number).await;
        }
        let home = world.person(1).types("/start", "Cek tagihan").await;
        world.person(1).taps(&home, "Listrik PLN", "IDPEL").await;
        is_confirmed(&world).await;
        world.stop().await;
        world.start();
        world.person(1).types("/bahasa", "bahasa").await;
        assert_eq!(world.person(1).texts().len(), 5);
    }
}

#[tokio::test]
async fn k10_what_comes_again_is_known_after_a_power_cut_however_far_its_id_lies() {
    let mut world = World::open().await;
    let raw = |id: i64, number: &str| {
        format!(
            r#"{{"update_id":{id},"message":{{"message_id":{id},"date":1,"from":{{"id":1,"is_bot":false,"first_name":"Ani"}},"chat":{{"id":1,"type":"private"}},"text":"pln {number}"}}}}"#
        )
    };
    world.person(1).types("/start", "Cek tagihan").await;
    let again = raw(500_000, "514040400482");
    world.telegram().repeat(&again);
    world.person(1).sees("INDAH PUTRI").await;
    world.telegram().repeat(&again);
    world.person(1).types("pln 520511567087", "520511567087").await;
    world.cut().await;
    world.telegram().repeat(&again);
    world.start();
    world.person(1).types("/bantuan", "/batal").await;
    assert_eq!(world.person(1).texts().len(), 4, "{:?}", world.person(1).texts());
    // The same id with other words is something else.
    world.telegram().repeat(&raw(500_000, "533512366386"));
    world.person(1).sees("533512366386").await;
}

#[tokio::test]
async fn k10_a_poll_of_useless_updates_waits() {
    let time = Held::here();
    let world = World::in_memory(900).await;
    let ani = world.person(1);
    ani.says("/start");
    time.until(Duration::from_secs(2), || ani.texts().pop()).await;
    let polls = || world.telegram().requests(Method::GetUpdates);
    let before = polls();
    for _ in 0..1_000 {
        world.telegram().repeat(r#"{"update_id":"seven"}"#);
    }
    time.forward(Duration::from_mins(1)).await;
    assert!((3..30).contains(&(polls() - before)), "{} polls", polls() - before);
}

#[tokio::test]
async fn k10_empty_polls_that_are_not_held_have_a_floor_and_lose_nothing() {
    let time = Held::here();
    let world = World::in_memory(900).await;
    let ani = world.person(1);
    let polls = || world.telegram().requests(Method::GetUpdates);
    time.forward(Duration::from_secs(1)).await;
    world.telegram().hold_polls(false);
    // Nobody is told that polls are no longer held until one ends.
    time.forward(Duration::from_secs(11)).await;
    let before = polls();
    time.forward(Duration::from_mins(1)).await;
    assert!((20..=130).contains(&(polls() - before)), "{} polls a minute", polls() - before);
    ani.says("/start");
    time.until(Duration::from_secs(2), || ani.texts().pop()).await;
}

#[tokio::test]
async fn k10_another_bot_on_the_folder_begins_with_its_own_updates_and_drops_the_formers_work() {
    let mut world = World::open().await;
    world.person(1).types("/start", "Cek tagihan").await;
    world.biller().hold();
    world.person(1).says("pln 514040400482");
    let asked = world.biller().until(|seen| (seen.waiting() == 1).then_some(()));
    patiently("the inquiry", asked).await;
    world.cut().await;
    world.biller().release();
    world.replace_telegram("4200000001:SANDBOX-another-AAAAAAAAAAAAAAAAAAA").await;
    world.start();
    let ani = world.person(1);
    ani.types("pln 520511567087", "520511567087").await;
    world.has_rows(Table::Conversation, 0).await;
    assert_eq!(ani.texts().len(), 1, "what was asked of the other bot is not answered: {:?}", ani.texts());
}

#[tokio::test]
async fn k10_the_same_bot_at_another_server_keeps_its_work_and_counts_anew() {
    let mut world = World::asleep(Access::open()).await;
    world.telegram().number_updates_from(900_000_000);
    world.start();
    world.person(1).types("/start", "Cek tagihan").await;
    world.biller().hold();
    world.person(1).says("pln 514040400482");
    let asked = world.biller().until(|seen| (seen.waiting() == 1).then_some(()));
    patiently("the inquiry", asked).await;
    world.cut().await;
    world.biller().release();
    let token = world.telegram().token().to_owned();
    world.replace_telegram(&token).await;
    world.person(1).says("/bantuan");
    world.start();
    world.person(1).sees("INDAH PUTRI").await;
    world.person(1).sees("/batal").await;
}
