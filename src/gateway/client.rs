//! [`KlikooClient`]: the one way in for inquiries.

use std::{collections::HashMap, sync::Arc};

use futures::future::BoxFuture;
use secrecy::ExposeSecret as _;
use tokio::time::timeout;

use super::{
    breaker::Breakers,
    bulkhead::{Bulkheads, Permit},
    call::{Budgets, Caller},
    config::{CallLimits, GatewayConfigError, KlikooConfig},
    memory::Memory,
    pause::Pause,
    signer::{INQUIRY_PATH, RequestSigner, TOKEN_PATH},
    single_flight::SingleFlight,
    token::Tokens,
    transport::Transport,
};
use crate::{
    domain::{
        catalogue::Catalogue,
        inquiry::Inquiry,
        product::{Family, ProductCode},
    },
    ports::{Alarm, BillGateway, Clock, Freshness, GatewayPart, Inquired, InquiryError},
};

/// Asks billers through the Klikoo Open API. Cheap to clone; clones share everything but their priority.
/// Needs a tokio runtime.
#[derive(Clone)]
pub struct KlikooClient {
    inside: Arc<Inside>,
    families: Arc<HashMap<ProductCode, Family>>,
    priority: Priority,
}

struct Inside {
    caller: Caller,
    memory: Memory,
    calls: SingleFlight,
    permits: Bulkheads,
}

/// Whose permits a call takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Priority {
    People,
    Background,
}

/// When to come back to a gateway that is overrun.
const CROWDED: InquiryError = InquiryError::Crowded { seconds: 15 };

impl KlikooClient {
    /// A client with the [`CallLimits`] of production.
    ///
    /// # Errors
    /// [`GatewayConfigError`] says which setting cannot be used.
    pub fn new(config: KlikooConfig, clock: Arc<dyn Clock>) -> Result<Self, GatewayConfigError> {
        Self::with_limits(config, CallLimits::default(), clock)
    }

    /// A client with limits of one's own.
    ///
    /// # Errors
    /// [`GatewayConfigError`] says which setting cannot be used.
    pub fn with_limits(
        config: KlikooConfig,
        limits: CallLimits,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, GatewayConfigError> {
        let caller = caller(config, limits, clock)?;
        let (memory, calls, permits) = (Memory::of(limits.remembered), SingleFlight::default(), Bulkheads::of(&limits));
        let inside = Arc::new(Inside { caller, memory, calls, permits });
        Ok(Self { inside, families: Arc::default(), priority: Priority::People })
    }

    /// The same client, knowing the families of these products. A family's billers rest together
    /// and leave the other families alone; products without one are a family of their own.
    #[must_use]
    pub fn sorted_by(self, catalogue: &Catalogue) -> Self {
        let families = catalogue.products().map(|product| (product.code.clone(), product.family)).collect();
        Self { families: Arc::new(families), ..self }
    }

    /// The same client for background work: a call waits for one of the background's permits
    /// before its 25 s begin, and never takes a person's. For work that no person waits for.
    #[must_use]
    pub fn in_background(&self) -> Self {
        Self { priority: Priority::Background, ..self.clone() }
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

    fn part_of(&self, product: &ProductCode) -> GatewayPart {
        self.families.get(product).map_or(GatewayPart::Unsorted, |family| GatewayPart::Family(*family))
    }

    /// One whole call: takes a permit, asks, remembers the answer.
    async fn call(self, inquiry: Inquiry, part: GatewayPart, taken: Option<Permit<'static>>) -> Inquired {
        let inside = &*self.inside;
        let asking = async {
            let permit = match taken {
                Some(permit) => Some(permit),
                None => inside.permits.person(part).await,
            };
            let _permit = permit.ok_or(CROWDED)?;
            // Apart, so that a thousand who wait for a permit hold no room for a request.
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
            let permit = match self.priority {
                Priority::People => None,
                Priority::Background => inside.permits.background().await,
            };
            let known = || {
                let recalled = inside.memory.recall(inquiry, freshness, inside.caller.clock.now());
                let refusal = || inside.caller.pause.refusal().or_else(|| inside.caller.breakers.refusal(part));
                recalled.or_else(|| refusal().map(Err))
            };
            let start = || self.clone().call(inquiry.clone(), part, permit);
            inside.calls.join(inquiry, known, start).await
        })
    }

    fn is_at_hand(&self, inquiry: &Inquiry, freshness: Freshness) -> bool {
        let inside = &*self.inside;
        inside.calls.has(inquiry) || inside.memory.holds(inquiry, freshness, inside.caller.clock.now())
    }
}

fn caller(config: KlikooConfig, limits: CallLimits, clock: Arc<dyn Clock>) -> Result<Caller, GatewayConfigError> {
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
