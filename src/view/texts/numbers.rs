//! Asking for a number, and what is said of the one typed.

use i18n_embed_fl::fl;

use super::{Text, Texts};
use crate::domain::{
    account::{AccountError, AccountNumber},
    number_rule::{Conversion, Doubt, NumberRule},
    period::Period,
    product::{Family, Product},
};

impl Texts {
    /// Asks for a product's number, saying what it looks like.
    #[must_use]
    pub fn account_ask(self, product: &Product) -> Text {
        let locale = self.locale();
        match &product.number {
            NumberRule::PlnId => fl!(locale, "account-pln"),
            NumberRule::BpjsVa => fl!(locale, "account-bpjs"),
            NumberRule::Mobile => fl!(locale, "account-mobile"),
            NumberRule::Plain { least, most, letters, .. } => {
                let length = span(*least, *most);
                match (product.family, letters) {
                    (Family::Finance, _) => fl!(locale, "account-contract", length = length),
                    (_, true) => fl!(locale, "account-letters", length = length),
                    (_, false) => fl!(locale, "account-digits", length = length),
                }
            }
        }
    }

    /// How to answer the question in a group.
    #[must_use]
    pub fn account_in_group(self) -> Text {
        fl!(self.locale(), "account-in-group")
    }

    /// What stands grey in the input field of a group.
    #[must_use]
    pub fn account_placeholder(self, product: &str) -> Text {
        fl!(self.locale(), "account-placeholder", product = product)
    }

    /// Words came where a number was waited for.
    #[must_use]
    pub fn account_not_read(self) -> Text {
        fl!(self.locale(), "account-not-read")
    }

    /// Digits that are too many for any number.
    #[must_use]
    pub fn account_too_long(self) -> Text {
        fl!(self.locale(), "account-too-long", most = AccountNumber::MAX)
    }

    /// Why a number cannot be one.
    #[must_use]
    pub fn account_refused(self, error: AccountError) -> Text {
        let locale = self.locale();
        match error {
            AccountError::Empty => fl!(locale, "account-empty"),
            AccountError::TooLong { length } => {
                fl!(locale, "account-too-long-by", length = length, most = AccountNumber::MAX)
            }
            AccountError::Forbidden => fl!(locale, "account-forbidden"),
        }
    }

    /// What is odd about a number.
    #[must_use]
    pub fn doubt(self, doubt: Doubt) -> Text {
        let locale = self.locale();
        match doubt {
            Doubt::PrepaidMeter => fl!(locale, "doubt-prepaid-meter"),
            Doubt::Nik => fl!(locale, "doubt-nik"),
            Doubt::Letters => fl!(locale, "doubt-letters"),
            Doubt::Length { got, least, most } if got < least => {
                fl!(locale, "doubt-short", got = got, length = span(least, most))
            }
            Doubt::Length { got, least, most } => fl!(locale, "doubt-long", got = got, length = span(least, most)),
            Doubt::NotMobile => fl!(locale, "doubt-not-mobile"),
            Doubt::Mobile => fl!(locale, "doubt-mobile"),
            Doubt::Identity => fl!(locale, "doubt-identity"),
        }
    }

    /// Whether to use the odd number.
    #[must_use]
    pub fn doubt_question(self) -> Text {
        fl!(self.locale(), "doubt-question")
    }

    /// How a number was turned into the biller's form.
    #[must_use]
    pub fn conversion(self, conversion: Conversion) -> Text {
        let locale = self.locale();
        match conversion {
            Conversion::CardToVa => fl!(locale, "conversion-card"),
            Conversion::MandiriVa => fl!(locale, "conversion-mandiri"),
            Conversion::CountryCode => fl!(locale, "conversion-country"),
        }
    }

    /// Asks for the number of months.
    #[must_use]
    pub fn period_ask(self) -> Text {
        fl!(self.locale(), "period-ask")
    }

    /// Which numbers of months are possible.
    #[must_use]
    pub fn period_limit(self, most: Period) -> Text {
        fl!(self.locale(), "period-limit", most = most.months())
    }

    /// Whether a bare number belongs to the one product that fits.
    #[must_use]
    pub fn match_one(self) -> Text {
        fl!(self.locale(), "match-one")
    }

    /// Which of several products a bare number belongs to.
    #[must_use]
    pub fn match_several(self) -> Text {
        fl!(self.locale(), "match-several")
    }

    /// Which product all the numbers of a list belong to.
    #[must_use]
    pub fn match_all(self, count: usize) -> Text {
        fl!(self.locale(), "match-all", count = count)
    }

    /// A bare number fits no product.
    #[must_use]
    pub fn match_none(self) -> Text {
        fl!(self.locale(), "match-none")
    }

    /// Above a family's products, when a number waits for its product.
    #[must_use]
    pub fn match_family(self) -> Text {
        fl!(self.locale(), "match-family")
    }

    /// The product can be typed, too. In groups only a reply reaches the bot.
    #[must_use]
    pub fn match_by_name(self, in_group: bool) -> Text {
        if in_group { fl!(self.locale(), "match-by-name-group") } else { fl!(self.locale(), "match-by-name") }
    }
}

/// `12`, or `4–20`.
fn span(least: u8, most: u8) -> String {
    if least == most { most.to_string() } else { format!("{least}–{most}") }
}
