//! Going on while the store fails: nothing is lost by it, and the person is told, once.

use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::person::Seat;
use crate::ports::{Alarm as _, Cause, StoreError};

use super::report::Report;
use crate::bot::backoff::Backoff;
use crate::bot::outbox::asides::apologise;
use crate::bot::services::Services;

/// Whether a person was told that the store fails: an update and the checks that it began share one, so that they
/// are told once, whichever of them the store refuses.
#[derive(Clone, Default)]
pub struct Told(Arc<AtomicBool>);

impl Told {
    /// Whether they are still to be told; from now on they are not.
    fn now(&self) -> bool {
        !self.0.swap(true, Ordering::Relaxed)
    }
}

/// A turn, tried until the store lets it be taken.
pub(super) struct Effort {
    pub(super) report: Report,
    pub(super) told: Told,
    backoff: Backoff,
    answered: bool,
}

impl Effort {
    /// Nothing was tried yet.
    pub(super) fn new(report: Report, told: Told) -> Self {
        Self { report, told, backoff: Backoff::of_the_store(), answered: false }
    }

    /// Whether the press, if there was one, is still to be answered; from now on it is not.
    pub(super) fn answers_now(&mut self) -> bool {
        !mem::replace(&mut self.answered, true)
    }

    /// Says that the store failed, and is done when it may be tried again.
    pub(super) async fn rest(&mut self, services: &Arc<Services>, seat: Seat, error: &StoreError) {
        let trace = self.report.trace.as_str();
        log::error!(trace, error:%; "a turn waits for the store");
        if self.told.now() {
            services.alerts.raise(Cause::StoreFails, Some(trace));
            apologise(services, seat, trace).await;
        }
        tokio::time::sleep(self.backoff.pause()).await;
    }
}
