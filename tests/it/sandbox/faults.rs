//! What goes wrong by script.

use cektagihan::sandbox::bot_api::{CallOutcome, Failure, Fault, Method, Ratio, RetryAfter};
use serde_json::json;

use super::Stage;

fn hello() -> serde_json::Value {
    json!({ "chat_id": 7001, "text": "a" })
}

async fn raw(stage: &Stage) -> reqwest::Result<reqwest::Response> {
    let request = stage.http.post(stage.url("sendMessage")).header("content-type", "application/json");
    request.body(hello().to_string()).send().await
}

#[tokio::test]
async fn a_chat_is_told_to_wait_as_often_as_scripted() {
    let stage = Stage::set().await;
    let group = stage.api.add_group("Loket");
    stage.api.fail_chat(stage.chat, RetryAfter { seconds: 7, times: 2 });
    for _ in 0..2 {
        let (status, answer) = stage.call("sendMessage", hello()).await;
        assert_eq!((status, &answer["parameters"]), (429, &json!({ "retry_after": 7 })));
        assert_eq!(answer["description"], "Too Many Requests: retry after 7");
    }
    stage.done("sendMessage", json!({ "chat_id": group, "text": "a" })).await;
    stage.done("sendMessage", hello()).await;
}

#[tokio::test]
async fn the_next_call_fails_and_the_one_after_it_does_not() {
    let stage = Stage::set().await;
    stage.api.fail_next(Method::SendMessage, Fault::Refuse(Failure::internal()));
    stage.api.fail_next(Method::SendMessage, Fault::BadGateway);
    stage.done("getMe", json!({})).await;
    assert_eq!(stage.refused("sendMessage", hello()).await, (500, "Internal Server Error".to_owned()));
    let page = raw(&stage).await.unwrap();
    assert_eq!(
        (page.status().as_u16(), page.headers()["content-type"].to_str().unwrap()),
        (502, "text/html; charset=utf-8")
    );
    stage.done("sendMessage", hello()).await;
}

#[tokio::test]
async fn a_connection_closes_before_or_after_the_call_is_done() {
    let stage = Stage::set().await;
    stage.api.fail_next(Method::SendMessage, Fault::HangUp);
    assert!(raw(&stage).await.is_err());
    assert_eq!(stage.api.messages(stage.chat).len(), 1);
    stage.api.fail_next(Method::SendMessage, Fault::LoseAnswer);
    assert!(raw(&stage).await.is_err());
    assert_eq!(stage.api.messages(stage.chat).len(), 2);
    let outcomes: Vec<_> = stage.api.calls().into_iter().map(|call| call.outcome).collect();
    assert_eq!(outcomes, [CallOutcome::Dropped, CallOutcome::AnswerLost]);
}

#[tokio::test]
async fn nobody_answers_while_telegram_is_offline() {
    let stage = Stage::set().await;
    let first = stage.newest_update().await["update_id"].as_i64().unwrap();
    let poll = stage.http.get(stage.url(&format!("getUpdates?timeout=50&offset={}", first + 1))).send();
    let cut = async {
        stage.api.until(|seen| (seen.pending_updates() == 0).then_some(())).await;
        stage.api.offline(true);
    };
    let (polled, ()) = tokio::join!(poll, cut);
    assert!(polled.is_err());
    assert!(raw(&stage).await.is_err());
    stage.api.offline(false);
    stage.done("sendMessage", hello()).await;
}

#[tokio::test]
async fn a_share_of_calls_fails_the_same_way_for_the_same_seed() {
    let outcomes = async || {
        let stage = Stage::set().await;
        stage.api.fail_ratio(Some(Ratio { per_mille: 300, seed: 7, fault: Fault::RetryAfter(1) }));
        let mut failed = Vec::new();
        for _ in 0..40 {
            failed.push(stage.call("sendMessage", hello()).await.0 == 429);
        }
        failed
    };
    let first = outcomes().await;
    assert_eq!(first, outcomes().await);
    assert!((4..=20).contains(&first.iter().filter(|failed| **failed).count()));
}
