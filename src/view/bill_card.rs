//! The bill card: what the chat shows, what a tap copies, what a group's alert tells the asker.
//!
//! Owns: which rows a bill has and how they stand. Must not know: buttons, who may see what
//! (it is told whether others read along).

mod brief;
mod card;
mod detail;
mod months;
mod notes;
mod rows;
mod table;

use crate::domain::{
    bill::Bill,
    masking::{mask_name, mask_number},
    rupiah::Rupiah,
};

use super::{Html, Reader, texts::Texts, tidy};

pub use card::{Card, name_of};
use detail::Detail;

/// Telegram's limit of a message, in UTF-16 units. Tags are counted along, so a card stays below.
const LONGEST_MESSAGE: usize = 4096;
/// More bills than this never fit.
const MOST_BILLS: usize = 16;

impl Card<'_> {
    /// The card as the chat shows it: at most 4096 characters, rows of at most 30 columns.
    /// When others read along, name and number are masked and free text of the biller is left out.
    #[must_use]
    pub fn html(&self, reader: Reader) -> Html {
        let mut shown = self.answer.bills.len().min(MOST_BILLS);
        for detail in Detail::MOST_FIRST {
            let html = self.render(reader, detail, shown);
            if fits(&html) {
                return html;
            }
        }
        loop {
            shown /= 2;
            let html = self.render(reader, Detail::Least, shown);
            if shown == 0 || fits(&html) {
                return html;
            }
        }
    }

    fn render(&self, reader: Reader, detail: Detail, shown: usize) -> Html {
        let texts = Texts::of(reader.language);
        let title = texts.bill_title(self.product_name(reader));
        let mut html = Html::new().bold(&title);
        let mut head = None;
        for (index, bill) in self.answer.bills.iter().take(shown).enumerate() {
            if self.answer.bills.len() > 1 {
                html = html.line().line().text(&texts.bill_number(index + 1, self.answer.bills.len()));
            }
            let own_head = self.head(bill, reader);
            if head.as_ref() != Some(&own_head) {
                html = html.html(&own_head);
                head = Some(own_head);
            }
            let rows = rows::of(self, bill, reader, detail);
            html = html.line().line().pre(&table::lay_out(&rows));
        }
        self.render_foot(html, reader, shown)
    }

    fn render_foot(&self, mut html: Html, reader: Reader, shown: usize) -> Html {
        let texts = Texts::of(reader.language);
        let left_out = self.answer.bills.len() - shown;
        if left_out > 0 {
            html = html.line().line().text(&texts.bill_more(left_out));
        }
        if let Some(sum) = self.sum() {
            html = html.line().line().bold(&texts.sum_line(self.answer.bills.len(), sum));
        }
        html = html.line();
        for note in notes::of(self, reader) {
            html = html.line().text(&note);
        }
        html.line().text(&texts.bill_data(&texts.time(self.answer.as_of)))
    }

    /// Whose bill it is.
    fn head(&self, bill: &Bill, reader: Reader) -> Html {
        let mut html = Html::new();
        if let Some(name) = name_of(bill) {
            let name = if reader.in_group { mask_name(&name) } else { name };
            html = html.line().text(&name);
        }
        let number = self.inquiry.account.as_str();
        if reader.in_group { html.line().text(&mask_number(number)) } else { html.line().code(number) }
    }

    /// All totals together, when there are several and each is stated.
    fn sum(&self) -> Option<Rupiah> {
        let bills = &self.answer.bills;
        if bills.len() < 2 {
            return None;
        }
        let sum = bills.iter().try_fold(0_i64, |sum, bill| sum.checked_add(bill.total?.get()));
        sum.map(Rupiah::new)
    }
}

fn fits(html: &Html) -> bool {
    html.as_str().len() <= LONGEST_MESSAGE || tidy::units(html.as_str()) <= LONGEST_MESSAGE
}
