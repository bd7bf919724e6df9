//! The guided way: family, product, number, months.

use cektagihan::dialogue::{Command, Event, Place, State};
use cektagihan::domain::{
    inquiry::Inquiry,
    number_rule::{Conversion, Doubt},
    product::Family,
    profile::Recent,
};
use cektagihan::phrase::Line;
use cektagihan::view::Tap;

use super::talk::{
    BPJS, NAME, NUMBER, PLN, Talk, account, answer, ask, check, code, inquiry, labels, months, number, offered, phrase,
    said, shown, using, words,
};

const METER: &str = "51404040048";

#[test]
fn the_guided_way_ends_in_a_check() {
    let mut talk = Talk::private();
    let home = talk.commands(Command::Start);
    assert!(offered(&home).contains(&Tap::Family(Family::Water)));
    let list = talk.taps(Tap::Family(Family::Water));
    assert_eq!(shown(&list)[0].0, Place::Here);
    talk.taps(Tap::Product(code("PDAMBOGOR")));
    assert_eq!(*talk.state(), State::EnteringAccount { product: code("PDAMBOGOR") });
    talk.types(number("1160026"));
    assert_eq!(talk.asked(), [inquiry("PDAMBOGOR", "1160026")]);
    assert_eq!(*talk.state(), State::Home);
}

#[test]
fn a_family_with_one_product_asks_for_its_number_at_once() {
    let mut talk = Talk::private();
    talk.taps(Tap::Family(Family::Electricity));
    assert_eq!(*talk.state(), State::EnteringAccount { product: code(PLN) });
}

#[test]
fn a_long_family_has_pages() {
    let mut talk = Talk::private();
    let first = talk.taps(Tap::Family(Family::Water));
    assert_eq!(offered(&first).iter().filter(|tap| matches!(tap, Tap::Product(_))).count(), 8);
    assert!(offered(&first).contains(&Tap::Page(Family::Water, 1)));
    let second = talk.taps(Tap::Page(Family::Water, 1));
    assert_eq!(offered(&second).iter().filter(|tap| matches!(tap, Tap::Product(_))).count(), 2);
    assert_eq!(talk.taps(Tap::Page(Family::Water, 900)), second, "beyond the last page there is the last page");
}

#[test]
fn back_goes_one_screen_back() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code("PDAMBOGOR") });
    talk.taps(Tap::Back);
    assert_eq!(*talk.state(), State::ChoosingProduct { family: Family::Water });
    talk.taps(Tap::Back);
    assert_eq!(*talk.state(), State::Home);
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(PLN) });
    talk.taps(Tap::Back);
    assert_eq!(*talk.state(), State::Home, "a family of one has no list");
}

#[test]
fn every_guided_screen_can_be_left() {
    for state in [
        State::ChoosingProduct { family: Family::Water },
        State::EnteringAccount { product: code(PLN) },
        State::ChoosingPeriod { product: code(BPJS), account: account("8888801433177155") },
    ] {
        let mut talk = Talk::private().in_state(state.clone());
        let screen = talk.types(words("halo dunia"));
        let taps = offered(&screen);
        assert!(taps.contains(&Tap::Cancel) && taps.contains(&Tap::Back), "{state:?}");
    }
}

#[test]
fn words_in_a_family_search_there() {
    let mut talk = Talk::private().in_state(State::ChoosingProduct { family: Family::Water });
    let found = talk.types(words("mojo"));
    assert_eq!(labels(&found)[0], "PDAM Mojokerto");
    assert_eq!(*talk.state(), State::ChoosingProduct { family: Family::Water });
}

#[test]
fn words_at_home_search_everything() {
    let mut talk = Talk::private();
    assert_eq!(offered(&talk.types(words("first")))[0], Tap::Product(code("FIRSMEDIA")));
    let family = talk.types(words("pdam"));
    assert!(said(&family).contains("Air PDAM"), "a family's name opens the family");
}

#[test]
fn words_where_a_number_is_waited_for_get_the_question_again() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(PLN) });
    let again = talk.types(words("sebentar ya"));
    assert!(said(&again).contains("IDPEL"));
    assert_eq!(*talk.state(), State::EnteringAccount { product: code(PLN) });
}

#[test]
fn another_product_typed_changes_the_question() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(PLN) });
    talk.types(Line::Product(code(BPJS)));
    assert_eq!(*talk.state(), State::EnteringAccount { product: code(BPJS) });
}

#[test]
fn an_odd_number_is_explained_and_one_tap_uses_it() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(PLN) });
    let question = talk.types(number(METER));
    assert!(said(&question).contains("prabayar"));
    assert!(matches!(talk.state(), State::ConfirmingAccount { doubt: Doubt::PrepaidMeter, .. }));
    assert!(talk.asked().is_empty());
    talk.taps(using(PLN, METER, None));
    assert_eq!(talk.asked(), [inquiry(PLN, METER)]);
}

