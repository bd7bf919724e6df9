//! Reading a whole message: which of its lines belong together.
//!
//! A line end parts like a space where one thing is said on two lines (`pln` above its number, the
//! PIN below), and parts checks where every line is one. A product alone on a line is a heading
//! for the numbers below it.

use std::ops::Range;

use crate::domain::{catalogue::Catalogue, number_rule::Fit, period::Period, typed::fold};

use super::groups::Groups;
use super::line::{self, LEAST_DIGITS, Reading};
use super::marks::is_pin_shaped;
use super::naming::Naming;
use super::tokens::{self, Kind, Token};
use super::{LONGEST_WORDS, Line, Phrase, words};

/// A message with the places of its PINs.
pub(super) struct Message {
    pub(super) phrase: Phrase,
    pub(super) pins: Vec<Range<usize>>,
}

/// Reads a message.
pub(super) fn read(text: &str, catalogue: &Catalogue) -> Message {
    let mut gathered = Gathered::new(catalogue);
    for (start, line) in tokens::lines(text) {
        let tokens = tokens::tokens(line, start, catalogue);
        for part in parts(tokens, catalogue) {
            gathered.take(part);
        }
    }
    let readings: Vec<Reading> = gathered.entries.iter().map(|entry| line::read(&entry.tokens, catalogue)).collect();
    let mut pins: Vec<Range<usize>> = readings.iter().flat_map(|reading| reading.pins.iter().cloned()).collect();
    pins.sort_by_key(|pin| pin.start);
    pins.dedup();
    let (lines, dropped) = sum_up(readings).unwrap_or_else(|| (vec![Line::Words(plain(text, &pins))], 0));
    Message { phrase: Phrase { lines, dropped, held_pin: !pins.is_empty() }, pins }
}

/// What the readings say together, and how many numbers they leave out; nothing when they are
/// just words.
fn sum_up(readings: Vec<Reading>) -> Option<(Vec<Line>, usize)> {
    let mut unread: usize = readings.iter().map(|reading| reading.unread).sum();
    let (mut checks, mut numbers, mut products, mut words) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for line in readings.into_iter().flat_map(|reading| reading.lines) {
        match line {
            Line::Check { .. } => checks.push(line),
            Line::Number { .. } | Line::Unclear { .. } | Line::TooLong => numbers.push(line),
            Line::Product(_) => products.push(line),
            Line::Words(_) => words += 1,
        }
    }
    products.dedup();
    let (mut lines, most) = match (checks.is_empty(), numbers.is_empty()) {
        (false, _) => {
            unread += numbers.len();
            (checks, Phrase::MOST_LINES)
        }
        (true, false) => (numbers, 1),
        (true, true) if words == 0 && products.len() == 1 => (products, 1),
        (true, true) => return None,
    };
    let dropped = lines.len().saturating_sub(most) + unread;
    lines.truncate(most);
    Some((lines, dropped))
}

