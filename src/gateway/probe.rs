//! A look at the gateway for whoever sets the bot up.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::HeaderValue;
use tokio::time::{Instant, timeout};

use super::{
    KlikooClient, pause, signer,
    transport::{HttpReply, moment},
    wire,
};
use crate::ports::InquiryError;

/// What a token call told. Safe to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbeReport {
    /// Whether the gateway gave a token.
    pub token: Result<(), InquiryError>,
    /// The gateway's clock minus ours, to the second; positive when ours is behind. Absent when
    /// no reply with a `Date` came.
    pub skew: Option<TimeDelta>,
    /// Whether both signatures come out right on this machine, see [`signer::self_test`].
    pub signs_right: bool,
    /// How long the call took.
    pub took: Duration,
}

impl KlikooClient {
    /// Asks for a token, past the kept one, and compares clocks. Within 25 s.
    pub async fn probe(&self) -> ProbeReport {
        let caller = self.caller();
        let started = Instant::now();
        let call = caller.tokens.post(&caller.transport, caller.clock.now());
        let reply = match timeout(caller.limits.total, call).await {
            Ok(Ok(reply)) => Ok(reply),
            Ok(Err(failure)) => Err(failure.error),
            Err(_) => Err(InquiryError::TimedOut),
        };
        ProbeReport {
            skew: reply.as_ref().ok().and_then(|reply| skew(reply.date.as_ref()?, caller.clock.now())),
            token: reply.and_then(|reply| verdict(&reply, caller.clock.now())),
            signs_right: signer::self_test(caller.tokens.key()),
            took: started.elapsed(),
        }
    }
}

fn verdict(reply: &HttpReply, now: DateTime<Utc>) -> Result<(), InquiryError> {
    wire::read_token(reply.status, &reply.body).map(drop).map_err(|failure| failure.error).map_err(|error| {
        match (error, reply.wait(now)) {
            (InquiryError::Throttled { .. }, Some(wait)) => InquiryError::Throttled { seconds: pause::told(wait) },
            (error, _) => error,
        }
    })
}

/// A `Date` has no fraction of a second; ours is dropped too.
fn skew(date: &HeaderValue, now: DateTime<Utc>) -> Option<TimeDelta> {
    let theirs = moment(date.to_str().ok()?)?;
    Some(TimeDelta::seconds(theirs.timestamp() - now.timestamp()))
}
