//! Which products the words of a line name: ours, or companies that the catalogue lacks.

use std::borrow::Cow;
use std::ops::Range;

use crate::domain::{
    catalogue::Catalogue,
    product::{Family, Product},
};

use super::text::PlainText;
use super::token::{FigureRole, Other, Token, TokenKind};
use super::words::{FigureLabel, Sense};

/// The most words of a product's name; `bussan auto finance` has three.
const MOST_WORDS: usize = 4;

/// The fewest letters of a place's name that counts without a word for water: shorter ones are people's names too.
const LEAST_PLACE: usize = 6;
/// The place of a product that no token of the row names: its headline does.
const ELSEWHERE: usize = usize::MAX;

/// What the words of a line name.
#[derive(Clone, Default)]
pub(super) struct ProductNaming<'c> {
    /// The products named, each with its range of tokens, in order.
    pub(super) spots: Vec<(Range<usize>, &'c Product)>,
    /// The families that words stand for.
    families: Vec<Family>,
    /// A company or service that the catalogue lacks.
    pub(super) foreign: Option<String>,
    /// Whether a label that only PLN prints stands there.
    pub(super) says_pln_number: bool,
    /// Whether words stand there that mean nothing to us.
    pub(super) unknown: bool,
}

impl<'c> ProductNaming<'c> {
    /// Reads the words among these tokens.
    pub(super) fn of(tokens: &[Token], text: &PlainText<'_>, catalogue: &'c Catalogue) -> Self {
        let reader = Reader { tokens, text, catalogue };
        let mut naming = Self::default();
        let mut lacked = None;
        let mut at = 0;
        while at < tokens.len() {
            if !reader.is_word(at) {
                at += 1;
                continue;
            }
            let (length, said) = reader.said(at);
            match said {
                Said::Product(product) => naming.spots.push((at..at + length, product)),
                Said::Family(family) => naming.families.push(family),
                Said::Lacked(name) => lacked = lacked.or(Some(name)),
                Said::Qualified(name) => naming.foreign = naming.foreign.or(Some(name)),
                Said::Nothing => naming.unknown |= is_unknown(&tokens[at]),
            }
            naming.says_pln_number |= reader.says_pln_number(at);
            at += length;
        }
        // A word that names a company is a person's or a remark's beside a product that is named.
        if naming.spots.is_empty() {
            naming.foreign = naming.foreign.or(lacked);
        } else {
            naming.unknown |= lacked.is_some();
        }
        naming
    }

    /// What a row names below a headline: the headline's products, its own unknown words.
    pub(super) fn below(&self, headline: &Self) -> Self {
        let spots = headline.spots.iter().map(|(_, product)| (ELSEWHERE..ELSEWHERE, *product)).collect();
        let (unknown, says_pln_number) = (self.unknown, self.says_pln_number);
        Self { spots, says_pln_number, unknown, ..headline.clone() }
    }

    /// The product, when the words name exactly one and nothing else contradicts it.
    pub(super) fn product(&self) -> Option<&'c Product> {
        let (_, first) = self.spots.first()?;
        let contradicts = self.families.iter().any(|family| *family != first.family);
        (!self.names_several() && !contradicts && self.foreign.is_none()).then_some(*first)
    }

    /// Whether several products are named.
    pub(super) fn names_several(&self) -> bool {
        self.spots.windows(2).any(|pair| pair[0].1.code != pair[1].1.code)
    }

    /// Whether anything is named that people ask bills of.
    pub(super) fn names_any(&self) -> bool {
        !self.spots.is_empty() || !self.families.is_empty() || self.foreign.is_some()
    }

    /// Whether any word stands there but politeness.
    pub(super) fn has_words(&self) -> bool {
        self.unknown || self.names_any()
    }

    /// How many tokens away the nearest product's name is; 0 within it, and where none is named.
    pub(super) fn distance(&self, at: usize) -> usize {
        let gaps = self
            .spots
            .iter()
            .map(|(spot, _)| if at < spot.start { spot.start - at } else { (at + 1).saturating_sub(spot.end) });
        gaps.min().unwrap_or(0)
    }
}

/// What words from a place on say.
enum Said<'c> {
    Product(&'c Product),
    Family(Family),
    /// A company we lack.
    Lacked(String),
    /// One that a product's or family's word is only a part of: `bpjs ketenagakerjaan`, `pdam surabaya`.
    Qualified(String),
    Nothing,
}

struct Reader<'r, 'c> {
    tokens: &'r [Token],
    text: &'r PlainText<'r>,
    catalogue: &'c Catalogue,
}

