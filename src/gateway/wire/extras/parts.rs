//! The months or instalments that a bill is made of.

use crate::domain::bill::{
    Bill, Part,
    covered::Covered,
    day,
    fact::{FINES, Fact, Label, OTHERS, Value},
};
use crate::gateway::wire::{
    json::Json,
    value::{money, text},
};

/// The most parts of one bill that are kept; the others are counted.
pub(super) const MOST_PARTS: usize = 36;

const PERIODS: [&str; 9] =
    ["periode", "period", "bulan", "month", "blth", "bulantahun", "tahunbulan", "thbl", "periodetagihan"];
const AMOUNTS: [&str; 13] = [
    "nilaitagihan",
    "tagihan",
    "amount",
    "nilai",
    "jumlah",
    "jumlahtagihan",
    "billamount",
    "nominal",
    "rptag",
    "pokok",
    "tagihanpokok",
    "rptagihan",
    "totaltagihan",
];
const ADMINS: [&str; 4] = ["admin", "biayaadmin", "adminfee", "adminbank"];

/// A period's text: of a list, its entries. What has no reading is kept only when it is harmless words.
pub(in crate::gateway::wire) fn period(value: &Json) -> Option<String> {
    let said = match value {
        Json::List(items) if items.len() <= MOST_PARTS => {
            let texts: Option<Vec<String>> = items.iter().map(text).collect();
            texts.filter(|texts| !texts.is_empty()).map(|texts| texts.join(","))
        }
        other => text(other),
    };
    said.filter(|said| Covered::read(said) != Covered::Words || day::is_harmless(said))
}

/// One entry of a list of months or instalments; `key` is what stands before it where the list is an object.
pub(super) fn part(item: &Json, key: &str) -> Option<Part> {
    let Json::Object(_) = item else { return None };
    let first = |names: &[&str]| names.iter().find_map(|name| item.field(name).filter(|value| !value.is_blank()));
    let period = first(&PERIODS).and_then(period).or_else(|| is_dated(key).then(|| key.to_owned()));
    let amount = first(&AMOUNTS).and_then(money);
    let [admin, fine, other] = [&ADMINS[..], FINES, OTHERS].map(|names| first(names).and_then(money));
    let is_part = period.is_some() || (amount.is_some() && (admin.is_some() || fine.is_some()));
    is_part.then_some(Part { period, amount, admin, fine, other })
}

pub(super) fn is_of_a_part(name: &str) -> bool {
    [&PERIODS[..], &AMOUNTS, &ADMINS, FINES, OTHERS].iter().any(|names| names.contains(&name))
}

/// Puts what the parts only repeat where the bill itself has its place.
pub(super) fn settle(bill: &mut Bill) {
    name_months_without_sums(bill);
    fold_a_single_part(bill);
    oldest_first(bill);
}

/// A list of months that names no sums is a period.
fn name_months_without_sums(bill: &mut Bill) {
    let sums = |part: &Part| part.amount.or(part.admin).or(part.fine).or(part.other).is_some();
    if bill.more_parts > 0 || bill.parts.iter().any(sums) {
        return;
    }
    let periods: Vec<String> = bill.parts.drain(..).filter_map(|part| part.period).collect();
    let listed = periods.join(",");
    if !periods.is_empty()
        && (bill.period.is_none() || (is_dated(&listed) && !bill.period.as_deref().is_some_and(is_dated)))
    {
        bill.period = Some(listed);
    }
}

/// The order of months, where every part is one: they may come in two lists, or the newest first.
fn oldest_first(bill: &mut Bill) {
    let month = |part: &Part| match Covered::read(part.period.as_deref().unwrap_or_default()) {
        Covered::Months(months) => months.first().copied(),
        Covered::Figure(_) | Covered::Count(_) | Covered::Words => None,
    };
    if bill.more_parts == 0 && bill.parts.iter().all(|part| month(part).is_some()) {
        bill.parts.sort_by_key(month);
    }
}

/// A list of one month says of the bill what the bill says itself: only what is new in it is kept.
fn fold_a_single_part(bill: &mut Bill) {
    if bill.more_parts > 0 || bill.parts.len() != 1 {
        return;
    }
    let Some(part) = bill.parts.pop() else { return };
    let told = |label| bill.facts.iter().any(|fact| fact.label == label);
    let new = [(Label::Fine, part.fine), (Label::OtherCharges, part.other)];
    let new: Vec<Fact> = new
        .into_iter()
        .filter(|(label, _)| !told(*label))
        .filter_map(|(label, sum)| Some(Fact { label, value: Value::Amount(sum?) }))
        .collect();
    bill.facts.extend(new);
    let dated = |period: &Option<String>| period.as_deref().is_some_and(is_dated);
    if bill.period.is_none() || (dated(&part.period) && !dated(&bill.period)) {
        bill.period = part.period.clone().or(bill.period.take());
    }
    // A sum that the bill itself does not name is shown beside its own.
    if part.amount.is_some() && part.amount != bill.amount && part.amount != bill.total {
        bill.parts.push(Part { fine: None, other: None, admin: None, ..part });
    }
}

pub(super) fn is_dated(text: &str) -> bool {
    matches!(Covered::read(text), Covered::Months(_))
}
