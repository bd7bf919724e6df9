//! The vendor's samples, verbatim: thirteen questions and six answers.

use cektagihan::{
    domain::{
        bill::{Bill, DueDate, ProductLine, Usage},
        rupiah::Rupiah,
    },
    gateway::wire::{inquiry_body, read_reply},
    ports::InquiryError,
};
use chrono::NaiveDate;

use super::{at, inquiry, json, only_bill, read, sample_replies};

#[test]
fn the_thirteen_sample_requests_are_written_as_the_vendor_writes_them() {
    let requests = json(include_str!("../../seed/requests.json"));
    let requests = requests.as_array().unwrap();
    assert_eq!(requests.len(), 13);
    for request in requests {
        let text = |field: &str| request[field].as_str();
        let asked = inquiry(text("product_code").unwrap(), text("account_number").unwrap(), text("period"));
        // The samples' keys are in the order of the alphabet; so this is the sample made compact.
        assert_eq!(String::from_utf8(inquiry_body(&asked)).unwrap(), request.to_string());
    }
}

#[test]
fn a_reply_keeps_the_time_it_came() {
    let body = sample_replies()[0].to_string();
    assert_eq!(read_reply(200, body.as_bytes(), at(7)).unwrap().as_of, at(7));
}

#[expect(clippy::unnecessary_wraps, reason = "it stands for a field that is there")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn sums(amount: i64, total: i64) -> Bill {
    let rupiah = |figure| Some(Rupiah::new(figure));
    Bill { amount: rupiah(amount), admin: rupiah(0), total: rupiah(total), ..Bill::default() }
}

fn product(name: &str, partner: i64, selling: i64) -> Vec<ProductLine> {
    let rupiah = |figure| Some(Rupiah::new(figure));
    vec![ProductLine { name: some(name), partner_price: rupiah(partner), selling_price: rupiah(selling) }]
}

fn due(day: u32) -> Option<DueDate> {
    NaiveDate::from_ymd_opt(2024, 4, day).map(DueDate::On)
}

/// `Bill`'s debug form names nobody; its serialised form shows what differs.
fn assert_same(read: &Bill, expected: &Bill) {
    assert_eq!(serde_json::to_value(read).unwrap(), serde_json::to_value(expected).unwrap());
}

#[test]
fn the_electricity_sample() {
    let expected = Bill {
        inquiry_id: some("a28b4a20-8bd8-4018-8b12-6dfcf3384542"),
        account: some("514040400482"),
        product_name: some("PLN Pascabayar"),
        customer_name: some("INDAH PUTRI"),
        usage: Some(Usage::KilowattHours(5_400)),
        period: some("1"),
        products: product("PLN Pascabayar", 25_360, 25_720),
        ..sums(25_720, 25_720)
    };
    assert_same(&only_bill(&sample_replies()[0]), &expected);
}

#[test]
fn the_water_sample() {
    let expected = Bill {
        inquiry_id: some("7f35280e-8d16-4d52-8025-6cb73f64581e"),
        account: some("1160026"),
        product_name: some("PDAM BOGOR"),
        customer_name: some("MARIA SOFI"),
        usage: Some(Usage::Meter { end: 1023, start: 0, used: 1023 }),
        products: product("PDAM BOGOR", 85_520, 87_500),
        ..sums(87_500, 87_500)
    };
    assert_same(&only_bill(&sample_replies()[1]), &expected);
}

#[test]
fn the_streaming_sample() {
    let expected = Bill {
        inquiry_id: some("b969001e-cf4d-4f02-a5d7-b7ba7c82155f"),
        account: some("622177311"),
        product_name: some("Netflix"),
        customer_name: some("IRVAN SOFIAN"),
        due: due(24),
        biller_ref: some("2818131003"),
        products: product("Netflix", 108_600, 108_900),
        ..sums(108_900, 108_900)
    };
    assert_same(&only_bill(&sample_replies()[2]), &expected);
}

#[test]
fn the_sample_without_a_bill() {
    assert_eq!(read(&sample_replies()[3]), Err(InquiryError::NoOpenBill));
    assert_eq!(read_reply(404, sample_replies()[3].to_string().as_bytes(), at(0)), Err(InquiryError::NoOpenBill));
}

#[test]
fn the_instalment_sample() {
    let name = "PT Wahana Ottomitra Multiartha Tbk";
    let expected = Bill {
        inquiry_id: some("6d53c3c7-eb0e-4bc8-b2aa-85c31f005a5b"),
        account: some("547010008701"),
        product_name: some(name),
        customer_name: some("ABDUL AZIZ"),
        due: due(25),
        biller_ref: some("2818131630"),
        products: product(name, 1_009_900, 1_010_500),
        ..sums(1_005_500, 1_010_500)
    };
    assert_same(&only_bill(&sample_replies()[4]), &expected);
}

#[test]
fn the_health_sample() {
    let expected = Bill {
        inquiry_id: some("ef4f0572-0def-404e-80ad-8128e974a936"),
        account: some("8888801433177155"),
        product_name: some("BPJS Kesehatan"),
        customer_name: some("WARDI"),
        due: due(29),
        period: some("1"),
        biller_ref: some("2818133949"),
        products: product("BPJS Kesehatan", 1_421, 2_501),
        ..sums(1, 2_501)
    };
    assert_same(&only_bill(&sample_replies()[5]), &expected);
}

#[test]
fn no_sample_contradicts_itself_or_holds_anything_unknown() {
    for reply in sample_replies().iter().filter(|reply| !reply["data"].is_null()) {
        let bill = only_bill(reply);
        assert!(!bill.contradicts_itself());
        assert_eq!(bill.facts, []);
    }
}
