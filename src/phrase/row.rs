//! What one row of a message says: a line, or a part of one that holds several checks.

use std::ops::Range;

use crate::domain::{
    account::AccountNumber,
    catalogue::Catalogue,
    number_rule::{Fit, NumberRule},
    period::Period,
    product::Product,
};

use super::dialect;
use super::naming::{ProductNaming, is_unknown};
use super::numbers::{self, FoundNumber, Judge, LEAST_DIGITS};
use super::said::{LONGEST_WORDS, Line};
use super::text::PlainText;
use super::token::{FigureRole, Join, Other, Token, TokenKind};
use super::words::{self, FigureLabel, Sense, Unit};

/// The fewest digits of a number among words we do not know.
const LEAST_DIGITS_IN_PROSE: usize = 5;
/// The fewest digits of a second number beside one that is certain; a shorter one belongs to some remark.
const LEAST_DIGITS_BESIDE: usize = 9;
/// The same beside one that is only possible.
const LEAST_DIGITS_ALONE: usize = 7;

/// A row as its line was cut: whose it is and which months it was given.
pub(super) struct MessageRow<'c> {
    /// Its tokens.
    pub(super) at: Range<usize>,
    /// What its own words, or the headline above it, name.
    pub(super) naming: ProductNaming<'c>,
    /// The headline's words; empty when no headline names anything for the row.
    pub(super) headline: String,
    /// Months said on a line of their own below it.
    pub(super) months: MonthsBelow,
}

/// What a line below a row says of its months.
#[derive(Clone, Copy)]
pub(super) enum MonthsBelow {
    /// Nothing.
    Unsaid,
    /// A number of months; `None` when no bill can be asked for so many.
    Said(Option<Period>),
}

/// What a row says.
#[derive(Default)]
pub(super) struct RowReading {
    /// Its lines, each with a number.
    pub(super) lines: Vec<Line>,
    /// PINs, by token; `true` for one beyond doubt.
    pub(super) pins: Vec<(usize, bool)>,
    /// Whether its numbers have the shape of something else.
    pub(super) unlikely: bool,
    /// Whether a label stands before a number that goes with the rules.
    pub(super) labelled: bool,
    /// How many digits its numbers have.
    pub(super) digits: Vec<usize>,
}

/// Reads a row.
pub(super) fn read(
    row: &MessageRow<'_>,
    tokens: &mut [Token],
    text: &PlainText<'_>,
    catalogue: &Catalogue,
) -> RowReading {
    let MessageRow { at, naming, .. } = row;
    let tokens = &mut tokens[at.clone()];
    let judge = Judge { product: product(row, tokens, text, catalogue), catalogue };
    let dialects = dialect::find(tokens, text, naming, judge);
    for dialect in &dialects {
        if let Some(pin) = dialect.pin {
            tokens[pin].role = if dialect.sure { FigureRole::Pin } else { FigureRole::Tail };
        }
    }
    for dialect in &dialects {
        // The dialect's own sign parts words, number and the rest: it says nothing of what hangs together.
        let behind = dialect.at.start + 1..dialect.at.end;
        let tight = |token: &&mut Token| matches!(token.gap.join, Join::Tight('.' | '-' | '/'));
        tokens[behind].iter_mut().filter(tight).for_each(|token| token.gap.join = Join::Loose);
    }
    let found = numbers::find(tokens, text, judge);
    let reader = Reader { row, tokens, text, judge };
    let chosen = reader.choose(&found);
    let lines = reader.lines(&chosen);
    let unlikely = chosen.iter().all(|number| number.unlikely);
    let labelled = chosen.iter().any(|number| number.labelled && number.fit >= Some(Fit::Convertible));
    let digits = chosen.iter().map(|number| number.digits).collect();
    // What was no number after all and stands behind one may be a PIN, whatever words stand between.
    let first = chosen.first().map_or(usize::MAX, |number| number.at.end);
    let left = found.iter().filter(|number| chosen.iter().all(|chosen| chosen.at != number.at));
    let alone = left.filter(|number| number.at.len() == 1 && !number.unlikely && number.at.start >= first);
    for at in alone.map(|number| number.at.start).collect::<Vec<_>>() {
        if numbers::is_tail(&tokens[at], text) && !is_priced(tokens, at, text) {
            tokens[at].role = FigureRole::Tail;
        }
    }
    let pins = (0..tokens.len()).filter_map(|place| match tokens[place].role {
        FigureRole::Pin => Some((at.start + place, true)),
        FigureRole::Tail => Some((at.start + place, false)),
        _ => None,
    });
    RowReading { pins: pins.collect(), unlikely, labelled, digits, lines }
}

