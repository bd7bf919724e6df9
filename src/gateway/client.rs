//! The door: [`KlikooClient`], what it is made of and what it allows itself.

use std::{collections::HashMap, fmt, sync::Arc, time::Duration};

use futures::future::BoxFuture;
use secrecy::SecretString;
use tokio::time::timeout;

use super::{
    breaker::Breakers,
    bulkhead::{Bulkheads, Seat},
    call::{Budgets, Caller},
    flights::Flights,
    memory::Memory,
    pause::Pause,
    signer::{INQUIRY_PATH, PrivateKey, RequestSigner, TOKEN_PATH},
    token::Tokens,
    transport::Transport,
};
use crate::{
    domain::{
        catalogue::Catalogue,
        inquiry::Inquiry,
        product::{Family, ProductCode},
    },
    ports::{Alarm, BillGateway, Clock, Freshness, Inquired, InquiryError, Part},
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

impl Default for Limits {
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

/// Asks billers through the Klikoo Open API. Cheap to clone; clones share everything but their door.
/// Needs a tokio runtime.
#[derive(Clone)]
pub struct KlikooClient {
    inside: Arc<Inside>,
    families: Arc<HashMap<ProductCode, Family>>,
    door: Door,
}

struct Inside {
    caller: Caller,
    memory: Memory,
    flights: Flights,
    seats: Bulkheads,
}

/// Who comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    People,
    Background,
}

/// When to come back to a gateway that is overrun.
const CROWDED: InquiryError = InquiryError::Crowded { seconds: 15 };

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
        let (memory, flights, seats) = (Memory::of(limits.remembered), Flights::default(), Bulkheads::of(&limits));
        let inside = Arc::new(Inside { caller, memory, flights, seats });
        Ok(Self { inside, families: Arc::default(), door: Door::People })
    }

    /// The same client, knowing the families of these products. A family's billers rest together
    /// and leave the other families alone; products without one are a family of their own.
    #[must_use]
    pub fn sorted_by(self, catalogue: &Catalogue) -> Self {
        let families = catalogue.products().map(|product| (product.code.clone(), product.family)).collect();
        Self { families: Arc::new(families), ..self }
    }

    /// The same client through the door of background work, which waits for a seat of its own
    /// before its 25 s begin, and never takes a person's.
    #[must_use]
    pub fn in_background(&self) -> Self {
        Self { door: Door::Background, ..self.clone() }
    }

    /// Who hears when a part of the gateway keeps failing or throttles us, and when it answers again.
    pub fn report_to(&self, alarm: Arc<dyn Alarm>) {
        self.inside.caller.breakers.report_to(Arc::clone(&alarm));
        self.inside.caller.pause.report_to(alarm);
    }

    /// What does the asking.
    pub(super) fn caller(&self) -> &Caller {
        &self.inside.caller
    }

    fn part_of(&self, product: &ProductCode) -> Part {
        self.families.get(product).map_or(Part::Unsorted, |family| Part::Family(*family))
    }

    /// The whole of one call: a seat, the asking, the remembering.
    async fn fly(self, inquiry: Inquiry, part: Part, taken: Option<Seat<'static>>) -> Inquired {
        let inside = &*self.inside;
        let asking = async {
            let seat = match taken {
                Some(seat) => Some(seat),
                None => inside.seats.person(part).await,
            };
            let _seat = seat.ok_or(CROWDED)?;
            // Apart, so that a thousand who wait for a seat hold no room for a request.
            Box::pin(inside.caller.ask(&inquiry, part)).await
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
            let (inside, part) = (&*self.inside, self.part_of(&inquiry.product));
            let seat = match self.door {
                Door::People => None,
                Door::Background => inside.seats.background().await,
            };
            let known = || {
                let recalled = inside.memory.recall(inquiry, freshness, inside.caller.clock.now());
                let refusal = || inside.caller.pause.refusal().or_else(|| inside.caller.breakers.refusal(part));
                recalled.or_else(|| refusal().map(Err))
            };
            let start = || self.clone().fly(inquiry.clone(), part, seat);
            inside.flights.board(inquiry, known, start).await
        })
    }

    fn is_at_hand(&self, inquiry: &Inquiry, freshness: Freshness) -> bool {
        let inside = &*self.inside;
        inside.flights.has(inquiry) || inside.memory.holds(inquiry, freshness, inside.caller.clock.now())
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
    let (breakers, budgets) = (Breakers::new(), Budgets::new());
    let pause = Pause::default();
    Ok(Caller { transport, tokens, signer, clock, address, limits, breakers, budgets, pause })
}
