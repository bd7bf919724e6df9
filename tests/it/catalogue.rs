//! The catalogue, its search, and the rules for numbers.

mod faults;
mod numbers;

use cektagihan::domain::account::AccountNumber;
use cektagihan::domain::catalogue::Catalogue;
use cektagihan::domain::language::Language;
use cektagihan::domain::product::{Family, Product, ProductCode};

fn number(typed: &str) -> AccountNumber {
    AccountNumber::parse(typed).expect("a number")
}

fn codes(products: &[&Product]) -> Vec<String> {
    products.iter().map(|product| product.code.to_string()).collect()
}

fn search(typed: &str) -> Vec<String> {
    codes(&Catalogue::embedded().search(typed))
}

fn fitting(typed: &str) -> Vec<String> {
    codes(&Catalogue::embedded().fitting(&number(typed)))
}

#[test]
fn the_embedded_catalogue_holds_every_known_code() {
    let catalogue = Catalogue::embedded();
    let known: Vec<(&str, Family)> =
        catalogue.products().map(|product| (product.code.as_str(), product.family)).collect();
    assert_eq!(
        known,
        [
            ("POSTPAIDPLN", Family::Electricity),
            ("PDAMACEHTGR", Family::Water),
            ("PDAMMJK", Family::Water),
            ("PDAMABOJ", Family::Water),
            ("RBASRBPJSKSH", Family::Health),
            ("FIRSMEDIA", Family::Internet),
            ("RBKREDITBAF", Family::Finance),
            ("RBFNFIF", Family::Finance),
        ]
    );
}

#[test]
fn a_family_without_a_product_is_not_offered() {
    let catalogue = Catalogue::embedded();
    assert!(!catalogue.families().any(|family| family == Family::Phone));
    assert_eq!(catalogue.families().count(), 5);
    assert_eq!(catalogue.family(Family::Water).count(), 3);
}

#[test]
fn only_bpjs_takes_a_period() {
    let catalogue = Catalogue::embedded();
    let timed: Vec<&str> =
        catalogue.products().filter(|product| product.most_months.is_some()).map(|p| p.code.as_str()).collect();
    assert_eq!(timed, ["RBASRBPJSKSH"]);
}

#[test]
fn a_product_is_found_by_its_code_as_spelt() {
    let catalogue = Catalogue::embedded();
    let code = |text: &str| ProductCode::parse(text).expect("a code");
    let product = catalogue.product(&code("FIRSMEDIA")).expect("First Media");
    assert_eq!((product.name(Language::Indonesian), product.family), ("First Media", Family::Internet));
    assert!(catalogue.product(&code("firsmedia")).is_none());
    assert!(catalogue.product(&code("NETFLIX")).is_none());
}

#[test]
fn a_word_names_one_product_or_none() {
    let catalogue = Catalogue::embedded();
    let named = |word: &str| catalogue.named(word).map(|product| product.code.to_string());
    for (word, code) in [
        ("pln", "POSTPAIDPLN"),
        ("PLN", "POSTPAIDPLN"),
        ("Listrik", "POSTPAIDPLN"),
        ("postpaidpln", "POSTPAIDPLN"),
        ("First Media", "FIRSMEDIA"),
        ("first-media", "FIRSMEDIA"),
        ("PDAM.MJK", "PDAMMJK"),
        ("bpjs kes", "RBASRBPJSKSH"),
        ("baf", "RBKREDITBAF"),
        ("fif", "RBFNFIF"),
    ] {
        assert_eq!(named(word).as_deref(), Some(code), "{word}");
    }
    for word in ["", " ", "pdam", "air", "wom", "netflix", "plnn", "p|n", &"pln".repeat(1_000)] {
        assert_eq!(named(word), None, "{word}");
    }
}

#[test]
fn search_finds_by_prefix_part_family_and_typing_error() {
    let water = ["PDAMACEHTGR", "PDAMMJK", "PDAMABOJ"];
    assert_eq!(search("pdam"), water);
    assert_eq!(search("air"), water);
    assert_eq!(search("PDA"), water);
    assert_eq!(search("pdam bogor"), water);
    assert_eq!(search("pdam mojo"), ["PDAMMJK"]);
    assert_eq!(search("mojok"), ["PDAMMJK"]);
    assert_eq!(search("pdam aceh"), ["PDAMACEHTGR"]);
    assert_eq!(search("first"), ["FIRSMEDIA"]);
    assert_eq!(search("f i r s t media"), ["FIRSMEDIA"]);
    assert_eq!(search("FIRST.MEDIA"), ["FIRSMEDIA"]);
    assert_eq!(search("media"), ["FIRSMEDIA"]);
    assert_eq!(search("tv"), ["FIRSMEDIA"]);
    assert_eq!(search("leasing"), ["RBKREDITBAF", "RBFNFIF"]);
    assert_eq!(search("bpjs kelas 3"), ["RBASRBPJSKSH"]);
    assert!(search("plm").is_empty(), "of three letters one is too many to guess");
    assert_eq!(search("listirk"), ["POSTPAIDPLN"]);
    assert_eq!(search("mojokrto"), ["PDAMMJK"]);
    assert_eq!(search("ＢＰＪＳ\u{200b}"), ["RBASRBPJSKSH"]);
    assert_eq!(search("kode POSTPAIDPLN"), ["POSTPAIDPLN"]);
}

#[test]
fn search_finds_nothing_in_nothing() {
    for typed in ["", "  ", "🙏", "qwerty", "...", &"z".repeat(100_000)] {
        assert!(search(typed).is_empty(), "{typed:.20}");
    }
}

#[test]
fn a_better_find_comes_first() {
    let text = "[[product]]\ncode = \"B\"\nfamily = \"water\"\nname_id = \"Kota Tirtamoyo\"\nname_en = \"B\"\nnumber = \"pln\"\n\
                [[product]]\ncode = \"A\"\nfamily = \"internet\"\nname_id = \"Moyo\"\nname_en = \"A\"\nnumber = \"pln\"\n";
    let catalogue = Catalogue::parse(text).expect("a catalogue");
    assert_eq!(codes(&catalogue.search("moyo")), ["A", "B"]);
}

#[test]
fn a_bare_number_fits_the_products_of_its_shape() {
    assert_eq!(fitting("514040400482"), ["POSTPAIDPLN", "RBKREDITBAF", "RBFNFIF"]);
    assert_eq!(fitting("0001433177155"), ["RBASRBPJSKSH"]);
    assert_eq!(fitting("8888801433177155"), ["RBASRBPJSKSH"]);
    assert_eq!(fitting("107917"), ["PDAMABOJ"]);
    assert_eq!(fitting("1160026"), ["PDAMACEHTGR", "FIRSMEDIA"]);
    assert_eq!(fitting("1726010024"), ["PDAMMJK"]);
}

#[test]
fn a_number_of_no_known_shape_fits_what_does_not_refuse_it() {
    assert_eq!(fitting("123456789"), ["PDAMACEHTGR", "PDAMMJK", "PDAMABOJ", "FIRSMEDIA"]);
    assert_eq!(fitting("AB12345"), ["FIRSMEDIA"]);
    assert!(fitting("12").is_empty());
}
