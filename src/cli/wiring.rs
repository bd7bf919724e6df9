//! Where the commands meet the adapters: one small function each.

use std::path::Path;
use std::sync::Arc;

use crate::config::GatewaySettings;
use crate::domain::{
    account::AccountNumber, bill::Answer, inquiry::Inquiry, number_rule::NumberReading, product::Product,
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

/// Asks the gateway for a token.
#[expect(clippy::unused_async, reason = "asking waits")]
pub(super) async fn probe(settings: GatewaySettings) -> Result<(), InquiryError> {
    drop(settings);
    Err(InquiryError::NotImplemented)
}

/// What a product makes of a typed number.
pub(super) fn read_number(product: &Product, typed: &str) -> NumberReading {
    let _ = product;
    AccountNumber::parse(typed).map_or_else(NumberReading::Refused, NumberReading::Fits)
}

/// A bill as the private chat shows it, in Indonesian.
pub(super) fn card(product: &Product, inquiry: &Inquiry, answer: &Answer) -> Html {
    let _ = (product, inquiry, answer);
    Html::new()
}

/// The store of a data folder.
pub(super) fn store(data_dir: &Path) -> Result<Arc<dyn Store>, StoreError> {
    Err(StoreError::Unusable(data_dir.display().to_string()))
}

/// Whether the signer reproduces the documented vector.
pub(super) fn signs_as_documented() -> bool {
    false
}
