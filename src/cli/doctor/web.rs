//! The doctor's own HTTP client: it must see the Date header, which teloxide hides.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::DATE;
use reqwest::redirect::Policy;
use url::Url;

use crate::ports::Clock;

const CONNECT: Duration = Duration::from_secs(3);
const TOTAL: Duration = Duration::from_secs(10);
/// An answer to `getMe` is a hundredth of it, in bytes.
const LONGEST: usize = 1 << 16;

/// What a server answered.
pub(super) struct WebAnswer {
    /// The status code.
    pub status: u16,
    /// How far our clock is ahead of the server's; absent when it does not tell.
    pub skew: Option<TimeDelta>,
    /// The body as text; empty when it cannot be read.
    pub body: String,
}

/// Gets an address. The error is the innermost cause and never holds the address, which holds the
/// bot's token.
pub(super) async fn get(url: Url, clock: &dyn Clock) -> Result<WebAnswer, String> {
    let client = reqwest::Client::builder().connect_timeout(CONNECT).timeout(TOTAL).redirect(Policy::none());
    let client = client.build().map_err(|error| cause(&error))?;
    let sent = clock.now();
    let response = client.get(url).send().await.map_err(|error| cause(&error))?;
    let skew = response.headers().get(DATE).and_then(|date| skew(date.to_str().ok()?, sent, clock.now()));
    let status = response.status().as_u16();
    Ok(WebAnswer { status, skew, body: text(response).await })
}

/// The body as text; empty when it cannot be read, or goes on for longer than any answer we ask for.
async fn text(mut response: reqwest::Response) -> String {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() > LONGEST {
            return String::new();
        }
    }
    String::from_utf8(body).unwrap_or_default()
}

/// How far we are ahead of a server that wrote `date` between `sent` and `received`.
/// The header counts whole seconds (RFC 9110 §6.6.1): half a second is added for the cut.
fn skew(date: &str, sent: DateTime<Utc>, received: DateTime<Utc>) -> Option<TimeDelta> {
    let theirs = DateTime::parse_from_rfc2822(date).ok()?.to_utc() + TimeDelta::milliseconds(500);
    let ours = sent + (received - sent) / 2;
    Some(ours - theirs)
}

fn cause(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".to_owned();
    }
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    // Only the outermost error knows the address.
    if std::ptr::addr_eq(std::ptr::from_ref(innermost), std::ptr::from_ref(error)) {
        "the request failed".to_owned()
    } else {
        innermost.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_the_request_is_compared() {
        let at = |ms: i64| DateTime::from_timestamp_millis(1_795_405_860_000 + ms).unwrap();
        let skew = |sent, received| skew("Mon, 23 Nov 2026 03:51:00 GMT", at(sent), at(received)).unwrap();
        assert_eq!(skew(0, 1_000), TimeDelta::zero());
        assert_eq!(skew(9_000, 10_000), TimeDelta::seconds(9));
        assert_eq!(skew(-10_000, -9_000), TimeDelta::seconds(-10));
        assert!(super::skew("yesterday", at(0), at(0)).is_none());
    }
}
