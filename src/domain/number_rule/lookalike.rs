//! Digits that are built like something else than a customer's number.

use super::oddity::Doubt;
use super::shape::{BPJS_MANDIRI, BPJS_PREFIX, MOBILE_LEAST, MOBILE_MOST, national};

/// The number of a person's identity card.
const NIK: usize = 16;

/// What digits are that are built like something else than a customer's number.
pub(super) fn foreign(number: &str) -> Option<Doubt> {
    if looks_mobile(number) {
        return Some(Doubt::Mobile);
    }
    looks_like_nik(number).then_some(Doubt::Identity)
}

/// Whether a number is built like an Indonesian mobile number: `08` and no zero behind it, 10 to 13 digits; or `628`
/// in place of `08`.
#[must_use]
pub fn looks_mobile(number: &str) -> bool {
    let rest = national(number).or_else(|| number.strip_prefix('0').filter(|rest| rest.starts_with('8')));
    let is_digits = number.bytes().all(|b| b.is_ascii_digit());
    is_digits
        && rest.is_some_and(|rest| !rest.starts_with("80") && (MOBILE_LEAST..=MOBILE_MOST).contains(&(rest.len() + 1)))
}

/// Whether a number is built like a NIK: 16 digits, of which the first two are a province (Permendagri 137/2017: 11 to
/// 96). BPJS virtual accounts are none, whatever their digits.
#[must_use]
pub fn looks_like_nik(number: &str) -> bool {
    let is_account = number.starts_with(BPJS_PREFIX) || number.starts_with(BPJS_MANDIRI);
    let is_digits = number.len() == NIK && number.bytes().all(|b| b.is_ascii_digit());
    let province = number.get(..2).and_then(|digits| digits.parse::<u8>().ok());
    is_digits && !is_account && province.is_some_and(|province| (11..=96).contains(&province))
}
