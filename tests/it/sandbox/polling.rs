//! `getUpdates`: offsets, waiting, filters, two pollers.

use cektagihan::sandbox::bot_api::BotApiConfig;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::Stage;

fn ids(updates: &Value) -> Vec<i64> {
    updates.as_array().unwrap().iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

async fn stage_with_updates(more: usize) -> Stage {
    let stage = Stage::set_with(BotApiConfig { first_update: 1, ..BotApiConfig::default() }).await;
    for number in 0..more {
        stage.api.tell(stage.agent, &number.to_string());
    }
    stage
}

#[tokio::test]
async fn updates_stay_until_an_offset_confirms_them() {
    let stage = stage_with_updates(3).await;
    assert_eq!(ids(&stage.done("getUpdates", json!({})).await), [1, 2, 3, 4]);
    assert_eq!(ids(&stage.done("getUpdates", json!({})).await), [1, 2, 3, 4]);
    assert_eq!(ids(&stage.done("getUpdates", json!({ "offset": 3 })).await), [3, 4]);
    assert_eq!(ids(&stage.done("getUpdates", json!({})).await), [3, 4]);
    assert_eq!(stage.done("getUpdates", json!({ "offset": 5 })).await, json!([]));
    assert_eq!(stage.api.pending_updates(), 0);
}

#[tokio::test]
async fn a_negative_offset_keeps_the_newest() {
    let stage = stage_with_updates(4).await;
    assert_eq!(ids(&stage.done("getUpdates", json!({ "offset": -2 })).await), [4, 5]);
    assert_eq!(ids(&stage.done("getUpdates", json!({})).await), [4, 5]);
}

#[tokio::test]
async fn a_limit_holds_and_a_hundred_is_the_most() {
    let stage = stage_with_updates(120).await;
    assert_eq!(ids(&stage.done("getUpdates", json!({ "limit": 2 })).await), [1, 2]);
    assert_eq!(ids(&stage.done("getUpdates", json!({ "limit": 1000 })).await).len(), 100);
}

#[tokio::test]
async fn a_poll_waits_until_somebody_speaks() {
    let stage = Stage::set().await;
    let first = stage.newest_update().await["update_id"].as_i64().unwrap();
    let waiting = stage.done("getUpdates", json!({ "offset": first + 1, "timeout": 50 }));
    let speaking = async {
        // Confirming empties the queue: then the poll has come in.
        stage.api.until(|seen| (seen.pending_updates() == 0).then_some(())).await;
        stage.api.tell(stage.agent, "pln 514040400482");
    };
    let (updates, ()) = tokio::join!(waiting, speaking);
    assert_eq!(updates[0]["message"]["text"], "pln 514040400482");
    assert_eq!(ids(&updates), [first + 1]);
}

#[tokio::test]
async fn a_second_poller_ends_the_first() {
    let stage = Stage::set().await;
    let first = stage.newest_update().await["update_id"].as_i64().unwrap();
    let waiting = stage.refused("getUpdates", json!({ "offset": first + 1, "timeout": 50 }));
    let second = async {
        stage.api.until(|seen| (seen.pending_updates() == 0).then_some(())).await;
        stage.done("getUpdates", json!({ "offset": first + 1 })).await
    };
    let (refused, updates) = tokio::join!(waiting, second);
    let words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    assert_eq!(refused, (409, words.to_owned()));
    assert_eq!(updates, json!([]));
}

#[tokio::test]
async fn allowed_updates_are_remembered_until_changed() {
    let stage = Stage::set().await;
    let first = stage.newest_update().await["update_id"].as_i64().unwrap();
    stage.done("getUpdates", json!({ "offset": first + 1, "allowed_updates": ["edited_message"] })).await;
    let said = stage.api.tell(stage.agent, "a");
    stage.api.edit(stage.chat, said, "b").unwrap();
    let updates = stage.done("getUpdates", json!({})).await;
    assert_eq!((ids(&updates), &updates[0]["edited_message"]["text"]), (vec![first + 1], &json!("b")));
    stage.done("getUpdates", json!({ "allowed_updates": [] })).await;
    stage.api.tell(stage.agent, "c");
    assert_eq!(stage.newest_update().await["message"]["text"], "c");
}

#[tokio::test]
async fn presses_are_kept_for_150_seconds_and_messages_for_a_day() {
    let stage = Stage::set().await;
    let message = stage.api.messages(stage.chat)[0].id;
    stage.api.press_raw(stage.chat, stage.agent, message, "x");
    assert_eq!(ids(&stage.done("getUpdates", json!({})).await).len(), 2);
    stage.clock.advance(TimeDelta::seconds(151));
    let kept = stage.done("getUpdates", json!({})).await;
    assert_eq!((ids(&kept).len(), &kept[0]["message"]["text"]), (1, &json!("halo")));
    stage.clock.advance(TimeDelta::days(1));
    assert_eq!(stage.done("getUpdates", json!({})).await, json!([]));
}

#[tokio::test]
async fn any_raw_update_can_be_queued() {
    let stage = Stage::set().await;
    let id = stage.api.push_raw(r#"{"update_id":5,"new_kind":{"text":"x}}"}}"#).unwrap();
    assert_eq!(stage.newest_update().await, json!({ "update_id": id, "new_kind": { "text": "x}}" } }));
    assert!(stage.api.push_raw("[]").is_err());
}
