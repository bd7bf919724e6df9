//! What the owners hear.

use crate::doubles::{Hindered, Wanted, damaged, parts};
use cektagihan::bot::parts::Parts;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use cektagihan::bot::alerting;
use cektagihan::bot::outbox::Outbox;
use cektagihan::bot::services::Services;
use cektagihan::domain::person::{Access, ChatId, PersonId};
use cektagihan::gateway::KlikooClient;
use cektagihan::ports::{Alarm as _, Cause, Clock, StoreError, SystemClock};
use cektagihan::sandbox::biller::Mode;
use cektagihan::sandbox::bot_api::{BotApi, BotApiConfig, Failure, Fault, Message, Method, Person};
use cektagihan::store::MemoryStore;
use cektagihan::telegram::api::Api;

use crate::gateway::config;
use crate::held::Held;
use crate::world::{Someone, World, patiently};

const OWNER: u64 = 900;

/// What stands behind a word of the code that a person quotes.
fn code<'a>(text: &'a str, word: &str) -> &'a str {
    text.split_once(word).unwrap().1.split([' ', '\n']).next().unwrap()
}

/// The owner, who has spoken to the bot: Telegram lets a bot begin with nobody.
async fn owner(world: &World) -> Someone<'_> {
    let owner = world.person(OWNER);
    owner.types("/start", "Cek tagihan pascabayar").await;
    owner
}

fn alerts_to(owner: &Someone<'_>) -> usize {
    owner.texts().iter().filter(|text| text.contains("Gangguan bot")).count()
}

#[tokio::test]
async fn what_is_our_fault_is_told_to_the_owner_once_and_names_no_customer() {
    let world = World::owned_by(OWNER).await;
    let (owner, ani, budi) = (owner(&world).await, world.person(1), world.person(2));
    let told = ani.types("pln 519900996571", "karena pengaturan bot").await;
    let alert = owner.sees("Gangguan bot").await;
    assert!(alert.text.contains("daftarkan alamat IP"), "{}", alert.text);
    assert!(alert.text.contains("refused-ip-not-registered"));
    assert_eq!(
        code(&alert.text, "Kode: "),
        code(&told.text, "kode ").trim_end_matches(")."),
        "the code that the person quotes"
    );
    assert!(!alert.text.contains("519900996571"));
    budi.types("pln 519901996571", "karena pengaturan bot").await;
    budi.types("pln 519900996570", "karena pengaturan bot").await;
    owner.sees("KLIKOO_CLIENT_ID").await;
    assert_eq!(alerts_to(&owner), 2, "one for each cause");
    assert_eq!(ani.texts().len() + budi.texts().len(), 3, "nobody else is told");
}

#[tokio::test]
async fn an_owner_is_told_in_their_own_language() {
    let world = World::owned_by(OWNER).await;
    let owner = world.person(OWNER);
    let languages = owner.types("/bahasa", "Choose a language").await;
    owner.taps(&languages, "English", "English").await;
    world.person(1).types("pln 519900996571", "karena pengaturan bot").await;
    let alert = owner.sees("The bot has a fault").await;
    assert!(alert.text.contains("What to do: register this server"));
}

#[tokio::test]
async fn an_outage_and_its_end_are_told() {
    let time = Held::here();
    let world = World::in_memory(OWNER).await;
    let (owner, ani) = (owner(&world).await, world.person(1));
    world.biller().set_mode(Mode::Down);
    for number in 0..8 {
        ani.says(&format!("pdammjk 17260{number:05}"));
    }
    let told = || owner.texts().into_iter().find(|text| text.contains("Gangguan bot"));
    let (_, alert) = time.until(Duration::from_secs(10), told).await;
    assert!(alert.contains("Air PDAM terus gagal") && alert.contains("down-water"), "{alert}");
    ani.says("pdammjk 1726099999");
    let waits = || ani.texts().into_iter().find(|text| text.contains("Coba lagi dalam"));
    let (at_once, words) = time.until(Duration::from_secs(1), waits).await;
    assert_eq!(at_once, Duration::ZERO, "{words}");
    world.biller().set_mode(Mode::Normal);
    time.forward(Duration::from_secs(21)).await;
    ani.says("pdammjk 1726012345");
    let over = || owner.texts().into_iter().find(|text| text.contains("Sudah pulih"));
    let (_, over) = time.until(Duration::from_secs(5), over).await;
    assert!(over.contains("Air PDAM menjawab lagi"), "{over}");
    assert_eq!(alerts_to(&owner), 1);
}

#[tokio::test]
async fn a_message_that_telegram_refuses_is_told_once() {
    let world = World::owned_by(OWNER).await;
    let (owner, ani) = (owner(&world).await, world.person(1));
    let refusal = || Fault::Refuse(Failure::new(400, "Bad Request: can't parse entities"));
    world.telegram().fail_next(Method::SendMessage, refusal());
    ani.says("/start");
    owner.sees("telegram-refuses-message").await;
    world.telegram().fail_next(Method::SendMessage, refusal());
    ani.says("/start");
    ani.types("/start", "Cek tagihan pascabayar").await;
    assert_eq!(alerts_to(&owner), 1);
}

#[tokio::test]
async fn another_instance_is_told_though_it_takes_the_updates() {
    let world = World::owned_by(OWNER).await;
    let owner = owner(&world).await;
    world.telegram().fail_next(Method::GetUpdates, Fault::Refuse(Failure::new(409, "Conflict: terminated by other")));
    world.person(1).types("/start", "Cek tagihan pascabayar").await;
    let alert: Message = patiently("the alert", owner.sees("telegram-conflict")).await;
    assert!(alert.text.contains("hapus webhook"));
}

#[tokio::test]
async fn a_disk_that_neither_takes_nor_gives_is_told_past_the_disk() {
    let telegram = BotApi::start(BotApiConfig::default()).await.unwrap();
    telegram.tell(telegram.add_person(Person::new(OWNER, "Ani")), "/start");
    let api = Api::new(&telegram.url().parse().unwrap(), &telegram.token().into()).unwrap();
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let gateway = Arc::new(KlikooClient::new(config("http://127.0.0.1:9"), Arc::clone(&clock)).unwrap());
    let spoilt = Arc::new(AtomicBool::new(false));
    let is_spoilt = Arc::clone(&spoilt);
    let reading = move |_, _: Wanted<'_>| if is_spoilt.load(Ordering::SeqCst) { Err(damaged()) } else { Ok(()) };
    let rows = Hindered::over(Arc::new(MemoryStore::default())).reading(reading).writing(|| Err(StoreError::DiskFull));
    let access = Access::owned_by([PersonId(OWNER)].into());
    let parts = Parts { store: Arc::new(rows), gateway, clock, access, api, ..parts() };
    let services = Arc::new(Services::new(parts).await.unwrap());
    let telling = tokio::spawn(alerting::run(Arc::clone(&services), Outbox::new(Arc::clone(&services))));
    spoilt.store(true, Ordering::SeqCst);
    services.alerts.raise(Cause::StoreFails, None);
    let chat = ChatId(i64::try_from(OWNER).unwrap());
    let told = telegram.until(|seen| seen.last_from_bot(chat).map(|message| message.text.clone()));
    assert!(patiently("the alert", told).await.contains("store-fails"));
    telling.abort();
}
