//! When the gateway says that we ask too often, nobody asks on until it may be asked again.
//!
//! Owns: until when, and that the owners hear of it once. Must not know: how the gateway is asked.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::Instant;

use super::{transport::HttpReply, wire::CallFailure};
use crate::ports::{Alarm, Cause, InquiryError};

/// No wait is longer, whatever the gateway says: a clock of its own that is wrong must not silence the bot for a day.
const LONGEST: Duration = Duration::from_mins(15);

/// A wait in whole seconds, as people are told it. Rounded up: who comes back then is not refused once more.
pub(super) fn told(wait: Duration) -> u32 {
    u32::try_from(wait.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX).max(1)
}

/// The pause of one account. Time is the monotonic clock's.
#[derive(Default)]
pub(super) struct Pause {
    state: Mutex<State>,
    alarm: OnceLock<Arc<dyn Alarm>>,
}

#[derive(Default)]
struct State {
    until: Option<Instant>,
    /// The owners know of it, and not yet of its end.
    told: bool,
}

impl Pause {
    /// Who hears of its beginning and its end; only the first is heard.
    pub(super) fn report_to(&self, alarm: Arc<dyn Alarm>) {
        let _ = self.alarm.set(alarm);
    }

    /// Why nobody asks now.
    pub(super) fn refusal(&self) -> Option<InquiryError> {
        let left = self.lock().until?.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
        Some(InquiryError::Throttled { seconds: told(left) })
    }

    /// Passes what a reply says on, and heeds it: one that says to wait begins the pause.
    pub(super) fn heed<T>(
        &self,
        read: Result<T, CallFailure>,
        reply: &HttpReply,
        now: DateTime<Utc>,
    ) -> Result<T, CallFailure> {
        match read {
            Err(CallFailure { error: InquiryError::Throttled { seconds }, again, code }) => {
                let wait = reply.wait(now).unwrap_or(Duration::from_secs(seconds.into()));
                Err(CallFailure { error: self.begin(wait), again, code })
            }
            other => {
                self.answered();
                other
            }
        }
    }

    /// The gateway says to wait so long; what is told of it. Replies of calls that were under way do not shorten it.
    fn begin(&self, wait: Duration) -> InquiryError {
        let wait = wait.clamp(Duration::from_secs(1), LONGEST);
        let until = Instant::now() + wait;
        let news = {
            let mut state = self.lock();
            state.until = Some(state.until.map_or(until, |former| former.max(until)));
            !std::mem::replace(&mut state.told, true)
        };
        if news {
            log::warn!(wait_s = wait.as_secs(); "the gateway allows no more questions for now");
            self.alarm.get().inspect(|alarm| alarm.raise(Cause::Throttled, None));
        }
        self.refusal().unwrap_or(InquiryError::Throttled { seconds: 1 })
    }

    /// The gateway answered. An answer to what was asked before the pause does not end it.
    fn answered(&self) {
        let over = {
            let mut state = self.lock();
            let over = state.told && state.until.is_none_or(|until| until <= Instant::now());
            if over {
                *state = State::default();
            }
            over
        };
        if over {
            self.alarm.get().inspect(|alarm| alarm.recovered(Cause::Throttled));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_pause_ends_by_the_clock_and_is_bounded() {
        let pause = Pause::default();
        assert_eq!(pause.refusal(), None);
        assert_eq!(pause.begin(Duration::from_mins(2)), InquiryError::Throttled { seconds: 120 });
        tokio::time::advance(Duration::from_millis(119_500)).await;
        assert_eq!(pause.refusal(), Some(InquiryError::Throttled { seconds: 1 }));
        tokio::time::advance(Duration::from_millis(500)).await;
        assert_eq!(pause.refusal(), None);
        assert_eq!(pause.begin(Duration::from_hours(24)), InquiryError::Throttled { seconds: 900 });
        assert_eq!(
            pause.begin(Duration::ZERO),
            InquiryError::Throttled { seconds: 900 },
            "a shorter one changes nothing"
        );
    }
}
