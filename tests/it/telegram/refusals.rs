//! People and groups that want nothing from the bot, and their return.

use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::ports::Table;
use cektagihan::sandbox::bot_api::{Call, CallOutcome};

use crate::world::{World, patiently};

fn refusals(world: &World, chat: ChatId) -> usize {
    let to = chat.0.to_string();
    let refused = |call: &&Call| {
        call.param("chat_id") == Some(to.as_str()) && matches!(call.outcome, CallOutcome::Refused(403, _))
    };
    world.telegram().observe(|seen| seen.calls().filter(refused).count())
}

/// A person asks for so many bills and blocks the bot before one can come.
async fn left(world: &World, many: usize) {
    let ani = world.person(1);
    world.biller().hold();
    for number in 0..many {
        ani.says(&format!("pln 5140404{number:05}"));
    }
    let asked = world.biller().until(|seen| (seen.waiting() == many).then_some(()));
    patiently("the inquiries", asked).await;
    world.telegram().block(ani.person);
    world.biller().release();
    world.has_rows(Table::Gone, 1).await;
}

#[tokio::test]
async fn a_person_who_left_is_marked_and_owed_nothing_more() {
    let mut world = World::open().await;
    left(&world, 5).await;
    world.has_rows(Table::Conversation, 0).await;
    world.has_rows(Table::Outbox, 0).await;
    world.stop().await;
    world.start();
    assert_eq!(world.rows(Table::Gone).len(), 1, "also after a restart");
    let before = refusals(&world, ChatId(1));
    world.person(2).types("pln 514040400482", "INDAH PUTRI").await;
    assert_eq!(refusals(&world, ChatId(1)), before, "nobody knocks any more");
}

#[tokio::test]
async fn their_next_message_brings_them_back() {
    let world = World::open().await;
    left(&world, 1).await;
    world.telegram().unblock(PersonId(1));
    let ani = world.person(1);
    ani.types("pln 520511567087", "520511567087").await;
    world.has_rows(Table::Gone, 0).await;
    ani.types("/start", "Cek tagihan pascabayar").await;
}

#[tokio::test]
async fn a_group_that_put_the_bot_out_is_gone_too() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("RT 05");
    let budi = world.member(group, None, 2);
    world.biller().hold();
    budi.says("/cek pln 514040400482");
    let asked = world.biller().until(|seen| (seen.waiting() == 1).then_some(()));
    patiently("the inquiry", asked).await;
    world.telegram().remove_bot(group, budi.person);
    world.biller().release();
    world.has_rows(Table::Gone, 1).await;
    world.has_rows(Table::Outbox, 0).await;
}
