//! The handle: how the gateway is to behave, and what it saw.

use super::{
    desk::{Desk, SignedRequest},
    handle::{Biller, SharedDesk},
    mode::Mode,
};

/// What the gateway saw, for as long as the look lasts.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    desk: &'a Desk,
}

impl<'a> Seen<'a> {
    /// Inquiries of one number that were let in.
    #[must_use]
    pub fn inquiries(&self, product: &str, number: &str) -> u64 {
        self.desk.counted(product, number)
    }

    /// Inquiries that were let in, in all.
    #[must_use]
    pub fn all_inquiries(&self) -> u64 {
        self.desk.inquiries
    }

    /// Token requests, granted or not.
    #[must_use]
    pub fn token_requests(&self) -> u64 {
        self.desk.token_requests
    }

    /// Inquiries that wait for [`Biller::release`].
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.desk.waiting
    }

    /// The last signed requests, oldest first.
    #[must_use]
    pub fn signed(&self) -> impl DoubleEndedIterator<Item = &'a SignedRequest> + use<'a> {
        self.desk.signed()
    }
}

impl Biller {
    /// Changes how it behaves, from the next request on.
    pub fn set_mode(&self, mode: Mode) {
        self.shared.change(|desk| desk.mode = mode);
    }

    /// Closes the gate: inquiries that were let in wait, unanswered, until [`Biller::release`].
    pub fn hold(&self) {
        self.shared.held.send_replace(true);
    }

    /// Opens the gate.
    pub fn release(&self) {
        self.shared.held.send_replace(false);
    }

    /// Every token given out so far has expired (6535).
    pub fn expire_tokens(&self) {
        self.shared.change(|desk| desk.auth.expire_tokens());
    }

    /// Every token given out so far is unknown (6500).
    pub fn forget_tokens(&self) {
        self.shared.change(|desk| desk.auth.forget_tokens());
    }

    /// Looks at what it saw, at one moment. A look that calls this handle again would wait for
    /// itself.
    pub fn observe<T>(&self, look: impl FnOnce(Seen<'_>) -> T) -> T {
        look(Seen { desk: &self.shared.lock() })
    }

    /// Waits until the look finds something. It is taken at once and after every change, for
    /// ever if need be: set a time limit around it.
    pub async fn until<T>(&self, mut look: impl FnMut(Seen<'_>) -> Option<T>) -> T {
        let mut changes = self.shared.changed.subscribe();
        loop {
            changes.mark_unchanged();
            if let Some(found) = self.observe(&mut look) {
                return found;
            }
            // Fails only without a sender, and that lives as long as we do.
            let _ = changes.changed().await;
        }
    }

    /// A counter that moves with every change: for a page that follows along.
    #[must_use]
    pub fn changes(&self) -> tokio::sync::watch::Receiver<u64> {
        self.shared.changed.subscribe()
    }

    /// Inquiries of one number that were let in.
    #[must_use]
    pub fn inquiries(&self, product: &str, number: &str) -> u64 {
        self.observe(|seen| seen.inquiries(product, number))
    }

    /// Token requests, granted or not.
    #[must_use]
    pub fn token_requests(&self) -> u64 {
        self.observe(|seen| seen.token_requests())
    }

    /// The last signed requests, oldest first.
    #[must_use]
    pub fn signed_requests(&self) -> Vec<SignedRequest> {
        self.observe(|seen| seen.signed().cloned().collect())
    }
}

/// One inquiry at the gate; counted while it waits, also when its client gives up.
pub(super) struct AtGate<'a>(&'a SharedDesk);

impl<'a> AtGate<'a> {
    pub(super) fn new(shared: &'a SharedDesk) -> Self {
        shared.change(|desk| desk.waiting += 1);
        Self(shared)
    }
}

impl Drop for AtGate<'_> {
    fn drop(&mut self) {
        self.0.change(|desk| desk.waiting -= 1);
    }
}
