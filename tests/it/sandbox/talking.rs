//! Looking at what the bot did.

use cektagihan::sandbox::bot_api::{Action, CallOutcome, Markup, Method};
use serde_json::json;

use super::Stage;

#[tokio::test]
async fn a_message_is_seen_as_sent_and_as_read() {
    let stage = Stage::set().await;
    let params = json!({
        "chat_id": 7001, "text": "<b>Tagihan</b> &amp; <code>514</code>", "parse_mode": "HTML",
        "reply_markup": { "inline_keyboard": [[{ "text": "Cek ulang", "callback_data": "again" }]] },
    });
    stage.done("sendMessage", params).await;
    let message = stage.api.messages(stage.chat).pop().unwrap();
    assert_eq!(message.source, "<b>Tagihan</b> &amp; <code>514</code>");
    assert_eq!(message.text, "Tagihan & 514");
    assert_eq!(message.entities.iter().map(|entity| entity.kind.as_ref()).collect::<Vec<_>>(), ["bold", "code"]);
    assert_eq!(message.rows()[0][0].action, Action::Callback("again".to_owned()));
    assert_eq!(message.labels().collect::<Vec<_>>(), ["Cek ulang"]);
    assert_eq!((message.is_from_bot(), message.edited, message.visible_to), (true, None, Some(stage.agent)));
}

#[tokio::test]
async fn a_forced_reply_is_seen_with_its_placeholder() {
    let stage = Stage::set().await;
    let question = json!({ "force_reply": true, "selective": true, "input_field_placeholder": "Nomor pelanggan" });
    stage.done("sendMessage", json!({ "chat_id": 7001, "text": "a", "reply_markup": question.to_string() })).await;
    let message = stage.api.messages(stage.chat).pop().unwrap();
    let Markup::ForceReply(asked) = message.markup else { panic!("{:?}", message.markup) };
    assert_eq!((asked.selective, asked.placeholder.as_deref()), (true, Some("Nomor pelanggan")));
}

#[tokio::test]
async fn an_edit_is_seen_in_place() {
    let stage = Stage::set().await;
    let id = stage.send("Sebentar").await;
    stage.done("editMessageText", json!({ "chat_id": 7001, "message_id": id, "text": "Lunas" })).await;
    let messages = stage.api.messages(stage.chat);
    assert_eq!(messages.len(), 2);
    assert_eq!((messages[1].text.as_str(), messages[1].edited), ("Lunas", Some(super::morning())));
}

#[tokio::test]
async fn waiting_ends_with_what_was_waited_for() {
    let stage = Stage::set().await;
    let (chat, said) = (stage.chat, stage.api.tell(stage.agent, "pln 514"));
    let waiting = stage.api.until(|seen| seen.from_bot_after(chat, said).map(|message| message.text.clone()));
    let (seen, _) = tokio::join!(waiting, stage.send("Tagihan"));
    assert_eq!(seen, "Tagihan");
}

#[tokio::test]
async fn calls_are_logged_with_parameters_and_outcome() {
    let stage = Stage::set().await;
    let markup = json!({ "force_reply": true });
    stage.done("sendMessage", json!({ "chat_id": 7001, "text": "514", "reply_markup": markup })).await;
    stage.refused("sendMessage", json!({ "chat_id": 1, "text": "a" })).await;
    let calls = stage.api.calls();
    assert_eq!((calls[0].method, &calls[0].outcome), (Method::SendMessage, &CallOutcome::Done));
    assert_eq!(calls[0].param("text"), Some("514"));
    assert_eq!(calls[0].params_json(), json!({ "chat_id": "7001", "text": "514", "reply_markup": markup }));
    assert_eq!(calls[1].outcome, CallOutcome::Refused(400, "Bad Request: chat not found".to_owned()));
    assert_eq!(stage.api.requests(Method::SendMessage), 2);
}

#[tokio::test]
async fn message_numbers_count_per_chat() {
    let stage = Stage::set().await;
    let group = stage.api.add_group("Loket");
    assert_eq!(stage.api.say(group, stage.agent, "/cek").0, 1);
    assert_eq!(stage.send("a").await, 2);
    assert_eq!(stage.api.tell(stage.agent, "b").0, 3);
}
