//! The bill card: what the chat shows, what a tap copies, what a group's alert tells the asker.
//!
//! Owns: which rows a bill has and how they stand. Must not know: buttons, who may see what
//! (it is told whether others read along).
//!
//! What is to be paid and whether it is stands first: a notification and the list of chats show no more of a message.

mod brief;
mod card;
mod detail;
mod headline;
mod months;
mod notes;
mod rows;
mod table;

use chrono::{DateTime, Utc};

use crate::domain::{
    bill::Bill,
    masking::{mask_name, mask_number},
};

use super::{Html, Reader, texts::Texts, tidy};

pub use card::{Card, name_of};
use detail::Detail;

/// Telegram's limit of a message, in UTF-16 units. Tags are counted along, so a card stays below.
const LONGEST_MESSAGE: usize = 4096;
/// Ages of an answer that are told, in seconds: a younger one is as good as new, and an older one is shown for its own
/// sake.
const AGES_TOLD: std::ops::Range<i64> = 3..90;
/// More bills than this never fit.
const MOST_BILLS: usize = 16;

impl Card<'_> {
    /// The card as the chat shows it: at most 4096 characters, rows of at most 30 columns.
    /// When others read along, name and number are masked and free text of the biller is left out.
    #[must_use]
    pub fn html(&self, reader: Reader) -> Html {
        self.html_at(reader, self.answer.as_of)
    }

    /// The same as it is shown `now`: an answer that came from memory says how old it is.
    #[must_use]
    pub fn html_at(&self, reader: Reader, now: DateTime<Utc>) -> Html {
        let mut shown = self.answer.bills.len().min(MOST_BILLS);
        for detail in Detail::MOST_FIRST {
            let html = self.render(reader, detail, shown, now);
            if fits(&html) {
                return html;
            }
        }
        loop {
            shown /= 2;
            let html = self.render(reader, Detail::Least, shown, now);
            if shown == 0 || fits(&html) {
                return html;
            }
        }
    }

    fn render(&self, reader: Reader, detail: Detail, shown: usize, now: DateTime<Utc>) -> Html {
        let texts = Texts::of(reader.language);
        let many = self.answer.bills.len();
        let mut html = Html::new().bold(&headline::of_all(texts, &self.answer.bills));
        html = html.line().text(self.product_name(reader));
        if many > 1 {
            html = html.text(" · ").text(&texts.bill_count(many));
        }
        let mut head = None;
        for (index, bill) in self.answer.bills.iter().take(shown).enumerate() {
            if many > 1 {
                html = html.line().line().text(&texts.bill_number(index + 1, many));
                html = html.line().bold(&headline::of(texts, bill));
            }
            let own_head = self.head(bill, reader);
            if head.as_ref() != Some(&own_head) {
                html = html.html(&own_head);
                head = Some(own_head);
            }
            let rows = rows::of(self, bill, reader, detail);
            if !rows.is_empty() {
                html = html.line().line().pre(&table::lay_out(&rows));
            }
        }
        self.render_foot(html, reader, shown, now)
    }

    fn render_foot(&self, mut html: Html, reader: Reader, shown: usize, now: DateTime<Utc>) -> Html {
        let texts = Texts::of(reader.language);
        let left_out = self.answer.bills.len() - shown;
        if left_out > 0 {
            html = html.line().line().text(&texts.bill_more(left_out));
        }
        html = html.line();
        for note in notes::of(self, reader) {
            html = html.line().text(&note);
        }
        let (time, age) = (texts.time(self.answer.as_of), (now - self.answer.as_of).num_seconds());
        let stamp = if AGES_TOLD.contains(&age) { texts.bill_data_ago(&time, age) } else { texts.bill_data(&time) };
        html.line().text(&stamp)
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
}

fn fits(html: &Html) -> bool {
    html.as_str().len() <= LONGEST_MESSAGE || tidy::units(html.as_str()) <= LONGEST_MESSAGE
}
