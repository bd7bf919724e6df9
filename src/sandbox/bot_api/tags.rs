//! The tags Telegram knows, and what each says of the text inside.

use super::entities::Entity;

/// The tags Telegram knows.
pub(super) const TAGS: [&str; 16] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "s",
    "strike",
    "del",
    "u",
    "ins",
    "tg-spoiler",
    "tg-emoji",
    "span",
    "pre",
    "code",
    "blockquote",
];

/// A tag that waits for its end.
pub(super) struct Open {
    pub(super) tag: String,
    pub(super) argument: String,
    pub(super) offset: u32,
}

impl Open {
    /// What the tag said of the text up to here.
    pub(super) fn entity(self, end: u32) -> Option<Entity> {
        let kind = match self.tag.as_str() {
            "b" | "strong" => "bold",
            "i" | "em" => "italic",
            "u" | "ins" => "underline",
            "s" | "strike" | "del" => "strikethrough",
            "tg-spoiler" | "span" => "spoiler",
            "a" if self.argument.is_empty() => return None,
            "a" => "text_link",
            "blockquote" if self.argument.is_empty() => "blockquote",
            "blockquote" => "expandable_blockquote",
            "pre" => "pre",
            "code" => "code",
            _ => "custom_emoji",
        };
        let mut entity = Entity::new(kind, self.offset, end - self.offset);
        let argument = Some(self.argument).filter(|argument| !argument.is_empty());
        match kind {
            "text_link" => entity.url = argument,
            "code" => entity.language = argument,
            "custom_emoji" => entity.custom_emoji_id = argument,
            _ => {}
        }
        Some(entity)
    }
}

/// What an attribute means for its tag, when it means anything.
pub(super) fn meaning(tag: &str, name: &str, value: &str) -> Option<String> {
    match (tag, name) {
        ("a", "href") | ("tg-emoji", "emoji-id") => Some(value.to_owned()),
        ("code", "class") => value.strip_prefix("language-").map(str::to_owned),
        ("span", "class") => value.strip_prefix("tg-").map(str::to_owned),
        ("blockquote", "expandable") => Some("1".to_owned()),
        _ => None,
    }
}

/// `<pre><code class="language-x">` is one entity: a block with a language. A code block never
/// holds `code`.
pub(super) fn merged(found: impl Iterator<Item = Entity>) -> Vec<Entity> {
    let mut kept: Vec<Entity> = Vec::new();
    for entity in found {
        let outer = kept.iter_mut().rev().find(|outer| outer.kind == "pre" && outer.covers(&entity));
        match outer {
            Some(pre) if entity.kind == "code" => {
                if (pre.offset, pre.length) == (entity.offset, entity.length) {
                    pre.language = entity.language;
                }
            }
            _ => kept.push(Entity { language: None, ..entity }),
        }
    }
    kept
}
