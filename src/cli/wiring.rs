//! Where the commands meet the adapters: one small function each.

use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;

use crate::config::GatewaySettings;
use crate::domain::{
    account::AccountNumber,
    bill::Answer,
    inquiry::Inquiry,
    number_rule::{Conversion, NumberReading},
    product::Product,
};
use crate::ports::{BillGateway, InquiryError, Store, StoreError};
use crate::view::Html;

/// A gateway to ask, and what must live as long as it.
pub(super) struct Biller {
    pub gateway: Arc<dyn BillGateway>,
    _keeps: Box<dyn Send>,
}

/// The real gateway.
pub(super) fn gateway(settings: GatewaySettings) -> anyhow::Result<Biller> {
    drop(settings);
    anyhow::bail!("not wired yet")
}

/// The emulator, in this process, and a client of it.
#[expect(clippy::unused_async, reason = "starting the emulator waits")]
pub(super) async fn sandbox() -> anyhow::Result<Biller> {
    anyhow::bail!("not wired yet")
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

/// Looks at the gateway.
#[expect(clippy::unused_async, reason = "asking waits")]
pub(super) async fn probe(settings: GatewaySettings) -> anyhow::Result<Probe> {
    drop(settings);
    Ok(Probe { token: Err(InquiryError::NotImplemented), skew: None, signs_right: false })
}

/// What a product makes of a typed number.
pub(super) fn read_number(product: &Product, typed: &str) -> NumberReading {
    let _ = product;
    AccountNumber::parse(typed).map_or_else(NumberReading::Refused, NumberReading::Fits)
}

/// A bill as the private chat shows it, in Indonesian.
pub(super) fn card(product: &Product, inquiry: &Inquiry, conversion: Option<Conversion>, answer: &Answer) -> Html {
    let _ = (product, inquiry, conversion, answer);
    Html::new()
}

/// The store of a data folder.
pub(super) fn store(data_dir: &Path) -> Result<Arc<dyn Store>, StoreError> {
    Err(StoreError::Unusable(data_dir.display().to_string()))
}
