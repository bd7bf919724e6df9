//! The rules for numbers, on what people type.

use cektagihan::domain::account::AccountError;
use cektagihan::domain::number_rule::{Conversion, Doubt, NumberReading, NumberRule};
use proptest::prelude::*;

use super::number;

/// A reading on one line.
fn show(reading: &NumberReading) -> String {
    match reading {
        NumberReading::Fits(account) => format!("{} fits", account.as_str()),
        NumberReading::Converted(account, how) => format!("{} {how:?}", account.as_str()),
        NumberReading::Doubtful(account, doubt) => format!("{} {doubt:?}", account.as_str()),
        NumberReading::Refused(error) => format!("{error:?}"),
    }
}

#[track_caller]
fn hold(rule: &NumberRule, table: &[(&str, &str)]) {
    for (typed, expected) in table {
        assert_eq!(show(&rule.read_text(typed)), *expected, "{typed}");
    }
}

fn contract() -> NumberRule {
    NumberRule::Plain { least: 12, most: 12, letters: true, usual: Vec::new() }
}

fn water() -> NumberRule {
    NumberRule::Plain { least: 4, most: 20, letters: false, usual: vec![7] }
}

#[test]
fn pln_wants_twelve_digits() {
    hold(
        &NumberRule::PlnId,
        &[
            ("514040400482", "514040400482 fits"),
            (" 5140 4040.0482 ", "514040400482 fits"),
            ("５１４０４０４００４８２", "514040400482 fits"),
            ("51404040048", "51404040048 PrepaidMeter"),
            ("5140404004", "5140404004 Length { got: 10, least: 12, most: 12 }"),
            ("5140404004821", "5140404004821 Length { got: 13, least: 12, most: 12 }"),
            ("51404O400482", "51404O400482 Letters"),
            ("", "Empty"),
            ("514040400482514040400", "TooLong { length: 21 }"),
            ("+514040400482", "Forbidden"),
            ("514040400482 🙏", "Forbidden"),
        ],
    );
}

#[test]
fn bpjs_cards_become_virtual_accounts() {
    hold(
        &NumberRule::BpjsVa,
        &[
            ("8888801433177155", "8888801433177155 fits"),
            ("0001433177155", "8888801433177155 CardToVa"),
            ("0001944358911", "8888801944358911 CardToVa"),
            ("01433177155", "8888801433177155 CardToVa"),
            ("8988801433177155", "8888801433177155 MandiriVa"),
            ("3273012345678901", "3273012345678901 Nik"),
            ("1231433177155", "1231433177155 Length { got: 13, least: 16, most: 16 }"),
            ("0143317715", "0143317715 Length { got: 10, least: 16, most: 16 }"),
        ],
    );
}

#[test]
fn mobile_numbers_lose_their_country_code() {
    hold(
        &NumberRule::Mobile,
        &[
            ("081234567890", "081234567890 fits"),
            ("0812-3456-7890", "081234567890 fits"),
            ("+62 812-3456-7890", "081234567890 CountryCode"),
            ("6281234567890", "081234567890 CountryCode"),
            ("+62 0812 3456 7890", "081234567890 CountryCode"),
            ("+6281", "6281 Length { got: 3, least: 10, most: 13 }"),
            ("08123456", "08123456 Length { got: 8, least: 10, most: 13 }"),
            ("0211234567", "0211234567 NotMobile"),
            ("621234567890", "621234567890 NotMobile"),
        ],
    );
}

#[test]
fn lengths_seen_in_the_wild_raise_no_doubt() {
    hold(
        &water(),
        &[
            ("1160026", "1160026 fits"),
            ("001160026", "001160026 fits"),
            ("123", "123 Length { got: 3, least: 4, most: 20 }"),
            ("A160026", "A160026 Letters"),
        ],
    );
}

#[test]
fn contract_numbers_may_hold_letters() {
    hold(
        &contract(),
        &[
            ("547010008701", "547010008701 fits"),
            ("AB1234567890", "AB1234567890 fits"),
            ("AB1234567", "AB1234567 Length { got: 9, least: 12, most: 12 }"),
            ("ABCDEFGHIJKL", "ABCDEFGHIJKL Letters"),
        ],
    );
}

#[test]
fn a_converted_number_says_how() {
    let NumberReading::Converted(_, how) = NumberRule::BpjsVa.read(&number("8988801433177155")) else {
        panic!("a conversion");
    };
    assert_eq!(how, Conversion::MandiriVa);
    let reading = NumberRule::PlnId.read(&number("12345678901"));
    assert_eq!(reading, NumberReading::Doubtful(number("12345678901"), Doubt::PrepaidMeter));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_number_is_never_refused_and_a_converted_one_fits(typed in "[0-9A-Za-z]{1,20}|(62|0|000|88888|89888)[0-9]{8,11}") {
        let account = number(&typed);
        for rule in [NumberRule::PlnId, NumberRule::BpjsVa, NumberRule::Mobile, water(), contract()] {
            match rule.read(&account) {
                NumberReading::Refused(error) => prop_assert!(false, "{}: {:?}", typed, error),
                NumberReading::Converted(wanted, _) => {
                    prop_assert_eq!(rule.read(&wanted), NumberReading::Fits(wanted.clone()));
                }
                NumberReading::Fits(kept) | NumberReading::Doubtful(kept, _) => prop_assert_eq!(&kept, &account),
            }
        }
    }

    #[test]
    fn any_text_has_a_reading(typed in any::<String>()) {
        for rule in [NumberRule::PlnId, NumberRule::BpjsVa, NumberRule::Mobile, water(), contract()] {
            let refused = matches!(rule.read_text(&typed), NumberReading::Refused(AccountError::TooLong { length }) if length <= 20);
            prop_assert!(!refused);
        }
    }
}
