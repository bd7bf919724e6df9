//! The real binary on a real small file system that fills up, that turns read-only and back, and that
//! gives up for good: people are told, nothing accepted is lost, nothing is said twice.
//!
//! Only root may mount. Whoever is not root skips these and is told so; so is root who may not mount,
//! unless under `CI`, where that is a failure.
//!
//! A mount is not made read-only under the bot by `mount -o remount,ro`: the kernel refuses (EBUSY)
//! while files are open for writing, as the bot's always are. What does happen to a running bot is a disk
//! whose error makes ext4 itself turn read-only (EROFS): there is no way back then but to mount it anew.
//! The way back without a restart is shown on files made immutable (EPERM): to the bot the same kind of
//! refusal.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cektagihan::domain::person::{ChatId, PersonId};
use cektagihan::sandbox::bot_api::Message;
use chrono::TimeDelta;
use tokio::process::Child;

use crate::crash::{Deployment, terminated};
use crate::world::patiently;

/// sled wants 16 MB of it free.
const SIZE: u64 = 64 << 20;
/// The bot lives so many seconds behind: what it wrote last is nearly too old for `healthcheck` at once, and a
/// test need not wait for minutes.
pub const BEHIND: i64 = 78;
/// Those who ask for bills while the disk fails.
const ASKERS: u64 = 6;
const TOLD: &str = "Penyimpanan bot sedang bermasalah";

/// A file system of its own in the place of a deployment's data. Gone when dropped.
struct Disk {
    at: PathBuf,
    image: PathBuf,
}

impl Disk {
    /// None where there can be none; says why.
    fn mount(deployment: &Deployment) -> Option<Self> {
        let at = deployment.data();
        let disk = Self { image: at.with_extension("img"), at };
        File::create(&disk.image).unwrap().set_len(SIZE).unwrap();
        fs::create_dir(&disk.at).unwrap();
        let made = done("mkfs.ext4", &["-q", "-m", "0", &text(&disk.image)]).and_then(|()| disk.appear());
        let Err(why) = made else { return Some(disk) };
        let root = fs::metadata("/proc/self").unwrap().uid() == 0;
        assert!(!(root && is_ci()), "no file system to try: {why}");
        println!("skipped, for want of a file system to try: {why}");
        None
    }

    fn appear(&self) -> Result<(), String> {
        done("mount", &["-o", "loop,errors=remount-ro", &text(&self.image), &text(&self.at)])
    }

    /// Takes all the space there is; give it back by [`Disk::empty`].
    fn fill(&self) {
        let mut filler = File::options().create(true).append(true).open(self.filler()).unwrap();
        for size in [1 << 20, 1 << 12] {
            while filler.write_all(&vec![7; size]).and_then(|()| filler.sync_data()).is_ok() {}
        }
    }

    /// Takes what has come free on a disk that is to be full. A journal gives up what it had set aside once a
    /// record does not fit: room for hundreds of smaller ones, during which the bot is as well as ever.
    fn stay_full(&self) {
        if self.filler().exists() {
            self.fill();
        }
    }

    fn empty(&self) {
        fs::remove_file(self.filler()).unwrap();
    }

    fn filler(&self) -> PathBuf {
        self.at.join("filler")
    }

    /// Lets nobody change the rows, nor make or remove a file, or everybody again.
    fn freeze(&self, frozen: bool) {
        let how = if frozen { "+i" } else { "-i" };
        done("chattr", &[how, &text(&self.at), &text(&self.at.join("journal"))]).unwrap();
        done("chattr", &["-R", how, &text(&self.at.join("store"))]).unwrap();
    }

    /// An error of the device, as the kernel's own tests make one: the file system turns read-only.
    fn give_up(&self) {
        let loops = Command::new("losetup").args(["-j", &text(&self.image)]).output().unwrap();
        let device = String::from_utf8(loops.stdout).unwrap();
        let device = device.split(':').next().unwrap().rsplit('/').next().unwrap().to_owned();
        fs::write(format!("/sys/fs/ext4/{device}/trigger_fs_error"), "a test").unwrap();
    }

    /// What an operator does about that.
    fn repair(&self) {
        done("umount", &[&text(&self.at)]).unwrap();
        // 1: errors were corrected.
        let checked = Command::new("e2fsck").args(["-fy", &text(&self.image)]).output().unwrap();
        assert!(checked.status.code().unwrap() <= 1, "{checked:?}");
        self.appear().unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _not_there = done("umount", &["-l", &text(&self.at)]);
    }
}

#[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
fn is_ci() -> bool {
    std::env::var_os("CI").is_some()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn done(program: &str, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(program).args(arguments).output().map_err(|error| format!("{program}: {error}"))?;
    let why = || format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim());
    if output.status.success() { Ok(()) } else { Err(why()) }
}

/// A bot on a disk, and as many people as it takes.
struct Scene {
    disk: Disk,
    deployment: Deployment,
    bot: Option<Child>,
    /// How many have asked for help so far; each does once.
    helped: u64,
}

impl Scene {
    async fn open() -> Option<Self> {
        let deployment = Deployment::in_another_time(TimeDelta::seconds(-BEHIND)).await;
        let disk = Disk::mount(&deployment)?;
        let bot = start(&deployment);
        let mut scene = Self { disk, deployment, bot: Some(bot), helped: 0 };
        scene.until_health_is(true).await;
        Some(scene)
    }

