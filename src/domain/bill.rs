//! A bill as a biller states it. Nothing here is repaired: what contradicts itself stays so.

mod calendar;
pub(crate) mod covered;
pub mod day;
pub mod fact;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::rupiah::Rupiah;
use fact::{Fact, Label};

/// What the gateway answered to one inquiry, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The bills, in the gateway's order; at least one.
    #[serde(rename = "bills")]
    pub bills: Vec<Bill>,
    /// When the biller said so.
    #[serde(rename = "as_of")]
    pub as_of: DateTime<Utc>,
}

/// One bill. Empty texts of the gateway are absent here.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Bill {
    /// The gateway's id of the inquiry, for support.
    #[serde(rename = "inquiry_id")]
    pub inquiry_id: Option<String>,
    /// The customer's number as the gateway repeats it.
    #[serde(rename = "account")]
    pub account: Option<String>,
    /// The product as the biller names it.
    #[serde(rename = "product_name")]
    pub product_name: Option<String>,
    /// The customer.
    #[serde(rename = "customer_name")]
    pub customer_name: Option<String>,
    /// The bill without fees.
    #[serde(rename = "amount")]
    pub amount: Option<Rupiah>,
    /// The admin fee as stated; often zero although the total holds one.
    #[serde(rename = "admin")]
    pub admin: Option<Rupiah>,
    /// What the customer pays.
    #[serde(rename = "total")]
    pub total: Option<Rupiah>,
    /// Usage or another remark of the biller (`capacity` on the wire).
    #[serde(rename = "usage")]
    pub usage: Option<Usage>,
    /// When it is due.
    #[serde(rename = "due")]
    pub due: Option<DueDate>,
    /// The period as stated: months for BPJS, for others whatever the biller means.
    #[serde(rename = "period")]
    pub period: Option<String>,
    /// Number of months the bill covers, as stated.
    #[serde(rename = "months")]
    pub months: Option<String>,
    /// Tariff and power, as stated.
    #[serde(rename = "tariff")]
    pub tariff: Option<String>,
    /// Meter reading at the start (`initial_stan`).
    #[serde(rename = "initial_stand")]
    pub initial_stand: Option<String>,
    /// Meter reading at the end (`final_stan`).
    #[serde(rename = "final_stand")]
    pub final_stand: Option<String>,
    /// The biller's reference (`ref`).
    #[serde(rename = "biller_ref")]
    pub biller_ref: Option<String>,
    /// Another reference (`reference_number`).
    #[serde(rename = "reference_number")]
    pub reference_number: Option<String>,
    /// What the gateway sells: one line per product of the bill.
    #[serde(rename = "products")]
    pub products: Vec<ProductLine>,
    /// What it is made of, when the gateway tells months apart, in its order. `extra`, in rows of earlier versions, held
    /// fields of any name; it is no longer read.
    #[serde(rename = "parts")]
    pub parts: Vec<Part>,
    /// Further parts that were too many to keep.
    #[serde(rename = "more_parts")]
    pub more_parts: usize,
    /// Further fields that are known and may be shown, in the gateway's order.
    #[serde(rename = "facts")]
    pub facts: Vec<Fact>,
}

/// One month of a bill, or one of its instalments.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Part {
    /// Which, as stated.
    #[serde(rename = "period")]
    pub period: Option<String>,
    /// Without fees.
    #[serde(rename = "amount")]
    pub amount: Option<Rupiah>,
    /// The admin fee.
    #[serde(rename = "admin")]
    pub admin: Option<Rupiah>,
    /// For being late.
    #[serde(rename = "fine")]
    pub fine: Option<Rupiah>,
    /// What else it holds.
    #[serde(rename = "other")]
    pub other: Option<Rupiah>,
}

/// Whether there is something to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentStanding {
    /// There is.
    Unpaid,
    /// The sum is zero.
    Nothing,
    /// The biller names no sum.
    Unstated,
    /// The sum is below zero, or cannot be read.
    Doubtful,
}

/// One product of a bill (`product.objs` on the wire).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductLine {
    /// Its name.
    #[serde(rename = "name")]
    pub name: Option<String>,
    /// What it costs the partner (`total_price`): shown to nobody but those the owner allows.
    #[serde(rename = "partner_price")]
    pub partner_price: Option<Rupiah>,
    /// What the customer pays (`selling_price`).
    #[serde(rename = "selling_price")]
    pub selling_price: Option<Rupiah>,
}

