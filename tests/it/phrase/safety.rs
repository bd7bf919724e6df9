//! PINs, odd characters, huge texts, logs.

use cektagihan::domain::catalogue::Catalogue;
use cektagihan::phrase::{self, Line, Phrase};

use super::{hold, read};

const PLN: &str = "POSTPAIDPLN 514040400482";
const PLN_PIN: &str = "POSTPAIDPLN 514040400482 [pin]";

#[test]
fn pins_are_dropped() {
    hold(&[
        ("CEKPLN.514040400482.1234", PLN_PIN),
        ("CEK.PLN.514040400482.123456", PLN_PIN),
        ("PLN.514040400482.1234", PLN_PIN),
        ("pln*514040400482*1234#", PLN_PIN),
        ("PLN514040400482.1234", PLN_PIN),
        ("pln 514040400482 pin 1234", PLN_PIN),
        ("pln 514040400482 PIN: 1234", PLN_PIN),
        ("pin 1234 pln 514040400482", PLN_PIN),
        ("pln 514040400482 pin saya 1234 ya", PLN_PIN),
        ("CEKPLN.514040400482.****", PLN_PIN),
        ("bpjs.8888801433177155.123456", "RBASRBPJSKSH 8888801433177155 [pin]"),
        ("CEKPDAM.1160026.1234", "?PDAM? 1160026 [pin]"),
        ("WOM.547010008701.1234", "!WOM Finance! 547010008701 [pin]"),
        ("PLN.51404.1234", "POSTPAIDPLN 51404 [pin]"),
    ]);
}

#[test]
fn what_may_be_a_pin_is_dropped_without_a_word() {
    hold(&[
        ("pln 514040400482 1234", PLN),
        ("pln 514040400482 12345", PLN),
        ("pln 5140 4040 0482 1234", PLN),
        ("pln\n514040400482\n1234", PLN),
        ("pln 514040400482\n123456", PLN),
        ("pln 514040400482 ******", PLN),
        ("pln 514040400482 1234 5678", PLN),
        ("pln ５１４０４０４００４８２ １２３４", PLN),
        ("pln 514040400482 12\u{200b}34", PLN),
        ("514040400482 1234", "? 514040400482"),
        ("bpjs 0001433177155 1234", "RBASRBPJSKSH 0001433177155"),
        ("pdam aboj 107917 1234", "PDAMABOJ 107917"),
        ("pdam mjk 17260100 1234", "PDAMMJK 17260100"),
        ("pln 51404040048 1234", "POSTPAIDPLN 51404040048"),
        ("baf AB1234567 1234", "RBKREDITBAF AB1234567"),
        ("pln 520511567087 514040400482 1234", "POSTPAIDPLN 520511567087 | POSTPAIDPLN 514040400482"),
    ]);
    let catalogue = Catalogue::embedded();
    for text in ["pln 514040400482 1234", "pln\n514040400482\n123456", "514040400482 1234"] {
        assert!(phrase::blot(text, &catalogue).ends_with("****"), "{text} is stored without it");
    }
}

#[test]
fn what_only_looks_like_a_pin_stays() {
    hold(&[
        ("pln 5140 4040 0482", PLN),
        ("pln 1234", "POSTPAIDPLN 1234"),
        ("5678 1234", "? 56781234"),
        ("pln 5140****0482", "\"pln 5140 0482\""),
        ("*pln* 514040400482", PLN),
        ("**** promo ****", "\"promo\""),
        ("1234", "? 1234"),
        ("pdam aboj\n107917\n107918", "PDAMABOJ 107917 | PDAMABOJ 107918"),
    ]);
}

