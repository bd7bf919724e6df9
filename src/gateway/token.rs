//! The access token: asked for once, kept until shortly before it expires, never shown.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{
    Url,
    header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue},
};
use secrecy::{ExposeSecret, SecretString};
use tokio::{sync::Mutex, time::Instant};

use super::{
    breaker::{Breakers, Sign},
    pause::Pause,
    signer::{self, PrivateKey},
    transport::{HttpReply, Transport},
    wire::{self, Again, CallFailure, Code, Granted},
};
use crate::ports::{Clock, GatewayPart, InquiryError};

/// A token is not used in its last minute, so that it cannot die on the way.
const MARGIN: TimeDelta = TimeDelta::seconds(60);

/// A token that can be sent and signed with.
pub(super) struct AccessToken {
    secret: SecretString,
    bearer: HeaderValue,
    good_until: DateTime<Utc>,
}

impl AccessToken {
    /// `None` when it holds characters that no header may.
    fn new(granted: Granted, now: DateTime<Utc>) -> Option<Self> {
        let Granted { token: secret, lifetime } = granted;
        let mut bearer = HeaderValue::try_from(format!("Bearer {}", secret.expose_secret())).ok()?;
        bearer.set_sensitive(true);
        let good_until = now + lifetime - MARGIN.min(lifetime / 2);
        Some(Self { secret, bearer, good_until })
    }

    /// What the request signature covers.
    pub(super) fn reveal(&self) -> &str {
        self.secret.expose_secret()
    }

    /// Adds the `Authorization` header.
    pub(super) fn authorise(&self, headers: &mut HeaderMap) {
        headers.insert(AUTHORIZATION, self.bearer.clone());
    }
}

/// Gets tokens and keeps the current one. One renewal at a time: who waits for it shares its
/// outcome, be it a failure.
pub(super) struct Tokens {
    client_id: String,
    client_secret: SecretString,
    key: PrivateKey,
    address: Url,
    renewals: AtomicU64,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    token: Option<Arc<AccessToken>>,
    failure: Option<CallFailure>,
}

impl Tokens {
    pub(super) fn new(client_id: String, client_secret: SecretString, key: PrivateKey, address: Url) -> Self {
        let (renewals, kept) = (AtomicU64::new(0), Mutex::default());
        Self { client_id, client_secret, key, address, renewals, kept }
    }

    /// The kept token, or a new one.
    pub(super) async fn get(
        &self,
        transport: &Transport,
        clock: &dyn Clock,
        breakers: &Breakers,
        pause: &Pause,
    ) -> Result<Arc<AccessToken>, CallFailure> {
        let renewals_seen = self.renewals.load(Ordering::Acquire);
        let mut kept = self.kept.lock().await;
        if let Some(token) = kept.token.as_ref().filter(|token| clock.now() < token.good_until) {
            return Ok(Arc::clone(token));
        }
        let waited_for_one = self.renewals.load(Ordering::Acquire) != renewals_seen;
        if let Some(failure) = kept.failure.as_ref().filter(|_| waited_for_one) {
            return Err(failure.clone());
        }
        let pass =
            breakers.enter(GatewayPart::SignIn).map_err(|resting| CallFailure::without_reply(resting, Again::No))?;
        let renewed = self.renew(transport, clock, pause).await.map(Arc::new);
        pass.note(Sign::of(renewed.as_ref().err().map(|failure| &failure.error)));
        self.renewals.fetch_add(1, Ordering::AcqRel);
        *kept = Kept { token: renewed.as_ref().ok().cloned(), failure: renewed.as_ref().err().cloned() };
        renewed
    }

    /// Forgets a token that the gateway refused, unless another has taken its place.
    pub(super) async fn discard(&self, refused: &Arc<AccessToken>) {
        self.kept.lock().await.token.take_if(|kept| Arc::ptr_eq(kept, refused));
    }

    async fn renew(&self, transport: &Transport, clock: &dyn Clock, pause: &Pause) -> Result<AccessToken, CallFailure> {
        let started = Instant::now();
        let renewed = self.ask(transport, clock, pause).await;
        let ms = started.elapsed().as_millis();
        match renewed {
            Ok((code, token)) => {
                log::info!(outcome:% = code, ms = ms; "got an access token");
                Ok(token)
            }
            Err(failure) => {
                log::info!(outcome:% = failure.outcome(), ms = ms; "got no access token");
                Err(failure)
            }
        }
    }

    async fn ask(
        &self,
        transport: &Transport,
        clock: &dyn Clock,
        pause: &Pause,
    ) -> Result<(Code, AccessToken), CallFailure> {
        let asked_at = clock.now();
        let reply = self.post(transport, asked_at).await?;
        let (code, granted) = pause.heed(wire::read_token(reply.status, &reply.body), &reply, clock.now())?;
        let token = AccessToken::new(granted, asked_at);
        token
            .map(|token| (code, token))
            .ok_or_else(|| CallFailure::unreadable(reply.status, "a token that cannot be sent"))
    }

    /// The token call itself, its reply unread.
    pub(super) async fn post(&self, transport: &Transport, now: DateTime<Utc>) -> Result<HttpReply, CallFailure> {
        let timestamp = signer::timestamp(now);
        let signature = self
            .key
            .sign(&signer::auth_message(&self.client_id, &timestamp))
            .map_err(|_| CallFailure::without_reply(InquiryError::SignatureRefused, Again::No))?;
        let body = wire::token_body(&self.client_id, &self.client_secret);
        transport.post(self.address.clone(), signed_headers(&timestamp, &signature), Bytes::from(body)).await
    }

    /// The key that signs for tokens.
    pub(super) fn key(&self) -> &PrivateKey {
        &self.key
    }
}

/// The two headers of every call.
pub(super) fn signed_headers(timestamp: &str, signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(8);
    for (name, text) in [(signer::TIMESTAMP_HEADER, timestamp), (signer::SIGNATURE_HEADER, signature)] {
        let value = HeaderValue::from_str(text).expect("digits, colons and Base64 fit a header");
        headers.insert(HeaderName::from_static(name), value);
    }
    headers
}