impl<'c> Reader<'_, 'c> {
    fn is_word(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word && token.role != FigureRole::Other(Other::Sender))
    }

    fn word(&self, at: usize) -> &str {
        &self.text.lower()[self.tokens[at].at.clone()]
    }

    /// What the words from a token on name, and how many words that takes.
    fn said(&self, at: usize) -> (usize, Said<'c>) {
        let family = Catalogue::family_of(self.word(at)).filter(|_| !self.is_contact(at));
        if let Some((length, product)) = self.product(at) {
            if let Some((more, name)) = self.qualified(at, length, product.family) {
                return (length + more, Said::Qualified(name));
            }
            return (length, Said::Product(product));
        }
        let may_lack = Catalogue::begins_lack(self.word(at));
        if let Some((length, name)) = if may_lack { self.lacked(at) } else { None } {
            return (length, Said::Lacked(name));
        }
        if let Some(family) = family {
            return match self.qualified(at, 1, family) {
                Some((more, name)) => (1 + more, Said::Qualified(name)),
                None => (1, Said::Family(family)),
            };
        }
        if let Some((end, name)) = if may_lack { self.lone_place(at) } else { None } {
            return (end - at, Said::Lacked(name));
        }
        match self.glued_place(at) {
            Some(name) => (1, Said::Qualified(name)),
            None => (1, Said::Nothing),
        }
    }

    /// Whether PLN's own word for a customer's number stands there: `idpel`, `id pel`.
    fn says_pln_number(&self, at: usize) -> bool {
        let parted = at > 0 && self.word(at) == "pel" && self.word(at - 1) == "id";
        parted || self.tokens[at].sense == Sense::Label(FigureLabel::PlnCustomer)
    }

    /// Whether a word announces a telephone number and is no family's: `telepon: 021-5551234`.
    fn is_contact(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1);
        let announces = next.is_some_and(|next| next.gap.colon || next.is_figure());
        let sells = self.catalogue.family(Family::Phone).next().is_some();
        self.tokens[at].sense == Sense::Label(FigureLabel::Contact) && announces && !sells
    }

    /// How many words follow each other from a token on, `most` at most.
    fn words(&self, at: usize, most: usize) -> usize {
        (at..at + most).take_while(|at| self.is_word(*at)).count()
    }

    /// `length` words from a token on, in lower case, without the blanks between.
    fn joined(&self, at: usize, length: usize) -> Cow<'_, str> {
        if length == 1 {
            return Cow::Borrowed(self.word(at));
        }
        (at..at + length).map(|at| self.word(at)).collect()
    }

    /// The longest run of words that names a product.
    fn product(&self, at: usize) -> Option<(usize, &'c Product)> {
        if !self.catalogue.begins_name(self.word(at)) {
            return None;
        }
        let words = self.words(at, MOST_WORDS);
        (1..=words).rev().find_map(|length| Some((length, self.catalogue.named(&self.joined(at, length))?)))
    }

    /// The longest run of words that names a company we lack; a label with its colon names none.
    fn lacked(&self, at: usize) -> Option<(usize, String)> {
        if self.tokens.get(at + 1).is_some_and(|next| next.gap.colon) && self.tokens[at].sense != Sense::Unknown {
            return None;
        }
        let words = self.words(at, MOST_WORDS - 1);
        (1..=words).rev().find_map(|length| Some((length, self.catalogue.lacks(&self.joined(at, length))?.to_owned())))
    }

    /// How many words behind a product's or family's name turn it into another company's, and that company's name.
    fn qualified(&self, at: usize, length: usize, family: Family) -> Option<(usize, String)> {
        let next = at + length;
        match family {
            Family::Water if length == 1 || Catalogue::family_of(&self.joined(at, length)).is_some() => {
                // `pdam kota malang`, `air minum tirta dharma surabaya`.
                let words = self.words(next, MOST_WORDS);
                (next..next + words)
                    .find_map(|place| self.place(place, next + words).map(|(end, name)| (end - next, name)))
            }
            Family::Water | Family::Internet | Family::Phone | Family::Finance => None,
            Family::Electricity | Family::Health => {
                let words = self.words(next, 2);
                (1..=words).rev().find_map(|more| {
                    let name = self.catalogue.lacks(&self.joined(at, length + more))?;
                    Some((more, name.to_owned()))
                })
            }
        }
    }

    /// The token where a place's name ends, and its water company's name, when we lack that company.
    fn place(&self, at: usize, end: usize) -> Option<(usize, String)> {
        (1..=2).rev().filter(|length| at + length <= end).find_map(|length| {
            let place = self.catalogue.lacks_place(&self.joined(at, length))?;
            Some((at + length, format!("PDAM {place}")))
        })
    }

    /// `surabaya 1726010024`: a place and a number are its water company's. Short names are people's too.
    fn lone_place(&self, at: usize) -> Option<(usize, String)> {
        let before_number =
            |end: usize| self.tokens.get(end).is_some_and(|next| next.is_figure() && next.role == FigureRole::Free);
        let words = self.words(at, 2);
        let found = self.place(at, at + words)?;
        (self.word(at).len() >= LEAST_PLACE && (before_number(found.0) || at > 0 && before_number(at - 1)))
            .then_some(found)
    }

    /// `pdamsurabaya`.
    fn glued_place(&self, at: usize) -> Option<String> {
        let rest = self.word(at).strip_prefix("pdam")?;
        self.catalogue.lacks_place(rest).map(|place| format!("PDAM {place}"))
    }
}

/// Whether a word that names nothing is more than politeness, a label or a unit.
pub(super) fn is_unknown(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.sense == Sense::Unknown && token.role != FigureRole::Other(Other::Sender)
}
