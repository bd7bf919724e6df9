//! The corpus: what a case says and what it expects, read from data and held.

use cektagihan::dialogue::{Command, Effect, State};
use cektagihan::domain::{account::AccountNumber, number_rule::Doubt, product::Family, product::ProductCode};
use cektagihan::phrase;
use serde::Deserialize;

use super::heard::{self, CATALOGUE, Found};
use super::judge::{differ, list};
use crate::dialogue::talk::{Talk, account, answer, code};

/// All cases of a kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    like: Vec<Like>,
}

/// Texts of which the same is expected. Numbers are written `pln 514040400482`, `bpjs 8888801433177155 x3`: any
/// word of the catalogue, the number as the gateway gets it or as it is typed, the months; `? 514040400482` where any
/// product will do.
///
/// What is asked or offered and stands in no list here is a fault, and so is whatever is deleted, blotted or told
/// without being named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Like {
    /// Why it must be so, where it is not plain.
    #[serde(default)]
    #[expect(dead_code, reason = "read by people")]
    pub(super) why: String,
    /// The texts, each a case of its own.
    pub(super) says: Vec<String>,
    /// How the texts come.
    #[serde(default)]
    how: How,
    /// What the bot waits for: `home`, `number pln`, `period`, `family water`, `match 107917`, `doubt pln 123`.
    #[serde(default)]
    pub(super) state: String,
    #[serde(default)]
    pub(super) chat: Where,
    /// Whether the person was told about PINs before.
    #[serde(default)]
    pub(super) told: bool,
    /// Messages of the same person before.
    #[serde(default)]
    pub(super) before: Vec<String>,
    /// Whether those were answered.
    #[serde(default)]
    pub(super) answered: bool,
    /// Asked at once: these in this order, and no others.
    #[serde(default)]
    pub(super) asks: Vec<String>,
    /// The number of months of this one is asked for, at once or behind a button.
    #[serde(default)]
    pub(super) waits: Vec<String>,
    /// One press away.
    #[serde(default)]
    pub(super) offers: Vec<String>,
    /// The first of what is one press away.
    #[serde(default)]
    pub(super) first: Option<String>,
    /// Asked, waited for, held or one press away: any will do.
    #[serde(default)]
    pub(super) finds: Vec<String>,
    /// One press away, or not.
    #[serde(default)]
    pub(super) may: Vec<String>,
    /// May wait for its product to be named.
    #[serde(default)]
    pub(super) may_hold: Vec<String>,
    /// Blotted wherever they stand as a group of their own, and never shown.
    #[serde(default)]
    pub(super) pins: Vec<String>,
    /// Whether other digits may be blotted.
    #[serde(default)]
    pub(super) may_blot: bool,
    #[serde(default)]
    pub(super) deletes: Deletes,
    /// Words that are seen, in any case.
    #[serde(default)]
    pub(super) shows: Vec<String>,
    /// Words of which one at least is seen.
    #[serde(default)]
    pub(super) shows_any: Vec<String>,
    /// Words that are not seen.
    #[serde(default)]
    pub(super) hides: Vec<String>,
    /// The button pressed then, by words of its label.
    #[serde(default)]
    pub(super) press: Option<String>,
    /// And what that asks.
    #[serde(default)]
    pub(super) then_asks: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, Default)]
#[serde(rename_all = "lowercase")]
enum How {
    #[default]
    Typed,
    /// Behind `/cek`.
    Command,
}

#[derive(Deserialize, Clone, Copy, Default, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Where {
    #[default]
    Private,
    Group,
}

#[derive(Deserialize, Clone, Copy, Default, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Deletes {
    Yes,
    #[default]
    No,
    Either,
}

pub(super) struct Corpus {
    kind: &'static str,
    likes: Vec<Like>,
}

impl Corpus {
    pub(super) fn parse(kind: &'static str, text: &str) -> Self {
        let File { like } = toml::from_str(text).unwrap_or_else(|error| panic!("{kind}: {error}"));
        Self { kind, likes: like }
    }

