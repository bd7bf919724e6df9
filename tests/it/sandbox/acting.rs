//! What people do, and what the bot is told of it.

use cektagihan::{
    domain::person::{ChatId, MessageId},
    ports::Clock,
    sandbox::bot_api::{Author, Person, PressError, Pressed},
};
use chrono::TimeDelta;
use serde_json::{Value, json};
use teloxide::types::{MessageKind, Update, UpdateKind};

use super::Stage;

/// The newest update, which teloxide must be able to read.
pub(super) async fn told(stage: &Stage) -> Value {
    let update = stage.newest_update().await;
    let read: Update = serde_json::from_str(&update.to_string()).unwrap();
    assert!(!matches!(read.kind, UpdateKind::Error(_)), "{update}");
    update
}

async fn hears(stage: &Stage) -> bool {
    let waiting = stage.api.pending_updates();
    stage.done("getUpdates", json!({ "offset": -1 })).await;
    stage.done("getUpdates", json!({ "offset": i64::MAX })).await;
    waiting > 0
}

#[tokio::test]
async fn a_text_comes_with_its_command_counted_in_utf16() {
    let stage = Stage::set().await;
    stage.api.tell(stage.agent, "😀 /cek pln");
    let update = told(&stage).await;
    assert_eq!(update["message"]["entities"], json!([{ "type": "bot_command", "offset": 3, "length": 4 }]));
    let from = &update["message"]["from"];
    assert_eq!((&from["id"], &from["is_bot"], &from["language_code"]), (&json!(7001), &json!(false), &json!("id")));
    assert_eq!(update["message"]["chat"], json!({ "id": 7001, "type": "private", "first_name": "Agen" }));
    assert_eq!(update["message"]["date"], 1_795_404_660);
}

#[tokio::test]
async fn a_link_opens_with_its_payload() {
    let stage = Stage::set().await;
    stage.api.open_link(stage.agent, "t-abc");
    assert_eq!(told(&stage).await["message"]["text"], "/start t-abc");
}

#[tokio::test]
async fn an_edited_text_comes_as_such() {
    let stage = Stage::set().await;
    let id = stage.api.tell(stage.agent, "pln 514");
    stage.api.edit(stage.chat, id, "pln 520").unwrap();
    let edited = &told(&stage).await["edited_message"];
    assert_eq!((&edited["message_id"], &edited["text"]), (&json!(id), &json!("pln 520")));
    assert!(edited["edit_date"].is_i64());
    assert_eq!(stage.api.edit(stage.chat, MessageId(99), "x"), Err(PressError::NoMessage));
}

#[tokio::test]
async fn a_press_brings_the_message_and_its_data() {
    let stage = Stage::set().await;
    let keyboard = json!({ "inline_keyboard": [[{ "text": "PLN", "callback_data": "f:pln" }], [
        { "text": "Salin", "copy_text": { "text": "514" } }, { "text": "Buka", "url": "https://t.me/x?start=y" }
    ]] });
    stage.done("sendMessage", json!({ "chat_id": 7001, "text": "Pilih", "reply_markup": keyboard })).await;
    let (chat, agent) = (stage.chat, stage.agent);
    let id = stage.api.observe(|seen| seen.last_from_bot(chat).unwrap().id);
    let pressed = stage.api.press(chat, agent, id, "PLN").unwrap();
    let update = told(&stage).await;
    let query = &update["callback_query"];
    assert!(matches!(pressed, Pressed::Query(id) if id.to_string() == query["id"]));
    assert_eq!((&query["data"], &query["message"]["text"]), (&json!("f:pln"), &json!("Pilih")));
    assert_eq!(query["message"]["reply_markup"]["inline_keyboard"][0][0]["text"], "PLN");
    assert!(query["chat_instance"].is_string());
    assert_eq!(stage.api.press(chat, agent, id, (1, 0)), Ok(Pressed::Copied("514".to_owned())));
    assert_eq!(stage.api.press(chat, agent, id, (1, 1)), Ok(Pressed::Opened("https://t.me/x?start=y".to_owned())));
    assert_eq!(stage.api.press(chat, agent, id, (2, 0)), Err(PressError::NoButton));
}

