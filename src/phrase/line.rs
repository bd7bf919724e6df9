//! Reading one line, already cut into tokens.

use std::ops::Range;

use crate::domain::{
    account::AccountNumber,
    catalogue::Catalogue,
    number_rule::Fit,
    period::Period,
    product::{Family, Product},
};

use super::groups::{Groups, Resolved};
use super::judge::Judge;
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
    let naming = Naming::of(tokens, catalogue);
    let line = Cut { tokens, product: naming.product(), period: said_period(tokens), naming };
    let numbers = line.numbers(catalogue);
    let lines = line.say(&numbers);
    let counted =
        lines.iter().filter(|line| !matches!(line, Line::Words(_) | Line::Product(_) | Line::TooLong)).count();
    let all: usize = numbers.iter().map(|number| number.accounts.len()).sum();
    Reading { pins: line.pins(&numbers), unread: all.saturating_sub(counted), lines }
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
    product: Option<&'c Product>,
    period: Option<Period>,
}

impl Cut<'_, '_> {
    /// What stands there that may be a number.
    fn numbers(&self, catalogue: &Catalogue) -> Vec<Resolved> {
        let period_said = self.tokens.iter().any(|token| matches!(token.kind, Kind::Months(_)));
        let judge = Judge::new(self.product, catalogue.products(), self.naming.has_words(), period_said);
        let groups = Groups::gather(self.tokens);
        let resolved = groups.iter().map(|groups| (groups, groups.resolve(&judge)));
        resolved.filter(|(groups, number)| self.is_number(groups, number)).map(|(_, number)| number).collect()
    }

    /// Whether groups are a customer's number, and not a house, a day, money or a telephone.
    fn is_number(&self, groups: &Groups<'_>, number: &Resolved) -> bool {
        let digits = number.accounts.first().map_or(number.digits, digits_of);
        let fits = self.product.is_some() && number.fit >= Some(Fit::Possible);
        let is_prose = (self.product.is_some() || self.naming.unknown) && !fits && groups.look_like_prose();
        let sells_phones = self.product.is_none_or(|product| product.family == Family::Phone);
        let is_contact = !sells_phones && self.stands_after(number.at, words::announces_contact);
        let is_money = self.stands_after(number.at, words::announces_money);
        digits >= self.least_digits(groups) && !is_prose && !is_contact && !is_money
    }

    fn least_digits(&self, groups: &Groups<'_>) -> usize {
        let words = self.naming.has_words();
        let vague = if words { self.naming.unknown || self.product.is_none() } else { !groups.is_single() };
        if vague { LEAST_DIGITS_IN_PROSE } else { LEAST_DIGITS }
    }

    /// What the line says, given its numbers.
    fn say(&self, numbers: &[Resolved]) -> Vec<Line> {
        let chosen = self.choose(numbers);
        match (self.product, chosen.first()) {
            (_, None) => vec![self.without_number(numbers)],
            (Some(product), Some(_)) => chosen.iter().flat_map(|number| self.checks(product, number)).collect(),
            (None, Some(number)) => self.unnamed(number).into_iter().collect(),
        }
    }

    /// Whether the word right before a token is of a kind.
    fn stands_after(&self, at: usize, kind: impl Fn(&str) -> bool) -> bool {
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
    fn choose<'n>(&self, numbers: &'n [Resolved]) -> Vec<&'n Resolved> {
        let possible = || numbers.iter().filter(|number| !number.accounts.is_empty());
        let well: Vec<&Resolved> = possible().filter(|number| number.fit >= Some(Fit::Convertible)).collect();
        if self.product.is_some() && well.len() > 1 && !self.naming.unknown {
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

    fn without_number(&self, numbers: &[Resolved]) -> Line {
        match self.product {
            _ if self.naming.unknown => Line::Words(String::new()),
            _ if !numbers.is_empty() => Line::TooLong,
            Some(product) if !self.has_mixed() => Line::Product(product.code.clone()),
            _ => Line::Words(String::new()),
        }
    }

    fn has_mixed(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token.kind, Kind::Mixed | Kind::Masked))
    }
}

fn digits_of(account: &AccountNumber) -> usize {
    account.as_str().bytes().filter(u8::is_ascii_digit).count()
}
