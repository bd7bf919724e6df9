//! What a client does not exceed, whatever the gateway does.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    response::{IntoResponse as _, Response},
};
use cektagihan::{
    gateway::CallLimits,
    ports::{BillGateway as _, Freshness, InquiryError},
};
use futures::{StreamExt as _, future::join_all};
use tokio::sync::Semaphore;

use super::{
    biller::{Biller, Line, refusal, short},
    electricity, inquiry, reason, sample_replies,
};

async fn ask(biller: &Biller, limits: CallLimits) -> Result<usize, InquiryError> {
    let answer = biller.client_with(limits).inquire(&electricity(), Freshness::Remembered).await;
    answer.map(|answer| answer.bills.len())
}

#[test]
fn the_limits_of_production() {
    let limits = CallLimits::default();
    assert_eq!((limits.total, limits.connect), (Duration::from_secs(25), Duration::from_secs(3)));
    assert_eq!((limits.body, limits.in_flight, limits.remembered), (1_048_576, 64, 2_000));
}

#[tokio::test]
async fn a_gateway_that_says_nothing_is_given_up() {
    let biller = Biller::scripted([Line::Silence]).await;
    assert_eq!(ask(&biller, short()).await, Err(InquiryError::TimedOut));
}

#[tokio::test]
async fn a_token_that_does_not_come_is_given_up() {
    let biller = Biller::with_tokens([Line::Silence, Line::Silence], []).await;
    assert_eq!(ask(&biller, short()).await, Err(InquiryError::TimedOut));
    assert_eq!(biller.client_with(short()).probe().await.token, Err(InquiryError::TimedOut));
}

#[tokio::test]
async fn a_body_that_never_ends_is_given_up() {
    let trickle = futures::stream::once(async { Ok::<_, String>("{") }).chain(futures::stream::pending());
    let biller = Biller::scripted([Line::Whole(Body::from_stream(trickle).into_response())]).await;
    assert_eq!(ask(&biller, short()).await, Err(InquiryError::TimedOut));
}

#[tokio::test]
async fn near_the_deadline_the_first_failure_is_the_answer() {
    let biller = Biller::scripted([refusal(500, 9999)]).await;
    let limits = CallLimits { connect: Duration::from_secs(26), ..CallLimits::default() };
    assert_eq!(ask(&biller, limits).await, Err(InquiryError::GatewayFault));
    assert_eq!(biller.inquiries().len(), 1);
}

#[tokio::test]
async fn a_body_is_read_up_to_the_cap_and_no_further() {
    let sample = sample_replies()[0].to_string();
    let body = sample.len();
    let exact = Biller::with_samples().await;
    assert_eq!(ask(&exact, CallLimits { body, ..CallLimits::default() }).await, Ok(1));
    let larger = Biller::with_samples().await;
    let error = ask(&larger, CallLimits { body: body - 1, ..CallLimits::default() }).await.unwrap_err();
    assert_eq!(reason(Err(error)), "too large, status 200");
}

#[tokio::test]
async fn a_body_without_end_is_left() {
    let endless = futures::stream::repeat_with(|| Ok::<_, String>(Bytes::from(vec![b' '; 65_536])));
    let biller = Biller::scripted([Line::Whole(Response::new(Body::from_stream(endless)))]).await;
    assert_eq!(reason(Err(ask(&biller, CallLimits::default()).await.unwrap_err())), "too large, status 200");
}

#[tokio::test]
async fn only_so_many_calls_are_under_way_at_once() {
    let gate = Arc::new(Semaphore::new(0));
    let gated = || Line::Gated(Arc::clone(&gate), 200, sample_replies().swap_remove(0));
    let biller = Biller::scripted((0..6).map(|_| gated())).await;
    let client = biller.client_with(CallLimits { in_flight: 2, ..CallLimits::default() });
    let questions: Vec<_> = (1..=6).map(|number| inquiry("PDAMMJK", &number.to_string(), None)).collect();
    let asking = join_all(questions.iter().map(|question| client.inquire(question, Freshness::Remembered)));
    let letting_one_through_at_a_time = async {
        for answered in 0..6 {
            // The token, those answered, and two that wait (at the end, fewer).
            biller.has_been_asked(1 + (answered + 2).min(6)).await;
            assert!(biller.inquiries().len() <= answered + 2);
            gate.add_permits(1);
        }
    };
    let (answers, ()) = tokio::join!(asking, letting_one_through_at_a_time);
    assert!(answers.iter().all(Result::is_ok));
}

#[tokio::test]
async fn waiting_for_a_turn_counts_against_the_deadline() {
    let biller = Biller::scripted([Line::Silence, Line::Silence]).await;
    let client = biller.client_with(CallLimits { in_flight: 1, ..short() });
    let (first, second) = (electricity(), inquiry("PDAMMJK", "1726010024", None));
    let asking = [&first, &second].map(|question| client.inquire(question, Freshness::Remembered));
    let answers = join_all(asking).await;
    assert!(answers.iter().all(|answer| *answer == Err(InquiryError::TimedOut)));
}
