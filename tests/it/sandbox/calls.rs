//! How a call reaches the Bot API, and what its envelope looks like.

use cektagihan::sandbox::bot_api::{Content, Method};
use serde_json::json;

use super::{Stage, bad};

#[tokio::test]
async fn method_names_are_read_in_any_case() {
    let stage = Stage::set().await;
    for name in ["getMe", "GetMe", "getme", "GETME"] {
        let me = stage.done(name, json!({})).await;
        assert_eq!(me["username"], "cektagihan_sandbox_bot");
    }
    assert_eq!(stage.api.requests(Method::GetMe), 4);
}

#[tokio::test]
async fn get_me_reads_as_teloxide_reads_it() {
    let stage = Stage::set().await;
    let me: teloxide::types::Me = serde_json::from_value(stage.done("GetMe", json!({})).await).unwrap();
    assert_eq!((me.user.id.0, me.user.is_bot, me.can_read_all_group_messages), (4_200_000_000, true, false));
}

#[tokio::test]
async fn get_chat_reads_as_teloxide_reads_it() {
    let stage = Stage::set().await;
    let group = stage.api.add_group("Loket");
    for chat in [stage.chat, group] {
        let info = stage.done("GetChat", json!({ "chat_id": chat })).await;
        let info: teloxide::types::ChatFullInfo = serde_json::from_value(info).unwrap();
        assert_eq!(info.id.0, chat.0);
    }
}

#[tokio::test]
async fn a_wrong_token_is_unauthorized_and_a_wrong_method_not_found() {
    let stage = Stage::set().await;
    let get = async |path: String| {
        let answer = stage.http.get(format!("{}{path}", stage.api.url())).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let unauthorized = r#"{"description":"Unauthorized","error_code":401,"ok":false}"#;
    let not_found = r#"{"description":"Not Found","error_code":404,"ok":false}"#;
    assert_eq!(get("/bot1:x/getMe".to_owned()).await, (401, unauthorized.to_owned()));
    assert_eq!(get(format!("/bot{}/getYou", stage.api.token())).await, (404, not_found.to_owned()));
    assert_eq!(get("/".to_owned()).await, (404, not_found.to_owned()));
}

#[tokio::test]
async fn parameters_come_as_json_form_query_or_multipart() {
    let stage = Stage::set().await;
    stage.done("sendMessage", json!({ "chat_id": 7001, "text": "json" })).await;
    stage.done("sendMessage", json!({ "chat_id": "7001", "text": "texts" })).await;
    stage.post("sendMessage", "application/x-www-form-urlencoded", "chat_id=7001&text=f%C3%B3+rm").await;
    let query = stage.url("sendMessage?chat_id=7001&text=query%20string");
    assert_eq!(stage.http.get(query).send().await.unwrap().status(), 200);
    let parts = "--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7001\r\n\
                 --x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nparts\r\n--x--\r\n";
    stage.post("sendMessage", "multipart/form-data; boundary=x", parts).await;
    let texts: Vec<_> = stage.api.messages(stage.chat).into_iter().skip(1).map(|message| message.text).collect();
    assert_eq!(texts, ["json", "texts", "fó rm", "query string", "parts"]);
}

#[tokio::test]
async fn files_come_under_their_own_name_or_attached() {
    let stage = Stage::set().await;
    let parts = |field: &str, extra: &str, content: &str| {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7001\r\n{extra}\
             --x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"rekap.csv\"\r\n\r\n{content}\r\n--x--\r\n"
        )
    };
    let picture = "GIF89a\x02\x00\x03\x00";
    let attached = "--x\r\nContent-Disposition: form-data; name=\"photo\"\r\n\r\nattach://f1\r\n";
    stage.post("sendDocument", "multipart/form-data; boundary=x", parts("document", "", "a,b")).await;
    stage.post("sendPhoto", "multipart/form-data; boundary=x", parts("f1", attached, picture)).await;
    let sent = stage.api.messages(stage.chat);
    assert!(
        matches!(&sent[1].content, Content::Document(file) if file.name == "rekap.csv" && &file.bytes[..] == b"a,b")
    );
    assert!(matches!(&sent[2].content, Content::Photo(file) if file.bytes == picture));
    let (status, answer) = stage.post("sendPhoto", "multipart/form-data; boundary=x", parts("f1", "", picture)).await;
    assert_eq!((status, answer["description"].as_str()), (400, Some("Bad Request: there is no photo in the request")));
}

