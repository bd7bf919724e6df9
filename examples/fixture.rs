//! Makes the data folder of a release, for the tests of every later one: `cargo build --release --locked`, then
//! `cargo run --example fixture -- target/release/cektagihan tests/fixtures/data-<version>`.
//!
//! The program is run as any deployment's, between both emulators, and killed in mid-work: its rows are those of
//! people in the middle of everything. What a test must know besides (secrets that only people hold, what lies
//! under which button) is written to `facts.json` beside it. Nothing here reads or writes a row.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command as Shell, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use cektagihan::domain::person::{ChatId, MessageId, PersonId};
use cektagihan::ports::{Clock as _, SystemClock};
use cektagihan::sandbox::Sandbox;
use cektagihan::sandbox::biller::Biller;
use cektagihan::sandbox::bot_api::{Action, Message, Person, Pressed, RetryAfter};
use serde_json::{Value, json};
use tokio::process::{Child, Command};
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_mins(1);
/// A key that is no secret: it seals made-up bills.
const KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const OWNER: u64 = 900;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut given = std::env::args().skip(1).map(PathBuf::from);
    let (Some(program), Some(folder)) = (given.next(), given.next()) else {
        bail!("usage: cargo run --example fixture -- <program> <folder>");
    };
    fs::create_dir(&folder).context("the folder to make")?;
    let (program, folder) = (fs::canonicalize(program)?, fs::canonicalize(folder)?);
    let stage = Stage::set(&program, &folder).await?;
    let facts = stage.play().await?;
    fs::write(folder.join("facts.json"), serde_json::to_string_pretty(&facts)? + "\n")?;
    pack(&folder)
}

/// The data folder as one file. It is mostly zeros: the journal's space is made beforehand.
fn pack(folder: &Path) -> anyhow::Result<()> {
    let file = folder.join("data.tar.gz");
    let packed = Shell::new("tar").arg("-czf").arg(&file).arg("-C").arg(folder).arg("data").status()?;
    ensure!(packed.success(), "tar failed");
    Ok(fs::remove_dir_all(folder.join("data"))?)
}

/// The bot's process between both emulators.
struct Stage {
    sandbox: Sandbox,
    bot: Child,
}

impl Stage {
    async fn set(program: &Path, folder: &Path) -> anyhow::Result<Self> {
        let sandbox = Sandbox::go_on(Arc::new(SystemClock)).await?;
        let private_key = tempfile::NamedTempFile::new()?;
        fs::write(private_key.path(), Biller::credentials().private_key_pem)?;
        fs::write(folder.join("seal.key"), KEY)?;
        let credentials = Biller::credentials();
        let bot = Command::new(program)
            .arg("run")
            .env_clear()
            .env("TELEGRAM_BOT_TOKEN", sandbox.bot_api.token())
            .env("TELEGRAM_API_URL", sandbox.bot_api.url())
            .env("KLIKOO_BASE_URL", sandbox.biller.url())
            .env("KLIKOO_CLIENT_ID", credentials.client_id)
            .env("KLIKOO_CLIENT_SECRET", credentials.client_secret)
            .env("KLIKOO_PRIVATE_KEY_FILE", private_key.path())
            .env("CEKTAGIHAN_DATA_DIR", folder.join("data"))
            .env("CEKTAGIHAN_KEY_FILE", folder.join("seal.key"))
            .env("CEKTAGIHAN_OWNERS", OWNER.to_string())
            .env("CEKTAGIHAN_LIMITS", "off")
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()?;
        let stage = Self { sandbox, bot };
        stage.person(OWNER, "Ratna").types("/start", "Cek tagihan pascabayar").await?;
        Ok(stage)
    }