#[test]
fn an_odd_number_can_be_typed_again() {
    let mut talk = Talk::private();
    talk.types(check(PLN, METER));
    talk.types(number(NUMBER));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
    talk.types(check(PLN, METER));
    talk.taps(Tap::RetypeAccount);
    assert_eq!(*talk.state(), State::EnteringAccount { product: code(PLN) });
}

#[test]
fn a_customer_who_is_known_is_not_odd() {
    let mut talk = Talk::private();
    talk.profile.recent.push(Recent { inquiry: inquiry(PLN, METER), name: Some(NAME.to_owned()), at: None });
    talk.types(check(PLN, METER));
    assert_eq!(talk.asked(), [inquiry(PLN, METER)]);
}

#[test]
fn a_card_number_becomes_the_virtual_account_and_the_card_says_how() {
    let mut talk = Talk::private();
    let line = Line::Check { product: code(BPJS), account: account("0001433177155"), period: months(3) };
    talk.types(line);
    let asked = Inquiry { product: code(BPJS), account: account("8888801433177155"), period: months(3) };
    assert_eq!(talk.asked(), [asked]);
    assert_eq!(talk.conversation.checks[0].conversion, Some(Conversion::CardToVa));
    assert!(said(&talk.gets(Ok(answer()))).contains("11 digit terakhir"));
}

#[test]
fn months_are_asked_unless_they_were_typed() {
    let mut talk = Talk::private();
    let question = talk.types(check(BPJS, "0001433177155"));
    assert!(said(&question).contains("11 digit terakhir"), "how the number was made is said here, too");
    assert_eq!(offered(&question).iter().filter(|tap| matches!(tap, Tap::Use { .. })).count(), 12);
    let two = using(BPJS, "8888801433177155", months(2));
    assert!(offered(&question).contains(&two));
    talk.taps(two);
    assert_eq!(talk.asked()[0].period, months(2));
    assert_eq!(*talk.state(), State::Home);
}

#[test]
fn a_button_under_an_older_question_speaks_of_its_own_customer() {
    let mut talk = Talk::private();
    talk.types(check(BPJS, "8888801433177155"));
    talk.types(check(BPJS, "8888801433177999"));
    let newer = talk.state().clone();
    talk.taps(using(BPJS, "8888801433177155", months(1)));
    assert_eq!(talk.asked()[0].account, account("8888801433177155"));
    assert_eq!(*talk.state(), newer, "the newer question still waits");
}

#[test]
fn months_can_be_typed() {
    for line in [number("3"), words("3"), super::talk::unclear("bulan", "3")] {
        let state = State::ChoosingPeriod { product: code(BPJS), account: account("8888801433177155") };
        let mut talk = Talk::private().in_state(state);
        talk.types(line);
        assert_eq!(talk.asked()[0].period, months(3));
    }
}

#[test]
fn impossible_months_get_the_question_again() {
    let state = State::ChoosingPeriod { product: code(BPJS), account: account("8888801433177155") };
    let mut talk = Talk::private().in_state(state.clone());
    assert!(said(&talk.types(number("13"))).contains("1 sampai 12"));
    assert_eq!(*talk.state(), state);
}

#[test]
fn another_number_typed_where_months_are_asked_is_another_customer() {
    let state = State::ChoosingPeriod { product: code(BPJS), account: account("8888801433177155") };
    let mut talk = Talk::private().in_state(state);
    talk.types(number("8888801433177999"));
    let expected = State::ChoosingPeriod { product: code(BPJS), account: account("8888801433177999") };
    assert_eq!(*talk.state(), expected);
}

#[test]
fn an_old_button_leads_home() {
    let mut talk = Talk::private();
    for event in [Event::StaleTap, Event::Tapped(Tap::RetypeAccount)] {
        let effects = talk.presses(event);
        assert!(said(&effects).contains("tidak berlaku"));
        assert_eq!(shown(&effects)[0].0, Place::New, "what stands there may be a bill");
        assert!(offered(&effects).contains(&Tap::Family(Family::Water)));
        assert_eq!(*talk.state(), State::Home);
    }
}

#[test]
fn a_product_that_is_gone_leads_home() {
    let mut talk = Talk::private();
    assert!(said(&talk.taps(ask("GONE", NUMBER))).contains("tidak tersedia"));
    assert!(talk.asked().is_empty());
}

#[test]
fn a_known_customer_is_one_tap_away() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    talk.gets(Ok(answer()));
    let home = talk.commands(Command::Start);
    assert!(labels(&home).contains(&"INDAH PUTRI · Listrik PLN".to_owned()));
    assert!(offered(&home).contains(&ask(PLN, NUMBER)));
    talk.taps(ask(PLN, NUMBER));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
}

#[test]
fn the_command_alone_is_home() {
    let mut talk = Talk::private();
    let home = talk.commands(Command::Check(phrase(vec![words("")])));
    assert!(offered(&home).contains(&Tap::Family(Family::Electricity)));
    talk.commands(Command::Check(phrase(vec![check(PLN, NUMBER)])));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
}
