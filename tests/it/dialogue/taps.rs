//! Callback data: what fits comes back, what is forged says nothing.

use cektagihan::domain::check_id::CheckId;
use cektagihan::domain::{
    access::Role, account::AccountNumber, inquiry::Inquiry, language::Language, period::Period, person::PersonId,
    product::Family, product::ProductCode,
};
use cektagihan::view::{Office, Tap};
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

fn office() -> impl Strategy<Value = Office> {
    let person = || any::<u64>().prop_map(PersonId);
    let role = || prop::sample::select(Role::ALL.to_vec());
    prop_oneof![
        prop::sample::select(vec![
            Office::Invites,
            Office::Open(None),
            Office::Close,
            Office::Recovered,
            Office::ConfirmAll
        ]),
        role().prop_map(Office::Invite),
        any::<u16>().prop_map(Office::Members),
        any::<u16>().prop_map(Office::Waiting),
        person().prop_map(Office::Confirm),
        person().prop_map(Office::Discard),
        person().prop_map(Office::Member),
        (person(), role()).prop_map(|(person, role)| Office::Grant(person, role)),
        person().prop_map(Office::Remove),
        person().prop_map(Office::RemoveNow),
        (any::<u64>(), role()).prop_map(|(mark, role)| Office::Admit(mark, role)),
        any::<u64>().prop_map(Office::Decline),
        role().prop_map(|role| Office::Open(Some(role))),
    ]
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
        question().prop_map(|Inquiry { account, period, .. }| Tap::Match { account, period }),
        question().prop_map(|Inquiry { product, account, period }| Tap::Ask { product, account, period }),
        prop::sample::select(Language::ALL.to_vec()).prop_map(Tap::Speak),
        office().prop_map(Tap::Office),
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
    fn data_that_resembles_ours_is_ours_or_nothing(data in "[a-zA?.]{1,2}[-+0-9A-Za-z:._]{0,40}") {
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
        "A",
        "Az",
        "An",
        "Anx",
        "Am-5",
        "Am05",
        "Ag5:x",
        "Ag5",
        "Ap5:s",
        "Ap000000000000000G:s",
        "Al70000",
        "Ao",
        "Acc",
    ] {
        assert_eq!(Tap::decode(forged), None, "{forged}");
    }
}
