//! Who may ask: tokens, timestamps and both signatures, recomputed from what came in.
//!
//! Recipes: vendor pages "access-token" and "digital-signature". Where they leave a choice open
//! (is the body hashed as sent, or minified with sorted keys?) both readings must agree here.

use std::collections::{BTreeMap, HashMap};

use axum::http::{HeaderMap, request::Parts};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use ring::{
    digest::{SHA256, digest},
    hmac,
    signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::sandbox::random::Random;

use super::{
    codes::{self, Case},
    credentials::{SANDBOX, public_key},
};

/// How long a token lives, in seconds (vendor: `expires_in` 900).
const TOKEN_LIVES: i64 = 900;
/// How far a timestamp may be off; the vendor does not say.
const TOLERANCE: TimeDelta = TimeDelta::minutes(5);
/// From how many tokens on the expired ones are swept.
const MANY_TOKENS: usize = 1_000;

/// The keys and the tokens given out.
pub(super) struct Auth {
    public_key: UnparsedPublicKey<Vec<u8>>,
    secret: hmac::Key,
    tokens: HashMap<String, DateTime<Utc>>,
    given: u64,
}

#[derive(Deserialize)]
struct TokenRequest {
    grant_type: Option<String>,
    additional_info: Option<Client>,
}

#[derive(Deserialize)]
struct Client {
    client_id: Option<String>,
    client_secret: Option<String>,
}

impl Auth {
    pub(super) fn new() -> Result<Self, String> {
        Ok(Self {
            public_key: UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public_key()?),
            secret: hmac::Key::new(hmac::HMAC_SHA512, SANDBOX.client_secret.as_bytes()),
            tokens: HashMap::new(),
            given: 0,
        })
    }

    /// Gives out a token: the reply's `data`.
    pub(super) fn token(&mut self, headers: &HeaderMap, body: &[u8], now: DateTime<Utc>) -> Result<Value, Case> {
        let timestamp = timestamp(headers, now)?;
        let request: TokenRequest = serde_json::from_slice(body).map_err(|_| codes::INVALID)?;
        let client = request.additional_info.ok_or(codes::MISSING)?;
        let id = client.client_id.ok_or(codes::MISSING)?;
        let secret = client.client_secret.ok_or(codes::MISSING)?;
        if request.grant_type.ok_or(codes::MISSING)? != "client_credentials" {
            return Err(codes::GRANT);
        }
        if !is_uuid(&id) {
            return Err(codes::CLIENT_ID);
        }
        if id != SANDBOX.client_id || secret != SANDBOX.client_secret {
            return Err(codes::CREDENTIALS);
        }
        let signed = format!("{id}|{timestamp}");
        self.public_key.verify(signed.as_bytes(), &signature(headers)?).map_err(|_| codes::SIGNATURE)?;
        Ok(json!({ "access_token": self.give(now), "token_type": "Bearer", "expires_in": TOKEN_LIVES }))
    }

    fn give(&mut self, now: DateTime<Utc>) -> String {
        if self.tokens.len() > MANY_TOKENS {
            self.tokens.retain(|_, expires| *expires > now);
        }
        self.given += 1;
        let token = format!("sandbox-token.{}.{}", self.given, Random::seeded(self.given).uuid());
        self.tokens.insert(token.clone(), now + TimeDelta::seconds(TOKEN_LIVES));
        token
    }

    /// Checks a signed request; gives the text that was signed, and what is wrong with it.
    pub(super) fn check(
        &self,
        parts: &Parts,
        path: &str,
        body: &[u8],
        now: DateTime<Utc>,
    ) -> (String, Result<(), Case>) {
        let headers = &parts.headers;
        let token =
            header(headers, "authorization").and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        let sent_at = header(headers, "open-api-timestamp").unwrap_or_default();
        let (hash, raw_agrees) = hashed(body);
        let signed = format!("{}:{path}:{token}:{hash}:{sent_at}", parts.method);
        let verdict = timestamp(headers, now)
            .and_then(|_| self.live(token, now))
            .and_then(|()| signature(headers))
            .and_then(|tag| hmac::verify(&self.secret, signed.as_bytes(), &tag).map_err(|_| codes::SIGNATURE))
            .and_then(|()| raw_agrees.then_some(()).ok_or(codes::SIGNATURE));
        (signed, verdict)
    }

    fn live(&self, token: &str, now: DateTime<Utc>) -> Result<(), Case> {
        let expires = self.tokens.get(token).ok_or(codes::TOKEN)?;
        if *expires > now { Ok(()) } else { Err(codes::TOKEN_EXPIRED) }
    }

    /// Every token given out so far has expired.
    pub(super) fn expire_tokens(&mut self) {
        self.tokens.values_mut().for_each(|expires| *expires = DateTime::<Utc>::MIN_UTC);
    }

    /// Every token given out so far is unknown.
    pub(super) fn forget_tokens(&mut self) {
        self.tokens.clear();
    }
}

/// The timestamp as sent, once its form and its distance from our clock are right.
/// Form: `YYYY-MM-DDTHH:MM:SS+07:00`, milliseconds allowed.
fn timestamp(headers: &HeaderMap, now: DateTime<Utc>) -> Result<&str, Case> {
    let text = header(headers, "open-api-timestamp").ok_or(codes::MISSING)?;
    let at = DateTime::parse_from_rfc3339(text).map_err(|_| codes::CLOCK)?;
    let vendors_form = text.ends_with("+07:00") && text.as_bytes().get(10) == Some(&b'T');
    let near = (at.to_utc() - now).abs() <= TOLERANCE;
    if vendors_form && near { Ok(text) } else { Err(codes::CLOCK) }
}

fn signature(headers: &HeaderMap) -> Result<Vec<u8>, Case> {
    let text = header(headers, "open-api-signature").ok_or(codes::MISSING)?;
    STANDARD.decode(text).map_err(|_| codes::SIGNATURE)
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The hash of the body, minified and with its keys sorted, and whether the body already was so.
/// Without a body, that of nothing.
fn hashed(body: &[u8]) -> (String, bool) {
    let canonical = serde_json::from_slice::<BTreeMap<String, Value>>(body)
        .and_then(|members| serde_json::to_vec(&members))
        .unwrap_or_else(|_| body.to_vec());
    (hex(digest(&SHA256, &canonical).as_ref()), canonical == body)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    digits.map(char::from).collect()
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vendors_worked_example_hashes_to_the_printed_value() {
        let (hash, agrees) = hashed(br#"{"bank_code":"000","account_number":true}"#);
        assert_eq!(hash, "7791c19c8a1031a23713d71ef8d5a76c62beef20a5ed3b9c6731d108ac70af6e");
        assert!(!agrees);
    }

    #[test]
    fn no_body_hashes_as_nothing() {
        assert_eq!(hashed(b""), ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".to_owned(), true));
    }

    #[test]
    fn a_uuid_has_five_groups_of_hexadecimal_digits() {
        assert!(is_uuid(SANDBOX.client_id));
        assert!(!is_uuid("5a4db0c5"));
        assert!(!is_uuid("5a4db0c5-0000-4000-8000-00000000000x"));
    }
}
