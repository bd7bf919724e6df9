//! Why a turn is taken.
//!
//! Owns: what of an update, a press or a check's news a turn must still know once its event is made. Must not know:
//! what the turn makes of it.

use std::sync::Arc;

use crate::bot::group_migration::Relocate;
use crate::bot::mark::mark;
use crate::bot::upkeep::erase::KeptRows;
use crate::dialogue::{Check, Origin};
use crate::domain::replied_to::RepliedTo;
use crate::telegram::decode::{Incoming, Press, UpdateKind};

/// Where an event came from, and what answers it.
#[derive(Clone)]
pub(crate) struct Trigger {
    /// For the conversation.
    pub origin: Origin,
    /// The update to strike off.
    pub update: Option<i64>,
    /// The person's message that answers reply to in groups; `None` too when it may not stand above an answer.
    pub quote: Option<RepliedTo>,
    /// The press to answer.
    pub press: Option<Arc<Press>>,
    /// The person's name, when they are not known.
    pub name: Option<Arc<str>>,
    /// The person's first name.
    pub first_name: Option<Arc<str>>,
    /// What the group is called.
    pub title: Option<Arc<str>>,
    /// By what the person's text is known again.
    pub text: Option<u64>,
    /// What is kept of the person, when they want it erased and it is not erased already.
    pub kept: Option<KeptRows>,
}

impl Trigger {
    /// Where an update came from, and what answers it.
    #[must_use]
    pub(crate) fn of(incoming: &Incoming) -> Self {
        let update = Some(incoming.update);
        match &incoming.kind {
            UpdateKind::Message(message) => Self {
                origin: Origin::Message(message.id),
                update,
                quote: RepliedTo::without_figures(message.id, message.text.as_deref().unwrap_or_default()),
                press: None,
                name: message.name.clone(),
                first_name: message.first_name.clone(),
                title: message.title.clone(),
                text: message.text.as_deref().map(|text| mark(&[text.as_bytes()])),
                kept: None,
            },
            UpdateKind::Press(press) => Self {
                origin: Origin::Press {
                    update: incoming.update,
                    question: press.question.as_ref().map(|question| question.message),
                },
                update,
                quote: press.question.clone(),
                press: Some(Arc::clone(press)),
                name: None,
                first_name: press.first_name.clone(),
                title: press.title.clone(),
                text: None,
                kept: None,
            },
            UpdateKind::Moved { .. } | UpdateKind::Other => Self { update, ..Self::within(None) },
        }
    }

    /// The bot's own doing, in answer to this message.
    #[must_use]
    pub(crate) fn within(quote: Option<RepliedTo>) -> Self {
        Self {
            origin: Origin::Within,
            update: None,
            quote,
            press: None,
            name: None,
            first_name: None,
            title: None,
            text: None,
            kept: None,
        }
    }

    /// The bot's own doing about a check.
    #[must_use]
    pub(crate) fn about(check: &Check) -> Self {
        Self { first_name: check.asker.as_deref().map(Arc::from), ..Self::within(check.quote.clone()) }
    }
}

/// The messages it is about are others there.
impl Relocate for Trigger {
    fn relocated(self) -> Self {
        let origin = match self.origin {
            Origin::Message(message) | Origin::BeforeMigration(message) => Origin::BeforeMigration(message),
            Origin::Press { update, .. } => Origin::Press { update, question: None },
            Origin::Within => Origin::Within,
        };
        let elsewhere = |press: Arc<Press>| Arc::new(Press { message: None, question: None, ..Press::clone(&press) });
        Self { origin, quote: None, press: self.press.map(elsewhere), ..self }
    }
}
