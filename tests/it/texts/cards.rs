//! Bill cards: the vendor's samples as snapshots, and any bill at all as something a phone shows.

use std::fmt::Write;

use cektagihan::domain::{
    bill::{
        Answer, Bill, DueDate, Part, ProductLine, Usage,
        fact::{Fact, KNOWN, Label, Value},
    },
    inquiry::Inquiry,
    language::Language,
    product::{Family, Product},
    rupiah::Rupiah,
};
use cektagihan::view::{Reader, bill_card::Card};
use proptest::prelude::*;

use crate::dialogue::shape::hold_html;
use crate::dialogue::talk::{BPJS, CATALOGUE, PLN, code, inquiry, months, morning};

/// The vendor's sample reply with these fields; every sample has the fields below.
fn sample(account: &str, name: &str, product: &str, amount: i64, total: i64) -> Bill {
    Bill {
        inquiry_id: Some("a28b4a20-8bd8-4018-8b12-6dfcf3384542".to_owned()),
        account: Some(account.to_owned()),
        product_name: Some(product.to_owned()),
        customer_name: Some(name.to_owned()),
        amount: Some(Rupiah::new(amount)),
        admin: Some(Rupiah::ZERO),
        total: Some(Rupiah::new(total)),
        products: vec![ProductLine {
            name: Some(product.to_owned()),
            partner_price: Some(Rupiah::new(total - 360)),
            selling_price: Some(Rupiah::new(total)),
        }],
        ..Bill::default()
    }
}

fn due(bill: Bill, day: &str, reference: &str) -> Bill {
    Bill { due: Some(DueDate::On(day.parse().unwrap())), biller_ref: Some(reference.to_owned()), ..bill }
}

/// The five sample replies that hold a bill; the sixth, "paid already", is a failure's sentence.
fn samples() -> Vec<(&'static str, Inquiry, Bill)> {
    let wom = "PT Wahana Ottomitra Multiartha Tbk";
    let pln = Bill {
        usage: Some(Usage::KilowattHours(5_400)),
        period: Some("1".to_owned()),
        ..sample("514040400482", "INDAH PUTRI", "PLN Pascabayar", 25_720, 25_720)
    };
    let pdam = Bill {
        usage: Some(Usage::Meter { end: 1_023, start: 0, used: 1_023 }),
        ..sample("1160026", "MARIA SOFI", "PDAM BOGOR", 87_500, 87_500)
    };
    let bpjs = Bill {
        period: Some("1".to_owned()),
        ..due(sample("8888801433177155", "WARDI", "BPJS Kesehatan", 1, 2_501), "2024-04-29", "2818133949")
    };
    let netflix = due(sample("622177311", "IRVAN SOFIAN", "Netflix", 108_900, 108_900), "2024-04-24", "2818131003");
    let finance = due(sample("547010008701", "ABDUL AZIZ", wom, 1_005_500, 1_010_500), "2024-04-25", "2818131630");
    vec![
        ("pln", inquiry(PLN, "514040400482"), pln),
        ("pdam", inquiry("PDAMACEH", "1160026"), pdam),
        ("bpjs", Inquiry { period: months(1), ..inquiry(BPJS, "8888801433177155") }, bpjs),
        ("netflix", inquiry("NETFLIX", "622177311"), netflix),
        ("finance", inquiry("RBKREDITBAF", "547010008701"), finance),
    ]
}

/// A bill with everything a biller can think of.
fn full() -> Bill {
    let text = |text: &str| Some(text.to_owned());
    Bill {
        usage: Some(Usage::Other("Tunggakan  dari tahun lalu masih dihitung".to_owned())),
        due: Some(DueDate::Text("1-15 DES 2014".to_owned())),
        period: text("AGS 24,SEP 24"),
        months: text("2"),
        tariff: text("R1/1300 VA"),
        initial_stand: text("00012000"),
        final_stand: text("00012750"),
        biller_ref: text("2818131003"),
        reference_number: text("-"),
        admin: Some(Rupiah::new(5_000)),
        facts: vec![
            Fact { label: Label::Address, value: Value::Text("Jalan Kenanga 12 <RT 05> \u{202e}Bandung".to_owned()) },
            Fact { label: Label::Sheets, value: Value::Count(0) },
            Fact { label: Label::Issued, value: Value::Date("2026-11-02".parse().unwrap()) },
        ],
        ..sample("514040400482", "INDAH PUTRI", "PLN Pascabayar", 100_000, 105_000)
    }
}

fn product(inquiry: &Inquiry) -> Option<&'static Product> {
    CATALOGUE.product(&inquiry.product)
}

fn written(inquiry: &Inquiry, bills: Vec<Bill>) -> String {
    let answer = Answer { bills, as_of: morning() };
    let card = Card { product: product(inquiry), inquiry, answer: &answer, conversion: None };
    let mut text = String::new();
    for language in Language::ALL {
        for in_group in [false, true] {
            let html = card.html(Reader { language, in_group });
            hold_html(html.as_str());
            let _ =
                writeln!(text, "## {}{}\n{}\n", language.code(), if in_group { ", group" } else { "" }, html.as_str());
        }
        let _ = writeln!(text, "## {}, summary\n{}\n", language.code(), card.summary(language));
        let _ = writeln!(text, "## {}, alert\n{}\n", language.code(), card.alert(language));
    }
    text
}

fn hold(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("card.{name}"), text);
    });
}