    async fn ends(&mut self) -> bool {
        terminated(self.bot.take().unwrap()).await.success()
    }

    /// Somebody new asks for help; what they are told.
    async fn somebody_asks(&mut self) -> String {
        self.disk.stay_full();
        self.helped += 1;
        let person = 1_000 + self.helped;
        self.deployment.sandbox.bot_api.tell(PersonId(person), "/bantuan");
        let word = self
            .deployment
            .sandbox
            .bot_api
            .until(|seen| seen.last_from_bot(chat(person)).map(|last| last.text.clone()));
        patiently("a word", word).await
    }

    /// People go on asking: no bot that is well is idle long enough to seem unwell.
    async fn until_health_is(&mut self, well: bool) {
        let reached = async {
            while self.deployment.is_well().await != well {
                self.somebody_asks().await;
            }
        };
        patiently(if well { "health" } else { "the lack of it" }, reached).await;
    }

    /// Somebody hears of the trouble, others ask meanwhile, and health says no.
    async fn goes_on_in_trouble(&mut self) {
        self.until_somebody_is_told().await;
        self.bills_are_asked_for().await;
        self.until_health_is(false).await;
    }

    /// All is answered once, health says yes, and nobody had to start the bot again.
    async fn recovers_by_itself(&mut self) {
        self.everything_is_answered().await;
        self.until_health_is(true).await;
        self.everything_is_answered().await;
        assert!(self.ends().await, "it never had to be started again");
        self.nothing_was_said_twice();
    }

    /// The disk takes no more once what the journal had set aside is used up.
    async fn until_somebody_is_told(&mut self) {
        let told = async { while !self.somebody_asks().await.contains(TOLD) {} };
        patiently("a word about the disk", told).await;
    }

    /// Each gets a word. On a full disk it may be the bill: a small record may fit where a large one did not.
    async fn bills_are_asked_for(&self) {
        for person in 1..=ASKERS {
            self.deployment.sandbox.bot_api.tell(PersonId(person), &format!("pln {}", number(person)));
        }
        for person in 1..=ASKERS {
            self.sees(person, "").await;
        }
    }

    async fn sees(&self, person: u64, words: &str) {
        let found = self.deployment.sandbox.bot_api.until(|seen| {
            seen.messages(chat(person))
                .any(|message| message.is_from_bot() && message.text.contains(words))
                .then_some(())
        });
        patiently(words, found).await;
    }

    async fn everything_is_answered(&self) {
        for person in 1..=ASKERS {
            self.sees(person, &number(person)).await;
        }
        for person in 1_001..=1_000 + self.helped {
            self.sees(person, "Cara memakai").await;
        }
    }

    fn nothing_was_said_twice(&self) {
        let everybody = (1..=ASKERS).map(|person| (person, number(person)));
        let everybody =
            everybody.chain((1_001..=1_000 + self.helped).map(|person| (person, "Cara memakai".to_owned())));
        for (person, answer) in everybody {
            let messages = self.deployment.sandbox.bot_api.messages(chat(person));
            let said: Vec<_> = messages.into_iter().filter(Message::is_from_bot).map(|message| message.text).collect();
            let answers = said.iter().filter(|text| text.contains(&answer)).count();
            let apologies = said.iter().filter(|text| text.contains(TOLD)).count();
            assert!(answers == 1 && apologies <= 1 && said.len() == answers + apologies, "{said:#?}");
        }
    }
}

/// A bot that lives [`BEHIND`].
pub fn start(deployment: &Deployment) -> Child {
    let ahead = format!("--clock-ahead=-{BEHIND}");
    deployment.command().arg(ahead).stderr(Stdio::null()).spawn().unwrap()
}

fn chat(person: u64) -> ChatId {
    ChatId(i64::try_from(person).unwrap())
}

fn number(person: u64) -> String {
    format!("5208{person:08}")
}

#[tokio::test]
async fn a_full_disk_delays_answers_and_loses_none() {
    let Some(mut scene) = Scene::open().await else { return };
    scene.disk.fill();
    scene.goes_on_in_trouble().await;
    scene.disk.empty();
    scene.recovers_by_itself().await;
}

#[tokio::test]
async fn files_that_cannot_be_written_for_a_while_delay_answers_and_lose_none() {
    let Some(mut scene) = Scene::open().await else { return };
    scene.disk.freeze(true);
    scene.goes_on_in_trouble().await;
    scene.disk.freeze(false);
    scene.recovers_by_itself().await;
}

#[tokio::test]
async fn a_disk_that_turns_read_only_for_good_loses_nothing_once_it_is_mended() {
    let Some(mut scene) = Scene::open().await else { return };
    scene.disk.give_up();
    scene.goes_on_in_trouble().await;
    assert!(scene.ends().await);
    scene.disk.repair();
    scene.bot = Some(start(&scene.deployment));
    scene.everything_is_answered().await;
    scene.until_health_is(true).await;
    scene.everything_is_answered().await;
    assert!(scene.ends().await);
    scene.nothing_was_said_twice();
}
