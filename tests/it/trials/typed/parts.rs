//! Texts made of parts whose meaning is known: customers' numbers, and figures and words that are none.

use cektagihan::domain::catalogue::Catalogue;
use proptest::prelude::*;
use proptest::sample::select;

use super::heard::{CATALOGUE, Found};
use crate::dialogue::talk::account;

/// A customer's number with the words that name its product.
#[derive(Debug, Clone)]
pub(super) struct Check {
    pub(super) words: &'static str,
    pub(super) number: String,
}

impl Check {
    /// What the gateway is asked for it.
    pub(super) fn found(&self) -> Found {
        Found::new(named(&CATALOGUE, self.words), &account(&self.number), None)
    }
}

fn named<'c>(catalogue: &'c Catalogue, words: &str) -> Option<&'c cektagihan::domain::product::ProductCode> {
    catalogue.named(words).map(|product| &product.code)
}

/// A PLN customer's number: no telephone, no date.
pub(super) fn pln_number() -> impl Strategy<Value = String> {
    "5[1-7][0-9]{10}"
}

/// A product and a number of its usual shape; none of them looks like a date, a year or a telephone.
pub(super) fn check() -> impl Strategy<Value = Check> {
    prop_oneof![
        (select(vec!["pln", "PLN", "listrik"]), pln_number().boxed()),
        (select(vec!["pdam mjk", "PDAM Mojokerto"]), "17[3-9]6[0-9]{6}".boxed()),
        (select(vec!["pdam aboj", "PDAM ABOJ"]), "1079[0-9]{2}".boxed()),
        (select(vec!["first media", "fm"]), "11[6-9][0-9]{5}".boxed()),
        (select(vec!["fif", "FIF"]), "6070[0-9]{8}".boxed()),
    ]
    .prop_map(|(words, number)| Check { words, number })
}

/// How a check is written: the product before or behind, the number whole or in groups.
pub(super) fn spelt(check: &Check) -> impl Strategy<Value = String> + use<> {
    let Check { words, number } = check.clone();
    let mut spellings = vec![
        format!("{words} {number}"),
        format!("{words}: {number}"),
        format!("{words} = {number}"),
        format!("cek {words} {number}"),
        format!("{number} {words}"),
    ];
    if number.len() == 12 {
        spellings.push(format!("{words} {}-{}-{}", &number[..4], &number[4..8], &number[8..]));
    }
    select(spellings)
}

/// A telephone by its shape alone.
pub(super) fn bare_phone() -> impl Strategy<Value = String> {
    (select(vec!["812", "857", "895", "811"]), "[0-9]{4}", "[0-9]{3,4}", 0..4_usize).prop_map(
        |(net, one, two, form)| match form {
            0 => format!("0{net}{one}{two}"),
            1 => format!("0{net}-{one}-{two}"),
            2 => format!("+62 {net}-{one}-{two}"),
            _ => format!("+62{net}{one}{two}"),
        },
    )
}

fn phone() -> impl Strategy<Value = String> {
    (select(vec!["hp ", "wa ", "telp. ", "no hp: ", "HP/WA: ", "kontak "]), bare_phone())
        .prop_map(|(label, phone)| label.to_owned() + &phone)
}

fn date() -> impl Strategy<Value = String> {
    let month = select(vec!["Jan", "Mei", "Agustus", "Okt", "November", "Desember", "Dec", "August"]);
    (1..=28_u8, 1..=12_u8, 2024..=2027_u16, month, 0..5_usize).prop_map(|(day, number, year, month, form)| match form {
        0 => format!("{day:02}/{number:02}/{year}"),
        1 => format!("{day} {month} {year}"),
        2 => format!("tgl {day:02}-{number:02}-{year}"),
        3 => format!("{year}-{number:02}-{day:02}"),
        _ => format!("jatuh tempo {day} {month} {year}"),
    })
}

fn clock() -> impl Strategy<Value = String> {
    (0..24_u8, 0..60_u8, 0..3_usize).prop_map(|(hour, minute, form)| match form {
        0 => format!("{hour:02}:{minute:02}"),
        1 => format!("jam {hour:02}.{minute:02}"),
        _ => format!("{hour:02}.{minute:02} WIB"),
    })
}

fn month_of_the_year() -> impl Strategy<Value = String> {
    let month = select(vec!["Januari", "Agustus", "Nov", "November", "Des"]);
    (month, 1..=12_u8, 2024..=2027_u16, 0..4_usize).prop_map(|(month, number, year, form)| match form {
        0 => format!("{month} {year}"),
        1 => format!("bulan {month}"),
        2 => format!("periode {year}{number:02}"),
        _ => format!("{number:02}/{year}"),
    })
}

