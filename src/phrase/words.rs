//! Words that mean something beside products: politeness, periods, PINs, money, telephones.
//! All lower case; what is not here and names nothing is an unknown word.

/// Words glued before a product's in the agents' dialect: `CEKPLN`. The longer first.
const PREFIXES: [&str; 6] = ["cektagihan", "tagihan", "bayar", "tag", "cek", "inq"];

/// What follows a number of months: `3 bulan`, `3bln`.
const MONTHS: [&str; 7] = ["bl", "bln", "bulan", "month", "months", "mo", "bulanan"];

/// What announces a PIN.
const PIN: [&str; 8] = ["pass", "password", "passcode", "pin", "pinku", "pinnya", "sandi", "katasandi"];

/// What announces money.
const MONEY: [&str; 4] = ["rp", "idr", "rupiah", "rb"];

/// What announces somebody's telephone number.
const CONTACT: [&str; 9] = ["hp", "nohp", "wa", "nowa", "whatsapp", "telp", "tlp", "notelp", "kontak"];

/// Politeness, labels and the like: said beside a product and a number without changing either.
/// Sorted, for a binary search.
const FILLERS: &[&str] = &[
    "a",
    "ada",
    "adalah",
    "admin",
    "aja",
    "aku",
    "an",
    "and",
    "apa",
    "ass",
    "assalamualaikum",
    "atas",
    "bang",
    "bapak",
    "bayar",
    "bayarin",
    "belum",
    "berapa",
    "bill",
    "bisa",
    "bln",
    "bos",
    "boss",
    "bro",
    "brp",
    "bs",
    "bu",
    "buat",
    "bulan",
    "cb",
    "cek",
    "cekan",
    "cekin",
    "cekkan",
    "check",
    "coba",
    "cust",
    "customer",
    "dan",
    "dari",
    "deh",
    "dengan",
    "dgn",
    "dicek",
    "dicekin",
    "dong",
    "donk",
    "dr",
    "dulu",
    "for",
    "gan",
    "hai",
    "hallo",
    "halo",
    "hari",
    "hello",
    "hi",
    "ibu",
    "id",
    "idpel",
    "info",
    "infonya",
    "ingin",
    "ini",
    "inq",
    "inquiry",
    "itu",
    "jg",
    "jika",
    "juga",
    "jumlah",
    "kak",
    "kakak",
    "kalau",
    "kali",
    "kalo",
    "kartu",
    "kasih",
    "kontrak",
    "ku",
    "lagi",
    "lg",
    "liat",
    "lihat",
    "makasih",
    "malam",
    "mas",
    "mau",
    "mba",
    "mbak",
    "met",
    "min",
    "minta",
    "mohon",
    "my",
    "n",
    "nama",
    "ngecek",
    "ni",
    "nih",
    "no",
    "noka",
    "nokontrak",
    "nomer",
    "nomor",
    "nomornya",
    "nopel",
    "number",
    "of",
    "ok",
    "oke",
    "om",
    "pagi",
    "pak",
    "pasca",
    "pascabayar",
    "pel",
    "pelanggan",
    "period",
    "periode",
    "permisi",
    "please",
    "plis",
    "pls",
    "postpaid",
    "punten",
    "punya",
    "punyanya",
    "rek",
    "rekening",
    "saja",
    "saya",
    "sekarang",
    "selama",
    "selamat",
    "siang",
    "siap",
    "sih",
    "sis",
    "skrg",
    "sore",
    "sudah",
    "sy",
    "tag",
    "tagihan",
    "tagihanku",
    "tagihannya",
    "tante",
    "terima",
    "tgh",
    "thank",
    "thanks",
    "the",
    "thx",
    "tks",
    "tlg",
    "tlong",
    "tolong",
    "total",
    "trims",
    "tu",
    "untuk",
    "utk",
    "va",
    "x",
    "ya",
    "yaa",
    "yah",
    "yang",
    "yg",
    "you",
    "yuk",
];

pub(super) fn is_filler(key: &str) -> bool {
    FILLERS.binary_search(&key).is_ok() || announces_pin(key)
}

pub(super) fn is_months(key: &str) -> bool {
    MONTHS.contains(&key)
}

pub(super) fn announces_pin(key: &str) -> bool {
    PIN.contains(&key)
}

pub(super) fn announces_money(key: &str) -> bool {
    MONEY.contains(&key)
}

pub(super) fn announces_contact(key: &str) -> bool {
    CONTACT.contains(&key)
}

/// How many bytes of a word may be a glued-on prefix, the longest first.
pub(super) fn prefixes(key: &str) -> impl Iterator<Item = usize> {
    PREFIXES
        .iter()
        .filter(move |prefix| key.len() > prefix.len() && key.starts_with(**prefix))
        .map(|prefix| prefix.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_sorted() {
        assert!(FILLERS.is_sorted());
    }
}
