//! Polls that fail: what is said of it, and how long the next one waits.

use std::time::Duration;

use crate::ports::{Alarm, Cause, StoreError};

use crate::bot::backoff::Backoff;
use crate::telegram::api::ApiError;

/// A token that is refused stays so until somebody mends it.
const REFUSED_PAUSE: Duration = Duration::from_secs(30);
/// Two instances that fight for updates only make each other fail faster.
const CONFLICT_PAUSE: Duration = Duration::from_secs(5);

/// Why a poll brought nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Api(#[from] ApiError),
    #[error(transparent)]
    Store(StoreError),
}

/// Says what is wrong, and how long to wait before the next poll.
pub(super) fn answer(error: &Trouble, backoff: &mut Backoff, alarm: &dyn Alarm) -> Duration {
    // Whatever the error, the next that is not told how long to wait waits longer.
    let pause = backoff.pause();
    match error {
        Trouble::Api(ApiError::Conflict(_)) => {
            log::error!(error:%; "telegram gives the updates to somebody else: stop the other instance, or remove its webhook");
            alarm.raise(Cause::Conflict, None);
            CONFLICT_PAUSE
        }
        Trouble::Api(ApiError::TokenRefused) => {
            log::error!("telegram does not accept TELEGRAM_BOT_TOKEN any more: put the current one and restart");
            REFUSED_PAUSE
        }
        Trouble::Api(ApiError::RetryAfter(time)) => *time,
        Trouble::Store(_) => {
            log::warn!(error:%; "polling failed; trying again");
            alarm.raise(Cause::StoreFails, None);
            pause
        }
        Trouble::Api(_) => {
            log::warn!(error:%; "polling failed; trying again");
            pause
        }
    }
}
