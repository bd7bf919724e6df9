//! Samples word for word, and bills made up from numbers.

use serde_json::{Value, json};

use super::{Counter, answer};

/// The customer's sample requests: product, number, period, and the name in the reply that
/// belongs to it; none for "already paid".
const SAMPLES: [(&str, &str, Option<&str>, Option<&str>); 5] = [
    ("POSTPAIDPLN", "514040400482", None, Some("INDAH PUTRI")),
    ("POSTPAIDPLN", "533512366386", None, None),
    ("PDAMACEHTGR", "1160026", None, Some("MARIA SOFI")),
    ("RBKREDITBAF", "547010008701", None, Some("ABDUL AZIZ")),
    ("RBASRBPJSKSH", "8888801433177155", Some("1"), Some("WARDI")),
];
const OTHERS: [(&str, &str); 8] = [
    ("POSTPAIDPLN", "520511567087"),
    ("PDAMMJK", "1726010024"),
    ("PDAMABOJ", "107917"),
    ("FIRSMEDIA", "11632498"),
    ("FIRSMEDIA", "12524412"),
    ("FIRSMEDIA", "1778551"),
    ("RBFNFIF", "607002393411"),
    ("RBKREDITBAF", "225010040304"),
];

#[tokio::test]
async fn sample_requests_get_the_sample_replies() {
    let counter = Counter::open().await;
    for (product, number, period, name) in SAMPLES {
        let (status, reply) = match period {
            Some(months) => counter.inquire_months(product, number, months).await,
            None => counter.inquire(product, number).await,
        };
        match name {
            Some(name) => assert_eq!((status, &reply["data"]["customer_name"]), (200, &json!(name))),
            None => assert_eq!((status, &reply["response_code"]), (404, &json!("404027010"))),
        }
    }
    let (_, netflix) = counter.inquire("FIRSMEDIA", "622177311").await;
    assert_eq!(netflix["data"]["product_name"], "Netflix");
}

#[tokio::test]
async fn a_sample_is_sent_word_for_word() {
    let counter = Counter::open().await;
    let body = r#"{"account_number":"1160026","product_code":"PDAMACEHTGR"}"#;
    let text = counter.signed(body).send().await.unwrap().text().await.unwrap();
    assert_eq!(text, include_str!("../../../src/sandbox/biller/samples/pdam.json"));
}

#[tokio::test]
async fn any_other_number_gets_one_bill_for_ever() {
    let (counter, another) = (Counter::open().await, Counter::open().await);
    for (product, number) in OTHERS {
        let (status, bill) = counter.inquire(product, number).await;
        assert_eq!((status, &bill["data"]["account_number"]), (200, &json!(number)));
        assert_eq!(another.inquire(product, number).await.1, bill);
        let total = bill["data"]["total_amount"].as_u64().unwrap();
        assert!((10_000..10_000_000).contains(&total), "{total}");
        assert_eq!(bill["data"]["product"]["objs"]["selling_price"], json!(total.to_string()));
    }
}

#[tokio::test]
async fn families_fill_in_what_is_theirs() {
    let counter = Counter::open().await;
    let data = async |product: &str, number: &str| counter.inquire(product, number).await.1["data"].take();
    let pln = data("POSTPAIDPLN", "520511567087").await;
    assert!(pln["capacity"].as_str().unwrap().ends_with(" kWh") && pln["tariff"].as_str().unwrap().contains("VA"));
    assert!(!pln["initial_stan"].as_str().unwrap().is_empty());
    let pdam = data("PDAMMJK", "1726010024").await;
    let figures: Vec<i64> =
        pdam["capacity"].as_str().unwrap().split(['-', '=']).map(|part| part.parse().unwrap()).collect();
    assert_eq!(figures[0] - figures[1], figures[2]);
    let finance = data("RBFNFIF", "607002393411").await;
    assert!(finance["due_date"].as_str().unwrap().starts_with("2026-12-"));
    assert_eq!(finance["ref"].as_str().unwrap().len(), 10);
}

#[tokio::test]
async fn bpjs_costs_by_the_month_and_wants_to_know_how_many() {
    let counter = Counter::open().await;
    let amount = async |months: &str| {
        counter.inquire_months("RBASRBPJSKSH", "8888800000000011", months).await.1["data"]["amount"].as_u64().unwrap()
    };
    assert_eq!(amount("12").await, 12 * amount("1").await);
    let (status, missing) = counter.inquire("RBASRBPJSKSH", "8888800000000011").await;
    assert_eq!((status, &missing["response_code"]), (400, &json!("400026512")));
    for odd in ["0", "13", "01", "x"] {
        let (_, refused) = counter.inquire_months("RBASRBPJSKSH", "8888800000000011", odd).await;
        assert_eq!(refused["response_code"], "400026510");
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let counter = Counter::open().await;
    for (product, number, code) in [
        ("POSTPAIDPLN", "12345678901", "404027011"),
        ("RBASRBPJSKSH", "3201234567890123", "404027011"),
        ("PDAMMJK", "", "400026512"),
        ("PDAMMJK", "12 34", "400026510"),
        ("FIRSTMEDIA", "11632498", "404027003"),
    ] {
        let (_, refused) = counter.inquire(product, number).await;
        assert_eq!((&refused["response_code"], &refused["data"]), (&json!(code), &Value::Null));
    }
    let (_, typed) = answer(counter.signed(r#"{"account_number":1,"product_code":"PDAMMJK"}"#)).await;
    assert_eq!(typed["response_code"], "400026510");
}
