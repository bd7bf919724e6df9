//! Taps that a token stands for.

use crate::domain::person::PersonId;
use crate::ports::StoreError;
use crate::view::Tap;

use crate::bot::rows::Ticket;
use crate::bot::services::Services;
use crate::telegram::token::ButtonToken;

/// What became of a tap that was kept.
pub(super) enum KeptTap {
    /// It is the presser's own.
    Mine(Tap),
    /// It is somebody else's.
    Foreign,
    /// It is not there any more.
    Gone,
    /// It cannot be told.
    Unread(StoreError),
}

/// Looks up the tap that a token stands for.
pub(super) async fn kept(token: &ButtonToken, presser: PersonId, services: &Services) -> KeptTap {
    match services.read::<Ticket>(&token.key()).await {
        Ok(Some(ticket)) if ticket.owner == presser => KeptTap::Mine(ticket.tap),
        Ok(Some(_)) => KeptTap::Foreign,
        Ok(None) => KeptTap::Gone,
        Err(error) => KeptTap::Unread(error),
    }
}
