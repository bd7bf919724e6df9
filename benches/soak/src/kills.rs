//! kill -9 under load, and updates that come again.
//!
//! The load: 40 people whose checks come evenly, 30 a second over all of them, which is as many
//! messages as Telegram takes of one bot; they go on while the bot is down. Each round the bot runs
//! for a while after its first poll and is killed in the midst of something.

use std::time::Duration;

use cektagihan::ports::{Clock as _, SystemClock};
use cektagihan::sandbox::Random;
use cektagihan::sandbox::bot_api::{Message, Method};
use chrono::{DateTime, Utc};
use tokio::time::{Instant, sleep, sleep_until, timeout};

use crate::rig::{Rig, number};
use crate::table::{Row, say};

/// People who ask.
const PEOPLE: u64 = 40;
/// Between two checks.
const PACE: Duration = Duration::from_micros(1_000_000 / 30);
/// How long the bot runs after its first poll, in ms.
const RUNS: (u64, u64) = (150, 600);
/// Once what it is killed in the midst of has begun, so many ms pass at most.
const MIDST: u64 = 3;
/// What is asked at once where the load is a burst.
const BURST: u64 = 10;
/// How long everything may take to be answered once nobody kills any more.
const END: Duration = Duration::from_mins(1);
/// Whatever comes a second time comes by then.
const REPEATS: Duration = Duration::from_secs(3);

/// Kills the bot again and again while people ask.
pub async fn kills(rounds: u32, seed: u64, burst: bool) -> anyhow::Result<Vec<Row>> {
    let (mut random, mut rig, mut crowd) = (Random::seeded(seed), Rig::new().await?, Crowd::default());
    let (mut lives, mut refused) = (Vec::new(), 0);
    for _ in 0..rounds {
        // Whatever the last life had on its way has arrived by now, and the next one needs a while.
        lives.push(SystemClock.now());
        let polls = rig.telegram.requests(Method::GetUpdates);
        rig.launch()?;
        if burst {
            crowd.ask(&rig, BURST);
            after_some(&rig, &mut random).await;
        } else {
            crowd.asks_until(&rig, in_the_midst(&rig, polls, &mut random)).await;
        }
        refused += u32::from(!rig.is_running());
        rig.kill().await?;
    }
    lives.push(SystemClock.now());
    rig.start().await?;
    let Seen { lost, by_life } = crowd.told(&rig, &lives).await;
    let damaged = rig.log_text().lines().filter(|line| line.contains("damaged") || line.contains("set aside")).count();
    let (sum, most) = (by_life.iter().sum::<usize>(), by_life.iter().copied().max().unwrap_or(0));
    let hit = by_life.iter().filter(|repeats| **repeats > 0).count();
    let row = Row {
        what: format!("{rounds} times kill -9, {}", if burst { "ten people at once" } else { "30 checks a second" }),
        must: "0 accepted updates lost, at most 1 duplicate message a round, the store opens every time",
        seen: format!(
            "{} updates, {lost} lost; {sum} duplicates, {most} at most in a round, {hit} rounds with any; {refused} starts failed, {damaged} stores damaged",
            crowd.asked.len()
        ),
        holds: lost == 0 && most <= 1 && refused == 0 && damaged == 0,
    };
    Ok(vec![row, rig.told().row()])
}

/// Waits for a moment of work: for a while, then until a message, an inquiry or a poll comes in
/// that was not there, or for no more at all.
async fn in_the_midst(rig: &Rig, polls: u64, random: &mut Random) {
    let (telegram, biller) = (&rig.telegram, &rig.biller);
    let more = |method: Method, than: u64| telegram.until(move |seen| (seen.requests(method) > than).then_some(()));
    let work = async {
        more(Method::GetUpdates, polls).await;
        sleep(Duration::from_millis(random.between(RUNS.0, RUNS.1))).await;
        match random.between(0, 3) {
            0 => more(Method::SendMessage, telegram.requests(Method::SendMessage)).await,
            1 => more(Method::GetUpdates, telegram.requests(Method::GetUpdates)).await,
            2 => {
                let before = biller.observe(|seen| seen.all_inquiries());
                biller.until(|seen| (seen.all_inquiries() > before).then_some(())).await;
            }
            _ => {}
        }
        let later = random.between(0, MIDST);
        if later > 0 {
            sleep(Duration::from_millis(later)).await;
        }
    };
    let _dead = timeout(END, work).await;
}

