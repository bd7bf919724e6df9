//! Reading HTML as Telegram reads it: the same tags, the same complaints, the same offsets.
//!
//! Offsets in complaints count bytes of what was sent; those of entities count UTF-16 units of
//! what is left. Rules and words after Telegram's own parser (tdlib, `MessageEntity.cpp`).

use super::{
    entities::Entity,
    tags::{Open, TAGS, meaning, merged},
};

/// The text without tags, and what the tags said; or the complaint, as it follows
/// "can't parse entities: ".
pub(super) fn parse(html: &str) -> Result<(String, Vec<Entity>), String> {
    let mut reader =
        Reader { html, at: 0, text: String::with_capacity(html.len()), units: 0, open: vec![], found: vec![] };
    while reader.at < html.len() {
        reader.step()?;
    }
    if let Some(open) = reader.open.last() {
        return Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag));
    }
    // Outer entities first, as Telegram lists them.
    reader.found.sort_by_key(|(depth, entity)| (entity.offset, std::cmp::Reverse(entity.length), *depth));
    Ok((reader.text, merged(reader.found.into_iter().map(|(_, entity)| entity))))
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
    text: String,
    units: u32,
    open: Vec<Open>,
    /// With how deep each was nested.
    found: Vec<(usize, Entity)>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.html[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.html.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) -> Result<(), String> {
        match self.peek() {
            Some(b'<') if self.rest().starts_with("</") => self.end_tag(),
            Some(b'<') => self.start_tag(),
            Some(b'&') => {
                let c = self.character_reference().unwrap_or_else(|| {
                    self.at += 1;
                    '&'
                });
                self.put(c);
                Ok(())
            }
            _ => {
                self.plain();
                Ok(())
            }
        }
    }

    /// Text up to the next tag or reference, in one piece.
    fn plain(&mut self) {
        let length = self.rest().find(['<', '&']).unwrap_or(self.rest().len());
        let piece = &self.html[self.at..self.at + length];
        self.text.push_str(piece);
        self.units += units(piece);
        self.at += length;
    }

    fn put(&mut self, c: char) {
        self.text.push(c);
        self.units += u32::from(c.len_utf16() == 2) + 1;
    }

    /// `&lt;` `&gt;` `&amp;` `&quot;` and numeric references; anything else is no reference.
    fn character_reference(&mut self) -> Option<char> {
        let rest = self.rest();
        let end = rest.as_bytes().iter().take(12).position(|byte| *byte == b';')?;
        let c = match &rest[1..end] {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            number => char::from_u32(numeric(number.strip_prefix('#')?)?).filter(|c| *c != '\0')?,
        };
        self.at += end + 1;
        Some(c)
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 1;
        let tag = self.take_until(|byte| byte.is_ascii_whitespace() || byte == b'>').to_ascii_lowercase();
        if self.peek().is_none() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        if !TAGS.contains(&tag.as_str()) {
            return Err(format!("Unsupported start tag \"{tag}\" at byte offset {begin}"));
        }
        let mut argument = String::new();
        while let Some((name, value)) = self.attribute(&tag, begin)? {
            if let Some(meant) = meaning(&tag, &name, &value) {
                argument = meant;
            }
        }
        if tag == "span" && argument != "spoiler" {
            return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
        }
        self.open.push(Open { tag, argument, offset: self.units });
        Ok(())
    }

    /// The next attribute, or nothing once the tag is closed.
    fn attribute(&mut self, tag: &str, begin: usize) -> Result<Option<(String, String)>, String> {
        let unclosed = || format!("Unclosed start tag \"{tag}\" at byte offset {begin}");
        self.skip_spaces();
        if self.peek() == Some(b'>') {
            self.at += 1;
            return Ok(None);
        }
        let name = self.take_until(|byte| byte.is_ascii_whitespace() || b"=>/\"'".contains(&byte)).to_owned();
        self.skip_spaces();
        if self.peek().is_none() {
            return Err(unclosed());
        }
        if name.is_empty() {
            return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {begin}"));
        }
        if self.peek() != Some(b'=') {
            return Ok(Some((name, String::new())));
        }
        self.at += 1;
        self.skip_spaces();
        let value = self.value()?;
        if self.peek().is_none() { Err(unclosed()) } else { Ok(Some((name, value))) }
    }

    fn value(&mut self) -> Result<String, String> {
        let begin = self.at;
        let Some(quote @ (b'"' | b'\'')) = self.peek() else {
            let token =
                self.take_until(|byte| !byte.is_ascii_alphanumeric() && !b".-".contains(&byte)).to_ascii_lowercase();
            return match self.peek() {
                Some(byte) if !byte.is_ascii_whitespace() && byte != b'>' => {
                    Err(format!("Unexpected end of name token at byte offset {begin}"))
                }
                _ => Ok(token),
            };
        };
        self.at += 1;
        let mut value = String::new();
        while let Some(c) = self.rest().chars().next().filter(|c| *c != char::from(quote)) {
            let decoded = if c == '&' { self.character_reference() } else { None };
            value.push(decoded.unwrap_or_else(|| {
                self.at += c.len_utf8();
                c
            }));
        }
        self.at = (self.at + 1).min(self.html.len());
        Ok(value)
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        self.at += 2;
        let name = self.take_until(|byte| byte.is_ascii_whitespace() || byte == b'>').to_owned();
        self.skip_spaces();
        if self.peek() != Some(b'>') {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        if !name.is_empty() && name != open.tag {
            let expected = &open.tag;
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{expected}>\", found \"</{name}>\""
            ));
        }
        self.at += 1;
        if self.units > open.offset {
            let depth = self.open.len();
            self.found.extend(open.entity(self.units).map(|entity| (depth, entity)));
        }
        Ok(())
    }

    fn skip_spaces(&mut self) {
        self.take_until(|byte| !byte.is_ascii_whitespace());
    }

    fn take_until(&mut self, stop: impl Fn(u8) -> bool) -> &str {
        let length = self.rest().bytes().position(stop).unwrap_or(self.rest().len());
        self.at += length;
        &self.html[self.at - length..self.at]
    }
}

