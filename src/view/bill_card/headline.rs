//! The bold line: how much is to be paid, and whether it is.

use crate::domain::{
    bill::{Bill, PaymentStanding},
    rupiah::Rupiah,
};
use crate::view::texts::{Text, Texts};

/// One bill's.
#[must_use]
pub(super) fn of(texts: Texts, bill: &Bill) -> Text {
    line(texts, bill.total.or(bill.amount), bill.standing())
}

/// That of all bills of an answer together; without a sum when one of them has none.
#[must_use]
pub(super) fn of_all(texts: Texts, bills: &[Bill]) -> Text {
    match bills {
        [bill] => of(texts, bill),
        bills => line(texts, sum(bills), standing(bills)),
    }
}

/// All totals together, when each is stated.
#[must_use]
pub(super) fn sum(bills: &[Bill]) -> Option<Rupiah> {
    let sum = bills.iter().try_fold(0_i64, |sum, bill| sum.checked_add(bill.total?.get()));
    sum.map(Rupiah::new)
}

/// What a bill's sum means: what the gateway states with a sum is an open bill.
#[must_use]
pub(super) fn status(texts: Texts, standing: PaymentStanding) -> Text {
    match standing {
        PaymentStanding::Unpaid => texts.unpaid(),
        PaymentStanding::Nothing => texts.nothing_to_pay(),
        PaymentStanding::Unstated => texts.uncertain(),
        PaymentStanding::Doubtful => texts.doubtful(),
    }
}

/// What calls for most care counts for all.
fn standing(bills: &[Bill]) -> PaymentStanding {
    let care = |standing: &PaymentStanding| match standing {
        PaymentStanding::Nothing => 0,
        PaymentStanding::Unpaid => 1,
        PaymentStanding::Unstated => 2,
        PaymentStanding::Doubtful => 3,
    };
    bills.iter().map(Bill::standing).max_by_key(care).unwrap_or(PaymentStanding::Unstated)
}

fn line(texts: Texts, sum: Option<Rupiah>, standing: PaymentStanding) -> Text {
    let status = status(texts, standing);
    match sum {
        Some(sum) => texts.headline(sum, &status),
        None => status,
    }
}
