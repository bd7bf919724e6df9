//! Switches: modes, the gate, counters.

use std::time::Duration;

use cektagihan::sandbox::biller::Mode;

use super::Counter;

const PLN: (&str, &str) = ("POSTPAIDPLN", "520511567087");
const PDAM: (&str, &str) = ("PDAMMJK", "1726010024");

async fn status(counter: &Counter, (product, number): (&str, &str)) -> u16 {
    counter.inquire(product, number).await.0
}

#[tokio::test]
async fn a_mode_holds_until_it_is_changed() {
    let counter = Counter::open().await;
    counter.biller.set_mode(Mode::Down);
    let (_, down) = counter.inquire(PLN.0, PLN.1).await;
    assert_eq!(down["response_code"], "503029991");
    counter.biller.set_mode(Mode::CutOff);
    assert_eq!((status(&counter, PLN).await, status(&counter, PDAM).await), (503, 200));
    counter.biller.set_mode(Mode::Garbage);
    assert_eq!(status(&counter, PLN).await, 502);
    counter.biller.set_mode(Mode::Slow(Duration::from_millis(1)));
    assert_eq!(status(&counter, PLN).await, 200);
    counter.biller.set_mode(Mode::Offline);
    assert!(counter.signed("{}").send().await.is_err());
    counter.biller.set_mode(Mode::Normal);
    assert_eq!(status(&counter, PLN).await, 200);
}

#[tokio::test]
async fn held_inquiries_wait_for_the_release() {
    let counter = Counter::open().await;
    counter.biller.hold();
    let release = async {
        counter.biller.until(|seen| (seen.waiting() == 2).then_some(())).await;
        assert_eq!(counter.biller.inquiries(PLN.0, PLN.1), 1);
        counter.biller.release();
    };
    let (first, second, ()) = tokio::join!(status(&counter, PLN), status(&counter, PDAM), release);
    assert_eq!((first, second), (200, 200));
    counter.biller.until(|seen| (seen.waiting() == 0).then_some(())).await;
}

#[tokio::test]
async fn a_client_that_gives_up_no_longer_waits() {
    let counter = Counter::open().await;
    counter.biller.hold();
    let body = r#"{"account_number":"520511567087","product_code":"POSTPAIDPLN"}"#;
    let asking = tokio::spawn(counter.signed(body).send());
    counter.biller.until(|seen| (seen.waiting() == 1).then_some(())).await;
    asking.abort();
    counter.biller.until(|seen| (seen.waiting() == 0).then_some(())).await;
    assert_eq!(counter.biller.observe(|seen| seen.all_inquiries()), 1);
}
