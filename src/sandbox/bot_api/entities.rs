//! What Telegram finds in plain text by itself: commands, mentions, links, tags, telephone numbers.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::addresses::{email, phone, web_address};
use super::letters::is_word;

/// A stretch of a text that means something. Counted in UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// `bold`, `code`, `bot_command`, ..
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// Where it starts.
    pub offset: u32,
    /// How long it is.
    pub length: u32,
    /// Where a `text_link` leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The language of a `pre`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The emoji of a `custom_emoji`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_emoji_id: Option<String>,
}

impl Entity {
    /// An entity without particulars.
    #[must_use]
    pub fn new(kind: &'static str, offset: u32, length: u32) -> Self {
        Self { kind: kind.into(), offset, length, url: None, language: None, custom_emoji_id: None }
    }

    /// Whether the other lies wholly inside.
    pub(super) fn covers(&self, other: &Self) -> bool {
        self.offset <= other.offset && other.offset + other.length <= self.offset + self.length
    }

    fn touches(&self, other: &Self) -> bool {
        self.offset < other.offset + other.length && other.offset < self.offset + self.length
    }
}

/// Adds what Telegram finds by itself, outside code and links.
pub(super) fn add_found(text: &str, entities: &mut Vec<Entity>) {
    let mut found = find(text);
    found.retain(|new| {
        let in_the_way = |old: &&Entity| matches!(old.kind.as_ref(), "code" | "pre" | "text_link") && old.touches(new);
        !entities.iter().any(|old| in_the_way(&old))
    });
    if !found.is_empty() {
        entities.append(&mut found);
        entities.sort_by_key(|entity| (entity.offset, std::cmp::Reverse(entity.length)));
    }
}

/// Everything there is to find, in order.
fn find(text: &str) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    let (mut units, mut before, mut free_from) = (0, None, 0);
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let hit = if at < free_from { None } else { entity_at(rest, c, before) };
        if let Some((kind, length)) = hit {
            free_from = at + length;
            let length = rest[..length].encode_utf16().count();
            found.push(Entity::new(kind, units, u32::try_from(length).unwrap_or(u32::MAX)));
        }
        units += u32::from(c.len_utf16() == 2) + 1;
        before = Some(c);
    }
    found
}

/// The kind and length in bytes of what starts here.
fn entity_at(rest: &str, c: char, before: Option<char>) -> Option<(&'static str, usize)> {
    if before.is_some_and(is_word) {
        return None;
    }
    let named = |kind: &'static str, length: Option<usize>| length.map(|length| (kind, length));
    match c {
        '/' if !matches!(before, Some('/' | '<' | '>')) => named("bot_command", command(rest)),
        '@' => named("mention", mention(rest)),
        '#' => named("hashtag", hashtag(rest)),
        '$' => named("cashtag", cashtag(rest)),
        '+' | '0'..='9' if !matches!(before, Some('.' | '+' | '-')) => {
            named("phone_number", phone(rest)).or_else(|| named("url", web_address(rest)))
        }
        // What follows one of these is the rest of something that was no address.
        _ if is_word(c) && !matches!(before, Some('@' | '.' | '-')) => {
            named("email", email(rest)).or_else(|| named("url", web_address(rest)))
        }
        _ => None,
    }
}

/// `/name` (1 to 64 of `A-Za-z0-9_`), perhaps with `@bot`.
fn command(rest: &str) -> Option<usize> {
    let name = word_length(&rest[1..]);
    let mut end = 1 + name;
    if let Some(bot) = rest[end..].strip_prefix('@')
        && (3..=32).contains(&word_length(bot))
    {
        end += 1 + word_length(bot);
    }
    let after = rest[end..].chars().next();
    let clean = !after.is_some_and(|c| is_word(c) || matches!(c, '/' | '<' | '>'));
    ((1..=64).contains(&name) && clean).then_some(end)
}

/// `@name`, 4 to 32 of `A-Za-z0-9_`.
fn mention(rest: &str) -> Option<usize> {
    let name = word_length(&rest[1..]);
    let clean = !rest[1 + name..].starts_with(is_word);
    ((4..=32).contains(&name) && clean).then_some(1 + name)
}

/// `#tag`: letters and figures, one letter at least.
fn hashtag(rest: &str) -> Option<usize> {
    let tag = &rest[1..];
    let length = tag.find(|c| !is_word(c)).unwrap_or(tag.len());
    tag[..length].contains(char::is_alphabetic).then_some(1 + length)
}

/// `$ABC`: 1 to 8 capitals.
fn cashtag(rest: &str) -> Option<usize> {
    let name = rest[1..].bytes().take_while(u8::is_ascii_uppercase).count();
    let clean = !rest[1 + name..].starts_with(is_word);
    ((1..=8).contains(&name) && clean).then_some(1 + name)
}

fn word_length(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let units: Vec<u16> = text.encode_utf16().collect();
        find(text)
            .into_iter()
            .map(|entity| {
                let (start, end) = (entity.offset as usize, (entity.offset + entity.length) as usize);
                let kind = match entity.kind {
                    Cow::Borrowed(kind) => kind,
                    Cow::Owned(_) => "",
                };
                (kind, String::from_utf16(&units[start..end]).unwrap())
            })
            .collect()
    }

    #[test]
    fn commands_are_found_with_and_without_a_bot() {
        assert_eq!(found("/cek pln 514"), [("bot_command", "/cek".to_owned())]);
        assert_eq!(found("😀 /cek@some_bot x"), [("bot_command", "/cek@some_bot".to_owned())]);
        assert_eq!(found("3/4 km/jam //x /a/b"), []);
        assert_eq!(found("/é /"), []);
    }

    #[test]
    fn mentions_need_four_letters_and_a_free_place() {
        assert_eq!(found("@some_bot, @abc a@some_id"), [("mention", "@some_bot".to_owned())]);
    }

    #[test]
    fn tags_are_found() {
        assert_eq!(
            found("#lunas a#b #12 $IDR $idr"),
            [("hashtag", "#lunas".to_owned()), ("cashtag", "$IDR".to_owned())]
        );
    }

    #[test]
    fn addresses_need_no_scheme() {
        for (text, kind, part) in [
            ("Admin klikoo-bantu.com!", "url", "klikoo-bantu.com"),
            ("TOKOKU.CO.ID", "url", "TOKOKU.CO.ID"),
            ("di t.me/x, ya", "url", "t.me/x"),
            ("a.b@toko.id", "email", "a.b@toko.id"),
            ("+62 812-3456-7890", "phone_number", "+62 812-3456-7890"),
            ("WA 081234567890", "phone_number", "081234567890"),
        ] {
            assert_eq!(found(text), [(kind, part.to_owned())]);
        }
        assert_eq!(found("PT.MAJU Rp25.720 10.31 R1/1300 514040400482 a.\u{2060}com @\u{2060}indah"), []);
    }

    #[test]
    fn web_addresses_lose_the_full_stop() {
        assert_eq!(found("see https://t.me/x?start=a/b@cdef."), [("url", "https://t.me/x?start=a/b@cdef".to_owned())]);
    }
}
