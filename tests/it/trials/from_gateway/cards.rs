//! K12: what stands on a card, and what never does.

use cektagihan::domain::language::Language;
use cektagihan::ports::{BillGateway as _, Freshness};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{bill_with, card, shown};
use crate::dialogue::talk::{BPJS, PLN};
use crate::gateway::{
    biller::{Biller, Line},
    electricity,
};
use crate::logs;

const FINANCE: &str = "RBKREDITBAF";
const WATER: &str = "PDAMBOGOR";

/// What a shop pays, owns or earns.
const SHOPS: [&str; 22] = [
    "price",
    "harga",
    "harga_beli",
    "hargaBeli",
    "Harga Jual",
    "komisi",
    "KOMISI",
    "commission",
    "fee",
    "Fee Agen",
    "admin_fee_agent",
    "saldo",
    "buyer_last_saldo",
    "sisaSaldo",
    "cashback",
    "profit",
    "margin",
    "deposit",
    "balance",
    "last-balance",
    "laba",
    "poin",
];

fn nested(name: &str, value: &Value) -> [Value; 5] {
    [
        json!({ name: value }),
        json!({ "desc": { name: value } }),
        json!({ "desc": { "tagihan": { "detail": [{ "periode": "202611", "nilai_tagihan": "25720", name: value }] } } }),
        json!({ name: { "denda": value, "total": value } }),
        json!({ "rincian": [{ name: [value] }], "data": { "info": { name: value } } }),
    ]
}

#[test]
fn k12_what_a_shop_pays_owns_or_earns_is_nowhere() {
    for name in SHOPS {
        for value in [json!(7_777), json!("7777"), json!("Rp7.777"), json!(7_777.0)] {
            for fields in nested(name, &value) {
                for (product, language) in [PLN, WATER, FINANCE].into_iter().zip(Language::ALL.into_iter().cycle()) {
                    let everywhere = shown(product, bill_with(&fields), language).concat();
                    assert!(!everywhere.contains("7777") && !everywhere.contains("7.777"), "{fields}\n{everywhere}");
                }
            }
        }
    }
}

#[test]
fn k12_a_billers_words_about_the_shops_money_are_not_shown() {
    for field in ["capacity", "keterangan", "tariff", "period", "catatan"] {
        let words = card(PLN, &json!({ field: "Komisi Rp7.777" }));
        assert!(!words.contains("7.777"), "{field}: {words}");
    }
}

#[test]
fn k12_known_fields_have_our_label_and_their_kind() {
    let fields = json!({
        "ALAMAT": "JL KENANGA 12", "denda": "5000", "materai": 3_000, "desc": { "lembarTagihan": "1", "daya": 1300 },
        "tgl_terbit": "02/11/2026", "catatan": "Jl Untung Suropati",
    });
    let words = card(PLN, &fields);
    for row in
        ["Alamat JL KENANGA 12", "Denda Rp5.000", "Materai Rp3.000", "Lembar 1", "Daya 1300", "Terbit 2 November 2026"]
    {
        assert!(words.contains(row), "{row}: {words}");
    }
    let finance = json!({ "tenor": "24", "no_pol": "B 1234 XYZ", "item_name": "VARIO 125" });
    let words = card(FINANCE, &finance);
    for row in ["Tenor 24", "Barang VARIO 125"] {
        assert!(words.contains(row), "{row}: {words}");
    }
    assert!(
        !card(WATER, &json!({ "unit": "UP3 BOGOR" })).contains("UP3"),
        "a word that means something elsewhere only"
    );
}

#[test]
fn k12_in_english_too() {
    let [private, ..] =
        shown(PLN, bill_with(&json!({ "denda": 5_000, "period": "202609,202610,202611" })), Language::English);
    let words = private.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Late fee Rp5.000") && words.contains("September–November 2026 (3 months)"), "{words}");
}

