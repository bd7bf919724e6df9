//! No bill: why, and what to do next.

use chrono::{DateTime, Timelike, Utc};

use crate::domain::{inquiry::Inquiry, product::Family};
use crate::ports::{Blame, InquiryError};
use crate::view::{
    Button, Keyboard, Reply, Tap,
    texts::{Text, Texts, in_wib},
    tidy,
};

use super::{Context, button_rows, subject};

const LONGEST_MESSAGE: usize = 200;
const LONGEST_CODE: usize = 20;

/// The message for a check that failed.
pub(super) fn reply(context: &Context<'_>, inquiry: &Inquiry, error: &InquiryError) -> Reply {
    let texts = Texts::of(context.language());
    let said = error.bare();
    // What only the owners can mend is told to the owners; whoever asked learns that it is not their number.
    let words =
        if said.blame() == Blame::Operator { texts.ours(context.trace) } else { sentence(context, inquiry, said) };
    let mut html = subject::of_inquiry(context, inquiry).line().line().text(&words);
    if said.is_verdict() {
        html = html.line().text(&age(context, error));
    }
    Reply::with_buttons(html, buttons(context, inquiry, said))
}

/// When a verdict was given.
fn age(context: &Context<'_>, error: &InquiryError) -> Text {
    let texts = Texts::of(context.language());
    let InquiryError::Said { as_of, .. } = error else {
        return texts.verdict_data(&texts.time(context.now));
    };
    let seconds = (context.now - *as_of).num_seconds();
    if seconds > 0 {
        texts.verdict_data_ago(&texts.time(*as_of), seconds)
    } else {
        texts.verdict_data(&texts.time(*as_of))
    }
}

fn sentence(context: &Context<'_>, inquiry: &Inquiry, error: &InquiryError) -> Text {
    let texts = Texts::of(context.language());
    let product = context.catalogue.product(&inquiry.product);
    if product.is_some_and(|product| in_cut_off(product.family, context.now)) && blames_cut_off(error) {
        return texts.cut_off();
    }
    let asks_months = product.is_some_and(|product| product.most_months.is_some());
    let name = subject::product_name(context, &inquiry.product);
    texts.failure(&for_reader(context, error), name, asks_months)
}

/// Whether a family's billers are closed for the night: PLN makes no transactions from 23.00 to
/// 01.00 WIB. The check is tried all the same.
#[must_use]
pub fn in_cut_off(family: Family, now: DateTime<Utc>) -> bool {
    family == Family::Electricity && matches!(in_wib(now).hour(), 23 | 0)
}

/// Whether a failure looks like the cut-off: the biller's side fails without a word of its own.
fn blames_cut_off(error: &InquiryError) -> bool {
    let speaks_for_itself = matches!(
        error,
        InquiryError::UnknownCode { .. }
            | InquiryError::Pending { .. }
            | InquiryError::Throttled { .. }
            | InquiryError::Crowded { .. }
    );
    error.blame() == Blame::Biller && !speaks_for_itself
}

/// The vendor's own words are tidied, and kept from a group: nobody knows what they name.
fn for_reader(context: &Context<'_>, error: &InquiryError) -> InquiryError {
    let words = |message: &str| {
        if context.reader().in_group { String::new() } else { tidy(message, LONGEST_MESSAGE) }
    };
    match error {
        InquiryError::UnknownCode { code, message } => {
            InquiryError::UnknownCode { code: tidy(code, LONGEST_CODE), message: words(message) }
        }
        InquiryError::Pending { message } => InquiryError::Pending { message: words(message) },
        other => other.clone(),
    }
}

fn buttons(context: &Context<'_>, inquiry: &Inquiry, error: &InquiryError) -> Keyboard {
    let texts = Texts::of(context.language());
    match error {
        InquiryError::MissingField if inquiry.period.is_some() => {
            vec![months(texts, inquiry), button_rows::another(texts)]
        }
        InquiryError::InvalidField
        | InquiryError::MissingField
        | InquiryError::ProductMismatch
        | InquiryError::CustomerNotFound
        | InquiryError::NumberWrong => {
            let retype = Button::tap(texts.retype_button(), Tap::Product(inquiry.product.clone()));
            vec![vec![retype], button_rows::again_and_another(texts, inquiry)]
        }
        InquiryError::CustomerDisabled | InquiryError::LastInstalment | InquiryError::AmountTooSmall => {
            vec![button_rows::another(texts)]
        }
        InquiryError::ClockOff
        | InquiryError::SignatureRefused
        | InquiryError::ClientIdRefused
        | InquiryError::GrantRefused
        | InquiryError::TokenRefused
        | InquiryError::CredentialsRefused
        | InquiryError::AccountUnverified
        | InquiryError::AccountKind
        | InquiryError::IpNotRegistered
        | InquiryError::AccountData
        | InquiryError::ProductUnknown
        | InquiryError::TransactionUnknown
        | InquiryError::NoOpenBill
        | InquiryError::ReferenceUsed
        | InquiryError::GatewayStorage
        | InquiryError::AccountNotSetUp
        | InquiryError::ProviderUnknown
        | InquiryError::GatewayFault
        | InquiryError::NotImplemented
        | InquiryError::BillerDown
        | InquiryError::UnknownCode { .. }
        | InquiryError::TimedOut
        | InquiryError::Unreachable
        | InquiryError::HostUnknown
        | InquiryError::Certificate(_)
        | InquiryError::TlsBroken
        | InquiryError::Forbidden
        | InquiryError::Throttled { .. }
        | InquiryError::Pending { .. }
        | InquiryError::Said { .. }
        | InquiryError::Unreadable(_)
        | InquiryError::Resting { .. }
        | InquiryError::Crowded { .. } => vec![button_rows::again_and_another(texts, inquiry)],
    }
}

/// The same customer, the number of months asked again.
fn months(texts: Texts, inquiry: &Inquiry) -> Vec<Button> {
    let (product, account) = (inquiry.product.clone(), inquiry.account.clone());
    vec![Button::tap(texts.months_button(), Tap::Ask { product, account, period: None })]
}