    fn person(&self, id: u64, name: &str) -> Someone<'_> {
        let person = self.sandbox.bot_api.add_person(Person::new(id, name));
        Someone { stage: self, person, chat: ChatId(i64::try_from(id).unwrap_or(i64::MAX)) }
    }

    fn member(&self, chat: ChatId, id: u64, name: &str) -> Someone<'_> {
        Someone { chat, ..self.person(id, name) }
    }

    async fn play(mut self) -> anyhow::Result<Value> {
        let invitation = self.members().await?;
        let groups = self.groups().await?;
        self.habits().await?;
        self.gone().await?;
        let code = self.stranger().await?;
        self.conversations().await?;
        self.owed().await?;
        let done = self.sandbox.bot_api.until(|seen| (seen.pending_updates() == 0).then_some(()));
        timeout(PATIENCE, done).await.context("updates wait")?;
        self.bot.kill().await?;
        Ok(json!({
            "made": SystemClock.now(),
            "invitation": invitation,
            "code": code,
            "groups": groups,
        }))
    }

    /// An owner, an agent, a staff member, one who was put out, seven who are in the middle of something; an
    /// invitation nobody has used.
    async fn members(&self) -> anyhow::Result<String> {
        let owner = self.person(OWNER, "Ratna");
        for (id, name, role) in [(1, "Ani", "agen"), (2, "Budi", "staf"), (3, "Joko", "agen"), (4, "Sari", "agen")] {
            self.lets_in(&owner, id, name, role).await?;
        }
        for id in 11..=17 {
            self.lets_in(&owner, id, &format!("Warga {id}"), "agen").await?;
        }
        let list = owner.types("/anggota", "Anggota (").await?;
        let card = owner.finds(list, "Joko · agen", "Sejak").await?;
        let question = owner.taps(&card, "Keluarkan", "Keluarkan Joko?").await?;
        owner.taps(&question, "Ya, keluarkan", "sudah dikeluarkan").await?;
        self.invites(&owner, "agen").await
    }

    async fn invites(&self, owner: &Someone<'_>, role: &str) -> anyhow::Result<String> {
        let roles = owner.types("/undang", "Undang sebagai apa").await?;
        let made = owner.taps(&roles, &format!("Sebagai {role}"), "?start=").await?;
        let payload = made.text.split_once("?start=").context("a link")?.1;
        Ok(payload.split_whitespace().next().unwrap_or_default().to_owned())
    }

    async fn lets_in(&self, owner: &Someone<'_>, id: u64, name: &str, role: &str) -> anyhow::Result<()> {
        let payload = self.invites(owner, role).await?;
        let person = self.person(id, name);
        self.sandbox.bot_api.open_link(person.person, &payload);
        person.sees(&format!("Anda sekarang {role}")).await?;
        Ok(())
    }

    /// A group that is open to everybody and has buttons, one that has moved and been used.
    async fn groups(&self) -> anyhow::Result<Value> {
        let telegram = &self.sandbox.bot_api;
        let open = telegram.add_supergroup("Rute Selasa");
        self.opens(open).await?;
        let budi = self.member(open, 2, "Budi");
        let card = budi.types("/cek pln 514040400482", "INDAH P***").await?;
        let reveal = data_of(&card, "Lihat lengkap").context("a button")?;
        let Pressed::Opened(link) = budi.presses(&card, "Buka di chat pribadi")? else { bail!("it opens nothing") };
        let payload = link.split_once("?start=").context("a link")?.1;
        let former = telegram.add_group("Rute Rabu");
        self.opens(former).await?;
        let now = telegram.migrate(former);
        self.member(now, 2, "Budi").types("/cek pln 520511567087", "5205****7087").await?;
        let button = json!({ "message": card.id, "data": reveal, "payload": payload });
        Ok(json!({ "open": open, "button": button, "former": former, "moved": now }))
    }

    async fn opens(&self, group: ChatId) -> anyhow::Result<()> {
        let owner = self.member(group, OWNER, "Ratna");
        let panel = owner.types("/grup", "Aktifkan untuk siapa").await?;
        owner.taps(&panel, "Semua orang, sebagai staf", "sebagai staf").await?;
        Ok(())
    }

    /// A language, customers asked about lately, their records.
    async fn habits(&self) -> anyhow::Result<()> {
        let ani = self.person(1, "Ani");
        ani.types("pln 514040400482", "INDAH PUTRI").await?;
        ani.types("pln 520511567087", "520511567087").await?;
        let languages = ani.types("/bahasa", "Choose a language").await?;
        ani.taps(&languages, "English", "English").await?;
        Ok(())
    }

    /// Somebody who blocks the bot while it asks for them.
    async fn gone(&self) -> anyhow::Result<()> {
        let sari = self.person(4, "Sari");
        self.sandbox.biller.hold();
        sari.says("pln 533512366386");
        self.waits(1).await?;
        self.sandbox.bot_api.block(sari.person);
        self.sandbox.biller.release();
        self.person(1, "Ani").types("pln 533512366386", "533512366386").await?;
        Ok(())
    }

    /// Somebody who was given a code.
    async fn stranger(&self) -> anyhow::Result<String> {
        let told = self.person(5, "Citra").types("/start", "hanya untuk orang yang diundang").await?;
        Ok(told.text.lines().last().unwrap_or_default().to_owned())
    }

    /// One in the middle of each kind of question, the last with a check under way.
    async fn conversations(&self) -> anyhow::Result<()> {
        let warga = |id: u64| self.person(id, &format!("Warga {id}"));
        let home = warga(11).types("/start", "Cek tagihan pascabayar").await?;
        warga(11).taps(&home, "Air PDAM", "Pilih produknya").await?;
        let home = warga(12).types("/start", "Cek tagihan pascabayar").await?;
        warga(12).taps(&home, "BPJS", "kartu BPJS").await?;
        warga(13).types("pln 51404040048", "51404040048").await?;
        warga(14).types("bpjs 8888801433177155", "berapa bulan").await?;
        warga(15).types("514040400482", "Nomor ini untuk produk").await?;
        self.sandbox.biller.hold();
        warga(16).types("pln 520511567094", "520511567094").await?;
        self.waits(1).await
    }

    /// A message that Telegram does not take for now.
    async fn owed(&self) -> anyhow::Result<()> {
        let warga = self.person(17, "Warga 17");
        let before = self.sandbox.bot_api.calls().len();
        self.sandbox.bot_api.fail_chat(warga.chat, RetryAfter { seconds: 3_600, times: 1_000 });
        warga.says("/bantuan");
        let tried = self.sandbox.bot_api.until(|seen| {
            let tries = |call: &&cektagihan::sandbox::bot_api::Call| call.param("chat_id") == Some("17");
            seen.calls().skip(before).any(|call| tries(&call)).then_some(())
        });
        timeout(PATIENCE, tried).await.context("the bot does not try")
    }

    async fn waits(&self, many: usize) -> anyhow::Result<()> {
        let waiting = self.sandbox.biller.until(|seen| (seen.waiting() == many).then_some(()));
        timeout(PATIENCE, waiting).await.context("no inquiry")
    }
}

