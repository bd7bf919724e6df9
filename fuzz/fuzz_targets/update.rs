//! Updates as Telegram, or a server in its place, could send them: reading is total, and an odd part costs only itself.
#![no_main]

use cektagihan::telegram::decode::{UpdateKind, decode};
use libfuzzer_sys::fuzz_target;
use serde_json::value::RawValue;

const CHAT: &str = r#""chat":{"id":5,"type":"private"}"#;

fuzz_target!(|data: &str| {
    let _any_text_has_a_reading = decode(data);
    // Whatever is JSON may stand where a part is expected.
    if serde_json::from_str::<&RawValue>(data).is_err() {
        return;
    }
    for part in ["reply_to_message", "entities", "quote", "date", "media_group_id", "future"] {
        let message = format!(r#"{{"message_id":3,"from":{{"id":5}},{CHAT},"text":"pln 5140","{part}":{data}}}"#);
        assert_eq!(text(&message).as_deref(), Some("pln 5140"), "{part}");
    }
    let edited = format!(r#"{{"message_id":3,"from":{{"id":5}},{CHAT},"text":"pln 5140"}}"#);
    let update = format!(r#"{{"update_id":7,"future":{data},"edited_message":{edited}}}"#);
    assert!(matches!(decode(&update).map(|read| read.kind), Some(UpdateKind::Message(message)) if message.edited));
    let press = format!(r#"{{"update_id":7,"callback_query":{{"id":"77","from":{{"id":5}},"message":{data}}}}}"#);
    assert!(matches!(decode(&press).map(|read| read.kind), Some(UpdateKind::Press(press)) if press.query == "77"));
});

fn text(message: &str) -> Option<String> {
    match decode(&format!(r#"{{"update_id":7,"message":{message}}}"#))?.kind {
        UpdateKind::Message(message) => message.text.clone(),
        UpdateKind::Press(_) | UpdateKind::Moved { .. } | UpdateKind::Other => None,
    }
}