#[tokio::test]
async fn a_sent_message_comes_back_as_teloxide_reads_it() {
    let stage = Stage::set().await;
    let keyboard = json!({ "inline_keyboard": [[
        { "text": "Cek", "callback_data": "a", "style": "success" },
        { "text": "Salin", "copy_text": { "text": "514" } },
        { "text": "Buka", "url": "https://t.me/x" },
    ]] });
    let params = json!({ "chat_id": 7001, "text": "<b>514</b>", "parse_mode": "HTML", "reply_markup": keyboard });
    let sent = stage.done("SendMessage", params).await;
    let message: teloxide::types::Message = serde_json::from_value(sent).unwrap();
    assert_eq!(message.text(), Some("514"));
    assert_eq!(message.entities().unwrap()[0].kind, teloxide::types::MessageEntityKind::Bold);
    assert_eq!(message.reply_markup().unwrap().inline_keyboard[0].len(), 3);
    assert_eq!(message.from.unwrap().id.0, 4_200_000_000);
}

#[tokio::test]
async fn a_body_that_is_no_json_is_refused() {
    let stage = Stage::set().await;
    let (status, answer) = stage.post("sendMessage", "application/json", "[1]").await;
    assert_eq!(
        (status, &answer["description"]),
        (400, &json!("Bad Request: can't parse JSON object: object expected"))
    );
}

#[tokio::test]
async fn commands_are_kept_per_scope_and_language() {
    let stage = Stage::set().await;
    let list = |name: &str| json!([{ "command": name, "description": "Cek tagihan" }]);
    let private = json!({ "type": "all_private_chats" });
    stage.done("setMyCommands", json!({ "commands": list("cek") })).await;
    stage.done("setMyCommands", json!({ "commands": list("check"), "scope": private, "language_code": "en" })).await;
    assert_eq!(stage.api.commands("default", "")[0].command, "cek");
    assert_eq!(stage.api.commands("all_private_chats", "en")[0].command, "check");
    assert_eq!(stage.done("getMyCommands", json!({})).await, list("cek"));
    stage.done("deleteMyCommands", json!({})).await;
    assert_eq!(stage.done("getMyCommands", json!({})).await, json!([]));
    assert_eq!(stage.refused("setMyCommands", json!({ "commands": list("Cek") })).await, bad("BOT_COMMAND_INVALID"));
}

#[tokio::test]
async fn a_webhook_keeps_polls_away_until_it_is_deleted() {
    let stage = Stage::set().await;
    stage.done("setWebhook", json!({ "url": "https://bot.example/hook" })).await;
    let info = stage.done("getWebhookInfo", json!({})).await;
    assert_eq!((&info["url"], &info["pending_update_count"]), (&json!("https://bot.example/hook"), &json!(1)));
    let (status, words) = stage.refused("getUpdates", json!({})).await;
    assert_eq!((status, words.starts_with("Conflict: can't use getUpdates")), (409, true));
    stage.done("deleteWebhook", json!({ "drop_pending_updates": true })).await;
    assert_eq!(stage.done("getUpdates", json!({})).await, json!([]));
}

#[tokio::test]
async fn a_server_ends_with_its_handle() {
    let stage = Stage::set().await;
    let url = stage.url("getMe");
    let Stage { api, http, .. } = stage;
    assert!(http.get(&url).send().await.is_ok());
    drop(api);
    // The port is let go as soon as the server's task runs again.
    while http.get(&url).send().await.is_ok() {
        tokio::task::yield_now().await;
    }
}
