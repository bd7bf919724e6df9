//! The door: [`KlikooClient`], what it is made of and what it allows itself.

use std::{fmt, sync::Arc, time::Duration};

use futures::future::BoxFuture;
use secrecy::SecretString;
use tokio::{sync::Semaphore, time::timeout};

use super::{
    call::Caller,
    flights::Flights,
    memory::Memory,
    signer::{INQUIRY_PATH, PrivateKey, RequestSigner, TOKEN_PATH},
    token::Tokens,
    transport::Transport,
};
use crate::{
    domain::inquiry::Inquiry,
    ports::{BillGateway, Clock, Freshness, Inquired, InquiryError},
};

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
pub struct Limits {
    /// From a question to its answer, tokens, waits and retries included: 25 s.
    pub total: Duration,
    /// To a connection: 3 s.
    pub connect: Duration,
    /// Before a gateway that is busy is asked again: 250 ms.
    pub pause: Duration,
    /// The longest body that is read: 1 MiB.
    pub body: usize,
    /// Calls under way at one time: 64.
    pub in_flight: usize,
    /// Answers remembered: 2,000, which is some 3 MB. That is 60 s of 33 questions a second; beyond
    /// it the oldest go first, and a repeated question costs one more inquiry.
    pub remembered: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            total: Duration::from_secs(25),
            connect: Duration::from_secs(3),
            pause: Duration::from_millis(250),
            body: 1 << 20,
            in_flight: 64,
            remembered: 2_000,
        }
    }
}

/// Asks billers through the Klikoo Open API. Cheap to clone; clones share everything.
/// Needs a tokio runtime.
#[derive(Clone)]
pub struct KlikooClient(Arc<Inside>);

struct Inside {
    caller: Caller,
    memory: Memory,
    flights: Flights,
    seats: Semaphore,
}

impl KlikooClient {
    /// A client with the [`Limits`] of production.
    ///
    /// # Errors
    /// [`GatewayConfigError`] says which setting cannot be used.
    pub fn new(config: KlikooConfig, clock: Arc<dyn Clock>) -> Result<Self, GatewayConfigError> {
        Self::with_limits(config, Limits::default(), clock)
    }

    /// A client with limits of one's own.
    ///
    /// # Errors
    /// [`GatewayConfigError`] says which setting cannot be used.
    pub fn with_limits(
        config: KlikooConfig,
        limits: Limits,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, GatewayConfigError> {
        let caller = caller(config, limits, clock)?;
        let (memory, flights) = (Memory::of(limits.remembered), Flights::default());
        Ok(Self(Arc::new(Inside { caller, memory, flights, seats: Semaphore::new(limits.in_flight) })))
    }

    /// What does the asking.
    pub(super) fn caller(&self) -> &Caller {
        &self.0.caller
    }

    /// The whole of one call: a seat, the asking, the remembering.
    async fn fly(self, inquiry: Inquiry) -> Inquired {
        let inside = &*self.0;
        let asking = async {
            let _seat = inside.seats.acquire().await;
            inside.caller.ask(&inquiry).await
        };
        let total = inside.caller.limits.total;
        let answer = timeout(total, asking).await.unwrap_or_else(|_| {
            let (product, ms) = (&inquiry.product, total.as_millis());
            log::info!(product:%, outcome = "no answer in time", ms = ms; "asked the gateway in vain");
            Err(InquiryError::TimedOut)
        });
        inside.memory.keep(&inquiry, &answer, inside.caller.clock.now());
        answer
    }
}

impl BillGateway for KlikooClient {
    fn inquire<'a>(&'a self, inquiry: &'a Inquiry, freshness: Freshness) -> BoxFuture<'a, Inquired> {
        Box::pin(async move {
            let recall = || self.0.memory.recall(inquiry, freshness, self.0.caller.clock.now());
            let start = || self.clone().fly(inquiry.clone());
            self.0.flights.board(inquiry, recall, start).await
        })
    }

    fn is_at_hand(&self, inquiry: &Inquiry, freshness: Freshness) -> bool {
        self.0.flights.has(inquiry) || self.0.memory.holds(inquiry, freshness, self.0.caller.clock.now())
    }
}

fn caller(config: KlikooConfig, limits: Limits, clock: Arc<dyn Clock>) -> Result<Caller, GatewayConfigError> {
    use secrecy::ExposeSecret as _;
    let KlikooConfig { base_url, client_id, client_secret, private_key } = config;
    if client_id.is_empty() {
        return Err(GatewayConfigError::ClientId);
    }
    if client_secret.expose_secret().is_empty() {
        return Err(GatewayConfigError::ClientSecret);
    }
    let transport = Transport::new(&base_url, &limits)?;
    let signer = RequestSigner::new(&client_secret);
    let tokens = Tokens::new(client_id, client_secret, private_key, transport.address(TOKEN_PATH));
    let address = transport.address(INQUIRY_PATH);
    Ok(Caller { transport, tokens, signer, clock, address, limits })
}
