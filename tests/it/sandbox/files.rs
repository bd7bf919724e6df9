//! Photos and documents, both ways.

use cektagihan::sandbox::bot_api::{Attachment, Content, Letter};
use serde_json::json;

use super::Stage;

/// The head of a picture of 2 by 3 pixels: as much of one as anybody looks at here.
const GIF: &[u8] = b"GIF89a\x02\x00\x03\x00";

fn letter(content: Content) -> Letter<'static> {
    Letter { text: "rekap", content, topic: None, reply_to: None }
}

fn held(name: &str, bytes: &'static [u8]) -> Attachment {
    Attachment { name: name.to_owned(), bytes: bytes.into() }
}

#[tokio::test]
async fn a_persons_file_can_be_fetched() {
    let stage = Stage::set().await;
    stage.api.send(stage.chat, stage.agent, letter(Content::Document(held("rekap.csv", b"a,b"))));
    let update = stage.newest_update().await;
    let document = &update["message"]["document"];
    assert_eq!((&document["file_name"], &document["file_size"]), (&json!("rekap.csv"), &json!(3)));
    assert_eq!(update["message"]["caption"], "rekap");
    let file = stage.done("getFile", json!({ "file_id": document["file_id"] })).await;
    let path = file["file_path"].as_str().unwrap();
    let address = format!("{}/file/bot{}/{path}", stage.api.url(), stage.api.token());
    let fetched = stage.http.get(address).send().await.unwrap();
    assert_eq!(fetched.bytes().await.unwrap(), "a,b");
}

#[tokio::test]
async fn a_photo_says_how_large_it_is() {
    let stage = Stage::set().await;
    stage.api.send(stage.chat, stage.agent, letter(Content::Photo(held("", GIF))));
    let photo = &stage.newest_update().await["message"]["photo"][0];
    assert_eq!((&photo["width"], &photo["height"]), (&json!(2), &json!(3)));
}

#[tokio::test]
async fn a_file_that_is_here_is_sent_again_by_its_id() {
    let stage = Stage::set().await;
    let id = stage.api.send(stage.chat, stage.agent, letter(Content::Photo(held("a.gif", GIF))));
    let params = json!({ "chat_id": 7001, "photo": format!("file-7001-{}", id.0), "caption": "<b>sama</b>", "parse_mode": "HTML" });
    stage.done("sendPhoto", params).await;
    let sent = stage.api.messages(stage.chat).pop().unwrap();
    assert!(sent.is_from_bot() && sent.text == "sama");
    assert_eq!(sent.attachment().unwrap().bytes, GIF);
}

#[tokio::test]
async fn a_file_nobody_sent_is_refused() {
    let stage = Stage::set().await;
    let (_, words) = stage.refused("getFile", json!({ "file_id": "file-7001-99" })).await;
    assert_eq!(words, "Bad Request: wrong file_id or the file is temporarily unavailable");
    for unknown in ["file-7001-99", "https://example.com/a.gif"] {
        let (_, words) = stage.refused("sendPhoto", json!({ "chat_id": 7001, "photo": unknown })).await;
        assert_eq!(words, "Bad Request: wrong file identifier/HTTP URL specified");
    }
    let nowhere = format!("{}/file/bot{}/files/file_7001_99", stage.api.url(), stage.api.token());
    assert_eq!(stage.http.get(nowhere).send().await.unwrap().status(), 404);
    let stranger = format!("{}/file/bot1:wrong/files/file_7001_1", stage.api.url());
    assert_eq!(stage.http.get(stranger).send().await.unwrap().status(), 401);
}

#[tokio::test]
async fn what_is_no_picture_is_no_photo() {
    let stage = Stage::set().await;
    let body = "--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7001\r\n\
                --x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.gif\"\r\n\r\na,b\r\n--x--\r\n";
    let (status, answer) = stage.post("sendPhoto", "multipart/form-data; boundary=x", body).await;
    assert_eq!((status, &answer["description"]), (400, &json!("Bad Request: IMAGE_PROCESS_FAILED")));
}
