//! What people really type, and what it says.

use super::hold;

const PLN: &str = "POSTPAIDPLN 514040400482";
const BPJS: &str = "RBASRBPJSKSH 0001433177155";
const BPJS_3: &str = "RBASRBPJSKSH 0001433177155 x3";

#[test]
fn one_message_is_a_check() {
    hold(&[
        ("pln 514040400482", PLN),
        ("514040400482 pln", PLN),
        ("PLN 514040400482", PLN),
        ("Pln  514040400482 ", PLN),
        ("pln.514040400482", PLN),
        ("pln-514040400482", PLN),
        ("pln/514040400482", PLN),
        ("pln,514040400482", PLN),
        ("pln\t514040400482", PLN),
        ("pln\n514040400482", PLN),
        ("pln\r\n\r\n514040400482\r\n", PLN),
        ("514040400482\npln", PLN),
        ("pln: 514040400482", PLN),
        ("pln = 514040400482", PLN),
        ("pln*514040400482#", PLN),
        ("PLN514040400482", PLN),
        ("pln514040400482", PLN),
        ("514040400482pln", PLN),
        ("/cek pln 514040400482", PLN),
        ("/cek@CekTagihanBot pln 514040400482", PLN),
        ("@CekTagihanBot pln 514040400482", PLN),
        ("cek pln 514040400482", PLN),
        ("CEK.PLN.514040400482", PLN),
        ("cekpln 514040400482", PLN),
        ("CEKPLN514040400482", PLN),
        ("tagihan pln 514040400482", PLN),
        ("tagihanpln 514040400482", PLN),
        ("listrik 514040400482", PLN),
        ("listrik pln 514040400482", PLN),
        ("pln pascabayar 514040400482", PLN),
        ("POSTPAIDPLN 514040400482", PLN),
        ("bpjs 0001433177155", BPJS),
        ("bpjs kesehatan 0001433177155", BPJS),
        ("jkn 0001433177155", BPJS),
        ("bpjs 8888801433177155", "RBASRBPJSKSH 8888801433177155"),
        ("first media 11632498", "FIRSMEDIA 11632498"),
        ("firstmedia 11632498", "FIRSMEDIA 11632498"),
        ("internet first media 11632498", "FIRSMEDIA 11632498"),
        ("FIRSMEDIA 1778551", "FIRSMEDIA 1778551"),
        ("fm 12524412", "FIRSMEDIA 12524412"),
        ("baf 547010008701", "RBKREDITBAF 547010008701"),
        ("kredit baf 225010040304", "RBKREDITBAF 225010040304"),
        ("angsuran fif 607002393411", "RBFNFIF 607002393411"),
        ("pdam mjk 1726010024", "PDAMMJK 1726010024"),
        ("PDAM Mojokerto 1726010024", "PDAMMJK 1726010024"),
        ("pdamaboj 107917", "PDAMABOJ 107917"),
        ("pdam aboj 107917", "PDAMABOJ 107917"),
        ("pdam acehtgr 1160026", "PDAMACEHTGR 1160026"),
    ]);
}

#[test]
fn grouped_numbers_are_one_number() {
    hold(&[
        ("pln 5140 4040 0482", PLN),
        ("pln 5140-4040-0482", PLN),
        ("pln 5140.4040.0482", PLN),
        ("PLN.5140.4040.0482", PLN),
        ("pln 514 040 400 482", PLN),
        ("pln 514040 400482", PLN),
        ("pln 51404040 0482", PLN),
        ("5140 4040 0482", "? 514040400482"),
        ("0812.3456.7890", "? 081234567890"),
        ("0812 3456 78901", "? 0812345678901"),
        ("014 3317 7155", "? 01433177155"),
        ("adira 034023 110950", "!Adira! 034023110950"),
        ("+62 812-3456-7890", "? 6281234567890"),
        ("bpjs 0001 4331 77155", BPJS),
        ("bpjs 88888 01433177155", "RBASRBPJSKSH 8888801433177155"),
        ("bpjs 88888 014331 77155", "RBASRBPJSKSH 8888801433177155"),
        ("pdam mjk 1726 010024", "PDAMMJK 1726010024"),
        ("pdam acehtgr 116 0026", "PDAMACEHTGR 1160026"),
        ("baf 5470 1000 8701", "RBKREDITBAF 547010008701"),
    ]);
}

