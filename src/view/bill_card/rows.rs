//! Which rows a bill has, by family (the conventional receipts of each trade), and in which order.

use crate::domain::{
    bill::{
        Bill, DueDate, Usage,
        covered::Covered,
        fact::{Fact, Label, Value},
    },
    product::Family,
    rupiah::{Rupiah, thousands},
};
use crate::view::{
    Reader,
    texts::{Text, Texts},
    tidy,
};

use super::card::{Card, name_of, stated};
use super::detail::Detail;
use super::months;
use super::table::{CardRow, tell_apart};

const MOST_PRODUCTS: usize = 12;
const LONGEST_PRODUCT: usize = 60;

/// The rows of one bill.
#[must_use]
pub(super) fn of(card: &Card<'_>, bill: &Bill, reader: Reader, detail: Detail) -> Vec<CardRow> {
    let mut rows = Rows { card, bill, reader, detail, texts: Texts::of(reader.language), done: Vec::with_capacity(12) };
    rows.product();
    rows.period();
    rows.meter();
    rows.due();
    rows.money();
    rows.references();
    rows.extras();
    tell_apart(&mut rows.done);
    rows.done
}

struct Rows<'a> {
    card: &'a Card<'a>,
    bill: &'a Bill,
    reader: Reader,
    detail: Detail,
    texts: Texts,
    done: Vec<CardRow>,
}

impl Rows<'_> {
    fn add(&mut self, label: Text, value: impl Into<String>) {
        self.done.push(CardRow::new(label, value));
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
            || name_of(self.bill).as_deref().is_some_and(said)
    }

    /// What a biller writes freely may name the customer: not for a group's eyes.
    fn add_private(&mut self, label: Text, text: Option<&str>) {
        if !self.reader.in_group {
            self.add_stated(label, text);
        }
    }

    /// The biller's own name of the product, where it tells more than the title.
    fn product(&mut self) {
        let Some(name) = self.bill.product_name.as_deref() else { return };
        if tidy::tidy(name, LONGEST_PRODUCT).eq_ignore_ascii_case(self.card.product_name(self.reader)) {
            return;
        }
        match self.card.family() {
            // Said once by the title; of several bills it tells them apart.
            Some(Family::Electricity | Family::Health) if !self.card.names_several_products() => {}
            Some(Family::Electricity | Family::Health) => self.add_stated(self.texts.product_label(), Some(name)),
            Some(Family::Finance) => self.add_stated(self.texts.company_label(), Some(name)),
            Some(Family::Water | Family::Internet | Family::Phone) | None => {
                self.add_stated(self.texts.product_label(), Some(name));
            }
        }
    }

    fn period(&mut self) {
        self.add_stated(self.texts.tariff_label(), self.bill.tariff.as_deref());
        let stated = self.bill.period.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let covered = stated.map(Covered::read);
        match (&covered, stated) {
            (Some(Covered::Months(months)), _) => self.add(self.texts.period_label(), self.texts.covered(months)),
            (Some(Covered::Count(count)), _) => self.add(self.texts.period_label(), self.texts.month_count(*count)),
            (Some(Covered::Figure(figure)), _) => self.figure(*figure),
            (Some(Covered::Words), Some(words)) => self.add_stated(self.texts.period_label(), Some(words)),
            (_, None) | (None, _) => self.months_asked(),
        }
        let told =
            matches!(&covered, Some(Covered::Months(months)) if self.bill.months == Some(months.len().to_string()));
        if !told {
            self.add_stated(self.texts.month_count_label(), self.bill.months.as_deref());
        }
    }

    /// A bare figure: months to pay at BPJS, the number of an instalment in finance. Elsewhere it says nothing: the
    /// vendor's samples have a "1" or leave it empty.
    fn figure(&mut self, figure: u16) {
        match self.card.family() {
            Some(Family::Health) => self.add(self.texts.period_label(), self.texts.month_count(figure)),
            Some(Family::Finance) => self.add(self.texts.fact_label(Label::InstalmentNumber), figure.to_string()),
            _ => {}
        }
    }

    /// BPJS: the period is a number of months.
    fn months_asked(&mut self) {
        if let Some(period) = self.card.inquiry.period.filter(|_| self.card.family() == Some(Family::Health)) {
            self.add(self.texts.period_label(), self.texts.months(period));
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
        let shown = months::of(self.bill, self.reader, self.card.family(), self.detail);
        self.done.extend(shown);
        let finance = self.card.family() == Some(Family::Finance);
        let label = if finance { self.texts.instalment_label() } else { self.texts.amount_label() };
        self.add_money(label, self.bill.amount);
        self.add_money(self.texts.admin_label(), months::admin_fee(self.bill));
        self.add_money(self.texts.total_label(), self.bill.total);
        for fact in self.bill.facts.iter().filter(|fact| is_sum(fact.label)) {
            self.add_fact(fact);
        }
    }

    fn add_money(&mut self, label: Text, sum: Option<Rupiah>) {
        if let Some(sum) = sum {
            self.add(label, sum.to_string());
        }
    }

    fn add_fact(&mut self, fact: &Fact) {
        let label = self.texts.fact_label(fact.label);
        match &fact.value {
            Value::Amount(Rupiah::ZERO) | Value::Count(0) => {}
            Value::Amount(sum) => self.add(label, sum.to_string()),
            Value::Count(count) => self.add(label, thousands(*count)),
            Value::Date(day) => self.add(label, self.texts.date(*day)),
            Value::Text(text) => self.add_stated(label, Some(text)),
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
        let family = self.card.family();
        for fact in self.bill.facts.iter().filter(|fact| !is_sum(fact.label) && fact.is_of(family)) {
            self.add_fact(fact);
        }
    }
}

/// Whether it is a sum of the bill itself, which stands among the money.
fn is_sum(label: Label) -> bool {
    matches!(label, Label::Amount | Label::Admin | Label::Total)
}
