//! The real binary, whose store gives nothing out for a while: sled's file is spoilt under it and mended again.

use std::fs::OpenOptions;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::Arc;

use cektagihan::bot::rows::{person_key, stored};
use cektagihan::domain::language::Language;
use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::domain::profile::Profile;
use cektagihan::ports::{SystemClock, Table, Transaction};
use cektagihan::sandbox::bot_api::Message;
use cektagihan::store::{KeyFile, SledStore, Vault};
use chrono::{DateTime, TimeDelta};

use crate::crash::{Deployment, terminated};
use crate::disks::{BEHIND, start};
use crate::world::patiently;

/// More people than sled keeps in memory.
const PEOPLE: u64 = 20_000;
const ANI: u64 = 10_000;

/// A data folder in which everybody speaks English.
async fn fill(deployment: &Deployment) {
    let data = deployment.data();
    let key = KeyFile::at(Some(&deployment.key_file()), &data);
    let opening = Vault::open(&data, SledStore::LOCK_WAIT, &key, Arc::new(SystemClock));
    let vault = opening.await.unwrap();
    let touched = Some(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
    let profile = stored(&Profile { language: Some(Language::English), touched, ..Profile::default() });
    let mut transaction = Transaction::default();
    for person in 1..=PEOPLE {
        transaction.put(Table::Profile, person_key(PersonId(person)), profile.clone());
    }
    vault.rows().commit(transaction).await.unwrap();
    vault.close();
}

/// sled's file, spoilt until it is mended.
struct Spoilt {
    file: std::fs::File,
    before: Vec<u8>,
}

impl Spoilt {
    fn spoil(data: &Path) -> Self {
        let path = data.join("store/db");
        let before = std::fs::read(&path).unwrap();
        let file = OpenOptions::new().write(true).open(path).unwrap();
        file.write_all_at(&vec![0xA5; before.len()], 0).unwrap();
        Self { file, before }
    }

    fn mend(&self) {
        self.file.write_all_at(&self.before, 0).unwrap();
    }
}

/// One after another, whoever was not heard of before.
struct Strangers(u64);

impl Strangers {
    /// The next asks for help; what they are told.
    async fn next_is_told(&mut self, deployment: &Deployment) -> String {
        self.0 += 1;
        let telegram = &deployment.sandbox.bot_api;
        telegram.tell(PersonId(self.0), "/bantuan");
        let chat = ChatId(i64::try_from(self.0).unwrap());
        let word = telegram.until(|seen| seen.last_from_bot(chat).map(|last| last.text.clone()));
        patiently("a word", word).await
    }

    async fn until_health_is(&mut self, deployment: &Deployment, well: bool) {
        let reached = async {
            while deployment.is_well().await != well {
                self.next_is_told(deployment).await;
            }
        };
        patiently(if well { "health" } else { "the lack of it" }, reached).await;
    }
}

#[tokio::test]
async fn a_store_that_gives_nothing_out_makes_nobody_a_stranger_and_is_mended_under_the_bot() {
    let deployment = Deployment::in_another_time(TimeDelta::seconds(-BEHIND)).await;
    fill(&deployment).await;
    let bot = start(&deployment);
    let mut others = Strangers(30_000);
    others.until_health_is(&deployment, true).await;
    let spoilt = Spoilt::spoil(&deployment.data());
    let telegram = &deployment.sandbox.bot_api;
    let chat = ChatId(i64::try_from(ANI).unwrap());
    telegram.tell(PersonId(ANI), "/bantuan");
    let told = telegram.until(|seen| seen.last_from_bot(chat).map(|last| last.text.clone()));
    // In Indonesian, since nobody can tell which language it is.
    let told = patiently("a word", told).await;
    assert!(told.contains("Penyimpanan bot sedang bermasalah"), "{told}");
    others.until_health_is(&deployment, false).await;
    spoilt.mend();
    let helped = telegram.until(|seen| {
        let helps = |message: &&Message| message.is_from_bot() && message.text.contains("How to use it");
        seen.messages(chat).find(helps).map(|_| ())
    });
    patiently("help in English", helped).await;
    others.until_health_is(&deployment, true).await;
    let texts = telegram.messages(chat).into_iter().filter(Message::is_from_bot).map(|message| message.text);
    assert!(!texts.into_iter().any(|text| text.contains("Cara memakai")), "taken for a newcomer");
    assert!(terminated(bot).await.success(), "it never had to be started again");
}
