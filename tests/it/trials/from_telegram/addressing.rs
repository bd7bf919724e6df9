//! K8, M12: whom a text in a group is for, commands people make up, and what they quote.

use cektagihan::domain::person::ChatId;
use cektagihan::sandbox::bot_api::Message;
use serde_json::json;

use crate::world::{Someone, World, patiently};

const MASKED: &str = "INDAH P***";
const BOT: &str = "cektagihan_sandbox_bot";

fn group(world: &World) -> ChatId {
    world.telegram().set_privacy(false);
    world.telegram().add_supergroup("Rute Selasa")
}

/// Whether the bot is silent to all this: it answers what is asked last, and nothing before.
async fn is_silent(person: &Someone<'_>, texts: &[&str]) {
    let before = person.texts().len();
    for text in texts {
        person.says(text);
    }
    person.types("/cek pln 537219944110", "5372****4110").await;
    assert_eq!(person.texts().len(), before + 1, "{:?}", person.texts());
}

#[tokio::test]
async fn k8_a_command_that_names_a_product_is_read_without_its_slash() {
    for text in
        ["/pln 514040400482", "/cekpln 514040400482", "/PLN514040400482", "/pln@cektagihan_sandbox_bot 514040400482"]
    {
        let world = World::open().await;
        world.person(1).types(text, "INDAH PUTRI").await;
        let budi = world.member(group(&world), None, 2);
        budi.types(text, MASKED).await;
    }
    let world = World::open().await;
    world.person(1).types("/pln", "IDPEL").await;
    world.person(2).types("/pdam", "PDAM").await;
    world.person(3).types("/bpjs 0001433177155", "bulan").await;
    world.person(4).types("/tidakada 5", "Perintah itu tidak ada").await;
    let budi = world.member(group(&world), None, 5);
    budi.types("/pln@cektagihan_sandbox_bot", "IDPEL").await;
    budi.types("/pdam@CekTagihan_Sandbox_Bot", "PDAM").await;
}

#[tokio::test]
async fn k8_a_dialect_behind_a_slash_keeps_no_pin() {
    let world = World::open().await;
    let ani = world.person(1);
    ani.types("/CEKPLN.514040400482.1234", "INDAH PUTRI").await;
    ani.sees("PIN").await;
    assert!(ani.texts().iter().all(|text| !text.contains("1234")));
}

#[tokio::test]
async fn k8_commands_of_others_stay_theirs() {
    let world = World::open().await;
    let budi = world.member(group(&world), None, 2);
    is_silent(
        &budi,
        &["/pln@other_bot 514040400482", "/cek@other_bot", "/air", "/weather 514040400482", "/start_game"],
    )
    .await;
}

#[tokio::test]
async fn k8_signs_may_touch_our_name() {
    for text in
        ["@BOT, pln 514040400482", "@BOT: pln 514040400482", "pln 514040400482 (@BOT)", "pln 514040400482, @BOT."]
    {
        let world = World::open().await;
        let budi = world.member(group(&world), None, 2);
        budi.types(&text.replace("BOT", BOT), MASKED).await;
        let asked = world.telegram().send_photo(
            budi.chat,
            budi.person,
            &text.replace("BOT", BOT).replace("514040400482", "520511567087"),
        );
        assert_eq!(budi.sees("5205****7087").await.reply_to, Some(asked), "a caption as well");
    }
    let world = World::open().await;
    let budi = world.member(group(&world), None, 2);
    budi.types(&format!("@{BOT}."), "jenis tagihan").await;
}

#[tokio::test]
async fn k8_entities_decide_who_is_named() {
    let world = World::open().await;
    let group = group(&world);
    let budi = world.member(group, None, 2);
    let push = |id: i32, entity: serde_json::Value| {
        let text = format!("@{BOT} pln 514040400482");
        let update = json!({ "message": {
            "message_id": id, "date": 1, "from": { "id": 2, "is_bot": false, "first_name": "Budi" },
            "chat": { "id": group, "type": "supergroup", "title": "R" }, "text": text, "entities": [entity],
        }});
        world.telegram().push_raw(&update.to_string()).unwrap();
    };
    push(901, json!({ "type": "code", "offset": 0, "length": 23 }));
    is_silent(&budi, &[]).await;
    push(
        902,
        json!({ "type": "text_mention", "offset": 0, "length": 23, "user": { "id": 4_200_000_000_u64, "is_bot": true } }),
    );
    budi.sees(MASKED).await;
}

async fn answers(person: &Someone<'_>, to: &Message, text: &str) -> Message {
    let asked = person.world.telegram().reply(person.chat, person.person, to.id, text);
    let answer = person.world.telegram().until(|seen| {
        seen.messages(person.chat).find(|message| message.is_from_bot() && message.reply_to == Some(asked)).cloned()
    });
    patiently("the answer", answer).await
}

#[tokio::test]
async fn k8_what_is_answered_is_read_where_ones_own_words_have_no_number() {
    for own in ["/cek", "/cek@cektagihan_sandbox_bot", "@cektagihan_sandbox_bot", "@cektagihan_sandbox_bot tolong"] {
        let world = World::open().await;
        let group = group(&world);
        let (budi, citra) = (world.member(group, None, 2), world.member(group, None, 3));
        let said = citra.says("pln 514040400482");
        let said = world.telegram().message(group, said).unwrap();
        let card = answers(&budi, &said, own).await;
        assert!(card.text.contains(MASKED), "{own}: {}", card.text);
    }
}

#[tokio::test]
async fn k8_a_product_of_ones_own_goes_with_the_number_that_is_answered() {
    let world = World::open().await;
    let group = group(&world);
    let (budi, citra) = (world.member(group, None, 2), world.member(group, None, 3));
    let said = world.telegram().message(group, citra.says("514040400482")).unwrap();
    for own in ["/cek pln", "/pln"] {
        assert!(answers(&budi, &said, own).await.text.contains(MASKED));
    }
    let own = answers(&budi, &said, "/cek pln 520511567087").await;
    assert!(own.text.contains("5205****7087"), "one's own number counts alone");
}

#[tokio::test]
async fn k8_a_quotation_counts_before_the_whole_message() {
    let world = World::open().await;
    let group = group(&world);
    let budi = world.member(group, None, 2);
    let update = json!({ "message": {
        "message_id": 901, "date": 1, "from": { "id": 2, "is_bot": false, "first_name": "Budi" },
        "chat": { "id": group, "type": "supergroup", "title": "R" }, "text": "/cek",
        "entities": [{ "type": "bot_command", "offset": 0, "length": 4 }],
        "quote": { "text": "pln 514040400482", "position": 20 },
        "reply_to_message": { "message_id": 900, "date": 1, "chat": { "id": group, "type": "supergroup" },
            "from": { "id": 3, "is_bot": false, "first_name": "Citra" },
            "text": "pln 520511567087\npln 514040400482" },
    }});
    world.telegram().push_raw(&update.to_string()).unwrap();
    budi.sees(MASKED).await;
    assert_eq!(world.biller().inquiries("POSTPAIDPLN", "520511567087"), 0);
}

#[tokio::test]
async fn m12_a_new_command_in_a_group_starts_over() {
    let world = World::open().await;
    let budi = world.member(group(&world), None, 2);
    budi.types("/cek bpjs 3515081234567890", "NIK").await;
    let before = budi.texts().len();
    let answer = budi.types("/cek air", "PDAM").await;
    assert!(!answer.text.contains("3515") && budi.texts().len() == before + 1, "{:?}", budi.texts());
}
