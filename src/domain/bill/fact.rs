//! What of a bill's further fields a customer may see: the one list of names that are known, and what each means.
//!
//! A name that is not in [`KNOWN`] is never shown, nor what stands within a name that [`may_hold`] does not know. So what
//! a shop pays, owns or earns, in whatever spelling, stays out because nobody let it in.

mod field;
mod known;

use super::super::product::Family;

pub use field::{Fact, FieldKind, Label, Value};
use known::HOLDING;
pub use known::{FINES, KNOWN, Known, OTHERS};

/// Longer names are no name.
const LONGEST_NAME: usize = 40;

/// Whether an object or list of this name may hold something to show: its name is made of words that are known.
#[must_use]
pub fn may_hold(name: &str) -> bool {
    let name = squashed(name);
    // Which beginnings of the name are made of known words.
    let mut reached = vec![false; name.len() + 1];
    reached[0] = true;
    for start in 0..name.len() {
        if reached[start] {
            let fits = HOLDING.iter().filter(|word| name[start..].starts_with(**word));
            fits.for_each(|word| reached[start + word.len()] = true);
        }
    }
    !name.is_empty() && reached[name.len()]
}

/// What a name means, whatever its spelling; `None` for a name that nobody let in.
#[must_use]
pub fn meaning(name: &str) -> Option<&'static Known> {
    let name = squashed(name);
    KNOWN.iter().find(|known| known.names.contains(&name.as_str()))
}

/// A name without what spellings differ in: `Due Date`, `due-date` and `dueDate` are all `duedate`.
#[must_use]
pub fn squashed(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase());
    let squashed: String = letters.take(LONGEST_NAME + 1).collect();
    if squashed.len() > LONGEST_NAME { String::new() } else { squashed }
}

/// Whether a biller's words speak of what the shop pays, owns or earns: they are not for a customer's card.
#[must_use]
pub fn speaks_of_the_shop(text: &str) -> bool {
    // No word that streets and people are called by: Untung Suropati is in every town.
    const WORDS: [&str; 15] = [
        "komisi",
        "commission",
        "hargabeli",
        "hargajual",
        "hargamodal",
        "cashback",
        "saldo",
        "profit",
        "margin",
        "deposit",
        "balance",
        "keuntungan",
        "fee",
        "feeagen",
        "price",
    ];
    let letters: String =
        text.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    let pairs = words.windows(2).map(<[&str]>::concat);
    words.iter().any(|word| WORDS.contains(word)) || pairs.into_iter().any(|pair| WORDS.contains(&pair.as_str()))
}

impl Fact {
    /// Whether it means that for a bill of this family.
    #[must_use]
    pub fn is_of(&self, family: Option<Family>) -> bool {
        let entry = KNOWN.iter().find(|known| known.label == self.label);
        entry.is_none_or(|known| {
            known.families.is_empty() || family.is_some_and(|family| known.families.contains(&family))
        })
    }
}

impl std::fmt::Debug for Value {
    /// It belongs to somebody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Value")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a shop pays, owns or earns.
    const SHOPS: [&str; 24] = [
        "price",
        "harga",
        "harga_beli",
        "Harga Beli",
        "hargaBeli",
        "HARGA-JUAL",
        "selling_price",
        "buy_price",
        "komisi",
        "commission",
        "fee",
        "admin_fee_agent",
        "saldo",
        "buyer_last_saldo",
        "sisa_saldo",
        "cashback",
        "profit",
        "margin",
        "deposit",
        "balance",
        "last_balance",
        "laba",
        "poin",
        "total_price",
    ];

    #[test]
    fn what_is_the_shops_is_in_no_list() {
        for name in SHOPS {
            assert!(meaning(name).is_none() && !may_hold(name), "{name}");
        }
    }

    #[test]
    fn every_name_stands_once_and_is_written_as_it_is_looked_for() {
        let names: Vec<&str> = KNOWN.iter().flat_map(|known| known.names).copied().collect();
        for (index, name) in names.iter().enumerate() {
            assert_eq!(squashed(name), *name);
            assert!(!names[..index].contains(name), "{name} stands twice");
        }
    }

    #[test]
    fn a_name_is_known_in_every_spelling() {
        for name in ["lembar_tagihan", "LembarTagihan", "LEMBAR TAGIHAN", "lembar-tagihan"] {
            assert_eq!(meaning(name).map(|known| known.label), Some(Label::Sheets), "{name}");
        }
    }

    #[test]
    fn a_holder_is_made_of_known_words() {
        for name in ["desc", "detail", "Details", "rincian_tagihan", "detailTagihan", "bill_details", "data"] {
            assert!(may_hold(name), "{name}");
        }
        for name in ["", "partner", "detail_komisi", "agent_info", "price_detail", "saldo", "x"] {
            assert!(!may_hold(name), "{name}");
        }
    }

    #[test]
    fn words_about_the_shop_are_noticed() {
        for text in ["Komisi Rp360", "sisa SALDO: 12.000", "harga-beli 25.360", "FEE 500"] {
            assert!(speaks_of_the_shop(text), "{text}");
        }
        for text in ["Tunggakan dari tahun lalu", "Feeder 3", "Jl. Untung Suropati 5", "Jl. Modal 3"] {
            assert!(!speaks_of_the_shop(text), "{text}");
        }
    }
}
