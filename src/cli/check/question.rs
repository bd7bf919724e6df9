//! Reading the arguments of `check` into an inquiry.

use super::args::CheckArgs;
use crate::cli::wiring;
use crate::domain::{
    account::{AccountError, AccountNumber},
    catalogue::Catalogue,
    inquiry::Inquiry,
    language::Language,
    number_rule::{Conversion, NumberReading},
    period::{Period, PeriodError},
    product::{Product, ProductCode},
};
use crate::view::{texts::Texts, whole};

/// What to ask, and what to say about it beforehand.
pub(super) struct ShellQuestion<'a> {
    pub product: &'a Product,
    pub inquiry: Inquiry,
    /// How the number asked about was made of the one typed.
    pub conversion: Option<Conversion>,
    pub notes: Vec<String>,
}

/// Why nothing is asked.
#[derive(Debug)]
pub(super) enum BadQuestion {
    /// None was named, or one that the catalogue does not have.
    NoProduct {
        typed: Option<String>,
    },
    /// A product without a number.
    NoNumber(ProductCode),
    Number(AccountError),
    Period(PeriodError),
    NoPeriod(ProductCode),
    TooManyMonths(ProductCode, u8),
}

impl BadQuestion {
    /// What to say, in the language that was asked for.
    pub(super) fn words(&self, catalogue: &Catalogue, language: Language) -> String {
        let id = language == Language::Indonesian;
        match self {
            Self::NoProduct { typed: None } => {
                listed(catalogue, language, if id { "Produk yang ada:" } else { "Products:" })
            }
            Self::NoProduct { typed: Some(typed) } => {
                let similar = catalogue.search(typed).into_iter().next().map(|product| product.code.as_str());
                let above = match (id, similar) {
                    (true, Some(code)) => format!("tidak ada produk bernama {typed:?}, mungkin {code}? Yang ada:"),
                    (true, None) => format!("tidak ada produk bernama {typed:?}. Yang ada:"),
                    (false, Some(code)) => format!("no product is called {typed:?}, perhaps {code}? There are:"),
                    (false, None) => format!("no product is called {typed:?}. There are:"),
                };
                listed(catalogue, language, &above)
            }
            Self::NoNumber(code) if id => format!("nomor pelanggan belum ada: cektagihan check {code} NOMOR"),
            Self::NoNumber(code) => format!("the customer's number is missing: cektagihan check {code} NUMBER"),
            Self::Number(error) => whole(Texts::of(language).account_refused(*error)).into_owned(),
            Self::Period(error) if id => format!("jumlah bulannya tidak mungkin benar: {error}"),
            Self::Period(error) => format!("the period cannot be right: {error}"),
            Self::NoPeriod(code) if id => format!("{code} tidak memakai jumlah bulan: hilangkan"),
            Self::NoPeriod(code) => format!("{code} takes no period: leave it out"),
            Self::TooManyMonths(code, most) if id => format!("{code} paling banyak {most} bulan"),
            Self::TooManyMonths(code, most) => format!("{code} takes at most {most} months"),
        }
    }
}

/// The products below a line: code, name, and a word that names it.
fn listed(catalogue: &Catalogue, language: Language, above: &str) -> String {
    let products = catalogue.products().map(|product| {
        let word = product.aliases.first().map(String::as_str).unwrap_or_default();
        format!("\n  {:<16} {:<12} {}", product.code.as_str(), word, product.name(language))
    });
    std::iter::once(above.to_owned()).chain(products).collect()
}

/// Reads what was typed.
pub(super) fn read<'a>(args: &CheckArgs, catalogue: &'a Catalogue) -> Result<ShellQuestion<'a>, BadQuestion> {
    let product = product(args.product.as_deref(), catalogue)?;
    let number = args.number.as_deref().ok_or_else(|| BadQuestion::NoNumber(product.code.clone()))?;
    let mut notes = Vec::new();
    let texts = Texts::of(args.lang);
    let (account, conversion) = account(product, number, texts, &mut notes)?;
    let period = period(product, args.period.as_deref(), texts, &mut notes)?;
    let inquiry = Inquiry { product: product.code.clone(), account, period };
    Ok(ShellQuestion { product, inquiry, conversion, notes })
}

fn product<'a>(typed: Option<&str>, catalogue: &'a Catalogue) -> Result<&'a Product, BadQuestion> {
    let found = typed.and_then(|typed| catalogue.named(typed));
    let short = |typed: &str| typed.chars().take(ProductCode::MAX).collect();
    found.ok_or_else(|| BadQuestion::NoProduct { typed: typed.map(short) })
}

fn account(
    product: &Product,
    typed: &str,
    texts: Texts,
    notes: &mut Vec<String>,
) -> Result<(AccountNumber, Option<Conversion>), BadQuestion> {
    match wiring::read_number(product, typed) {
        NumberReading::Fits(account) => Ok((account, None)),
        NumberReading::Converted(account, conversion) => {
            notes.push(format!("{} {}", whole(texts.conversion(conversion)), account.as_str()));
            Ok((account, Some(conversion)))
        }
        NumberReading::Doubtful(account, doubt) => {
            notes.push(whole(texts.doubt(doubt)).into_owned());
            Ok((account, None))
        }
        NumberReading::Refused(error) => Err(BadQuestion::Number(error)),
    }
}

fn period(
    product: &Product,
    typed: Option<&str>,
    texts: Texts,
    notes: &mut Vec<String>,
) -> Result<Option<Period>, BadQuestion> {
    match (product.most_months, typed) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(BadQuestion::NoPeriod(product.code.clone())),
        (Some(_), None) => {
            let id = texts.language() == Language::Indonesian;
            notes.push(
                if id { "jumlah bulan tidak disebut: dicek 1 bulan" } else { "no period given: asking for 1 month" }
                    .to_owned(),
            );
            Ok(Some(Period::ONE))
        }
        (Some(most), Some(typed)) => match Period::parse(typed).map_err(BadQuestion::Period)? {
            period if period > most => Err(BadQuestion::TooManyMonths(product.code.clone(), most.months())),
            period => Ok(Some(period)),
        },
    }
}
