//! Data folders that earlier releases left, in the middle of everything: this one goes on where they were.
//!
//! `examples/fixture.rs` made each with the release's own program; see tests/fixtures/README.md.

use crate::doubles::Look as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use cektagihan::domain::person::{ChatId, MessageId, PersonId};
use cektagihan::ports::{Clock as _, SystemClock, Table};
use cektagihan::sandbox::ShiftedClock;
use cektagihan::sandbox::bot_api::{Message, Person};
use cektagihan::store::{KeyFile, SledStore, Vault};
use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::process::Child;

use crate::crash::{Deployment, terminated};
use crate::world::patiently;

const OWNER: u64 = 900;
/// The new release starts so many seconds after the old one was killed.
const LATER: i64 = 300;

/// Every earlier release's folder.
fn releases() -> Vec<PathBuf> {
    let all = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")).unwrap();
    let all: Vec<_> = all.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    assert!(!all.is_empty());
    all
}

/// A copy of what a release left, and what is known of it besides.
struct Left {
    deployment: Deployment,
    facts: Value,
    ahead: i64,
}

impl Left {
    async fn by(release: &Path) -> Self {
        let facts: Value = serde_json::from_slice(&fs::read(release.join("facts.json")).unwrap()).unwrap();
        let made: DateTime<Utc> = facts["made"].as_str().unwrap().parse().unwrap();
        let ahead = (made - SystemClock.now()).num_seconds() + LATER;
        let deployment = Deployment::going_on(ahead).await;
        let mut tar = std::process::Command::new("tar");
        tar.arg("-xzf").arg(release.join("data.tar.gz")).arg("-C").arg(deployment.data().parent().unwrap());
        assert!(tar.status().unwrap().success());
        fs::copy(release.join("seal.key"), deployment.key_file()).unwrap();
        let telegram = &deployment.sandbox.bot_api;
        for (id, name) in [(1, "Ani"), (2, "Budi"), (3, "Joko"), (4, "Sari"), (5, "Citra"), (OWNER, "Ratna")] {
            telegram.add_person(Person::new(id, name));
        }
        // A bot may write first only to whom Telegram knows to have written to it.
        for id in 11..=17 {
            let person = telegram.add_person(Person::new(id, format!("Warga {id}")));
            telegram.unblock(person);
        }
        let groups = [telegram.add_supergroup("Rute Selasa"), telegram.add_group("Rute Rabu")];
        assert_eq!(groups.map(|group| group.0), [&facts["groups"]["open"], &facts["groups"]["former"]].map(number));
        assert_eq!(telegram.migrate(groups[1]).0, number(&facts["groups"]["moved"]));
        Self { deployment, facts, ahead }
    }

