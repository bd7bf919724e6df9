//! A bill in a few plain lines: the text a button copies, and the alert a group's asker sees.

use crate::domain::{
    bill::{Bill, DueDate, PaymentStanding},
    language::Language,
};
use crate::view::{
    Reader,
    texts::{Text, Texts},
    tidy, whole,
};

use super::card::{Card, name_of, stated};
use super::{headline, months};

/// Telegram's limit for a copied text.
const LONGEST_COPY: usize = 256;
/// Telegram's limit for the answer to a press.
const LONGEST_ALERT: usize = 200;
const LONGEST_PART: usize = 40;

impl Card<'_> {
    /// The bill as plain text to copy and forward, at most 256 characters. Asterisks make its sum bold on a phone (`WhatsApp`).
    #[must_use]
    pub fn summary(&self, language: Language) -> String {
        let texts = Texts::of(language);
        let mut lines = self.lines(texts, |sum| Text::Owned(format!("*{sum}*")));
        lines.push(texts.bill_data(&texts.time(self.answer.as_of)));
        join_within(lines, LONGEST_COPY)
    }

    /// The bill for an alert, whole names and numbers, at most 200 characters.
    #[must_use]
    pub fn alert(&self, language: Language) -> String {
        join_within(self.lines(Texts::of(language), |sum| sum), LONGEST_ALERT)
    }

    /// The lines, the ones that matter most first: what does not fit goes from the end.
    fn lines(&self, texts: Texts, in_bold: impl Fn(Text) -> Text) -> Vec<Text> {
        let reader = Reader { language: texts.language(), in_group: false };
        let bills = &self.answer.bills;
        let mut lines = match (bills.as_slice(), headline::sum(bills)) {
            ([bill], _) => one(texts, bill, in_bold),
            (bills, Some(sum)) => vec![in_bold(texts.sum_line(bills.len(), sum))],
            (_, None) => vec![texts.unstated_line()],
        };
        let name = bills.first().and_then(name_of).map(|name| tidy::tidy(&name, LONGEST_PART));
        let product = texts.bill_title(&tidy::tidy(self.product_name(reader), LONGEST_PART));
        let whose = [Some(product), name.map(Text::Owned), Some(Text::Owned(self.inquiry.account.as_str().to_owned()))];
        lines.splice(1..1, whose.into_iter().flatten());
        lines
    }
}

/// What is to be paid, then what it is made of.
fn one(texts: Texts, bill: &Bill, in_bold: impl Fn(Text) -> Text) -> Vec<Text> {
    let standing = bill.standing();
    let mut lines = match bill.total {
        Some(total) => vec![in_bold(texts.total_line(total)), headline::status(texts, standing)],
        None if standing == PaymentStanding::Unstated => vec![texts.unstated_line()],
        None => vec![headline::status(texts, standing)],
    };
    lines.extend(bill.amount.map(|amount| texts.amount_line(amount)));
    lines.extend(months::admin_fee(bill).map(|admin| texts.admin_line(admin)));
    let due = bill.due.as_ref().and_then(|due| match due {
        DueDate::On(day) => Some(texts.date(*day).into_owned()),
        DueDate::Text(text) => stated(text, LONGEST_PART),
    });
    lines.extend(due.map(|due| texts.due_line(&due)));
    lines
}

/// As many of the lines as fit, each whole.
fn join_within(lines: Vec<Text>, most: usize) -> String {
    let mut joined = String::with_capacity(most);
    let mut length = 0;
    for line in lines {
        // Neither a copied text nor an alert is looked through for links.
        let line = whole(line);
        let needed = tidy::units(&line) + usize::from(!joined.is_empty());
        if length + needed > most {
            continue;
        }
        if !joined.is_empty() {
            joined.push('\n');
        }
        joined.push_str(&line);
        length += needed;
    }
    joined
}
