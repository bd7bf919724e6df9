//! Equal questions become one call, and its answer is remembered.

use std::sync::Arc;

use cektagihan::ports::{BillGateway as _, Freshness, InquiryError};
use futures::{FutureExt as _, future::join_all};
use tokio::sync::Semaphore;

use super::{
    at,
    biller::{Biller, Line, refusal},
    electricity, inquiry, sample_replies,
};

fn closed_gate() -> (Arc<Semaphore>, Line) {
    let gate = Arc::new(Semaphore::new(0));
    (Arc::clone(&gate), Line::Gated(gate, 200, sample_replies().swap_remove(0)))
}

#[tokio::test]
async fn equal_questions_at_one_time_are_one_call() {
    let (gate, line) = closed_gate();
    let biller = Biller::scripted([line]).await;
    let (client, question) = (biller.client(), electricity());
    let mut asking = join_all((0..10).map(|_| client.inquire(&question, Freshness::Afresh)));
    assert!((&mut asking).now_or_never().is_none());
    gate.add_permits(1);
    assert!(asking.await.iter().all(Result::is_ok));
    assert_eq!(biller.inquiries().len(), 1);
}

#[tokio::test]
async fn a_call_goes_on_when_whoever_asked_first_leaves() {
    let (gate, line) = closed_gate();
    let biller = Biller::scripted([line]).await;
    let (client, question) = (biller.client(), electricity());
    let mut first = client.inquire(&question, Freshness::Remembered);
    assert!((&mut first).now_or_never().is_none());
    biller.has_been_asked(2).await;
    drop(first);
    gate.add_permits(1);
    client.inquire(&question, Freshness::Remembered).await.unwrap();
    assert_eq!(biller.inquiries().len(), 1);
}

#[tokio::test]
async fn another_number_product_or_period_is_another_question() {
    let biller = Biller::with_samples().await;
    let client = biller.client();
    for question in [
        electricity(),
        inquiry("POSTPAIDPLN", "514040400483", None),
        inquiry("PDAMMJK", "514040400482", None),
        inquiry("POSTPAIDPLN", "514040400482", Some("1")),
        inquiry("POSTPAIDPLN", "514040400482", Some("2")),
    ] {
        client.inquire(&question, Freshness::Remembered).await.unwrap();
    }
    assert_eq!(biller.inquiries().len(), 5);
}

#[tokio::test]
async fn a_bill_is_remembered_a_minute_and_keeps_its_age() {
    let biller = Biller::with_samples().await;
    let (client, question) = (biller.client(), electricity());
    for (seconds, as_of, calls) in [(0, 0, 1), (59, 0, 1), (1, 60, 2)] {
        biller.clock.forward(seconds);
        let answer = client.inquire(&question, Freshness::Remembered).await.unwrap();
        assert_eq!((answer.as_of, biller.inquiries().len()), (at(as_of), calls));
    }
}

#[tokio::test]
async fn asking_afresh_repeats_nothing_within_ten_seconds() {
    let biller = Biller::with_samples().await;
    let (client, question) = (biller.client(), electricity());
    for (seconds, as_of, calls) in [(0, 0, 1), (9, 0, 1), (1, 10, 2), (5, 10, 2)] {
        biller.clock.forward(seconds);
        let answer = client.inquire(&question, Freshness::Afresh).await.unwrap();
        assert_eq!((answer.as_of, biller.inquiries().len()), (at(as_of), calls));
    }
}

#[tokio::test]
async fn that_there_is_no_bill_is_remembered_and_faults_are_not() {
    let biller = Biller::scripted([refusal(501, 9976), refusal(404, 7010)]).await;
    let (client, question) = (biller.client(), electricity());
    let again = InquiryError::Said { verdict: Box::new(InquiryError::NoOpenBill), as_of: at(0) };
    for error in [InquiryError::NotImplemented, InquiryError::NoOpenBill, again] {
        assert_eq!(client.inquire(&question, Freshness::Remembered).await, Err(error));
    }
    assert_eq!(biller.inquiries().len(), 2);
}
