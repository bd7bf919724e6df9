//! Cutting a text into tokens, line by line.

use std::ops::Range;

use crate::domain::catalogue::Catalogue;

use super::text::PlainText;
use super::token::{FigureRole, Gap, Join, Token, TokenKind};
use super::words::{self, Sense};

/// The fewest asterisks that stand for a PIN; fewer are emphasis or separators.
const LEAST_STARS: usize = 4;

/// The tokens of a text, and the range of them for each line that has any.
pub(super) struct Cut {
    pub(super) tokens: Vec<Token>,
    pub(super) lines: Vec<Range<usize>>,
}

/// Cuts a text.
pub(super) fn cut(text: &PlainText<'_>, catalogue: &Catalogue) -> Cut {
    let plain = text.plain();
    let mut cutter = Cutter {
        plain,
        lower: text.lower(),
        catalogue,
        // People type a piece every five characters or so.
        tokens: Vec::with_capacity(plain.len() / 5 + 1),
        since: 0,
        begins: true,
    };
    let mut lines = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < plain.len() {
        at = cutter.take(at);
        if plain[..at].ends_with('\n') || at == plain.len() {
            if cutter.tokens.len() > first {
                lines.push(first..cutter.tokens.len());
            }
            first = cutter.tokens.len();
            cutter.since = at;
            cutter.begins = true;
        }
    }
    Cut { tokens: cutter.tokens, lines }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Star,
    Sign,
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '*' => Class::Star,
        ' '..='~' | '\n' | '\t' => Class::Sign,
        c if c.is_alphabetic() => Class::Letter,
        _ => Class::Sign,
    }
}

/// How many bytes of a text, from its start, are characters of these classes.
fn run(text: &str, classes: impl Fn(Class) -> bool) -> usize {
    text.find(|c| !classes(class(c))).unwrap_or(text.len())
}

struct Cutter<'t> {
    plain: &'t str,
    lower: &'t str,
    catalogue: &'t Catalogue,
    tokens: Vec<Token>,
    /// Where the last token or the line ended.
    since: usize,
    /// Whether the next token begins its line.
    begins: bool,
}

