//! Log lines on their way out.
//!
//! Owns: the one thread that writes to standard error. Must not know: what the lines say.
//!
//! Nobody waits for a terminal or a pipe: lines are handed to a thread that writes what gathered
//! within a few milliseconds at once. A reader that does not read makes lines be left out, with a
//! line that says how many; it never stops the bot.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};
use std::thread;
use std::time::Duration;

/// Lines that may wait.
const MOST: usize = 8192;
/// For how long lines gather.
const GATHER: Duration = Duration::from_millis(5);
/// How long the end of the process waits for a reader.
const LAST: Duration = Duration::from_secs(1);

enum Item {
    Lines(Vec<u8>),
    /// Answered when everything before it is written.
    Flush(SyncSender<()>),
}

/// Takes lines in; for the logger.
pub(super) struct Spool {
    queue: SyncSender<Item>,
    left_out: Arc<AtomicU64>,
}

/// Keeps the last lines from being lost: dropped, it waits until they are written.
#[must_use = "dropped at once it flushes nothing"]
pub struct Flusher(SyncSender<Item>);

/// A spool whose lines end in `out`.
pub(super) fn to(out: impl Write + Send + 'static) -> io::Result<(Spool, Flusher)> {
    let (queue, items) = mpsc::sync_channel(MOST);
    let left_out = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&left_out);
    thread::Builder::new().name("log".to_owned()).spawn(move || run(out, &items, &counted))?;
    Ok((Spool { queue: queue.clone(), left_out }, Flusher(queue)))
}

fn run(mut out: impl Write, items: &Receiver<Item>, left_out: &AtomicU64) {
    let mut text = Vec::new();
    while let Ok(first) = items.recv() {
        if matches!(first, Item::Lines(_)) {
            thread::sleep(GATHER);
        }
        let mut flushed = Vec::new();
        for item in std::iter::once(first).chain(items.try_iter().take(MOST)) {
            match item {
                Item::Lines(lines) => text.extend(lines),
                Item::Flush(done) => flushed.push(done),
            }
        }
        let missing = left_out.swap(0, Ordering::Relaxed);
        if missing > 0 {
            text.extend(format!("({missing} log lines were left out: they were not read fast enough)\n").into_bytes());
        }
        // A reader that went away is no reason to end.
        let _ = out.write_all(&text).and_then(|()| out.flush());
        text.clear();
        text.shrink_to(1 << 16);
        drop(flushed);
    }
}

impl Write for Spool {
    /// Never fails and never waits.
    fn write(&mut self, lines: &[u8]) -> io::Result<usize> {
        if let Err(TrySendError::Full(_)) = self.queue.try_send(Item::Lines(lines.to_vec())) {
            self.left_out.fetch_add(1, Ordering::Relaxed);
        }
        Ok(lines.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Flusher {
    fn drop(&mut self) {
        let (done, written) = mpsc::sync_channel(0);
        if self.0.try_send(Item::Flush(done)).is_ok() {
            // The other end is dropped once everything is written.
            let _ = written.recv_timeout(LAST);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Condvar, Mutex};

    use super::*;

    /// Takes bytes only while the gate is open.
    #[derive(Clone, Default)]
    struct Gated(Arc<Inner>);

    #[derive(Default)]
    struct Inner {
        state: Mutex<(bool, Vec<u8>)>,
        opened: Condvar,
    }

    impl Gated {
        fn open(&self) {
            self.0.state.lock().unwrap().0 = true;
            self.0.opened.notify_all();
        }

        fn text(&self) -> String {
            String::from_utf8(self.0.state.lock().unwrap().1.clone()).unwrap()
        }
    }

    impl Write for Gated {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let state = self.0.state.lock().unwrap();
            let mut state = self.0.opened.wait_while(state, |(open, _)| !*open).unwrap();
            state.1.extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn lines_come_out_in_order_before_the_end() {
        let out = Gated::default();
        out.open();
        let (mut spool, flusher) = to(out.clone()).unwrap();
        for number in 0..100 {
            writeln!(spool, "{number}").unwrap();
        }
        drop(flusher);
        let expected: Vec<_> = (0..100).map(|number: u32| number.to_string()).collect();
        assert_eq!(out.text().lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_reader_that_does_not_read_holds_nobody_up() {
        let out = Gated::default();
        let (mut spool, flusher) = to(out.clone()).unwrap();
        // Twice as many as can wait, besides those the writer may already have taken.
        for _ in 0..4 * MOST {
            spool.write_all(b"x\n").unwrap();
        }
        out.open();
        while !out.text().contains("log lines were left out") {
            spool.write_all(b"y\n").unwrap();
            thread::yield_now();
        }
        drop(flusher);
    }
}
