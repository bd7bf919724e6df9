//! What Telegram refuses, in its own words.

use cektagihan::{domain::person::PersonId, sandbox::bot_api::Person};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{Stage, bad};

fn html(text: &str) -> Value {
    json!({ "chat_id": 7001, "text": text, "parse_mode": "HTML" })
}

fn button(data: &str) -> Value {
    json!({ "inline_keyboard": [[{ "text": "x", "callback_data": data }]] })
}

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly the \
                            same as a current content and reply markup of the message";

#[tokio::test]
async fn html_is_parsed_for_real() {
    let stage = Stage::set().await;
    let parse = |why: &str| bad(&format!("can't parse entities: {why}"));
    assert_eq!(
        stage.refused("sendMessage", html("a <x>b</x>")).await,
        parse("Unsupported start tag \"x\" at byte offset 2")
    );
    assert_eq!(
        stage.refused("sendMessage", html("<b>a")).await,
        parse("Can't find end tag corresponding to start tag \"b\"")
    );
    assert_eq!(stage.refused("sendMessage", html("a</b>")).await, parse("Unexpected end tag at byte offset 1"));
    let markdown = json!({ "chat_id": 7001, "text": "*a*", "parse_mode": "MarkdownV2" });
    assert_eq!(stage.refused("sendMessage", markdown).await, bad("unsupported parse_mode"));
}

#[tokio::test]
async fn a_text_has_1_to_4096_characters_once_tags_are_read() {
    let stage = Stage::set().await;
    stage.done("sendMessage", html(&format!("<b>{}</b>", "é".repeat(4096)))).await;
    assert_eq!(stage.refused("sendMessage", html(&"é".repeat(4097))).await, bad("message is too long"));
    for empty in ["", " \n ", "<b></b>", "<b> </b>"] {
        assert_eq!(stage.refused("sendMessage", html(empty)).await, bad("message text is empty"));
    }
    let id = stage.send("a").await;
    let edit = json!({ "chat_id": 7001, "message_id": id, "text": "é".repeat(4097) });
    assert_eq!(stage.refused("editMessageText", edit).await, bad("MESSAGE_TOO_LONG"));
}

#[tokio::test]
async fn white_space_at_the_ends_is_cut_and_entities_follow() {
    let stage = Stage::set().await;
    let sent = stage.done("sendMessage", html("\n a <b>b  </b> \n")).await;
    assert_eq!(
        (&sent["text"], &sent["entities"]),
        (&json!("a b"), &json!([{ "type": "bold", "offset": 2, "length": 1 }]))
    );
    let block = stage.done("sendMessage", html("<pre>  a</pre>")).await;
    assert_eq!(block["text"], "  a");
}

#[tokio::test]
async fn callback_data_has_1_to_64_bytes() {
    let stage = Stage::set().await;
    let params = |data: &str| json!({ "chat_id": 7001, "text": "a", "reply_markup": button(data) });
    stage.done("sendMessage", params(&"é".repeat(32))).await;
    let too_long = format!("{}a", "é".repeat(32));
    assert_eq!(stage.refused("sendMessage", params(&too_long)).await, bad("BUTTON_DATA_INVALID"));
    assert_eq!(stage.refused("sendMessage", params("")).await, bad("BUTTON_DATA_INVALID"));
}

#[tokio::test]
async fn an_edit_that_changes_nothing_is_refused() {
    let stage = Stage::set().await;
    let id = stage.send("a").await;
    let edit =
        |text: &str, markup: Value| json!({ "chat_id": 7001, "message_id": id, "text": text, "reply_markup": markup });
    assert_eq!(stage.refused("editMessageText", edit("a", Value::Null)).await, bad(NOT_MODIFIED));
    stage.done("editMessageText", edit("a", button("x"))).await;
    assert_eq!(stage.refused("editMessageText", edit("a", button("x"))).await, bad(NOT_MODIFIED));
    let keyboard = json!({ "chat_id": 7001, "message_id": id, "reply_markup": button("x") });
    assert_eq!(stage.refused("editMessageReplyMarkup", keyboard).await, bad(NOT_MODIFIED));
    let cleared = stage.done("editMessageText", edit("b", Value::Null)).await;
    assert_eq!((&cleared["text"], &cleared["reply_markup"]), (&json!("b"), &Value::Null));
}

#[tokio::test]
async fn only_own_messages_that_exist_are_edited() {
    let stage = Stage::set().await;
    let edit = |id: i64| json!({ "chat_id": 7001, "message_id": id, "text": "b" });
    assert_eq!(stage.refused("editMessageText", edit(99)).await, bad("message to edit not found"));
    assert_eq!(stage.refused("editMessageText", edit(1)).await, bad("message can't be edited"));
    let question = json!({ "chat_id": 7001, "text": "a", "reply_markup": { "force_reply": true } });
    let id = stage.done("sendMessage", question).await["message_id"].as_i64().unwrap();
    assert_eq!(stage.refused("editMessageText", edit(id)).await, bad("message can't be edited"));
}

#[tokio::test]
async fn a_bot_deletes_its_own_messages_and_in_private_those_of_the_person() {
    let stage = Stage::set().await;
    let group = stage.api.add_group("Loket");
    let theirs = stage.api.say(group, stage.agent, "/cek").0;
    stage.done("deleteMessage", json!({ "chat_id": 7001, "message_id": 1 })).await;
    let again = stage.refused("deleteMessage", json!({ "chat_id": 7001, "message_id": 1 })).await;
    assert_eq!(again, bad("message to delete not found"));
    let foreign = stage.refused("deleteMessage", json!({ "chat_id": group, "message_id": theirs })).await;
    assert_eq!(foreign, bad("message can't be deleted"));
    let id = stage.send("a").await;
    stage.clock.advance(TimeDelta::hours(49));
    let late = stage.refused("deleteMessage", json!({ "chat_id": 7001, "message_id": id })).await;
    assert_eq!(late, bad("message can't be deleted"));
}

