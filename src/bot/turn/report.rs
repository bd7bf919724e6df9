//! One log line a turn. Never a number, a name or a text.

use tokio::time::Instant;

use crate::dialogue::{Conversation, Event};
use crate::domain::product::ProductCode;
use crate::ports::{Cause, Inquired};

/// A turn's log line, gathered on the way.
pub(crate) struct Report {
    /// Names the turn, for the person to quote.
    pub trace: String,
    began: Instant,
    what: &'static str,
    product: Option<ProductCode>,
    outcome: &'static str,
    /// What the owners must hear of it.
    pub cause: Option<Cause>,
}

impl Report {
    /// A line for a turn that begins now.
    #[must_use]
    pub(crate) fn new(trace: String, began: Instant) -> Self {
        Self { trace, began, what: "", product: None, outcome: "", cause: None }
    }

    /// Notes what the turn is about.
    pub(crate) fn describe(&mut self, event: &Event, before: &Conversation) {
        self.what = name(event);
        if let Event::Answered { check, outcome } = event {
            self.product = before.check(*check).map(|check| check.inquiry.product.clone());
            self.outcome = word_for(outcome);
            self.cause = outcome.as_ref().err().and_then(Cause::of);
        }
    }

    /// Writes the line.
    pub(crate) fn write(&self) {
        let ms = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        log::info!(
            trace = self.trace.as_str(),
            what = self.what,
            product = self.product.as_ref().map_or("", ProductCode::as_str),
            outcome = self.outcome,
            ms;
            "turn done"
        );
    }
}

/// What came of an inquiry, in a word: `bill`, or the failure's own name.
#[must_use]
pub(crate) fn word_for(outcome: &Inquired) -> &'static str {
    outcome.as_ref().map_or_else(|error| error.bare().name(), |_| "bill")
}

fn name(event: &Event) -> &'static str {
    match event {
        Event::Command(_) => "command",
        Event::Typed(_) => "typed",
        Event::Replied(_) => "replied",
        Event::Edited(_) => "edited",
        Event::Wordless => "wordless",
        Event::Tapped(_) => "tapped",
        Event::Opened(_) => "opened",
        Event::StaleTap => "stale-tap",
        Event::ForeignTap => "foreign-tap",
        Event::Answered { .. } => "answered",
        Event::Waited { .. } => "waited",
        Event::Refused(_) => "refused",
        Event::Failed => "failed",
        Event::Invited(_) => "invited",
        Event::Code(_) => "code",
        Event::Claimed => "claimed",
        Event::Held { .. } => "held",
    }
}
