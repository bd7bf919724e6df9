//! Every row of the vendor's code table, and codes that are in none.

use cektagihan::{
    gateway::wire::{TABLE, read_reply},
    ports::{InquiryError as E, InquiryError},
};
use serde_json::{Value, json};

use super::{at, reason, sample_replies};

/// Chapter 7 of `klikoo-api.md`, row by row.
const ROWS: [(u16, u16, InquiryError); 33] = [
    (400, 6505, E::ClockOff),
    (400, 6508, E::SignatureRefused),
    (400, 6510, E::InvalidField),
    (400, 6512, E::MissingField),
    (400, 6525, E::ProductMismatch),
    (400, 6568, E::ClientIdRefused),
    (400, 6569, E::GrantRefused),
    (401, 6500, E::TokenRefused),
    (401, 6535, E::TokenRefused),
    (401, 6570, E::CredentialsRefused),
    (403, 6524, E::AccountUnverified),
    (403, 6567, E::AccountKind),
    (403, 6572, E::AccountKind),
    (403, 6571, E::IpNotRegistered),
    (404, 6525, E::ProductMismatch),
    (404, 7001, E::AccountData),
    (404, 7002, E::CustomerNotFound),
    (404, 7003, E::ProductUnknown),
    (404, 7005, E::TransactionUnknown),
    (404, 7009, E::CustomerDisabled),
    (404, 7010, E::NoOpenBill),
    (404, 7011, E::NumberWrong),
    (404, 7012, E::LastInstalment),
    (409, 6563, E::ReferenceUsed),
    (500, 8504, E::GatewayStorage),
    (500, 8505, E::GatewayStorage),
    (500, 8601, E::GatewayStorage),
    (500, 9975, E::AccountNotSetUp),
    (500, 9992, E::ProviderUnknown),
    (500, 9999, E::GatewayFault),
    (501, 9976, E::NotImplemented),
    (503, 9991, E::BillerDown),
    (503, 9998, E::AmountTooSmall),
];

fn reply(status: u16, code: impl Into<Value>) -> Result<usize, InquiryError> {
    let body = json!({ "response_code": code.into(), "response_message": "Pesan", "data": null });
    read_reply(status, body.to_string().as_bytes(), at(0)).map(|answer| answer.bills.len())
}

fn unknown(code: &str) -> Result<usize, InquiryError> {
    Err(E::UnknownCode { code: code.to_owned(), message: "Pesan".to_owned() })
}

#[test]
fn every_row_of_the_table_is_one_error_whatever_the_service_and_the_status() {
    for (http, case, error) in ROWS {
        for service in ["00", "01", "02", "03", "04", "05"] {
            let code = format!("{http}{service}{case}");
            assert_eq!(reply(http, code.as_str()), Err(error.clone()), "{code}");
            assert_eq!(reply(200, code.as_str()), Err(error.clone()), "{code} with status 200");
        }
    }
}

#[test]
fn the_table_has_these_rows_and_no_other() {
    let rows = TABLE.iter().map(|row| (row.http, row.case, row.error.clone())).collect::<Vec<_>>();
    assert_eq!(rows, ROWS);
}

#[test]
fn a_success_is_one_in_every_service_and_with_every_status() {
    for code in ["200022000", "200002000", "201022001", "2000100", "2000200", "", "200 022 000"] {
        let mut sample = sample_replies().swap_remove(0);
        sample["response_code"] = code.into();
        assert_eq!(read_reply(200, sample.to_string().as_bytes(), at(0)).unwrap().bills.len(), 1, "{code}");
    }
    let mut sample = sample_replies().swap_remove(0);
    assert!(read_reply(500, sample.to_string().as_bytes(), at(0)).is_ok());
    sample["response_code"] = 200_022_000.into();
    assert!(read_reply(200, sample.to_string().as_bytes(), at(0)).is_ok());
}

#[test]
fn a_success_without_a_bill_is_none() {
    for data in [Value::Null, json!([]), json!({}), json!([null]), json!("x"), json!({ "product": null }), json!(5)] {
        let body = json!({ "response_code": "200022000", "response_message": "Sukses", "data": data });
        let answer = read_reply(200, body.to_string().as_bytes(), at(0));
        assert_eq!(reason(answer), "a success without a bill", "{body}");
    }
    assert_eq!(reply(200, "200022044"), unknown("200022044"));
}

#[test]
fn a_code_that_is_in_no_table_brings_the_vendors_message() {
    assert_eq!(reply(401, "401010001"), unknown("401010001"));
    assert_eq!(reply(404, "404027099"), unknown("404027099"));
    assert_eq!(reply(500, "500020001"), unknown("500020001"));
    assert_eq!(reply(200, 404_027_099), unknown("404027099"));
}

#[test]
fn without_nine_digits_the_status_decides() {
    for code in [json!(""), json!("ERR"), json!("4040201"), json!(null), json!("4040270101"), json!({}), json!("٤")] {
        assert_eq!(reply(404, code.clone()), unknown("404"), "{code}");
        assert_eq!(reply(401, code.clone()), Err(E::TokenRefused), "{code}");
        assert_eq!(reply(403, code.clone()), Err(E::Forbidden), "{code}");
        assert_eq!(reply(429, code.clone()), Err(E::Throttled { seconds: 15 }), "{code}");
        assert_eq!(reply(503, code.clone()), Err(E::GatewayFault), "{code}");
        assert_eq!(reply(302, code.clone()), Err(E::Unreadable("a redirect".to_owned())), "{code}");
    }
}

#[test]
fn a_long_message_is_cut_to_200_characters() {
    let body = json!({ "response_code": "404027099", "response_message": "é".repeat(1_000) }).to_string();
    let Err(E::UnknownCode { message, .. }) = read_reply(404, body.as_bytes(), at(0)) else {
        panic!("not an unknown code");
    };
    assert_eq!(message.chars().count(), 200);
}