#[test]
fn the_vendors_samples_are_cards() {
    for (name, inquiry, bill) in samples() {
        hold(name, &written(&inquiry, vec![bill]));
    }
}

#[test]
fn further_fields_and_free_text_have_a_place() {
    hold("full", &written(&inquiry(PLN, "514040400482"), vec![full()]));
}

#[test]
fn several_bills_and_products_are_one_card() {
    let line = |name: &str, price: i64| ProductLine {
        name: Some(name.to_owned()),
        partner_price: None,
        selling_price: Some(Rupiah::new(price)),
    };
    let two = Bill {
        products: vec![line("Internet 50 Mbps", 300_000), line("Saluran TV tambahan", 50_000)],
        ..sample("11632498", "MARIA SOFI", "First Media", 350_000, 350_000)
    };
    let other = Bill { customer_name: Some("-".to_owned()), total: Some(Rupiah::ZERO), ..two.clone() };
    hold("several", &written(&inquiry("FIRSMEDIA", "11632498"), vec![two, other]));
}

#[test]
fn a_bill_without_anything_is_still_a_card() {
    hold("empty", &written(&inquiry("HALO", "0811123456"), vec![Bill::default()]));
}

#[test]
fn a_flood_of_bills_is_cut_to_one_message() {
    let inquiry = inquiry(PLN, "514040400482");
    let bills = vec![full(); 400];
    let answer = Answer { bills, as_of: morning() };
    let card = Card { product: product(&inquiry), inquiry: &inquiry, answer: &answer, conversion: None };
    let html = card.html(Reader { language: Language::Indonesian, in_group: false });
    hold_html(html.as_str());
    assert!(html.plain().contains("tagihan lain yang tidak muat"));
    assert!(html.plain().contains("400 tagihan"));
}

fn text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof!["\\PC{0,40}", "[A-Z <>&\"]{0,300}", "[\\x00-\\x1f\u{202e}😀あ]{0,60}", "[0-]{0,3}"])
}

fn rupiah() -> impl Strategy<Value = Option<Rupiah>> {
    prop::option::of(prop_oneof![any::<i64>(), 0_i64..10_000_000].prop_map(Rupiah::new))
}

fn usage() -> impl Strategy<Value = Option<Usage>> {
    prop_oneof![
        Just(None),
        any::<u64>().prop_map(|used| Some(Usage::KilowattHours(used))),
        any::<[u64; 3]>().prop_map(|[end, start, used]| Some(Usage::Meter { end, start, used })),
        text().prop_map(|text| text.map(Usage::Other)),
    ]
}

fn lines() -> impl Strategy<Value = Vec<ProductLine>> {
    let line = (text(), rupiah(), rupiah());
    prop::collection::vec(
        line.prop_map(|(name, partner_price, selling_price)| ProductLine { name, partner_price, selling_price }),
        0..4,
    )
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let value = prop_oneof![
        text().prop_map(|text| Value::Text(text.unwrap_or_default())),
        rupiah().prop_map(|sum| Value::Amount(sum.unwrap_or_default())),
        any::<u64>().prop_map(Value::Count),
    ];
    let fact = (prop::sample::select(KNOWN), value).prop_map(|(known, value)| Fact { label: known.label, value });
    prop::collection::vec(fact, 0..24)
}

fn parts() -> impl Strategy<Value = (Vec<Part>, usize)> {
    let part = (text(), rupiah(), rupiah(), rupiah(), rupiah()).prop_map(|(period, amount, admin, fine, other)| Part {
        period,
        amount,
        admin,
        fine,
        other,
    });
    (prop::collection::vec(part, 0..36), 0..40_usize)
}

fn any_bill() -> impl Strategy<Value = Bill> {
    let texts = prop::collection::vec(text(), 11);
    let sums = (rupiah(), rupiah(), rupiah());
    (texts, sums, usage(), lines(), facts(), parts()).prop_map(
        |(mut texts, (amount, admin, total), usage, products, facts, (parts, more_parts))| {
            let mut next = || texts.pop().flatten();
            Bill {
                account: next(),
                product_name: next(),
                customer_name: next(),
                due: next().map(DueDate::Text),
                period: next(),
                months: next(),
                tariff: next(),
                initial_stand: next(),
                final_stand: next(),
                biller_ref: next(),
                reference_number: next(),
                inquiry_id: None,
                amount,
                admin,
                total,
                usage,
                products,
                parts,
                more_parts,
                facts,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_a_biller_sends_is_a_card(bills in prop::collection::vec(any_bill(), 0..12), family in 0..6_usize) {
        let family = Family::ALL[family];
        let product = CATALOGUE.family(family).next();
        let code = product.map_or_else(|| code("GONE"), |product| product.code.clone());
        let inquiry = Inquiry { product: code, ..inquiry(PLN, "514040400482") };
        let answer = Answer { bills, as_of: morning() };
        let card = Card { product, inquiry: &inquiry, answer: &answer, conversion: None };
        for language in Language::ALL {
            for in_group in [false, true] {
                let html = card.html(Reader { language, in_group });
                hold_html(html.as_str());
                prop_assert!(!in_group || !html.as_str().contains("514040400482"));
            }
            prop_assert!((1..=256).contains(&card.summary(language).encode_utf16().count()));
            prop_assert!((1..=200).contains(&card.alert(language).encode_utf16().count()));
        }
    }
}
