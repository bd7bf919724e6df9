//! What is said below the rows.

use crate::domain::{
    account::AccountNumber,
    bill::{Bill, PaymentStanding},
    masking::mask_number,
    product::Family,
};
use crate::view::{
    Reader,
    texts::{Text, Texts},
    tidy,
};

use super::card::{self, Card, LONGEST_NUMBER};

/// The notes of a card, most urgent first.
#[must_use]
pub(super) fn of(card: &Card<'_>, reader: Reader) -> Vec<Text> {
    let texts = Texts::of(reader.language);
    let bills = &card.answer.bills;
    let mut notes = Vec::new();
    if bills.iter().any(|bill| bill.standing() == PaymentStanding::Unstated) {
        notes.push(texts.unstated_note());
    }
    if bills.iter().any(Bill::contradicts_itself) {
        notes.push(texts.contradiction_note());
    }
    if let Some(number) = bills.iter().find_map(|bill| other_account(card, bill)) {
        let number = if reader.in_group { mask_number(&number) } else { number };
        notes.push(texts.other_account_note(&number));
    }
    if let Some(conversion) = card.conversion {
        notes.push(texts.conversion(conversion));
    }
    if card.family() == Some(Family::Health) {
        notes.push(texts.bpjs_note());
    }
    notes
}

/// The number the biller answered for, when it is another than the one asked about. Some billers
/// drop or add leading zeros: that is no other number.
fn other_account(card: &Card<'_>, bill: &Bill) -> Option<String> {
    let stated = card::stated(bill.account.as_deref()?, LONGEST_NUMBER)?;
    let same = AccountNumber::parse(&stated)
        .is_ok_and(|number| bare(number.as_str()).eq_ignore_ascii_case(bare(card.inquiry.account.as_str())));
    (!same).then(|| tidy::tidy(&stated, LONGEST_NUMBER))
}

fn bare(number: &str) -> &str {
    number.trim_start_matches('0')
}
