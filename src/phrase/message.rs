//! Reading a whole message: which of its lines belong together.
//!
//! A line end parts like a space where one thing is said on two lines (`pln` above its number, the PIN below), and
//! parts checks where every line is one. A line that names a product and holds no number is a headline: it counts for
//! the rows below it, whatever else it says.

use std::ops::Range;

use crate::domain::{catalogue::Catalogue, number_rule::Fit, period::Period};

use super::cut::{self, Cut};
use super::dialect;
use super::entry::{Headline, MessageEntry, Shape};
use super::naming::{ProductNaming, is_unknown};
use super::numbers::{Judge, LEAST_DIGITS};
use super::roles;
use super::row::{self, MessageRow, MonthsBelow, RowReading};
use super::said::{Line, Phrase};
use super::text::PlainText;
use super::token::{FigureRole, Other, Token, TokenKind};
use super::whole;
use super::words::Sense;

/// What a message says, and where its PINs stand.
pub(super) struct MessageReading {
    pub(super) phrase: Phrase,
    /// Byte ranges of the typed text, in order.
    pub(super) pins: Vec<Range<usize>>,
}

/// Reads a message.
pub(super) fn read(typed: &str, catalogue: &Catalogue) -> MessageReading {
    let text = PlainText::of(typed);
    let mut cut = cut::cut(&text, catalogue);
    roles::assign(&mut cut, &text, catalogue);
    let Cut { mut tokens, lines } = cut;
    let own = dialect::own_account(&tokens, &text, Judge { product: None, catalogue });
    for pin in &own {
        tokens[*pin].role = FigureRole::Pin;
    }
    if dialect::is_order(&tokens) {
        (tokens[0].role, tokens[2].role) = (FigureRole::Other(Other::Reference), FigureRole::Pin);
    }
    let mut gathered =
        Gathered { text: &text, catalogue, tokens: &mut tokens, entries: Vec::new(), headline: None, pins: Vec::new() };
    for line in lines {
        gathered.take_line(line);
    }
    gathered.say()
}

/// The entries of a message while its lines are taken in.
struct Gathered<'g, 'c> {
    text: &'g PlainText<'g>,
    catalogue: &'c Catalogue,
    tokens: &'g mut [Token],
    entries: Vec<MessageEntry<'c>>,
    headline: Option<Headline<'c>>,
    /// PINs on lines of their own, by token; `true` for one beyond doubt.
    pins: Vec<(usize, bool)>,
}

