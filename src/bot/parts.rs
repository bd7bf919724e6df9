//! What a bot is put together from: the program, the tests, the simulator and the benchmarks fill in the same fields.

use std::sync::Arc;

use crate::domain::catalogue::Catalogue;
use crate::domain::limits::Limits;
use crate::domain::person::Access;
use crate::domain::retention::Retention;
use crate::ports::{BillGateway, Clock, Store};
use crate::telegram::api::Api;

/// The parts of a bot. [`Services::new`](super::services::Services::new) puts them together.
pub struct Parts {
    /// Durable rows.
    pub store: Arc<dyn Store>,
    /// Who answers people's inquiries.
    pub gateway: Arc<dyn BillGateway>,
    /// Who answers those of background work, by a door of its own.
    pub background: Arc<dyn BillGateway>,
    /// The products on offer.
    pub catalogue: Catalogue,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Who may use the bot by configuration.
    pub access: Access,
    /// How often the gateway may be asked.
    pub limits: Limits,
    /// How long what is known of people is kept.
    pub retention: Retention,
    /// The Bot API.
    pub api: Api,
}
