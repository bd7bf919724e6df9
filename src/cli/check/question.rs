//! Reading the arguments of `check` into an inquiry.

use super::args::CheckArgs;
use crate::cli::wiring;
use crate::domain::{
    account::{AccountError, AccountNumber},
    catalogue::Catalogue,
    inquiry::Inquiry,
    number_rule::{Conversion, Doubt, NumberReading},
    period::{Period, PeriodError},
    product::{Product, ProductCode},
};

/// What to ask, and what to say about it beforehand.
pub(super) struct ShellQuestion<'a> {
    pub product: &'a Product,
    pub inquiry: Inquiry,
    /// How the number asked about was made of the one typed.
    pub conversion: Option<Conversion>,
    pub notes: Vec<String>,
}

/// Why nothing is asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum BadQuestion {
    #[error("no product is called {typed:?}{}", perhaps(.similar))]
    UnknownProduct { typed: String, similar: Vec<ProductCode> },
    #[error("the number cannot be right: {0}")]
    Number(#[from] AccountError),
    #[error("the period cannot be right: {0}")]
    Period(#[from] PeriodError),
    #[error("{0} takes no period: leave it out")]
    NoPeriod(ProductCode),
    #[error("{0} takes at most {1} months")]
    TooManyMonths(ProductCode, u8),
}

fn perhaps(similar: &[ProductCode]) -> String {
    if similar.is_empty() {
        return String::new();
    }
    let codes: Vec<&str> = similar.iter().map(ProductCode::as_str).collect();
    format!(": perhaps {}", codes.join(", "))
}

/// Reads what was typed.
pub(super) fn read<'a>(args: &CheckArgs, catalogue: &'a Catalogue) -> Result<ShellQuestion<'a>, BadQuestion> {
    let product = product(&args.product, catalogue)?;
    let mut notes = Vec::new();
    let (account, conversion) = account(product, &args.number, &mut notes)?;
    let period = period(product, args.period.as_deref(), &mut notes)?;
    let inquiry = Inquiry { product: product.code.clone(), account, period };
    Ok(ShellQuestion { product, inquiry, conversion, notes })
}

fn product<'a>(typed: &str, catalogue: &'a Catalogue) -> Result<&'a Product, BadQuestion> {
    catalogue.named(typed).ok_or_else(|| BadQuestion::UnknownProduct {
        typed: typed.chars().take(ProductCode::MAX).collect(),
        similar: catalogue.search(typed).into_iter().take(3).map(|product| product.code.clone()).collect(),
    })
}

fn account(
    product: &Product,
    typed: &str,
    notes: &mut Vec<String>,
) -> Result<(AccountNumber, Option<Conversion>), BadQuestion> {
    match wiring::read_number(product, typed) {
        NumberReading::Fits(account) => Ok((account, None)),
        NumberReading::Converted(account, conversion) => {
            notes.push(converted(conversion, &account));
            Ok((account, Some(conversion)))
        }
        NumberReading::Doubtful(account, doubt) => {
            notes.push(doubted(doubt));
            Ok((account, None))
        }
        NumberReading::Refused(error) => Err(error.into()),
    }
}

fn converted(conversion: Conversion, account: &AccountNumber) -> String {
    let what = match conversion {
        Conversion::CardToVa => "a BPJS card number becomes the virtual account",
        Conversion::MandiriVa => "Mandiri's virtual account becomes the common one",
        Conversion::CountryCode => "the country code becomes a zero",
    };
    format!("note: {what}: {}", account.as_str())
}

fn doubted(doubt: Doubt) -> String {
    let why = match doubt {
        Doubt::PrepaidMeter => {
            "11 digits are probably a prepaid meter number; a postpaid customer id has 12".to_owned()
        }
        Doubt::Nik => "these 16 digits are probably a NIK, not a virtual account (88888 and 11 digits)".to_owned(),
        Doubt::Letters => "this biller's numbers are not known to hold letters".to_owned(),
        Doubt::Length { got, least, most } if least == most => format!("{got} characters, {least} are usual"),
        Doubt::Length { got, least, most } => format!("{got} characters, {least} to {most} are usual"),
        Doubt::NotMobile => "a mobile number starts with 08".to_owned(),
        Doubt::Mobile => "this is built like a mobile number".to_owned(),
        Doubt::Identity => "these 16 digits are probably a NIK".to_owned(),
    };
    format!("doubt: {why}; asking anyway")
}

fn period(product: &Product, typed: Option<&str>, notes: &mut Vec<String>) -> Result<Option<Period>, BadQuestion> {
    match (product.most_months, typed) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(BadQuestion::NoPeriod(product.code.clone())),
        (Some(_), None) => {
            notes.push("note: no period given, asking for 1 month".to_owned());
            Ok(Some(Period::ONE))
        }
        (Some(most), Some(typed)) => match Period::parse(typed)? {
            period if period > most => Err(BadQuestion::TooManyMonths(product.code.clone(), most.months())),
            period => Ok(Some(period)),
        },
    }
}
