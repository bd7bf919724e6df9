//! What a product's customer numbers look like, and what to make of one that does not.

mod lookalike;
mod oddity;
mod shape;

use super::account::{AccountError, AccountNumber};
use super::typed::fold_text;

use lookalike::foreign;
pub use lookalike::{looks_like_nik, looks_mobile};
pub use oddity::{Conversion, Doubt};
use shape::{BPJS_MANDIRI, BPJS_PREFIX, MOBILE_LEAST, MOBILE_MOST, national};

/// The rule for a product's numbers. Rules are soft: only what cannot be right is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberRule {
    /// PLN customer id: 12 digits. 11 digits are probably a prepaid meter.
    PlnId,
    /// BPJS Kesehatan virtual account: `88888` and the last 11 digits of the card.
    BpjsVa,
    /// Mobile number: `08` and 8 to 11 digits; `+62` becomes `0`.
    Mobile,
    /// Anything else: lengths that raise no doubt, letters or not, and lengths seen in the wild.
    Plain {
        /// Fewest characters.
        least: u8,
        /// Most characters, [`AccountNumber::MAX`] at most.
        most: u8,
        /// Whether letters occur.
        letters: bool,
        /// Lengths seen in the wild; empty when every length is as good. They never raise a
        /// doubt; they tell which product a bare number is probably for.
        usual: Vec<u8>,
    },
}

/// How well a number goes with a rule, worst first. What raises no doubt is above [`Fit::Known`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Odd, and we cannot say what it is.
    Odd,
    /// Odd, but we know what it probably is: a prepaid meter, a NIK.
    Known,
    /// Possible: nothing speaks against it.
    Possible,
    /// Right once it is turned into the form the biller wants.
    Convertible,
    /// Of a shape known from real customers.
    Exact,
}

/// What a typed number turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberReading {
    /// As it should be.
    Fits(AccountNumber),
    /// Turned into the form the biller wants; shown to the person.
    Converted(AccountNumber, Conversion),
    /// Odd, but the person may know better.
    Doubtful(AccountNumber, Doubt),
    /// Cannot be anybody's number.
    Refused(AccountError),
}

/// What a rule says of a number, before any text is made of it.
enum Verdict {
    Fits,
    Converts(Conversion),
    Doubts(Doubt),
}

/// PLN prints a customer id (IDPEL) of 12 digits and a prepaid meter number of 11.
const PLN_ID: usize = 12;
const PLN_METER: usize = 11;
/// BPJS Kesehatan: bank prefix and the last 11 digits of the 13-digit card.
const BPJS_VA: usize = 16;
const BPJS_CARD: usize = 13;
const BPJS_TAIL: usize = 11;

impl NumberRule {
    /// How many digits PLN's customer ids have.
    pub const PLN_DIGITS: usize = PLN_ID;

    /// Reads a number that was typed for a product with this rule. Total: nothing that
    /// [`AccountNumber::parse`] lets pass is refused here.
    #[must_use]
    pub fn read(&self, typed: &AccountNumber) -> NumberReading {
        match self.judge(typed.as_str()) {
            Verdict::Fits => NumberReading::Fits(typed.clone()),
            Verdict::Doubts(doubt) => NumberReading::Doubtful(typed.clone(), doubt),
            Verdict::Converts(how) => match AccountNumber::parse(&how.apply(typed.as_str())) {
                Ok(wanted) => NumberReading::Converted(wanted, how),
                Err(error) => NumberReading::Refused(error),
            },
        }
    }

    /// Reads a number straight from a person's text: digits of any script, `+62` of a mobile
    /// number, spaces, dots and dashes.
    #[must_use]
    pub fn read_text(&self, typed: &str) -> NumberReading {
        let plain = fold_text(typed);
        let plain = plain.trim();
        let plain = if *self == Self::Mobile { plain.strip_prefix('+').unwrap_or(plain) } else { plain };
        match AccountNumber::parse(plain) {
            Ok(number) => self.read(&number),
            Err(error) => NumberReading::Refused(error),
        }
    }

