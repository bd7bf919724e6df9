//! One inquiry: a token, a signature, a request, a reading, and one more try where that is safe.

use std::sync::Arc;

use bytes::Bytes;
use reqwest::Url;
use tokio::time::Instant;

use super::{
    breaker::{Breakers, Sign},
    budget::Budget,
    config::CallLimits,
    pause::Pause,
    signer::{self, RequestSigner, Signed},
    token::{AccessToken, Tokens, signed_headers},
    transport::Transport,
    wire::{self, Again, CallFailure, ReadBills},
};
use crate::{
    domain::{
        bill::{Answer, Bill},
        inquiry::Inquiry,
    },
    ports::{Clock, GatewayPart, Inquired},
};

/// Asks the gateway, without memory of earlier answers.
pub(super) struct Caller {
    pub(super) transport: Transport,
    pub(super) tokens: Tokens,
    pub(super) signer: RequestSigner,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) address: Url,
    pub(super) limits: CallLimits,
    pub(super) breakers: Breakers,
    pub(super) budgets: Budgets,
    pub(super) pause: Pause,
}

/// What may be repeated.
pub(super) struct Budgets {
    /// After a fault of the gateway.
    soon: Budget,
    /// With a new token or a new timestamp. One expired token fails all calls that are under way.
    mended: Budget,
}

impl Budgets {
    pub(super) const fn new() -> Self {
        Self { soon: Budget::of(10), mended: Budget::of(128) }
    }

    fn earn(&self) {
        self.soon.earn();
        self.mended.earn();
    }

    fn spend(&self, again: Again) -> bool {
        match again {
            Again::No => false,
            Again::Soon => self.soon.spend(),
            Again::WithNewTime | Again::WithNewToken => self.mended.spend(),
        }
    }
}

impl Caller {
    /// Asks, and asks once more when the failure passes and there is time left.
    pub(super) async fn ask(&self, inquiry: &Inquiry, part: GatewayPart) -> Inquired {
        let deadline = Instant::now() + self.limits.total;
        let body = Bytes::from(wire::inquiry_body(inquiry));
        self.budgets.earn();
        let first = self.attempt(inquiry, part, &body).await;
        let last = match first {
            Err(failure) if self.may_ask_again(&failure, part, deadline) => {
                if failure.again == Again::Soon {
                    tokio::time::sleep(self.limits.pause).await;
                }
                self.attempt(inquiry, part, &body).await
            }
            first => first,
        };
        last.map(|bills| Answer { bills, as_of: self.clock.now() }).map_err(|failure| failure.error)
    }

    /// A second try needs time for a pause and a connection, and a part that does not rest, else it
    /// would only hide the first's reason.
    fn may_ask_again(&self, failure: &CallFailure, part: GatewayPart, deadline: Instant) -> bool {
        let in_time = || Instant::now() + self.limits.pause + self.limits.connect < deadline;
        failure.again != Again::No
            && in_time()
            && self.breakers.refusal(part).is_none()
            && self.budgets.spend(failure.again)
    }

    async fn attempt(&self, inquiry: &Inquiry, part: GatewayPart, body: &Bytes) -> Result<Vec<Bill>, CallFailure> {
        let started = Instant::now();
        let read = self.try_once(part, body).await;
        let (product, ms) = (&inquiry.product, started.elapsed().as_millis());
        match read {
            Ok(ReadBills { code, bills, left_out }) => {
                log::info!(product:%, outcome:% = code, ms = ms; "asked the gateway");
                if left_out.count > 0 {
                    let (count, names) = (left_out.count, left_out.names());
                    log::info!(product:%, count = count, names:% = names; "fields of a bill were left out");
                }
                Ok(bills)
            }
            Err(failure) => {
                log::info!(product:%, outcome:% = failure.outcome(), ms = ms; "asked the gateway in vain");
                Err(failure)
            }
        }
    }

    async fn try_once(&self, part: GatewayPart, body: &Bytes) -> Result<ReadBills, CallFailure> {
        self.unpaused()?;
        let token = self.tokens.get(&self.transport, &*self.clock, &self.breakers, &self.pause).await?;
        // Whoever waited for the token may have waited into a pause.
        self.unpaused()?;
        // Entered only now: a sign-in that fails is nothing against the biller.
        let pass = self.breakers.enter(part).map_err(|resting| CallFailure::without_reply(resting, Again::No))?;
        let read = self.post(&token, body).await;
        pass.note(Sign::of(read.as_ref().err().map(|failure| &failure.error)));
        if read.as_ref().is_err_and(|failure| failure.again == Again::WithNewToken) {
            self.tokens.discard(&token).await;
        }
        read
    }

    fn unpaused(&self) -> Result<(), CallFailure> {
        self.pause.refusal().map_or(Ok(()), |throttled| Err(CallFailure::without_reply(throttled, Again::No)))
    }

    async fn post(&self, token: &AccessToken, body: &Bytes) -> Result<ReadBills, CallFailure> {
        let timestamp = signer::timestamp(self.clock.now());
        let signature = self.signer.sign(Signed {
            method: signer::SIGNED_METHOD,
            path: signer::INQUIRY_PATH,
            token: token.reveal(),
            body,
            timestamp: &timestamp,
        });
        let mut headers = signed_headers(&timestamp, &signature);
        token.authorise(&mut headers);
        let reply = self.transport.post(self.address.clone(), headers, body.clone()).await?;
        self.pause.heed(wire::read_bills(reply.status, &reply.body), &reply, self.clock.now())
    }
}