#[test]
fn odd_characters_are_survived() {
    hold(&[
        ("ＰＬＮ　５１４０４０４００４８２", PLN),
        ("pln ٥١٤٠٤٠٤٠٠٤٨٢", PLN),
        ("pln ۵۱۴۰۴۰۴۰۰۴۸۲", PLN),
        ("\u{feff}pln\u{a0}514040400482\u{200b}", PLN),
        ("pln \u{202e}514040400482\u{202c}", PLN),
        ("p\u{200d}ln 5140\u{2060}40400482", PLN),
        ("pln 5140–4040—0482", PLN),
        ("⚡ pln 👉 514040400482 🙏", PLN),
        ("pln 5\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3}4\u{fe0f}\u{20e3}040400482", PLN),
        ("pln 𝟓𝟏𝟒𝟎𝟒𝟎𝟒𝟎𝟎𝟒𝟖𝟐", PLN),
        ("“pln” ‘514040400482’", PLN),
        ("pln\u{0}514040400482", PLN),
        ("pln\u{2028}514040400482", PLN),
        ("", "\"\""),
        (" \n\t\u{200b} ", "\"\""),
        ("🙏🙏", "\"🙏🙏\""),
        ("\u{202e}halo\u{200b} \u{7}dunia", "\"halo dunia\""),
    ]);
}

#[test]
fn lines_beyond_the_most_are_counted() {
    let text = (10..22).map(|n| format!("pln 5140404004{n}")).collect::<Vec<_>>().join("\n");
    let phrase = phrase::read(&text, &Catalogue::embedded());
    assert_eq!((phrase.lines.len(), phrase.dropped), (Phrase::MOST_LINES, 4));
}

#[test]
fn words_are_cut_and_huge_texts_are_cheap() {
    let catalogue = Catalogue::embedded();
    let Line::Words(words) = &phrase::read(&"kata ".repeat(20_000), &catalogue).lines[0] else {
        panic!("prose is words");
    };
    assert_eq!(words.chars().count(), 64);
    assert_eq!(read(&"7".repeat(100_000)), "too long");
    assert_eq!(read(&format!("pln 514040400482 {}", "x ".repeat(50_000))), PLN);
    assert_eq!(read(&"\u{200b}".repeat(30_000)), "\"\"");
    assert_eq!(read(&"514040400482\n".repeat(8_000)), "? 514040400482 =7999");
}

#[test]
fn what_stands_behind_no_number_is_no_pin() {
    hold(&[
        ("pln ABCDEFGHIJKLMNOPQRSTU1 1234", "\"pln ABCDEFGHIJKLMNOPQRSTU1 1234\""),
        ("pln 514040400482514040400 1234", "too long"),
    ]);
}

#[test]
fn letters_that_no_number_holds_part_digits_from_words() {
    hold(&[
        ("bpjsé0#1234", "\"bpjsé0#1234\""),
        ("café2 pln 514040400482", PLN),
        ("é514040400482", "? 514040400482"),
        ("pln é514040400482 1234", PLN),
        ("INDAHcek12é.*1234", "\"INDAHcek12é. 1234\""),
        ("pln 514040400482 é1234", PLN),
    ]);
}

#[test]
fn blotting_hides_the_pin_and_nothing_else() {
    let catalogue = Catalogue::embedded();
    let blot = |text: &str| phrase::blot(text, &catalogue).into_owned();
    assert_eq!(blot("CEKPLN.514040400482.1234"), "CEKPLN.514040400482.****");
    assert_eq!(blot("pln 514040400482 pin: 123456 ya"), "pln 514040400482 pin: ****** ya");
    assert_eq!(blot("pln ５１４０４０４００４８２ １２３４"), "pln ５１４０４０４００４８２ ****");
    assert_eq!(blot("pln 5140 4040 0482"), "pln 5140 4040 0482");
    assert_eq!(blot("bpjsé0#1234"), "bpjsé0#1234", "no number stands before it");
}

#[test]
fn digits_behind_what_can_be_no_number_are_no_pin() {
    let catalogue = Catalogue::embedded();
    for text in ["\u{332}řska3[7`7777#", "pln abcdefghijklmnopqrstuvwxyz1 1234", "pln řska3 1 4321"] {
        let blotted = phrase::blot(text, &catalogue);
        assert_eq!(phrase::read(&blotted, &catalogue), phrase::read(text, &catalogue), "{text:?} became {blotted:?}");
    }
}

#[test]
fn a_phrase_does_not_show_what_was_typed_in_a_log() {
    let catalogue = Catalogue::embedded();
    for text in ["pln 514040400482 9753", "Indah Putri 514040400482", "Indah Putri"] {
        let shown = format!("{:?}", phrase::read(text, &catalogue));
        assert!(!shown.contains("514040400482") && !shown.contains("Indah") && !shown.contains("9753"), "{shown}");
    }
}
