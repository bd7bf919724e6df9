//! The real binary between bad ways and two emulators that fail: whatever happens, everybody gets a
//! word, nobody another's bill, and the process lives.

use std::time::Duration;

use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::sandbox::bot_api::{BotApi, Message, Person};
use cektagihan::sandbox::toxics::{Proxy, Toxic, Way};
use chrono::TimeDelta;
use tokio::process::Child;

use crate::crash::{Deployment, terminated};
use crate::world::patiently;

const TOXICS: [Toxic; 8] = [
    Toxic::Latency { delay: Duration::from_millis(200), jitter: Duration::from_millis(100) },
    Toxic::Down,
    Toxic::Bandwidth { bytes_per_second: 4_000 },
    Toxic::SlowClose { delay: Duration::from_millis(200) },
    Toxic::Timeout { after: Duration::from_millis(300) },
    Toxic::Reset { after: Duration::from_millis(20) },
    Toxic::Slicer { size: 30, delay: Duration::from_millis(1) },
    Toxic::LimitData { bytes: 150 },
];

/// The numbers asked here: 12 digits that no trick of the emulator ends.
fn number(index: usize) -> String {
    format!("5208{index:08}")
}

/// The person's last message once it is an answer: a bill, or why there is none.
async fn answered(telegram: &BotApi, person: u64) -> Message {
    let chat = ChatId(i64::try_from(person).unwrap());
    let found = telegram.until(|seen| {
        let last = seen.last_from_bot(chat)?;
        (!last.text.contains("Sedang dicek") && !last.text.contains("sedang lambat")).then(|| last.clone())
    });
    patiently("an answer", found).await
}

/// Whoever is told a sum is told it beside their own number.
fn is_nobody_elses(message: &Message, own: &str) {
    assert!(!message.text.contains("Rp") || message.text.contains(own), "{own}: {:?}", message.text);
    assert!(message.text.split(|c: char| !c.is_ascii_digit()).all(|run| run.len() < 12 || run == own));
}

async fn between(deployment: &Deployment) -> (Proxy, Proxy, Child) {
    let telegram = Proxy::start(&deployment.sandbox.bot_api.url(), 1).await.unwrap();
    let biller = Proxy::start(&deployment.sandbox.biller.url(), 2).await.unwrap();
    let mut command = deployment.command();
    command.env("TELEGRAM_API_URL", telegram.url()).env("KLIKOO_BASE_URL", biller.url());
    let bot = command.stderr(std::process::Stdio::null()).spawn().unwrap();
    (telegram, biller, bot)
}

#[tokio::test]
async fn a_bad_way_to_the_gateway_ends_in_a_word_each_time() {
    let deployment = Deployment::new().await;
    let (_telegram, biller, bot) = between(&deployment).await;
    let telegram = &deployment.sandbox.bot_api;
    for (index, toxic) in TOXICS.into_iter().enumerate() {
        let person = 100 + index as u64;
        biller.poison(if index % 2 == 0 { Way::Back } else { Way::There }, toxic);
        telegram.tell(PersonId(person), &format!("pln {}", number(index)));
        is_nobody_elses(&answered(telegram, person).await, &number(index));
        biller.heal();
    }
    telegram.tell(PersonId(1), "pln 514040400482");
    assert!(answered(telegram, 1).await.text.contains("INDAH PUTRI"), "all is well again");
    assert!(terminated(bot).await.success());
}

#[tokio::test]
async fn a_bad_way_to_telegram_loses_nothing() {
    let deployment = Deployment::new().await;
    let (way, _biller, bot) = between(&deployment).await;
    let telegram = &deployment.sandbox.bot_api;
    telegram.tell(PersonId(1), "pln 514040400482");
    answered(telegram, 1).await;
    for (index, toxic) in TOXICS.into_iter().enumerate() {
        let person = 100 + index as u64;
        telegram.tell(PersonId(person), &format!("pln {}", number(index)));
        way.poison(if index % 2 == 0 { Way::There } else { Way::Back }, toxic);
        if matches!(toxic, Toxic::Down | Toxic::Timeout { .. } | Toxic::Reset { .. } | Toxic::LimitData { .. }) {
            patiently("another try", way.connections(1)).await;
            way.heal();
        }
        let answer = answered(telegram, person).await;
        assert!(answer.text.contains(&number(index)) && answer.text.contains("Total"), "{toxic:?} {:?}", answer.text);
        is_nobody_elses(&answer, &number(index));
        way.heal();
    }
    assert!(terminated(bot).await.success());
}

#[tokio::test]
async fn a_wrong_clock_is_a_word_and_no_bill() {
    for minutes in [10, -10] {
        let deployment = Deployment::in_another_time(TimeDelta::minutes(minutes)).await;
        let bot = deployment.start();
        let telegram = &deployment.sandbox.bot_api;
        telegram.tell(PersonId(1), "pln 514040400482");
        let answer = answered(telegram, 1).await;
        assert!(!answer.text.contains("Rp"), "{:?}", answer.text);
        assert!(terminated(bot).await.success());
    }
}

#[tokio::test]
async fn a_flood_behind_a_hanging_call_holds_nobody_else() {
    let deployment = Deployment::new().await;
    let bot = deployment.start();
    let (telegram, biller) = (&deployment.sandbox.bot_api, &deployment.sandbox.biller);
    telegram.add_person(Person::new(2, "Budi"));
    biller.hold();
    telegram.tell(PersonId(1), "pln 514040400482");
    patiently("the inquiry", biller.until(|seen| (seen.waiting() == 1).then_some(()))).await;
    for _ in 0..1_000 {
        telegram.tell(PersonId(1), "/bantuan");
    }
    telegram.tell(PersonId(2), "/start");
    // The flood is not over: nobody waits for its end.
    answered(telegram, 2).await;
    biller.release();
    let found = telegram
        .until(|seen| seen.messages(ChatId(1)).any(|message| message.text.contains("INDAH PUTRI")).then_some(()));
    patiently("the bill", found).await;
    assert!(terminated(bot).await.success());
}

#[tokio::test]
async fn stopped_under_load_and_started_again_it_loses_and_repeats_nothing() {
    let deployment = Deployment::new().await;
    let telegram = &deployment.sandbox.bot_api;
    telegram.repeat_updates(5);
    let mut bot = deployment.start();
    for round in 0..5_usize {
        for person in 0..10_usize {
            telegram.tell(PersonId(100 + person as u64), &format!("pln {}", number(round * 10 + person)));
        }
        let taken = telegram.until(|seen| (seen.pending_updates() < 10).then_some(()));
        patiently("some updates to be taken", taken).await;
        assert!(terminated(bot).await.success());
        bot = deployment.start();
    }
    for person in 0..10_usize {
        let chat = ChatId(100 + i64::try_from(person).unwrap());
        let all = telegram.until(|seen| {
            let bills = seen.messages(chat).filter(|message| message.is_from_bot() && message.text.contains("Total"));
            (bills.count() >= 5).then_some(())
        });
        patiently("every bill", all).await;
    }
    telegram.tell(PersonId(1), "/start");
    answered(telegram, 1).await;
    assert!(terminated(bot).await.success());
    for person in 0..10_usize {
        let messages = telegram.messages(ChatId(100 + i64::try_from(person).unwrap()));
        let said: Vec<_> =
            messages.iter().filter(|message| message.is_from_bot()).map(|message| &message.text).collect();
        assert_eq!(said.len(), 5, "{said:#?}");
    }
}
