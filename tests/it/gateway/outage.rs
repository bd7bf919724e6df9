//! A gateway that keeps failing: who is still asked, who is told to wait, who hears of it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use cektagihan::{
    domain::{catalogue::Catalogue, product::Family},
    gateway::{CallLimits, KlikooClient, KlikooConfig, signer::PrivateKey},
    ports::{Alarm, BillGateway as _, Cause, Freshness, GatewayPart, Inquired, InquiryError, SystemClock},
    sandbox::biller::{Biller as Emulator, BillerConfig},
};
use futures::{FutureExt as _, future::join_all};
use tokio::sync::Semaphore;

use super::{
    biller::{Biller, Line, bill, refusal},
    inquiry, sample_replies,
};
use crate::held::Held;

/// Notes every call.
#[derive(Default)]
struct Bell(Mutex<Vec<(Cause, bool)>>);

impl Alarm for Bell {
    fn raise(&self, cause: Cause, _: Option<&str>) {
        self.0.lock().unwrap().push((cause, true));
    }

    fn recovered(&self, cause: Cause) {
        self.0.lock().unwrap().push((cause, false));
    }
}

impl Bell {
    fn rung(&self) -> Vec<(Cause, bool)> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

const POWER: Cause = Cause::Down(GatewayPart::Family(Family::Electricity));

fn down() -> Line {
    refusal(503, 9991)
}

fn hooked(client: KlikooClient) -> (KlikooClient, Arc<Bell>) {
    let (client, bell) = (client.sorted_by(&Catalogue::embedded()), Arc::new(Bell::default()));
    client.report_to(Arc::<Bell>::clone(&bell));
    (client, bell)
}

async fn power(client: &KlikooClient, number: usize) -> Inquired {
    client.inquire(&inquiry("POSTPAIDPLN", &format!("5140404{number:05}"), None), Freshness::Remembered).await
}

async fn water(client: &KlikooClient, number: usize) -> Inquired {
    client.inquire(&inquiry("PDAMMJK", &format!("17260{number:05}"), None), Freshness::Remembered).await
}

/// Asks until told to wait, and how many requests that took.
async fn worn_out(biller: &Biller, client: &KlikooClient) -> usize {
    for number in 0..20 {
        if let Err(InquiryError::Resting { .. }) = power(client, number).await {
            return biller.inquiries().len();
        }
    }
    panic!("it is asked for ever");
}

#[tokio::test]
async fn at_most_ten_failures_and_a_family_rests_while_the_others_are_served() {
    let biller = Biller::scripted((0..100).map(|_| down())).await;
    let (client, bell) = hooked(biller.client());
    let requests = worn_out(&biller, &client).await;
    assert!(requests <= 10, "{requests}");
    assert_eq!(bell.rung(), [(POWER, true)]);
    for number in 100..150 {
        assert!(matches!(power(&client, number).await, Err(InquiryError::Resting { seconds: 1..=20 })));
    }
    assert_eq!(biller.inquiries().len(), requests, "whoever asks meanwhile is told at once");
    assert_eq!(water(&client, 1).await, Err(InquiryError::BillerDown), "another family is asked");
}

#[tokio::test]
async fn within_a_minute_of_its_recovery_a_family_is_served_again() {
    let time = Held::here();
    let biller = Biller::scripted((0..11).map(|_| down())).await;
    let (client, bell) = hooked(biller.client());
    let worn = time.during(worn_out(&biller, &client)).await;
    assert_eq!(bell.rung(), [(POWER, true)]);
    // Three tries fail before the script ends; from then on the gateway is well.
    let mut number = 1_000;
    while biller.inquiries().len() < 11 {
        time.forward(Duration::from_secs(1)).await;
        number += 1;
        let _ = time.during(power(&client, number)).await;
    }
    assert_eq!(worn + 3, 11, "each rest ended in one try, and none was repeated");
    let mut seconds = 0;
    while time.during(power(&client, 2_000 + seconds)).await.is_err() {
        time.forward(Duration::from_secs(1)).await;
        seconds += 1;
    }
    assert!(seconds < 60, "{seconds}");
    assert_eq!(bell.rung().last(), Some(&(POWER, false)));
    assert!(power(&client, 3_000).await.is_ok(), "and everybody else");
}

#[tokio::test]
async fn one_call_at_a_time_tries_whether_it_works_again() {
    let time = Held::here();
    let gate = Arc::new(Semaphore::new(0));
    let held = Line::Gated(Arc::clone(&gate), 200, sample_replies().swap_remove(0));
    let biller = Biller::scripted((0..8).map(|_| down()).chain([held])).await;
    let (client, _) = hooked(biller.client());
    let worn = time.during(worn_out(&biller, &client)).await;
    time.forward(Duration::from_secs(6)).await;
    let trying = tokio::spawn({
        let client = client.clone();
        async move { power(&client, 500).await }
    });
    biller.has_been_asked(1 + worn + 1).await;
    assert!(matches!(power(&client, 501).await, Err(InquiryError::Resting { .. })));
    gate.add_permits(1);
    assert!(trying.await.unwrap().is_ok());
    assert!(power(&client, 502).await.is_ok());
}

#[tokio::test]
async fn a_sign_in_that_fails_is_nothing_against_a_biller() {
    let time = Held::here();
    let biller = Biller::with_tokens((0..8).map(|_| refusal(500, 9999)), []).await;
    let (client, bell) = hooked(biller.client());
    let mut answers = Vec::new();
    for number in 0..10 {
        answers.push(time.during(power(&client, number)).await);
    }
    assert!(matches!(answers.last(), Some(Err(InquiryError::Resting { .. }))), "signing in rests");
    assert_eq!(bell.rung(), [(Cause::Down(GatewayPart::SignIn), true)]);
    assert_eq!(biller.tokens().len(), 8);
    time.forward(Duration::from_secs(6)).await;
    assert!(power(&client, 50).await.is_ok(), "the biller was never asked, so it never rested");
    assert_eq!(bell.rung(), [(Cause::Down(GatewayPart::SignIn), false)]);
}

#[tokio::test]
async fn wrong_numbers_and_our_own_faults_open_nothing() {
    let faults = [(404, 7002), (404, 7010), (404, 7011), (400, 6510), (403, 6571), (401, 6570), (404, 1234)];
    let script = (0..70).map(|index| faults[index % faults.len()]);
    let biller = Biller::scripted(script.map(|(status, case)| refusal(status, case))).await;
    let (client, bell) = hooked(biller.client());
    for number in 0..70 {
        let answer = power(&client, number).await;
        assert!(!matches!(answer, Ok(_) | Err(InquiryError::Resting { .. })), "{answer:?}");
    }
    assert!(bell.rung().is_empty());
}

#[tokio::test]
async fn an_outage_is_not_answered_with_twice_the_questions() {
    // Every other request fails: bad, but not so bad that the family rests.
    let script = (0..1_000).map(|index| if index % 2 == 0 { refusal(500, 9999) } else { bill() });
    let biller = Biller::scripted(script).await;
    let (client, _) = hooked(biller.client());
    for number in 0..200 {
        let _ = power(&client, number).await;
    }
    let requests = biller.inquiries().len();
    assert!((240..=250).contains(&requests), "{requests}: a repetition for every fifth question, and ten at first");
}

#[tokio::test]
async fn one_expired_token_costs_nobody_an_answer() {
    let emulator = Emulator::start(BillerConfig::default()).await.unwrap();
    let credentials = Emulator::credentials();
    let config = KlikooConfig {
        base_url: emulator.url(),
        client_id: credentials.client_id.to_owned(),
        client_secret: credentials.client_secret.into(),
        private_key: PrivateKey::from_pem(credentials.private_key_pem).unwrap(),
    };
    let (client, _) = hooked(KlikooClient::new(config, Arc::new(SystemClock)).unwrap());
    power(&client, 0).await.unwrap();
    emulator.expire_tokens();
    let answers = join_all((1..60).map(|number| power(&client, number))).await;
    assert!(answers.iter().all(Result::is_ok));
}

#[tokio::test]
async fn background_work_that_hangs_holds_no_person() {
    let gate = Arc::new(Semaphore::new(0));
    let held = (0..2).map(|_| Line::Gated(Arc::clone(&gate), 200, sample_replies().swap_remove(0)));
    let biller = Biller::scripted(held).await;
    let (client, _) = hooked(biller.client_with(CallLimits { in_flight: 1, background: 2, ..CallLimits::default() }));
    let background = client.in_background();
    let mut sheets = join_all((0..5).map(|number| water(&background, number))).boxed();
    assert!((&mut sheets).now_or_never().is_none());
    biller.has_been_asked(3).await;
    assert!((&mut sheets).now_or_never().is_none());
    assert_eq!(biller.inquiries().len(), 2, "the token apart, as many as background has seats");
    assert!(power(&client, 1).await.is_ok());
    gate.add_permits(2);
    assert!(sheets.await.iter().all(Result::is_ok));
}

#[tokio::test]
async fn who_could_not_be_served_in_time_is_told_at_once() {
    let gate = Arc::new(Semaphore::new(0));
    let held = (0..4).map(|_| Line::Gated(Arc::clone(&gate), 200, sample_replies().swap_remove(0)));
    let biller = Biller::scripted(held).await;
    let (client, _) = hooked(biller.client_with(CallLimits { in_flight: 1, queued: 3, ..CallLimits::default() }));
    let mut waiting = join_all((0..4).map(|number| water(&client, number))).boxed();
    assert!((&mut waiting).now_or_never().is_none());
    biller.has_been_asked(2).await;
    assert!(matches!(water(&client, 9).await, Err(InquiryError::Crowded { seconds: 1.. })));
    gate.add_permits(4);
    assert!(waiting.await.iter().all(Result::is_ok));
}