#[tokio::test]
async fn k12_what_is_left_out_is_counted_in_the_log_without_its_values() {
    logs::read_along();
    logs::listen();
    let mut reply = crate::gateway::sample_replies().swap_remove(0);
    reply["data"]["komisi"] = json!(7_777);
    reply["data"]["desc"] = json!({ "saldo": 88_888, "BUDI SANTOSO 0812": "x" });
    let biller = Biller::scripted([Line::Json(200, reply)]).await;
    biller.client().inquire(&electricity(), Freshness::Remembered).await.unwrap();
    // The call runs on this thread: the runtime of this test has no other.
    let lines: Vec<String> = logs::heard().into_iter().filter(|line| line.contains("left out")).collect();
    let [line] = lines.as_slice() else { panic!("{lines:#?}") };
    assert!(line.contains("count=3") && line.contains("names=saldo,komisi"), "{line}");
    assert!(!line.contains("7777") && !line.contains("BUDI"), "{line}");
}

/// Months as aggregators send them, every figure a text.
fn months(periods: &[&str]) -> Value {
    let rows: Vec<Value> = periods
        .iter()
        .map(|period| json!({ "periode": period, "nilai_tagihan": "8000", "admin": "2500", "denda": "500" }))
        .collect();
    json!(rows)
}

#[test]
fn k12_a_bill_of_months_has_a_row_for_each() {
    for path in ["/desc/tagihan/detail", "/detail", "/desc/details", "/rincian", "/tagihan", "/data/bill_details"] {
        let mut fields = months(&["202609", "202610", "202611"]);
        for name in path.split('/').rev().filter(|name| !name.is_empty()) {
            fields = json!({ name: fields });
        }
        fields["amount"] = json!(24_000);
        fields["total_amount"] = json!(33_000);
        let words = card(PLN, &fields);
        for row in [
            "September 2026 Rp8.000",
            "Oktober 2026 Rp8.000",
            "November 2026 Rp8.000",
            "Denda Rp1.500",
            "Tagihan Rp24.000",
            "Total Rp33.000",
        ] {
            assert!(words.contains(row), "{path}: {row}: {words}");
        }
        assert!(!words.contains("tidak cocok"), "{path}: {words}");
    }
}

#[test]
fn k12_months_keep_their_rows_in_other_shapes() {
    let row = |sum: i64| json!({ "nilai_tagihan": sum });
    for detail in [
        json!({ "0": { "periode": "202610", "nilai_tagihan": "8000" }, "1": { "periode": "202611", "nilai_tagihan": "9000" } }),
        json!({ "202610": row(8_000), "202611": row(9_000) }),
        json!({ "tunggakan": [{ "periode": "OKT26", "nilai": 8_000 }], "rincian_tagihan": [{ "periode": "NOV26", "nilai": 9_000 }] }),
        json!([[{ "bulan": "OKT26", "jumlah": 8_000 }, { "bulan": "NOV26", "jumlah": "Rp9.000" }]]),
    ] {
        let words = card(PLN, &json!({ "desc": { "detail": detail }, "amount": 17_000, "total_amount": 17_000 }));
        assert!(words.contains("Oktober 2026 Rp8.000 November 2026 Rp9.000"), "{detail}: {words}");
    }
    let alone =
        json!({ "desc": { "detail": { "periode": "202611", "nilai_tagihan": "25720", "alamat": "JL KENANGA" } } });
    let words = card(PLN, &alone);
    assert!(words.contains("Periode November 2026") && words.contains("Alamat JL KENANGA"), "{words}");
    let unsummed = json!({ "detail": [{ "periode": "202610" }, { "periode": "202611" }] });
    assert!(card(PLN, &unsummed).contains("Periode Oktober–November 2026 (2 bulan)"));
}

#[test]
fn a_bill_kept_by_an_earlier_version_still_reads_and_hides_what_it_showed() {
    let kept = json!({
        "account": "514040400482", "customer_name": "INDAH PUTRI", "total": 25_720, "due": { "Text": "1-15 DES 2014" },
        "usage": { "KilowattHours": 54 }, "products": [], "extra": [["harga", "7777"], ["desc.komisi", "7777"]],
    });
    let bill: cektagihan::domain::bill::Bill = serde_json::from_value(kept).unwrap();
    let everywhere = shown(PLN, bill, Language::Indonesian).concat();
    assert!(everywhere.contains("Rp25.720") && everywhere.contains("1-15 DES 2014"), "{everywhere}");
    assert!(!everywhere.contains("7777"), "{everywhere}");
}

