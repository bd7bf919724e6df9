//! A raw update without PINs: everything but the texts in it stays as it came, to the last digit.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Where people's texts stand: their own, and those they answer or quote.
const TEXTS: [&str; 2] = ["text", "caption"];
/// Where a text may stand that is not the update's own.
const QUOTES: [&str; 3] = ["\"reply_to_message\"", "\"quote\"", "\"pinned_message\""];
/// What is nested deeper than Telegram nests is left as it is.
const DEEPEST: usize = 32;

/// The update with every text in it changed; `None` when that changes nothing.
pub(crate) fn rewrite(raw: &str, change: impl Fn(&str) -> String) -> Option<String> {
    let mut writing = Writing { change, row: String::with_capacity(raw.len()), changed: false };
    writing.value(raw, false, 0);
    writing.changed.then_some(writing.row)
}

/// Whether there may be a text in it that is not the update's own.
#[must_use]
pub(crate) fn quotes(raw: &str) -> bool {
    QUOTES.iter().any(|part| raw.contains(part))
}

struct Writing<F> {
    change: F,
    row: String,
    changed: bool,
}

impl<F: Fn(&str) -> String> Writing<F> {
    fn value(&mut self, raw: &str, is_text: bool, depth: usize) {
        let known = match raw.trim_start().as_bytes().first() {
            Some(b'{') if depth < DEEPEST => self.object(raw, depth),
            Some(b'[') if depth < DEEPEST => self.array(raw, depth),
            Some(b'"') if is_text => self.text(raw),
            _ => None,
        };
        if known.is_none() {
            self.row.push_str(raw);
        }
    }

    fn object(&mut self, raw: &str, depth: usize) -> Option<()> {
        let Members(members) = serde_json::from_str(raw).ok()?;
        self.row.push('{');
        for (at, (name, value)) in members.iter().enumerate() {
            self.part(at);
            self.row += &serde_json::to_string(name).unwrap_or_default();
            self.row.push(':');
            self.value(value.get(), TEXTS.contains(&name.as_str()), depth + 1);
        }
        self.row.push('}');
        Some(())
    }

    fn array(&mut self, raw: &str, depth: usize) -> Option<()> {
        let items: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
        self.row.push('[');
        for (at, item) in items.iter().enumerate() {
            self.part(at);
            self.value(item.get(), false, depth + 1);
        }
        self.row.push(']');
        Some(())
    }

    fn text(&mut self, raw: &str) -> Option<()> {
        let text: String = serde_json::from_str(raw).ok()?;
        let changed = (self.change)(&text);
        if changed == text {
            return None;
        }
        self.changed = true;
        self.row += &serde_json::to_string(&changed).ok()?;
        Some(())
    }

    fn part(&mut self, at: usize) {
        if at > 0 {
            self.row.push(',');
        }
    }
}

/// An object's members as they stand, in order.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EveryMember)
    }
}

struct EveryMember;

impl<'de> Visitor<'de> for EveryMember {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starred(text: &str) -> String {
        text.replace("1234", "****")
    }

    #[test]
    fn a_blotted_update_holds_no_pin_and_is_else_as_it_came() {
        let raw = r#"{"update_id":1,"message":{"text":"PLN.514040400482.1234","x":[1.50,1e400],"y":"1234"}}"#;
        let row = r#"{"update_id":1,"message":{"text":"PLN.514040400482.****","x":[1.50,1e400],"y":"1234"}}"#;
        assert_eq!(rewrite(raw, starred).as_deref(), Some(row));
    }

    #[test]
    fn texts_that_are_answered_or_quoted_are_blotted_too() {
        for within in QUOTES {
            let raw = format!(r#"{{"callback_query":{{"message":{{{within}:{{"text":"pln 1 1234"}}}}}}}}"#);
            assert!(quotes(&raw));
            assert!(rewrite(&raw, starred).unwrap().contains("pln 1 ****"));
        }
    }

    #[test]
    fn what_holds_no_pin_is_not_written_anew() {
        assert_eq!(rewrite(r#"{ "text" : "pln 1" }"#, starred), None);
        assert!(!quotes(r#"{"message":{"text":"my quote"}}"#));
    }

    #[test]
    fn what_is_nested_without_end_is_left_alone() {
        let raw = format!(r#"{{"text":"1234","x":{}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
        assert_eq!(rewrite(&raw, starred), Some(raw.replace("1234", "****")));
    }
}
