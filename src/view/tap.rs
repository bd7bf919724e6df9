//! The buttons: what they mean and how they fit in 64 bytes.

mod office;

use serde::{Deserialize, Serialize};

pub use office::Office;

use crate::domain::{
    account::AccountNumber,
    bill::Answer,
    check_id::CheckId,
    inquiry::{Inquiry, Numbered},
    language::Language,
    period::{Period, PeriodError},
    product::{Family, ProductCode},
};

/// What a button means. Data that comes back from Telegram is anybody's: reading it is total.
///
/// A tap whose data would show a customer's number to a group, or that does not fit in 64 bytes,
/// is kept in the store and the button carries a random token instead
/// ([`Tap::encode`] says which).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tap {
    /// The home screen, in place.
    #[serde(rename = "Home")]
    Home,
    /// The home screen, as a new message ("Menu" under a bill, which must stay).
    #[serde(rename = "Another")]
    Another,
    /// One screen back.
    #[serde(rename = "Back")]
    Back,
    /// Stop what is under way.
    #[serde(rename = "Cancel")]
    Cancel,
    /// Stop one check.
    #[serde(rename = "CancelCheck")]
    CancelCheck(CheckId),
    /// A family of the home screen.
    #[serde(rename = "Family")]
    Family(Family),
    /// A page of a family's products, from 0.
    #[serde(rename = "Page")]
    Page(Family, u16),
    /// A product.
    #[serde(rename = "Product")]
    Product(ProductCode),
    /// Check this number as it is: an odd one all the same, or one whose months were missing.
    /// The button says whose number it is, so that one under an older question can never speak of
    /// a newer number.
    #[serde(rename = "Use")]
    Use {
        /// The product.
        #[serde(rename = "product")]
        product: ProductCode,
        /// The number, taken as it stands.
        #[serde(rename = "account")]
        account: AccountNumber,
        /// The period; asked when the product needs one and this is absent.
        #[serde(rename = "period")]
        period: Option<Period>,
    },
    /// Type another number.
    #[serde(rename = "RetypeAccount")]
    RetypeAccount,
    /// Check this: a product chosen for a bare number, a recent customer, one more check.
    /// When the product needs a period and has none, it is asked.
    #[serde(rename = "Ask")]
    Ask {
        /// The product.
        #[serde(rename = "product")]
        product: ProductCode,
        /// The number, checked again by the product's rule.
        #[serde(rename = "account")]
        account: AccountNumber,
        /// The period, when known.
        #[serde(rename = "period")]
        period: Option<Period>,
    },
    /// This number is for another product than was named: which one?
    #[serde(rename = "Match")]
    Match {
        /// The number as typed.
        #[serde(rename = "account")]
        account: AccountNumber,
        /// The period, when known.
        #[serde(rename = "period")]
        period: Option<Period>,
    },
    /// Check all the numbers of a list for this product. Always kept in the store.
    #[serde(rename = "AskAll")]
    AskAll {
        /// The product.
        #[serde(rename = "product")]
        product: ProductCode,
        /// The numbers, in the list's order.
        #[serde(rename = "numbers")]
        numbers: Vec<Numbered>,
    },
    /// Go through the numbers of a list one by one. Always kept in the store.
    #[serde(rename = "OneByOne")]
    OneByOne(Vec<Numbered>),
    /// Ask again, afresh.
    #[serde(rename = "Again")]
    Again(Inquiry),
    /// Show the asker the whole bill: an alert in the group, a message in private.
    #[serde(rename = "Reveal")]
    Reveal(Inquiry, Box<Answer>),
    /// Speak this language.
    #[serde(rename = "Speak")]
    Speak(Language),
    /// The list of languages.
    #[serde(rename = "Languages")]
    Languages,
    /// The help.
    #[serde(rename = "Help")]
    Help,
    /// A button that only labels, such as the page number.
    #[serde(rename = "Nothing")]
    Nothing,
    /// Who may use the bot.
    #[serde(rename = "Office")]
    Office(Office),
    /// Erase what is kept of the person: they were asked and said yes.
    #[serde(rename = "Erase")]
    Erase,
}

impl Tap {
    /// The tap as callback data of at most `room` bytes, or `None` when it must be kept in the
    /// store instead: it does not fit, or it names a customer and `in_group` is set. A bill
    /// ([`Tap::Reveal`]) and a list are always kept.
    #[must_use]
    pub fn encode(&self, in_group: bool, room: usize) -> Option<String> {
        if in_group && self.names_customer() {
            return None;
        }
        self.written().filter(|data| data.len() <= room)
    }

    /// Reads callback data. Total: what no button of ours wrote is `None`.
    #[must_use]
    pub fn decode(data: &str) -> Option<Self> {
        let sign = data.chars().next()?;
        let rest = &data[sign.len_utf8()..];
        let tap = Self::read(sign, rest)?;
        // One spelling for each tap: `p1:007` is nothing that was ever written.
        (tap.written().as_deref() == Some(data)).then_some(tap)
    }