#[test]
fn k12_months_without_room_are_said() {
    let all: Vec<String> = (0..21).map(|month| format!("{}{:02}", 2025 + month / 12, month % 12 + 1)).collect();
    let fields = json!({ "detail": months(&all.iter().map(String::as_str).collect::<Vec<_>>()), "amount": null, "total_amount": 168_000 });
    assert!(card(PLN, &fields).contains("dan 9 bulan lagi"), "{}", card(PLN, &fields));
    let many: Vec<&str> = all.iter().map(String::as_str).cycle().take(1_000).collect();
    let words = card(PLN, &json!({ "detail": months(&many) }));
    assert!(words.contains("dan 988 bulan lagi"), "{words}");
}

#[test]
fn k12_months_that_do_not_add_up_are_doubted() {
    let words =
        card(PLN, &json!({ "detail": months(&["202610", "202611"]), "amount": 99_000, "total_amount": 99_000 }));
    assert!(words.contains("Oktober 2026 Rp8.000") && words.contains("Periksa kembali"), "{words}");
}

#[test]
fn k12_one_month_tells_the_bills_period_and_what_is_new() {
    let words = card(
        PLN,
        &json!({ "desc": { "detail": [{ "periode": "202611", "nilai_tagihan": "25720", "denda": "3000" }] } }),
    );
    assert!(words.contains("Periode November 2026") && words.contains("Denda Rp3.000"), "{words}");
    assert_eq!(words.matches("November 2026").count(), 2, "in the period's row and in the foot: {words}");
    let bpjs = card(BPJS, &json!({ "desc": { "detail": [{ "periode": "01" }], "jumlah_peserta": "4" } }));
    assert!(bpjs.contains("Periode 1 bulan") && bpjs.contains("Peserta 4"), "{bpjs}");
}

#[test]
fn k12_entities_are_decoded_once_and_then_escaped() {
    for (sent, told) in [
        ("TOKO A &amp; B", "TOKO A & B"),
        ("O&#39;NEAL", "O'NEAL"),
        ("O&#x27;NEAL", "O'NEAL"),
        ("&lt;b&gt;", "<b>"),
        ("A &amp;amp; B", "A &amp; B"),
        ("A &amp;lt;b&amp;gt;", "A &lt;b&gt;"),
        ("AT&T & CO", "AT&T & CO"),
        ("&nosuch; &", "&nosuch; &"),
        ("A&nbsp;B", "A B"),
        ("A&#8238;B", "AB"),
    ] {
        let bill = bill_with(&json!({ "customer_name": sent }));
        let [private, ..] = shown(PLN, bill, Language::Indonesian);
        assert_eq!(private.lines().nth(2), Some(told), "{sent}");
    }
}

#[test]
fn k12_no_two_rows_of_different_things_bear_one_label() {
    let objs = json!([{ "product_name": "Tagihan", "selling_price": 20_000 }, { "product_name": "Non-air", "selling_price": 5_720 }]);
    let [private, ..] = shown(WATER, bill_with(&json!({ "product": { "objs": objs } })), Language::Indonesian);
    let labels: Vec<&str> = private
        .lines()
        .skip(1)
        .filter(|line| line.contains("Rp"))
        .map(|line| line.split_once("Rp").unwrap().0.trim())
        .collect();
    assert_eq!(labels[..2], ["Tagihan 1", "Non-air"], "{private}");
    assert!(labels.contains(&"Tagihan 2"), "{private}");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!(7_777)),
        Just(json!("7777")),
        Just(json!("Rp7.777")),
        "[a-z ]{0,8}".prop_map(Value::from)
    ];
    let name = prop_oneof![
        prop::sample::select(vec!["desc", "detail", "tagihan", "rincian", "data", "periode", "denda"])
            .prop_map(str::to_owned),
        prop::sample::select(SHOPS.to_vec()).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 24, 3, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(name.clone(), inner, 0..3).prop_map(|fields| json!(fields)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn k12_nothing_under_a_shops_name_is_shown_however_deep(name in prop::sample::select(SHOPS.to_vec()), value in any_json()) {
        let bill = bill_with(&json!({ name: value }));
        prop_assert!(bill.facts.is_empty() && bill.parts.is_empty() && bill.period.is_none());
    }
}