/// Waits until some of a burst is answered: at once, in mid-work, when nearly all is done.
async fn after_some(rig: &Rig, random: &mut Random) {
    let enough = rig.telegram.requests(Method::SendMessage) + random.between(0, BURST);
    let some = rig.telegram.until(|seen| (seen.requests(Method::SendMessage) >= enough).then_some(()));
    let _late = timeout(END, some).await;
    sleep(Duration::from_micros(random.between(0, 8_000))).await;
}

/// Who asked what.
#[derive(Default)]
struct Crowd {
    asked: Vec<(u64, String)>,
    due: Option<Instant>,
}

/// What came of it.
struct Seen {
    lost: u32,
    /// Messages said once more, by the life that said them first: its end is why.
    by_life: Vec<usize>,
}

impl Crowd {
    /// The next ones ask, one check each.
    fn ask(&mut self, rig: &Rig, many: u64) {
        for _ in 0..many {
            let next = self.asked.len() as u64;
            let (person, number) = (next % PEOPLE, number(next));
            rig.types(person, &format!("pln {number}"));
            self.asked.push((person, number));
        }
    }

    /// They ask evenly until something is over.
    async fn asks_until(&mut self, rig: &Rig, over: impl Future<Output = ()>) {
        tokio::pin!(over);
        loop {
            let due = self.due.unwrap_or_else(Instant::now);
            tokio::select! {
                biased;
                () = &mut over => return,
                () = sleep_until(due) => self.ask(rig, 1),
            }
            self.due = Some(due + PACE);
        }
    }

    /// Waits for every answer, then counts those that came again. `lives` began at these times.
    async fn told(&self, rig: &Rig, lives: &[DateTime<Utc>]) -> Seen {
        let mut seen = Seen { lost: 0, by_life: vec![0; lives.len() + 1] };
        for (person, number) in &self.asked {
            let is_there = |said: &[&Message]| said.iter().any(|message| message.text.contains(number.as_str()));
            seen.lost += u32::from(!rig.sees(*person, END, is_there).await);
        }
        sleep(REPEATS).await;
        for person in 0..PEOPLE {
            let said = rig.said(person);
            let mut strays = said.len();
            for (_, number) in self.asked.iter().filter(|(asker, _)| *asker == person) {
                let copies: Vec<_> = said.iter().filter(|message| message.text.contains(number.as_str())).collect();
                strays -= copies.len();
                for again in copies.windows(2) {
                    seen.by_life[lives.partition_point(|began| *began <= again[0].at)] += 1;
                }
            }
            // A word that an answer should have taken the place of: it was said twice, and one stands still.
            if strays > 0 {
                say(&format!("{strays} messages to one person that hold no answer"));
                seen.by_life[0] += strays;
            }
        }
        seen
    }
}

/// Delivers every update five times.
pub async fn duplicates() -> anyhow::Result<Vec<Row>> {
    const EACH: usize = 20;
    let mut rig = Rig::new().await?;
    rig.telegram.repeat_updates(5);
    rig.start().await?;
    for index in 0..EACH as u64 {
        for person in 0..PEOPLE {
            let text =
                if index % 2 == 0 { "/start".to_owned() } else { format!("pln {}", number(index * PEOPLE + person)) };
            rig.types(person, &text);
        }
    }
    let mut wrong = 0;
    for person in 0..PEOPLE {
        let all = rig.sees(person, END, |said| said.len() >= EACH).await;
        wrong += u32::from(!all);
    }
    sleep(REPEATS).await;
    let said: usize = (0..PEOPLE).map(|person| rig.said(person).len()).sum();
    let updates = EACH * usize::try_from(PEOPLE).unwrap_or(0);
    let row = Row {
        what: "every update delivered 5 times".to_owned(),
        must: "one effect each",
        seen: format!("{updates} updates, {} deliveries: {said} messages", updates * 5),
        holds: wrong == 0 && said == updates,
    };
    Ok(vec![row, rig.told().row()])
}
