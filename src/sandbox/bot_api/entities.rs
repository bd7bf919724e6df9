//! What Telegram finds in plain text by itself: commands, mentions, links.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

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
    if !text.contains(['/', '@']) {
        return;
    }
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

/// Commands, mentions and web addresses, in order.
fn find(text: &str) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    let (mut units, mut before, mut free_from) = (0, None, 0);
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let hit = if at < free_from { None } else { entity_at(rest, c, before) };
        if let Some((kind, length)) = hit {
            free_from = at + length;
            // Everything found is ASCII, so bytes are units.
            found.push(Entity::new(kind, units, u32::try_from(length).unwrap_or(u32::MAX)));
        }
        units += u32::from(c.len_utf16() == 2) + 1;
        before = Some(c);
    }
    found
}

/// The kind and length in bytes of what starts here.
fn entity_at(rest: &str, c: char, before: Option<char>) -> Option<(&'static str, usize)> {
    let fresh = before.is_none_or(|c| !is_word(c));
    match c {
        '/' if fresh && !matches!(before, Some('/' | '<' | '>')) => command(rest).map(|length| ("bot_command", length)),
        '@' if fresh => mention(rest).map(|length| ("mention", length)),
        'h' | 'H' if fresh => web_address(rest).map(|length| ("url", length)),
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

/// `http://` or `https://` and what follows without a space, in ASCII.
fn web_address(rest: &str) -> Option<usize> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let ends = |c: char| !c.is_ascii_graphic() || "<>\"".contains(c);
    let length = rest.find(ends).unwrap_or(rest.len());
    let trimmed = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']).len();
    (trimmed > scheme.len()).then_some(trimmed)
}

fn word_length(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
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
        assert_eq!(found("@some_bot, @abc a@some.id"), [("mention", "@some_bot".to_owned())]);
    }

    #[test]
    fn web_addresses_lose_the_full_stop() {
        assert_eq!(found("see https://t.me/x?start=a/b@cdef."), [("url", "https://t.me/x?start=a/b@cdef".to_owned())]);
    }
}
