//! Magic numbers.

use cektagihan::sandbox::biller::MAGIC;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::Counter;

async fn bill(counter: &Counter, ending: &str) -> Value {
    let (status, mut reply) = counter.inquire("POSTPAIDPLN", &format!("519900{ending}")).await;
    assert_eq!(status, 200, "{ending}");
    reply["data"].take()
}

#[tokio::test]
async fn every_case_of_the_vendors_table_can_be_asked_for() {
    let counter = Counter::open().await;
    for magic in MAGIC.iter().filter(|magic| !["990", "992", "993"].contains(&&magic.ending[..3])) {
        let (status, reply) = counter.inquire("POSTPAIDPLN", &format!("519900{}", magic.ending)).await;
        let code = reply["response_code"].as_str().unwrap();
        assert_eq!(code[..3], status.to_string());
        let case = if magic.ending == "994525" { "6525" } else { &magic.ending[2..] };
        assert_eq!((&code[3..5], &code[5..], &reply["data"]), ("02", case, &Value::Null));
        assert_eq!(reply["response_message"], magic.what_id);
    }
}

#[tokio::test]
async fn endings_work_for_every_product() {
    let counter = Counter::open().await;
    for (product, number) in
        [("POSTPAIDPLN", "519900997002"), ("PDAMABOJ", "997002"), ("FIRSMEDIA", "1997002"), ("RBFNFIF", "607000997002")]
    {
        assert_eq!(counter.inquire(product, number).await.1["response_code"], "404027002");
    }
    let (_, bpjs) = counter.inquire_months("RBASRBPJSKSH", "8888800000997002", "1").await;
    assert_eq!(bpjs["response_code"], "404027002");
}

#[tokio::test]
async fn garbage_is_what_it_says() {
    let counter = Counter::open().await;
    let raw = async |ending: &str| {
        let body = json!({ "account_number": format!("519900{ending}"), "product_code": "POSTPAIDPLN" }).to_string();
        let reply = counter.signed(&body).send().await?;
        let (status, location) = (reply.status().as_u16(), reply.headers().get("location").cloned());
        Ok::<_, reqwest::Error>((status, location, reply.bytes().await?))
    };
    let (status, _, page) = raw("990502").await.unwrap();
    assert!(status == 502 && page.starts_with(b"<html>"));
    assert!(serde_json::from_slice::<Value>(&raw("990101").await.unwrap().2).is_err());
    assert!(serde_json::from_slice::<Value>(&raw("990102").await.unwrap().2).unwrap()["data"].is_string());
    assert!(raw("990103").await.unwrap().2.is_empty());
    assert!(raw("990104").await.unwrap().2.len() > 10_000_000);
    assert_eq!(raw("990302").await.unwrap().1.unwrap(), "/elsewhere");
    assert!(raw("990444").await.is_err());
    assert!(serde_json::from_slice::<Value>(&raw("990200").await.unwrap().2).unwrap()["data"].is_null());
}

#[tokio::test]
async fn odd_bills_are_odd_as_announced() {
    let counter = Counter::open().await;
    assert_eq!(bill(&counter, "992001").await.as_array().unwrap().len(), 2);
    assert_eq!(bill(&counter, "992002").await.as_array().unwrap().len(), 1);
    assert_eq!(bill(&counter, "992003").await["product"]["objs"].as_array().unwrap().len(), 2);
    assert!(bill(&counter, "992004").await["total_amount"].is_string());
    assert!(bill(&counter, "992005").await["total_amount"].as_str().unwrap().ends_with(".00"));
    assert_eq!(bill(&counter, "992006").await["golongan"], "RUMAH TANGGA A");
    let contradiction = bill(&counter, "992007").await;
    assert!(contradiction["total_amount"].as_u64() < contradiction["amount"].as_u64());
    assert_eq!(bill(&counter, "992008").await["due_date"], "1-15 DES 2026");
    assert_eq!(bill(&counter, "992009").await["due date"], "2026-12-20");
    assert!(bill(&counter, "992010").await["customer_name"].as_str().unwrap().starts_with('\u{202e}'));
    assert!(bill(&counter, "992011").await["customer_name"].as_str().unwrap().starts_with("<b>"));
    assert_eq!(bill(&counter, "992014").await["number_of_months"], "3");
    assert_eq!(bill(&counter, "992015").await["account_number"], "516070377775");
    let (_, short) = counter.inquire("POSTPAIDPLN", "519900992016").await;
    assert_eq!(short["response_code"], "2000200");
    let bare = bill(&counter, "992017").await;
    assert!(bare["amount"] == "" && bare["total_amount"].is_u64());
}

#[tokio::test]
async fn a_fault_that_passes_is_gone_the_second_time() {
    let counter = Counter::open().await;
    let status = async |number: &str| counter.inquire("POSTPAIDPLN", number).await.0;
    assert_eq!((status("519900993002").await, status("519900993002").await), (500, 200));
    assert_eq!((status("519900993004").await, status("519900993004").await), (401, 200));
    assert_eq!((status("519900993005").await, status("519900993005").await), (400, 200));
    let body = r#"{"account_number":"519900993001","product_code":"POSTPAIDPLN"}"#;
    assert!(counter.signed(body).send().await.is_err());
    assert!(counter.signed(body).send().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_slow_number_takes_its_time() {
    let counter = Counter::open().await;
    for (ending, seconds) in [("990002", 2), ("990006", 6), ("990030", 30)] {
        let asked = Instant::now();
        assert_eq!(counter.inquire("POSTPAIDPLN", &format!("519900{ending}")).await.0, 200);
        assert_eq!(asked.elapsed().as_secs(), seconds);
    }
}