#[tokio::test]
async fn a_press_may_be_forged_and_its_message_gone() {
    let stage = Stage::set().await;
    stage.api.press_raw(stage.chat, stage.agent, MessageId(99), "forged");
    let update = told(&stage).await;
    assert_eq!(update["callback_query"]["data"], "forged");
    assert_eq!(update["callback_query"]["message"]["date"], 0);
}

#[tokio::test]
async fn privacy_mode_lets_through_commands_replies_and_service_messages() {
    let stage = Stage::set().await;
    let group = stage.api.add_group("Loket");
    assert!(hears(&stage).await);
    let sent = stage.done("sendMessage", json!({ "chat_id": group, "text": "Nomor?" })).await["message_id"].as_i64();
    let sent = MessageId(i32::try_from(sent.unwrap()).unwrap());
    let cases = [
        ("pln 514040400482", false),
        ("@cektagihan_sandbox_bot pln", false),
        ("/cek pln", true),
        ("/cek@CekTagihan_sandbox_bot pln", true),
        ("/cek@other_bot pln", false),
        ("halo /cek", false),
    ];
    for (text, heard) in cases {
        stage.api.say(group, stage.agent, text);
        assert_eq!(hears(&stage).await, heard, "{text}");
    }
    stage.api.reply(group, stage.agent, sent, "514040400482");
    assert_eq!(told(&stage).await["message"]["reply_to_message"]["text"], "Nomor?");
    stage.api.set_privacy(false);
    hears(&stage).await;
    stage.api.say(group, stage.agent, "halo semua");
    assert!(hears(&stage).await);
}

#[tokio::test]
async fn in_a_topic_every_message_names_it() {
    let stage = Stage::set().await;
    let forum = stage.api.add_forum("Tim");
    let topic = stage.api.add_topic(forum, "Rute Selasa");
    let opened = told(&stage).await;
    assert_eq!(opened["message"]["forum_topic_created"]["name"], "Rute Selasa");
    assert_eq!(opened["message"]["reply_to_message"], Value::Null);
    stage.api.say_in_topic(forum, topic, stage.agent, "/cek");
    let update = told(&stage).await;
    let message = &update["message"];
    assert_eq!((&message["message_thread_id"], &message["is_topic_message"]), (&json!(topic), &json!(true)));
    assert_eq!(message["reply_to_message"]["message_id"], json!(topic));
    assert_eq!(message["chat"]["is_forum"], true);
}

#[tokio::test]
async fn a_reply_in_a_plain_supergroup_has_a_thread_but_no_topic() {
    let stage = Stage::set().await;
    let group = stage.api.add_supergroup("Tim");
    let asked = stage.api.say(group, stage.agent, "/cek");
    stage.api.reply(group, stage.agent, asked, "/bantuan");
    let update = told(&stage).await;
    assert_eq!(update["message"]["message_thread_id"], json!(asked));
    assert_eq!(update["message"]["is_topic_message"], Value::Null);
}

