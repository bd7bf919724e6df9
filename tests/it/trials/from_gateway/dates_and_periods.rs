//! K12: dates and periods as billers spell them. Every spelling has its row in the readers' own tests; here is what comes of
//! them on the card.

use serde_json::json;

use super::card;
use crate::dialogue::talk::{BPJS, PLN};

const FINANCE: &str = "RBKREDITBAF";

#[test]
fn k12_a_due_date_is_one_date_however_it_is_spelt() {
    let php = json!({ "date": "2026-12-20 17:09:53.000000", "timezone_type": 3, "timezone": "Asia/Jakarta" });
    for due in [
        php,
        json!("2026-12-20T00:00:00Z"),
        json!("20 DES 2026"),
        json!("20 December 2026"),
        json!("20-12-2026"),
        json!("20/12/26"),
        json!("20122026"),
        json!(20_261_220),
        json!(1_797_699_600),
    ] {
        let words = card(FINANCE, &json!({ "due_date": due }));
        assert!(words.contains("Jatuh tempo 20 Desember 2026"), "{due}: {words}");
    }
}

#[test]
fn k12_placeholders_and_absurd_dates_are_no_row() {
    for due in ["XX", "-", "0000-00-00", "null", "0613-03-01", "9999-12-31", "1970-01-01", "1970-01-01T00:00:00Z"] {
        let words = card(FINANCE, &json!({ "due_date": due }));
        assert!(!words.contains("Jatuh tempo"), "{due}: {words}");
    }
    let php = json!({ "date": "-0001-11-30 00:00:00.000000", "timezone_type": 3, "timezone": "UTC" });
    assert!(!card(FINANCE, &json!({ "due_date": php })).contains("Jatuh tempo"));
}

#[test]
fn k12_a_period_is_its_months_however_it_is_spelt() {
    for period in [
        json!("202611"),
        json!(202_611),
        json!("NOV26"),
        json!("November 2026"),
        json!("11/2026"),
        json!("2026-11"),
        json!(["202611"]),
    ] {
        let words = card(PLN, &json!({ "period": period }));
        assert!(words.contains("Periode November 2026 "), "{period}: {words}");
    }
    for period in [json!("202609,202610,202611"), json!("SEP26-NOV26"), json!(["202609", "202610", "202611"])] {
        let words = card(PLN, &json!({ "period": period, "number_of_months": "3" }));
        assert!(words.contains("Periode September–November 2026 (3 bulan)"), "{period}: {words}");
        assert!(!words.contains("Jumlah bulan"), "said once: {words}");
    }
    let words = card(PLN, &json!({ "period": "202609,202611" }));
    assert!(words.contains("Periode September 2026, November 2026 (2 bulan)"), "{words}");
}

#[test]
fn k12_a_sequence_number_is_read_by_its_family() {
    assert!(card(FINANCE, &json!({ "period": "005" })).contains("Angsuran ke 5"));
    assert!(card(BPJS, &json!({ "period": "03" })).contains("Periode 3 bulan"));
    for period in ["005", "1", "2"] {
        let words = card(PLN, &json!({ "period": period }));
        assert!(!words.contains("Periode"), "{period}: {words}");
    }
}

#[test]
fn k12_a_period_without_a_reading_is_shown_only_as_harmless_words() {
    assert!(card(PLN, &json!({ "period": "Triwulan IV 2026" })).contains("Periode Triwulan IV 2026"));
    for period in ["999912", "061303", "XX", "null", "08123456789", "202613", "Komisi 5"] {
        let words = card(PLN, &json!({ "period": period }));
        assert!(!words.contains("Periode"), "{period}: {words}");
    }
}
