//! What came of a text: what is asked, what one press would ask, what is deleted, kept and seen.

use std::sync::LazyLock;

use cektagihan::dialogue::{Effect, State};
use cektagihan::domain::{
    account::AccountNumber, catalogue::Catalogue, inquiry::Inquiry, number_rule::NumberReading, period::Period,
    product::ProductCode,
};
use cektagihan::phrase;
use cektagihan::view::Tap;

use crate::dialogue::talk::{Talk, labels, offered, said};

/// The products that the program ships with.
pub(super) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

/// A customer's number that was found, as the gateway would be asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Absent while nobody knows it.
    pub(super) product: Option<ProductCode>,
    pub(super) number: String,
    pub(super) months: Option<u8>,
}

impl Found {
    pub(super) fn new(product: Option<&ProductCode>, number: &AccountNumber, months: Option<u8>) -> Self {
        let rule = product.and_then(|code| CATALOGUE.product(code)).map(|product| &product.number);
        let number = match rule.map(|rule| rule.read(number)) {
            Some(NumberReading::Converted(wanted, _)) => wanted,
            _ => number.clone(),
        };
        Self { product: product.cloned(), number: number.as_str().to_owned(), months }
    }

    fn of(inquiry: &Inquiry) -> Self {
        Self::new(Some(&inquiry.product), &inquiry.account, inquiry.period.map(Period::months))
    }

    fn bare(number: &AccountNumber) -> Self {
        Self::new(None, number, None)
    }
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let product = self.product.as_ref().map_or("?", |code| code.as_str());
        write!(f, "{product} {}", self.number)?;
        self.months.map_or(Ok(()), |months| write!(f, " x{months}"))
    }
}

/// What came of one event.
#[derive(Debug)]
pub(super) struct Heard {
    /// Questions on their way to the gateway, in order.
    pub(super) asked: Vec<Found>,
    /// The number that waits for its months.
    pub(super) waits: Option<Found>,
    /// What one press would ask, in the buttons' order.
    pub(super) offered: Vec<Found>,
    /// What waits for its product to be named.
    pub(super) held: Option<Found>,
    /// Whether the person's message is taken out of the chat.
    pub(super) deletes: bool,
    /// Every word that the person sees: messages, toasts, labels.
    pub(super) visible: String,
}

/// Types a text and listens.
pub(super) fn says(talk: &mut Talk, text: &str) -> Heard {
    let effects = talk.says(phrase::read(text, talk.catalogue));
    heard(talk, &effects)
}

/// Presses the first button whose label holds these words and listens; nothing when there is none.
pub(super) fn presses(talk: &mut Talk, effects: &[Effect], label: &str) -> Option<Heard> {
    let tap = pressable(effects).into_iter().find(|(words, _)| words.contains(label))?.1;
    let effects = talk.taps(tap);
    Some(heard(talk, &effects))
}

/// The buttons that the bot hears of, by label.
fn pressable(effects: &[Effect]) -> Vec<(String, Tap)> {
    use cektagihan::view::{Does, Markup};
    let mut found = Vec::new();
    for effect in effects {
        if let Effect::Show(_, reply) = effect
            && let Markup::Buttons(rows) = &reply.markup
        {
            for button in rows.iter().flatten() {
                if let Does::Tap(tap) = &button.does {
                    found.push((button.label.clone(), tap.clone()));
                }
            }
        }
    }
    found
}

pub(super) fn heard(talk: &Talk, effects: &[Effect]) -> Heard {
    let mut offered_now: Vec<Found> = Vec::new();
    for tap in offered(effects) {
        offered_now.extend(behind(talk, &tap));
    }
    let held = match talk.state() {
        State::ChoosingMatch { account, .. } => Some(Found::bare(account)),
        _ => None,
    };
    Heard {
        asked: asked(talk),
        waits: waits(talk),
        offered: offered_now,
        held,
        deletes: effects.contains(&Effect::DeleteQuestion),
        visible: [said(effects), labels(effects).join("\n")].join("\n"),
    }
}

/// What was asked by the last event.
fn asked(talk: &Talk) -> Vec<Found> {
    let last = [i64::from(talk.events), -i64::from(talk.events)];
    let new = talk.conversation.checks.iter().filter(|check| last.contains(&check.id.source));
    new.map(|check| Found::of(&check.inquiry)).collect()
}

fn waits(talk: &Talk) -> Option<Found> {
    match talk.state() {
        State::ChoosingPeriod { product, account } => Some(Found::new(Some(product), account, None)),
        _ => None,
    }
}

/// What a press of this button comes to: what it says itself, else what it does.
fn behind(talk: &Talk, tap: &Tap) -> Vec<Found> {
    match tap {
        Tap::Use { product, account, period } | Tap::Ask { product, account, period } => {
            vec![Found::new(Some(product), account, period.map(Period::months))]
        }
        Tap::Again(inquiry) => vec![Found::of(inquiry)],
        other => pressed(talk, other),
    }
}

/// What this button would ask. Tried on a copy: nothing is pressed.
fn pressed(talk: &Talk, tap: &Tap) -> Vec<Found> {
    let mut copy = talk.clone();
    copy.taps(tap.clone());
    let mut found = asked(&copy);
    found.extend(waits(&copy).filter(|_| copy.state() != talk.state()));
    found
}
