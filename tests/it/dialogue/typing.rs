//! What is typed: whole questions, bare numbers, several lines, PINs, corrections.

use cektagihan::dialogue::{Effect, Place, State};
use cektagihan::domain::check_id::CheckId;
use cektagihan::domain::{
    language::Language, number_rule::Doubt, person::ChatKind, product::Family, profile::ProfileNote,
};
use cektagihan::phrase::{Line, Phrase};
use cektagihan::view::Tap;

use super::talk::{
    BPJS, CATALOGUE, NUMBER, PLN, Talk, account, answer, ask, check, code, inquiry, labels, lacking, months, number,
    numbered, offered, phrase, said, shown, unclear, words,
};

const OTHER: &str = "520511567087";

#[test]
fn a_whole_question_is_asked_at_once() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
    assert_eq!(talk.last_check(), CheckId { source: 1, line: 0 });
    assert_eq!(talk.conversation.checks[0].asked_at, talk.now);
}

#[test]
fn a_whole_question_works_in_every_state() {
    for state in [
        State::Home,
        State::ChoosingProduct { family: Family::Water },
        State::EnteringAccount { product: code(BPJS) },
        State::ConfirmingAccount { product: code(BPJS), account: account("123"), doubt: Doubt::Letters, period: None },
        State::ChoosingPeriod { product: code(BPJS), account: account("8888801433177155") },
        State::ChoosingMatch { account: account("1160026"), period: None },
    ] {
        let mut talk = Talk::private().in_state(state);
        talk.types(check(PLN, NUMBER));
        assert_eq!((talk.asked(), talk.state()), (vec![inquiry(PLN, NUMBER)], &State::Home));
    }
}

#[test]
fn the_next_number_need_not_wait() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    talk.types(check(PLN, OTHER));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER), inquiry(PLN, OTHER)]);
}

#[test]
fn a_bare_number_that_fits_one_product_takes_one_tap() {
    let mut talk = Talk::private();
    let question = talk.types(number("8888801433177155"));
    assert_eq!(labels(&question)[0], "Ya, cek BPJS Kesehatan");
    assert!(talk.asked().is_empty(), "nothing is guessed");
    talk.taps(ask(BPJS, "8888801433177155"));
    assert!(matches!(talk.state(), State::ChoosingPeriod { .. }));
}

#[test]
fn products_for_a_bare_number_stand_by_habit() {
    let mut talk = Talk::private();
    assert_eq!(labels(&talk.types(number(NUMBER)))[..3], ["Listrik PLN", "BAF", "FIF"]);
    talk.profile.note(ProfileNote::Asked(code("RBFNFIF")));
    assert_eq!(labels(&talk.types(number(NUMBER)))[..3], ["FIF", "Listrik PLN", "BAF"]);
}

#[test]
fn a_number_that_fits_nothing_is_kept_for_the_family_chosen() {
    let mut talk = Talk::private();
    let question = talk.types(number("123"));
    assert!(said(&question).contains("tidak cocok dengan pola produk mana pun"));
    let list = talk.taps(Tap::Family(Family::Water));
    assert_eq!(offered(&list)[0], ask("PDAMBOGOR", "123"));
    talk.taps(Tap::Page(Family::Water, 1));
    assert_eq!(*talk.state(), State::ChoosingMatch { account: account("123"), period: None });
}

#[test]
fn a_product_named_after_its_number_gets_it() {
    let mut talk = Talk::private();
    talk.types(number(NUMBER));
    talk.types(Line::Product(code(PLN)));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
}

#[test]
fn words_with_a_number_search_and_keep_the_number() {
    let mut talk = Talk::private();
    let found = talk.types(unclear("pdam", "1160026"));
    assert_eq!(offered(&found)[0], ask("PDAMBOGOR", "1160026"));
    let sorry = talk.types(unclear("zzz", NUMBER));
    assert!(said(&sorry).contains("“zzz”"));
    assert_eq!(offered(&sorry)[0], ask(PLN, NUMBER), "what the number fits is offered instead");
}

