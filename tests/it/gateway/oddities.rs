//! The vendor's document contradicts itself and its samples in 24 known ways; each has a test with
//! its number in `klikoo-api.md`, chapter 13.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use cektagihan::{
    domain::{
        bill::{
            Bill, DueDate, Usage,
            fact::{Fact, Label, Value as FactValue},
        },
        product::ProductCode,
        rupiah::Rupiah,
    },
    gateway::{
        signer::{RequestSigner, Signed, timestamp},
        wire::{inquiry_body, read_reply},
    },
    ports::{BillGateway as _, Freshness, InquiryError},
};
use chrono::NaiveDate;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::{at, biller::Biller, changed, electricity, inquiry, only_bill, read, sample_replies};

fn with(field: &str, value: impl Into<Value>) -> Bill {
    only_bill(&changed(|data| data[field] = value.into()))
}

#[tokio::test]
async fn oddity_01_the_content_type_is_what_a_shifted_column_says() {
    let biller = Biller::with_samples().await;
    biller.client().inquire(&electricity(), Freshness::Remembered).await.unwrap();
    assert_eq!(biller.inquiries()[0].header("content-type"), "application/json");
}

#[test]
fn oddity_02_our_timestamp_is_whole_though_the_example_is_cut() {
    assert_eq!(timestamp(at(0)), "2024-02-07T10:28:35.000+07:00");
}

#[test]
fn oddity_03_a_signature_is_as_long_as_the_example_without_its_spaces() {
    let example = "vNMoAmiDRV+paVyD5FaidgI5kRy2pCo8oEoQN/GBpIPuO3eicY63b7xY0WDffScvkOZsZ1442ewabI7Wzd22pw==";
    let ours = RequestSigner::new(&SecretString::from("secret")).sign(Signed {
        method: "POST",
        path: "/",
        token: "",
        body: b"",
        timestamp: "",
    });
    assert_eq!(ours.len(), example.len());
    assert_eq!(STANDARD.decode(ours).unwrap().len(), STANDARD.decode(example).unwrap().len());
}

#[tokio::test]
async fn oddity_04_the_token_is_sent_though_no_table_has_its_header() {
    let biller = Biller::with_samples().await;
    biller.client().inquire(&electricity(), Freshness::Remembered).await.unwrap();
    assert_eq!(biller.inquiries()[0].header("authorization"), "Bearer token-1");
    assert_eq!(biller.tokens()[0].header("authorization"), "");
}

#[test]
fn oddity_05_a_code_with_the_tables_quotes_is_none() {
    ProductCode::parse("“POSTPAIDPLN").unwrap_err();
    ProductCode::parse("POSTPAIDPLN").unwrap();
}

