//! Telegram's HTML, escaped by construction.
//!
//! Whose words they are is told by their type: a sentence of [`Texts`](super::texts::Texts) may hold a command of
//! ours, and what others wrote in it was broken up as it was filled in; any other text is somebody else's,
//! and Telegram shall find nothing to tap in it.

use std::fmt;

use super::foreign::{JOINER, broken_up};
use super::texts::Text;

/// A piece of Telegram HTML. What a person or a biller wrote gets in only escaped,
/// and without characters that could bend the lines around it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Html(String);

/// Room for most messages, so that their memory need not grow while they are written.
const ROOM: usize = 512;

impl Html {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(String::with_capacity(ROOM))
    }

    /// Adds plain text, escaped.
    #[must_use]
    pub fn text(mut self, text: impl Words) -> Self {
        text.write_into(&mut self.0);
        self
    }

    /// Adds bold text.
    #[must_use]
    pub fn bold(self, text: impl Words) -> Self {
        self.tagged("b", text)
    }

    /// Adds slanted text.
    #[must_use]
    pub fn italic(self, text: impl Words) -> Self {
        self.tagged("i", text)
    }

    /// Adds an address of ours that leads there by one tap: no words of anybody else's.
    #[must_use]
    pub fn link(mut self, address: &str) -> Self {
        escape_into(&mut self.0, address);
        self
    }

    /// Adds text that one tap copies.
    #[must_use]
    pub fn code(self, text: &str) -> Self {
        self.tagged("code", Untouched(text))
    }

    /// Adds lines of fixed width.
    #[must_use]
    pub fn pre(self, text: &str) -> Self {
        self.tagged("pre", Untouched(text))
    }

    /// Adds a line break.
    #[must_use]
    pub fn line(mut self) -> Self {
        self.0.push('\n');
        self
    }

    /// Adds another piece as it is.
    #[must_use]
    pub fn html(mut self, other: &Self) -> Self {
        self.0.push_str(&other.0);
        self
    }

    fn tagged(mut self, tag: &str, text: impl Words) -> Self {
        self.0.extend(["<", tag, ">"]);
        text.write_into(&mut self.0);
        self.0.extend(["</", tag, ">"]);
        self
    }

    /// The words alone, for places without markup: a shell, a log of a demo.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut plain = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some(at) = rest.find(['<', '&']) {
            plain.push_str(&rest[..at]);
            let end = if rest[at..].starts_with('<') { '>' } else { ';' };
            let (piece, after) = rest[at..].split_once(end).unwrap_or((&rest[at..], ""));
            plain.push_str(unescaped(piece));
            rest = after;
        }
        plain.push_str(rest);
        plain.retain(|c| c != JOINER);
        plain
    }

    /// The HTML as Telegram reads it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the text away.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

/// What can stand in a message.
pub trait Words {
    /// Writes it, escaped.
    fn write_into(self, html: &mut String);
}

/// A sentence of ours.
impl Words for &Text {
    fn write_into(self, html: &mut String) {
        escape_into(html, self);
    }
}

/// Somebody else's words.
impl Words for &str {
    fn write_into(self, html: &mut String) {
        escape_into(html, &broken_up(self));
    }
}

/// Somebody else's words.
impl Words for &String {
    fn write_into(self, html: &mut String) {
        self.as_str().write_into(html);
    }
}

/// What stands where Telegram looks for nothing: within code.
struct Untouched<'a>(&'a str);

impl Words for Untouched<'_> {
    fn write_into(self, html: &mut String) {
        escape_into(html, self.0);
    }
}

/// Debug output shows no text: it may hold somebody's bill.
impl fmt::Debug for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Html({} bytes)", self.0.len())
    }
}

/// What an entity stands for; `None` for a tag.
fn unescaped(piece: &str) -> &'static str {
    match piece {
        "&amp" => "&",
        "&lt" => "<",
        "&gt" => ">",
        "&quot" => "\"",
        _ => "",
    }
}

/// Escapes the four characters HTML knows and drops what is invisible or turns the writing
/// direction, so that a biller's field cannot rearrange a card.
fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    // What stands between two such characters is copied as a whole, and most of it is looked at byte by byte.
    while let Some(at) = rest.bytes().position(|byte| !is_plain(byte)) {
        let Some(c) = rest[at..].chars().next() else { break };
        if stands_for_itself(c) {
            let end = at + c.len_utf8();
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        out.push_str(&rest[..at]);
        out.push_str(match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            _ => "",
        });
        rest = &rest[at + c.len_utf8()..];
    }
    out.push_str(rest);
}

/// Whether a byte is a character that stands for itself.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\n' | b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"')
}

/// Whether a character does that is no plain byte. A joiner is ours, or as good as ours: it keeps words apart and
/// changes nothing else.
fn stands_for_itself(c: char) -> bool {
    c == JOINER || !c.is_ascii() && !c.is_control() && !is_bidi_or_invisible(c)
}

/// Direction marks, embeddings, isolates and zero-width characters (Unicode TR9 and TR36).
#[must_use]
pub(crate) fn is_bidi_or_invisible(c: char) -> bool {
    matches!(c,
        '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{00ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_biller_wrote_cannot_leave_its_place() {
        let html = Html::new().bold("<b>A&B\"</b>\u{202e}\u{200b}\u{7}");
        assert_eq!(html.as_str(), "<b>&lt;b&gt;A&amp;B&quot;&lt;/b&gt;</b>");
    }

    #[test]
    fn plain_words_are_what_went_in() {
        let html = Html::new().bold("<b>A&B\"").line().code("1 > 0").text("; &");
        assert_eq!(html.plain(), "<b>A&B\"\n1 > 0; &");
    }
}