/// A person in one chat.
struct Someone<'a> {
    stage: &'a Stage,
    person: PersonId,
    chat: ChatId,
}

impl Someone<'_> {
    fn says(&self, text: &str) -> MessageId {
        self.stage.sandbox.bot_api.say(self.chat, self.person, text)
    }

    async fn types(&self, text: &str, words: &str) -> anyhow::Result<Message> {
        let said = self.says(text);
        self.sees_after(Some(said), words).await
    }

    fn presses(&self, message: &Message, button: &str) -> anyhow::Result<Pressed> {
        Ok(self.stage.sandbox.bot_api.press(self.chat, self.person, message.id, button)?)
    }

    async fn taps(&self, message: &Message, button: &str, words: &str) -> anyhow::Result<Message> {
        self.presses(message, button)?;
        // The message itself changes, or a later one comes.
        self.sees_after(Some(MessageId(message.id.0 - 1)), words).await
    }

    /// Presses a button that stands on one of a list's pages.
    async fn finds(&self, mut list: Message, button: &str, words: &str) -> anyhow::Result<Message> {
        while !list.labels().any(|label| label == button) {
            let page = list.id;
            self.presses(&list, "»")?;
            let turned =
                self.stage.sandbox.bot_api.until(|seen| {
                    seen.message(self.chat, page).filter(|message| message.markup != list.markup).cloned()
                });
            list = timeout(PATIENCE, turned).await.with_context(|| format!("{button} stands on no page"))?;
        }
        self.taps(&list, button, words).await
    }

    async fn sees(&self, words: &str) -> anyhow::Result<Message> {
        self.sees_after(None, words).await
    }

    async fn sees_after(&self, said: Option<MessageId>, words: &str) -> anyhow::Result<Message> {
        let telegram = &self.stage.sandbox.bot_api;
        let seen = telegram.until(|seen| {
            let mine = |message: &&Message| message.is_from_bot() && message.text.contains(words);
            let later = |message: &&Message| said.is_none_or(|said| message.id > said);
            seen.messages(self.chat).rev().filter(later).find(mine).cloned()
        });
        timeout(PATIENCE, seen).await.with_context(|| {
            let texts: Vec<_> = telegram.messages(self.chat).into_iter().map(|message| message.text).collect();
            format!("{words:?} never came in {:?}: {texts:#?}", self.chat)
        })
    }
}

/// What a button tells the bot when it is pressed.
fn data_of(message: &Message, label: &str) -> Option<String> {
    let mut buttons = message.rows().iter().flatten();
    buttons.find(|button| button.label == label).and_then(|button| match &button.action {
        Action::Callback(data) => Some(data.clone()),
        _ => None,
    })
}
