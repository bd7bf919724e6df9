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
use super::{months, rows};

/// Telegram's limit for a copied text.
const LONGEST_COPY: usize = 256;
/// Telegram's limit for the answer to a press.
const LONGEST_ALERT: usize = 200;
const LONGEST_PART: usize = 40;

impl Card<'_> {
    /// The bill as plain text to copy and forward, at most 256 characters.
    #[must_use]
    pub fn summary(&self, language: Language) -> String {
        let texts = Texts::of(language);
        let mut lines = self.lines(texts);
        lines.push(texts.bill_data(&texts.time(self.answer.as_of)));
        join_within(lines, LONGEST_COPY)
    }

    /// The bill for an alert, whole names and numbers, at most 200 characters.
    #[must_use]
    pub fn alert(&self, language: Language) -> String {
        join_within(self.lines(Texts::of(language)), LONGEST_ALERT)
    }

    /// The lines, the ones that matter most first: what does not fit goes from the end.
    fn lines(&self, texts: Texts) -> Vec<Text> {
        let reader = Reader { language: texts.language(), in_group: false };
        let mut lines = vec![texts.bill_title(&tidy::tidy(self.product_name(reader), LONGEST_PART))];
        let first = self.answer.bills.first();
        let name = first.and_then(name_of).map(|name| tidy::tidy(&name, LONGEST_PART));
        lines.extend(name.map(Text::Owned));
        lines.push(Text::Owned(self.inquiry.account.as_str().to_owned()));
        lines.extend(first.map(|bill| status(texts, bill)).filter(|_| self.answer.bills.len() == 1));
        if let Some(sum) = self.sum() {
            lines.push(texts.sum_line(self.answer.bills.len(), sum));
        } else if let Some(bill) = first {
            lines.extend(bill.total.map(|total| texts.total_line(total)));
            lines.extend(bill.amount.map(|amount| texts.amount_line(amount)));
            lines.extend(months::admin_fee(bill).map(|admin| texts.admin_line(admin)));
            let due = bill.due.as_ref().and_then(|due| match due {
                DueDate::On(day) => Some(texts.date(*day).into_owned()),
                DueDate::Text(text) => stated(text, LONGEST_PART),
            });
            lines.extend(due.map(|due| texts.due_line(&due)));
        }
        lines
    }
}

fn status(texts: Texts, bill: &Bill) -> Text {
    if bill.standing() == PaymentStanding::Unstated { texts.unstated_line() } else { rows::status(texts, bill) }
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
