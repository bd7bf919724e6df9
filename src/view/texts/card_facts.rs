//! The words for what a bill may hold beyond the documented fields. Labels are at most 12 characters.

use i18n_embed_fl::fl;

use super::{Text, Texts};
use crate::domain::bill::fact::Label;

impl Texts {
    /// Label: a further field.
    #[must_use]
    pub fn fact_label(self, label: Label) -> Text {
        let locale = self.locale();
        match label {
            Label::Amount => self.amount_label(),
            Label::Admin => self.admin_label(),
            Label::Total => self.total_label(),
            Label::Remark => self.remark_label(),
            Label::Address => fl!(locale, "fact-address"),
            Label::Class => fl!(locale, "fact-class"),
            Label::Power => fl!(locale, "fact-power"),
            Label::Sheets => fl!(locale, "fact-sheets"),
            Label::SheetsLeft => fl!(locale, "fact-sheets-left"),
            Label::Members => fl!(locale, "fact-members"),
            Label::Item => fl!(locale, "fact-item"),
            Label::Plate => fl!(locale, "fact-plate"),
            Label::Frame => fl!(locale, "fact-frame"),
            Label::Engine => fl!(locale, "fact-engine"),
            Label::Tenor => fl!(locale, "fact-tenor"),
            Label::InstalmentNumber => fl!(locale, "fact-instalment-number"),
            Label::Fine => fl!(locale, "fact-fine"),
            Label::StampDuty => fl!(locale, "fact-stamp-duty"),
            Label::FixedCharge => fl!(locale, "fact-fixed-charge"),
            Label::MeterFee => fl!(locale, "fact-meter-fee"),
            Label::Waste => fl!(locale, "fact-waste"),
            Label::WaterCharge => fl!(locale, "fact-water-charge"),
            Label::NonWater => fl!(locale, "fact-non-water"),
            Label::OtherCharges => fl!(locale, "fact-other-charges"),
            Label::Vat => fl!(locale, "fact-vat"),
            Label::LightingTax => fl!(locale, "fact-lighting-tax"),
            Label::Arrears => fl!(locale, "fact-arrears"),
            Label::TaxYear => fl!(locale, "fact-tax-year"),
            Label::Village => fl!(locale, "fact-village"),
            Label::District => fl!(locale, "fact-district"),
            Label::City => fl!(locale, "fact-city"),
            Label::Land => fl!(locale, "fact-land"),
            Label::Building => fl!(locale, "fact-building"),
            Label::Branch => fl!(locale, "fact-branch"),
            Label::Package => fl!(locale, "fact-package"),
            Label::Issued => fl!(locale, "fact-issued"),
        }
    }

    /// Label: one of several bills in one, which names no month.
    #[must_use]
    pub fn sheet(self, place: usize) -> Text {
        fl!(self.locale(), "bill-sheet", place = place)
    }

    /// Label: one of several instalments.
    #[must_use]
    pub fn instalment(self, number: u32) -> Text {
        fl!(self.locale(), "bill-instalment-number", number = number)
    }

    /// In the place of a month's sum that nobody named.
    #[must_use]
    pub fn part_unstated(self) -> Text {
        fl!(self.locale(), "bill-part-unstated")
    }

    /// Months that had no room.
    #[must_use]
    pub fn more_parts(self, count: usize) -> Text {
        fl!(self.locale(), "bill-more-parts", count = count)
    }
}
