//! Replies that are none, and replies that are odd but valid.

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::sandbox::server::hang_up;

/// Replies that are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Garbage {
    /// 502 with a page of HTML.
    HtmlPage,
    /// 200 with JSON that breaks off.
    BrokenOff,
    /// 200 with JSON of other types than promised.
    WrongTypes,
    /// 200 with nothing.
    Empty,
    /// 200 with 10 MB of JSON.
    Huge,
    /// A redirect to another address.
    Redirect,
    /// No answer: the connection is closed.
    HangUp,
    /// 200 and "Sukses" without a bill.
    NoBill,
}

const PAGE: &str = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

impl Garbage {
    pub(super) fn response(self) -> Response {
        match self {
            Self::HtmlPage => (StatusCode::BAD_GATEWAY, Html(PAGE)).into_response(),
            Self::BrokenOff => {
                json_text(r#"{"response_code":"200022000","response_message":"Sukses","data":{"inquiry_id":"#)
            }
            Self::WrongTypes => json_text(r#"{"response_code":[200],"response_message":{"a":1},"data":"bill"}"#),
            Self::Empty => json_text(""),
            Self::Huge => json_text(format!(r#"{{"response_code":"200022000","filler":"{}"}}"#, "x".repeat(10 << 20))),
            Self::Redirect => (StatusCode::FOUND, [(header::LOCATION, "/elsewhere")]).into_response(),
            Self::HangUp => hang_up(),
            Self::NoBill => json_text(r#"{"response_code":"200022000","response_message":"Sukses","data":null}"#),
        }
    }
}

fn json_text(text: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text.into()).into_response()
}

/// Bills that are odd but valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Twist {
    SeveralBills,
    ListOfOne,
    SeveralOffers,
    TextAmounts,
    DecimalAmounts,
    UnknownFields,
    Contradiction,
    FreeTextDue,
    DueWithSpace,
    RightToLeft,
    HtmlName,
    LongName,
    MaskedName,
    Arrears,
    OtherNumber,
    ShortCode,
    AllEmpty,
}

impl Twist {
    /// The same bill, twisted.
    pub(super) fn apply(self, mut data: Value) -> Value {
        match self {
            Self::SeveralBills => return several(&data),
            Self::ListOfOne => return json!([data]),
            Self::SeveralOffers => offers(&mut data),
            Self::TextAmounts => amounts(&mut data, |amount| json!(amount.to_string())),
            Self::DecimalAmounts => amounts(&mut data, |amount| json!(format!("{amount}.00"))),
            Self::UnknownFields => {
                data["golongan"] = json!("RUMAH TANGGA A");
                data["denda"] = json!(5_000);
                data["rincian"] = json!({ "beban": 10_000, "bulan": ["OKT26", "NOV26"] });
            }
            Self::Contradiction => data["total_amount"] = json!(1_000),
            Self::FreeTextDue => data["due_date"] = json!("1-15 DES 2026"),
            Self::DueWithSpace => {
                data["due date"] = json!("2026-12-20");
                data.as_object_mut().map(|members| members.remove("due_date"));
            }
            Self::RightToLeft => data["customer_name"] = json!("\u{202e}IRTUP HADNI\u{2066} مريم"),
            Self::HtmlName => data["customer_name"] = json!("<b>INDAH</b> & <a href=\"https://x.example\">PUTRI</a>"),
            Self::LongName => data["customer_name"] = json!("INDAH PUTRI ".repeat(40)),
            Self::MaskedName => data["customer_name"] = json!("RUSXXXXXXXNDI"),
            Self::Arrears => {
                data["number_of_months"] = json!("3");
                data["period"] = json!("SEP26,OKT26,NOV26");
                data["reference_number"] = json!("0SANDBOX000123456789");
            }
            Self::OtherNumber => data["account_number"] = json!("000000000000"),
            Self::ShortCode => {}
            Self::AllEmpty => {
                let members = data.as_object_mut().into_iter().flatten();
                members.filter(|(name, _)| *name != "total_amount").for_each(|(_, value)| *value = json!(""));
            }
        }
        data
    }
}

fn several(data: &Value) -> Value {
    let mut second = data.clone();
    second["product_name"] = json!("Tunggakan bulan lalu");
    second["inquiry_id"] = json!("00000000-0000-4000-8000-000000000002");
    json!([data, second])
}

/// Two products of half the price each.
fn offers(data: &mut Value) {
    let total = data["total_amount"].as_u64().unwrap_or(0);
    let offer = |name: &str, price: u64| {
        let price = price.to_string();
        json!({ "product_uuid": "", "product_name": name, "total_price": price, "selling_price": price })
    };
    data["product"]["objs"] = json!([offer("Tagihan", total - total / 2), offer("Non-air", total / 2)]);
}

fn amounts(data: &mut Value, spell: impl Fn(u64) -> Value) {
    for name in ["amount", "admin", "total_amount"] {
        data[name] = spell(data[name].as_u64().unwrap_or(0));
    }
}