fn numeric(digits: &str) -> Option<u32> {
    match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    }
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(html: &str) -> String {
        parse(html).unwrap_err()
    }

    #[test]
    fn tags_become_entities_counted_in_utf16() {
        let (text, entities) = parse("😀 <b>a&lt;b</b> <code>514</code>").unwrap();
        assert_eq!(text, "😀 a<b 514");
        assert_eq!(entities, [Entity::new("bold", 3, 3), Entity::new("code", 7, 3)]);
    }

    #[test]
    fn complaints_are_worded_as_telegram_words_them() {
        assert_eq!(complaint("a <x>b</x>"), "Unsupported start tag \"x\" at byte offset 2");
        assert_eq!(complaint("<b>a"), "Can't find end tag corresponding to start tag \"b\"");
        assert_eq!(complaint("a</b>"), "Unexpected end tag at byte offset 1");
        assert_eq!(complaint("<b>a</i>"), "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"");
        assert_eq!(complaint("1 <"), "Unclosed start tag at byte offset 2");
        assert_eq!(complaint("<a href=\"x\""), "Unclosed start tag \"a\" at byte offset 0");
        assert_eq!(complaint("<b>a</b"), "Unclosed end tag at byte offset 4");
        assert_eq!(complaint("3 < 4 and 5 > 4"), "Unsupported start tag \"\" at byte offset 2");
        assert_eq!(complaint("<span>a</span>"), "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0");
    }

    #[test]
    fn links_quotes_and_languages_are_kept() {
        let (text, entities) =
            parse("<a href='t.me/x?a=1&amp;b=2'>x</a><blockquote expandable>y</blockquote><pre><code class=\"language-py\">z</code></pre>")
                .unwrap();
        assert_eq!(text, "xyz");
        assert_eq!(entities[0].url.as_deref(), Some("t.me/x?a=1&b=2"));
        assert_eq!(entities[1].kind, "expandable_blockquote");
        assert_eq!((entities[2].kind.as_ref(), entities[2].language.as_deref()), ("pre", Some("py")));
        assert_eq!(entities.len(), 3);
    }

    #[test]
    fn an_ampersand_that_is_no_reference_stays() {
        assert_eq!(parse("a & b &nbsp; &#65;&#x42;").unwrap().0, "a & b &nbsp; AB");
    }
}
