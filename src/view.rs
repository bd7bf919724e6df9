//! What can be shown: escaped HTML, keyboards, whole replies, and the texts and cards made of them.
//!
//! Owns: how things look. Must not know: Telegram, message ids, who is allowed what.

mod foreign;
mod html;
mod tap;
mod tidy;

pub mod bill_card;
pub mod texts;

pub(crate) use foreign::whole;
pub use html::{Html, Words};
pub use tap::{Office, Tap};
pub(crate) use tidy::{tidy, units};

use crate::domain::language::Language;

use texts::Text;

/// One message as a person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The words, at most 4096 characters once tags are read.
    pub html: Html,
    /// Buttons under it, or a question that opens the input field.
    pub markup: Markup,
}

/// What hangs under a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Markup {
    /// Nothing.
    #[default]
    None,
    /// Rows of buttons.
    Buttons(Keyboard),
    /// A forced reply, for groups: the asker's input field opens with this placeholder
    /// (1 to 64 characters), selective, so nobody else's does.
    Question {
        /// What to type, shown grey.
        placeholder: String,
    },
}

/// Rows of buttons.
pub type Keyboard = Vec<Vec<Button>>;

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it says; plain text.
    pub label: String,
    /// What a press does.
    pub does: Does,
}

/// What a press does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    /// The bot hears of it.
    Tap(Tap),
    /// The phone copies this text, 1 to 256 characters; the bot hears nothing.
    Copy(String),
    /// The bot's private chat opens and the bot hears the tap there.
    OpenPrivately(Tap),
    /// This address opens.
    Link(String),
}

impl Reply {
    /// Words alone.
    #[must_use]
    pub fn text(html: Html) -> Self {
        Self { html, markup: Markup::None }
    }

    /// Words with buttons.
    #[must_use]
    pub fn with_buttons(html: Html, buttons: Keyboard) -> Self {
        Self { html, markup: if buttons.is_empty() { Markup::None } else { Markup::Buttons(buttons) } }
    }
}

impl Button {
    /// A button the bot hears of.
    #[must_use]
    pub fn tap(label: impl Into<Text>, tap: Tap) -> Self {
        Self::new(label, Does::Tap(tap))
    }

    /// A button that copies.
    #[must_use]
    pub fn copy(label: impl Into<Text>, text: impl Into<String>) -> Self {
        Self::new(label, Does::Copy(whole(text.into()).into_owned()))
    }

    /// A button that opens an address.
    #[must_use]
    pub fn link(label: impl Into<Text>, address: String) -> Self {
        Self::new(label, Does::Link(address))
    }

    /// A button that goes on in the private chat.
    #[must_use]
    pub fn privately(label: impl Into<Text>, tap: Tap) -> Self {
        Self::new(label, Does::OpenPrivately(tap))
    }

    /// Telegram looks for nothing in labels and copied texts: they are as they were written.
    fn new(label: impl Into<Text>, does: Does) -> Self {
        let label = match label.into() {
            // A sentence of ours, and nothing filled in.
            Text::Borrowed(label) => label.to_owned(),
            Text::Owned(label) => whole(label).into_owned(),
        };
        Self { label, does }
    }
}

/// Who reads a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// The language to speak.
    pub language: Language,
    /// Whether others read along: names and numbers are masked then.
    pub in_group: bool,
}