#[test]
fn a_label_before_the_number_that_is_waited_for_is_just_a_label() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(PLN) });
    talk.types(unclear("meteran saya", NUMBER));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
}

#[test]
fn a_number_with_another_products_words_is_a_question() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(PLN) });
    let question = talk.types(unclear("first", NUMBER));
    assert_eq!(offered(&question)[..2], [ask(PLN, NUMBER), ask("FIRSMEDIA", NUMBER)]);
}

#[test]
fn too_many_digits_keep_the_question() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(PLN) });
    assert!(said(&talk.types(Line::TooLong)).contains("20"));
    assert_eq!(*talk.state(), State::EnteringAccount { product: code(PLN) });
}

#[test]
fn a_few_digits_are_too_short_for_every_product_and_kept() {
    for (language, words) in [(Language::Indonesian, "baru 3 digit"), (Language::English, "only 3 digits")] {
        for product in CATALOGUE.products() {
            let code = product.code.clone();
            for state in [
                State::EnteringAccount { product: code.clone() },
                State::ConfirmingAccount {
                    product: code.clone(),
                    account: account("9"),
                    doubt: Doubt::Letters,
                    period: None,
                },
            ] {
                let mut talk = Talk::new(ChatKind::Private, language).in_state(state);
                let told = talk.says(cektagihan::phrase::read(" 1-23 ", &CATALOGUE));
                assert!(said(&told).contains(words), "{code:?}: {}", said(&told));
                assert!(matches!(talk.state(), State::ConfirmingAccount { account, .. } if account.as_str() == "123"));
            }
        }
    }
}

#[test]
fn words_are_still_no_number() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(BPJS) });
    for words in ["apa kabar", "12 bulan", "a1"] {
        assert!(said(&talk.says(cektagihan::phrase::read(words, &CATALOGUE))).contains("Belum ada nomor"), "{words}");
    }
}

#[test]
fn several_lines_are_several_checks() {
    let mut talk = Talk::private();
    let effects = talk.says(phrase(vec![check(PLN, NUMBER), check("PDAMBOGOR", "1160026")]));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER), inquiry("PDAMBOGOR", "1160026")]);
    assert_eq!(talk.last_check(), CheckId { source: 1, line: 1 });
    assert!(shown(&effects).is_empty(), "the answers say enough");
}

#[test]
fn an_odd_line_does_not_hold_up_the_others() {
    let mut talk = Talk::private();
    let effects = talk.says(phrase(vec![
        check(PLN, "51404040048"),
        check(BPJS, "0001433177155"),
        number(OTHER),
        check(PLN, NUMBER),
        check(PLN, NUMBER),
    ]));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
    let taps = offered(&effects);
    assert_eq!(taps[..2], [ask(PLN, "51404040048"), ask(BPJS, "0001433177155")]);
    assert!(said(&effects).contains("sedang diproses"), "a line said twice is asked once");
}

#[test]
fn lines_beyond_the_most_are_told() {
    let mut talk = Talk::private();
    let phrase = Phrase { dropped: 3, ..phrase(vec![check(PLN, NUMBER), check(PLN, OTHER)]) };
    assert!(said(&talk.says(phrase)).contains("3 nomor belum dibaca"));
}

#[test]
fn a_pin_leaves_the_chat_and_is_explained_once() {
    let mut talk = Talk::private();
    let with_pin = |number: &str| Phrase { held_pin: true, ..phrase(vec![check(PLN, number)]) };
    let first = talk.says(with_pin(NUMBER));
    assert!(first.contains(&Effect::DeleteQuestion));
    assert!(said(&first).contains("PIN tidak diperlukan"));
    assert!(talk.profile.told_about_pins);
    let second = talk.says(with_pin(OTHER));
    assert!(second.contains(&Effect::DeleteQuestion));
    assert!(said(&second).contains("PIN dibuang"), "a message that vanishes puzzles");
    assert_eq!(talk.asked().len(), 2, "the checks are asked all the same");
}

