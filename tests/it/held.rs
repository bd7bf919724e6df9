//! Time that moves only when a test moves it, though sockets and disks are real.

use std::sync::mpsc;
use std::time::Duration;

/// A hung test ends by this, in real time; it has failed then.
const ENOUGH: Duration = Duration::from_mins(2);
const STEP: Duration = Duration::from_millis(250);
const ROUNDS: usize = 150;

/// Holds tokio's clock. tokio's paused clock jumps to the next timer as soon as all tasks wait,
/// also when what they wait for is a socket; a blocking task under way keeps it from doing so.
pub struct Held(#[expect(dead_code, reason = "the blocking task ends when it is dropped")] mpsc::Sender<()>);

impl Held {
    /// Holds the clock of this test, which must run on one thread.
    pub fn here() -> Self {
        tokio::time::pause();
        let (until, dropped) = mpsc::channel();
        // Later than enough, the clock runs away and every wait with a limit fails.
        tokio::task::spawn_blocking(move || dropped.recv_timeout(ENOUGH));
        Self(until)
    }

    /// Moves the clock on. With rows in memory everything happens on this one thread, and between
    /// two steps all of it does: who waits then, waits for the clock.
    pub async fn forward(&self, time: Duration) {
        let mut left = time;
        while !left.is_zero() {
            let step = left.min(STEP);
            settled().await;
            tokio::time::advance(step).await;
            settled().await;
            left -= step;
        }
    }

    /// Lets everything happen that does not wait for the clock.
    pub async fn settled(&self) {
        settled().await;
    }

    /// Moves the clock on until a future is done.
    pub async fn during<T>(&self, future: impl Future<Output = T>) -> T {
        tokio::pin!(future);
        loop {
            tokio::select! {
                biased;
                done = &mut future => return done,
                () = self.forward(STEP) => {}
            }
        }
    }

    /// Moves the clock on until something is found, and tells how long that took.
    pub async fn until<T>(&self, at_most: Duration, mut look: impl FnMut() -> Option<T>) -> (Duration, T) {
        let mut passed = Duration::ZERO;
        loop {
            settled().await;
            if let Some(found) = look() {
                return (passed, found);
            }
            assert!(passed < at_most, "not within {at_most:?}");
            self.forward(STEP).await;
            passed += STEP;
        }
    }
}

/// Enough rounds for a request and its answer to go through every task they pass.
async fn settled() {
    for _ in 0..ROUNDS {
        tokio::task::yield_now().await;
    }
}
