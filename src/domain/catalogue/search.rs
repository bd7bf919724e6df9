//! Finding products by what was typed.

use crate::domain::product::Product;
use crate::domain::typed::fold;

use super::family_words::words_of;

/// The words each product can be found by, in the catalogue's order.
#[derive(Debug, Clone)]
pub(super) struct SearchIndex(Vec<Keys>);

#[derive(Debug, Clone)]
struct Keys {
    /// Its own: words of its names, each name squeezed, code, aliases.
    own: Vec<String>,
    /// Its family's.
    family: &'static [&'static str],
}

/// How well a typed word speaks for a product, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Whole,
    Prefix,
    Family,
    Part,
    Misspelt,
}

/// More typed words than these are not looked at.
const MOST_WORDS: usize = 6;
/// A misspelt word is recognised from this length on, typed and meant: of three letters one is too many to guess.
const LEAST_MISSPELT: usize = 4;
/// A part of a word is recognised from this length on.
const LEAST_PART: usize = 3;
/// More characters than these are not looked at.
const LONGEST_TYPED: usize = 128;

impl SearchIndex {
    pub(super) fn of(products: &[Product]) -> Self {
        Self(products.iter().map(Keys::of).collect())
    }

    /// Whether a product's own words begin with a squeezed one.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.0.iter().any(|keys| keys.own.iter().any(|key| key.starts_with(word)))
    }

    /// Places of the products found, best first.
    pub(super) fn search(&self, typed: &str) -> Vec<usize> {
        let words = words_in(typed);
        let whole = words.concat();
        let mut found: Vec<(Score, usize)> = Vec::new();
        for (place, keys) in self.0.iter().enumerate() {
            let ranks: Vec<Rank> = words.iter().filter_map(|word| keys.rank(word)).collect();
            let together = keys.rank(&whole).filter(|rank| *rank < Rank::Part);
            if let Some(score) = Score::of(words.len(), together, &ranks) {
                found.push((score, place));
            }
        }
        found.sort_unstable();
        let best = found.first().map(|(score, _)| (score.missed, score.is_guess()));
        found.retain(|(score, _)| Some((score.missed, score.is_guess())) == best);
        found.into_iter().map(|(_, place)| place).collect()
    }
}

/// What speaks for a product; the smaller the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// Typed words that do not speak for it.
    missed: usize,
    /// The weakest word that does.
    weakest: Rank,
    /// The strongest.
    strongest: Rank,
}

impl Score {
    fn of(words: usize, together: Option<Rank>, ranks: &[Rank]) -> Option<Self> {
        if let Some(rank) = together {
            return Some(Self { missed: 0, weakest: rank, strongest: rank });
        }
        let weakest = *ranks.iter().max()?;
        let strongest = *ranks.iter().min()?;
        Some(Self { missed: words - ranks.len(), weakest, strongest })
    }

    /// Only a misspelling speaks for it: not shown beside better.
    fn is_guess(self) -> bool {
        self.weakest == Rank::Misspelt
    }
}

impl Keys {
    fn of(product: &Product) -> Self {
        let mut own = Vec::new();
        for name in [&product.name_id, &product.name_en] {
            let words = words_in(name);
            own.push(words.concat());
            own.extend(words);
        }
        own.push(words_in(product.code.as_str()).concat());
        own.extend(product.aliases.iter().cloned());
        own.sort_unstable();
        own.dedup();
        Self { own, family: words_of(product.family) }
    }

    fn rank(&self, word: &str) -> Option<Rank> {
        if word.is_empty() {
            return None;
        }
        let own = self.own.iter().filter_map(|key| rank_of(word, key)).min();
        let family = self.family.iter().any(|key| key.starts_with(word)).then_some(Rank::Family);
        own.into_iter().chain(family).min()
    }
}

fn rank_of(word: &str, key: &str) -> Option<Rank> {
    match key.find(word) {
        Some(0) if key.len() == word.len() => Some(Rank::Whole),
        Some(0) => Some(Rank::Prefix),
        Some(_) if word.len() >= LEAST_PART => Some(Rank::Part),
        None if word.len().min(key.len()) >= LEAST_MISSPELT && is_misspelt(word, key) => Some(Rank::Misspelt),
        _ => None,
    }
}

/// Whether one letter was changed, left out, put in, or swapped with its neighbour. The first
/// letter of a short word must be right.
fn is_misspelt(typed: &str, meant: &str) -> bool {
    if typed.len().abs_diff(meant.len()) > 1 || (typed.len() < 5 && typed.bytes().next() != meant.bytes().next()) {
        return false;
    }
    let same = |(a, b): &(u8, u8)| a == b;
    let start = typed.bytes().zip(meant.bytes()).take_while(same).count();
    let (typed, meant) = (&typed.as_bytes()[start..], &meant.as_bytes()[start..]);
    match (typed, meant) {
        ([], _) | (_, []) => true,
        ([a, rest @ ..], [b, others @ ..]) => {
            let swapped = matches!((rest, others), ([c, ..], [d, ..]) if a == d && b == c) && rest[1..] == others[1..];
            rest == others || rest == meant || typed == others || swapped
        }
    }
}

/// The words of a text, plain and lower case; what is neither letter nor digit parts them, but
/// dots and dashes inside a word do not.
fn words_in(text: &str) -> Vec<String> {
    let folded: String =
        text.chars().take(LONGEST_TYPED).filter_map(fold).filter(|c| !matches!(c, '.' | '-' | '_' | '\'')).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(MOST_WORDS).map(str::to_lowercase).collect()
}
