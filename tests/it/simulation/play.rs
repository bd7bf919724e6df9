//! Playing one script to its end.

use crate::doubles::parts;
use cektagihan::bot::parts::Parts;
use std::sync::atomic::Ordering;
use std::sync::{Arc, LazyLock};

use cektagihan::bot::services::{Me, Services, Unread};
use cektagihan::bot::{self, ServeError};
use cektagihan::domain::catalogue::Catalogue;
use cektagihan::domain::person::PersonId;
use cektagihan::ports::{Clock, Store};
use cektagihan::sandbox::Random;
use cektagihan::shutdown::Shutdown;
use cektagihan::telegram::api::{Api, Carrier};

use super::biller::Biller;
use super::disk::Disk;
use super::line::Phone;
use super::numbers;
use super::stage::{MachineClock, Stage};
use super::steps::People;

/// More starts than any script asks for.
const MOST_LIVES: u64 = 60;
/// Digits in a row that a log line may hold; customers' numbers have more.
const LONGEST_FIGURE: usize = 9;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

/// What came of a script.
pub struct Played {
    pub faults: Vec<String>,
    pub story: Vec<String>,
    pub updates: u64,
    pub messages: u64,
    pub crashes: u64,
    pub lives: u64,
}

enum Ended {
    Well,
    Cut,
}

pub fn play(seed: u64) -> Played {
    crate::logs::listen();
    let mut random = Random::seeded(seed);
    let stage = Arc::new(Stage::new(seed, &mut random));
    stage.tell(format_args!("seed {seed}, {:?}", stage.flavour));
    let disk = Disk::new(Arc::clone(&stage));
    let mut people = People::new(random, &stage);
    let mut lives = 0;
    loop {
        lives += 1;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let ended = runtime.block_on(live(&stage, &disk, &mut people));
        drop(runtime);
        if matches!(ended, Ended::Well) || lives == MOST_LIVES {
            break;
        }
        stage.tell("the power is cut");
        stage.chats().crashed();
        disk.lose_power();
    }
    close(&stage, &people, lives)
}

/// One life of the bot, from its start until it is asked to stop or cut off.
async fn live(stage: &Arc<Stage>, disk: &Arc<Disk>, people: &mut People) -> Ended {
    stage.time.start();
    stage.power.on();
    stage.ledger().started(stage.time.now());
    let phone: Arc<dyn Carrier> = Phone::new(Arc::clone(stage));
    let rows: Arc<dyn Store> = Arc::clone(disk) as Arc<dyn Store>;
    let clock: Arc<dyn Clock> = Arc::new(MachineClock(Arc::clone(&stage.time)));
    let biller = Arc::new(Biller(Arc::clone(stage)));
    tokio::spawn(Arc::clone(disk).work());
    let catalogue = CATALOGUE.clone();
    let parts = Parts { store: rows, gateway: biller, catalogue, clock, api: Api::over(phone), ..parts() };
    let office = match Services::new(parts).await {
        Ok(office) => office,
        Err(unread) => return unstarted(stage, &unread),
    };
    // Who waits for getMe is woken in an order that tokio draws by lot.
    office.learn(Me { id: PersonId(4_200_000_000), username: "cektagihan_sandbox_bot".to_owned() });
    let (stop, shutdown) = Shutdown::by_hand();
    let mut bot = tokio::spawn(bot::serve(Arc::new(office), Box::new(|_| {}), shutdown));
    let ended = tokio::select! {
        biased;
        () = stage.power.gone() => Ended::Cut,
        ended = &mut bot => {
            // A start alone may end by it; its runtime goes, as a process would.
            if let Ok(Err(ServeError::Unread(unread))) = ended {
                return unstarted(stage, &unread);
            }
            stage.chats().fault("the bot ended by itself".to_owned());
            Ended::Well
        }
        () = people.live(stage, disk) => {
            stop.fire();
            if !matches!(bot.await, Ok(Ok(()))) {
                stage.chats().fault("the bot did not stop well".to_owned());
            }
            Ended::Well
        }
    };
    stage.time.stop();
    ended
}

/// The bot could not read what it must know, and says so; whoever watches over it starts it again.
fn unstarted(stage: &Stage, unread: &Unread) -> Ended {
    stage.tell(format_args!("    it does not start: {unread}"));
    if stage.weather().reads == 0 {
        stage.chats().fault("it does not start though everything can be read".to_owned());
    }
    // The people wait as well until it starts: it must, some time.
    stage.weather.lock().unwrap().reads /= 2;
    stage.time.stop();
    Ended::Cut
}

fn close(stage: &Stage, people: &People, lives: u64) -> Played {
    let (mut ledger, mut chats) = (stage.ledger(), stage.chats());
    ledger.close();
    chats.close(&stage.telegram, &ledger, &people.chats(), stage.flavour.telegram);
    let mut faults = std::mem::take(&mut ledger.faults);
    faults.append(&mut chats.faults);
    let log = crate::logs::heard();
    let broke = log.iter().filter(|line| line.contains("a turn broke") || line.contains("a message broke"));
    faults.extend(broke.map(|line| format!("a panic: {line}")));
    let inquiries = log.iter().filter(|line| line.contains("an inquiry broke")).count() as u64;
    if inquiries > stage.panics.load(Ordering::Relaxed) {
        faults.push("an inquiry broke by itself".to_owned());
    }
    let telling = log.iter().filter(|line| {
        numbers::has_long_number(line, LONGEST_FIGURE + 1) || line.contains("WARGA") || line.contains("SANDBOX")
    });
    faults.extend(telling.map(|line| format!("the log tells: {line}")));
    if lives == MOST_LIVES {
        faults.push("it never ended".to_owned());
    }
    let (updates, messages, crashes) = (ledger.updates(), chats.messages(), chats.crashes());
    Played { faults, story: stage.story(), updates, messages, crashes, lives }
}
