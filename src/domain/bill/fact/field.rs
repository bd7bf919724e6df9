//! A further field of a bill: what it is, what it says, and how that is read.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::rupiah::Rupiah;

/// A further field of a bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    #[serde(rename = "label")]
    pub label: Label,
    /// What it says.
    #[serde(rename = "value")]
    pub value: Value,
}

/// What a further field says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Money.
    #[serde(rename = "Amount")]
    Amount(Rupiah),
    /// A day.
    #[serde(rename = "Date")]
    Date(NaiveDate),
    /// How many.
    #[serde(rename = "Count")]
    Count(u64),
    /// Words of the biller's.
    #[serde(rename = "Text")]
    Text(String),
}

/// How a field's value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Whole rupiah.
    Amount,
    /// A day.
    Date,
    /// A whole figure.
    Count,
    /// Words.
    Text,
}

/// What a further field is, in our words.
#[expect(missing_docs, reason = "each is what its name says; the texts spell them out")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Label {
    /// A sum of the bill that has no reading, as it came.
    #[serde(rename = "Amount")]
    Amount,
    #[serde(rename = "Admin")]
    Admin,
    #[serde(rename = "Total")]
    Total,
    #[serde(rename = "Address")]
    Address,
    #[serde(rename = "Class")]
    Class,
    #[serde(rename = "Power")]
    Power,
    #[serde(rename = "Sheets")]
    Sheets,
    #[serde(rename = "SheetsLeft")]
    SheetsLeft,
    #[serde(rename = "Members")]
    Members,
    #[serde(rename = "Item")]
    Item,
    #[serde(rename = "Plate")]
    Plate,
    #[serde(rename = "Frame")]
    Frame,
    #[serde(rename = "Engine")]
    Engine,
    #[serde(rename = "Tenor")]
    Tenor,
    #[serde(rename = "InstalmentNumber")]
    InstalmentNumber,
    #[serde(rename = "Fine")]
    Fine,
    #[serde(rename = "StampDuty")]
    StampDuty,
    #[serde(rename = "FixedCharge")]
    FixedCharge,
    #[serde(rename = "MeterFee")]
    MeterFee,
    #[serde(rename = "Waste")]
    Waste,
    #[serde(rename = "WaterCharge")]
    WaterCharge,
    #[serde(rename = "NonWater")]
    NonWater,
    #[serde(rename = "OtherCharges")]
    OtherCharges,
    #[serde(rename = "Vat")]
    Vat,
    #[serde(rename = "LightingTax")]
    LightingTax,
    #[serde(rename = "Arrears")]
    Arrears,
    #[serde(rename = "TaxYear")]
    TaxYear,
    #[serde(rename = "Village")]
    Village,
    #[serde(rename = "District")]
    District,
    #[serde(rename = "City")]
    City,
    #[serde(rename = "Land")]
    Land,
    #[serde(rename = "Building")]
    Building,
    #[serde(rename = "Branch")]
    Branch,
    #[serde(rename = "Package")]
    Package,
    #[serde(rename = "Issued")]
    Issued,
    #[serde(rename = "Remark")]
    Remark,
}
