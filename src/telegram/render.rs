//! From what can be shown to what Telegram takes.
//!
//! Owns: button data, tokens, deep links. Must not know: when and where it is sent.

use std::fmt::Write as _;

use serde_json::value::{RawValue, to_raw_value};
use teloxide::types::{
    CopyTextButton, ForceReply, InlineKeyboardButton, InlineKeyboardButtonKind, InlineKeyboardMarkup,
};

use crate::domain::person::{ChatKind, PersonId, TopicId};
use crate::view::{Button, Does, Keyboard, Markup, Tap};

use super::token::ButtonToken;

/// Telegram's limit for callback data, in bytes.
const DATA: usize = 64;
/// Between the opener and the tap in a group's callback data.
const OPENER_END: char = '~';
/// Between the opener and the topic.
const TOPIC: char = '.';
/// Before a token that stands for a tap.
const KEPT: char = '#';

/// Renders keyboards, and names what their buttons cannot carry.
pub struct Renderer<'a> {
    /// Whose turn it is: their buttons obey nobody else.
    pub owner: PersonId,
    /// Where it is shown.
    pub chat: ChatKind,
    /// In which topic.
    pub topic: Option<TopicId>,
    /// The bot's user name, for deep links.
    pub username: &'a str,
    /// What their buttons cannot carry: to be kept under these tokens until somebody presses.
    pub kept: Vec<(ButtonToken, Tap)>,
}

/// What callback data or a deep link says, before anything is looked up.
#[derive(Debug, PartialEq, Eq)]
pub enum CallbackMeaning {
    /// A button that carries its own meaning.
    Plain(Tap),
    /// A button whose meaning is kept under a token.
    Kept(ButtonToken),
    /// A button under somebody else's question.
    Foreign,
    /// Nothing a button of ours carries.
    Unreadable,
}

impl Renderer<'_> {
    /// The `reply_markup` of a message, as JSON.
    pub fn markup(&mut self, markup: Markup) -> Option<Box<RawValue>> {
        let json = match markup {
            Markup::None => return None,
            Markup::Buttons(rows) => to_raw_value(&self.keyboard(rows)),
            Markup::Question { placeholder } => {
                to_raw_value(&ForceReply::new().input_field_placeholder(placeholder).selective())
            }
        };
        // Both are plain structs of strings: writing one cannot fail.
        json.ok()
    }

    fn keyboard(&mut self, rows: Keyboard) -> InlineKeyboardMarkup {
        let rows = rows.into_iter().map(|row| row.into_iter().filter_map(|button| self.button(button)).collect());
        InlineKeyboardMarkup { inline_keyboard: rows.collect() }
    }

    fn button(&mut self, button: Button) -> Option<InlineKeyboardButton> {
        let kind = match button.does {
            Does::Tap(tap) => InlineKeyboardButtonKind::CallbackData(self.data(tap)),
            Does::Copy(text) => InlineKeyboardButtonKind::CopyText(CopyTextButton { text }),
            Does::OpenPrivately(tap) => InlineKeyboardButtonKind::Url(self.deep_link(tap)?),
            Does::Link(address) => InlineKeyboardButtonKind::Url(url::Url::parse(&address).ok()?),
        };
        Some(InlineKeyboardButton::new(button.label, kind))
    }

    fn data(&mut self, tap: Tap) -> String {
        let mut data = String::with_capacity(DATA);
        let in_group = self.chat == ChatKind::Group;
        if in_group {
            let _ = write!(data, "{}", Base36(self.owner.0));
            if let Some(topic) = self.topic.and_then(|topic| u64::try_from(topic.0).ok()) {
                let _ = write!(data, "{TOPIC}{}", Base36(topic));
            }
            data.push(OPENER_END);
        }
        if let Some(inline) = tap.encode(in_group, DATA - data.len()) {
            data.push_str(&inline);
        } else {
            data.clear();
            let _ = write!(data, "{KEPT}{}", self.keep(tap).as_str());
        }
        data
    }

    fn deep_link(&mut self, tap: Tap) -> Option<url::Url> {
        let token = self.keep(tap);
        url::Url::parse(&format!("https://t.me/{}?start={}", self.username, token.as_str())).ok()
    }

    fn keep(&mut self, tap: Tap) -> ButtonToken {
        let token = ButtonToken::random();
        self.kept.push((token.clone(), tap));
        token
    }
}

