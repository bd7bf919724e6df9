//! The Klikoo Open API client: [`KlikooClient`] answers [`crate::ports::BillGateway`].
//!
//! Owns: signatures, the access token, tolerant reading, retries, the short memory of answers.
//! Must not know: Telegram, conversations, the store, sentences for people.
//!
//! # The recipe
//!
//! Page names are those of `https://klikoo-doc.readme.io/reference/`.
//!
//! 1. **Token** (`access-token`, `get-token-api`): `POST /v1/open-api/access-token` with the
//!    headers `Open-Api-Timestamp` and `Open-Api-Signature`, the latter being
//!    `Base64(SHA256withRSA(client_id "|" timestamp))`. `SHA256withRSA` is Java's name for
//!    RSASSA-PKCS1-v1_5 with SHA-256. The body holds `grant_type` = `client_credentials` and
//!    `additional_info` { `client_id`, `client_secret` }. The token lives `expires_in` seconds, 900.
//! 2. **Inquiry** (`inquiry-postpaid`): `POST /v1/open-api/transactions/inquiry-postpaid` with
//!    `Authorization: Bearer <token>` (in no header table of the vendor, yet every known client
//!    sends it) and, by `digital-signature`,
//!
//!    ```text
//!    hash      = lower-hex(SHA-256(body))
//!    message   = METHOD ":" PATH ":" TOKEN ":" hash ":" TIMESTAMP
//!    signature = Base64(HMAC-SHA512(client_secret, message))
//!    ```
//!
//!    METHOD is upper case. PATH starts at `/v1`: the prefix of the base URL is not signed.
//!    The vendor's worked example hashes the compact body with its keys sorted, other clients
//!    report that the raw body is hashed; so the body is written compact and sorted, and the
//!    bytes hashed are the bytes sent.
//! 3. **Timestamp**: `2024-02-07T10:28:35.000+07:00`, taken once per attempt, so that header and
//!    signature cannot differ.
//! 4. **Reply** (`apis-response-code`): nine digits, three of HTTP, two of the service, four of the
//!    case. The body is read before the HTTP status is judged. See [`wire`].
//!
//! # Around one inquiry
//!
//! Equal questions at one time become one call, which outlives whoever asked first. An answer is
//! remembered 60 s, a verdict on a number 10 s. A call ends within 25 s; one retry at most, and only where an inquiry, which
//! changes nothing at the biller, can safely be repeated, and while the `budget` lasts.
//!
//! What keeps failing is left alone (`breaker`): a family's billers, or the sign-in. A caller learns
//! at once when to try again. When the gateway itself says to wait (429), the whole account
//! waits (`pause`). At most 64 calls of people and 27 of background work are
//! under way, and neither can take the other's permits (`bulkhead`).

mod breaker;
mod budget;
mod bulkhead;
mod call;
mod client;
mod config;
mod memory;
mod obstacle;
mod pause;
mod probe;
pub mod signer;
mod single_flight;
mod token;
mod transport;
pub mod wire;

pub use client::KlikooClient;
pub use config::{CallLimits, GatewayConfigError, KlikooConfig};
pub use probe::ProbeReport;
