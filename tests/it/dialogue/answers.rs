//! What the gateway said, as the person sees it.

use cektagihan::dialogue::{Effect, Place};
use cektagihan::domain::check_id::CheckId;
use cektagihan::domain::{
    bill::{Answer, Bill},
    profile::{ProfileNote, Recent},
    rupiah::Rupiah,
};
use cektagihan::ports::{Blame, InquiryError};
use cektagihan::view::Tap;

use super::shape;
use super::talk::{
    BPJS, NAME, NUMBER, PLN, TRACE, Talk, account, answer, bill, check, code, every_failure, inquiry, labels, months,
    morning, offered, said, shown,
};

/// The words for an outcome of a check of `product`.
pub(crate) fn told(talk: &mut Talk, product: &str, number: &str, outcome: Result<Answer, InquiryError>) -> Vec<Effect> {
    talk.conversation = cektagihan::dialogue::Conversation::default();
    talk.taps(Tap::Again(inquiry(product, number)));
    let effects = talk.gets(outcome);
    shape::hold(&effects, talk.chat);
    effects
}

#[test]
fn a_bill_stands_where_its_question_waits() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    let effects = talk.gets(Ok(answer()));
    let (place, reply) = shown(&effects)[0];
    assert_eq!(place, Place::CheckMessage(CheckId { source: 1, line: 0 }));
    assert!(reply.html.as_str().contains("BELUM DIBAYAR"));
    assert!(reply.html.as_str().contains("Data per 23 November 2026 10.31 WIB."));
    assert_eq!(labels(&effects), ["Cek ulang", "Salin", "PLN lain", "Menu"]);
}

#[test]
fn the_customer_of_a_bill_is_remembered() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    let seen = Recent { inquiry: inquiry(PLN, NUMBER), name: Some(NAME.to_owned()), at: Some(talk.now) };
    assert!(talk.gets(Ok(answer())).contains(&Effect::Remember(ProfileNote::Seen(seen))));
}

#[test]
fn no_open_bill_is_no_failure() {
    let effects = told(&mut Talk::private(), PLN, NUMBER, Err(InquiryError::NoOpenBill));
    assert!(said(&effects).contains("sudah dibayar atau belum terbit"));
}

#[test]
fn our_fault_says_so_with_a_code() {
    for failure in every_failure() {
        let ours = failure.blame() == Blame::Operator;
        let words = said(&told(&mut Talk::private(), PLN, NUMBER, Err(failure.clone())));
        assert_eq!(words.contains(TRACE), ours, "{failure:?}");
        assert_eq!(words.contains("karena pengaturan bot"), ours, "{failure:?}");
    }
}

#[test]
fn every_failure_leads_on() {
    for failure in every_failure() {
        let effects = told(&mut Talk::private(), PLN, NUMBER, Err(failure.clone()));
        assert!(offered(&effects).contains(&Tap::Another), "{failure:?}");
    }
}

#[test]
fn a_wrong_number_can_be_typed_again() {
    let effects = told(&mut Talk::private(), PLN, NUMBER, Err(InquiryError::CustomerNotFound));
    assert_eq!(offered(&effects)[0], Tap::Product(code(PLN)));
}

#[test]
fn a_missing_period_can_be_chosen() {
    let mut talk = Talk::private();
    let mut asked = inquiry(BPJS, "8888801433177155");
    asked.period = months(1);
    talk.taps(Tap::Again(asked));
    let effects = talk.gets(Err(InquiryError::MissingField));
    let months = Tap::Ask { product: code(BPJS), account: account("8888801433177155"), period: None };
    assert_eq!(offered(&effects)[0], months);
}

#[test]
fn the_nightly_cut_off_is_named() {
    let mut talk = Talk::private();
    let mut at = |time: &str, product: &str, number: &str, failure: InquiryError| {
        talk.now = time.parse().unwrap();
        said(&told(&mut talk, product, number, Err(failure))).contains("cut-off")
    };
    assert!(at("2026-11-23T16:00:00Z", PLN, NUMBER, InquiryError::BillerDown), "23.00 WIB");
    assert!(at("2026-11-23T17:59:59Z", PLN, NUMBER, InquiryError::TimedOut), "00.59 WIB");
    let (resting, crowded) = (InquiryError::Resting { seconds: 5 }, InquiryError::Crowded { seconds: 5 });
    assert!(at("2026-11-23T16:30:00Z", PLN, NUMBER, resting), "it rests because PLN is closed");
    assert!(!at("2026-11-23T16:30:00Z", PLN, NUMBER, crowded), "nobody asked PLN");
    assert!(!at("2026-11-23T18:00:00Z", PLN, NUMBER, InquiryError::BillerDown), "01.00 WIB");
    assert!(!at("2026-11-23T15:59:59Z", PLN, NUMBER, InquiryError::BillerDown), "22.59 WIB");
    assert!(!at("2026-11-23T16:30:00Z", PLN, NUMBER, InquiryError::NoOpenBill), "the biller did answer");
    assert!(!at("2026-11-23T16:30:00Z", "PDAMBOGOR", "1160026", InquiryError::BillerDown), "water has no cut-off");
}

#[test]
fn figures_that_contradict_each_other_are_shown_with_a_warning() {
    let odd = Bill { total: Some(Rupiah::new(20_000)), ..bill() };
    let effects = told(&mut Talk::private(), PLN, NUMBER, Ok(Answer { bills: vec![odd], as_of: morning() }));
    assert!(said(&effects).contains("Rp20.000") && said(&effects).contains("Rp25.720"));
    assert!(said(&effects).contains("Periksa kembali"));
}

#[test]
fn an_answer_for_another_number_is_warned_of() {
    let other = |account: &str| Bill { account: Some(account.to_owned()), ..bill() };
    let warns = |bill: Bill| {
        let answer = Answer { bills: vec![bill], as_of: morning() };
        said(&told(&mut Talk::private(), PLN, NUMBER, Ok(answer))).contains("nomor lain: 516070377775")
    };
    assert!(warns(other("516070377775")));
    assert!(!warns(other(NUMBER)));
    assert!(!warns(other("00514040400482")), "leading zeros make no other number");
}

#[test]
fn several_bills_are_numbered_and_summed() {
    let answer = Answer { bills: vec![bill(), bill(), bill()], as_of: morning() };
    let words = said(&told(&mut Talk::private(), PLN, NUMBER, Ok(answer)));
    assert!(words.contains("Tagihan 3 dari 3"));
    assert!(words.starts_with("Rp77.160 · BELUM DIBAYAR\nListrik PLN · 3 tagihan\n"), "{words}");
    assert_eq!(words.matches(NAME).count(), 1, "the customer is named once");
}

#[test]
fn commission_is_shown_to_nobody() {
    let mut paid = bill();
    paid.products.push(cektagihan::domain::bill::ProductLine {
        name: Some("PLN Pascabayar".to_owned()),
        partner_price: Some(Rupiah::new(25_360)),
        selling_price: Some(Rupiah::new(25_720)),
    });
    let answer = Answer { bills: vec![paid], as_of: morning() };
    let effects = told(&mut Talk::private(), PLN, NUMBER, Ok(answer));
    assert!(!format!("{}{:?}", said(&effects), labels(&effects)).contains("25.360"));
    assert!(!format!("{effects:?}").contains("25.360"), "nor in what a tap copies");
}
