//! Replies that are none, and replies that are odd but valid.

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::sandbox::server::hang_up;

/// Replies that are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GarbageReply {
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
    /// 200 and "TRANSAKSI PENDING" without a bill.
    Pending,
    /// 429 with a wait in seconds, as a page.
    Throttled,
    /// 429 with a wait until a moment, as JSON without a code.
    ThrottledUntil,
    /// 403 with a firewall's page.
    Forbidden,
    /// 403 with JSON without a code.
    ForbiddenJson,
    /// 401 with a page.
    Unauthorized,
    /// Two replies that differ.
    TwoReplies,
}

/// What stands around a good reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrapped {
    /// A warning of PHP's before it.
    Warning,
    /// The same reply once more behind it.
    Twice,
    /// A comment of HTML's behind it.
    Comment,
    /// A byte order mark before it.
    Mark,
}

impl Wrapped {
    pub(super) fn around(self, reply: &[u8]) -> Vec<u8> {
        let (before, behind): (&[u8], &[u8]) = match self {
            Self::Warning => (
                b"<br />\n<b>Warning</b>: Undefined array key {id} in <b>/app/api.php</b> on line <b>7</b><br />\n",
                b"",
            ),
            Self::Twice => (b"", reply),
            Self::Comment => (b"", b"\n<!-- served by {node 3} -->"),
            Self::Mark => (b"\xef\xbb\xbf", b""),
        };
        [before, reply, behind].concat()
    }
}

const BLOCKED: &str = "<html><head><title>403 Forbidden</title></head><body>Your IP address is blocked</body></html>";
const BUSY: &str = "<html><head><title>429 Too Many Requests</title></head><body>slow down</body></html>";
/// How long a throttled client is told to wait, in seconds.
const WAIT: i64 = 20;
const PAGE: &str = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

impl GarbageReply {
    pub(super) fn response(self, now: DateTime<Utc>) -> Response {
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
            Self::Pending => {
                json_text(r#"{"response_code":"200022000","response_message":"TRANSAKSI PENDING","data":null}"#)
            }
            Self::Throttled => {
                (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, WAIT.to_string())], Html(BUSY)).into_response()
            }
            Self::ThrottledUntil => {
                let until = (now + TimeDelta::seconds(WAIT)).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
                let wait = [(header::RETRY_AFTER, until)];
                (StatusCode::TOO_MANY_REQUESTS, wait, json_text(r#"{"message":"Too Many Requests"}"#)).into_response()
            }
            Self::Forbidden => (StatusCode::FORBIDDEN, Html(BLOCKED)).into_response(),
            Self::ForbiddenJson => (StatusCode::FORBIDDEN, json_text(r#"{"message":"Forbidden"}"#)).into_response(),
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, Html("<h1>401 Unauthorized</h1>")).into_response(),
            Self::TwoReplies => json_text(
                r#"{"response_code":"404027002","response_message":"","data":null}{"response_code":"404027010","data":null}"#,
            ),
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
    ShopsMoney,
    PhpDate,
    MomentDate,
    DateInLetters,
    NoDate,
    OneMonth,
    SeveralMonths,
    InstalmentNumber,
    MonthRows,
    ManyMonthRows,
    Entities,
    NoSum,
    BelowZero,
    KnownFields,
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
            Self::OtherNumber => data["account_number"] = json!("516070377775"),
            Self::ShortCode => {}
            Self::ShopsMoney => {
                data["price"] = json!(24_900);
                data["hargaBeli"] = json!("24.900");
                data["komisi"] = json!(460);
                data["desc"] = json!({ "fee": 300, "buyer_last_saldo": 1_250_000, "cashback": "60" });
            }
            Self::PhpDate => {
                let moment = "2026-12-20 17:09:53.000000";
                data["due_date"] = json!({ "date": moment, "timezone_type": 3, "timezone": "Asia/Jakarta" });
            }
            Self::MomentDate => data["due_date"] = json!("2026-12-20T00:00:00Z"),
            Self::DateInLetters => data["due_date"] = json!("20 DES 2026"),
            Self::NoDate => data["due_date"] = json!("0613-03-01"),
            Self::OneMonth => data["period"] = json!("202611"),
            Self::SeveralMonths => data["period"] = json!("202609,202610,202611"),
            Self::InstalmentNumber => data["period"] = json!("005"),
            Self::MonthRows => months(&mut data, &["202609", "202610", "202611"]),
            Self::ManyMonthRows => {
                let all: Vec<String> =
                    (0..21).map(|month| format!("{}{:02}", 2025 + month / 12, month % 12 + 1)).collect();
                months(&mut data, &all.iter().map(String::as_str).collect::<Vec<_>>());
            }
            Self::Entities => data["customer_name"] = json!("TOKO A &amp; B O&#39;NEAL"),
            Self::NoSum => ["amount", "admin", "total_amount"].iter().for_each(|name| data[*name] = Value::Null),
            Self::BelowZero => {
                data["amount"] = json!(-5_000);
                data["total_amount"] = json!(-5_000);
            }
            Self::KnownFields => {
                data["alamat"] = json!("JL KENANGA 12");
                data["desc"] =
                    json!({ "lembar_tagihan": 1, "denda": "5000", "daya": 1_300, "nama_mesin_internal": "x" });
            }
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

/// The bill as several months of one sum, with a fine for the oldest; sums are text, as billers write them.
fn months(data: &mut Value, months: &[&str]) {
    let sum = 50_000;
    let rows: Vec<Value> = months
        .iter()
        .enumerate()
        .map(|(at, month)| {
            let fine = if at == 0 { "3000" } else { "0" };
            json!({ "periode": month, "nilai_tagihan": sum.to_string(), "admin": "2500", "denda": fine })
        })
        .collect();
    data["amount"] = json!(sum * rows.len() + 3_000);
    data["total_amount"] = json!((sum + 2_500) * rows.len() + 3_000);
    data["product"]["objs"]["selling_price"] = data["total_amount"].clone();
    data["desc"] = json!({ "tagihan": { "detail": rows } });
}

fn amounts(data: &mut Value, spell: impl Fn(u64) -> Value) {
    for name in ["amount", "admin", "total_amount"] {
        data[name] = spell(data[name].as_u64().unwrap_or(0));
    }
}
