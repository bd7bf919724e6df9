//! Which rows a bill has, by family (the conventional receipts of each trade), and in which order.

use crate::domain::{
    bill::{Bill, DueDate, Usage},
    period::Period,
    product::Family,
    rupiah::{Rupiah, thousands},
};
use crate::view::{
    Reader,
    texts::{Text, Texts},
    tidy,
};

use super::table::Row;
use super::{Card, stated};

/// How much of a bill is shown: less when more would not fit a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Everything.
    Most,
    /// Without fields nobody told us of.
    Known,
    /// And values cut short.
    Least,
}

impl Detail {
    pub(super) const MOST_FIRST: [Self; 3] = [Self::Most, Self::Known, Self::Least];

    fn longest_value(self) -> usize {
        match self {
            Self::Most | Self::Known => 120,
            Self::Least => 24,
        }
    }
}

const MOST_EXTRAS: usize = 12;
const MOST_PRODUCTS: usize = 12;
const LONGEST_PRODUCT: usize = 60;

/// The rows of one bill.
#[must_use]
pub(super) fn of(card: &Card<'_>, bill: &Bill, reader: Reader, detail: Detail) -> Vec<Row> {
    let mut rows = Rows { card, bill, reader, detail, texts: Texts::of(reader.language), done: Vec::with_capacity(12) };
    rows.status();
    rows.product();
    rows.period();
    rows.meter();
    rows.due();
    rows.money();
    rows.references();
    rows.extras();
    rows.done
}

/// Whether there is something to pay: what the gateway states is an open bill.
pub(super) fn status(texts: Texts, bill: &Bill) -> Text {
    if bill.total == Some(Rupiah::ZERO) { texts.nothing_to_pay() } else { texts.unpaid() }
}

struct Rows<'a> {
    card: &'a Card<'a>,
    bill: &'a Bill,
    reader: Reader,
    detail: Detail,
    texts: Texts,
    done: Vec<Row>,
}

impl Rows<'_> {
    fn add(&mut self, label: Text, value: impl Into<String>) {
        self.done.push(Row::new(label, value));
    }

    /// Adds what the biller wrote, unless it wrote nothing, or what a group must not read.
    fn add_stated(&mut self, label: Text, text: Option<&str>) {
        if let Some(value) = text.and_then(|text| stated(text, self.detail.longest_value()))
            && !(self.reader.in_group && self.names_customer(&value))
        {
            self.add(label, value);
        }
    }

    fn names_customer(&self, value: &str) -> bool {
        let said = |known: &str| !known.is_empty() && value.contains(known);
        said(self.card.inquiry.account.as_str())
            || self.bill.account.as_deref().is_some_and(said)
            || super::name_of(self.bill).as_deref().is_some_and(said)
    }

    /// What a biller writes freely may name the customer: not for a group's eyes.
    fn add_private(&mut self, label: Text, text: Option<&str>) {
        if !self.reader.in_group {
            self.add_stated(label, text);
        }
    }

    fn status(&mut self) {
        let status = status(self.texts, self.bill);
        self.add(self.texts.status_label(), status);
    }

    /// The biller's own name of the product, where it tells more than the title.
    fn product(&mut self) {
        let Some(name) = self.bill.product_name.as_deref() else { return };
        if tidy::tidy(name, LONGEST_PRODUCT).eq_ignore_ascii_case(self.card.product_name(self.reader)) {
            return;
        }
        match self.card.family() {
            Some(Family::Electricity | Family::Health) => {}
            Some(Family::Finance) => self.add_stated(self.texts.company_label(), Some(name)),
            Some(Family::Water | Family::Internet | Family::Phone) | None => {
                self.add_stated(self.texts.product_label(), Some(name));
            }
        }
    }

    fn period(&mut self) {
        self.add_stated(self.texts.tariff_label(), self.bill.tariff.as_deref());
        if self.card.family() == Some(Family::Health) {
            self.months_asked();
        } else if self.bill.period.as_deref().is_some_and(|period| period.trim() != "1") {
            // Outside BPJS a bare "1" says nothing: the vendor's samples have it or leave it empty.
            self.add_stated(self.texts.period_label(), self.bill.period.as_deref());
        }
        self.add_stated(self.texts.month_count_label(), self.bill.months.as_deref());
    }

    /// BPJS: the period is a number of months.
    fn months_asked(&mut self) {
        let stated = self.bill.period.as_deref().map(str::trim).filter(|text| !text.is_empty());
        match stated.map(Period::parse) {
            Some(Ok(period)) => self.add(self.texts.period_label(), self.texts.months(period)),
            Some(Err(_)) => self.add_stated(self.texts.period_label(), stated),
            None => {
                if let Some(period) = self.card.inquiry.period {
                    self.add(self.texts.period_label(), self.texts.months(period));
                }
            }
        }
    }

    fn meter(&mut self) {
        let (start, end) = (self.bill.initial_stand.as_deref(), self.bill.final_stand.as_deref());
        self.add_stated(self.texts.stand_start_label(), start);
        self.add_stated(self.texts.stand_end_label(), end);
        match &self.bill.usage {
            None => {}
            Some(Usage::KilowattHours(used)) => {
                self.add(self.texts.usage_label(), format!("{} kWh", thousands(*used)));
            }
            Some(Usage::Meter { end, start, used }) => {
                self.add(self.texts.stand_label(), format!("{}–{}", thousands(*start), thousands(*end)));
                let unit = if self.card.family() == Some(Family::Water) { " m³" } else { "" };
                self.add(self.texts.usage_label(), format!("{}{unit}", thousands(*used)));
            }
            Some(Usage::Other(text)) => self.add_private(self.texts.remark_label(), Some(text)),
        }
    }

    fn due(&mut self) {
        match &self.bill.due {
            None => {}
            Some(DueDate::On(day)) => self.add(self.texts.due_label(), self.texts.date(*day)),
            Some(DueDate::Text(text)) => self.add_private(self.texts.due_label(), Some(text)),
        }
    }

    fn money(&mut self) {
        if self.bill.products.len() > 1 {
            for line in self.bill.products.iter().take(MOST_PRODUCTS) {
                let name = line.name.as_deref().and_then(|name| stated(name, LONGEST_PRODUCT));
                if let (Some(name), Some(price)) = (name, line.selling_price) {
                    self.add(Text::Owned(name), price.to_string());
                }
            }
        }
        let finance = self.card.family() == Some(Family::Finance);
        let label = if finance { self.texts.instalment_label() } else { self.texts.amount_label() };
        self.add_money(label, self.bill.amount);
        self.add_money(self.texts.admin_label(), self.bill.admin_fee());
        self.add_money(self.texts.total_label(), self.bill.total);
    }

    fn add_money(&mut self, label: Text, sum: Option<Rupiah>) {
        if let Some(sum) = sum {
            self.add(label, sum.to_string());
        }
    }

    fn references(&mut self) {
        let (one, other) = (self.bill.biller_ref.as_deref(), self.bill.reference_number.as_deref());
        self.add_private(self.texts.ref_label(), one);
        self.add_private(self.texts.reference_label(), other.filter(|other| Some(*other) != one));
    }

    fn extras(&mut self) {
        if self.reader.in_group || self.detail != Detail::Most {
            return;
        }
        for (name, value) in self.bill.extra.iter().take(MOST_EXTRAS) {
            let label = name.replace('_', " ");
            if !label.trim().is_empty() {
                self.add_stated(Text::Owned(label), Some(value));
            }
        }
    }
}