#[tokio::test]
async fn those_without_a_name_come_under_telegrams_own() {
    let stage = Stage::set().await;
    let group = stage.api.add_supergroup("Tim");
    stage.api.say_anonymous(group, "/cek");
    let update = told(&stage).await;
    assert_eq!(update["message"]["from"]["id"], 1_087_968_824);
    assert_eq!(update["message"]["sender_chat"]["id"], json!(group));
    let id = stage.api.say_as_channel(group, ChatId(-1_001_234), "Kabar", "/cek");
    assert_eq!(told(&stage).await["message"]["sender_chat"]["type"], "channel");
    assert!(matches!(stage.api.message(group, id).unwrap().author, Author::Channel { .. }));
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_says_so_twice_and_refuses_its_old_id() {
    let stage = Stage::set().await;
    let group = stage.api.add_group("Loket");
    let new = stage.api.migrate(group);
    let updates = stage.done("getUpdates", json!({})).await;
    assert_eq!(updates[1]["message"]["migrate_to_chat_id"], json!(new));
    assert_eq!(updates[2]["message"]["migrate_from_chat_id"], json!(group));
    let (status, answer) = stage.call("sendMessage", json!({ "chat_id": group, "text": "a" })).await;
    assert_eq!((status, &answer["parameters"]), (400, &json!({ "migrate_to_chat_id": new })));
    assert_eq!(answer["description"], "Bad Request: group chat was upgraded to a supergroup chat");
    stage.done("sendMessage", json!({ "chat_id": new, "text": "a" })).await;
}

#[tokio::test]
async fn a_removed_bot_hears_and_says_nothing() {
    let stage = Stage::set().await;
    let group = stage.api.add_supergroup("Tim");
    stage.api.remove_bot(group, stage.agent);
    assert!(told(&stage).await["my_chat_member"].is_object());
    let (status, words) = stage.refused("sendMessage", json!({ "chat_id": group, "text": "a" })).await;
    assert_eq!((status, words.as_str()), (403, "Forbidden: bot was kicked from the supergroup chat"));
    hears(&stage).await;
    stage.api.say(group, stage.agent, "/cek");
    assert!(!hears(&stage).await);
}

#[tokio::test]
async fn pictures_and_stickers_read_as_teloxide_reads_them() {
    let stage = Stage::set().await;
    stage.api.send_photo(stage.chat, stage.agent, "pln 514");
    assert_eq!(told(&stage).await["message"]["caption"], "pln 514");
    stage.api.send_sticker(stage.chat, stage.agent);
    let update: Update = serde_json::from_str(&stage.newest_update().await.to_string()).unwrap();
    let UpdateKind::Message(message) = update.kind else { panic!("{update:?}") };
    assert!(message.sticker().is_some() && matches!(message.kind, MessageKind::Common(_)));
}

#[tokio::test]
async fn typing_is_seen_for_five_seconds_or_until_the_bot_speaks() {
    let stage = Stage::set().await;
    let types = || stage.done("sendChatAction", json!({ "chat_id": 7001, "action": "typing" }));
    let seen = || stage.api.observe(|seen| seen.typing(stage.chat, None, stage.clock.now()).is_some());
    types().await;
    assert!(seen());
    stage.clock.advance(TimeDelta::seconds(5));
    assert!(!seen());
    types().await;
    stage.done("sendMessage", json!({ "chat_id": 7001, "text": "a" })).await;
    assert!(!seen());
}

#[tokio::test]
async fn a_selective_question_asks_whom_it_answers() {
    let stage = Stage::set().await;
    let group = stage.api.add_supergroup("Tim");
    let asked = stage.api.say(group, stage.agent, "/cek");
    let question = |selective: bool| {
        let markup = json!({ "force_reply": true, "selective": selective });
        let reply = json!({ "message_id": asked });
        stage.done(
            "sendMessage",
            json!({ "chat_id": group, "text": "?", "reply_markup": markup, "reply_parameters": reply }),
        )
    };
    let whom = || stage.api.observe(|seen| seen.asked(seen.last_from_bot(group).unwrap()));
    question(true).await;
    assert_eq!(whom(), Some(stage.agent));
    question(false).await;
    assert_eq!(whom(), None);
}

#[tokio::test]
async fn the_narrowest_menu_is_seen_in_ones_own_language() {
    let stage = Stage::set().await;
    let menu = |scope: &str, language: &str, word: &str| {
        let commands = json!([{ "command": "cek", "description": word }]);
        let scope = json!({ "type": scope });
        stage.done("setMyCommands", json!({ "commands": commands, "scope": scope, "language_code": language }))
    };
    let seen =
        || stage.api.observe(|seen| seen.menu(stage.chat, stage.agent).first().map(|item| item.description.clone()));
    assert_eq!(seen(), None);
    menu("default", "", "all").await;
    menu("all_group_chats", "", "group").await;
    assert_eq!(seen().as_deref(), Some("all"));
    menu("all_private_chats", "en", "english").await;
    assert_eq!(seen().as_deref(), Some("all"), "their language is Indonesian");
    menu("all_private_chats", "", "private").await;
    assert_eq!(seen().as_deref(), Some("private"));
    stage.api.add_person(Person { language_code: Some("en".to_owned()), ..Person::new(7001, "Agen") });
    assert_eq!(seen().as_deref(), Some("english"));
}