#[test]
fn periods_are_read_where_they_are_taken() {
    hold(&[
        ("bpjs 0001433177155 3", BPJS_3),
        ("bpjs 0001433177155 03", BPJS_3),
        ("bpjs.0001433177155.3", BPJS_3),
        ("bpjs 0001433177155/3", BPJS_3),
        ("bpjs 0001433177155 3bln", BPJS_3),
        ("bpjs 0001433177155 3 bulan", BPJS_3),
        ("bpjs 3 bulan 0001433177155", BPJS_3),
        ("0001433177155 bpjs 3 bulan", BPJS_3),
        ("bpjs\n0001433177155\n3", BPJS_3),
        ("bpjs 0001 4331 77155 3", BPJS_3),
        ("bpjs 8888801433177155 12", "RBASRBPJSKSH 8888801433177155 x12"),
        ("bpjs 0001433177155 24 bulan", BPJS),
        ("0001433177155 3", "? 0001433177155 x3"),
        ("pln 514040400482 3", PLN),
        ("pln 514040400482 3 bulan", PLN),
        ("bpjs 0001433177155 3 1234", BPJS_3),
        ("CEKBPJS.0001433177155.3.123456", "RBASRBPJSKSH 0001433177155 x3 [pin]"),
        ("bpjs 0001433177155 3 bulan 1234", BPJS_3),
    ]);
}

#[test]
fn politeness_is_ignored() {
    hold(&[
        ("tolong cek pln 514040400482 ya bu", PLN),
        ("Min, tolong cekin tagihan listrik 514040400482 dong, makasih", PLN),
        ("bu mau bayar pln idpel 514040400482", "POSTPAIDPLN 514040400482 [pay]"),
        ("pln an indah putri 514040400482", PLN),
        ("pln rumah depan rt 05 514040400482", PLN),
        ("514040400482 tolong dicek", "? 514040400482"),
        ("no 514040400482", "? 514040400482"),
        ("no.514040400482", "? 514040400482"),
        ("pln 514040400482 hp 081234567890", PLN),
        ("wa 081234567890 pln 514040400482", PLN),
        ("pln 514040400482 tgl 23-11-2026", PLN),
        ("pln 514040400482 Rp25.720", PLN),
    ]);
}

#[test]
fn products_alone_are_products() {
    hold(&[
        ("pln", "POSTPAIDPLN"),
        ("Cek PLN", "POSTPAIDPLN"),
        ("cekpln", "POSTPAIDPLN"),
        ("/pln", "POSTPAIDPLN"),
        ("tagihan listrik", "POSTPAIDPLN"),
        ("first media", "FIRSMEDIA"),
        ("bpjs kesehatan", "RBASRBPJSKSH"),
        ("pdam mjk", "PDAMMJK"),
        ("bpjs 3", "RBASRBPJSKSH"),
    ]);
}

#[test]
fn nothing_is_guessed_between_products() {
    hold(&[
        ("pdam 1160026", "?pdam? 1160026"),
        ("pdam1160026", "?pdam? 1160026"),
        ("pdam\n1160026", "?pdam? 1160026"),
        ("pdam 1.160.026", "?pdam? 1160026"),
        ("pdam bogor 1160026", "!PDAM Bogor! 1160026"),
        ("wom 547010008701", "!WOM Finance! 547010008701"),
        ("adira 034023110950", "!Adira! 034023110950"),
        ("plm 514040400482", "? 514040400482"),
        ("pln bpjs 514040400482", "?pln bpjs? 514040400482"),
        ("internet pln 514040400482", "?internet pln? 514040400482"),
        ("514040400482 halo pak", "? 514040400482"),
    ]);
}

