//! What hangs under a message: read strictly, kept typed.

use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};

use super::failure::Failure;

/// What hangs under a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Markup {
    /// Nothing.
    #[default]
    None,
    /// Buttons under the message.
    Buttons(Vec<Vec<Button>>),
    /// The reader's input field opens as a reply to this message.
    ForceReply(ForceReply),
    /// A keyboard in place of the letters, or its removal; not read any further.
    Keyboard,
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// Its label.
    pub label: String,
    /// What a press does.
    pub action: Action,
    /// `danger`, `success` or `primary`.
    pub style: Option<String>,
}

/// What a press on a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// The bot gets a callback query with this data.
    Callback(String),
    /// The phone copies this text.
    Copy(String),
    /// The phone opens this address.
    Url(String),
}

/// A question that opens the input field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceReply {
    /// Only for the person replied to.
    pub selective: bool,
    /// Shown grey in the empty field.
    pub placeholder: Option<String>,
}

/// Limits of an inline keyboard (seen, not documented): buttons in all, and per row.
const MOST_BUTTONS: usize = 100;
const MOST_PER_ROW: usize = 8;

#[derive(Deserialize)]
struct RawMarkup {
    inline_keyboard: Option<Vec<Vec<RawButton>>>,
    force_reply: Option<bool>,
    keyboard: Option<serde::de::IgnoredAny>,
    remove_keyboard: Option<bool>,
    #[serde(default)]
    selective: bool,
    input_field_placeholder: Option<String>,
}

#[derive(Deserialize)]
struct RawButton {
    text: Option<String>,
    callback_data: Option<String>,
    url: Option<String>,
    copy_text: Option<RawCopy>,
    style: Option<String>,
}

#[derive(Deserialize)]
struct RawCopy {
    text: String,
}

impl Markup {
    /// Reads `reply_markup`; absent and empty are nothing.
    pub(super) fn read(json: Option<&str>) -> Result<Self, Failure> {
        let Some(json) = json.filter(|json| !json.is_empty()) else {
            return Ok(Self::None);
        };
        let raw: RawMarkup =
            serde_json::from_str(json).map_err(|_| Failure::bad("can't parse reply keyboard markup JSON object"))?;
        if let Some(rows) = raw.inline_keyboard {
            return read_rows(rows).map(Self::from_rows);
        }
        if raw.force_reply == Some(true) {
            let question = ForceReply { selective: raw.selective, placeholder: raw.input_field_placeholder };
            return question.checked().map(Self::ForceReply);
        }
        let other = raw.keyboard.is_some() || raw.remove_keyboard == Some(true);
        Ok(if other { Self::Keyboard } else { Self::None })
    }

    /// Reads `reply_markup` of an edit: buttons or nothing.
    pub(super) fn read_inline(json: Option<&str>) -> Result<Self, Failure> {
        match Self::read(json)? {
            inline @ (Self::None | Self::Buttons(_)) => Ok(inline),
            Self::ForceReply(_) | Self::Keyboard => Err(Failure::bad("inline keyboard expected")),
        }
    }

    fn from_rows(rows: Vec<Vec<Button>>) -> Self {
        if rows.is_empty() { Self::None } else { Self::Buttons(rows) }
    }

    /// The rows of buttons; `None` for other markup.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Button>] {
        match self {
            Self::Buttons(rows) => rows,
            Self::None | Self::ForceReply(_) | Self::Keyboard => &[],
        }
    }
}

fn read_rows(rows: Vec<Vec<RawButton>>) -> Result<Vec<Vec<Button>>, Failure> {
    let too_many = rows.iter().map(Vec::len).sum::<usize>() > MOST_BUTTONS;
    if too_many || rows.iter().any(|row| row.len() > MOST_PER_ROW) {
        return Err(Failure::bad("REPLY_MARKUP_TOO_LONG"));
    }
    rows.into_iter()
        .filter(|row| !row.is_empty())
        .map(|row| row.into_iter().map(RawButton::checked).collect())
        .collect()
}

