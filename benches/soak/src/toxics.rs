//! Bad ways, garbage and wrong clocks, each in a deployment of its own, several at once.

use std::time::{Duration, Instant};

use cektagihan::sandbox::bot_api::{Fault, Garbage, Message, Ratio};
use cektagihan::sandbox::toxics::{Toxic, Way};
use chrono::TimeDelta;
use futures::{StreamExt as _, stream};
use tokio::time::{sleep, timeout};

use crate::rig::{Log, Rig, number};
use crate::table::{Row, say};

/// The last word stands in the chat by then, from the question on.
const DEADLINE: Duration = Duration::from_secs(26);
/// How long a way to Telegram is bad.
const BAD: Duration = Duration::from_secs(8);
/// How long Telegram is away in an outage: long enough for pauses between attempts to be long.
const OUTAGE: Duration = Duration::from_secs(45);
/// The last word stands in the chat by then, from when Telegram is well again: what was on its way
/// and is lost counts as lost after 15 s.
const RECOVERY: Duration = Duration::from_secs(20);
/// Deployments at once.
const AT_ONCE: usize = 6;
const PEOPLE: u64 = 3;

/// Endings that bring garbage: HTML, broken off, wrong types, empty, 10 MB, a redirect, no answer.
const ENDINGS: [&str; 7] = ["990502", "990101", "990102", "990103", "990104", "990302", "990444"];

const TOXICS: [Toxic; 8] = [
    Toxic::Latency { delay: Duration::from_millis(800), jitter: Duration::from_millis(700) },
    Toxic::Down,
    Toxic::Bandwidth { bytes_per_second: 1_000 },
    Toxic::SlowClose { delay: Duration::from_secs(3) },
    Toxic::Timeout { after: Duration::from_secs(10) },
    Toxic::Reset { after: Duration::from_millis(200) },
    Toxic::Slicer { size: 20, delay: Duration::from_millis(5) },
    Toxic::LimitData { bytes: 120 },
];

/// One deployment's trouble.
#[derive(Debug, Clone, Copy)]
enum Case {
    WayToGateway(Way, Toxic),
    WayToTelegram(Way, Toxic),
    GatewaysGarbage,
    TelegramsGarbage(Garbage),
    TelegramsHtml,
    TelegramsOutage,
    Clock(i64),
}

impl Case {
    fn all() -> Vec<Self> {
        let ways = [Way::There, Way::Back];
        let each = TOXICS.into_iter().flat_map(|toxic| ways.map(|way| (way, toxic)));
        let mut all = vec![Self::TelegramsOutage, Self::GatewaysGarbage, Self::TelegramsHtml];
        all.extend([Self::Clock(10), Self::Clock(-10)]);
        all.extend(Garbage::ALL.map(Self::TelegramsGarbage));
        for (way, toxic) in each {
            all.extend([Self::WayToGateway(way, toxic), Self::WayToTelegram(way, toxic)]);
        }
        all
    }

    fn is_the_gateways(self) -> bool {
        matches!(self, Self::WayToGateway(..) | Self::GatewaysGarbage | Self::Clock(_))
    }
}

struct Seen {
    case: Case,
    /// The longest anybody waited, from the question or from when all was well again.
    longest: Duration,
    silent: u32,
    wrong: u32,
    died: bool,
    log: Log,
}

/// Everything.
pub async fn run(seed: u64) -> anyhow::Result<Vec<Row>> {
    let cases = stream::iter(Case::all()).map(|case| play(case, seed));
    let all: Vec<anyhow::Result<Seen>> = cases.buffer_unordered(AT_ONCE).collect().await;
    let all: Vec<Seen> = all.into_iter().collect::<anyhow::Result<_>>()?;
    for Seen { case, longest, silent, wrong, died, .. } in &all {
        let ms = longest.as_millis();
        say(&format!("{case:?}: {ms} ms at most, {silent} without a word, {wrong} wrong bills, died: {died}"));
    }
    let log = all.iter().fold(Log::default(), |log, seen| log.and(seen.log));
    let (gateway, telegram): (Vec<_>, Vec<_>) = all.into_iter().partition(|seen| seen.case.is_the_gateways());
    let gateway = row(&gateway, &GATEWAY);
    let telegram = row(&telegram, &TELEGRAM);
    Ok(vec![gateway, telegram, log.row()])
}

/// What was done, and what must hold.
struct Promise {
    what: &'static str,
    must: &'static str,
    within: Duration,
}

const GATEWAY: Promise = Promise {
    what: "the gateway under 8 toxics each way, 7 kinds of garbage, clocks 10 minutes off",
    must: "the last word within 26 s of the question, no wrong bill, no end",
    within: DEADLINE,
};
const TELEGRAM: Promise = Promise {
    what: "Telegram under 8 toxics each way and 6 kinds of garbage for 8 s, out of reach for 45 s",
    must: "the last word within 20 s of its recovery, no wrong bill, no end",
    within: RECOVERY,
};

