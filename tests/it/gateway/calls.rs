//! What is sent, when it is sent again, and how long a token lives.

use axum::{
    body::Body,
    http::header::{CONTENT_LENGTH, LOCATION},
    response::{IntoResponse as _, Response},
};
use cektagihan::{
    gateway::{
        KlikooClient,
        signer::{PrivateKey, RequestSigner, Signed, auth_message},
    },
    ports::{BillGateway as _, Freshness, Inquired, InquiryError},
};
use futures::{FutureExt as _, StreamExt as _};
use secrecy::SecretString;
use serde_json::json;

use super::{
    StillClock, at,
    biller::{Asked, Biller, Line, bill, config, refusal, token},
    electricity, inquiry, reason,
};

async fn ask(client: &KlikooClient) -> Inquired {
    client.inquire(&electricity(), Freshness::Remembered).await
}

/// The error after a script, and how many inquiries and tokens it took.
async fn outcome(script: impl IntoIterator<Item = Line>) -> (Option<InquiryError>, usize, usize) {
    let biller = Biller::scripted(script).await;
    let answer = ask(&biller.client()).await;
    (answer.err(), biller.inquiries().len(), biller.tokens().len())
}

fn signature_of(asked: &Asked) -> String {
    let authorization = asked.header("authorization");
    RequestSigner::new(&SecretString::from("9ec999e21a3be41064c52bb3f37554a2")).sign(Signed {
        method: "POST",
        path: "/v1/open-api/transactions/inquiry-postpaid",
        token: authorization.strip_prefix("Bearer ").unwrap(),
        body: &asked.body,
        timestamp: &asked.header("open-api-timestamp"),
    })
}

#[tokio::test]
async fn an_inquiry_is_signed_over_the_bytes_that_are_sent_and_without_the_prefix() {
    let biller = Biller::with_samples().await;
    let answer = ask(&biller.client()).await.unwrap();
    assert_eq!((answer.bills.len(), answer.as_of), (1, at(0)));
    let asked = biller.inquiries().remove(0);
    assert_eq!(asked.path, "/klikoo-b2b/v1/open-api/transactions/inquiry-postpaid");
    assert_eq!(asked.body.as_ref(), br#"{"account_number":"514040400482","product_code":"POSTPAIDPLN"}"#);
    assert_eq!(asked.header("open-api-timestamp"), "2024-02-07T10:28:35.000+07:00");
    assert_eq!(asked.header("open-api-signature"), signature_of(&asked));
}

#[tokio::test]
async fn one_connection_serves_many_calls() {
    let biller = Biller::with_samples().await;
    let client = biller.client();
    for number in ["1", "2", "3"] {
        client.inquire(&inquiry("PDAMMJK", number, None), Freshness::Remembered).await.unwrap();
    }
    let port = biller.tokens()[0].port;
    assert!(biller.inquiries().iter().all(|asked| asked.port == port));
}

#[tokio::test]
async fn a_token_is_asked_for_with_the_auth_signature() {
    let biller = Biller::with_samples().await;
    ask(&biller.client()).await.unwrap();
    let asked = biller.tokens().remove(0);
    let key = PrivateKey::from_pem(include_str!("../../vectors/throwaway-test-key.pem")).unwrap();
    let message = auth_message("3f9c8962-4c4b-4bb6-b3c1-8fc883519c02", &asked.header("open-api-timestamp"));
    assert_eq!(asked.header("open-api-signature"), key.sign(&message).unwrap());
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&asked.body).unwrap(),
        json!({
            "grant_type": "client_credentials",
            "additional_info": {
                "client_id": "3f9c8962-4c4b-4bb6-b3c1-8fc883519c02",
                "client_secret": "9ec999e21a3be41064c52bb3f37554a2",
            },
        })
    );
}

#[tokio::test]
async fn a_token_serves_until_its_last_minute() {
    let biller = Biller::with_samples().await;
    let client = biller.client();
    for (seconds, number, tokens) in [(0, "1", 1), (839, "2", 1), (1, "3", 2), (839, "4", 2), (1, "5", 3)] {
        biller.clock.forward(seconds);
        client.inquire(&inquiry("PDAMMJK", number, None), Freshness::Remembered).await.unwrap();
        assert_eq!(biller.tokens().len(), tokens, "question {number}");
    }
}

