//! Any JSON, with the order of its fields kept (the bill shows unknown fields in that order).

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::domain::bill::fact;

/// One JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Null,
    Flag(bool),
    Whole(i64),
    Number(f64),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Json {
    /// Reads a body: JSON alone, or one reply's JSON among other text, such as a warning of PHP's, a comment, or the same
    /// reply twice. Bytes that are not UTF-8 become replacement characters: one bad letter in a name must not cost the
    /// bill. Nesting is limited by the parser, to 128 levels. Time grows with the length and no faster.
    pub(super) fn parse(body: &[u8]) -> Result<Self, &'static str> {
        let text = String::from_utf8_lossy(body);
        let text = text.trim_start_matches('\u{feff}').trim();
        serde_json::from_str(text).or_else(|error| match the_one_reply(text) {
            Found::One(reply) => Ok(reply),
            Found::Several => Err("more than one reply"),
            Found::None => Err(what_it_is_instead(text, &error)),
        })
    }

    /// A field of an object, its name read leniently; of fields with one name the last.
    pub(super) fn field(&self, name: &str) -> Option<&Self> {
        let Self::Object(fields) = self else {
            return None;
        };
        fields.iter().rev().find(|(key, _)| plain(key) == name).map(|(_, value)| value)
    }

    /// Takes a field out of an object.
    pub(super) fn take(&mut self, name: &str) -> Option<Self> {
        let Self::Object(fields) = self else {
            return None;
        };
        let at = fields.iter().rposition(|(key, _)| plain(key) == name)?;
        Some(fields.swap_remove(at).1)
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The only entry of a list, or the value itself.
    pub(super) fn the_only_one(self) -> Self {
        match self {
            Self::List(mut items) if items.len() == 1 => items.swap_remove(0),
            other => other,
        }
    }

    /// What the vendor calls "object or object array": nothing, one, or several.
    pub(super) fn one_or_more(self) -> Vec<Self> {
        match self {
            Self::Null => Vec::new(),
            Self::List(items) => items,
            one => vec![one],
        }
    }

    /// Whether it says what every reply says.
    fn is_a_reply(&self) -> bool {
        self.field("responsecode").is_some() || self.field("responsemessage").is_some()
    }

    /// Whether there is nothing in it.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Object(fields) => fields.is_empty(),
            Self::Flag(_) | Self::Whole(_) | Self::Number(_) => false,
        }
    }
}

/// What a text holds that is more than JSON.
enum Found {
    /// One reply, perhaps more than once.
    One(Json),
    /// Replies that differ: which of them counts is not ours to guess.
    Several,
    /// No reply that is whole.
    None,
}

/// Looks for a reply in a text that is not JSON. What a broken object holds is no reply: the search goes on behind the
/// place where it broke, so that nothing is read twice.
fn the_one_reply(text: &str) -> Found {
    let mut found = Found::None;
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        rest = &rest[at..];
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<Json>();
        match stream.next() {
            Some(Ok(json)) => {
                rest = &rest[stream.byte_offset()..];
                if !json.is_a_reply() {
                    continue;
                }
                match found {
                    Found::One(former) if former != json => return Found::Several,
                    _ => found = Found::One(json),
                }
            }
            // Cut off: the text ends within it, and what else came may be only half of what was meant.
            Some(Err(error)) if error.is_eof() => return Found::None,
            Some(Err(error)) => rest = &rest[place(rest, &error).max(1)..],
            None => break,
        }
    }
    found
}

/// Where parsing stopped, in bytes, at the start of a character.
fn place(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let at = lines.map(str::len).sum::<usize>() + error.column();
    (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// A field's name without what spellings differ in: `due date`, `Due-Date` and `dueDate` are `duedate`.
pub(super) fn plain(name: &str) -> String {
    fact::squashed(name)
}

fn what_it_is_instead(text: &str, error: &serde_json::Error) -> &'static str {
    if text.is_empty() {
        "empty"
    } else if text.starts_with('<') {
        "a web page"
    } else if error.is_eof() {
        "cut off"
    } else {
        "not JSON"
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Flag(flag))
    }

    fn visit_i64<E>(self, whole: i64) -> Result<Json, E> {
        Ok(Json::Whole(whole))
    }

    fn visit_u64<E>(self, whole: u64) -> Result<Json, E> {
        Ok(i64::try_from(whole).map_or_else(|_| Json::Text(whole.to_string()), Json::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            fields.push(entry);
        }
        Ok(Json::Object(fields))
    }
}
