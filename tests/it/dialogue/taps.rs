//! Callback data: what fits comes back, what is forged says nothing.

use cektagihan::dialogue::{CheckId, Tap};
use cektagihan::domain::{
    account::AccountNumber, inquiry::Inquiry, language::Language, period::Period, product::Family, product::ProductCode,
};
use proptest::prelude::*;

use super::talk::{NUMBER, PLN, answer, ask, inquiry};

fn family() -> impl Strategy<Value = Family> {
    prop::sample::select(Family::ALL.to_vec())
}

fn code() -> impl Strategy<Value = ProductCode> {
    "[0-9A-Za-z._-]{1,32}".prop_map(|text| ProductCode::parse(&text).unwrap())
}

fn period() -> impl Strategy<Value = Period> {
    (1_u8..=12).prop_map(|months| Period::of(months).unwrap())
}

fn question() -> impl Strategy<Value = Inquiry> {
    (code(), "[0-9A-Za-z]{1,20}", prop::option::of(period())).prop_map(|(product, number, period)| Inquiry {
        product,
        account: AccountNumber::parse(&number).unwrap(),
        period,
    })
}

fn tap() -> impl Strategy<Value = Tap> {
    prop_oneof![
        prop::sample::select(vec![
            Tap::Home,
            Tap::Another,
            Tap::Back,
            Tap::Cancel,
            Tap::RetypeAccount,
            Tap::Languages,
            Tap::Help,
            Tap::Nothing,
        ]),
        (any::<i64>(), any::<u8>()).prop_map(|(source, line)| Tap::CancelCheck(CheckId { source, line })),
        family().prop_map(Tap::Family),
        (family(), any::<u16>()).prop_map(|(family, page)| Tap::Page(family, page)),
        code().prop_map(Tap::Product),
        question().prop_map(|Inquiry { product, account, period }| Tap::Use { product, account, period }),
        question().prop_map(Tap::Again),
        question().prop_map(|Inquiry { product, account, period }| Tap::Ask { product, account, period }),
        prop::sample::select(Language::ALL.to_vec()).prop_map(Tap::Speak),
    ]
}

proptest! {
    #[test]
    fn every_tap_fits_a_button_and_comes_back(tap in tap()) {
        let data = tap.encode(false, 64).unwrap();
        prop_assert!(data.len() <= 64);
        prop_assert_eq!(Tap::decode(&data), Some(tap));
    }

    #[test]
    fn forged_data_is_read_calmly(data in "\\PC{0,70}") {
        if let Some(tap) = Tap::decode(&data) {
            prop_assert_eq!(tap.encode(false, 64), Some(data));
        }
    }

    #[test]
    fn data_that_resembles_ours_is_ours_or_nothing(data in "[a-z?.]{1,2}[-+0-9A-Za-z:._]{0,40}") {
        if let Some(tap) = Tap::decode(&data) {
            prop_assert_eq!(tap.encode(false, 64), Some(data));
        }
    }
}

#[test]
fn a_customer_is_never_named_in_a_groups_buttons() {
    assert_eq!(ask(PLN, NUMBER).encode(true, 64), None);
    assert_eq!(Tap::Again(inquiry(PLN, NUMBER)).encode(true, 64), None);
    assert_eq!(Tap::Reveal(inquiry(PLN, NUMBER), Box::new(answer())).encode(false, 64), None);
}

#[test]
fn a_tap_that_has_no_room_is_kept_elsewhere() {
    assert_eq!(Tap::Product(ProductCode::parse(PLN).unwrap()).encode(true, 11), None);
    assert_eq!(Tap::Home.encode(true, 1), Some("h".to_owned()));
}

#[test]
fn forged_data_says_nothing() {
    for forged in [
        "",
        "zz",
        "m0",
        "m13",
        "m03",
        "pw:-1",
        "pw:01",
        "f",
        "fz",
        "few",
        "c1",
        "c1:256",
        "aPLN",
        "aPLN:1",
        "aPLN:5-1:",
        "aPLN::",
        "lxx",
        "h ",
    ] {
        assert_eq!(Tap::decode(forged), None, "{forged}");
    }
}