    fn names_customer(&self) -> bool {
        match self {
            Self::Use { .. }
            | Self::Ask { .. }
            | Self::Match { .. }
            | Self::AskAll { .. }
            | Self::OneByOne(_)
            | Self::Again(_)
            | Self::Reveal(..) => true,
            Self::Home
            | Self::Another
            | Self::Back
            | Self::Cancel
            | Self::CancelCheck(_)
            | Self::Family(_)
            | Self::Page(..)
            | Self::Product(_)
            | Self::RetypeAccount
            | Self::Speak(_)
            | Self::Languages
            | Self::Help
            | Self::Nothing
            | Self::Office(_)
            | Self::Erase => false,
        }
    }

    /// One sign, then fields parted by colons: product codes and numbers hold none.
    fn written(&self) -> Option<String> {
        Some(match self {
            Self::Home => "h".to_owned(),
            Self::Another => "n".to_owned(),
            Self::Back => "b".to_owned(),
            Self::Cancel => "x".to_owned(),
            Self::CancelCheck(CheckId { source, line }) => format!("c{source}:{line}"),
            Self::Family(family) => format!("f{}", sign_of(*family)),
            Self::Page(family, page) => format!("p{}:{page}", sign_of(*family)),
            Self::Product(product) => format!("d{product}"),
            Self::Use { product, account, period } => question('u', product, account, *period),
            Self::RetypeAccount => "r".to_owned(),
            Self::Ask { product, account, period } => question('a', product, account, *period),
            Self::Again(Inquiry { product, account, period }) => question('g', product, account, *period),
            Self::Match { account, period } => {
                let months = period.map(Period::wire).unwrap_or_default();
                format!("m{}:{months}", account.as_str())
            }
            Self::Reveal(..) | Self::AskAll { .. } | Self::OneByOne(_) => return None,
            Self::Speak(language) => format!("l{}", language.code()),
            Self::Languages => "s".to_owned(),
            Self::Help => "?".to_owned(),
            Self::Nothing => ".".to_owned(),
            Self::Office(office) => format!("A{}", office.written()),
            Self::Erase => "e".to_owned(),
        })
    }

    fn read(sign: char, rest: &str) -> Option<Self> {
        Some(match sign {
            'h' => Self::Home,
            'n' => Self::Another,
            'b' => Self::Back,
            'x' => Self::Cancel,
            'c' => {
                let (source, line) = rest.split_once(':')?;
                Self::CancelCheck(CheckId { source: source.parse().ok()?, line: line.parse().ok()? })
            }
            'f' => Self::Family(family_of(rest)?),
            'p' => {
                let (family, page) = rest.split_once(':')?;
                Self::Page(family_of(family)?, page.parse().ok()?)
            }
            'd' => Self::Product(ProductCode::parse(rest).ok()?),
            'u' => {
                let Inquiry { product, account, period } = read_question(rest)?;
                Self::Use { product, account, period }
            }
            'r' => Self::RetypeAccount,
            'a' => {
                let Inquiry { product, account, period } = read_question(rest)?;
                Self::Ask { product, account, period }
            }
            'm' => {
                let (account, months) = rest.split_once(':')?;
                Self::Match { account: AccountNumber::parse(account).ok()?, period: read_months(months).ok()? }
            }
            'g' => Self::Again(read_question(rest)?),
            'l' => Self::Speak(Language::from_code(rest)?),
            's' => Self::Languages,
            '?' => Self::Help,
            '.' => Self::Nothing,
            'A' => Self::Office(Office::read(rest)?),
            'e' => Self::Erase,
            _ => return None,
        })
    }
}

fn question(sign: char, product: &ProductCode, account: &AccountNumber, period: Option<Period>) -> String {
    let months = period.map(Period::wire).unwrap_or_default();
    format!("{sign}{product}:{}:{months}", account.as_str())
}

fn read_question(text: &str) -> Option<Inquiry> {
    let mut fields = text.splitn(3, ':');
    let product = ProductCode::parse(fields.next()?).ok()?;
    let account = AccountNumber::parse(fields.next()?).ok()?;
    Some(Inquiry { product, account, period: read_months(fields.next()?).ok()? })
}

/// The months of a question, which may have none.
fn read_months(text: &str) -> Result<Option<Period>, PeriodError> {
    if text.is_empty() { Ok(None) } else { Period::parse(text).map(Some) }
}

/// A family's sign on buttons; never reuse one.
fn sign_of(family: Family) -> char {
    match family {
        Family::Electricity => 'e',
        Family::Water => 'w',
        Family::Health => 'h',
        Family::Internet => 'i',
        Family::Phone => 'p',
        Family::Finance => 'f',
    }
}

fn family_of(text: &str) -> Option<Family> {
    Family::ALL.into_iter().find(|family| text.chars().eq([sign_of(*family)]))
}
