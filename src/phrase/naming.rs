//! Which product the words of a line name, if they name one.

use std::ops::Range;

use crate::domain::{catalogue::Catalogue, product::Product};

use super::tokens::{Kind, Token};
use super::words;

/// A product's name is at most so many words: `bussan auto finance`.
const MOST_WORDS: usize = 4;

/// What the words of a line say.
#[derive(Default)]
pub(super) struct Naming<'c> {
    /// Where products are named, by token, in order.
    pub(super) spots: Vec<(Range<usize>, &'c Product)>,
    /// Whether a family is named that is not the product's: `internet pln`.
    contradicts: bool,
    /// Whether words of a family stand there.
    pub(super) family: bool,
    /// Whether words stand there that mean nothing to us.
    pub(super) unknown: bool,
}

impl<'c> Naming<'c> {
    /// Reads the words among these tokens.
    pub(super) fn of(tokens: &[Token], catalogue: &'c Catalogue) -> Self {
        let mut naming = Self::default();
        let mut families = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let taken = spot(&tokens[at..], catalogue);
            if let Some((length, product)) = taken {
                naming.spots.push((at..at + length, product));
            } else if tokens[at].kind == Kind::Word {
                match Catalogue::family_named(&tokens[at].text) {
                    Some(family) => families.push(family),
                    None => naming.unknown |= is_unknown(&tokens[at]),
                }
            }
            at += taken.map_or(1, |(length, _)| length);
        }
        naming.family = !families.is_empty();
        naming.contradicts =
            naming.spots.iter().any(|(_, product)| families.iter().any(|family| *family != product.family));
        naming
    }

    /// The one product the words name.
    pub(super) fn product(&self) -> Option<&'c Product> {
        let (_, first) = self.spots.first()?;
        (!self.names_several() && !self.contradicts).then_some(*first)
    }

    /// Whether several products are named.
    pub(super) fn names_several(&self) -> bool {
        self.spots.windows(2).any(|pair| pair[0].1.code != pair[1].1.code)
    }

    /// Whether any word stands there but politeness.
    pub(super) fn has_words(&self) -> bool {
        self.unknown || self.family || !self.spots.is_empty()
    }

    /// How far a token stands from where the product is named.
    pub(super) fn distance(&self, at: usize) -> usize {
        let gaps = self.spots.iter().map(|(spot, _)| if at < spot.start { spot.start - at } else { at + 1 - spot.end });
        gaps.min().unwrap_or(0)
    }
}

/// The longest run of words, from the first token on, that names a product.
fn spot<'c>(tokens: &[Token], catalogue: &'c Catalogue) -> Option<(usize, &'c Product)> {
    let words = tokens.iter().take(MOST_WORDS).take_while(|token| token.kind == Kind::Word).count();
    (1..=words).rev().find_map(|length| {
        let name: String = tokens[..length].iter().map(|token| token.text.as_str()).collect();
        catalogue.named(&name).map(|product| (length, product))
    })
}

/// Whether a word that names nothing is more than politeness or a label.
pub(super) fn is_unknown(token: &Token) -> bool {
    let key = token.key();
    token.kind == Kind::Word
        && !words::is_filler(&key)
        && !words::announces_money(&key)
        && !words::announces_contact(&key)
}