#[test]
fn an_edited_question_replaces_the_one_under_way() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    talk.types(check(PLN, "533512366386"));
    talk.edits(1, check(PLN, OTHER));
    assert_eq!(talk.asked(), [inquiry(PLN, "533512366386"), inquiry(PLN, OTHER)]);
    assert_eq!(talk.last_check(), CheckId { source: 1, line: 0 }, "the answer stays in its place");
}

#[test]
fn a_question_edited_after_its_answer_is_asked_in_the_same_place() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    talk.gets(Ok(answer()));
    talk.edits(1, check(PLN, OTHER));
    assert_eq!(talk.last_check(), CheckId { source: 1, line: 0 });
}

#[test]
fn an_edit_that_changes_nothing_changes_nothing() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    let before = talk.conversation.clone();
    assert_eq!(talk.edits(1, check(PLN, NUMBER)), []);
    assert_eq!(talk.conversation, before);
}

#[test]
fn an_edit_keeps_what_the_bot_waits_for() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    talk.taps(Tap::Family(Family::Water));
    talk.edits(1, check(PLN, OTHER));
    assert_eq!(*talk.state(), State::ChoosingProduct { family: Family::Water });
}

#[test]
fn an_edit_that_asks_nothing_is_ignored() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    assert_eq!(talk.edits(1, words("terima kasih")), []);
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
}

#[test]
fn a_bare_number_corrected_under_way_keeps_its_product() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(PLN) });
    talk.types(number(NUMBER));
    talk.edits(1, number(OTHER));
    assert_eq!(talk.asked(), [inquiry(PLN, OTHER)]);
}

#[test]
fn a_question_edited_into_an_odd_one_is_withdrawn() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    talk.now += chrono::TimeDelta::seconds(2);
    let effects = talk.edits(1, check(PLN, "51404040048"));
    assert!(talk.asked().is_empty());
    let places: Vec<Place> = shown(&effects).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, [Place::New, Place::CheckMessage(CheckId { source: 1, line: 0 })]);
}

#[test]
fn a_period_typed_along_goes_with_the_product_chosen_later() {
    let mut talk = Talk::private();
    talk.types(Line::Number { account: account("8888801433177155"), period: months(2) });
    talk.types(Line::Product(code(BPJS)));
    assert_eq!(talk.asked()[0].period, months(2));
}

#[test]
fn numbers_without_a_product_are_one_question() {
    let mut talk = Talk::private();
    let question = talk.says(phrase(vec![number(NUMBER), number(OTHER), number("533512366386")]));
    assert!(said(&question).contains("3 nomor"));
    let all = Tap::AskAll { product: code(PLN), numbers: numbered(&[NUMBER, OTHER, "533512366386"]) };
    assert_eq!(offered(&question)[0], all);
    talk.taps(all);
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER), inquiry(PLN, OTHER), inquiry(PLN, "533512366386")]);
}

#[test]
fn a_product_typed_for_a_list_is_for_all_of_it() {
    let mut talk = Talk::private();
    talk.says(phrase(vec![number(NUMBER), number(OTHER)]));
    talk.types(Line::Product(code(PLN)));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER), inquiry(PLN, OTHER)]);
}

#[test]
fn one_by_one_each_number_has_its_own_products() {
    let mut talk = Talk::private();
    talk.says(phrase(vec![number(NUMBER), number("0001433177155")]));
    let questions = talk.taps(Tap::OneByOne(numbered(&[NUMBER, "0001433177155"])));
    let taps = offered(&questions);
    assert!(taps.contains(&ask(PLN, NUMBER)) && taps.contains(&ask(BPJS, "0001433177155")), "{taps:?}");
    assert!(talk.asked().is_empty());
}

#[test]
fn a_list_after_a_products_button_is_that_products() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(PLN) });
    talk.says(phrase(vec![number(NUMBER), number(OTHER)]));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER), inquiry(PLN, OTHER)]);
}

#[test]
fn a_number_said_twice_is_asked_once_and_said_so() {
    let mut talk = Talk::private();
    let told = talk.says(Phrase { repeated: 2, ..phrase(vec![check(PLN, NUMBER)]) });
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
    assert!(said(&told).contains("2 baris sama dicek sekali"));
}