    /// How well a number (letters and digits only) goes with the rule. Cheap: makes no text.
    #[must_use]
    pub fn fit(&self, number: &str) -> Fit {
        match self.judge(number) {
            Verdict::Fits if self.is_usual(number.len()) => Fit::Exact,
            Verdict::Fits => Fit::Possible,
            Verdict::Converts(_) => Fit::Convertible,
            Verdict::Doubts(Doubt::PrepaidMeter | Doubt::Nik | Doubt::Mobile | Doubt::Identity) => Fit::Known,
            Verdict::Doubts(_) => Fit::Odd,
        }
    }

    /// Whether letters occur in the numbers.
    #[must_use]
    pub fn takes_letters(&self) -> bool {
        matches!(self, Self::Plain { letters: true, .. })
    }

    fn is_usual(&self, length: usize) -> bool {
        match self {
            Self::Plain { usual, .. } => usual.is_empty() || usual.iter().any(|known| usize::from(*known) == length),
            Self::PlnId | Self::BpjsVa | Self::Mobile => true,
        }
    }

    fn judge(&self, number: &str) -> Verdict {
        let wants_letters = self.takes_letters();
        let has_digit = number.bytes().any(|b| b.is_ascii_digit());
        if !has_digit || (!wants_letters && !number.bytes().all(|b| b.is_ascii_digit())) {
            return Verdict::Doubts(Doubt::Letters);
        }
        if *self != Self::Mobile
            && let Some(doubt) = foreign(number)
        {
            // Of a BPJS number that is a NIK more can be said.
            return Verdict::Doubts(if *self == Self::BpjsVa && doubt == Doubt::Identity { Doubt::Nik } else { doubt });
        }
        match self {
            Self::PlnId if number.len() == PLN_METER => Verdict::Doubts(Doubt::PrepaidMeter),
            Self::PlnId => judge_length(number.len(), PLN_ID, PLN_ID),
            Self::BpjsVa => judge_bpjs(number),
            Self::Mobile => judge_mobile(number),
            Self::Plain { least, most, .. } => judge_length(number.len(), (*least).into(), (*most).into()),
        }
    }
}

impl Conversion {
    /// The number the biller wants. Must only be given a number that was judged convertible.
    fn apply(self, number: &str) -> String {
        match self {
            Self::CardToVa => format!("{BPJS_PREFIX}{}", tail(number, BPJS_TAIL)),
            Self::MandiriVa => format!("{BPJS_PREFIX}{}", tail(number, BPJS_VA - BPJS_MANDIRI.len())),
            Self::CountryCode => national(number).map_or_else(|| number.to_owned(), |rest| format!("0{rest}")),
        }
    }
}

fn judge_bpjs(number: &str) -> Verdict {
    match number.len() {
        BPJS_TAIL => Verdict::Converts(Conversion::CardToVa),
        BPJS_CARD if number.starts_with("000") => Verdict::Converts(Conversion::CardToVa),
        BPJS_VA if number.starts_with(BPJS_PREFIX) => Verdict::Fits,
        BPJS_VA if number.starts_with(BPJS_MANDIRI) => Verdict::Converts(Conversion::MandiriVa),
        BPJS_VA => Verdict::Doubts(Doubt::Nik),
        length => judge_length(length, BPJS_VA, BPJS_VA),
    }
}

fn judge_mobile(number: &str) -> Verdict {
    let Some(rest) = national(number) else {
        let mobile = number.starts_with("08");
        // Of a few digits that they are few says more than how they begin.
        let few = number.len() < MOBILE_LEAST;
        return if mobile || few { judge_mobile_length(number.len()) } else { Verdict::Doubts(Doubt::NotMobile) };
    };
    match judge_mobile_length(rest.len() + 1) {
        Verdict::Fits => Verdict::Converts(Conversion::CountryCode),
        verdict => verdict,
    }
}

fn judge_mobile_length(length: usize) -> Verdict {
    judge_length(length, MOBILE_LEAST, MOBILE_MOST)
}

fn judge_length(length: usize, least: usize, most: usize) -> Verdict {
    if (least..=most).contains(&length) {
        return Verdict::Fits;
    }
    Verdict::Doubts(Doubt::Length { got: short(length), least: short(least), most: short(most) })
}

/// A length as it is shown; a customer number has 20 characters at most.
fn short(length: usize) -> u8 {
    u8::try_from(length).unwrap_or(u8::MAX)
}

/// The last `keep` bytes of a text of ASCII characters.
fn tail(number: &str, keep: usize) -> &str {
    number.get(number.len().saturating_sub(keep)..).unwrap_or(number)
}