impl<'c> Gathered<'_, 'c> {
    fn take_line(&mut self, line: Range<usize>) {
        let naming = ProductNaming::of(&self.tokens[line.clone()], self.text, self.catalogue);
        match self.parts(&line, &naming) {
            Some(parts) => parts.into_iter().for_each(|(part, naming)| self.take(part, naming)),
            None => self.take(line, naming),
        }
    }

    /// The parts of a line that holds several checks, `pln 514040400482 bpjs 0001433177155`; `None` for any other.
    fn parts(&self, line: &Range<usize>, naming: &ProductNaming<'c>) -> Option<Vec<(Range<usize>, ProductNaming<'c>)>> {
        if naming.spots.len() < 2 {
            return None;
        }
        let tokens = &self.tokens[line.clone()];
        let numbers: Vec<usize> = (0..tokens.len()).filter(|at| is_candidate(&tokens[*at])).collect();
        let number_first = numbers.first() < naming.spots.first().map(|(spot, _)| spot.start).as_ref();
        let cuts = naming.spots.iter().map(|(spot, _)| if number_first { spot.end } else { spot.start });
        let mut cuts: Vec<usize> = cuts.filter(|cut| numbers.iter().any(|at| at < cut)).collect();
        cuts.push(tokens.len());
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for cut in cuts.into_iter().filter(|cut| *cut > 0) {
            if cut > start {
                parts.push(line.start + start..line.start + cut);
            }
            start = cut;
        }
        let named = |part: Range<usize>| {
            let naming = ProductNaming::of(&self.tokens[part.clone()], self.text, self.catalogue);
            (part, naming)
        };
        let parts: Vec<_> = parts.into_iter().map(named).collect();
        let is_check = |(part, naming): &(Range<usize>, ProductNaming<'c>)| {
            naming.product().is_some() && self.tokens[part.clone()].iter().any(is_candidate)
        };
        parts.iter().all(is_check).then_some(parts)
    }

    fn take(&mut self, at: Range<usize>, naming: ProductNaming<'c>) {
        if self.took_tail(&at, &naming) {
            return;
        }
        let tokens = &self.tokens[at.clone()];
        let holds_number = tokens.iter().any(is_candidate);
        let shape = match (naming.names_any(), holds_number) {
            (true, false) => Shape::Headline,
            (false, false) => Shape::Remark,
            (true, true) => Shape::Named,
            (false, true) => Shape::Bare,
        };
        let words = if shape == Shape::Headline { row::words(tokens, &naming, self.text) } else { String::new() };
        let row = MessageRow { at, naming, headline: String::new(), months: MonthsBelow::Unsaid };
        match shape {
            Shape::Headline => self.take_headline(row, words),
            Shape::Bare => self.take_bare(row),
            Shape::Named => {
                self.headline = None;
                self.entries.push(MessageEntry { row, shape, tails: 0 });
            }
            Shape::Remark => self.entries.push(MessageEntry { row, shape, tails: 0 }),
        }
    }

    /// Names the bare number right above; where there is none, counts for the rows below.
    fn take_headline(&mut self, row: MessageRow<'c>, words: String) {
        let headline = Headline { naming: row.naming.clone(), words };
        let last = self.entries.iter_mut().rfind(|entry| entry.shape != Shape::Remark);
        if let Some(last) = last.filter(|last| last.shape == Shape::Bare && self.headline.is_none()) {
            last.name(&headline);
            self.entries.push(MessageEntry { row, shape: Shape::Remark, tails: 0 });
            return;
        }
        self.headline = Some(headline);
        self.entries.push(MessageEntry { row, shape: Shape::Headline, tails: 0 });
    }

    fn take_bare(&mut self, row: MessageRow<'c>) {
        let mut entry = MessageEntry { row, shape: Shape::Bare, tails: 0 };
        if let Some(headline) = &self.headline {
            entry.name(headline);
        }
        self.entries.push(entry);
    }

    /// Takes a line that only ends the one before: a period, a PIN, a telephone number.
    fn took_tail(&mut self, at: &Range<usize>, naming: &ProductNaming<'_>) -> bool {
        let tokens = &self.tokens[at.clone()];
        let is_word = |token: &&Token| token.kind == TokenKind::Word;
        let is_quiet = |token: &Token| !is_unknown(token) && !matches!(token.sense, Sense::Command);
        let mut figures = (at.clone()).filter(|at| !is_word(&&self.tokens[*at]));
        let (Some(place), None) = (figures.next(), figures.next()) else {
            return false;
        };
        let is_tail = tokens.iter().filter(is_word).all(is_quiet) && !naming.names_any();
        let Some(last) = self.entries.last_mut().filter(|last| is_tail && last.may_end_below()) else {
            return false;
        };
        let figure = &self.tokens[place];
        match figure.role {
            FigureRole::Months(months) => last.row.months = MonthsBelow::Said(months),
            FigureRole::Pin => self.pins.push((place, true)),
            FigureRole::Free if figure.kind == TokenKind::Stars => self.pins.push((place, false)),
            FigureRole::Free if figure.is_group(1..=2) => {
                last.row.months = MonthsBelow::Said(Period::parse(&self.text.plain()[figure.at.clone()]).ok());
            }
            FigureRole::Free if is_pin_below(figure, self.text, last, self.catalogue) => self.pins.push((place, false)),
            _ => return false,
        }
        last.tails += 1;
        true
    }

    /// What the message says.
    fn say(self) -> MessageReading {
        let Self { text, catalogue, tokens, entries, pins: below, .. } = self;
        let mut readings: Vec<RowReading> =
            entries.iter().map(|entry| row::read(&entry.row, tokens, text, catalogue)).collect();
        // Where one row is certain, a telephone number on another is a contact's.
        if readings.iter().any(|reading| !reading.lines.is_empty() && !reading.unlikely) {
            readings.iter_mut().filter(|reading| reading.unlikely).for_each(|reading| reading.lines.clear());
        }
        drop_beside_labelled(&entries, &mut readings, tokens);
        let mut pins: Vec<(usize, bool)> =
            readings.iter().flat_map(|reading| reading.pins.iter().copied()).chain(below).collect();
        pins.sort_unstable();
        pins.dedup();
        let places: Vec<Range<usize>> = pins.iter().map(|(at, _)| tokens[*at].at.clone()).collect();
        let lines: Vec<Line> = readings.into_iter().flat_map(|reading| reading.lines).collect();
        let asks_to_pay = !lines.is_empty() && whole::asks_to_pay(tokens, text);
        let (lines, dropped, repeated) = if lines.is_empty() {
            (vec![whole::without_numbers(&entries, tokens, text, &places)], 0, 0)
        } else {
            whole::sum_up(lines)
        };
        let phrase = Phrase {
            lines,
            dropped,
            repeated,
            months: whole::months(tokens, text),
            held_pin: pins.iter().any(|(_, sure)| *sure),
            asks_to_pay,
        };
        MessageReading { phrase, pins: places.iter().map(|place| text.typed(place)).collect() }
    }
}