#[test]
fn oddity_06_a_period_is_text_of_a_figure_or_absent() {
    let body = |period| String::from_utf8(inquiry_body(&inquiry("RBASRBPJSKSH", "8888801433177155", period))).unwrap();
    assert!(body(Some("1")).contains(r#""period":"1""#));
    assert!(!body(None).contains("period"));
    assert_eq!(with("period", "1").period.as_deref(), Some("1"));
    assert_eq!(with("period", 1).period.as_deref(), Some("1"));
    assert_eq!(with("period", "").period, None);
}

#[test]
fn oddity_07_a_due_date_may_be_spelt_with_a_space() {
    let expected = NaiveDate::from_ymd_opt(2024, 4, 24).map(DueDate::On);
    for name in ["due date", "due_date", "Due Date", "due-date"] {
        let bill = only_bill(&changed(|data| {
            data.as_object_mut().unwrap().remove("due_date");
            data[name] = "2024-04-24".into();
        }));
        assert_eq!((bill.due, bill.facts), (expected.clone(), vec![]), "{name}");
    }
}

#[test]
fn oddity_08_a_due_date_is_read_leniently_words_are_kept_and_no_date_is_none() {
    let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).map(DueDate::On);
    let as_it_came = |text: &str| Some(DueDate::Text(text.to_owned()));
    assert_eq!(with("due_date", "2024-04-24").due, on(2024, 4, 24));
    assert_eq!(with("due_date", "24/04/2024").due, on(2024, 4, 24));
    assert_eq!(with("due_date", "24-04-2024").due, on(2024, 4, 24));
    assert_eq!(with("due_date", "20032016").due, on(2016, 3, 20));
    assert_eq!(with("due_date", "20240424").due, on(2024, 4, 24));
    assert_eq!(with("due_date", 20_240_424).due, on(2024, 4, 24));
    assert_eq!(with("due_date", "20101112").due, on(2010, 11, 12));
    assert_eq!(with("due_date", "1-15 DES 2014").due, as_it_came("1-15 DES 2014"));
    for none in ["", "0000-00-00", "  ", "12345678", "2024-02-31", "XX"] {
        let bill = with("due_date", none);
        assert_eq!((bill.due, bill.facts), (None, vec![]));
    }
}

#[test]
fn oddity_09_money_comes_as_figure_float_text_or_not_at_all() {
    for value in [json!(25_720), json!(25_720.0), json!("25720"), json!("25720.00"), json!("Rp 25.720")] {
        assert_eq!(with("total_amount", value.clone()).total, Some(Rupiah::new(25_720)), "{value}");
    }
    for value in [Value::Null, json!("")] {
        let bill = with("total_amount", value);
        assert_eq!((bill.total, bill.facts), (None, vec![]));
    }
    let broken = with("total_amount", 25_720.5);
    let as_it_came = Fact { label: Label::Total, value: FactValue::Text("25720.5".to_owned()) };
    assert!(broken.total.is_none() && broken.facts == [as_it_came] && broken.contradicts_itself());
}

#[test]
fn oddity_10_the_amount_is_the_bill_and_the_total_is_what_is_paid() {
    let bill = only_bill(&sample_replies()[4]);
    assert_eq!((bill.amount, bill.total), (Some(Rupiah::new(1_005_500)), Some(Rupiah::new(1_010_500))));
    assert_eq!(bill.products[0].selling_price, bill.total);
}

#[test]
fn oddity_11_an_admin_fee_of_zero_may_hide_in_the_total() {
    let fees = [0, 1, 2, 4, 5].map(|sample| only_bill(&sample_replies()[sample]).admin_fee().unwrap().get());
    assert_eq!(fees, [0, 0, 0, 5_000, 2_500]);
}

#[test]
fn oddity_12_data_product_and_objs_are_one_several_null_or_missing() {
    let reply = sample_replies().swap_remove(0);
    let expected = only_bill(&reply);
    let product = reply["data"]["product"].clone();
    let objs = product["objs"].clone();

    let mut in_a_list = reply.clone();
    in_a_list["data"] = json!([reply["data"]]);
    assert!(only_bill(&in_a_list) == expected);
    assert!(only_bill(&changed(|data| data["product"] = json!([product]))) == expected);
    assert!(only_bill(&changed(|data| data["product"]["objs"] = json!([objs]))) == expected);

    in_a_list["data"] = json!([reply["data"], null, sample_replies()[1]["data"]]);
    assert_eq!(read(&in_a_list).unwrap().bills.len(), 2);
    assert_eq!(with("product", json!([product, product])).products.len(), 2);
    assert_eq!(only_bill(&changed(|data| data["product"]["objs"] = json!([objs, objs, objs]))).products.len(), 3);

    for nothing in [Value::Null, json!([]), json!({}), json!("")] {
        assert_eq!(with("product", nothing.clone()).products, []);
        assert_eq!(only_bill(&changed(|data| data["product"]["objs"] = nothing)).products, []);
    }
    let missing = only_bill(&changed(|data| drop(data.as_object_mut().unwrap().remove("product"))));
    assert_eq!(missing.products, []);
}

#[test]
fn oddity_13_capacity_means_usage() {
    let other = |text: &str| Some(Usage::Other(text.to_owned()));
    assert_eq!(with("capacity", "5400 kWh").usage, Some(Usage::KilowattHours(5_400)));
    assert_eq!(with("capacity", "5400KWH").usage, Some(Usage::KilowattHours(5_400)));
    assert_eq!(with("capacity", "1023-1000=23").usage, Some(Usage::Meter { end: 1_023, start: 1_000, used: 23 }));
    assert_eq!(with("capacity", "").usage, None);
    for text in ["20 Mbps", "1023-1000", "1-2=3=4", "-1=2", "99999999999999999999 kWh", "kWh", "5.4 kWh"] {
        assert_eq!(with("capacity", text).usage, other(text), "{text}");
    }
}

#[test]
fn oddity_14_meter_readings_tariff_and_months_are_absent_when_empty() {
    let bill = only_bill(&sample_replies()[0]);
    let rows = [&bill.initial_stand, &bill.final_stand, &bill.tariff, &bill.months, &bill.reference_number];
    assert_eq!(rows, [&None; 5]);
    assert_eq!(with("initial_stan", "00012").initial_stand.as_deref(), Some("00012"));
    assert_eq!(with("final_stan", 34).final_stand.as_deref(), Some("34"));
    assert_eq!(with("tariff", "R1/1300 VA").tariff.as_deref(), Some("R1/1300 VA"));
}

#[test]
fn oddity_15_both_references_are_kept_apart() {
    let bill = only_bill(&changed(|data| {
        data["ref"] = "2818131003".into();
        data["reference_number"] = "77".into();
    }));
    assert_eq!((bill.biller_ref.as_deref(), bill.reference_number.as_deref()), (Some("2818131003"), Some("77")));
}

#[test]
fn oddity_16_a_category_is_no_family_and_is_not_shown() {
    let bill = only_bill(&sample_replies()[1]);
    assert!(!serde_json::to_string(&bill).unwrap().contains("PAMKBBOR"));
}

#[test]
fn oddity_17_start_from_zero_means_nothing() {
    assert_eq!(only_bill(&sample_replies()[0]).facts, []);
    assert_eq!(with("start_from", "0").facts, []);
}

#[test]
fn oddity_18_another_number_or_name_than_asked_is_kept_as_the_biller_states_it() {
    assert_eq!(with("account_number", "516070377775").account.as_deref(), Some("516070377775"));
    assert_eq!(with("product_name", "PDAM BOGOR").product_name.as_deref(), Some("PDAM BOGOR"));
}

#[test]
fn oddity_19_a_product_of_no_known_family_is_read() {
    assert_eq!(only_bill(&sample_replies()[2]).product_name.as_deref(), Some("Netflix"));
}

#[test]
fn oddity_20_replies_nobody_has_seen_are_read_with_what_is_known_of_what_they_add() {
    let bill = only_bill(&changed(|data| {
        data["Nomor Polisi"] = "B 1234 XYZ".into();
        data["angsuran_ke"] = 7.into();
        data["denda"] = Value::Null;
        data["bills"] = json!([{ "month": "SEP26", "amount": 10_000 }, { "month": "OKT26", "paid": false }]);
        data["unheard_of"] = 5.into();
    }));
    let text = |label, text: &str| Fact { label, value: FactValue::Text(text.to_owned()) };
    assert!(bill.facts == [text(Label::Plate, "B 1234 XYZ"), text(Label::InstalmentNumber, "7")]);
    let months: Vec<_> = bill.parts.iter().map(|part| (part.period.as_deref(), part.amount.map(Rupiah::get))).collect();
    assert_eq!(months, [(Some("SEP26"), Some(10_000)), (Some("OKT26"), None)]);
    let unknown = json!({ "response_code": "404027099", "response_message": "Nomor belum aktif" });
    let error = InquiryError::UnknownCode { code: "404027099".into(), message: "Nomor belum aktif".into() };
    assert_eq!(read(&unknown), Err(error));
}

#[test]
fn known_fields_keep_the_gateways_order() {
    let body = br#"{"response_code":"200022000","data":{"denda":1,"amount":5,"alamat":"x","materai":3}}"#;
    let bill = read_reply(200, body, at(0)).unwrap().bills.remove(0);
    let labels: Vec<_> = bill.facts.iter().map(|fact| fact.label).collect();
    assert_eq!(labels, [Label::Fine, Label::Address, Label::StampDuty]);
}

#[test]
fn the_partners_prices_and_balance_never_become_fields_to_show() {
    for field in ["total_price", "selling_price", "agent_price", "Total Price", "current_balance", "commission"] {
        assert_eq!(with(field, "123").facts, [], "{field}");
        assert_eq!(with("detail", json!({ field: "123" })).facts, [], "{field}");
    }
    assert_eq!(only_bill(&changed(|data| data["product"]["objs"]["profit"] = 1.into())).facts, []);
}

#[test]
fn oddity_21_the_vendors_spelling_stays_on_the_wire() {
    let body = inquiry_body(&inquiry("FIRSMEDIA", "11632498", None));
    assert_eq!(String::from_utf8(body).unwrap(), r#"{"account_number":"11632498","product_code":"FIRSMEDIA"}"#);
    assert_eq!(with("initial_stand", "12").initial_stand.as_deref(), Some("12"));
}

#[test]
fn oddity_22_figures_that_cannot_be_true_are_let_through() {
    let bill = with("amount", 1);
    assert_eq!((bill.amount, bill.usage), (Some(Rupiah::new(1)), Some(Usage::KilowattHours(5_400))));
    assert_eq!(with("amount", -5).amount, Some(Rupiah::new(-5)));
}

#[test]
fn oddity_23_an_inquiry_id_is_kept_whatever_its_shape() {
    assert_eq!(with("inquiry_id", "not-a-uuid").inquiry_id.as_deref(), Some("not-a-uuid"));
    assert_eq!(with("inquiry_id", 17).inquiry_id.as_deref(), Some("17"));
}

#[test]
fn oddity_24_of_several_months_the_number_is_known() {
    assert_eq!(with("number_of_months", "3").months.as_deref(), Some("3"));
    assert_eq!(with("number_of_months", 3).months.as_deref(), Some("3"));
}