fn row(seen: &[Seen], promise: &Promise) -> Row {
    let sum = |figure: fn(&Seen) -> u32| seen.iter().map(figure).sum::<u32>();
    let longest = seen.iter().map(|seen| seen.longest).max().unwrap_or_default();
    let (silent, wrong, died) = (sum(|seen| seen.silent), sum(|seen| seen.wrong), sum(|seen| u32::from(seen.died)));
    Row {
        what: promise.what.to_owned(),
        must: promise.must,
        seen: format!(
            "{} cases: {:.1} s at most, {silent} without a word, {wrong} wrong bills, {died} ended",
            seen.len(),
            longest.as_secs_f32()
        ),
        holds: silent == 0 && wrong == 0 && died == 0 && longest <= promise.within,
    }
}

async fn play(case: Case, seed: u64) -> anyhow::Result<Seen> {
    let ahead = if let Case::Clock(minutes) = case { TimeDelta::minutes(minutes) } else { TimeDelta::zero() };
    let mut rig = Rig::ahead(ahead).await?.with_ways(seed).await?;
    rig.start().await?;
    rig.types(1_000, "/start");
    rig.sees(1_000, DEADLINE, |said| !said.is_empty()).await;
    let numbers = poison(&rig, case);
    let mut asked = Instant::now();
    for (person, number) in (0..).zip(&numbers) {
        rig.types(person, &format!("CEKPLN.{number}.482915"));
    }
    if matches!(case, Case::TelegramsOutage) {
        go_away(&rig).await;
    }
    if !case.is_the_gateways() {
        sleep(BAD).await;
        heal(&rig);
        asked = Instant::now();
    }
    let most = if case.is_the_gateways() { DEADLINE } else { RECOVERY };
    let (mut silent, mut wrong, mut longest) = (0, 0, Duration::ZERO);
    for (person, number) in (0..).zip(&numbers) {
        let left = (asked + most + Duration::from_secs(2)).saturating_duration_since(Instant::now());
        silent += u32::from(!rig.sees(person, left, has_last_word).await);
        longest = longest.max(asked.elapsed());
        wrong += u32::from(rig.said(person).iter().any(|message| is_anothers(message, number)));
    }
    let died = !rig.is_running();
    Ok(Seen { case, longest, silent, wrong, died, log: rig.told() })
}

/// Makes the trouble; gives the numbers to ask.
fn poison(rig: &Rig, case: Case) -> Vec<String> {
    let numbers = || (0..PEOPLE).map(number).collect();
    match (case, &rig.ways) {
        (Case::WayToGateway(way, toxic), Some((_, gateway))) => gateway.poison(way, toxic),
        (Case::WayToTelegram(way, toxic), Some((telegram, _))) => telegram.poison(way, toxic),
        (Case::GatewaysGarbage, _) => return ENDINGS.map(|ending| format!("520000{ending}")).to_vec(),
        (Case::TelegramsGarbage(garbage), _) => half(rig, Fault::Garbage(garbage)),
        (Case::TelegramsHtml, _) => half(rig, Fault::BadGateway),
        (Case::TelegramsOutage, _) => rig.biller.hold(),
        (Case::Clock(_) | Case::WayToGateway(..) | Case::WayToTelegram(..), _) => {}
    }
    numbers()
}

/// Telegram is out of reach with every answer owed: long enough for the attempts to be far apart.
async fn go_away(rig: &Rig) {
    let asked = rig.biller.until(|seen| (seen.waiting() as u64 >= PEOPLE).then_some(()));
    let _late = timeout(DEADLINE, asked).await;
    rig.telegram.offline(true);
    rig.biller.release();
    sleep(OUTAGE.saturating_sub(BAD)).await;
}

fn half(rig: &Rig, fault: Fault) {
    rig.telegram.fail_ratio(Some(Ratio { per_mille: 500, seed: 1, fault }));
}

fn heal(rig: &Rig) {
    rig.telegram.fail_ratio(None);
    rig.telegram.offline(false);
    if let Some((telegram, gateway)) = &rig.ways {
        telegram.heal();
        gateway.heal();
    }
}

fn has_last_word(said: &[&Message]) -> bool {
    said.iter().any(|message| {
        let waits = ["Sedang dicek", "sedang lambat"].iter().any(|words| message.text.contains(words));
        !waits && !message.text.contains("PIN tidak diperlukan")
    })
}

/// A sum beside another number than the one asked.
fn is_anothers(message: &Message, own: &str) -> bool {
    let numbers = message.text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 12);
    message.text.contains("Rp") && (!message.text.contains(own) || numbers.into_iter().any(|run| run != own))
}
