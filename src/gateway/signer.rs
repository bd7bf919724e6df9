//! The two signatures, as pure functions of what they sign.
//!
//! Owns: the strings that are signed, their hashes, the key's format. Must not know: HTTP, time
//! as it passes, replies. The vectors are in `tests/vectors`.

mod key;

use std::fmt::Write as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, FixedOffset, Utc};
use ring::{digest, hmac};
use secrecy::{ExposeSecret, SecretString};

pub use key::{KeyError, PrivateKey, SigningFailed};

/// The method as the signature spells it. The vendor's table writes it in lower case, its formula
/// and every known client in upper case.
pub const SIGNED_METHOD: &str = "POST";
/// The signed path of the token call, which is also what follows the base URL.
pub const TOKEN_PATH: &str = "/v1/open-api/access-token";
/// The signed path of an inquiry, which is also what follows the base URL.
pub const INQUIRY_PATH: &str = "/v1/open-api/transactions/inquiry-postpaid";
/// The header that carries [`timestamp`]. One page prints a space for the first hyphen.
pub const TIMESTAMP_HEADER: &str = "open-api-timestamp";
/// The header that carries either signature.
pub const SIGNATURE_HEADER: &str = "open-api-signature";

/// Western Indonesian time, all year.
const WIB: FixedOffset = FixedOffset::east_opt(7 * 3600).expect("seven hours are less than a day");

/// A moment as the gateway wants it: `2024-02-07T10:28:35.000+07:00`.
///
/// The vendor's examples come with and without milliseconds; the client known to run in
/// production sends them.
#[must_use]
pub fn timestamp(now: DateTime<Utc>) -> String {
    now.with_timezone(&WIB).format("%Y-%m-%dT%H:%M:%S%.3f+07:00").to_string()
}

/// What [`PrivateKey::sign`] signs for a token.
#[must_use]
pub fn auth_message(client_id: &str, timestamp: &str) -> String {
    format!("{client_id}|{timestamp}")
}

/// SHA-256 of the very bytes that are sent, as lower-case hex. No body is the empty slice.
#[must_use]
pub fn payload_hash(body: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in digest::digest(&digest::SHA256, body).as_ref() {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// What a request signature covers.
#[derive(Clone, Copy)]
pub struct Signed<'a> {
    /// Spelt as in the signature, see [`SIGNED_METHOD`].
    pub method: &'a str,
    /// Without host and without the prefix of the base URL.
    pub path: &'a str,
    /// The bearer token.
    pub token: &'a str,
    /// The body, byte for byte as sent.
    pub body: &'a [u8],
    /// The header's text.
    pub timestamp: &'a str,
}

/// Signs requests with the client secret. The key's inner state is computed once.
pub struct RequestSigner(hmac::Key);

impl RequestSigner {
    /// A signer for one account.
    #[must_use]
    pub fn new(client_secret: &SecretString) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA512, client_secret.expose_secret().as_bytes()))
    }

    /// The value of `Open-Api-Signature`: 64 bytes in 88 Base64 characters.
    #[must_use]
    pub fn sign(&self, request: Signed<'_>) -> String {
        let hash = payload_hash(request.body);
        let parts = [request.method, request.path, request.token, &hash, request.timestamp];
        let mut mac = hmac::Context::with_key(&self.0);
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                mac.update(b":");
            }
            mac.update(part.as_bytes());
        }
        STANDARD.encode(mac.sign())
    }
}

impl std::fmt::Debug for RequestSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RequestSigner(..)")
    }
}

/// Whether this machine signs right: the recipe against a known value, and the key against its own
/// public half. For diagnosis.
#[must_use]
pub fn self_test(key: &PrivateKey) -> bool {
    const EXPECTED: &str = "dODg11B2oIBOpnT0v9drSN5KIUMRyL8gmhTx6TgglCG6OTSaxCI5jvhsF9LAlrYz/NJwcXD33TH/EeZAQwYRcA==";
    let signer = RequestSigner::new(&SecretString::from("a secret for the self-test"));
    let signature = signer.sign(Signed {
        method: SIGNED_METHOD,
        path: INQUIRY_PATH,
        token: "token",
        body: br#"{"account_number":"514040400482","product_code":"POSTPAIDPLN"}"#,
        timestamp: "2024-02-07T10:28:35.000+07:00",
    });
    signature == EXPECTED && key.verifies_itself()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_timestamp_is_written_in_jakarta_with_milliseconds() {
        let moment = DateTime::from_timestamp(1_707_276_515, 7_000_000).unwrap();
        assert_eq!(timestamp(moment), "2024-02-07T10:28:35.007+07:00");
        assert_eq!(timestamp(moment - TimeDelta::milliseconds(7)), "2024-02-07T10:28:35.000+07:00");
        assert_eq!(timestamp(moment + TimeDelta::hours(14)), "2024-02-08T00:28:35.007+07:00");
    }

    #[test]
    fn no_body_is_the_hash_of_nothing() {
        assert_eq!(payload_hash(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
