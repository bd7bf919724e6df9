//! What a client is made of and what it allows itself.

use std::{fmt, time::Duration};

use secrecy::SecretString;

use super::signer::PrivateKey;

/// One account at the gateway.
#[derive(Clone)]
pub struct KlikooConfig {
    /// Where the API's paths begin, with the vendor's prefix if there is one; a slash at the end
    /// does no harm. The prefix is not signed.
    pub base_url: String,
    /// The account's id.
    pub client_id: String,
    /// The account's secret.
    pub client_secret: SecretString,
    /// The key whose public half is registered in the vendor's dashboard.
    pub private_key: PrivateKey,
}

impl fmt::Debug for KlikooConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KlikooConfig").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

/// Why there is no client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GatewayConfigError {
    /// The base URL does not lead anywhere.
    #[error("the base URL must be http(s)://host with at most a path, without user, query or fragment")]
    BaseUrl,
    /// The client id is empty.
    #[error("the client id is empty")]
    ClientId,
    /// The client secret is empty.
    #[error("the client secret is empty")]
    ClientSecret,
    /// TLS cannot be set up.
    #[error("TLS cannot be set up")]
    Tls,
}

/// What one client allows itself. The default is for production; tests choose shorter ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallLimits {
    /// From a question to its answer, tokens, waits and retries included: 25 s.
    pub total: Duration,
    /// To a connection: 3 s.
    pub connect: Duration,
    /// Before a gateway that is busy is asked again: 250 ms.
    pub pause: Duration,
    /// The longest body that is read: 1 MiB.
    pub body: usize,
    /// Calls of people under way at one time: 64.
    pub in_flight: usize,
    /// Calls of background work under way beside them: 27, which is 30 % of both.
    pub background: usize,
    /// People's questions that may wait for one of them: 1,000. What a call commonly takes (half a
    /// second to two) lets no more of them be answered in 25 s.
    pub queued: usize,
    /// Answers remembered: 2,000, which is some 3 MB. That is 60 s of 33 questions a second; beyond
    /// it the oldest go first, and a repeated question costs one more inquiry.
    pub remembered: usize,
}

impl Default for CallLimits {
    fn default() -> Self {
        Self {
            total: Duration::from_secs(25),
            connect: Duration::from_secs(3),
            pause: Duration::from_millis(250),
            body: 1 << 20,
            in_flight: 64,
            background: 27,
            queued: 1_000,
            remembered: 2_000,
        }
    }
}