/// Reads callback data that `presser` sent: anybody's text.
#[must_use]
pub fn read_data(data: &str, chat: ChatKind, presser: PersonId) -> CallbackMeaning {
    if let Some(token) = data.strip_prefix(KEPT) {
        return ButtonToken::parse(token).map_or(CallbackMeaning::Unreadable, CallbackMeaning::Kept);
    }
    let inline = match chat {
        ChatKind::Private => Some(data),
        ChatKind::Group => match data.split_once(OPENER_END) {
            Some((opener, inline)) if opener_in(opener) == Base36(presser.0).to_string() => Some(inline),
            Some(_) => return CallbackMeaning::Foreign,
            None => None,
        },
    };
    inline.and_then(Tap::decode).map_or(CallbackMeaning::Unreadable, CallbackMeaning::Plain)
}

fn opener_in(before: &str) -> &str {
    before.split_once(TOPIC).map_or(before, |(opener, _)| opener)
}

/// The topic that a group's callback data names.
#[must_use]
pub fn topic_in(data: &str) -> Option<TopicId> {
    let (_, topic) = data.split_once(OPENER_END)?.0.split_once(TOPIC)?;
    i32::from_str_radix(topic, 36).ok().filter(|topic| *topic > 0).map(TopicId)
}

/// A number in digits and small letters: a person's id takes 11 characters at most.
struct Base36(u64);

impl std::fmt::Display for Base36 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut digits = [0_u8; 13];
        let mut rest = self.0;
        let mut start = digits.len();
        loop {
            start -= 1;
            digits[start] = b"0123456789abcdefghijklmnopqrstuvwxyz"[usize::try_from(rest % 36).unwrap_or(0)];
            rest /= 36;
            if rest == 0 {
                break;
            }
        }
        f.write_str(std::str::from_utf8(&digits[start..]).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::AccountNumber;
    use crate::domain::product::ProductCode;

    fn renderer(chat: ChatKind) -> Renderer<'static> {
        let (owner, topic) = (PersonId(u64::MAX), Some(TopicId(i32::MAX)));
        Renderer { owner, chat, topic, username: "CekBot", kept: Vec::new() }
    }

    fn ask() -> Tap {
        Tap::Ask {
            product: ProductCode::parse(&"P".repeat(ProductCode::MAX)).unwrap(),
            account: AccountNumber::parse(&"9".repeat(AccountNumber::MAX)).unwrap(),
            period: None,
        }
    }

    #[test]
    fn a_group_never_sees_a_number_in_a_button() {
        let mut renderer = renderer(ChatKind::Group);
        let data = renderer.data(ask());
        assert!(!data.contains("999") && data.len() <= DATA);
        let (token, tap) = renderer.kept.pop().unwrap();
        assert_eq!(tap, ask());
        assert_eq!(read_data(&data, ChatKind::Group, PersonId(1)), CallbackMeaning::Kept(token));
    }

    #[test]
    fn a_private_button_carries_its_meaning() {
        let mut renderer = renderer(ChatKind::Private);
        let data = renderer.data(ask());
        assert!(renderer.kept.is_empty() && data.len() <= DATA);
        assert_eq!(read_data(&data, ChatKind::Private, PersonId(1)), CallbackMeaning::Plain(ask()));
    }

    #[test]
    fn a_groups_button_knows_its_opener() {
        let data = renderer(ChatKind::Group).data(Tap::Home);
        assert_eq!(read_data(&data, ChatKind::Group, PersonId(u64::MAX)), CallbackMeaning::Plain(Tap::Home));
        assert_eq!(read_data(&data, ChatKind::Group, PersonId(5)), CallbackMeaning::Foreign);
        assert_eq!(topic_in(&data), Some(TopicId(i32::MAX)));
        assert_eq!((topic_in("5~h"), topic_in("5.-1~h"), topic_in("h")), (None, None, None));
    }

    #[test]
    fn forged_data_is_unreadable() {
        for data in ["", "#", "#short", "~", "zzz~", "#AAAAAAAAAAAAAAA\u{e9}", "\u{0}"] {
            for chat in [ChatKind::Private, ChatKind::Group] {
                let read = read_data(data, chat, PersonId(5));
                assert!(matches!(read, CallbackMeaning::Unreadable | CallbackMeaning::Foreign), "{data:?} {read:?}");
            }
        }
    }

    #[test]
    fn ids_are_short() {
        assert_eq!(Base36(0).to_string(), "0");
        assert_eq!(Base36(35).to_string(), "z");
        assert_eq!(Base36(36).to_string(), "10");
        assert_eq!(Base36(u64::MAX).to_string(), "3w5e11264sgsf");
    }
}
