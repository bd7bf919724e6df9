//! The words of the bill card. Labels are at most 12 characters, so that a row of 30 columns
//! keeps room for its value.

use i18n_embed_fl::fl;

use super::{Text, Texts};
use crate::domain::rupiah::Rupiah;

impl Texts {
    /// What a bill is for.
    #[must_use]
    pub fn bill_title(self, product: &str) -> Text {
        fl!(self.locale(), "bill-title", product = product)
    }

    /// Above one of several bills.
    #[must_use]
    pub fn bill_number(self, index: usize, count: usize) -> Text {
        fl!(self.locale(), "bill-number", index = index, count = count)
    }

    /// Bills that had no room.
    #[must_use]
    pub fn bill_more(self, count: usize) -> Text {
        fl!(self.locale(), "bill-more", count = count)
    }

    /// The bold line of a card: how much, and whether it is paid.
    #[must_use]
    pub fn headline(self, sum: Rupiah, status: &str) -> Text {
        fl!(self.locale(), "bill-headline", sum = sum.to_string(), status = status)
    }

    /// How many bills one answer holds.
    #[must_use]
    pub fn bill_count(self, count: usize) -> Text {
        fl!(self.locale(), "bill-count", count = count)
    }

    /// Status: there is something to pay.
    #[must_use]
    pub fn unpaid(self) -> Text {
        fl!(self.locale(), "bill-unpaid")
    }

    /// Status: the total is zero.
    #[must_use]
    pub fn nothing_to_pay(self) -> Text {
        fl!(self.locale(), "bill-nothing")
    }

    /// Status: nobody said how much.
    #[must_use]
    pub fn uncertain(self) -> Text {
        fl!(self.locale(), "bill-uncertain")
    }

    /// Status: the sum cannot be right.
    #[must_use]
    pub fn doubtful(self) -> Text {
        fl!(self.locale(), "bill-doubtful")
    }

    /// Label: the finance company.
    #[must_use]
    pub fn company_label(self) -> Text {
        fl!(self.locale(), "bill-company")
    }

    /// Label: the product as the biller names it.
    #[must_use]
    pub fn product_label(self) -> Text {
        fl!(self.locale(), "bill-product")
    }

    /// Label: tariff and power.
    #[must_use]
    pub fn tariff_label(self) -> Text {
        fl!(self.locale(), "bill-tariff")
    }

    /// Label: the period.
    #[must_use]
    pub fn period_label(self) -> Text {
        fl!(self.locale(), "bill-period")
    }

    /// Label: how many months the bill covers.
    #[must_use]
    pub fn month_count_label(self) -> Text {
        fl!(self.locale(), "bill-month-count")
    }

    /// Label: both meter readings.
    #[must_use]
    pub fn stand_label(self) -> Text {
        fl!(self.locale(), "bill-stand")
    }

    /// Label: the first meter reading.
    #[must_use]
    pub fn stand_start_label(self) -> Text {
        fl!(self.locale(), "bill-stand-start")
    }

    /// Label: the last meter reading.
    #[must_use]
    pub fn stand_end_label(self) -> Text {
        fl!(self.locale(), "bill-stand-end")
    }

    /// Label: what was used.
    #[must_use]
    pub fn usage_label(self) -> Text {
        fl!(self.locale(), "bill-usage")
    }

    /// Label: a remark of the biller.
    #[must_use]
    pub fn remark_label(self) -> Text {
        fl!(self.locale(), "bill-remark")
    }

    /// Label: when it is due.
    #[must_use]
    pub fn due_label(self) -> Text {
        fl!(self.locale(), "bill-due")
    }

    /// Label: the bill without fees.
    #[must_use]
    pub fn amount_label(self) -> Text {
        fl!(self.locale(), "bill-amount")
    }

    /// Label: the instalment without fees.
    #[must_use]
    pub fn instalment_label(self) -> Text {
        fl!(self.locale(), "bill-instalment")
    }

    /// Label: the admin fee.
    #[must_use]
    pub fn admin_label(self) -> Text {
        fl!(self.locale(), "bill-admin")
    }

    /// Label: what the customer pays.
    #[must_use]
    pub fn total_label(self) -> Text {
        fl!(self.locale(), "bill-total")
    }

    /// Label: the biller's reference.
    #[must_use]
    pub fn ref_label(self) -> Text {
        fl!(self.locale(), "bill-ref")
    }

    /// Label: another reference.
    #[must_use]
    pub fn reference_label(self) -> Text {
        fl!(self.locale(), "bill-reference")
    }

    /// How old the answer is, and that it proves nothing.
    #[must_use]
    pub fn bill_data(self, time: &str) -> Text {
        fl!(self.locale(), "bill-data", time = time)
    }

    /// The same of an answer that came from memory.
    #[must_use]
    pub fn bill_data_ago(self, time: &str, seconds: i64) -> Text {
        fl!(self.locale(), "bill-data-ago", time = time, seconds = seconds)
    }

    /// In the place of a second card: how old the first one is.
    #[must_use]
    pub fn just_checked(self, seconds: i64) -> Text {
        fl!(self.locale(), "just-checked", seconds = seconds)
    }

    /// One line: what the customer pays.
    #[must_use]
    pub fn total_line(self, total: Rupiah) -> Text {
        fl!(self.locale(), "bill-total-line", total = total.to_string())
    }

    /// One line: all bills together.
    #[must_use]
    pub fn sum_line(self, count: usize, total: Rupiah) -> Text {
        fl!(self.locale(), "bill-sum-line", count = count, total = total.to_string())
    }

    /// One line: the bill without fees.
    #[must_use]
    pub fn amount_line(self, amount: Rupiah) -> Text {
        fl!(self.locale(), "bill-amount-line", amount = amount.to_string())
    }

    /// One line: the admin fee.
    #[must_use]
    pub fn admin_line(self, admin: Rupiah) -> Text {
        fl!(self.locale(), "bill-admin-line", admin = admin.to_string())
    }

    /// One line: when it is due.
    #[must_use]
    pub fn due_line(self, due: &str) -> Text {
        fl!(self.locale(), "bill-due-line", due = due)
    }

    /// One line: nobody said how much.
    #[must_use]
    pub fn unstated_line(self) -> Text {
        fl!(self.locale(), "bill-unstated-line")
    }

    /// Note: nobody said how much, and what to do.
    #[must_use]
    pub fn unstated_note(self) -> Text {
        fl!(self.locale(), "note-unstated")
    }

    /// Note: the figures do not go together.
    #[must_use]
    pub fn contradiction_note(self) -> Text {
        fl!(self.locale(), "note-contradiction")
    }

    /// Note: the biller answered for another number.
    #[must_use]
    pub fn other_account_note(self, number: &str) -> Text {
        fl!(self.locale(), "note-other-account", number = number)
    }

    /// Note: BPJS shows paid bills for a while.
    #[must_use]
    pub fn bpjs_note(self) -> Text {
        fl!(self.locale(), "note-bpjs")
    }
}
