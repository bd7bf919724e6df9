//! The code of the first run: nobody takes it from its owner, and its owner hears when they mistype it.

use cektagihan::bot::roster::SharedRoster;
use cektagihan::domain::person::{Access, PersonId};
use cektagihan::store::MemoryStore;
use chrono::TimeDelta;
use futures::executor::block_on;

use crate::crash::Deployment;
use crate::dialogue::talk::morning;
use crate::first_run::{Chat, shown, start};
use crate::world::patiently;

const OWNER: PersonId = PersonId(1);
const GUESS: &str = "AAAA-AAAA-AAAA";

fn roster() -> (SharedRoster, String) {
    let roster = block_on(SharedRoster::load(&Access::default(), &MemoryStore::default(), morning())).unwrap().0;
    let code = roster.first_run().unwrap();
    (roster, code)
}

#[test]
fn door_5_no_strangers_guesses_void_the_code() {
    let (roster, code) = roster();
    for person in 100..200 {
        for _ in 0..100 {
            assert!(!roster.opens_first_run(PersonId(person), GUESS, morning()));
        }
    }
    assert!(roster.waits_for_owner() && roster.opens_first_run(OWNER, &code, morning()));
}

#[test]
fn door_5_one_person_has_twenty_guesses_an_hour() {
    let (roster, code) = roster();
    for _ in 0..20 {
        assert!(!roster.opens_first_run(OWNER, GUESS, morning()));
    }
    assert!(!roster.opens_first_run(OWNER, &code, morning()));
    for text in ["halo", "pln 514040400482", ""] {
        assert!(!roster.opens_first_run(PersonId(2), text, morning()), "and what is no code is no guess");
    }
    assert!(roster.opens_first_run(OWNER, &code, morning() + TimeDelta::hours(1)));
}

/// The ways in which people mistype: a sign too few, one too many, another one, one the code never has, none at all.
fn mistyped(code: &str) -> [String; 5] {
    let (head, tail) = code.split_at(code.len() - 1);
    let other = if tail == "A" { "B" } else { "A" };
    [head.to_owned(), format!("{code}7"), format!("{head}{other}"), format!("{head}0"), "kodenya apa ya".to_owned()]
}

#[tokio::test]
async fn door_5_who_mistypes_the_code_hears_it_five_times_an_hour_and_may_go_on() {
    let deployment = Deployment::new().await;
    let (mut bot, mut lines) = start(&deployment);
    let code = shown(&mut lines).await;
    let terminal = tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    let owner = Chat(&deployment, 1);
    owner.says("/start");
    owner.sees("belum punya pemilik").await;
    for text in mistyped(&code) {
        owner.says(&text);
    }
    for _ in 0..5 {
        owner.says(GUESS);
    }
    owner.says(&code);
    owner.sees("Anda sekarang pemilik").await;
    let told = deployment.sandbox.bot_api.messages(owner.id());
    let told = told
        .iter()
        .filter(|message| message.text == "Kode itu salah atau sudah kedaluwarsa. Yang berlaku tampil di terminal.");
    assert_eq!(told.count(), 5);
    bot.kill().await.unwrap();
    patiently("the terminal", terminal).await.unwrap();
}

#[tokio::test]
async fn door_5_a_wrong_code_as_the_first_word_is_called_wrong() {
    let deployment = Deployment::new().await;
    let (mut bot, mut lines) = start(&deployment);
    shown(&mut lines).await;
    let terminal = tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    let owner = Chat(&deployment, 1);
    owner.says(GUESS);
    owner.sees("Kode itu salah").await;
    bot.kill().await.unwrap();
    patiently("the terminal", terminal).await.unwrap();
}
