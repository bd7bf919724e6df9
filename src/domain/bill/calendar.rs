//! What months are called.

/// Indonesian and English, long and short, and the older spellings that feeds keep.
const NAMES: [&[&str]; 12] = [
    &["jan", "januari", "january"],
    &["feb", "peb", "februari", "pebruari", "february"],
    &["mar", "mrt", "maret", "march"],
    &["apr", "april"],
    &["mei", "may"],
    &["jun", "juni", "june"],
    &["jul", "juli", "july"],
    &["agu", "agt", "ags", "agus", "agust", "agustus", "aug", "august"],
    &["sep", "sept", "september"],
    &["okt", "oct", "oktober", "october"],
    &["nov", "nop", "november", "nopember"],
    &["des", "dec", "desember", "december"],
];

/// The month that a word names, 1 to 12, in any case.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    (1..).zip(NAMES).find(|(_, names)| names.contains(&word.as_str())).map(|(month, _)| month)
}

/// A year that a bill of our time can speak of; billers write 0613 and 9999 where they have none.
pub(super) fn is_of_our_time(year: i32) -> bool {
    (2000..2100).contains(&year)
}

/// A year of four digits, or of two.
pub(super) fn year(digits: &str) -> Option<i32> {
    let year: i32 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// Runs of digits and runs of letters; what stands between them is dropped.
pub(super) fn runs(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let digit = first.is_ascii_digit();
            let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
            runs.push(&rest[..end]);
            rest = &rest[end..];
        }
    }
    runs
}

/// Whether it is digits and nothing else.
pub(super) fn is_figure(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