fn amount() -> impl Strategy<Value = String> {
    (1..1_000_u32, 0..1_000_u32, 0..6_usize).prop_map(|(thousands, rest, form)| match form {
        0 => format!("Rp{thousands}.{rest:03}"),
        1 => format!("Rp {thousands}.{rest:03},-"),
        2 => format!("{thousands}rb"),
        3 => format!("{thousands} ribu"),
        4 => format!("total Rp. {thousands}.{rest:03}"),
        _ => format!("IDR {thousands},{rest:03}"),
    })
}

fn measure() -> impl Strategy<Value = String> {
    let power = select(vec!["R1/1300VA", "R1M/900 VA", "1300 VA", "daya 2200", "B1/5500", "R1/450VA"]);
    prop_oneof![
        power.prop_map(str::to_owned),
        (1..900_u16).prop_map(|used| format!("{used} kWh")),
        (1..90_u8).prop_map(|used| format!("{used} m3")),
        select(vec!["50 Mbps", "100 mbps", "20 GB"]).prop_map(str::to_owned),
        (1_000..9_000_u16, 1..300_u16).prop_map(|(from, used)| format!("stand {from}-{}", from + used)),
    ]
}

pub(super) fn people() -> impl Strategy<Value = String> {
    (2..=9_u8, select(vec!["orang", "jiwa", "org", "peserta"])).prop_map(|(count, word)| format!("{count} {word}"))
}

fn house() -> impl Strategy<Value = String> {
    select(vec!["RT 05 RW 02", "RT.03/RW.01", "Blok C4", "rumah no 12A", "Jl. Mawar No. 12"]).prop_map(str::to_owned)
}

fn paper() -> impl Strategy<Value = String> {
    prop_oneof![
        "3515[0-9]{12}".prop_map(|nik| format!("NIK {nik}")),
        "[1-9][0-9]{15}".prop_map(|serial| format!("SN: {serial}")),
        "[1-9][0-9]{8}".prop_map(|reference| format!("ref {reference}")),
    ]
}

fn name() -> impl Strategy<Value = String> {
    select(vec!["Indah Putri", "a.n. Wardi", "bu Siti", "(Maria)", "rumah depan"]).prop_map(str::to_owned)
}

/// A figure of another role, known by its label or its shape; no telephone without a label.
pub(super) fn other() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => phone(),
        2 => date(),
        1 => clock(),
        1 => month_of_the_year(),
        2 => amount(),
        2 => measure(),
        1 => people(),
        1 => house(),
        1 => paper(),
        2 => name(),
    ]
}

/// What no number of months may be made of.
pub(super) fn no_months() -> impl Strategy<Value = String> {
    prop_oneof![2 => people(), 2 => month_of_the_year(), 1 => date(), 1 => amount(), 1 => phone(), 1 => name()]
}

/// What parts the parts of a line.
pub(super) fn gap() -> impl Strategy<Value = &'static str> {
    select(vec![" ", " ", ", ", "; ", " | ", "\t", "  "])
}

/// What stands in front of every line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Front {
    Nothing,
    Place(&'static str, &'static str),
    Stamp(&'static str),
}

pub(super) fn front() -> impl Strategy<Value = Front> {
    prop_oneof![
        4 => Just(Front::Nothing),
        2 => select(vec![("", ". "), ("", ") "), ("(", ") "), ("#", " ")]).prop_map(|(left, right)| Front::Place(left, right)),
        2 => select(vec![
            "[23/11/26 10.31.05] Bu Indah: ",
            "23/11/26 10.31 - Bu Indah: ",
            "[10.31, 23/11/2026] +62 812-3456-7890: ",
            "11/23/26, 10:31\u{202f}AM - Bu Indah: ",
            "\u{200e}[23/11/26, 10:31:05] Bu Indah: ",
        ])
        .prop_map(Front::Stamp),
    ]
}

/// Lines with their fronts as one text.
pub(super) fn text_of(lines: &[String], front: Front, end: &str) -> String {
    let numbered = lines.iter().zip(1..);
    let lines = numbered.map(|(line, place): (&String, usize)| match front {
        Front::Nothing => line.clone(),
        Front::Place(left, right) => format!("{left}{place}{right}{line}"),
        Front::Stamp(stamp) => format!("{stamp}{line}"),
    });
    lines.collect::<Vec<_>>().join(end)
}

pub(super) fn line_end() -> impl Strategy<Value = &'static str> {
    select(vec!["\n", "\n", "\r\n", "\n\n"])
}

/// A line of a spelling among other parts, in any order.
pub(super) fn line_with(spelling: String) -> impl Strategy<Value = String> {
    (prop::collection::vec(other(), 0..3), gap(), any::<prop::sample::Index>()).prop_map(move |(mut parts, gap, at)| {
        parts.insert(at.index(parts.len() + 1), spelling.clone());
        parts.join(gap)
    })
}
