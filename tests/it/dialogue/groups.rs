//! Groups: everybody reads along.

use cektagihan::dialogue::{Command, Effect, Event, Place, State};
use cektagihan::domain::{language::Language, person::ChatKind, profile::Recent};
use cektagihan::phrase::Phrase;
use cektagihan::view::{Does, Markup, Tap};

use super::talk::{
    NAME, NUMBER, PLN, Talk, answer, check, code, inquiry, labels, number, offered, phrase, said, shown,
};

#[test]
fn a_question_for_a_number_opens_the_askers_input_field() {
    let mut talk = Talk::group();
    let effects = talk.taps(Tap::Product(code(PLN)));
    let (place, reply) = shown(&effects)[0];
    assert_eq!(place, Place::New, "an edit cannot force a reply");
    assert_eq!(reply.markup, Markup::Question { placeholder: "Nomor Listrik PLN".to_owned() });
}

#[test]
fn the_card_is_masked() {
    let mut talk = Talk::group();
    talk.types(check(PLN, NUMBER));
    let effects = talk.gets(Ok(answer()));
    assert!(said(&effects).contains("INDAH P***\n5140****0482"));
    assert_eq!(labels(&effects), ["Lihat lengkap", "Buka di chat pribadi", "Cek ulang", "PLN lain", "Menu"]);
    let (_, reply) = shown(&effects)[0];
    let Markup::Buttons(rows) = &reply.markup else { panic!("the card has buttons") };
    let reveal = Tap::Reveal(inquiry(PLN, NUMBER), Box::new(answer()));
    assert_eq!(rows[0][1].does, Does::OpenPrivately(reveal));
}

#[test]
fn the_asker_sees_the_whole_bill_in_an_alert() {
    let mut talk = Talk::group();
    let effects = talk.taps(Tap::Reveal(inquiry(PLN, NUMBER), Box::new(answer())));
    let [Effect::Toast(toast)] = &effects[..] else { panic!("an alert and nothing else") };
    assert!(toast.alert);
    assert!(toast.text.contains(NAME) && toast.text.contains(NUMBER) && toast.text.contains("Total Rp25.720"));
}

#[test]
fn the_whole_bill_opens_in_private() {
    let mut talk = Talk::private();
    let effects = talk.sends(Event::Opened(Tap::Reveal(inquiry(PLN, NUMBER), Box::new(answer()))));
    let (place, reply) = shown(&effects)[0];
    assert_eq!(place, Place::New);
    assert!(reply.html.as_str().contains(NAME) && reply.html.as_str().contains(NUMBER));
    assert_eq!(talk.profile.recent.len(), 1);
}

#[test]
fn a_link_never_shows_a_bill_to_a_group() {
    let effects = Talk::group().sends(Event::Opened(Tap::Reveal(inquiry(PLN, NUMBER), Box::new(answer()))));
    assert_eq!(effects, []);
}

#[test]
fn recent_customers_are_nobodys_business() {
    let mut talk = Talk::group();
    talk.profile.recent.push(Recent { inquiry: inquiry(PLN, NUMBER), name: Some(NAME.to_owned()), at: None });
    let home = talk.commands(Command::Start);
    assert!(offered(&home).iter().all(|tap| !matches!(tap, Tap::Ask { .. })));
    talk.types(check(PLN, NUMBER));
    talk.gets(Ok(answer()));
    assert_eq!(talk.profile.recent.len(), 1, "and none is added");
}

#[test]
fn other_peoples_talk_is_left_alone() {
    for event in [Event::Wordless, Event::Command(Command::Unknown)] {
        assert_eq!(Talk::group().sends(event), []);
    }
}

#[test]
fn numbers_are_masked_while_they_wait() {
    for language in Language::ALL {
        let mut talk = Talk::new(ChatKind::Group, language);
        assert!(said(&talk.types(number(NUMBER))).contains("5140****0482"));
        assert!(said(&talk.types(check(PLN, "51404040048"))).contains("514*****048"));
    }
}

#[test]
fn a_pin_in_a_group_is_told_before_its_message_goes_if_it_may() {
    let mut talk = Talk::group();
    let effects = talk.says(Phrase { held_pin: true, ..phrase(vec![check(PLN, NUMBER)]) });
    let shown = effects.iter().position(|effect| matches!(effect, Effect::Show(..)));
    assert!(shown < effects.iter().position(|effect| *effect == Effect::DeleteQuestion));
    assert!(said(&effects).contains("Hapus pesan itu sekarang kalau masih ada"));
}

#[test]
fn the_reply_to_the_question_is_checked() {
    let mut talk = Talk::group().in_state(State::EnteringAccount { product: code(PLN) });
    talk.types(number(NUMBER));
    assert_eq!(talk.asked(), [inquiry(PLN, NUMBER)]);
}
