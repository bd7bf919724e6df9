//! K14: chats that let the bot write no more, topics and messages that are gone.

use cektagihan::domain::person::{ChatId, PersonId, TopicId};
use cektagihan::ports::Table;
use cektagihan::sandbox::bot_api::{Action, Failure, Fault, Message, Method, Person};

use crate::world::{World, patiently};

const CLOSED: [(u16, &str); 6] = [
    (400, "Bad Request: CHAT_RESTRICTED"),
    (403, "Forbidden: CHAT_WRITE_FORBIDDEN"),
    (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN"),
    (400, "Bad Request: CHANNEL_PRIVATE"),
    (400, "Bad Request: not enough rights to send text messages to the chat"),
    (400, "Bad Request: slow mode is enabled"),
];

#[tokio::test]
async fn k14_a_bill_that_a_group_refuses_goes_to_its_asker_and_alarms_nobody() {
    for (code, words) in CLOSED {
        let world = World::owned_by(900).await;
        world.person(900).types("/start", "Cek tagihan").await;
        world.person(2).types("/start", "Cek tagihan").await;
        let group = world.telegram().add_supergroup("Rute");
        world.telegram().restrict(group, Some(&Failure::new(code, words)));
        world.member(group, None, 2).says("/cek pln 514040400482");
        let bill = world.person(2).sees("tidak boleh menulis di grup").await;
        assert!(bill.text.contains("INDAH PUTRI") && bill.text.contains("514040400482"), "{words}: {}", bill.text);
        world.has_rows(Table::Outbox, 0).await;
        assert_eq!(world.person(900).texts().len(), 1, "{words}: {:?}", world.person(900).texts());
        world.telegram().restrict(group, None);
        world.member(group, None, 2).types("/cek pln 520511567087", "5205****7087").await;
    }
}

#[tokio::test]
async fn k14_any_other_word_a_group_refuses_goes_to_its_asker_too() {
    let world = World::open().await;
    world.person(2).types("/start", "Cek tagihan").await;
    let group = world.telegram().add_supergroup("Rute");
    world.telegram().restrict(group, Some(&Failure::new(400, "Bad Request: CHAT_RESTRICTED")));
    world.member(group, None, 2).says("/bantuan");
    let told = world.person(2).sees("tidak boleh menulis di grup").await;
    assert!(told.text.contains("/batal"));
}

#[tokio::test]
async fn k14_nobody_is_written_to_who_never_opened_the_bot_or_may_not_use_it_there() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute");
    world.telegram().restrict(group, Some(&Failure::new(400, "Bad Request: CHAT_RESTRICTED")));
    world.member(group, None, 2).says("/cek pln 514040400482");
    let asked = world.biller().until(|seen| (seen.all_inquiries() == 1).then_some(()));
    patiently("the inquiry", asked).await;
    world.has_rows(Table::Conversation, 0).await;
    world.has_rows(Table::Outbox, 0).await;
    let calls = world.telegram().calls();
    assert!(!calls.iter().any(|call| call.param("chat_id") == Some("2")), "{calls:?}");
    assert_eq!(world.rows(Table::Gone).len(), 0, "the group is no chat that is gone");
}

#[tokio::test]
async fn k14_a_wait_that_is_named_is_obeyed_whatever_the_code() {
    let time = crate::held::Held::here();
    let world = World::in_memory(900).await;
    let ani = world.person(1);
    world.telegram().fail_next(Method::SendMessage, Fault::Refuse(Failure::new(400, "Bad Request: SLOWMODE_WAIT_7")));
    ani.says("/start");
    let (took, _) = time.until(std::time::Duration::from_secs(9), || ani.texts().pop()).await;
    assert!(took >= std::time::Duration::from_secs(7), "{took:?}");
}

fn data(message: &Message, label: &str) -> String {
    let button = message.rows().iter().flatten().find(|button| button.label == label).unwrap();
    let Action::Callback(data) = &button.action else { panic!("{label} tells the bot nothing") };
    data.clone()
}

/// Presses a button of a message that Telegram shows no more.
fn presses_the_past(world: &World, message: &Message, person: PersonId, label: &str) {
    let data = data(message, label);
    world.telegram().remove_message(message.chat, message.id);
    world.telegram().press_raw(message.chat, person, message.id, &data);
}

#[tokio::test]
async fn k14_a_press_under_a_message_of_the_past_is_answered_in_its_topic_by_name() {
    let world = World::open().await;
    let forum = world.telegram().add_forum("Kolektor");
    let north = world.telegram().add_topic(forum, "Utara");
    let budi = world.member(forum, Some(north), 11);
    let card = budi.types("/cek pln 514040400482", "INDAH P***").await;
    presses_the_past(&world, &card, budi.person, "Cek ulang");
    let again = world.telegram().until(|seen| {
        seen.messages(forum).find(|message| message.id > card.id && message.text.contains("5140****0482")).cloned()
    });
    let again = patiently("the card", again).await;
    assert_eq!(again.topic, Some(north));
    assert!(again.text.starts_with("Budi\n"), "{}", again.text);
    presses_the_past(&world, &again, budi.person, "Menu");
    let home = budi.sees("jenis tagihan").await;
    assert!(home.text.starts_with("Budi\n"), "{}", home.text);
    budi.taps(&home, "BPJS", "kartu BPJS").await;
}

async fn topic_is_gone(topic_too: bool) -> (World, ChatId, TopicId) {
    let world = World::open().await;
    let forum = world.telegram().add_forum("Kolektor");
    let north = world.telegram().add_topic(forum, "Utara");
    let budi = world.member(forum, Some(north), 11);
    world.telegram().add_person(Person::new(11, "<b>budi.com</b> @budi_saja"));
    world.biller().hold();
    let asked = budi.says("/cek pln 514040400482");
    patiently("the inquiry", world.biller().until(|seen| (seen.waiting() == 1).then_some(()))).await;
    world.telegram().remove_message(forum, asked);
    if topic_too {
        world.telegram().remove_topic(forum, north);
        world.telegram().remove_message(forum, cektagihan::domain::person::MessageId(north.0));
    }
    world.biller().release();
    (world, forum, north)
}

#[tokio::test]
async fn k14_an_answer_that_can_answer_nothing_names_its_asker() {
    for topic_too in [false, true] {
        let (world, forum, north) = topic_is_gone(topic_too).await;
        let card = world.telegram().until(|seen| {
            seen.messages(forum).find(|message| message.is_from_bot() && message.text.contains("INDAH P***")).cloned()
        });
        let card = patiently("the card", card).await;
        assert_eq!(card.topic, (!topic_too).then_some(north));
        let first = card.text.lines().next().unwrap().replace('\u{2060}', "");
        assert_eq!(first, "<b>budi.com</b> @budi_saja");
        assert!(card.entities.iter().all(|entity| !matches!(&*entity.kind, "url" | "mention")), "{:?}", card.entities);
    }
}