#[test]
fn numbers_alone_are_numbers() {
    hold(&[
        ("514040400482", "? 514040400482"),
        ("0001433177155", "? 0001433177155"),
        ("107917", "? 107917"),
        ("AB1234567", "? AB1234567"),
        ("12.05.2024", "\"12.05.2024\""),
        ("514040400482\n520511567087", "? 514040400482 | ? 520511567087"),
        ("514040400482514040400", "too long"),
        ("pln 514040400482514040400", "too long"),
    ]);
}

#[test]
fn prose_is_prose() {
    hold(&[
        ("saya jam 10.30 di RT 05", "\"saya jam 10.30 di RT 05\""),
        ("pln mati sejak jam 10.30", "\"pln mati sejak jam 10.30\""),
        ("halo", "\"halo\""),
        ("3", "\"3\""),
        ("3 bulan", "\"3 bulan\""),
        ("rapat tanggal 23-11-2026", "\"rapat tanggal 23-11-2026\""),
        ("sudah bayar 1.500.000 kemarin", "\"sudah bayar 1.500.000 kemarin\""),
        ("Rp25.720", "\"Rp25.720\""),
        ("covid19", "\"covid19\""),
        ("motor B 1234 XYZ", "\"motor B 1234 XYZ\""),
        ("https://contoh.id/a/514040400482", "\"https://contoh.id/a/514040400482\""),
        ("pln\nbpjs", "\"pln bpjs\""),
        ("pin 1234", "\"pin\" [pin]"),
    ]);
}

#[test]
fn letters_among_the_digits_are_kept() {
    hold(&[
        ("baf AB1234567", "RBKREDITBAF AB1234567"),
        ("fm 12ab3456", "FIRSMEDIA 12ab3456"),
        ("pln 5140404O0482", "POSTPAIDPLN 5140404O0482"),
        ("plnO14040400482", "? plnO14040400482"),
    ]);
}

#[test]
fn several_lines_are_several_checks() {
    let two = "POSTPAIDPLN 514040400482 | RBASRBPJSKSH 0001433177155 x3";
    hold(&[
        ("pln 514040400482\nbpjs 0001433177155 3", two),
        ("1. pln 514040400482\n2. bpjs 0001433177155 3", two),
        ("tolong dicek:\npln 514040400482\n\nbpjs 0001433177155 3\nmakasih", two),
        ("Rumah depan\npln 514040400482\nRumah belakang\nbpjs 0001433177155 3", two),
        ("pln 514040400482 bpjs 0001433177155 3", two),
        ("pln 514040400482, bpjs 0001433177155 3", two),
        ("514040400482 pln\n0001433177155 bpjs 3 bulan", two),
        ("pln\n514040400482\nbpjs\n0001433177155\n3", two),
        ("514040400482\npln\n0001433177155 3\nbpjs", two),
        ("pln.514040400482.1234\nbpjs.0001433177155.3.1234", &format!("{two} [pin]")),
        ("pln 514040400482 520511567087", "POSTPAIDPLN 514040400482 | POSTPAIDPLN 520511567087"),
        ("pln 514040400482, 520511567087", "POSTPAIDPLN 514040400482 | POSTPAIDPLN 520511567087"),
        ("pln 514040400482 dan 520511567087", "POSTPAIDPLN 514040400482 | POSTPAIDPLN 520511567087"),
        ("PLN:\n514040400482\n520511567087", "POSTPAIDPLN 514040400482 | POSTPAIDPLN 520511567087"),
        ("bpjs:\n1. 0001433177155\n2. 0001944358911", "RBASRBPJSKSH 0001433177155 | RBASRBPJSKSH 0001944358911"),
        ("pln 514040400482\npdam 1160026", "POSTPAIDPLN 514040400482 | ?pdam? 1160026"),
        ("pln 514040400482\nterima kasih banyak", PLN),
    ]);
}