    fn start(&self) -> Child {
        let mut command = self.deployment.command();
        command.arg(format!("--clock-ahead={}", self.ahead)).env_remove("CEKTAGIHAN_ACCESS");
        command.env("CEKTAGIHAN_OWNERS", OWNER.to_string()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn says(&self, person: u64, text: &str) -> MessageId {
        self.deployment.sandbox.bot_api.tell(PersonId(person), text)
    }

    async fn types(&self, person: u64, text: &str, words: &str) -> Message {
        self.says(person, text);
        self.sees(person, words).await
    }

    async fn sees(&self, person: u64, words: &str) -> Message {
        self.sees_in(ChatId(i64::try_from(person).unwrap()), words).await
    }

    async fn sees_in(&self, chat: ChatId, words: &str) -> Message {
        let telegram = &self.deployment.sandbox.bot_api;
        let seen = telegram.until(|seen| {
            let mine = |message: &&Message| message.is_from_bot() && message.text.contains(words);
            seen.messages(chat).rev().find(mine).cloned()
        });
        let texts = || telegram.messages(chat).into_iter().map(|message| message.text).collect::<Vec<_>>();
        let seen = tokio::time::timeout(std::time::Duration::from_mins(1), seen).await;
        seen.unwrap_or_else(|_| panic!("{words:?} never came in {chat:?}: {:#?}", texts()))
    }
}

fn number(fact: &Value) -> i64 {
    fact.as_i64().unwrap()
}

#[tokio::test]
async fn everybody_goes_on_in_the_middle_of_what_they_were_asked() {
    for release in releases() {
        let left = Left::by(&release).await;
        let bot = left.start();
        left.types(11, "/batal", "Dibatalkan").await;
        left.types(12, "8888801433177155", "berapa bulan").await;
        left.types(13, "514040400482", "INDAH PUTRI").await;
        left.types(14, "1", "WARDI").await;
        left.types(15, "pln", "INDAH PUTRI").await;
        left.sees(16, "520511567094").await;
        assert_eq!(left.deployment.sandbox.biller.inquiries("POSTPAIDPLN", "520511567094"), 1, "asked again");
        left.sees(17, "Cara memakai").await;
        assert!(terminated(bot).await.success());
    }
}

#[tokio::test]
async fn who_was_let_in_or_put_out_still_is_and_open_secrets_still_open() {
    for release in releases() {
        let left = Left::by(&release).await;
        let bot = left.start();
        left.types(OWNER, "/anggota", "Anggota (11)").await;
        left.types(2, "pln 520511567087", "520511567087").await;
        left.types(3, "pln 520511567087", "hanya untuk orang yang diundang").await;
        left.types(4, "/bantuan", "Cara memakai").await;
        let invitation = left.facts["invitation"].as_str().unwrap();
        left.deployment.sandbox.bot_api.open_link(PersonId(50), invitation);
        left.sees(50, "Anda sekarang agen").await;
        let code = left.facts["code"].as_str().unwrap();
        let asked = left.types(OWNER, &format!("/setujui {code}"), "ingin memakai bot ini").await;
        assert!(asked.text.contains("Citra"), "{}", asked.text);
        assert!(terminated(bot).await.success());
    }
}

#[tokio::test]
async fn a_group_that_was_opened_or_moved_and_its_buttons_still_work() {
    for release in releases() {
        let left = Left::by(&release).await;
        let bot = left.start();
        let (telegram, groups) = (&left.deployment.sandbox.bot_api, &left.facts["groups"]);
        let open = ChatId(number(&groups["open"]));
        let card = MessageId(i32::try_from(number(&groups["button"]["message"])).unwrap());
        let query = telegram.press_raw(open, PersonId(2), card, groups["button"]["data"].as_str().unwrap());
        let answered = telegram.until(|seen| seen.callback_answer(query).cloned());
        let answer = patiently("the press to be answered", answered).await;
        assert!(answer.text.contains("INDAH PUTRI"), "{}", answer.text);
        telegram.open_link(PersonId(2), groups["button"]["payload"].as_str().unwrap());
        left.sees(2, "514040400482").await;
        let moved = ChatId(number(&groups["moved"]));
        telegram.say(moved, PersonId(50), "/cek pln 533512366386");
        left.sees_in(moved, "5335****6386").await;
        assert!(terminated(bot).await.success());
    }
}

#[tokio::test]
async fn a_language_the_latest_customers_and_the_trail_are_kept() {
    for release in releases() {
        let left = Left::by(&release).await;
        let data = left.deployment.data();
        let trail = left.deployment.shell(&data, &["export-audit"]).await;
        let told = String::from_utf8(trail.stdout).unwrap();
        assert!(trail.status.success(), "the chain is broken: {told}");
        for number in ["5140****0482", "5205****7087", "5335****6386"] {
            assert!(told.contains(number), "{told}");
        }
        let bot = left.start();
        let home = left.types(1, "/start", "Check a postpaid bill").await;
        assert!(home.labels().any(|label| label.contains("INDAH PUTRI")), "{:?}", home.labels().collect::<Vec<_>>());
        assert!(terminated(bot).await.success());
    }
}

#[tokio::test]
async fn every_row_of_every_earlier_release_is_understood() {
    for release in releases() {
        let left = Left::by(&release).await;
        let clock = std::sync::Arc::new(ShiftedClock::ahead_by(left.ahead));
        let key = KeyFile::at(Some(&left.deployment.key_file()), &left.deployment.data());
        let vault = Vault::open(&left.deployment.data(), SledStore::LOCK_WAIT, &key, clock).await.unwrap();
        for table in Table::ALL {
            let rows = vault.rows().rows_of(*table);
            // Updates are dealt with in moments, nothing had to be set aside, and there were no jobs yet.
            let is_empty = matches!(table, Table::Inbox | Table::Aside | Table::Job);
            assert_eq!(rows.is_empty(), is_empty, "{table:?}");
            for (key, value) in rows {
                super::rows::understands(*table, &key, &value);
            }
        }
        vault.close();
    }
}