/// What `capacity` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Usage {
    /// Electricity: `5400 kWh`.
    #[serde(rename = "KilowattHours")]
    KilowattHours(u64),
    /// Water: `1023-0=1023`, final and initial reading and what lies between.
    #[serde(rename = "Meter")]
    Meter {
        /// Reading at the end.
        #[serde(rename = "end")]
        end: u64,
        /// Reading at the start.
        #[serde(rename = "start")]
        start: u64,
        /// Cubic metres used.
        #[serde(rename = "used")]
        used: u64,
    },
    /// Anything else, as it came.
    #[serde(rename = "Other")]
    Other(String),
}

/// A due date, or what the biller put in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DueDate {
    /// A calendar day.
    #[serde(rename = "On")]
    On(NaiveDate),
    /// Free text such as `1-15 DES 2014`.
    #[serde(rename = "Text")]
    Text(String),
}

impl Bill {
    /// The fee to show: the stated one when above zero, else what the total holds above the
    /// amount, when positive.
    #[must_use]
    pub fn admin_fee(&self) -> Option<Rupiah> {
        match (self.admin, self.amount, self.total) {
            (Some(stated), _, _) if stated > Rupiah::ZERO => Some(stated),
            (stated, Some(amount), Some(total)) => match total.checked_sub(amount) {
                Some(rest) if rest > Rupiah::ZERO => Some(rest),
                _ => stated,
            },
            (stated, _, _) => stated,
        }
    }

    /// What its sum says.
    #[must_use]
    pub fn standing(&self) -> PaymentStanding {
        match self.total.or(self.amount) {
            None if self.has_a_sum_without_a_reading() => PaymentStanding::Doubtful,
            None => PaymentStanding::Unstated,
            Some(sum) if sum < Rupiah::ZERO => PaymentStanding::Doubtful,
            Some(Rupiah::ZERO) => PaymentStanding::Nothing,
            Some(_) => PaymentStanding::Unpaid,
        }
    }

    /// Whether the figures contradict each other or cannot be: a sum below zero or without a reading, a total below the
    /// amount, a stated fee that does not add up, parts or products that come to another sum. Shown as they are, with a
    /// warning.
    #[must_use]
    pub fn contradicts_itself(&self) -> bool {
        self.has_a_sum_without_a_reading()
            || [self.amount, self.admin, self.total].into_iter().flatten().any(|sum| sum < Rupiah::ZERO)
            || self.parts_come_to_another_sum()
            || self.total.is_some_and(|total| self.contradicts(total))
    }

    fn has_a_sum_without_a_reading(&self) -> bool {
        self.facts.iter().any(|fact| matches!(fact.label, Label::Amount | Label::Admin | Label::Total))
    }

    fn contradicts(&self, total: Rupiah) -> bool {
        let below = self.amount.is_some_and(|amount| total < amount);
        let fee_off = match (self.amount, self.admin) {
            (Some(amount), Some(fee)) if fee > Rupiah::ZERO => amount.get().checked_add(fee.get()) != Some(total.get()),
            _ => false,
        };
        let prices: Vec<i64> = self.products.iter().filter_map(|line| line.selling_price).map(Rupiah::get).collect();
        let priced_off = !prices.is_empty()
            && prices.iter().try_fold(0_i64, |sum, price| sum.checked_add(*price)) != Some(total.get());
        below || fee_off || priced_off
    }

    /// Billers count fines, fees and other charges in or not: a sum of the parts with any of them is right.
    fn parts_come_to_another_sum(&self) -> bool {
        let sum = |of: fn(&Part) -> Option<Rupiah>| {
            self.parts.iter().try_fold(0_i64, |sum, part| sum.checked_add(of(part).map_or(0, Rupiah::get)))
        };
        let stated: Vec<i64> = [self.amount, self.total].into_iter().flatten().map(Rupiah::get).collect();
        let whole = self.more_parts == 0 && self.parts.iter().all(|part| part.amount.is_some());
        if self.parts.is_empty() || stated.is_empty() || !whole {
            return false;
        }
        let Some(bare) = sum(|part| part.amount) else { return true };
        let charges =
            [sum(|part| part.fine), sum(|part| part.admin), sum(|part| part.other)].map(Option::unwrap_or_default);
        !(0..8_u8).any(|which| {
            let chosen = (0..).zip(charges).filter(|(bit, _)| which & (1 << bit) != 0);
            let all = chosen.map(|(_, charge)| charge).try_fold(bare, i64::checked_add);
            all.is_some_and(|all| stated.contains(&all))
        })
    }
}

impl std::fmt::Debug for Part {
    /// A part of somebody's bill: its debug form tells nothing.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Part").finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Bill {
    /// A bill belongs to somebody: its debug form names nobody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bill").field("total", &self.total).finish_non_exhaustive()
    }
}