impl RawButton {
    fn checked(self) -> Result<Button, Failure> {
        let label = self.text.ok_or_else(|| unreadable("Field \"text\" must be of type String"))?;
        if label.trim().is_empty() {
            return Err(unreadable("Text buttons must be non-empty"));
        }
        let action = match (self.callback_data, self.copy_text, self.url) {
            (Some(data), _, _) if (1..=64).contains(&data.len()) => Action::Callback(data),
            (Some(_), _, _) => return Err(Failure::bad("BUTTON_DATA_INVALID")),
            (None, Some(copy), _) if (1..=256).contains(&copy.text.chars().count()) => Action::Copy(copy.text),
            (None, Some(_), _) => return Err(Failure::bad("BUTTON_COPY_TEXT_INVALID")),
            (None, None, Some(url)) if is_address(&url) => Action::Url(url),
            (None, None, Some(_)) => return Err(Failure::bad("BUTTON_URL_INVALID")),
            (None, None, None) => return Err(unreadable("Text buttons are unallowed in the inline keyboard")),
        };
        Ok(Button { label, action, style: self.style })
    }
}

fn unreadable(why: &str) -> Failure {
    Failure::bad(format_args!("can't parse inline keyboard button: {why}"))
}

fn is_address(url: &str) -> bool {
    ["https://", "http://", "tg://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
}

impl ForceReply {
    fn checked(self) -> Result<Self, Failure> {
        match &self.placeholder {
            Some(text) if !(1..=64).contains(&text.chars().count()) => {
                Err(Failure::bad("input field placeholder must be 1-64 characters long"))
            }
            _ => Ok(self),
        }
    }
}

/// As Telegram repeats it in a message: buttons only.
impl Serialize for Button {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("text", &self.label)?;
        match &self.action {
            Action::Callback(data) => map.serialize_entry("callback_data", data)?,
            Action::Copy(text) => map.serialize_entry("copy_text", &Copied { text })?,
            Action::Url(url) => map.serialize_entry("url", url)?,
        }
        if let Some(style) = &self.style {
            map.serialize_entry("style", style)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Copied<'a> {
    text: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(json: &str) -> String {
        Markup::read(Some(json)).unwrap_err().description.into_owned()
    }

    fn button(fields: &str) -> String {
        format!(r#"{{"inline_keyboard":[[{{"text":"x",{fields}}}]]}}"#)
    }

    #[test]
    fn callback_data_is_counted_in_bytes() {
        let fits = "é".repeat(32);
        assert!(Markup::read(Some(&button(&format!(r#""callback_data":"{fits}""#)))).is_ok());
        assert_eq!(complaint(&button(&format!(r#""callback_data":"{fits}a""#))), "Bad Request: BUTTON_DATA_INVALID");
        assert_eq!(complaint(&button(r#""callback_data":"""#)), "Bad Request: BUTTON_DATA_INVALID");
    }

    #[test]
    fn copied_text_has_at_most_256_characters() {
        let copy = |length| button(&format!(r#""copy_text":{{"text":"{}"}}"#, "é".repeat(length)));
        assert!(Markup::read(Some(&copy(256))).is_ok());
        assert_eq!(complaint(&copy(257)), "Bad Request: BUTTON_COPY_TEXT_INVALID");
    }

    #[test]
    fn a_keyboard_has_eight_buttons_a_row_and_a_hundred_in_all() {
        let rows = |rows: usize, columns: usize| {
            let row = vec![r#"{"text":"x","callback_data":"y"}"#; columns].join(",");
            format!(r#"{{"inline_keyboard":[{}]}}"#, vec![format!("[{row}]"); rows].join(","))
        };
        assert!(Markup::read(Some(&rows(20, 5))).is_ok());
        assert_eq!(complaint(&rows(1, 9)), "Bad Request: REPLY_MARKUP_TOO_LONG");
        assert_eq!(complaint(&rows(101, 1)), "Bad Request: REPLY_MARKUP_TOO_LONG");
    }

    #[test]
    fn a_placeholder_has_at_most_64_characters() {
        let question = |length| {
            format!(r#"{{"force_reply":true,"selective":true,"input_field_placeholder":"{}"}}"#, "x".repeat(length))
        };
        assert!(matches!(
            Markup::read(Some(&question(64))),
            Ok(Markup::ForceReply(ForceReply { selective: true, .. }))
        ));
        assert!(complaint(&question(65)).contains("placeholder"));
        assert!(complaint(&question(0)).contains("placeholder"));
    }
}