impl Cutter<'_> {
    /// Takes what stands at byte `at`; returns the byte where it ends.
    fn take(&mut self, at: usize) -> usize {
        let rest = &self.plain[at..];
        let Some(first) = rest.chars().next() else {
            return self.plain.len();
        };
        match class(first) {
            Class::Sign => at + sign(rest, first),
            Class::Star => {
                let stars = run(rest, |class| class == Class::Star);
                // `pln*514040400482*****`: where asterisks part, the first of many is the sign before the PIN's place.
                let hangs = stars > LEAST_STARS && at == self.since && !self.begins;
                let parts = hangs && !rest[stars..].starts_with(|c| class(c) == Class::Digit);
                let sign = usize::from(parts);
                if stars >= LEAST_STARS {
                    self.push(TokenKind::Stars, at + sign..at + stars);
                }
                at + stars
            }
            Class::Letter | Class::Digit => self.alphanumeric(at),
        }
    }

    /// Takes letters and digits that stand together.
    fn alphanumeric(&mut self, at: usize) -> usize {
        let rest = &self.plain[at..];
        let length = run(rest, |class| matches!(class, Class::Letter | Class::Digit));
        let end = at + length;
        if is_address(&rest[length..]) {
            return end;
        }
        let piece = &rest[..length];
        let front = run(piece, |class| class == Class::Letter);
        let digits = run(&piece[front..], |class| class == Class::Digit);
        if front == length {
            self.word(at..end);
        } else if digits == length {
            self.push(TokenKind::Digits, at..end);
        } else if let Some(end) = self.exponent(at, length) {
            return end;
        } else if words::sense(&self.lower[at..end]) != Sense::Unknown || self.catalogue.named(piece).is_some() {
            self.push(TokenKind::Word, at..end);
        } else if piece.is_ascii() {
            self.mixed(at..end, at + front, at + front + digits);
        } else {
            self.parted(at..end);
        }
        end
    }

    /// Takes a number as a spreadsheet shortens it, `5,14E+11`, `6.362e11`; returns the byte where it ends, `None` when
    /// it is none.
    fn exponent(&mut self, at: usize, length: usize) -> Option<usize> {
        let piece = &self.lower[at..at + length];
        let (front, back) = piece.split_once('e')?;
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let signed =
            self.lower[at + length..].strip_prefix('+').map_or(0, |rest| run(rest, |class| class == Class::Digit));
        let (true, true) = (!front.is_empty() && is_digits(front), is_digits(back)) else {
            return None;
        };
        let behind = if back.is_empty() { signed } else { back.len() };
        let whole = self
            .tokens
            .last()
            .filter(|last| last.kind == TokenKind::Digits && matches!(&self.plain[last.at.end..at], "," | "."));
        // `12e3` alone is somebody's contract; only a fraction or a plus says that it is a power of ten.
        let is_power = (1..=2).contains(&behind) && (whole.is_some() || back.is_empty());
        if !is_power {
            return None;
        }
        let end = if back.is_empty() { at + length + 1 + signed } else { at + length };
        match whole.map(|whole| whole.at.start) {
            Some(start) => {
                let gap = self.tokens.pop().map(|whole| whole.gap);
                self.since = start;
                self.push(TokenKind::Exponent, start..end);
                if let (Some(token), Some(gap)) = (self.tokens.last_mut(), gap) {
                    token.gap = gap;
                }
            }
            None => self.push(TokenKind::Exponent, at..end),
        }
        Some(end)
    }

    /// Takes letters and digits of which a letter is not ASCII: no number holds one, so letters become words and digits
    /// figures of their own.
    fn parted(&mut self, mut at: Range<usize>) {
        while let Some(first) = self.plain[at.clone()].chars().next() {
            let this = class(first);
            let end = at.start + run(&self.plain[at.clone()], |class| class == this);
            match this {
                Class::Digit => self.push(TokenKind::Digits, at.start..end),
                Class::Letter | Class::Star | Class::Sign => self.word(at.start..end),
            }
            at.start = end;
        }
    }

    /// Takes letters, perhaps a prefix of the dialect and a product's word.
    fn word(&mut self, at: Range<usize>) {
        match self.prefix(&self.lower[at.clone()]) {
            Some(prefix) => {
                let middle = at.start + prefix;
                self.push(TokenKind::Word, at.start..middle);
                self.push(TokenKind::Word, middle..at.end);
            }
            None => self.push(TokenKind::Word, at),
        }
    }

    /// Takes a run of letters, digits and perhaps more, and parts it where the letters are words we know:
    /// `PLN514040400482`, `3bln`, `1300VA`, but not `AB1234567`.
    fn mixed(&mut self, at: Range<usize>, front: usize, back: usize) {
        let (head, tail) = (&self.lower[at.start..front], &self.lower[back..at.end]);
        let knows_head = head.is_empty() || self.knows(head);
        let knows_tail = tail.is_empty() || self.knows(tail);
        if knows_head && knows_tail {
            self.word_if_any(at.start..front);
            self.push(TokenKind::Digits, front..back);
            self.word_if_any(back..at.end);
        } else if knows_head && !head.is_empty() {
            self.word(at.start..front);
            self.push(TokenKind::Mixed, front..at.end);
        } else {
            self.push(TokenKind::Mixed, at);
        }
    }

    fn word_if_any(&mut self, at: Range<usize>) {
        if !at.is_empty() {
            self.word(at);
        }
    }

    /// Whether a word means something to us, prefix or not.
    fn knows(&self, word: &str) -> bool {
        self.means(word) || self.prefix(word).is_some()
    }

    fn means(&self, word: &str) -> bool {
        words::sense(word) != Sense::Unknown || self.names(word)
    }

    fn names(&self, word: &str) -> bool {
        self.catalogue.named(word).is_some() || Catalogue::family_of(word).is_some()
    }

    /// How many bytes of a word are a prefix of the dialect; `None` when no product's or family's word follows it.
    fn prefix(&self, word: &str) -> Option<usize> {
        let mut prefixes = words::prefixes(word).peekable();
        prefixes.peek()?;
        if self.means(word) {
            return None;
        }
        prefixes.find(|length| {
            let rest = &word[*length..];
            self.names(rest) || self.catalogue.lacks(rest).is_some()
        })
    }

    fn push(&mut self, kind: TokenKind, at: Range<usize>) {
        let gap = if self.begins {
            Gap { join: Join::Line, ..Gap::of(&self.plain[self.since..at.start]) }
        } else {
            Gap::of(&self.plain[self.since..at.start])
        };
        let piece = &self.plain[at.clone()];
        let digits = if kind == TokenKind::Word { 0 } else { piece.bytes().filter(u8::is_ascii_digit).count() };
        let sense = if kind == TokenKind::Word { words::sense(&self.lower[at.clone()]) } else { Sense::Unknown };
        self.since = at.end;
        self.begins = false;
        self.tokens.push(Token { kind, at, gap, sense, role: FigureRole::Free, labelled: false, digits });
    }
}

/// Whether an address goes on here, `@contoh.id`: whoever owns it is a word of it, digits and all.
fn is_address(rest: &str) -> bool {
    let domain = rest.strip_prefix('@').unwrap_or_default();
    let domain = &domain[..domain.find(char::is_whitespace).unwrap_or(domain.len())];
    domain.starts_with(|c| class(c) == Class::Letter) && domain.contains('.')
}

/// How many bytes a sign takes, with the mention or the rest of the address it begins.
fn sign(rest: &str, first: char) -> usize {
    let behind = &rest[first.len_utf8()..];
    let mention = first == '@' && behind.starts_with(|c| class(c) == Class::Letter);
    if mention || rest.starts_with("://") {
        return rest.find([' ', '\n', '\t']).unwrap_or(rest.len());
    }
    first.len_utf8()
}
