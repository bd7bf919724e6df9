//! Reading one line, already cut into tokens.

use std::ops::Range;

use crate::domain::{catalogue::Catalogue, number_rule::Fit, period::Period, product::Family, product::Product};

use super::groups::{Groups, Judge, Resolved};
use super::naming::Naming;
use super::tokens::{Kind, Token};
use super::{LONGEST_WORDS, Line, words};

/// What a line says.
pub(super) struct Reading {
    /// What it says; several only when each is a check of its own.
    pub(super) lines: Vec<Line>,
    /// Numbers that were seen and are not in `lines`.
    pub(super) unread: usize,
    /// Where its PINs stand.
    pub(super) pins: Vec<Range<usize>>,
}

/// A number with fewer digits is none: a house, a time, a class.
pub(super) const LEAST_DIGITS: usize = 4;
/// The same among words we do not know.
const LEAST_DIGITS_IN_PROSE: usize = 5;

/// Reads the tokens of a line. [`Line::Words`] comes empty: the text is cut by the caller.
pub(super) fn read(tokens: &[Token], catalogue: &Catalogue) -> Reading {
    let line = Cut { tokens, naming: Naming::of(tokens, catalogue), period: said_period(tokens) };
    let product = line.naming.product();
    let said = tokens.iter().any(|token| matches!(token.kind, Kind::Months(_)));
    let judge = Judge::new(product, catalogue.products(), line.naming.has_words(), said);
    let groups = Groups::gather(tokens);
    let numbers: Vec<Resolved> =
        groups.iter().filter_map(|groups| line.number(groups, groups.resolve(&judge), product)).collect();
    let too_long = numbers.iter().any(|number| number.accounts.is_empty());
    let pins = line.pins(&numbers);
    let chosen = line.choose(&numbers, product);
    let all: usize = numbers.iter().map(|number| number.accounts.len()).sum();
    let lines = match product {
        _ if chosen.is_empty() => vec![line.without_number(product, too_long)],
        Some(product) => chosen.iter().flat_map(|number| line.checks(product, number)).collect(),
        None => line.unnamed(chosen[0]).into_iter().collect(),
    };
    let unread = if chosen.is_empty() { 0 } else { all.saturating_sub(lines.len()) };
    Reading { lines, unread, pins }
}

/// The months a line speaks of.
fn said_period(tokens: &[Token]) -> Option<Period> {
    tokens.iter().find_map(|token| match token.kind {
        Kind::Months(period) => period,
        _ => None,
    })
}

/// A line with what its words say.
struct Cut<'t, 'c> {
    tokens: &'t [Token],
    naming: Naming<'c>,
    period: Option<Period>,
}

impl Cut<'_, '_> {
    /// The groups as a number, unless they are none: too few digits, money, a day, a phone.
    fn number(&self, groups: &Groups<'_>, resolved: Resolved, product: Option<&Product>) -> Option<Resolved> {
        let in_prose = self.naming.unknown || (product.is_none() && self.naming.has_words());
        let several_alone = !self.naming.has_words() && !groups.is_single();
        let least = if in_prose || several_alone { LEAST_DIGITS_IN_PROSE } else { LEAST_DIGITS };
        let counted: usize = resolved
            .accounts
            .first()
            .map_or(groups.digits(), |account| account.as_str().bytes().filter(u8::is_ascii_digit).count());
        let doubtful = product.is_none() || resolved.fit < Some(Fit::Possible);
        let is_prose = self.naming.has_words() && doubtful && groups.look_like_prose();
        let is_contact = product.is_some_and(|product| product.family != Family::Phone)
            && self.beside(resolved.at, words::announces_contact);
        let is_none = counted < least || is_prose || is_contact || self.beside(resolved.at, words::announces_money);
        (!is_none).then_some(resolved)
    }

    /// Whether the word right before a token is of a kind.
    fn beside(&self, at: usize, kind: impl Fn(&str) -> bool) -> bool {
        at.checked_sub(1).is_some_and(|before| kind(&self.tokens[before].key()))
    }

    /// PINs announced by a word, and those behind a number.
    fn pins(&self, numbers: &[Resolved]) -> Vec<Range<usize>> {
        let announced = self.tokens.iter().filter(|token| token.kind == Kind::Pin).map(|token| token.span.clone());
        let mut pins: Vec<Range<usize>> =
            announced.chain(numbers.iter().flat_map(|number| number.pins.iter().cloned())).collect();
        pins.sort_by_key(|pin| pin.start);
        pins.dedup();
        pins
    }

    /// The numbers the line is about: the one that goes best with the product and stands nearest
    /// to its name; all that go well with it when nothing else is said.
    fn choose<'n>(&self, numbers: &'n [Resolved], product: Option<&Product>) -> Vec<&'n Resolved> {
        let possible = || numbers.iter().filter(|number| !number.accounts.is_empty());
        let well: Vec<&Resolved> = possible().filter(|number| number.fit >= Some(Fit::Convertible)).collect();
        if product.is_some() && well.len() > 1 && !self.naming.unknown {
            return well;
        }
        let rank = |number: &&Resolved| (std::cmp::Reverse(number.fit), self.naming.distance(number.at));
        possible().min_by_key(rank).into_iter().collect()
    }

    fn checks(&self, product: &Product, number: &Resolved) -> Vec<Line> {
        let typed = self.period.or(number.period);
        let period = typed.filter(|period| product.most_months.is_some_and(|most| *period <= most));
        let check = |account| Line::Check { product: product.code.clone(), account, period };
        number.accounts.iter().cloned().map(check).collect()
    }

    fn unnamed(&self, number: &Resolved) -> Option<Line> {
        let account = number.accounts.first()?.clone();
        let period = self.period.or(number.period);
        if !self.naming.has_words() {
            return Some(Line::Number { account, period });
        }
        Some(Line::Unclear { words: self.words(), account, period })
    }

    /// The words that are more than politeness, cut to length.
    fn words(&self) -> String {
        let named = |at: usize| self.naming.spots.iter().any(|(spot, _)| spot.contains(&at));
        let kept = self.tokens.iter().enumerate().filter(|(at, token)| {
            named(*at) || super::naming::is_unknown(token) || Catalogue::family_named(&token.key()).is_some()
        });
        let words: Vec<&str> = kept.map(|(_, token)| token.text.as_str()).collect();
        words.join(" ").chars().take(LONGEST_WORDS).collect()
    }

    fn without_number(&self, product: Option<&Product>, too_long: bool) -> Line {
        match product {
            _ if too_long && !self.naming.unknown => Line::TooLong,
            Some(product) if !self.naming.unknown && !self.has_mixed() => Line::Product(product.code.clone()),
            _ => Line::Words(String::new()),
        }
    }

    fn has_mixed(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token.kind, Kind::Mixed | Kind::Masked))
    }
}
