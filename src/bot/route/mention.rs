//! Our name within a text.

use crate::bot::services::Me;
use crate::telegram::decode::{Message, Naming};

/// Whether a text names us.
pub(super) fn is_named(message: &Message, me: &Me) -> bool {
    let text = message.text.as_deref().unwrap_or_default();
    message.namings.iter().any(|naming| is_us(text, naming, me))
}

/// The text without our name, when it is there, and without the signs that touch it: they were put
/// between the name and the words.
pub(super) fn without_name(message: &Message, me: &Me) -> Option<String> {
    let text = message.text.as_deref()?;
    let mut rest = String::with_capacity(text.len());
    let mut done = 0;
    for naming in message.namings.iter().filter(|naming| is_us(text, naming, me)) {
        rest.push_str(text.get(done..naming.at.start)?.trim_end_matches(is_sign));
        rest.push(' ');
        let after = &text[naming.at.end..];
        done = text.len() - after.trim_start_matches(is_sign).len();
    }
    if done == 0 {
        return None;
    }
    rest.push_str(&text[done..]);
    let lines = rest.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

fn is_us(text: &str, naming: &Naming, me: &Me) -> bool {
    if let Some(person) = naming.person {
        return person == me.id;
    }
    let name = text[naming.at.clone()].strip_prefix('@');
    name.is_some_and(|name| name.eq_ignore_ascii_case(&me.username))
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::PersonId;
    use crate::telegram::decode::{UpdateKind, decode};

    /// The text without `@Bot`, which stands where Telegram says: at these UTF-16 units.
    fn cut(text: &str, offset: usize) -> Option<String> {
        let raw = serde_json::json!({ "update_id": 1, "message": {
            "message_id": 3, "from": { "id": 5 }, "chat": { "id": -5 }, "text": text,
            "entities": [{ "type": "future", "x": 1 }, 7, { "type": "mention", "offset": offset, "length": 4 }],
        }});
        let UpdateKind::Message(message) = decode(&raw.to_string()).unwrap().kind else { panic!() };
        without_name(&message, &Me { id: PersonId(9), username: "bot".to_owned() })
    }

    #[test]
    fn our_name_is_cut_out_wherever_it_stands() {
        for (text, offset, rest) in [
            ("@Bot pln 5140", 0, "pln 5140"),
            ("@Bot, pln 5140", 0, "pln 5140"),
            ("@Bot: pln 5140", 0, "pln 5140"),
            ("@Bot.", 0, ""),
            ("pln 5140 (@BOT)", 10, "pln 5140"),
            ("😀 @bot\npln 5140", 3, "😀\npln 5140"),
        ] {
            assert_eq!(cut(text, offset).as_deref().map(str::trim), Some(rest), "{text}");
        }
    }

    #[test]
    fn another_name_or_none_is_not_ours() {
        assert_eq!(cut("@toB pln", 0), None);
        assert_eq!(cut("@Bot", 400), None);
    }
}
