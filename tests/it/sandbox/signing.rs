//! Whom the gateway lets in.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{Counter, INQUIRY, answer, hash, hmac_signature, token_request};

const BODY: &str = r#"{"account_number":"514040400482","product_code":"POSTPAIDPLN"}"#;

fn code((status, answer): (u16, Value)) -> (u16, String) {
    (status, answer["response_code"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_token_is_given_for_a_good_signature() {
    let counter = Counter::open().await;
    let (status, answer) = counter.ask_token(&token_request(), &counter.timestamp(), None).await;
    assert_eq!((status, &answer["response_code"]), (200, &json!("200012000")));
    assert_eq!((&answer["data"]["token_type"], &answer["data"]["expires_in"]), (&json!("Bearer"), &json!(900)));
    assert_eq!(counter.biller.token_requests(), 2);
}

#[tokio::test]
async fn a_token_request_is_refused_for_what_is_wrong_with_it() {
    let counter = Counter::open().await;
    let now = counter.timestamp();
    let with = |change: fn(&mut Value)| {
        let mut request = token_request();
        change(&mut request);
        request
    };
    let cases: [(Value, &str); 6] = [
        (with(|request| request["grant_type"] = json!("password")), "400016569"),
        (with(|request| request["grant_type"] = Value::Null), "400016512"),
        (with(|request| request["additional_info"]["client_id"] = json!("me")), "400016568"),
        (with(|request| request["additional_info"]["client_secret"] = json!("x")), "401016570"),
        (with(|request| request["additional_info"] = Value::Null), "400016512"),
        (json!([]), "400016510"),
    ];
    for (request, expected) in cases {
        assert_eq!(code(counter.ask_token(&request, &now, None).await).1, expected);
    }
    let forged = counter.ask_token(&token_request(), &now, Some("AAAA")).await;
    assert_eq!(code(forged), (400, "400016508".to_owned()));
    let skewed = counter.ask_token(&token_request(), "2026-11-23T10:37:00.000+07:00", None).await;
    assert_eq!(code(skewed), (400, "400016505".to_owned()));
}

#[tokio::test]
async fn a_signed_inquiry_is_let_in_and_what_was_signed_is_logged() {
    let counter = Counter::open().await;
    assert_eq!(answer(counter.signed(BODY)).await.0, 200);
    let logged = counter.biller.signed_requests().pop().unwrap();
    let expected = format!("POST:{INQUIRY}:{}:{}:{}", counter.token, hash(BODY), counter.timestamp());
    assert_eq!((logged.path.as_str(), logged.signed, logged.refused), (INQUIRY, expected, None));
    assert_eq!(counter.biller.inquiries("POSTPAIDPLN", "514040400482"), 1);
}

#[tokio::test]
async fn a_signature_over_anything_else_is_refused() {
    let counter = Counter::open().await;
    let (at, token) = (counter.timestamp(), counter.token.clone());
    let wrong = [
        format!("POST:/klikoo-b2b{INQUIRY}:{token}:{}:{at}", hash(BODY)),
        format!("post:{INQUIRY}:{token}:{}:{at}", hash(BODY)),
        format!("POST:{INQUIRY}:{token}:{}:{at}", hash("{}")),
        format!("POST:{INQUIRY}::{}:{at}", hash(BODY)),
        format!("POST:{INQUIRY}:{token}:{}:2026-11-23T10:31:01.000+07:00", hash(BODY)),
    ];
    for text in wrong {
        let refused = answer(counter.request(BODY, &at, &hmac_signature(&text))).await;
        assert_eq!(code(refused), (400, "400026508".to_owned()), "{text}");
    }
    assert_eq!(counter.biller.signed_requests().pop().unwrap().refused.as_deref(), Some("400026508"));
    assert_eq!(counter.biller.inquiries("POSTPAIDPLN", "514040400482"), 0);
}

#[tokio::test]
async fn a_body_must_hash_the_same_minified_and_as_sent() {
    let counter = Counter::open().await;
    for body in [
        r#"{"product_code":"POSTPAIDPLN","account_number":"514040400482"}"#,
        r#"{"account_number": "514040400482", "product_code": "POSTPAIDPLN"}"#,
    ] {
        assert_eq!(code(answer(counter.signed(body)).await), (400, "400026508".to_owned()));
        let sorted = format!("POST:{INQUIRY}:{}:{}:{}", counter.token, hash(BODY), counter.timestamp());
        let refused = answer(counter.request(body, &counter.timestamp(), &hmac_signature(&sorted))).await;
        assert_eq!(code(refused), (400, "400026508".to_owned()));
    }
}

#[tokio::test]
async fn a_timestamp_is_near_and_in_jakartas_zone() {
    let counter = Counter::open().await;
    for (at, expected) in [
        ("2026-11-23T10:31:00+07:00", 200),
        ("2026-11-23T10:36:00.000+07:00", 200),
        ("2026-11-23T10:26:00.000+07:00", 200),
        ("2026-11-23T10:36:01.000+07:00", 400),
        ("2026-11-23T03:31:00.000Z", 400),
        ("2026-11-23 10:31:00+07:00", 400),
        ("now", 400),
    ] {
        assert_eq!(answer(counter.signed_at(BODY, at)).await.0, expected, "{at}");
    }
    let (_, refused) = answer(counter.signed_at(BODY, "now")).await;
    assert_eq!(refused["response_code"], "400026505");
}

#[tokio::test]
async fn a_token_lives_fifteen_minutes_and_can_be_taken_away() {
    let mut counter = Counter::open().await;
    counter.clock.advance(TimeDelta::seconds(899));
    assert_eq!(answer(counter.signed(BODY)).await.0, 200);
    counter.clock.advance(TimeDelta::seconds(1));
    assert_eq!(code(answer(counter.signed(BODY)).await), (401, "401026535".to_owned()));
    counter.token = counter.new_token().await;
    counter.biller.expire_tokens();
    assert_eq!(code(answer(counter.signed(BODY)).await), (401, "401026535".to_owned()));
    counter.token = counter.new_token().await;
    counter.biller.forget_tokens();
    assert_eq!(code(answer(counter.signed(BODY)).await), (401, "401026500".to_owned()));
}

#[tokio::test]
async fn headers_that_are_missing_are_missed() {
    let counter = Counter::open().await;
    let bare = counter.http.post(format!("{}{INQUIRY}", counter.biller.url())).body(BODY);
    assert_eq!(code(answer(bare).await), (400, "400026510".to_owned()));
    let unsigned = counter.http.post(format!("{}{INQUIRY}", counter.biller.url()));
    let unsigned = unsigned.header("content-type", "application/json").body(BODY);
    assert_eq!(code(answer(unsigned).await), (400, "400026512".to_owned()));
}

#[tokio::test]
async fn the_balance_is_signed_over_no_body() {
    let counter = Counter::open().await;
    let (at, path) = (counter.timestamp(), "/v1/open-api/balance");
    let signature = hmac_signature(&format!("GET:{path}:{}:{}:{at}", counter.token, hash("")));
    let request = counter.http.get(format!("{}{path}", counter.biller.url())).bearer_auth(&counter.token);
    let request = request.header("open-api-timestamp", &at).header("open-api-signature", signature);
    let expected =
        json!({ "response_code": "200032000", "response_message": "Sukses", "data": { "balance": "1000000.00" } });
    assert_eq!(answer(request).await, (200, expected));
}

#[tokio::test]
async fn its_clock_is_in_the_date_header_and_its_prefix_in_every_path() {
    let counter = Counter::open().await;
    let host = counter.biller.url().replace("/klikoo-b2b", "");
    let reply = counter.http.post(format!("{host}{INQUIRY}")).send().await.unwrap();
    assert_eq!(reply.status(), 404);
    assert_eq!(reply.headers()["date"], "Mon, 23 Nov 2026 03:31:00 GMT");
}
