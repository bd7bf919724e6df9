//! Words for a whole family of products. They find its products and never name one of them.

use crate::domain::product::Family;

/// What people call each family, lower case, without spaces.
const WORDS: [(Family, &[&str]); 6] = [
    (Family::Electricity, &["listrik", "pln", "electricity", "setrum"]),
    (Family::Water, &["air", "pdam", "pam", "water", "perumdam", "tirta", "ledeng"]),
    (Family::Health, &["bpjs", "kesehatan", "asuransi", "health"]),
    (Family::Internet, &["internet", "tv", "wifi", "inet", "kabel", "tvkabel", "cable"]),
    (Family::Phone, &["telepon", "telpon", "phone", "seluler"]),
    (Family::Finance, &["multifinance", "finance", "leasing", "cicilan", "angsuran", "kredit", "pembiayaan"]),
];

/// The family a squeezed word stands for.
pub(super) fn family_of(word: &str) -> Option<Family> {
    WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(family, _)| *family)
}

/// Words that stand for a family.
pub(super) fn words_of(family: Family) -> &'static [&'static str] {
    WORDS.iter().find(|(known, _)| *known == family).map_or(&[], |(_, words)| words)
}
