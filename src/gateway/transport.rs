//! One request over HTTP: limits on time, size and redirects, and which failure is which.

use std::{net::IpAddr, time::Duration};

use bytes::{Bytes, BytesMut};
use chrono::{DateTime, Utc};
use reqwest::{
    Client, Response, Url,
    header::{CONTENT_TYPE, DATE, HeaderMap, HeaderValue, RETRY_AFTER},
    redirect::Policy,
};

use super::{
    config::{CallLimits, GatewayConfigError},
    obstacle,
    wire::{Again, CallFailure},
};

/// The longest an unused connection is kept: shorter than servers commonly do (60 s), so that a
/// request is not sent into a connection that is being closed.
const IDLE: Duration = Duration::from_secs(30);

/// Sends requests to one base URL over connections that are kept.
pub(super) struct Transport {
    http: Client,
    base: String,
    body_cap: usize,
}

/// A reply of any status, its body whole.
pub(super) struct HttpReply {
    pub(super) status: u16,
    pub(super) body: Bytes,
    pub(super) date: Option<HeaderValue>,
    /// `Retry-After`: seconds, or a moment.
    pub(super) retry_after: Option<HeaderValue>,
}

impl HttpReply {
    /// How long the gateway tells us to wait. A moment is taken by the gateway's own clock where it shows it: ours may be
    /// off.
    pub(super) fn wait(&self, now: DateTime<Utc>) -> Option<Duration> {
        let told = self.retry_after.as_ref()?.to_str().ok()?.trim();
        if let Ok(seconds) = told.parse::<u64>() {
            return Some(Duration::from_secs(seconds));
        }
        let theirs = self.date.as_ref().and_then(|date| moment(date.to_str().ok()?)).unwrap_or(now);
        Some((moment(told)? - theirs).to_std().unwrap_or_default())
    }
}

/// A date of HTTP's (RFC 9110 §5.6.7), which is one of mail's with `GMT` for a zone.
pub(super) fn moment(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(text).ok().map(|moment| moment.to_utc())
}

impl Transport {
    pub(super) fn new(base_url: &str, limits: &CallLimits) -> Result<Self, GatewayConfigError> {
        let url = checked(base_url)?;
        let mut builder = Client::builder()
            .user_agent(concat!("cektagihan/", env!("CARGO_PKG_VERSION")))
            .use_rustls_tls()
            // As the vendor spells them; names in lower case are as valid, but not to every proxy.
            .http1_title_case_headers()
            .redirect(Policy::none())
            .connect_timeout(limits.connect)
            .pool_idle_timeout(IDLE);
        if is_this_machine(&url) {
            builder = builder.no_proxy();
        } else if url.scheme() == "http" {
            log::warn!("the gateway's base URL has no TLS: tokens and bills travel in the open");
        }
        let http = builder.build().map_err(|_| GatewayConfigError::Tls)?;
        Ok(Self { http, base: url.as_str().trim_end_matches('/').to_owned(), body_cap: limits.body })
    }

    /// The address of an API path, which begins with a slash.
    pub(super) fn address(&self, path: &str) -> Url {
        format!("{}{path}", self.base).parse().expect("a checked base URL and a plain path make a URL")
    }

    /// Posts JSON. Never logs or returns a part of it.
    pub(super) async fn post(&self, to: Url, mut headers: HeaderMap, body: Bytes) -> Result<HttpReply, CallFailure> {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let sent = self.http.post(to).headers(headers).body(body).send().await;
        let response = sent.map_err(|error| {
            let (failure, again) = obstacle::of(&error);
            log::debug!(cause:% = causes(error); "the gateway cannot be reached");
            CallFailure::without_reply(failure, again)
        })?;
        let status = response.status().as_u16();
        let header = |name| response.headers().get(name).cloned();
        let (date, retry_after) = (header(DATE), header(RETRY_AFTER));
        Ok(HttpReply { status, body: self.whole_body(status, response).await?, date, retry_after })
    }

    /// Reads up to the cap and not a chunk further.
    async fn whole_body(&self, status: u16, mut response: Response) -> Result<Bytes, CallFailure> {
        let announced = response.content_length().and_then(|length| usize::try_from(length).ok());
        let mut body = BytesMut::with_capacity(announced.unwrap_or_default().min(self.body_cap));
        while let Some(chunk) = response.chunk().await.map_err(|error| cut_off(status, error))? {
            if body.len() + chunk.len() > self.body_cap {
                return Err(CallFailure::unreadable(status, "too large"));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    }
}

fn cut_off(status: u16, error: reqwest::Error) -> CallFailure {
    log::debug!(cause:% = causes(error); "the gateway's answer broke off");
    CallFailure { again: Again::Soon, ..CallFailure::unreadable(status, "cut off") }
}

/// The whole chain of a transport error, without the address.
fn causes(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

fn checked(base_url: &str) -> Result<Url, GatewayConfigError> {
    let url: Url = base_url.trim().parse().map_err(|_| GatewayConfigError::BaseUrl)?;
    let plain =
        url.query().is_none() && url.fragment().is_none() && url.username().is_empty() && url.password().is_none();
    let usable = matches!(url.scheme(), "http" | "https") && url.has_host() && plain;
    if usable { Ok(url) } else { Err(GatewayConfigError::BaseUrl) }
}

fn is_this_machine(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
