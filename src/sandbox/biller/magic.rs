//! Numbers that ask for trouble.
//!
//! A number whose last six characters are `99` and a four-digit code gets what the code says,
//! whatever the product: `519900997002` for PLN, `1997002` for a PDAM, `8888800000997002` for
//! BPJS. For the vendor's error cases the code is the vendor's case number.

use super::{
    codes::{self, Case},
    garbage::{GarbageReply, Twist, Wrapped},
};

/// A number's ending and what it brings about.
#[derive(Debug, Clone, Copy)]
pub struct Magic {
    /// The last six characters.
    pub ending: &'static str,
    /// What happens, in English.
    pub what_en: &'static str,
    /// What happens, in Indonesian.
    pub what_id: &'static str,
    trick: Trick,
}

/// What is done.
#[derive(Debug, Clone, Copy)]
pub(super) enum Trick {
    Refuse(Case),
    Slow(u64),
    GarbageReply(GarbageReply),
    Twist(Twist),
    Wrapped(Wrapped),
    /// The first, third, .. inquiry of the number is refused.
    RefuseEveryOther(Case),
    /// The first, third, .. inquiry of the number gets no answer.
    HangUpEveryOther,
}

/// What a number's ending asks for.
pub(super) fn trick(number: &str) -> Option<Trick> {
    let ending =
        number.len().checked_sub(6).and_then(|start| number.get(start..)).filter(|end| end.starts_with("99"))?;
    MAGIC.iter().find(|magic| magic.ending == ending).map(|magic| magic.trick)
}

const fn magic(ending: &'static str, what_en: &'static str, what_id: &'static str, trick: Trick) -> Magic {
    Magic { ending, what_en, what_id, trick }
}

const fn refuse(ending: &'static str, what_en: &'static str, case: Case) -> Magic {
    magic(ending, what_en, case.message, Trick::Refuse(case))
}

const fn garbage(ending: &'static str, what_en: &'static str, what_id: &'static str, garbage: GarbageReply) -> Magic {
    magic(ending, what_en, what_id, Trick::GarbageReply(garbage))
}

const fn twist(ending: &'static str, what_en: &'static str, what_id: &'static str, twist: Twist) -> Magic {
    magic(ending, what_en, what_id, Trick::Twist(twist))
}

const fn wrapped(ending: &'static str, what_en: &'static str, what_id: &'static str, wrapped: Wrapped) -> Magic {
    magic(ending, what_en, what_id, Trick::Wrapped(wrapped))
}