#[tokio::test]
async fn a_reply_needs_its_message_unless_told_otherwise() {
    let stage = Stage::set().await;
    let params = |reply: Value| json!({ "chat_id": 7001, "text": "a", "reply_parameters": reply });
    let refused = stage.refused("sendMessage", params(json!({ "message_id": 99 }))).await;
    assert_eq!(refused, bad("message to be replied not found"));
    let alone =
        stage.done("sendMessage", params(json!({ "message_id": 99, "allow_sending_without_reply": true }))).await;
    assert_eq!(alone["reply_to_message"], Value::Null);
    let reply = stage.done("sendMessage", params(json!({ "message_id": 1 }))).await;
    assert_eq!(reply["reply_to_message"]["text"], "halo");
    let part = stage.done("sendMessage", params(json!({ "message_id": 1, "quote": "lo" }))).await;
    assert_eq!(part["quote"], json!({ "text": "lo", "position": 2, "is_manual": true }));
    let foreign = stage.refused("sendMessage", params(json!({ "message_id": 1, "quote": "hola" }))).await;
    assert_eq!(foreign, bad("QUOTE_TEXT_INVALID"));
}

#[tokio::test]
async fn an_unknown_chat_is_not_found_and_an_unstarted_one_forbidden() {
    let stage = Stage::set().await;
    let params = |chat: Value| json!({ "chat_id": chat, "text": "a" });
    assert_eq!(stage.refused("sendMessage", params(json!(7002))).await, bad("chat not found"));
    assert_eq!(stage.refused("sendMessage", params(json!("@channel"))).await, bad("chat not found"));
    assert_eq!(stage.refused("sendMessage", params(Value::Null)).await, bad("chat_id is empty"));
    stage.api.add_person(Person::new(7002, "Warga"));
    let unstarted = (403, "Forbidden: bot can't initiate conversation with a user".to_owned());
    assert_eq!(stage.refused("sendMessage", params(json!(7002))).await, unstarted);
}

#[tokio::test]
async fn a_person_who_blocked_the_bot_gets_nothing() {
    let stage = Stage::set().await;
    stage.api.block(stage.agent);
    let blocked = stage.refused("sendMessage", json!({ "chat_id": 7001, "text": "a" })).await;
    assert_eq!(blocked, (403, "Forbidden: bot was blocked by the user".to_owned()));
    let update: teloxide::types::Update = serde_json::from_str(&stage.newest_update().await.to_string()).unwrap();
    assert!(
        matches!(update.kind, teloxide::types::UpdateKind::MyChatMember(member) if member.new_chat_member.is_banned())
    );
    stage.api.tell(stage.agent, "/start");
    stage.send("a").await;
}

#[tokio::test]
async fn a_press_is_answered_once_and_within_150_seconds() {
    let stage = Stage::set().await;
    let press = || stage.api.press_raw(stage.chat, PersonId(7001), stage.api.messages(stage.chat)[0].id, "x");
    let late = bad("query is too old and response timeout expired or query ID is invalid");
    let answer = |id: String| json!({ "callback_query_id": id, "text": "Sebentar", "show_alert": true });
    let query = press();
    stage.done("answerCallbackQuery", answer(query.to_string())).await;
    let seen = stage.api.callback_answer(query).unwrap();
    assert_eq!((seen.text.as_str(), seen.alert, seen.person), ("Sebentar", true, stage.agent));
    assert_eq!(stage.refused("answerCallbackQuery", answer(query.to_string())).await, late);
    assert_eq!(stage.refused("answerCallbackQuery", answer("1".to_owned())).await, late);
    let forgotten = press();
    stage.clock.advance(TimeDelta::seconds(151));
    assert_eq!(stage.refused("answerCallbackQuery", answer(forgotten.to_string())).await, late);
}

#[tokio::test]
async fn the_answer_to_a_press_has_at_most_200_characters() {
    let stage = Stage::set().await;
    let query = stage.api.press_raw(stage.chat, stage.agent, stage.api.messages(stage.chat)[0].id, "x").to_string();
    let answer = |length: usize| json!({ "callback_query_id": query, "text": "é".repeat(length) });
    assert_eq!(stage.refused("answerCallbackQuery", answer(201)).await, bad("MESSAGE_TOO_LONG"));
    stage.done("answerCallbackQuery", answer(200)).await;
}

#[tokio::test]
async fn a_topic_must_exist() {
    let stage = Stage::set().await;
    let forum = stage.api.add_forum("Tim");
    let topic = stage.api.add_topic(forum, "Rute Selasa");
    let params = |chat: i64, thread: i32| json!({ "chat_id": chat, "text": "a", "message_thread_id": thread });
    let sent = stage.done("sendMessage", params(forum.0, topic.0)).await;
    assert_eq!((&sent["is_topic_message"], &sent["message_thread_id"]), (&json!(true), &json!(topic)));
    for (chat, thread) in [(forum.0, 99), (7001, 1)] {
        assert_eq!(stage.refused("sendMessage", params(chat, thread)).await, bad("message thread not found"));
    }
}

#[tokio::test]
async fn an_unknown_chat_action_is_refused() {
    let stage = Stage::set().await;
    stage.done("sendChatAction", json!({ "chat_id": 7001, "action": "typing" })).await;
    assert_eq!(stage.api.chat_actions()[0].action, "typing");
    let refused = stage.refused("sendChatAction", json!({ "chat_id": 7001, "action": "sleeping" })).await;
    assert_eq!(refused, bad("wrong parameter action in request"));
}
