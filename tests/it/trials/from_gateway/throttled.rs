//! K13: 429, and who waits for how long.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::{body::Body, response::Response};
use cektagihan::ports::{Alarm, BillGateway as _, Cause, Freshness, InquiryError};

use crate::gateway::{
    biller::{Biller, Line},
    electricity, inquiry,
};
use crate::held::Held;

/// A 429 of the gateway's clock at 03:28:35, the moment of [`Biller::clock`].
fn too_many(retry_after: Option<&str>, body: &'static str) -> Line {
    let reply = Response::builder().status(429).header("date", "Wed, 07 Feb 2024 03:28:35 GMT");
    let reply = retry_after.into_iter().fold(reply, |reply, wait| reply.header("retry-after", wait));
    Line::Whole(reply.body(Body::from(body)).unwrap())
}

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

#[tokio::test]
async fn k13_the_wait_that_a_429_tells_is_told_whatever_it_comes_in() {
    for (retry_after, seconds) in [
        (Some("120"), 120),
        (Some("Wed, 07 Feb 2024 03:30:35 GMT"), 120),
        (Some("Wed, 07 Feb 2024 03:28:00 GMT"), 1),
        (Some("0"), 1),
        (Some("86400"), 900),
        (Some("99999999999999999999"), 15),
        (Some("soon"), 15),
        (None, 15),
    ] {
        for body in [
            "<html>429</html>",
            "Too Many Requests",
            r#"{"message":"slow down"}"#,
            r#"{"response_code":"429020001"}"#,
            "",
        ] {
            let biller = Biller::scripted([too_many(retry_after, body)]).await;
            let answer = biller.client().inquire(&electricity(), Freshness::Remembered).await;
            assert_eq!(answer, Err(InquiryError::Throttled { seconds }), "{retry_after:?} {body}");
            assert_eq!(biller.inquiries().len(), 1, "not asked on");
        }
    }
}

#[tokio::test]
async fn k13_nobody_asks_on_until_the_wait_is_over_and_the_owners_hear_of_it_once() {
    let time = Held::here();
    let biller = Biller::scripted([too_many(Some("60"), "")]).await;
    let (client, bell) = (biller.client(), Arc::new(Bell::default()));
    client.report_to(Arc::<Bell>::clone(&bell));
    let others = [electricity(), inquiry("PDAMMJK", "1726010024", None), inquiry("FIRSMEDIA", "11632498", None)];
    for question in &others {
        let answer = time.during(client.inquire(question, Freshness::Afresh)).await;
        assert_eq!(answer, Err(InquiryError::Throttled { seconds: 60 }));
    }
    assert!(matches!(
        time.during(client.in_background().inquire(&others[0], Freshness::Afresh)).await,
        Err(InquiryError::Throttled { .. })
    ));
    time.forward(Duration::from_secs(59)).await;
    let answer = time.during(client.inquire(&others[0], Freshness::Afresh)).await;
    assert_eq!(answer, Err(InquiryError::Throttled { seconds: 1 }));
    assert_eq!(biller.inquiries().len(), 1);
    time.forward(Duration::from_secs(1)).await;
    assert!(time.during(client.inquire(&others[0], Freshness::Afresh)).await.is_ok());
    assert_eq!(*bell.0.lock().unwrap(), [(Cause::Throttled, true), (Cause::Throttled, false)]);
}

#[tokio::test]
async fn k13_a_sign_in_that_is_throttled_holds_everybody_too() {
    let biller = Biller::with_tokens([too_many(Some("30"), "<html>")], []).await;
    let client = biller.client();
    for _ in 0..3 {
        let answer = client.inquire(&electricity(), Freshness::Afresh).await;
        assert!(matches!(answer, Err(InquiryError::Throttled { seconds: 29 | 30 })), "{answer:?}");
    }
    assert_eq!((biller.tokens().len(), biller.inquiries().len()), (1, 0));
}