/// The text as words: what is seen of it, in one line, without PINs and asterisks, cut to length.
fn plain(text: &str, pins: &[Range<usize>]) -> String {
    let in_pin = |at: usize| pins.iter().any(|pin| pin.contains(&at));
    let seen = text.char_indices().filter_map(|(at, typed)| if in_pin(at) { Some('*') } else { fold(typed) });
    let mut plain = String::new();
    let mut length = 0;
    for c in seen {
        let is_blank = c.is_whitespace() || c == '*';
        if is_blank && (plain.is_empty() || plain.ends_with(' ')) {
            continue;
        }
        plain.push(if is_blank { ' ' } else { c });
        length += 1;
        if length == LONGEST_WORDS {
            break;
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Parts one line that holds several checks, `pln 514040400482 bpjs 0001433177155`; any other
/// line stays whole.
fn parts(tokens: Vec<Token>, catalogue: &Catalogue) -> Vec<Vec<Token>> {
    let naming = Naming::of(&tokens, catalogue);
    if !naming.names_several() {
        return vec![tokens];
    }
    let numbers = numbers(&tokens);
    let number_first = numbers.first() < naming.spots.first().map(|(spot, _)| spot.start).as_ref();
    let cuts = naming.spots.iter().map(|(spot, _)| if number_first { spot.end } else { spot.start });
    let mut cuts: Vec<usize> = cuts.filter(|cut| numbers.iter().any(|at| at < cut)).collect();
    cuts.push(tokens.len());
    let mut parts: Vec<Vec<Token>> = Vec::new();
    let mut start = 0;
    for cut in cuts {
        parts.push(tokens[start..cut].to_vec());
        start = cut;
    }
    parts.retain(|part| !part.is_empty());
    let is_check = |part: &Vec<Token>| {
        let naming = Naming::of(part, catalogue);
        naming.product().is_some() && !self::numbers(part).is_empty()
    };
    if parts.iter().all(is_check) { parts } else { vec![tokens] }
}

/// Where digits stand that may be a number, by token.
fn numbers(tokens: &[Token]) -> Vec<usize> {
    Groups::gather(tokens).iter().filter(|groups| groups.digits() >= LEAST_DIGITS).map(|groups| groups.at).collect()
}

/// Lines that belong together.
struct Entry {
    tokens: Vec<Token>,
    shape: Shape,
    /// How many lines below it were taken as its end.
    tails: usize,
}

/// A period, a PIN, and the PIN once more: more lines than that end no check.
const MOST_TAILS: usize = 3;

impl Entry {
    fn new(tokens: Vec<Token>, shape: Shape) -> Self {
        Self { tokens, shape, tails: 0 }
    }

    /// Whether a period or a PIN may stand on the next line.
    fn may_end_below(&self) -> bool {
        matches!(self.shape, Shape::Named | Shape::Bare) && self.tails < MOST_TAILS
    }
}

/// What a line is beside others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Words of a product or a family, no number.
    Heading,
    /// A number that names no product.
    Bare,
    /// A number under a heading, or with a product beside it.
    Named,
    /// No number and nothing named: a greeting, a person's name.
    Remark,
}

/// The entries of a message, as its lines come in.
struct Gathered<'c> {
    catalogue: &'c Catalogue,
    entries: Vec<Entry>,
    heading: Option<Vec<Token>>,
}

impl<'c> Gathered<'c> {
    fn new(catalogue: &'c Catalogue) -> Self {
        Self { catalogue, entries: Vec::new(), heading: None }
    }

    fn take(&mut self, mut tokens: Vec<Token>) {
        if tokens.is_empty() || self.took_tail(&mut tokens) {
            return;
        }
        let naming = Naming::of(&tokens, self.catalogue);
        let names = naming.family || !naming.spots.is_empty();
        let shape = match (names, !numbers(&tokens).is_empty()) {
            (true, false) if !naming.unknown => Shape::Heading,
            (_, false) => Shape::Remark,
            (true, true) => Shape::Named,
            (false, true) => Shape::Bare,
        };
        match shape {
            Shape::Heading => self.take_heading(tokens),
            Shape::Bare => self.take_bare(tokens),
            Shape::Named => {
                self.heading = None;
                self.entries.push(Entry::new(tokens, shape));
            }
            Shape::Remark => self.entries.push(Entry::new(tokens, shape)),
        }
    }

    /// A product below its number names it; else it stands above those to come.
    fn take_heading(&mut self, tokens: Vec<Token>) {
        if let Some(last) = self.entries.last_mut().filter(|last| last.shape == Shape::Bare) {
            last.tokens.extend(tokens);
            last.shape = Shape::Named;
            return;
        }
        self.heading = Some(tokens.clone());
        self.entries.push(Entry::new(tokens, Shape::Heading));
    }

    fn take_bare(&mut self, tokens: Vec<Token>) {
        let Some(heading) = &self.heading else {
            self.entries.push(Entry::new(tokens, Shape::Bare));
            return;
        };
        let named: Vec<Token> = heading.iter().cloned().chain(tokens).collect();
        if self.entries.last().is_some_and(|last| last.shape == Shape::Heading) {
            self.entries.pop();
        }
        self.entries.push(Entry::new(named, Shape::Named));
    }

    /// Takes a line that only ends the one before: a period or a PIN.
    fn took_tail(&mut self, tokens: &mut Vec<Token>) -> bool {
        let Some(last) = self.entries.last_mut().filter(|last| last.may_end_below()) else {
            return false;
        };
        let is_tail = tokens.iter().all(|token| token.kind != Kind::Word || words::is_filler(&token.key()));
        let mut others = tokens.iter_mut().filter(|token| token.kind != Kind::Word);
        let (true, Some(tail), None) = (is_tail, others.next(), others.next()) else {
            return false;
        };
        let naming = Naming::of(&last.tokens, self.catalogue);
        match tail.kind {
            Kind::Pin | Kind::Months(_) => {}
            Kind::Stars => tail.kind = Kind::Pin,
            Kind::Digits if tail.text.len() <= 2 => {
                tail.kind = Kind::Months(Period::parse(&tail.text).ok());
            }
            _ if is_pin_shaped(tail)
                && naming.product().is_some_and(|product| product.number.fit(&tail.text) < Fit::Convertible) =>
            {
                tail.kind = Kind::Pin;
            }
            _ => return false,
        }
        last.tails += 1;
        last.tokens.append(tokens);
        true
    }
}