/// Drops the numbers that a receipt prints beside its customer's. Where one number is labelled, a number on a line with
/// other words is a terminal's or an account's, `TERMINAL ID : 10012345`. It stays when it is as long as the labelled
/// one, or when its line names a product itself.
fn drop_beside_labelled(entries: &[MessageEntry<'_>], readings: &mut [RowReading], tokens: &[Token]) {
    let labelled: Vec<usize> =
        readings.iter().filter(|reading| reading.labelled).flat_map(|reading| reading.digits.clone()).collect();
    if labelled.is_empty() {
        return;
    }
    let product = |reading: &RowReading| match reading.lines.first() {
        Some(Line::Check { product, .. }) => Some(product.clone()),
        _ => None,
    };
    let receipts: Vec<_> = readings.iter().filter(|reading| reading.labelled).filter_map(product).collect();
    for (entry, reading) in entries.iter().zip(readings) {
        let is_same = product(reading).is_some_and(|code| receipts.contains(&code));
        let is_same = is_same && !entry.row.headline.is_empty();
        let names_own = entry.row.naming.names_any() && !is_same;
        let has_words = tokens[entry.row.at.clone()].iter().any(|token| token.kind == TokenKind::Word);
        let is_like = reading.digits.iter().any(|digits| labelled.contains(digits));
        if has_words && !names_own && !reading.labelled && !is_like {
            reading.lines.clear();
        }
    }
}

/// Whether a figure may be a customer's number, or a part of one.
fn is_candidate(token: &Token) -> bool {
    let is_number = matches!(token.kind, TokenKind::Digits | TokenKind::Mixed) && token.digits > 0;
    match token.role {
        FigureRole::Free if token.kind == TokenKind::Exponent => true,
        FigureRole::Free => is_number && (token.digits >= LEAST_DIGITS || token.labelled || token.gap.joins()),
        FigureRole::Unlikely(_) => is_number,
        FigureRole::Other(Other::Spoilt) => token.kind == TokenKind::Exponent,
        _ => false,
    }
}

/// Whether a line of digits below a number is its PIN: of a PIN's length, and no number of the kind above it.
fn is_pin_below(figure: &Token, text: &PlainText<'_>, above: &MessageEntry<'_>, catalogue: &Catalogue) -> bool {
    let judge = Judge { product: above.row.naming.product(), catalogue };
    (figure.is_group(4..=4) || figure.is_group(6..=6))
        && judge.fit(&text.plain()[figure.at.clone()]) < Some(Fit::Convertible)
}