/// Whether the word before a figure speaks of money: `tagihan 129045`, `bayar 150000`.
fn is_priced(tokens: &[Token], at: usize, text: &PlainText<'_>) -> bool {
    at.checked_sub(1).map(|before| &tokens[before]).is_some_and(|before| {
        let pays = before.kind == TokenKind::Word && words::asks_to_pay(&text.lower()[before.at.clone()]);
        pays || matches!(before.sense, Sense::Label(FigureLabel::Amount | FigureLabel::Bill))
    })
}

/// The one product the row is about. "IDPEL" is PLN's own word, so it names PLN where nothing else is named and the
/// number has PLN's length.
fn product<'c>(
    row: &MessageRow<'c>,
    tokens: &[Token],
    text: &PlainText<'_>,
    catalogue: &'c Catalogue,
) -> Option<&'c Product> {
    let says_pln = || {
        let pln = catalogue.products().find(|product| product.number == NumberRule::PlnId)?;
        let judge = Judge { product: Some(pln), catalogue };
        let found = numbers::find(&mut tokens.to_vec(), text, judge);
        found.iter().any(|number| number.fit == Some(Fit::Exact)).then_some(pln)
    };
    // A prepaid customer has such a number too: only the biller knows which it is.
    let prepaid = row.naming.foreign.as_deref() == Some(Catalogue::PREPAID_POWER);
    let unnamed = row.naming.says_pln_number && (prepaid || !row.naming.names_any());
    row.naming.product().or_else(|| if unnamed { says_pln() } else { None })
}

struct Reader<'r, 'c> {
    row: &'r MessageRow<'c>,
    tokens: &'r [Token],
    text: &'r PlainText<'r>,
    judge: Judge<'c>,
}

