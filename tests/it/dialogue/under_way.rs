//! Checks under way: waiting, joining, giving up.

use cektagihan::dialogue::{Command, Conversation, Effect, Event, Place, Refusal, State, Wait};
use cektagihan::domain::check_id::CheckId;
use cektagihan::domain::product::Family;
use cektagihan::ports::Freshness;
use cektagihan::view::Tap;

use super::talk::{NUMBER, PLN, TRACE, Talk, answer, ask, check, code, inquiry, number, offered, said, shown};

#[test]
fn a_second_tap_joins() {
    let mut talk = Talk::private();
    assert!(said(&talk.taps(ask(PLN, NUMBER))).contains("Mengecek Listrik PLN"));
    let second = talk.taps(ask(PLN, NUMBER));
    assert!(matches!(&second[..], [Effect::Toast(toast)] if toast.text.contains("sedang diproses") && !toast.alert));
    assert_eq!(talk.asked().len(), 1);
}

#[test]
fn a_question_typed_twice_joins_and_is_told() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    assert!(said(&talk.types(check(PLN, NUMBER))).contains("sedang diproses"));
    assert_eq!(talk.asked().len(), 1);
}

#[test]
fn a_press_names_its_check_by_its_update() {
    let mut talk = Talk::private();
    talk.taps(ask(PLN, NUMBER));
    assert_eq!(talk.last_check(), CheckId { source: -1, line: 0 });
}

#[test]
fn one_check_too_many_is_kept_in_a_button() {
    let mut talk = Talk::private();
    for last in 0..Conversation::MOST_CHECKS {
        talk.types(check(PLN, &format!("51404040048{last}")));
    }
    let effects = talk.types(check(PLN, "514040400489"));
    assert!(said(&effects).contains("Masih ada 8 pengecekan"));
    assert_eq!(offered(&effects), [ask(PLN, "514040400489")]);
    assert_eq!(talk.asked().len(), Conversation::MOST_CHECKS);
}

#[test]
fn again_asks_afresh_and_keeps_the_question_on_the_screen() {
    let mut talk = Talk::private().in_state(State::ChoosingProduct { family: Family::Water });
    talk.taps(Tap::Again(inquiry(PLN, NUMBER)));
    assert_eq!(talk.conversation.checks[0].freshness, Freshness::Afresh);
    assert_eq!(*talk.state(), State::ChoosingProduct { family: Family::Water });
}

#[test]
fn a_long_wait_is_told_where_the_answer_will_stand() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    let id = talk.last_check();
    for (wait, word) in [(Wait::Moment, "Sedang dicek"), (Wait::Long, "lambat")] {
        let effects = talk.waits(wait);
        assert!(said(&effects).contains(word));
        assert_eq!(shown(&effects)[0].0, Place::CheckMessage(id));
        assert_eq!(offered(&effects), [Tap::CancelCheck(id)]);
    }
}

#[test]
fn one_check_can_be_given_up() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    let id = talk.last_check();
    let effects = talk.taps(Tap::CancelCheck(id));
    assert_eq!(shown(&effects)[0].0, Place::Here);
    assert!(talk.asked().is_empty());
    assert!(said(&talk.taps(Tap::CancelCheck(id))).contains("sudah selesai"));
}

#[test]
fn the_answer_to_a_check_given_up_is_dropped() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    let check = talk.last_check();
    talk.commands(Command::Cancel);
    let late = Event::Answered { check, outcome: Ok(answer()) };
    assert_eq!(talk.hears(late, cektagihan::dialogue::Origin::Within), []);
}

#[test]
fn batal_stops_everything() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    talk.taps(Tap::Family(Family::Water));
    let id = talk.last_check();
    talk.waits(Wait::Moment);
    let effects = talk.commands(Command::Cancel);
    assert!(talk.conversation.is_idle());
    let places: Vec<Place> = shown(&effects).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, [Place::CheckMessage(id), Place::New], "the placeholder says so, too");
}

#[test]
fn batal_says_when_there_is_nothing_to_stop() {
    assert!(said(&Talk::private().commands(Command::Cancel)).contains("Tidak ada yang perlu dibatalkan"));
}

#[test]
fn the_batal_of_a_screen_leaves_checks_alone() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    talk.taps(Tap::Family(Family::Water));
    talk.taps(Tap::Cancel);
    assert_eq!((talk.asked().len(), talk.state()), (1, &State::Home));
}

#[test]
fn a_check_under_way_does_not_change_the_question() {
    let mut talk = Talk::private();
    talk.types(check(PLN, NUMBER));
    talk.taps(Tap::Family(Family::Water));
    talk.gets(Ok(answer()));
    assert_eq!(*talk.state(), State::ChoosingProduct { family: Family::Water });
}

#[test]
fn a_turn_that_failed_is_apologised_for_and_forgets_nothing() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(PLN) });
    assert!(said(&talk.sends(Event::Failed)).contains(TRACE));
    talk.types(number(NUMBER));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
}

#[test]
fn outsiders_get_a_short_word() {
    let mut talk = Talk::private();
    assert!(said(&talk.sends(Event::Refused(Refusal::Stranger))).contains("diundang"));
    assert!(said(&talk.sends(Event::Refused(Refusal::Nameless))).contains("anonim"));
    let press = talk.presses(Event::ForeignTap);
    assert!(matches!(&press[..], [Effect::Toast(toast)] if toast.alert));
}

#[test]
fn a_photo_gets_a_hint_in_private() {
    assert!(said(&Talk::private().sends(Event::Wordless)).contains("pln 514040400482"));
}

#[test]
fn another_language_is_spoken_at_once_and_the_question_stays() {
    let mut talk = Talk::private().in_state(State::EnteringAccount { product: code(PLN) });
    let english = cektagihan::domain::language::Language::English;
    assert!(said(&talk.taps(Tap::Speak(english))).contains("speaks English"));
    assert_eq!(talk.profile.language(), english);
    assert_eq!(*talk.state(), State::EnteringAccount { product: code(PLN) });
    assert!(said(&talk.commands(Command::Help)).contains("How to use it"));
}
