//! What is wrong with what came of a text.

use cektagihan::domain::typed::fold_text;
use cektagihan::phrase;

use super::case::{Deletes, Like, Where, found};
use super::heard::{CATALOGUE, Found, Heard};
use crate::dialogue::talk::account;

impl Like {
    pub(super) fn faults_of_numbers(&self, heard: &Heard) -> Vec<String> {
        let mut faults = Vec::new();
        let wanted = |texts: &[String]| texts.iter().map(|text| found(text)).collect::<Vec<_>>();
        let (waits, offers, finds) = (wanted(&self.waits), wanted(&self.offers), wanted(&self.finds));
        let asked_beside = heard.asked.iter().filter(|asked| !finds.iter().any(|wanted| same(wanted, asked)));
        faults.extend(differ("asks", &self.asks, &asked_beside.cloned().collect::<Vec<_>>()));
        let open: Vec<Found> = heard.waits.iter().chain(&heard.offered).cloned().collect();
        let is_in = |all: &[Found], wanted: &Found| all.iter().any(|got| same(wanted, got));
        faults.extend(
            waits.iter().filter(|it| !is_in(&open, it)).map(|it| format!("no question for the months of {it}")),
        );
        faults.extend(offers.iter().filter(|it| !is_in(&heard.offered, it)).map(|it| format!("does not offer {it}")));
        let all: Vec<Found> = heard.asked.iter().chain(&open).chain(&heard.held).cloned().collect();
        faults.extend(finds.iter().filter(|it| !is_in(&all, it)).map(|it| format!("neither asks nor offers {it}")));
        let known: Vec<Found> = [&self.asks, &self.waits, &self.offers, &self.finds, &self.may]
            .into_iter()
            .flat_map(|texts| wanted(texts))
            .collect();
        let mut strangers: Vec<Found> =
            open.iter().filter(|got| !known.iter().any(|wanted| same(wanted, got))).cloned().collect();
        strangers.dedup_by(|one, next| (&one.product, &one.number) == (&next.product, &next.number));
        faults.extend(strangers.iter().map(|got| format!("offers {got}, which it must not")));
        let held = heard
            .held
            .iter()
            .filter(|got| !known.iter().any(|wanted| same(wanted, got)) && !self.may_hold.contains(&got.number));
        faults.extend(held.map(|got| format!("keeps {got}, which it must not")));
        if let Some(first) = self.first.as_deref().map(found)
            && !heard.offered.first().is_some_and(|got| same(&first, got))
        {
            faults.push(format!("does not offer {first} first"));
        }
        faults
    }

    pub(super) fn faults_of_words(&self, heard: &Heard) -> Vec<String> {
        let mut faults = Vec::new();
        let visible = heard.visible.to_lowercase();
        let sees = |words: &String| visible.contains(&words.to_lowercase());
        faults.extend(self.shows.iter().filter(|words| !sees(words)).map(|words| format!("does not say {words:?}")));
        if !self.shows_any.is_empty() && !self.shows_any.iter().any(sees) {
            faults.push(format!("says none of {:?}", self.shows_any));
        }
        let hidden = self.hides.iter().chain(&self.pins);
        faults.extend(hidden.filter(|words| sees(words)).map(|words| format!("says {words:?}")));
        let deletes = match self.deletes {
            Deletes::Yes => !heard.deletes,
            Deletes::No => heard.deletes,
            Deletes::Either => false,
        };
        if deletes && self.chat == Where::Private {
            faults.push(if heard.deletes { "deletes the message" } else { "leaves the message" }.to_owned());
        }
        faults
    }

    pub(super) fn faults_of_blotting(&self, text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let blotted = phrase::blot(text, &CATALOGUE).into_owned();
        let (is, should) = (fold_text(&blotted), without(&fold_text(text), &self.pins));
        let is_right = if self.may_blot { without(&is, &self.pins) == is } else { is == should };
        if !is_right {
            faults.push(format!("stores {blotted:?}"));
        }
        if phrase::read(&blotted, &CATALOGUE) != phrase::read(text, &CATALOGUE) {
            faults.push(format!("reads {blotted:?} otherwise"));
        }
        if phrase::blot(&blotted, &CATALOGUE) != blotted {
            faults.push(format!("blots {blotted:?} once more"));
        }
        faults
    }
}

/// The text with asterisks for these digits where they stand as a group of their own.
fn without(text: &str, pins: &[String]) -> String {
    let mut out = String::new();
    for run in text.chars().collect::<Vec<_>>().chunk_by(|one, next| one.is_ascii_digit() == next.is_ascii_digit()) {
        let run: String = run.iter().collect();
        out.push_str(&if pins.contains(&run) { "*".repeat(run.len()) } else { run });
    }
    out
}

/// Whether what was got is what was wanted.
fn same(wanted: &Found, got: &Found) -> bool {
    let product = got.product.as_ref();
    let is_product = wanted.product.is_none() || product.is_none() || wanted.product == got.product;
    let as_got = Found::new(product, &account(&wanted.number), None);
    is_product
        && (as_got.number == got.number || wanted.number == got.number || as_typed(wanted) == got.number)
        && (wanted.months.is_none() || wanted.months == got.months)
}

/// A virtual account's card number: whoever offers a card offers its account.
fn as_typed(wanted: &Found) -> String {
    wanted.number.strip_prefix("88888").map_or_else(|| wanted.number.clone(), |tail| format!("00{tail}"))
}

pub(super) fn differ(what: &str, wanted: &[String], got: &[Found]) -> Option<String> {
    let wanted: Vec<Found> = wanted.iter().map(|text| found(text)).collect();
    let is_same = wanted.len() == got.len() && wanted.iter().zip(got).all(|(wanted, got)| same(wanted, got));
    (!is_same).then(|| format!("{what} [{}] in place of [{}]", list(got), list(&wanted)))
}

pub(super) fn list(all: &[Found]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