#[tokio::test]
async fn a_token_of_a_short_life_is_used_for_half_of_it() {
    let biller = Biller::with_tokens([token("brief", 60)], []).await;
    let client = biller.client();
    for (seconds, number, tokens) in [(0, "1", 1), (29, "2", 1), (1, "3", 2)] {
        biller.clock.forward(seconds);
        client.inquire(&inquiry("PDAMMJK", number, None), Freshness::Remembered).await.unwrap();
        assert_eq!(biller.tokens().len(), tokens);
    }
}

#[tokio::test]
async fn many_questions_at_once_ask_for_one_token() {
    let biller = Biller::with_samples().await;
    let client = biller.client();
    let questions: Vec<_> = (1..=20).map(|number| inquiry("PDAMMJK", &number.to_string(), None)).collect();
    let asking = questions.iter().map(|question| client.inquire(question, Freshness::Remembered));
    assert!(futures::future::join_all(asking).await.iter().all(Result::is_ok));
    assert_eq!((biller.tokens().len(), biller.inquiries().len()), (1, 20));
}

#[tokio::test]
async fn a_refused_token_is_dropped_and_the_question_asked_once_more() {
    for case in [6500, 6535] {
        let biller = Biller::scripted([refusal(401, case)]).await;
        ask(&biller.client()).await.unwrap();
        let used = biller.inquiries().iter().map(|asked| asked.header("authorization")).collect::<Vec<_>>();
        assert_eq!(used, ["Bearer token-1", "Bearer token-2"]);
    }
}

#[tokio::test]
async fn a_token_refused_twice_is_the_answer() {
    let end = outcome([refusal(401, 6535), refusal(401, 6500), bill()]).await;
    assert_eq!(end, (Some(InquiryError::TokenRefused), 2, 2));
}

#[tokio::test]
async fn a_wrong_time_is_mended_with_a_fresh_one_and_only_once() {
    assert_eq!(outcome([refusal(400, 6505)]).await, (None, 2, 1));
    assert_eq!(outcome([refusal(400, 6505), refusal(400, 6505)]).await, (Some(InquiryError::ClockOff), 2, 1));
}

#[tokio::test]
async fn a_busy_gateway_is_asked_twice_and_no_more() {
    let busy = [(500, 8504), (500, 8505), (500, 8601), (500, 9999), (503, 9991), (500, 1), (502, 2)];
    for (status, case) in busy {
        assert_eq!(outcome([refusal(status, case)]).await, (None, 2, 1), "{case}");
        let (error, inquiries, _) = outcome([refusal(status, case), refusal(status, case)]).await;
        assert!(error.is_some() && inquiries == 2, "{case}");
    }
    let page = || Line::Whole((axum::http::StatusCode::BAD_GATEWAY, "<html>").into_response());
    assert_eq!(outcome([page()]).await, (None, 2, 1));
    let error = InquiryError::Unreadable("a web page, status 502".to_owned());
    assert_eq!(outcome([page(), page()]).await, (Some(error), 2, 1));
}

#[tokio::test]
async fn a_verdict_is_not_asked_again() {
    let verdicts = [(400, 6508), (400, 6510), (400, 6512), (400, 6525), (401, 6570), (403, 6571), (404, 7002)];
    let failures = [(404, 7010), (404, 7012), (409, 6563), (500, 9975), (500, 9992), (501, 9976), (503, 9998)];
    for (status, case) in verdicts.into_iter().chain(failures) {
        let (error, inquiries, _) = outcome([refusal(status, case)]).await;
        assert!(error.is_some() && inquiries == 1, "{case}");
    }
}

#[tokio::test]
async fn garbage_with_a_good_status_is_not_asked_again() {
    let (error, inquiries, _) = outcome([Line::Whole("<html>".into_response())]).await;
    assert_eq!(reason(Err(error.unwrap())), "a web page, status 200");
    assert_eq!(inquiries, 1);
}