/// Every magic ending, by kind: the vendor's errors, slowness, faults that pass, garbage, odd bills.
pub const MAGIC: &[Magic] = &[
    refuse("996505", "timestamp refused", codes::CLOCK),
    refuse("996508", "signature refused", codes::SIGNATURE),
    refuse("996510", "a field is invalid", codes::INVALID),
    refuse("996512", "a field is missing", codes::MISSING),
    refuse("996525", "product does not fit (400)", codes::MISFIT),
    refuse("996568", "client id malformed", codes::CLIENT_ID),
    refuse("996569", "grant type refused", codes::GRANT),
    refuse("996500", "token refused, every time", codes::TOKEN),
    refuse("996535", "token expired, every time", codes::TOKEN_EXPIRED),
    refuse("996570", "credentials refused", codes::CREDENTIALS),
    refuse("996524", "account not verified", codes::UNVERIFIED),
    refuse("996567", "account is not b2b", codes::NOT_B2B),
    refuse("996572", "account is not irs", codes::NOT_IRS),
    refuse("996571", "IP address not registered", codes::IP),
    refuse("994525", "product does not fit (404)", codes::MISFIT_404),
    refuse("997001", "account data missing", codes::USER_DATA),
    refuse("997002", "customer not found", codes::NO_CUSTOMER),
    refuse("997003", "product not found", codes::NO_PRODUCT),
    refuse("997005", "transaction not found", codes::NO_TRANSACTION),
    refuse("997009", "customer disabled or blocked", codes::DISABLED),
    refuse("997010", "no open bill", codes::PAID),
    refuse("997011", "customer number wrong", codes::WRONG_NUMBER),
    refuse("997012", "last instalment, pay at the branch", codes::LAST_INSTALMENT),
    refuse("996563", "reference used before", codes::REFERENCE),
    refuse("998504", "gateway's database fails (read)", codes::DATABASE),
    refuse("998505", "gateway's database fails (write)", codes::DATABASE_WRITE),
    refuse("998601", "gateway's cache fails", codes::REDIS),
    refuse("999975", "account not set up", codes::NOT_SET_UP),
    refuse("999992", "no provider for the product", codes::NO_PROVIDER),
    refuse("999999", "failure without a name", codes::FAULT),
    refuse("999976", "not implemented", codes::NOT_BUILT),
    refuse("999991", "biller is down", codes::SUPPLIER),
    refuse("999998", "amount too small", codes::TOO_SMALL),
    refuse("991234", "a code that is in no table", codes::UNHEARD_OF),
    magic("990002", "a bill after 2 s", "tagihan setelah 2 detik", Trick::Slow(2)),
    magic("990006", "a bill after 6 s", "tagihan setelah 6 detik", Trick::Slow(6)),
    magic("990030", "a bill after 30 s", "tagihan setelah 30 detik", Trick::Slow(30)),
    magic("993001", "every other try: no answer", "selang-seling: koneksi putus", Trick::HangUpEveryOther),
    magic("993002", "every other try: 9999", "selang-seling: 9999", Trick::RefuseEveryOther(codes::FAULT)),
    magic("993003", "every other try: 9991", "selang-seling: 9991", Trick::RefuseEveryOther(codes::SUPPLIER)),
    magic(
        "993004",
        "every other try: token expired",
        "selang-seling: token kadaluarsa",
        Trick::RefuseEveryOther(codes::TOKEN_EXPIRED),
    ),
    magic(
        "993005",
        "every other try: timestamp refused",
        "selang-seling: waktu tidak sesuai",
        Trick::RefuseEveryOther(codes::CLOCK),
    ),
    garbage("990502", "a page of HTML with 502", "halaman HTML dengan 502", GarbageReply::HtmlPage),
    garbage("990101", "JSON that breaks off", "JSON terpotong", GarbageReply::BrokenOff),
    garbage("990102", "JSON of wrong types", "JSON dengan tipe yang salah", GarbageReply::WrongTypes),
    garbage("990103", "an empty body", "isi kosong", GarbageReply::Empty),
    garbage("990104", "a body of 10 MB", "isi 10 MB", GarbageReply::Huge),
    garbage("990302", "a redirect", "dialihkan ke alamat lain", GarbageReply::Redirect),
    garbage("990444", "connection closed without an answer", "koneksi ditutup tanpa jawaban", GarbageReply::HangUp),
    garbage("990200", "success without a bill", "sukses tanpa tagihan", GarbageReply::NoBill),
    garbage("990201", "`TRANSAKSI PENDING` without a bill", "`TRANSAKSI PENDING` tanpa tagihan", GarbageReply::Pending),
    garbage("990429", "429, wait 20 s, as HTML", "429, tunggu 20 detik, berupa HTML", GarbageReply::Throttled),
    garbage(
        "990430",
        "429, wait until a moment, as JSON",
        "429, tunggu sampai suatu saat, berupa JSON",
        GarbageReply::ThrottledUntil,
    ),
    garbage("990403", "403 with a firewall's page", "403 dengan halaman firewall", GarbageReply::Forbidden),
    garbage("990404", "403 with JSON without a code", "403 dengan JSON tanpa kode", GarbageReply::ForbiddenJson),
    garbage("990401", "401 with a page, every time", "401 dengan halaman HTML", GarbageReply::Unauthorized),
    garbage("990105", "two replies that differ", "dua jawaban yang berbeda", GarbageReply::TwoReplies),
    wrapped("990106", "a reply behind a warning of PHP's", "jawaban di belakang peringatan PHP", Wrapped::Warning),
    wrapped("990107", "the same reply twice", "jawaban yang sama dua kali", Wrapped::Twice),
    wrapped("990108", "a reply before a comment", "jawaban di depan komentar", Wrapped::Comment),
    wrapped("990109", "a reply behind a byte order mark", "jawaban di belakang byte order mark", Wrapped::Mark),
    twist("992001", "two bills", "dua tagihan", Twist::SeveralBills),
    twist("992002", "a list of one bill", "daftar berisi satu tagihan", Twist::ListOfOne),
    twist("992003", "two products in one bill", "dua produk dalam satu tagihan", Twist::SeveralOffers),
    twist("992004", "amounts as text", "jumlah sebagai teks", Twist::TextAmounts),
    twist("992005", "amounts as decimal text", "jumlah sebagai teks desimal", Twist::DecimalAmounts),
    twist("992006", "fields nobody told us of", "kolom yang tidak didokumentasikan", Twist::UnknownFields),
    twist("992007", "a total below the amount", "total di bawah tagihan", Twist::Contradiction),
    twist("992008", "a due date in words", "jatuh tempo berupa teks", Twist::FreeTextDue),
    twist("992009", "`due date` spelt with a space", "`due date` dengan spasi", Twist::DueWithSpace),
    twist("992010", "a name written right to left", "nama dari kanan ke kiri", Twist::RightToLeft),
    twist("992011", "HTML in the name", "HTML di dalam nama", Twist::HtmlName),
    twist("992012", "a name of 480 characters", "nama 480 karakter", Twist::LongName),
    twist("992013", "a name masked by the biller", "nama disamarkan biller", Twist::MaskedName),
    twist("992014", "three months in arrears", "tunggakan tiga bulan", Twist::Arrears),
    twist("992015", "another number in the reply", "nomor lain di jawaban", Twist::OtherNumber),
    twist("992016", "a response code of 7 digits", "kode jawaban 7 angka", Twist::ShortCode),
    twist("992017", "nothing but a total", "hanya total", Twist::AllEmpty),
    twist("992018", "what the shop pays and earns", "harga beli, komisi, dan saldo toko", Twist::ShopsMoney),
    twist("992019", "further fields that are known", "kolom tambahan yang dikenal", Twist::KnownFields),
    twist("992020", "a due date as PHP writes it", "jatuh tempo ala PHP", Twist::PhpDate),
    twist("992021", "a due date at midnight UTC", "jatuh tempo tengah malam UTC", Twist::MomentDate),
    twist("992022", "a due date with a month's name", "jatuh tempo dengan nama bulan", Twist::DateInLetters),
    twist("992023", "a due date in the year 613", "jatuh tempo tahun 613", Twist::NoDate),
    twist("992024", "period `202611`", "periode `202611`", Twist::OneMonth),
    twist("992025", "period `202609,202610,202611`", "periode `202609,202610,202611`", Twist::SeveralMonths),
    twist("992026", "period `005`", "periode `005`", Twist::InstalmentNumber),
    twist("992027", "three months, each with its sum", "tiga bulan dengan rinciannya", Twist::MonthRows),
    twist("992028", "21 months, each with its sum", "21 bulan dengan rinciannya", Twist::ManyMonthRows),
    twist("992029", "HTML entities in the name", "entitas HTML di dalam nama", Twist::Entities),
    twist("992030", "no sum at all", "tanpa jumlah sama sekali", Twist::NoSum),
    twist("992031", "a sum below zero", "jumlah di bawah nol", Twist::BelowZero),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_is_six_digits_from_99_and_stands_once() {
        for (index, magic) in MAGIC.iter().enumerate() {
            assert!(magic.ending.len() == 6 && magic.ending.starts_with("99"), "{}", magic.ending);
            assert!(MAGIC[..index].iter().all(|other| other.ending != magic.ending), "{}", magic.ending);
        }
    }

    #[test]
    fn an_errors_ending_is_its_case_number() {
        for magic in MAGIC {
            if let Trick::Refuse(case) = magic.trick {
                let aliased = case == codes::MISFIT_404;
                assert!(aliased || magic.ending[2..] == case.number.to_string(), "{}", magic.ending);
            }
        }
    }
}
