//! The Klikoo gateway, as far as this bot uses it.
//!
//! ```text
//! bot  --HTTP-->  http > auth (token, signatures) > inquiry > { samples, magic, bills }
//! test --Rust-->  control: modes, the gate, counters, what was signed
//! ```
//!
//! It checks what the vendor documents and, where documents are silent, the strictest reading:
//! what passes here should pass there. Signatures are verified by a code path of its own.
//! Inquiries of the vendor's samples get the vendor's samples, word for word; any other number
//! gets a bill that is made up from the number, always the same; numbers that end as [`MAGIC`]
//! says get everything that can go wrong.
//!
//! Owns: what the gateway would answer. Must not know: the bot.

use std::{
    io,
    sync::{Arc, Mutex},
};

use tokio::sync::watch;

use crate::ports::{Clock, SystemClock};

use super::server::Server;

mod auth;
mod bills;
mod codes;
mod control;
mod credentials;
mod desk;
mod garbage;
mod handle;
mod http;
mod inquiry;
mod magic;
mod mode;
mod samples;

pub use control::Seen;
pub use credentials::Credentials;
pub use desk::SignedRequest;
pub use handle::Biller;
pub use magic::{MAGIC, Magic};
pub use mode::Mode;

use desk::Desk;
use handle::SharedDesk;

/// How to start a [`Biller`].
#[derive(Clone)]
pub struct BillerConfig {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// What stands before every path but is not signed, as at the vendor's.
    pub prefix: String,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Product codes sold beside the known ones.
    pub more_products: Vec<String>,
    /// How many signed requests the log remembers.
    pub kept_requests: usize,
}

impl Default for BillerConfig {
    fn default() -> Self {
        Self {
            port: 0,
            prefix: "/klikoo-b2b".to_owned(),
            clock: Arc::new(SystemClock),
            more_products: Vec::new(),
            kept_requests: 1_000,
        }
    }
}

impl Biller {
    /// Starts a gateway.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn start(config: BillerConfig) -> io::Result<Self> {
        let desk = Desk::open(config.kept_requests).map_err(io::Error::other)?;
        let shared = Arc::new(SharedDesk {
            prefix: config.prefix,
            clock: config.clock,
            more_products: config.more_products,
            desk: Mutex::new(desk),
            held: watch::Sender::new(false),
            changed: watch::Sender::new(0),
        });
        let server = Server::start(config.port, |closing| http::routes(Arc::clone(&shared), closing)).await?;
        Ok(Self { server, shared })
    }

    /// Where it listens, for `KLIKOO_BASE_URL`: `http://127.0.0.1:PORT` and the prefix.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}", self.server.url(), self.shared.prefix)
    }

    /// What it lets in.
    #[must_use]
    pub fn credentials() -> Credentials {
        credentials::SANDBOX
    }
}

impl std::fmt::Debug for BillerConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BillerConfig").field("port", &self.port).field("prefix", &self.prefix).finish_non_exhaustive()
    }
}
