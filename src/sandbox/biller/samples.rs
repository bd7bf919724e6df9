//! The customer's sample replies, word for word, and which question each answers.
//!
//! Two of the six answer no sample request: "already paid" is given to one of the PLN numbers
//! that have no reply of their own, Netflix to the number it names, whatever product is asked.

use super::codes::PAID;

/// A sample's HTTP status and body.
pub(super) type Sample = (u16, &'static str);

const OK: u16 = 200;

/// The sample that answers a question, if one does.
pub(super) fn sample(product: &str, number: &str, period: Option<&str>) -> Option<Sample> {
    match (product, number, period) {
        ("POSTPAIDPLN", "514040400482", _) => Some((OK, include_str!("samples/pln.json"))),
        ("POSTPAIDPLN", "533512366386", _) => Some((PAID.http, include_str!("samples/paid.json"))),
        ("PDAMACEHTGR", "1160026", _) => Some((OK, include_str!("samples/pdam.json"))),
        ("RBKREDITBAF", "547010008701", _) => Some((OK, include_str!("samples/wom.json"))),
        ("RBASRBPJSKSH", "8888801433177155", Some("1")) => Some((OK, include_str!("samples/bpjs.json"))),
        (_, "622177311", _) => Some((OK, include_str!("samples/netflix.json"))),
        _ => None,
    }
}
