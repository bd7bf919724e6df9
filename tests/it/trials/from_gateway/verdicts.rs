//! K11: the same question again and again.

use cektagihan::gateway::wire::TABLE;
use cektagihan::ports::{BillGateway as _, Freshness, InquiryError};

use crate::dialogue::talk::{self, NUMBER, PLN, Talk, said};
use crate::gateway::{
    at,
    biller::{Biller, Line, refusal},
    electricity,
};

#[tokio::test]
async fn k11_a_verdict_is_remembered_ten_seconds_for_everybody() {
    for case in [6510, 6512, 6525, 7001, 7002, 7003, 7005, 7009, 7011, 7012, 9998, 7099] {
        let biller = Biller::scripted((0..9).map(|_| refusal(404, case))).await;
        let (client, question) = (biller.client(), electricity());
        let first = client.inquire(&question, Freshness::Remembered).await.unwrap_err();
        assert!(first.is_verdict() && *first.bare() == first, "{case}: the biller itself said so");
        for freshness in [Freshness::Afresh, Freshness::Remembered].repeat(5) {
            biller.clock.forward(1);
            let again = client.inquire(&question, freshness).await;
            if biller.inquiries().len() == 1 {
                assert_eq!(again, Err(InquiryError::Said { verdict: Box::new(first.clone()), as_of: at(0) }), "{case}");
            } else {
                assert_eq!(again, Err(first.clone()), "{case}: ten seconds later it is asked anew");
            }
        }
        assert_eq!(biller.inquiries().len(), 2, "{case}");
    }
}

#[tokio::test]
async fn k11_a_fault_is_not_remembered() {
    let verdicts = |error: &InquiryError| error.is_verdict();
    for row in TABLE.iter().filter(|row| !verdicts(&row.error)) {
        let biller = Biller::scripted((0..3).map(|_| refusal(row.http, row.case))).await;
        let (client, question) = (biller.client(), electricity());
        let _ = client.inquire(&question, Freshness::Remembered).await;
        let asked = biller.inquiries().len() + biller.tokens().len();
        let _ = client.inquire(&question, Freshness::Remembered).await;
        assert!(biller.inquiries().len() + biller.tokens().len() > asked, "{} is asked anew", row.case);
    }
}

#[tokio::test]
async fn k11_a_reply_that_is_none_is_not_remembered() {
    let page = || Line::Json(502, serde_json::Value::Null);
    let biller = Biller::scripted([page(), page()]).await;
    let (client, question) = (biller.client(), electricity());
    client.inquire(&question, Freshness::Remembered).await.unwrap_err();
    assert!(client.inquire(&question, Freshness::Remembered).await.is_ok());
}

#[test]
fn k11_a_verdict_shows_its_age() {
    let mut talk = Talk::private();
    let mut told = |error: InquiryError| {
        talk.types(talk::check(PLN, NUMBER));
        said(&talk.gets(Err(error)))
    };
    let fresh = told(InquiryError::NumberWrong);
    assert!(fresh.contains("Jawaban per 23 November 2026 10.31 WIB."), "{fresh}");
    let as_of = talk::morning() - chrono::TimeDelta::seconds(7);
    let kept = told(InquiryError::Said { verdict: Box::new(InquiryError::NumberWrong), as_of });
    assert!(kept.contains("Nomor pelanggan salah") && kept.contains("10.30 WIB (7 detik lalu)"), "{kept}");
    let fault = told(InquiryError::GatewayFault);
    assert!(!fault.contains("Jawaban per"), "{fault}");
}
