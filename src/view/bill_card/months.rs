//! The rows of a bill that is made of months: one for each, then what they hold beside their sums.

use crate::domain::{
    bill::{Bill, Part, covered::Covered, fact::Label},
    product::Family,
    rupiah::Rupiah,
};
use crate::view::{
    Reader,
    texts::{Text, Texts},
};

use super::card::stated;
use super::detail::Detail;
use super::table::{CardRow, LONGEST_LABEL};

/// A row a month, as many as there is room for; what had none is said. Then fines and other charges, all months together.
#[must_use]
pub(super) fn of(bill: &Bill, reader: Reader, family: Option<Family>, detail: Detail) -> Vec<CardRow> {
    let texts = Texts::of(reader.language);
    let shown = bill.parts.iter().take(detail.most_parts());
    let mut rows: Vec<CardRow> = (1..)
        .zip(shown)
        .map(|(place, part)| {
            let sum = part.amount.map_or_else(|| texts.part_unstated().into_owned(), |sum| sum.to_string());
            CardRow::new(label(texts, part, place, reader, family), sum)
        })
        .collect();
    let left_out = bill.parts.len() + bill.more_parts - rows.len();
    if left_out > 0 {
        rows.push(CardRow::new("", texts.more_parts(left_out)));
    }
    for (label, charge) in [(Label::Fine, fine(bill)), (Label::OtherCharges, other(bill))] {
        let told = bill.facts.iter().any(|fact| fact.label == label);
        if let Some(sum) = charge.filter(|sum| *sum != Rupiah::ZERO && !told) {
            rows.push(CardRow::new(texts.fact_label(label), sum.to_string()));
        }
    }
    rows
}

/// The fee to show: the bill's, or else what its months add up to. None of Rp0: a biller that has none leaves the field
/// so, and one that always takes a fee would be misread.
#[must_use]
pub(super) fn admin_fee(bill: &Bill) -> Option<Rupiah> {
    let is_one = |fee: &Rupiah| *fee != Rupiah::ZERO;
    bill.admin_fee().filter(is_one).or_else(|| sum(bill, |part| part.admin).filter(|sum| *sum > Rupiah::ZERO))
}

fn fine(bill: &Bill) -> Option<Rupiah> {
    sum(bill, |part| part.fine)
}

fn other(bill: &Bill) -> Option<Rupiah> {
    sum(bill, |part| part.other)
}

/// `None` when no month has it, or when not every month is known.
fn sum(bill: &Bill, of: fn(&Part) -> Option<Rupiah>) -> Option<Rupiah> {
    let stated = bill.parts.iter().filter_map(of).map(Rupiah::get);
    let any = bill.parts.iter().any(|part| of(part).is_some()) && bill.more_parts == 0;
    stated.into_iter().try_fold(0_i64, i64::checked_add).map(Rupiah::new).filter(|_| any)
}

/// Which month it is. A group reads no words of the biller's here.
fn label(texts: Texts, part: &Part, place: usize, reader: Reader, family: Option<Family>) -> Text {
    let stated_period = part.period.as_deref().unwrap_or_default();
    match Covered::read(stated_period) {
        Covered::Months(months) => texts.covered_briefly(&months),
        Covered::Figure(figure) if family == Some(Family::Finance) => texts.instalment(figure.into()),
        Covered::Words if !reader.in_group => {
            stated(stated_period, LONGEST_LABEL).map_or_else(|| texts.sheet(place), Text::Owned)
        }
        Covered::Figure(_) | Covered::Count(_) | Covered::Words => texts.sheet(place),
    }
}
