//! Delivery when Telegram does not take it.

use cektagihan::sandbox::bot_api::{Fault, Garbage, Method, RetryAfter};

use crate::world::{World, patiently};

#[tokio::test]
async fn a_429_in_mid_dialogue_delays_its_chat_and_no_other() {
    let world = World::open().await;
    let (ani, citra) = (world.person(1), world.person(2));
    let home = ani.types("/start", "Cek tagihan pascabayar").await;
    world.telegram().fail_chat(ani.chat, RetryAfter { seconds: 2, times: 1 });
    ani.presses(&home, "Listrik PLN");
    let refused = world.telegram().until(|seen| {
        let refused = |call: &&cektagihan::sandbox::bot_api::Call| {
            matches!(call.outcome, cektagihan::sandbox::bot_api::CallOutcome::Refused(429, _))
        };
        seen.calls().find(refused).map(|_| ())
    });
    patiently("the 429", refused).await;
    citra.types("pln 514040400482", "INDAH PUTRI").await;
    let waiting = world.telegram().message(ani.chat, home.id).unwrap();
    assert!(!waiting.text.contains("IDPEL"), "sent before Telegram allowed it");
    ani.sees("IDPEL").await;
    ani.types("514040400482", "INDAH PUTRI").await;
}

#[tokio::test]
async fn what_the_network_swallows_is_sent_again() {
    let world = World::open().await;
    let ani = world.person(1);
    for fault in [Fault::BadGateway, Fault::HangUp] {
        world.telegram().fail_next(Method::SendMessage, fault);
    }
    ani.types("pln 514040400482", "INDAH PUTRI").await;
    assert_eq!(ani.texts().len(), 1);
}

#[tokio::test]
async fn a_lost_answer_costs_one_duplicate_at_most() {
    let world = World::open().await;
    let ani = world.person(1);
    world.telegram().fail_next(Method::SendMessage, Fault::LoseAnswer);
    ani.says("pln 514040400482");
    ani.types("pln 520511567087", "520511567087").await;
    let bills = ani.texts().iter().filter(|text| text.contains("INDAH PUTRI")).count();
    assert!((1..=2).contains(&bills), "{bills}");
}

#[tokio::test]
async fn a_person_who_blocked_the_bot_is_let_go_and_welcome_back() {
    let world = World::open().await;
    let ani = world.person(1);
    world.biller().hold();
    ani.says("pln 514040400482");
    patiently("the inquiry", world.biller().until(|seen| (seen.waiting() == 1).then_some(()))).await;
    world.telegram().block(ani.person);
    world.biller().release();
    let refused = world.telegram().until(|seen| {
        let refused = |call: &&cektagihan::sandbox::bot_api::Call| {
            matches!(call.outcome, cektagihan::sandbox::bot_api::CallOutcome::Refused(403, _))
        };
        seen.calls().find(refused).map(|_| ())
    });
    patiently("the 403", refused).await;
    world.telegram().unblock(ani.person);
    ani.types("pln 520511567087", "520511567087").await;
    assert!(!ani.texts().iter().any(|text| text.contains("INDAH")));
}

#[tokio::test]
async fn a_message_that_is_gone_is_sent_anew() {
    let world = World::open().await;
    let ani = world.person(1);
    let asked = ani.says("pln 520511567087");
    let first = ani.sees("520511567087").await;
    world.telegram().fail_next(
        Method::EditMessageText,
        Fault::Refuse(cektagihan::sandbox::bot_api::Failure::new(400, "Bad Request: message to edit not found")),
    );
    world.telegram().edit(ani.chat, asked, "pln 514040400482").unwrap();
    let second = ani.sees("INDAH PUTRI").await;
    assert_ne!(first.id, second.id);
}

#[tokio::test]
async fn an_answer_that_is_none_is_no_answer() {
    let world = World::open().await;
    for garbage in Garbage::ALL {
        world.telegram().fail_next(Method::SendMessage, Fault::Garbage(garbage));
    }
    for garbage in [Garbage::WrongTypes, Garbage::Huge] {
        world.telegram().fail_next(Method::GetUpdates, Fault::Garbage(garbage));
    }
    let people: Vec<_> = (1..=5).map(|id| world.person(id)).collect();
    for person in &people {
        person.says("pln 514040400482");
    }
    for person in &people {
        person.sees("INDAH PUTRI").await;
        assert_eq!(person.texts().len(), 1);
    }
}

#[tokio::test]
async fn a_proxys_page_does_not_stop_the_polling() {
    let world = World::open().await;
    for fault in [Fault::BadGateway, Fault::HangUp, Fault::RetryAfter(1)] {
        world.telegram().fail_next(Method::GetUpdates, fault);
    }
    world.person(1).types("pln 514040400482", "INDAH PUTRI").await;
}
