//! The simulator: the real bot between a Telegram, a gateway, a disk and a clock that are values in
//! this process, one thread, one seed.
//!
//! A seed makes a script: who there is, what they do and when, and what fails meanwhile. The bot
//! is cut off in mid-work and started again on what its disk had. Time is tokio's paused clock, so
//! an hour takes milliseconds and a script always plays the same. What must hold is written in
//! [`ledger`] (what the disk saw) and [`chats`] (what people saw).
//!
//! A failure names its seed; `CEKTAGIHAN_SEED=<seed> cargo test --test it simulation` plays that
//! one alone and tells its story. `CEKTAGIHAN_SCRIPTS=<count>` plays more than the usual number.

mod biller;
mod chats;
mod disk;
mod ledger;
mod line;
mod numbers;
mod play;
mod stage;
mod steps;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use play::{Played, play};

/// Scripts of an ordinary run of the tests: half a minute on two slow cores.
const SCRIPTS: u64 = 2_000;
/// Where seeds begin; any other number would do.
const FIRST_SEED: u64 = 1;
/// Failures told in full; more would bury them.
const TOLD: usize = 3;

#[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} must be a number")))
}

#[test]
fn whatever_fails_every_promise_is_kept() {
    crate::logs::read_along();
    if let Some(seed) = setting("CEKTAGIHAN_SEED") {
        let played = play(seed);
        println!("{}", played.story.join("\n"));
        assert!(played.faults.is_empty(), "seed {seed}:\n{}", played.faults.join("\n"));
        return;
    }
    let scripts = setting("CEKTAGIHAN_SCRIPTS").unwrap_or(SCRIPTS);
    let (next, failed) = (AtomicU64::new(FIRST_SEED), Mutex::new(Vec::new()));
    let sums = Mutex::new([0_u64; 4]);
    let players = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..players {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= FIRST_SEED + scripts {
                        return;
                    }
                    let played = play(seed);
                    add(&mut sums.lock().unwrap_or_else(PoisonError::into_inner), &played);
                    if !played.faults.is_empty() {
                        failed.lock().unwrap_or_else(PoisonError::into_inner).push((seed, played.faults));
                    }
                }
            });
        }
    });
    let [updates, messages, crashes, lives] = sums.into_inner().unwrap();
    println!("{scripts} scripts: {updates} updates, {messages} messages, {crashes} crashes, {lives} starts");
    let failed = failed.into_inner().unwrap();
    let told: Vec<_> = failed.iter().take(TOLD).map(|(seed, faults)| format!("seed {seed}: {faults:#?}")).collect();
    assert!(failed.is_empty(), "{} of {scripts} scripts failed:\n{}", failed.len(), told.join("\n"));
    assert!(updates > scripts && messages > scripts, "the scripts are too idle to prove anything");
}

fn add(sums: &mut [u64; 4], played: &Played) {
    for (sum, figure) in sums.iter_mut().zip([played.updates, played.messages, played.crashes, played.lives]) {
        *sum += figure;
    }
}

#[test]
fn a_seed_always_plays_the_same() {
    crate::logs::read_along();
    for seed in 9_000..9_010 {
        let (once, again) = (play(seed), play(seed));
        assert_eq!(once.story, again.story, "seed {seed}");
    }
}
