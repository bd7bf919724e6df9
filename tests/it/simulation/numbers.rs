//! Customers' numbers that tell whose question they are: `52`, two digits of the person, four of
//! chance, the person again, two that count. Masked, the ends still tell both.

/// A number found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number {
    /// Whose it is, from 1.
    pub person: u64,
    /// Which of theirs.
    pub count: u64,
}

/// How many numbers a person can have.
pub const MOST: u64 = 100;

impl Number {
    /// As it is typed.
    pub fn typed(self, chance: u64) -> String {
        format!("52{:02}{:04}{:02}{:02}", self.person, chance % 10_000, self.person, self.count)
    }

    /// What its bill comes to: no two numbers of a script share it.
    pub fn total(self) -> i64 {
        i64::try_from(10_000 + self.person * 1_000 + self.count * 7).unwrap()
    }
}

/// The number a whole or masked spelling stands for.
pub fn read(spelt: &str) -> Option<Number> {
    let digits = |range: std::ops::Range<usize>| spelt.get(range)?.parse::<u64>().ok();
    let whole = spelt.len() == 12 && spelt.starts_with("52");
    let (front, back, count) = (digits(2..4)?, digits(8..10)?, digits(10..12)?);
    (whole && front == back && front > 0).then_some(Number { person: front, count })
}

/// Every number a text holds, whole or masked.
pub fn found(text: &str) -> Vec<Number> {
    text.split(|c: char| !c.is_ascii_digit() && c != '*').filter_map(read).collect()
}

/// Whether a text holds a run of so many digits.
pub fn has_long_number(text: &str, least: usize) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= least)
}

#[test]
fn a_number_is_found_whole_and_masked() {
    let number = Number { person: 7, count: 31 };
    let typed = number.typed(4321);
    assert_eq!(typed, "520743210731");
    assert_eq!(found(&format!("Tagihan {typed}, 5207****0731; 12 Rp25.720")), [number, number]);
    assert!(found("514040400482 5207****0831").is_empty());
}