#[tokio::test]
async fn a_second_try_has_a_new_timestamp_and_a_new_signature() {
    let gate = std::sync::Arc::new(tokio::sync::Semaphore::new(0));
    let busy = json!({ "response_code": "500029999", "response_message": "", "data": null });
    let biller = Biller::scripted([Line::Gated(std::sync::Arc::clone(&gate), 500, busy)]).await;
    let client = biller.client();
    let question = electricity();
    let asking = client.inquire(&question, Freshness::Remembered);
    let moving = async {
        biller.has_been_asked(2).await;
        biller.clock.forward(1);
        gate.add_permits(1);
    };
    let (answer, ()) = tokio::join!(asking, moving);
    assert_eq!(answer.unwrap().as_of, at(1));
    let times = biller.inquiries().iter().map(|asked| asked.header("open-api-timestamp")).collect::<Vec<_>>();
    assert_eq!(times, ["2024-02-07T10:28:35.000+07:00", "2024-02-07T10:28:36.000+07:00"]);
    for asked in biller.inquiries() {
        assert_eq!(asked.header("open-api-signature"), signature_of(&asked));
    }
}

#[tokio::test]
async fn a_connection_that_is_closed_is_tried_once_more() {
    assert_eq!(outcome([Line::HangUp]).await, (None, 2, 1));
    assert_eq!(outcome([Line::HangUp, Line::HangUp]).await, (Some(InquiryError::Unreachable), 2, 1));
}

#[tokio::test]
async fn a_body_that_breaks_off_is_tried_once_more() {
    let broken = || {
        let half = futures::stream::iter([Ok(r#"{"response_code""#), Err("the line is cut, as the script says")]);
        // A server sends what it has once its body makes it wait.
        let half = half.then(|part| tokio::task::yield_now().map(move |()| part));
        Line::Whole(Response::builder().header(CONTENT_LENGTH, 500).body(Body::from_stream(half)).unwrap())
    };
    assert_eq!(outcome([broken()]).await, (None, 2, 1));
    let error = InquiryError::Unreadable("cut off, status 200".to_owned());
    assert_eq!(outcome([broken(), broken()]).await, (Some(error), 2, 1));
}

#[tokio::test]
async fn a_gateway_that_is_not_there_is_unreachable() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = KlikooClient::new(config(&nobody), StillClock::new()).unwrap();
    assert_eq!(ask(&client).await, Err(InquiryError::Unreachable));
}

#[tokio::test]
async fn a_token_call_is_retried_like_an_inquiry_and_fails_with_its_own_reason() {
    let biller = Biller::with_tokens([refusal(500, 9999)], []).await;
    ask(&biller.client()).await.unwrap();
    let biller = Biller::with_tokens([refusal(401, 6570)], []).await;
    assert_eq!(ask(&biller.client()).await, Err(InquiryError::CredentialsRefused));
    assert_eq!((biller.tokens().len(), biller.inquiries().len()), (1, 0));
}

#[tokio::test]
async fn a_token_that_is_none_is_unreadable() {
    for (name, why) in
        [("", "a success without a token, status 200"), ("a\nb", "a token that cannot be sent, status 200")]
    {
        let biller = Biller::with_tokens([token(name, 900)], []).await;
        assert_eq!(reason(ask(&biller.client()).await), why);
    }
}

#[tokio::test]
async fn who_waits_for_a_renewal_shares_its_failure() {
    let gate = std::sync::Arc::new(tokio::sync::Semaphore::new(0));
    let refused = json!({ "response_code": "401016570", "response_message": "", "data": null });
    let biller = Biller::with_tokens([Line::Gated(std::sync::Arc::clone(&gate), 401, refused)], []).await;
    let client = biller.client();
    let questions: Vec<_> = (1..=5).map(|number| inquiry("PDAMMJK", &number.to_string(), None)).collect();
    let asking = questions.iter().map(|question| client.inquire(question, Freshness::Remembered));
    let opening = async {
        // By the time the call has come, every question waits for it: they were all asked at once.
        biller.has_been_asked(1).await;
        gate.add_permits(1);
    };
    let (answers, ()) = tokio::join!(futures::future::join_all(asking), opening);
    assert!(answers.iter().all(|answer| *answer == Err(InquiryError::CredentialsRefused)));
    assert_eq!(biller.tokens().len(), 1);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let biller = Biller::scripted([]).await;
    let elsewhere = format!("{}elsewhere", biller.base_url);
    let redirect = Response::builder().status(307).header(LOCATION, elsewhere).body(Body::empty()).unwrap();
    let (error, inquiries, _) = outcome([Line::Whole(redirect)]).await;
    assert_eq!(reason(Err(error.unwrap())), "a redirect, status 307");
    assert_eq!(inquiries, 1);
    assert_eq!(biller.inquiries().len(), 0);
}
