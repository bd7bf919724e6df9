//! What the owners are to hear of: at most one alert per cause in ten minutes.
//!
//! Owns: what the owners were told when. Must not know: why something is raised, nor who the owners are.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::time::Instant;

use crate::dialogue::in_cut_off;
use crate::ports::{Alarm, Cause, Clock, GatewayPart};

/// How long a cause is not told of again.
const QUIET: Duration = Duration::from_mins(10);

/// Calls the owners.
pub struct Alerts {
    clock: Arc<dyn Clock>,
    ledger: Mutex<Ledger>,
    traces: AtomicU32,
    outgoing: UnboundedSender<Alert>,
    waiting: Mutex<Option<UnboundedReceiver<Alert>>>,
}

/// A message to every owner.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Alert {
    pub(super) cause: Cause,
    /// Whether it tells of an end.
    pub(super) over: bool,
    pub(super) trace: String,
    /// How often it was not told of since.
    pub(super) suppressed: u32,
}

/// What the owners were told.
#[derive(Default)]
struct Ledger(HashMap<Cause, Told>);

struct Told {
    at: Instant,
    /// Happened since, and not told of.
    suppressed: u32,
    /// Told of as going on.
    open: bool,
}

impl Ledger {
    /// How many were suppressed before, when this one is to be told.
    fn raise(&mut self, cause: &Cause, now: Instant) -> Option<u32> {
        match self.0.get_mut(cause) {
            Some(told) if now.duration_since(told.at) < QUIET => {
                told.suppressed = told.suppressed.saturating_add(1);
                None
            }
            former => {
                let suppressed = former.map_or(0, |told| told.suppressed);
                self.0.insert(cause.clone(), Told { at: now, suppressed: 0, open: true });
                Some(suppressed)
            }
        }
    }

    /// The same for the end of something, which is told once, and only if its beginning was.
    fn recover(&mut self, cause: &Cause) -> Option<u32> {
        let told = self.0.get_mut(cause).filter(|told| told.open)?;
        told.open = false;
        Some(std::mem::take(&mut told.suppressed))
    }
}

impl Alerts {
    /// Alerts that wait until [`alerting`](super::alerting) takes them to the owners.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let (outgoing, waiting) = mpsc::unbounded_channel();
        let started = clock.now().timestamp() & 0x0fff_ffff;
        Self {
            clock,
            ledger: Mutex::default(),
            traces: AtomicU32::new(u32::try_from(started).unwrap_or(0)),
            outgoing,
            waiting: Mutex::new(Some(waiting)),
        }
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// PLN closes every night: that is no news.
    fn is_no_news(&self, cause: &Cause) -> bool {
        matches!(cause, Cause::Down(GatewayPart::Family(family)) if in_cut_off(*family, self.clock.now()))
    }

    fn send(&self, cause: Cause, over: bool, trace: Option<&str>, suppressed: u32) {
        let mint = || format!("{:07x}", self.traces.fetch_add(1, Ordering::Relaxed) & 0x0fff_ffff);
        let trace = trace.map_or_else(mint, str::to_owned);
        log::warn!(trace = trace.as_str(), cause = cause.name().as_str(), over, suppressed; "the owners are told");
        // Nobody listens any more when the bot stops.
        let _ = self.outgoing.send(Alert { cause, over, trace, suppressed });
    }
}

impl Alerts {
    /// The alerts that wait, for the one who takes them to the owners.
    pub(super) fn take_waiting(&self) -> Option<UnboundedReceiver<Alert>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Alarm for Alerts {
    fn raise(&self, cause: Cause, trace: Option<&str>) {
        if self.is_no_news(&cause) {
            return;
        }
        let told = self.ledger().raise(&cause, Instant::now());
        if let Some(suppressed) = told {
            self.send(cause, false, trace, suppressed);
        }
    }

    fn recovered(&self, cause: Cause) {
        let told = self.ledger().recover(&cause);
        if let Some(suppressed) = told {
            self.send(cause, true, None, suppressed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::product::Family;
    use crate::ports::InquiryError;

    const DOWN: Cause = Cause::Down(GatewayPart::Family(Family::Water));

    fn minutes(start: Instant, minutes: u64) -> Instant {
        start + Duration::from_mins(minutes)
    }

    #[test]
    fn a_cause_is_told_once_in_ten_minutes_with_the_count_of_the_rest() {
        let (mut ledger, start) = (Ledger::default(), Instant::now());
        assert_eq!(ledger.raise(&DOWN, start), Some(0));
        for minute in 0..10 {
            assert_eq!(ledger.raise(&DOWN, minutes(start, minute)), None);
        }
        assert_eq!(ledger.raise(&DOWN, minutes(start, 10)), Some(10));
        assert_eq!(ledger.raise(&DOWN, minutes(start, 20)), Some(0));
    }

    #[test]
    fn causes_do_not_silence_each_other() {
        let (mut ledger, start) = (Ledger::default(), Instant::now());
        let others = [Cause::Conflict, Cause::Refused(InquiryError::ClockOff), Cause::Down(GatewayPart::SignIn)];
        assert_eq!(ledger.raise(&DOWN, start), Some(0));
        assert!(others.iter().all(|cause| ledger.raise(cause, start) == Some(0)));
    }

    #[test]
    fn an_end_is_told_once_and_only_when_its_beginning_was() {
        let (mut ledger, start) = (Ledger::default(), Instant::now());
        assert_eq!(ledger.recover(&DOWN), None);
        ledger.raise(&DOWN, start);
        assert_eq!(ledger.raise(&DOWN, start), None);
        assert_eq!(ledger.recover(&DOWN), Some(1));
        assert_eq!(ledger.recover(&DOWN), None);
        assert_eq!(ledger.raise(&DOWN, minutes(start, 1)), None, "still within ten minutes");
        assert_eq!(ledger.recover(&DOWN), None, "a flutter nobody heard of");
        assert_eq!(ledger.raise(&DOWN, minutes(start, 10)), Some(1));
    }

    struct Still(&'static str);

    impl Clock for Still {
        fn now(&self) -> chrono::DateTime<chrono::Utc> {
            self.0.parse().unwrap()
        }
    }

    fn sent(at: &'static str, cause: Cause) -> Option<Alert> {
        let alerts = Alerts::new(Arc::new(Still(at)));
        alerts.raise(cause, Some("abc"));
        let mut waiting = alerts.waiting.lock().unwrap().take().unwrap();
        waiting.try_recv().ok()
    }

    #[test]
    fn the_nightly_cut_off_wakes_nobody() {
        let electricity = Cause::Down(GatewayPart::Family(Family::Electricity));
        assert_eq!(sent("2026-11-23T16:30:00Z", electricity.clone()), None);
        assert!(sent("2026-11-23T18:30:00Z", electricity).is_some());
        assert!(sent("2026-11-23T16:30:00Z", DOWN).is_some());
    }
}
