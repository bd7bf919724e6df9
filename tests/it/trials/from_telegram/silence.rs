//! K9: silence where nobody asked.

use cektagihan::domain::person::MessageId;
use serde_json::{Value, json};

use crate::world::{Someone, World};

/// What the bot says to all that was pushed: it answers a question that comes last, so all before is dealt with.
async fn said(person: &Someone<'_>) -> Vec<String> {
    let before = person.texts();
    person.types("pln 537219944110", "537219944110").await;
    let after = person.texts();
    assert!(after.len() > before.len());
    let mut said = after;
    said.retain(|text| !text.contains("537219944110") && !text.contains("jenis tagihan"));
    said
}

/// A world in which Ani has opened the bot: else it could say nothing to her.
async fn met() -> World {
    let world = World::open().await;
    world.person(1).types("/start", "jenis tagihan").await;
    world
}

fn private(world: &World, message: &Value) {
    let mut whole = json!({ "message_id": 900, "date": 1, "chat": { "id": 1, "type": "private", "first_name": "Ani" },
        "from": { "id": 1, "is_bot": false, "first_name": "Ani" } });
    whole.as_object_mut().unwrap().extend(message.as_object().unwrap().clone());
    world.telegram().push_raw(&json!({ "message": whole }).to_string()).unwrap();
}

#[tokio::test]
async fn k9_what_telegram_says_of_a_chat_is_no_message() {
    let world = met().await;
    let ani = world.person(1);
    for service in [
        json!({ "pinned_message": { "message_id": 3, "date": 1, "text": "pln 514040400482", "chat": { "id": 1, "type": "private" } } }),
        json!({ "message_auto_delete_timer_changed": { "message_auto_delete_time": 86_400 } }),
        json!({ "gift": { "gift": { "id": "5", "sticker": { "file_id": "x" } }, "text": "untuk Anda" } }),
        json!({ "users_shared": { "request_id": 1, "users": [{ "user_id": 5 }] } }),
        json!({ "write_access_allowed": {} }),
        json!({ "a_service_of_the_future": { "text": "x", "photo": [] } }),
        json!({}),
    ] {
        private(&world, &service);
    }
    assert_eq!(said(&ani).await, [""; 0]);
}

#[tokio::test]
async fn k9_what_a_person_sends_gets_a_hint() {
    for sent in ["photo", "sticker", "voice", "location"] {
        let world = met().await;
        private(&world, &json!({ sent: { "file_id": "x" } }));
        world.person(1).sees("teks").await;
    }
}

fn album(world: &World, id: i32, caption: Option<&str>) {
    let message = json!({ "message_id": id, "media_group_id": "777", "photo": [{ "file_id": "x" }] });
    let mut message = message.as_object().unwrap().clone();
    message.extend(caption.map(|caption| ("caption".to_owned(), json!(caption))));
    private(world, &Value::Object(message));
}

#[tokio::test]
async fn k9_an_album_gets_one_hint() {
    let world = met().await;
    (900..910).for_each(|id| album(&world, id, None));
    let ani = world.person(1);
    ani.sees("teks").await;
    assert_eq!(said(&ani).await.len(), 1);
}

#[tokio::test]
async fn k9_an_album_with_a_caption_that_is_read_gets_no_hint_wherever_the_caption_stands() {
    for captioned in [900, 905, 909] {
        let world = met().await;
        (900..910).for_each(|id| album(&world, id, (id == captioned).then_some("pln 514040400482")));
        let ani = world.person(1);
        ani.sees("INDAH PUTRI").await;
        world.has_rows(cektagihan::ports::Table::Inbox, 0).await;
        assert_eq!(said(&ani).await.len(), 1);
    }
}

#[tokio::test]
async fn k9_a_channels_posts_in_its_discussion_group_are_nobodys() {
    let world = World::open().await;
    world.telegram().set_privacy(false);
    let group = world.telegram().add_supergroup("Diskusi");
    for (from, flag) in [(777_000, Some(true)), (777_000, None), (136_817_688, Some(true))] {
        let mut post = json!({ "message_id": 900, "date": 1, "chat": { "id": group, "type": "supergroup" },
            "from": { "id": from, "is_bot": false, "first_name": "Telegram" },
            "sender_chat": { "id": -100_999, "type": "channel", "title": "Kabar" },
            "text": "/cek pln 514040400482 @cektagihan_sandbox_bot",
            "entities": [{ "type": "bot_command", "offset": 0, "length": 4 }, { "type": "mention", "offset": 22, "length": 23 }] });
        if let Some(flag) = flag {
            post["is_automatic_forward"] = json!(flag);
        }
        world.telegram().push_raw(&json!({ "message": post }).to_string()).unwrap();
    }
    let budi = world.member(group, None, 2);
    budi.types("/cek pln 537219944110", "5372****4110").await;
    assert_eq!(budi.texts().len(), 1, "{:?}", budi.texts());
}

#[tokio::test]
async fn k9_a_start_with_anothers_payload_is_a_start() {
    let world = World::open().await;
    for payload in ["true", "ref_123", "=", "utm source", "x".repeat(64).as_str()] {
        let answer = world.person(1).types(&format!("/start {payload}"), "Cek tagihan pascabayar").await;
        assert!(!answer.text.contains("tidak berlaku"), "{payload}");
    }
    world.person(2).types("/start AAAAAAAAAAAAAAAA", "tidak berlaku").await;
}

#[tokio::test]
async fn k9_thanks_for_a_card_are_not_for_the_bot() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute");
    let budi = world.member(group, None, 2);
    let card = budi.types("/cek pln 514040400482", "INDAH P***").await;
    for text in ["makasih", "sudah dibayar 25720", "ok", "lunas 131.500", "👍"] {
        world.telegram().reply(group, budi.person, card.id, text);
    }
    budi.replies(&card, "pln 520511567087", "5205****7087").await;
    assert_eq!(budi.texts().len(), 2, "{:?}", budi.texts());
    budi.replies(&card, "pdam 1160026", "produk yang mana").await;
    budi.replies(&card, "533512366386", "5335****6386").await;
    assert_eq!(budi.texts().len(), 4, "{:?}", budi.texts());
}

#[tokio::test]
async fn k9_an_answer_to_a_question_is_heard_whatever_it_says() {
    let world = World::open().await;
    let group = world.telegram().add_supergroup("Rute");
    let (budi, citra) = (world.member(group, None, 2), world.member(group, None, 3));
    let home = budi.types("/cek", "jenis tagihan").await;
    budi.presses(&home, "Listrik PLN");
    let question = budi.sees("IDPEL").await;
    world.telegram().reply(group, citra.person, question.id, "makasih");
    budi.replies(&question, "tidak tahu", "nomor").await;
    let to: Vec<_> = world.telegram().messages(group).into_iter().filter_map(|message| message.reply_to).collect();
    let thanks = MessageId(question.id.0 + 1);
    assert!(!to.contains(&thanks), "citra was asked nothing");
}
