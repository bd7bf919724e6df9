//! kill -9 under load, and updates that come again.

use std::collections::HashMap;
use std::time::Duration;

use cektagihan::sandbox::Random;
use tokio::time::sleep;

use crate::rig::{Rig, number};
use crate::table::Row;

/// People who ask, and how many of them a round.
const PEOPLE: u64 = 40;
const A_ROUND: u64 = 10;
/// How long everything may take to be answered once nobody kills any more.
const END: Duration = Duration::from_mins(1);

/// Kills the bot again and again while people ask.
pub async fn kills(rounds: u32, seed: u64) -> anyhow::Result<Vec<Row>> {
    let mut random = Random::seeded(seed);
    let mut rig = Rig::new().await?;
    rig.launch()?;
    let mut asked = Vec::new();
    let mut refused = 0;
    for round in 0..u64::from(rounds) {
        for index in 0..A_ROUND {
            let person = (round * A_ROUND + index) % PEOPLE;
            let number = number(asked.len() as u64);
            rig.types(person, &format!("pln {number}"));
            asked.push((person, number));
        }
        // Killed at another point each time: at once, in mid-work, when nearly all is done.
        let heard = random.between(0, A_ROUND);
        let before = round * A_ROUND;
        let some = rig.telegram.until(|seen| {
            let said = (0..PEOPLE).flat_map(|person| seen.messages(crate::rig::chat(person)));
            (said.filter(|message| message.is_from_bot()).count() as u64 >= before + heard).then_some(())
        });
        let _late = tokio::time::timeout(END, some).await;
        sleep(Duration::from_micros(random.between(0, 8_000))).await;
        if !rig.is_running() {
            refused += 1;
        }
        rig.kill().await?;
        rig.launch()?;
    }
    let mut lost = 0;
    for (person, number) in &asked {
        let found = rig.sees(*person, END, |said| said.iter().any(|message| message.text.contains(number.as_str())));
        lost += u32::from(!found.await);
    }
    let repeats = repeats(&rig, &asked);
    let damaged = rig.log_text().lines().filter(|line| line.contains("damaged") || line.contains("set aside")).count();
    let most = repeats.iter().copied().max().unwrap_or(0);
    let sum: u64 = repeats.iter().sum();
    let figures = format!(
        "{} updates, {lost} lost; {sum} duplicates, {most} at most in a round; {refused} starts failed, {damaged} stores damaged",
        asked.len()
    );
    let holds = lost == 0 && most <= 1 && refused == 0 && damaged == 0;
    let promise = "0 accepted updates lost, at most 1 duplicate message a round, the store opens every time";
    let row = Row { what: format!("{rounds} rounds of kill -9 under load"), must: promise, seen: figures, holds };
    Ok(vec![row, rig.told().row()])
}

/// Messages more than one for a number, by round.
fn repeats(rig: &Rig, asked: &[(u64, String)]) -> Vec<u64> {
    let mut said: HashMap<u64, Vec<String>> = HashMap::new();
    for person in 0..PEOPLE {
        said.insert(person, rig.said(person).into_iter().map(|message| message.text).collect());
    }
    let extra = |(person, number): &(u64, String)| {
        let texts = said.get(person).map(Vec::as_slice).unwrap_or_default();
        (texts.iter().filter(|text| text.contains(number.as_str())).count() as u64).saturating_sub(1)
    };
    let rounds = asked.chunks(usize::try_from(A_ROUND).unwrap_or(1));
    rounds.map(|round| round.iter().map(extra).sum()).collect()
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
    // Whatever comes a second time would come now.
    sleep(Duration::from_secs(3)).await;
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