impl Reader<'_, '_> {
    /// The numbers the row is about.
    fn choose<'n>(&self, found: &'n [FoundNumber]) -> Vec<&'n FoundNumber> {
        let least = self.least_digits(found.len());
        let counts = |number: &&FoundNumber| number.labelled || number.digits >= least || !self.row.headline.is_empty();
        let mut all: Vec<&FoundNumber> = found.iter().filter(counts).collect();
        if all.iter().any(|number| number.labelled) {
            let is_known = |number: &&FoundNumber| number.fit >= Some(Fit::Convertible);
            let unsure = all.iter().filter(|number| number.labelled).all(|number| !is_known(number));
            let counts = |number: &&FoundNumber| number.labelled || (unsure && is_known(number) && !number.unlikely);
            all.retain(counts);
            return all;
        }
        if all.iter().all(|number| number.unlikely) {
            self.retain_unlikely(&mut all);
        } else {
            all.retain(|number| !number.unlikely);
            self.retain_likely(&mut all);
        }
        all
    }

    fn retain_likely(&self, found: &mut Vec<&FoundNumber>) {
        let is_known = |number: &&FoundNumber| number.fit >= Some(Fit::Convertible);
        let beside = if found.iter().any(is_known) { LEAST_DIGITS_BESIDE } else { LEAST_DIGITS_ALONE };
        // Beside a certain number, pieces that hang together and make none are some receipt's.
        let is_whole = |number: &&FoundNumber| number.at.len() == 1 || number.fit >= Some(Fit::Possible);
        let certain = found.iter().any(is_known);
        let counts =
            |number: &&FoundNumber| is_known(number) || (number.digits >= beside && (!certain || is_whole(number)));
        if found.iter().any(counts) {
            found.retain(counts);
            return;
        }
        let rank = |number: &&FoundNumber| (std::cmp::Reverse(number.fit), self.row.naming.distance(number.at.start));
        let best = found.iter().copied().min_by_key(rank);
        found.clear();
        found.extend(best);
    }

    /// Numbers by whose shape they are something else: asked about where nothing else could be meant.
    fn retain_unlikely(&self, found: &mut Vec<&FoundNumber>) {
        let is_prose = self.row.naming.unknown && self.row.headline.is_empty();
        let counts = |number: &&FoundNumber| match self.tokens[number.at.start].role {
            FigureRole::Unlikely(Other::Phone | Other::Identity | Other::Reference) => true,
            _ => number.fit >= Some(Fit::Exact),
        };
        found.retain(|number| !is_prose && counts(number));
    }

    fn least_digits(&self, numbers: usize) -> usize {
        let naming = &self.row.naming;
        let vague = if naming.has_words() { naming.unknown || self.judge.product.is_none() } else { numbers > 1 };
        if vague { LEAST_DIGITS_IN_PROSE } else { LEAST_DIGITS }
    }

    fn lines(&self, chosen: &[&FoundNumber]) -> Vec<Line> {
        let spoilt = self.tokens.iter().filter(|token| token.kind == TokenKind::Exponent).map(|_| Line::Spoilt);
        let named = self.row.naming.has_words();
        let read = chosen.iter().map(|number| {
            match AccountNumber::parse(&numbers::spelt(&self.tokens[number.at.clone()], self.text)) {
                Ok(account) => self.line(account, self.period(number)),
                // A figure is letters and digits: nothing else can be wrong with it than its length.
                Err(_) => Line::TooLong,
            }
        });
        let lines: Vec<Line> = read.collect();
        // A spreadsheet's cut amount beside a number is nobody's loss.
        if lines.is_empty() && (named || self.tokens.len() <= 2) { spoilt.take(1).collect() } else { lines }
    }

    fn line(&self, account: AccountNumber, period: Option<Period>) -> Line {
        if let Some(product) = self.judge.product {
            let period = period.filter(|period| product.most_months.is_some_and(|most| *period <= most));
            return Line::Check { product: product.code.clone(), account, period };
        }
        let naming = &self.row.naming;
        if let Some(name) = &naming.foreign {
            return Line::Lacking { name: name.clone(), account: Some(account), period };
        }
        let words = self.words();
        // Words that find nothing are whose number it is.
        let asks = naming.names_any() || (naming.unknown && !self.judge.catalogue.search(&words).is_empty());
        if asks { Line::Unclear { words, account, period } } else { Line::Number { account, period } }
    }

    /// The months asked for: said in words, or a small figure behind the number with nothing that says otherwise.
    fn period(&self, number: &FoundNumber) -> Option<Period> {
        let said = self.tokens.iter().find_map(|token| match token.role {
            FigureRole::Months(period) => Some(period),
            _ => None,
        });
        match (said, self.row.months) {
            (Some(period), _) | (None, MonthsBelow::Said(period)) => period,
            (None, MonthsBelow::Unsaid) => self.period_behind(number),
        }
    }

    fn period_behind(&self, number: &FoundNumber) -> Option<Period> {
        let behind = &self.tokens[number.at.end..];
        let passes = |token: &Token| {
            token.kind == TokenKind::Word
                && matches!(token.sense, Sense::Filler | Sense::Neutral | Sense::Label(FigureLabel::Period))
        };
        let at = behind.iter().position(|token| !passes(token))?;
        let figure = &behind[at];
        let is_months = figure.is_group(1..=2) && figure.role == FigureRole::Free && figure.gap.columns == 0;
        // `3 org`, `11 2026`, `5/8`: the figure is somebody else's.
        let next = behind.get(at + 1);
        let is_taken = next.is_some_and(|next| match next.kind {
            TokenKind::Word => !self.passes(number.at.end + at + 1, next),
            _ => {
                !matches!(
                    next.role,
                    FigureRole::Pin | FigureRole::Tail | FigureRole::Other(_) | FigureRole::Unlikely(_)
                ) && !next.is_pin_shaped()
            }
        });
        let parsed = Period::parse(&self.text.plain()[figure.at.clone()]).ok();
        parsed.filter(|_| is_months && !is_taken)
    }

    /// Whether a word behind a small figure leaves it months: it does not count it, nor is it a remark's.
    fn passes(&self, at: usize, word: &Token) -> bool {
        let names = self.row.naming.spots.iter().any(|(spot, _)| spot.contains(&at));
        match word.sense {
            Sense::Filler | Sense::Neutral | Sense::Unit(Unit::Months) => true,
            Sense::Label(label) => !matches!(label, FigureLabel::People | FigureLabel::House),
            _ => names,
        }
    }

    /// The words that are more than politeness, the headline's before them, cut to length.
    fn words(&self) -> String {
        let own = words(self.tokens, &self.row.naming, self.text);
        let both = if self.row.headline.is_empty() { own } else { self.row.headline.clone() };
        both.chars().take(LONGEST_WORDS).collect()
    }
}

/// The words of a line that name something or are unknown.
pub(super) fn words(tokens: &[Token], naming: &ProductNaming<'_>, text: &PlainText<'_>) -> String {
    let named = |at: usize| naming.spots.iter().any(|(spot, _)| spot.contains(&at));
    let kept = tokens.iter().enumerate().filter(|(at, token)| {
        let word = &text.lower()[token.at.clone()];
        token.kind == TokenKind::Word && (named(*at) || is_unknown(token) || Catalogue::family_of(word).is_some())
    });
    let words: Vec<&str> = kept.map(|(_, token)| &text.plain()[token.at.clone()]).collect();
    words.join(" ").chars().take(LONGEST_WORDS).collect()
}
