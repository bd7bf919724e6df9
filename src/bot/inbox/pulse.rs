//! When the bot is well enough to say so.

use std::time::Duration;

use tokio::time::Instant;

use crate::ports::{Alarm as _, Cause};

use super::polling::Polling;

/// How long a proof that rows can be read is good for.
const PROOF: Duration = Duration::from_secs(1);

impl Polling {
    /// A bot whose store fails is not well: neither one that cannot write, nor one that cannot read; nor is one that
    /// cannot take what it is given.
    pub(super) async fn beat(&mut self) {
        if self.inbox.is_behind() || self.pace.is_stuck() {
            return;
        }
        // Polls come by the hundred a second under load; a proof goes to the disk.
        let is_proved = self.proved.is_some_and(|at| at.elapsed() < PROOF) && !self.services.doubts_reads();
        match if is_proved { Ok(()) } else { self.services.prove_reads().await } {
            Ok(()) => {
                self.proved = if is_proved { self.proved } else { Some(Instant::now()) };
                (self.heartbeat)(self.inbox.waiting());
            }
            Err(error) => {
                self.proved = None;
                log::error!(error:%; "rows cannot be read: there is no heartbeat");
                self.services.alerts.raise(Cause::StoreFails, None);
            }
        }
    }
}
