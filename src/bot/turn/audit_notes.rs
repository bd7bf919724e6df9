//! What a turn tells the audit trail: every check that ended in it.
//!
//! Must not know: how records are linked.

use chrono::{DateTime, Utc};

use crate::audit::{self, Entry};
use crate::dialogue::{Check, Event};
use crate::domain::check_id::CheckId;
use crate::domain::masking::mask_number;
use crate::domain::person::Seat;
use crate::ports::Transaction;

use super::report::word_for;

/// A check that was given up has no answer.
const GIVEN_UP: &str = "cancelled";

/// The check that an event ends, and how.
#[must_use]
pub(crate) fn ending(event: &Event) -> Option<(CheckId, &'static str)> {
    match event {
        Event::Answered { check, outcome } => Some((*check, word_for(outcome))),
        _ => None,
    }
}

/// Adds a record for each check that is gone from its conversation.
pub(crate) fn note<'a>(
    transaction: &mut Transaction,
    ended: impl IntoIterator<Item = (Seat, &'a Check)>,
    answered: Option<(CheckId, &'static str)>,
    now: DateTime<Utc>,
    trace: &str,
) {
    for (line, (seat, check)) in (0_u8..).zip(ended) {
        let outcome = answered.filter(|(id, _)| *id == check.id).map_or(GIVEN_UP, |(_, outcome)| outcome);
        let entry = Entry {
            at: now,
            person: seat.person,
            chat: seat.chat,
            product: check.inquiry.product.clone(),
            number: mask_number(check.inquiry.account.as_str()),
            outcome: outcome.to_owned(),
            ms: (now - check.asked_at).num_milliseconds(),
            trace: trace.to_owned(),
        };
        audit::append(transaction, &entry, line);
    }
}
