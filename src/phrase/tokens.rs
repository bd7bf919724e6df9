//! Cutting one line into tokens: words, digits, letters among digits, asterisks.

use std::ops::Range;

use crate::domain::{catalogue::Catalogue, period::Period, typed::fold};

use super::words;

/// A piece of a line.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// What was typed, made plain; nothing for asterisks.
    pub(super) text: String,
    /// Where it stands in the whole text, in bytes.
    pub(super) span: Range<usize>,
    /// What stands before it.
    pub(super) gap: Gap,
}

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters only, or a product's code or alias with digits in it.
    Word,
    /// Digits only.
    Digits,
    /// Letters and digits: a contract number, a house number.
    Mixed,
    /// So many months, said in words; nothing when out of range.
    Months(Option<Period>),
    /// At least four asterisks: where a PIN was.
    Stars,
    /// A PIN beyond doubt.
    Pin,
    /// A number somebody masked: `5140****0482`.
    Masked,
}

/// What stands before a piece.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: it was glued to the one before.
    Glued,
    /// A dot, as in the agents' dialect.
    Dot,
    /// A plus sign: a telephone number begins.
    Plus,
    /// Spaces or other signs, or the beginning of the line.
    Other,
}

impl Token {
    /// The word as the tables spell it; empty for what is no word.
    pub(super) fn key(&self) -> String {
        if self.kind == Kind::Word { self.text.to_lowercase() } else { String::new() }
    }

    /// How many digits it holds.
    pub(super) fn digits(&self) -> usize {
        self.text.bytes().filter(u8::is_ascii_digit).count()
    }

    /// Whether it is a group of digits of such a length.
    pub(super) fn is_group(&self, lengths: std::ops::RangeInclusive<usize>) -> bool {
        self.kind == Kind::Digits && lengths.contains(&self.text.len())
    }
}

/// More bytes of one line are not read: nobody types a check of that length.
const LONGEST_LINE: usize = 512;
/// Fewer asterisks are emphasis or separators.
const LEAST_STARS: usize = 4;

/// The lines of a text with the byte each begins at.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive(|c| fold(c) == Some('\n')).map(move |line| {
        let at = start;
        start += line.len();
        (at, line)
    })
}

/// The tokens of a line that begins at byte `start` of the text.
pub(super) fn tokens(line: &str, start: usize, catalogue: &Catalogue) -> Vec<Token> {
    let glyphs = glyphs(head(line), start);
    let mut cutter = Cutter { catalogue, tokens: Vec::new(), gap: Gap::Other };
    let mut at = 0;
    while let Some(glyph) = glyphs.get(at) {
        at += match glyph.class() {
            Class::Sign => cutter.sign(&glyphs[at..]),
            Class::Star => cutter.stars(&glyphs[at..]),
            Class::Letter | Class::Digit => cutter.run(&glyphs[at..]),
        };
    }
    super::marks::mark(&mut cutter.tokens);
    cutter.tokens
}

/// The part of a line that is read: whole words of its first bytes.
fn head(line: &str) -> &str {
    if line.len() <= LONGEST_LINE {
        return line;
    }
    let head = &line[..line.floor_char_boundary(LONGEST_LINE)];
    head.rfind(char::is_whitespace).map_or(head, |end| &head[..end])
}

/// A character that is seen, made plain, with the bytes it took.
#[derive(Clone, Copy)]
struct Glyph {
    c: char,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Star,
    Sign,
}

impl Glyph {
    fn class(self) -> Class {
        match self.c {
            '0'..='9' => Class::Digit,
            '*' => Class::Star,
            c if c.is_alphabetic() => Class::Letter,
            _ => Class::Sign,
        }
    }

    fn is_alphanumeric(self) -> bool {
        matches!(self.class(), Class::Letter | Class::Digit)
    }
}

fn glyphs(line: &str, start: usize) -> Vec<Glyph> {
    let seen = line.char_indices().filter_map(|(at, typed)| {
        let c = fold(typed)?;
        Some(Glyph { c, start: start + at, end: start + at + typed.len_utf8() })
    });
    seen.collect()
}

fn count(glyphs: &[Glyph], counted: impl Fn(Glyph) -> bool) -> usize {
    glyphs.iter().take_while(|glyph| counted(**glyph)).count()
}

struct Cutter<'c> {
    catalogue: &'c Catalogue,
    tokens: Vec<Token>,
    gap: Gap,
}

