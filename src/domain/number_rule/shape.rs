//! How mobile numbers and BPJS Kesehatan's virtual accounts are built.

pub(super) const BPJS_PREFIX: &str = "88888";
pub(super) const BPJS_MANDIRI: &str = "89888";
/// Mobile numbers, from `08` on.
pub(super) const MOBILE_LEAST: usize = 10;
pub(super) const MOBILE_MOST: usize = 13;

/// What follows the country code, `8..`: `62812..`, also as some write it, `620812..`.
pub(super) fn national(number: &str) -> Option<&str> {
    let rest = number.strip_prefix("62")?;
    let rest = rest.strip_prefix('0').unwrap_or(rest);
    rest.starts_with('8').then_some(rest)
}
