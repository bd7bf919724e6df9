//! Replies that are none. Whatever comes, there is an answer, and it repeats nothing of the body.

use cektagihan::{gateway::wire::read_reply, ports::Inquired};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{at, changed, only_bill, read, reason, sample_replies};

fn bytes(status: u16, body: &[u8]) -> Inquired {
    read_reply(status, body, at(0))
}

#[test]
fn what_is_no_reply_says_why_and_with_which_status() {
    let page = b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>";
    let sample = sample_replies()[0].to_string();
    assert_eq!(reason(bytes(502, page)), "a web page, status 502");
    assert_eq!(reason(bytes(200, b"")), "empty, status 200");
    assert_eq!(reason(bytes(204, b"  \n")), "empty, status 204");
    assert_eq!(reason(bytes(200, &sample.as_bytes()[..sample.len() / 2])), "cut off, status 200");
    assert_eq!(reason(bytes(200, b"OK")), "not JSON, status 200");
    assert_eq!(reason(bytes(200, b"[]")), "not an object, status 200");
    assert_eq!(reason(bytes(200, b"null")), "not an object, status 200");
    assert_eq!(reason(bytes(302, page)), "a redirect, status 302");
}

#[test]
fn a_reason_repeats_nothing_of_the_body() {
    let body = br#"{"data":{"customer_name":"INDAH PUTRI","account_number":"514040400482""#;
    let error = format!("{:?} {0:?}", bytes(200, body).unwrap_err());
    assert!(!error.contains("INDAH") && !error.contains("5140"));
}

#[test]
fn nesting_without_end_is_refused() {
    for (open, close) in [("[", "]"), (r#"{"data":"#, "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        assert_eq!(reason(bytes(200, deep.as_bytes())), "not JSON, status 200");
        assert_eq!(reason(bytes(200, open.repeat(100_000).as_bytes())), "not JSON, status 200");
    }
}

#[test]
fn values_of_a_wrong_kind_cost_the_field_and_not_the_bill() {
    for wrong in [json!([1, [2]]), json!({ "a": { "b": true } }), json!(true), json!(1e300), json!(u64::MAX)] {
        for field in ["amount", "customer_name", "due_date", "capacity", "period", "product", "ref"] {
            let bill = only_bill(&changed(|data| data[field] = wrong.clone()));
            assert_eq!(bill.account.as_deref(), Some("514040400482"), "{field} {wrong}");
        }
    }
}

#[test]
fn a_byte_that_is_no_letter_costs_the_letter_and_not_the_bill() {
    let sample = sample_replies()[0].to_string();
    let mut body = sample.into_bytes();
    let at = body.windows(5).position(|window| window == b"INDAH").unwrap();
    body[at] = 0xff;
    let name = bytes(200, &body).unwrap().bills.remove(0).customer_name;
    assert_eq!(name.as_deref(), Some("\u{fffd}NDAH PUTRI"));
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let body = format!("\u{feff}{}", sample_replies()[0]);
    assert!(bytes(200, body.as_bytes()).is_ok());
}

#[test]
fn a_field_said_twice_counts_as_it_was_last_said() {
    let body = br#"{"response_code":"200022000","data":{"amount":1,"amount":2,"amount":null}}"#;
    assert_eq!(bytes(200, body).unwrap().bills[0].amount.unwrap().get(), 2);
}

#[test]
fn a_flood_of_unknown_fields_is_cut() {
    let bill = only_bill(&changed(|data| {
        (0..5_000).for_each(|number| data[format!("field {number}")] = "x".repeat(5_000).into());
        data["desc"] = (0..5_000)
            .map(|month| json!({ "alamat": format!("Jalan {month}"), "keterangan": "x".repeat(5_000) }))
            .collect();
        data["detail"] = (0..5_000).map(|month| json!({ "periode": "202611", "nilai_tagihan": month })).collect();
    }));
    assert_eq!((bill.facts.len(), bill.parts.len(), bill.more_parts), (24, 36, 4_964));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "[0-9.,Rp kWh=-]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(".{0,6}", inner, 0..4).prop_map(|fields| json!(fields)),
        ]
    })
}

fn any_field() -> impl Strategy<Value = String> {
    let sample = sample_replies().swap_remove(0);
    let known = sample["data"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    prop_oneof![prop::sample::select(known), ".{0,8}"]
}

proptest! {
    #[test]
    fn any_bytes_have_an_answer(status in any::<u16>(), body in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = bytes(status, &body);
    }

    #[test]
    fn a_damaged_sample_has_an_answer(sample in 0_usize..6, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut body = sample_replies()[sample].to_string().into_bytes();
        let at = at.index(body.len());
        body[at] = byte;
        let _ = bytes(200, &body);
        let _ = bytes(200, &body[..at]);
    }

    #[test]
    fn any_json_in_the_place_of_a_field_has_an_answer(field in any_field(), value in any_json()) {
        let _ = read(&changed(|data| data[field] = value));
    }

    #[test]
    fn any_json_in_the_place_of_data_has_an_answer(code in any_json(), data in any_json()) {
        let _ = read(&json!({ "response_code": code, "response_message": code, "data": data }));
    }
}