impl Cutter<'_> {
    /// Passes a sign, with the mention or the rest of the address it begins.
    fn sign(&mut self, glyphs: &[Glyph]) -> usize {
        self.gap = match (glyphs[0].c, self.gap) {
            ('+', _) => Gap::Plus,
            ('.', Gap::Glued | Gap::Dot) => Gap::Dot,
            (' ', Gap::Dot | Gap::Plus) => self.gap,
            _ => Gap::Other,
        };
        let mention = glyphs[0].c == '@' && glyphs.get(1).is_some_and(|next| next.class() == Class::Letter);
        let address = glyphs.iter().take(3).map(|glyph| glyph.c).eq("://".chars());
        if mention || address { count(glyphs, |glyph| glyph.c != ' ') } else { 1 }
    }

    /// Takes asterisks: many stand for a PIN, few are a sign.
    fn stars(&mut self, glyphs: &[Glyph]) -> usize {
        let stars = count(glyphs, |glyph| glyph.class() == Class::Star);
        if stars < LEAST_STARS {
            self.gap = Gap::Other;
        } else {
            self.push(Kind::Stars, &glyphs[..stars]);
        }
        stars
    }

    /// Takes letters and digits that stand together.
    fn run(&mut self, glyphs: &[Glyph]) -> usize {
        let length = count(glyphs, Glyph::is_alphanumeric);
        let run = &glyphs[..length];
        let front = count(run, |glyph| glyph.class() == Class::Letter);
        let digits = count(&run[front..], |glyph| glyph.class() == Class::Digit);
        if front == length {
            self.word(run);
        } else if front == 0 && digits == length {
            self.push(Kind::Digits, run);
        } else if self.catalogue.named(&text_of(run)).is_some() {
            self.push(Kind::Word, run);
        } else if run.iter().any(|glyph| !glyph.c.is_ascii()) {
            self.parted(run);
        } else {
            self.mixed(run, front, front + digits);
        }
        length
    }

    /// Takes letters and digits with a letter among them that no number holds: it is a word's, and
    /// digits beside it are no part of the word.
    fn parted(&mut self, mut run: &[Glyph]) {
        while let Some(first) = run.first() {
            let (piece, rest) = run.split_at(count(run, |glyph| glyph.class() == first.class()));
            match first.class() {
                Class::Digit => self.push(Kind::Digits, piece),
                Class::Letter | Class::Star | Class::Sign => self.word(piece),
            }
            run = rest;
        }
    }

    /// Takes letters, perhaps a prefix of the dialect and a product's word.
    fn word(&mut self, run: &[Glyph]) {
        match self.prefix(&text_of(run)) {
            // Prefixes are ASCII, so a byte is a glyph.
            Some(prefix) => {
                self.push(Kind::Word, &run[..prefix]);
                self.push(Kind::Word, &run[prefix..]);
            }
            None => self.push(Kind::Word, run),
        }
    }

    /// Takes a run of letters, digits and perhaps letters, and parts it where the letters are
    /// words we know: `PLN514040400482`, `3bln`, but not `AB1234567`.
    fn mixed(&mut self, run: &[Glyph], front: usize, back: usize) {
        let (head, digits, tail) = (&run[..front], &run[front..back], &run[back..]);
        let tail_text = text_of(tail);
        let knows_head = front == 0 || self.knows(&text_of(head));
        let knows_tail = tail.is_empty() || words::is_months(&tail_text.to_lowercase()) || self.knows(&tail_text);
        if knows_head && knows_tail {
            self.word(head);
            self.push(Kind::Digits, digits);
            self.word(tail);
        } else if knows_head && front > 0 {
            self.word(head);
            self.push(Kind::Mixed, &run[front..]);
        } else {
            self.push(Kind::Mixed, run);
        }
    }

    /// Whether a word means something to us, prefix or not.
    fn knows(&self, word: &str) -> bool {
        self.means(word) || self.prefix(word).is_some()
    }

    fn means(&self, word: &str) -> bool {
        let key = word.to_lowercase();
        words::is_filler(&key) || words::announces_money(&key) || words::announces_contact(&key) || self.names(word)
    }

    fn names(&self, word: &str) -> bool {
        self.catalogue.named(word).is_some() || Catalogue::family_named(word).is_some()
    }

    /// How long a prefix of the dialect is, when a product's or a family's word follows it.
    fn prefix(&self, word: &str) -> Option<usize> {
        let key = word.to_lowercase();
        let mut prefixes = words::prefixes(&key).peekable();
        prefixes.peek()?;
        if self.means(word) { None } else { prefixes.find(|length| self.names(&key[*length..])) }
    }

    fn push(&mut self, kind: Kind, glyphs: &[Glyph]) {
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else {
            return;
        };
        let text = if kind == Kind::Stars { String::new() } else { text_of(glyphs) };
        self.tokens.push(Token { kind, text, span: first.start..last.end, gap: self.gap });
        self.gap = Gap::Glued;
    }
}

fn text_of(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| glyph.c).collect()
}
