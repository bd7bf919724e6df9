//! Where the commands meet the adapters: one small function each.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;

use crate::app;
use crate::config::GatewaySettings;
use crate::domain::{
    bill::Answer,
    inquiry::Inquiry,
    language::Language,
    number_rule::{Conversion, NumberReading},
    product::Product,
};
use crate::gateway::KlikooClient;
use crate::ports::{BillGateway, InquiryError, Store, StoreError, SystemClock};
#[cfg(feature = "demo")]
use crate::sandbox::biller::{Biller, BillerConfig};
use crate::store::SledStore;
use crate::view::{Html, Reader, bill_card::Card};

/// A gateway to ask, and the emulator that must live as long as it.
pub(super) struct ShellGateway {
    pub gateway: Arc<dyn BillGateway>,
    #[cfg(feature = "demo")]
    _emulator: Option<Biller>,
}

/// What the gateway says to a look at it.
pub(super) struct Probe {
    /// Whether it gave a token.
    pub token: Result<(), InquiryError>,
    /// How far our clock is ahead of its; absent when it does not tell.
    pub skew: Option<TimeDelta>,
    /// Whether signatures come out right on this machine.
    pub signs_right: bool,
}

/// The real gateway.
pub(super) fn gateway(settings: &GatewaySettings) -> anyhow::Result<ShellGateway> {
    Ok(ShellGateway {
        gateway: Arc::new(client(settings)?),
        #[cfg(feature = "demo")]
        _emulator: None,
    })
}

/// The emulator, in this process, and a client of it.
#[cfg(feature = "demo")]
pub(super) async fn sandbox() -> anyhow::Result<ShellGateway> {
    let emulator = Biller::start(BillerConfig::default()).await?;
    let gateway = Arc::new(client(&app::demo::gateway_settings(&emulator)?)?);
    Ok(ShellGateway { gateway, _emulator: Some(emulator) })
}

/// Looks at the gateway.
pub(super) async fn probe(settings: GatewaySettings) -> anyhow::Result<Probe> {
    let report = client(&settings)?.probe().await;
    Ok(Probe { token: report.token, skew: report.skew.map(|behind| -behind), signs_right: report.signs_right })
}

fn client(settings: &GatewaySettings) -> anyhow::Result<KlikooClient> {
    app::gateway(settings, Arc::new(SystemClock))
}

/// What a product makes of a typed number.
pub(super) fn read_number(product: &Product, typed: &str) -> NumberReading {
    product.number.read_text(typed)
}

/// A bill as the private chat shows it.
pub(super) fn card(
    product: &Product,
    inquiry: &Inquiry,
    conversion: Option<Conversion>,
    answer: &Answer,
    language: Language,
) -> Html {
    let reader = Reader { language, in_group: false };
    Card { product: Some(product), inquiry, answer, conversion }.html(reader)
}

/// The store of a data folder, without waiting for a process that holds it.
pub(super) fn store(data_dir: &Path) -> Result<Arc<dyn Store>, StoreError> {
    Ok(Arc::new(SledStore::open(data_dir, Duration::ZERO)?))
}
