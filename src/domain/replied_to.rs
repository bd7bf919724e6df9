//! What an answer replies to, and how much of it may stand above the answer.

use serde::{Deserialize, Serialize};

use super::person::MessageId;

/// Longer words are no command and nobody's name, in bytes.
const LONGEST_PART: usize = 40;

/// A message that an answer replies to. Telegram shows its text above the answer, for all to read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Form", into = "Form")]
pub struct RepliedTo {
    /// The message.
    pub message: MessageId,
    /// The part of its text that is shown; all of it without one.
    pub part: Option<String>,
}

/// As it is stored: a message alone is its number.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Form {
    Whole(MessageId),
    Part(MessageId, String),
}

impl RepliedTo {
    /// The whole message.
    #[must_use]
    pub const fn whole(message: MessageId) -> Self {
        Self { message, part: None }
    }

    /// What a reply may show of a message: all of a text without figures; else its first word without any, a command or
    /// the bot's name, for figures may be a customer's number or a PIN. `None` when there is no such word.
    #[must_use]
    pub fn without_figures(message: MessageId, text: &str) -> Option<Self> {
        // Figures that were redacted stand in the message all the same.
        let has_figures = |text: &str| text.contains(|c: char| c.is_numeric() || c == '*');
        if !has_figures(text) {
            return Some(Self::whole(message));
        }
        let part = text.split_whitespace().find(|word| !has_figures(word) && word.len() <= LONGEST_PART)?;
        Some(Self { message, part: Some(part.to_owned()) })
    }
}

impl From<Form> for RepliedTo {
    fn from(form: Form) -> Self {
        match form {
            Form::Whole(message) => Self::whole(message),
            Form::Part(message, part) => Self { message, part: Some(part) },
        }
    }
}

impl From<RepliedTo> for Form {
    fn from(RepliedTo { message, part }: RepliedTo) -> Self {
        match part {
            None => Self::Whole(message),
            Some(part) => Self::Part(message, part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_shows_no_figures() {
        let shown = |text| RepliedTo::without_figures(MessageId(7), text).map(|replied| replied.part);
        assert_eq!(shown("/cek pln"), Some(None));
        assert_eq!(shown("/cek pln 514040400482"), Some(Some("/cek".to_owned())));
        assert_eq!(shown("514040400482 pln ****"), Some(Some("pln".to_owned())));
        assert_eq!(shown("CEKPLN.514040400482.****\n٥١٤٠"), None);
    }

    #[test]
    fn a_message_alone_is_stored_as_its_number() {
        let part = RepliedTo { message: MessageId(7), part: Some("/cek".to_owned()) };
        for (replied, form) in [(RepliedTo::whole(MessageId(7)), "7"), (part, r#"[7,"/cek"]"#)] {
            assert_eq!(serde_json::to_string(&replied).unwrap(), form);
            assert_eq!(serde_json::from_str::<RepliedTo>(form).unwrap(), replied);
        }
    }
}