#[test]
fn for_a_company_we_lack_nobody_elses_bill_is_offered() {
    let mut talk = Talk::private();
    let told = talk.types(lacking("PGN", Some("1234567890")));
    assert!(said(&told).contains("PGN belum ada di bot ini"));
    assert!(offered(&told).iter().all(|tap| !matches!(tap, Tap::Ask { .. } | Tap::Product(_))));
    let other = talk.taps(Tap::Match { account: account("1234567890"), period: None });
    assert!(matches!(offered(&other)[0], Tap::Ask { .. }), "the number is not lost");
}

#[test]
fn a_product_under_which_the_number_was_asked_comes_first() {
    let mut talk = Talk::private();
    talk.types(check("RBFNFIF", NUMBER));
    assert_eq!(labels(&talk.types(number(NUMBER)))[0], "FIF", "it is being asked");
    talk.gets(Ok(answer()));
    talk.profile.habits.clear();
    assert_eq!(labels(&talk.types(number(NUMBER)))[0], "FIF", "it was asked lately");
}

#[test]
fn letters_that_look_like_digits_are_offered_as_digits() {
    let mut talk = Talk::private();
    let question = talk.types(check(PLN, "514O404OO482"));
    assert!(talk.asked().is_empty());
    assert!(matches!(&offered(&question)[0], Tap::Use { account, .. } if account.as_str() == NUMBER));
}

#[test]
fn months_may_be_said_in_words() {
    for months_said in ["3", "3 bulan", "tiga", "3 bln ya", "tiga bulan aja"] {
        let waiting = State::ChoosingPeriod { product: code(BPJS), account: account("8888801433177155") };
        let mut talk = Talk::private().in_state(waiting);
        talk.says(cektagihan::phrase::read(months_said, &CATALOGUE));
        assert_eq!(talk.asked().len(), 1, "{months_said}");
        assert_eq!(talk.asked()[0].period, months(3), "{months_said}");
    }
}

#[test]
fn a_month_of_the_year_is_no_number_of_months() {
    let waiting = State::ChoosingPeriod { product: code(BPJS), account: account("8888801433177155") };
    for typed in ["11/2026", "202611", "November 2026", "13"] {
        let mut talk = Talk::private().in_state(waiting.clone());
        let told = talk.says(cektagihan::phrase::read(typed, &CATALOGUE));
        assert!(said(&told).contains("Pilih 1 sampai 12 bulan"), "{typed}");
        assert_eq!(*talk.state(), waiting, "{typed}: the number is kept");
    }
}

#[test]
fn who_asks_to_pay_gets_the_bill_and_a_word() {
    let mut talk = Talk::private();
    let told = talk.says(cektagihan::phrase::read("BAYARPLN.514040400482", &CATALOGUE));
    assert!(said(&told).contains("hanya mengecek"));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
}

#[test]
fn a_lone_figure_of_a_pins_length_is_not_said_back() {
    let mut talk = Talk::private();
    let told = talk.says(cektagihan::phrase::read("1234", &CATALOGUE));
    assert!(!said(&told).contains("1234") && offered(&told).iter().all(|tap| !matches!(tap, Tap::Ask { .. })));
}

#[test]
fn cards_come_in_the_order_of_the_list() {
    let mut talk = Talk::private();
    talk.says(phrase(vec![check(PLN, NUMBER), check(PLN, OTHER), check(PLN, "533512366386")]));
    let effects = talk.gets(Ok(answer()));
    let places: Vec<Place> = shown(&effects).into_iter().map(|(place, _)| place).collect();
    let line = |line| Place::CheckMessage(CheckId { source: 1, line });
    assert_eq!(places, [line(0), line(1), line(2)], "those above it have their place before it is shown");
    talk.now += chrono::TimeDelta::seconds(2);
    let effects = talk.gets(Ok(answer()));
    assert_eq!(shown(&effects).len(), 1, "by now each has a message");
}
