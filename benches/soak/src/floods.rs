//! Floods: what others notice of one, and what many take of memory.

use std::time::{Duration, Instant};

use cektagihan::sandbox::bot_api::Message;
use tokio::time::{sleep, sleep_until};

use crate::rig::{Rig, number};
use crate::table::{Row, p95, say};

const FLOOD: u64 = 1_000;
/// Who floods; others are numbered from 1.
const FLOODER: u64 = 0;
/// Who is measured: somebody new every time.
const PACE: Duration = Duration::from_millis(40);
const WINDOW: Duration = Duration::from_secs(8);
const WARM_UP: u64 = 50;
const PATIENCE: Duration = Duration::from_mins(1);
/// Floods measured, each beside a quiet time of its own: a single one tells little on a shared machine.
const TURNS: u64 = 3;

/// 1,000 updates from one chat while its call hangs.
pub async fn floods() -> anyhow::Result<Vec<Row>> {
    let mut rig = Rig::new().await?;
    rig.start().await?;
    let mut next = 1;
    for _ in 0..WARM_UP {
        answer_time(&rig, &mut next).await;
    }
    let (mut quiet, mut flooded) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        quiet.append(&mut others(&rig, &mut next).await);
        rig.biller.hold();
        rig.types(FLOODER, &format!("pln {}", number(turn)));
        for _ in 0..FLOOD {
            rig.types(FLOODER, "/bantuan");
        }
        flooded.append(&mut others(&rig, &mut next).await);
        rig.biller.release();
        sleep(Duration::from_secs(1)).await;
    }
    let (before, meanwhile) = (p95(&mut quiet), p95(&mut flooded));
    let ratio = meanwhile / before;
    let row = Row {
        what: format!("{FLOOD} updates from one chat while its call hangs"),
        must: "other chats' p95 within 1.2 x",
        seen: format!("{before:.1} ms before, {meanwhile:.1} ms meanwhile: {ratio:.2} x"),
        holds: ratio <= 1.2,
    };
    Ok(vec![row, rig.told().row()])
}

/// Others, evenly, for a while: how long each waits, in µs.
async fn others(rig: &Rig, next: &mut u64) -> Vec<u64> {
    let (mut times, mut due) = (Vec::new(), Instant::now());
    let end = due + WINDOW;
    while due < end {
        sleep_until(due.into()).await;
        times.push(answer_time(rig, next).await);
        due += PACE;
    }
    times
}

async fn answer_time(rig: &Rig, next: &mut u64) -> u64 {
    let person = *next;
    *next += 1;
    let asked = rig.types(person, "/bantuan");
    rig.sees(person, PATIENCE, |said| !said.is_empty()).await;
    u64::try_from(asked.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// 10,000 updates that wait.
pub async fn queue() -> anyhow::Result<Vec<Row>> {
    const MANY: u64 = 10_000;
    let mut rig = Rig::new().await?;
    rig.start().await?;
    rig.biller.hold();
    for person in 0..MANY {
        rig.types(person, &format!("pln {}", number(person)));
    }
    let taken = rig.telegram.until(|seen| (seen.pending_updates() == 0).then_some(()));
    let taken = tokio::time::timeout(PATIENCE, taken).await.is_ok();
    sleep(Duration::from_secs(2)).await;
    let held = rig.peak_memory()?;
    rig.biller.release();
    let mut silent = 0;
    let final_word = |said: &[&Message]| {
        said.last().is_some_and(|last| !last.text.contains("Sedang dicek") && !last.text.contains("sedang lambat"))
    };
    for person in 0..MANY {
        silent += u32::from(!rig.sees(person, PATIENCE, final_word).await);
    }
    let peak = rig.peak_memory()?;
    say(&format!("peak while all waited {} MB, in the end {} MB", held / 1024, peak / 1024));
    let row = Row {
        what: "10,000 updates queued behind a gateway that hangs".to_owned(),
        must: "under 100 MB, everybody gets a word",
        seen: format!("{} MB at most, {silent} without a word, all taken: {taken}", peak / 1024),
        holds: peak < 100 * 1024 && silent == 0,
    };
    Ok(vec![row, rig.told().row()])
}