    /// Holds every case; tells all that fail, with what came of them.
    #[track_caller]
    pub(super) fn hold(&self) {
        let (mut total, mut misses) = (0, Vec::new());
        for like in &self.likes {
            for text in &like.says {
                total += 1;
                let faults = like.faults(text);
                if !faults.is_empty() {
                    misses.push(format!("{text:?}\n    {}", faults.join("\n    ")));
                }
            }
        }
        let right = total - misses.len();
        println!("{}: {right} of {total}", self.kind);
        assert!(misses.is_empty(), "{}: {right} of {total} are right. Not these:\n{}", self.kind, misses.join("\n"));
    }
}

impl Like {
    /// What is wrong with what comes of a text.
    fn faults(&self, text: &str) -> Vec<String> {
        let mut talk = self.talk();
        let effects = self.comes(&mut talk, text);
        let heard = heard::heard(&talk, &effects);
        let mut faults = self.faults_of_numbers(&heard);
        faults.extend(self.faults_of_words(&heard));
        faults.extend(self.faults_of_blotting(text));
        if let Some(label) = &self.press {
            faults.extend(match heard::presses(&mut talk, &effects, label) {
                None => Some(format!("no button {label:?}")),
                Some(then) => differ("asks then", &self.then_asks, &then.asked),
            });
        }
        if !faults.is_empty() {
            faults.push(format!(
                "asked [{}], waits for [{}], offered [{}], keeps [{}], deletes: {}, said {:?}",
                list(&heard.asked),
                list(heard.waits.as_slice()),
                list(&heard.offered),
                list(heard.held.as_slice()),
                heard.deletes,
                heard.visible
            ));
        }
        faults
    }

    fn comes(&self, talk: &mut Talk, text: &str) -> Vec<Effect> {
        let phrase = phrase::read(text, &CATALOGUE);
        match self.how {
            How::Typed => talk.says(phrase),
            How::Command => talk.commands(Command::Check(phrase)),
        }
    }

    fn talk(&self) -> Talk {
        let talk = match self.chat {
            Where::Private => Talk::private(),
            Where::Group => Talk::group(),
        };
        let mut talk = Talk { catalogue: &CATALOGUE, ..talk }.in_state(state(&self.state));
        talk.profile.told_about_pins = self.told;
        for text in &self.before {
            heard::says(&mut talk, text);
            if self.answered {
                talk.gets(Ok(answer()));
            }
        }
        talk
    }
}

/// Reads `pln 514040400482 x3`.
pub(super) fn found(text: &str) -> Found {
    let mut words: Vec<&str> = text.split(' ').collect();
    let months = words.pop_if(|word| word.starts_with('x')).map(|word| word[1..].parse().unwrap());
    let [product, number] = words[..] else { panic!("{text:?} is no product and number") };
    let product = match product {
        "?" => None,
        word => Some(named(word)),
    };
    Found::new(product.as_ref(), &AccountNumber::parse(number).unwrap(), months)
}

fn named(word: &str) -> ProductCode {
    CATALOGUE.named(word).unwrap_or_else(|| panic!("no product is called {word}")).code.clone()
}

/// Reads a state.
fn state(text: &str) -> State {
    let words: Vec<&str> = text.split(' ').collect();
    match words[..] {
        ["" | "home"] => State::Home,
        ["number", product] => State::EnteringAccount { product: named(product) },
        ["period"] => State::ChoosingPeriod { product: code("RBASRBPJSKSH"), account: account("8888801433177155") },
        ["family", "water"] => State::ChoosingProduct { family: Family::Water },
        ["match", number] => State::ChoosingMatch { account: account(number), period: None },
        ["doubt", product, number] => State::ConfirmingAccount {
            product: named(product),
            account: account(number),
            doubt: Doubt::Letters,
            period: None,
        },
        _ => panic!("no state is called {text:?}"),
    }
}
