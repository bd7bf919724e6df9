//! Strangers' codes: no crowd of accounts shuts the door to a newcomer.

use cektagihan::dialogue::{Command, Effect, Event, Refusal};
use cektagihan::domain::access::Role;
use cektagihan::domain::person::{Access, PersonId};
use cektagihan::domain::roster::{Change, Digest, Pairing, Roster};
use cektagihan::ports::{Cause, Table};
use cektagihan::view::{Office, Tap};
use chrono::TimeDelta;

use super::STRANGER;
use crate::dialogue::talk::{Talk, morning, said};
use crate::world::{Someone, World, patiently};

const OWNER: PersonId = PersonId(1);
const CITRA: PersonId = PersonId(9);

fn stranger(person: PersonId) -> Talk {
    Talk { roster: Roster::new(&Access::owned_by([OWNER].into())), person, ..Talk::private() }
}

/// A stranger asks; the code that is shown, and whether the owners are called.
fn asks(talk: &mut Talk) -> (String, bool) {
    let effects = talk.sends(Event::Refused(Refusal::Stranger));
    let code = said(&effects).lines().last().unwrap().to_owned();
    (code, effects.contains(&Effect::Alarm(Cause::StrangersCrowd)))
}

#[test]
fn door_7_a_stranger_holds_one_code_which_is_shown_again_while_it_is_good() {
    let mut citra = stranger(CITRA);
    let first = asks(&mut citra);
    citra.now += TimeDelta::minutes(59);
    assert_eq!(asks(&mut citra), first);
    assert_eq!(citra.roster.pairings_of(CITRA).count(), 1);
    citra.now += TimeDelta::minutes(1);
    assert_ne!(asks(&mut citra), first);
    assert_eq!(citra.roster.pairings_of(CITRA).count(), 1);
}

#[test]
fn door_7_a_crowd_makes_the_oldest_code_go_and_the_owners_hear_of_it() {
    let mut talk = stranger(PersonId(1_000));
    for person in 1_000..1_400 {
        talk.person = PersonId(person);
        talk.now += TimeDelta::seconds(1);
        assert_eq!(asks(&mut talk).1, person >= 1_200, "{person}");
    }
    talk.person = CITRA;
    asks(&mut talk);
    let code = talk.last_draw;
    let held = |person| talk.roster.pairings_of(PersonId(person)).count();
    assert_eq!((held(1_200), held(1_201), held(1_399)), (0, 1, 1), "the oldest goes, nobody else");
    let mut owner = Talk { person: OWNER, ..talk };
    assert!(said(&owner.commands(Command::Approve(Some(code)))).contains("ingin memakai bot ini"));
    owner.taps(Tap::Office(Office::Admit(code.mark(), Role::Agent)));
    assert_eq!(owner.roster.role(CITRA), Some(Role::Agent));
}

#[test]
fn door_7_asking_again_in_a_crowd_costs_nobody_a_code() {
    let mut talk = stranger(CITRA);
    for person in 1_000..1_200 {
        talk.person = PersonId(person);
        asks(&mut talk);
    }
    talk.person = PersonId(1_199);
    for _ in 0..5 {
        assert!(!asks(&mut talk).1);
    }
    assert_eq!(talk.roster.pairings_of(PersonId(1_000)).count(), 1);
}

/// Version 1dba5e6 gave a stranger up to three codes and kept none of them to show.
#[test]
fn door_7_codes_of_an_older_version_are_good_until_another_takes_their_place() {
    let mut citra = stranger(CITRA);
    let row = br#"{"person":9,"name":"Citra","until":"2026-11-23T04:31:00Z"}"#;
    let pairing: Pairing = cektagihan::ports::envelope::decode(1, &[&[1][..], row].concat()).unwrap();
    for mark in 1..=3 {
        citra.roster.apply(Change::Pairing(Digest([mark; 32]), Some(pairing.clone())));
    }
    assert!(citra.roster.pairing(Digest([2; 32]).mark(), morning()).is_some());
    asks(&mut citra);
    assert_eq!(citra.roster.pairings_of(CITRA).map(|(digest, _)| digest).collect::<Vec<_>>(), [citra.last_draw]);
}

fn codes(who: &Someone<'_>) -> Vec<String> {
    let told = who.texts().into_iter().filter(|text| text.contains(STRANGER));
    told.map(|text| text.lines().last().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn door_7_start_shows_the_same_code_after_a_restart_and_not_without_end() {
    let mut world = World::closed(&[1]).await;
    world.person(9).types("/start", STRANGER).await;
    world.stop().await;
    world.start();
    let citra = world.person(9);
    for _ in 0..9 {
        citra.says("/start");
    }
    let quiet = world.telegram().until(|seen| (seen.pending_updates() == 0).then_some(()));
    patiently("all to be heard", quiet).await;
    world.has_rows(Table::Inbox, 0).await;
    world.has_rows(Table::Outbox, 0).await;
    let codes = codes(&citra);
    assert_eq!(codes.len(), 6, "its first showing and five more an hour: {codes:?}");
    assert!(codes.iter().all(|code| *code == codes[0] && code.len() == 8), "{codes:?}");
    assert_eq!(world.rows(Table::Pairing).len(), 1);
}

#[tokio::test]
async fn door_7_the_owner_is_told_of_a_crowd_once() {
    let world = World::closed(&[1]).await;
    let owner = world.person(1);
    owner.types("/start", "Cek tagihan pascabayar").await;
    let crowd: Vec<_> = (1_000..1_210).map(|id| world.person(id)).collect();
    for stranger in &crowd {
        stranger.says("/start");
    }
    for stranger in &crowd {
        stranger.sees(STRANGER).await;
    }
    owner.sees("strangers-crowd").await;
    let late = world.person(9);
    late.types("/start", STRANGER).await;
    let told = owner.texts().iter().filter(|text| text.contains("strangers-crowd")).count();
    assert_eq!((told, world.rows(Table::Pairing).len()), (1, Roster::MOST_PAIRINGS));
}
