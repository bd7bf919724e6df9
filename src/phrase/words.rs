//! Words that mean something beside products: politeness, periods, PINs, money, telephones.
//! All lower case; what is not here and names nothing is an unknown word.

use std::collections::HashSet;
use std::sync::LazyLock;

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
const FILLERS: &str = "
    tolong tlg tlong minta mohon cek check cekin cekan cekkan dicek dicekin ngecek lihat liat info infonya
    tagihan tagihannya tagihanku tag tgh bill bayar bayarin inquiry inq jumlah total berapa brp
    nomor nomer nomornya number no nopel idpel id pel pelanggan rekening rek va kartu noka kontrak nokontrak
    customer cust atas nama a n an punya punyanya pascabayar postpaid pasca bulan bln hari periode period selama x kali
    bu pak ibu bapak kak kakak mas mbak mba bang gan bos boss min admin sis bro om tante
    ya yah yaa yuk dong donk dulu deh sih nih ini itu ni tu aja saja lagi lg juga jg oke ok siap
    untuk utk buat dan dgn dengan dari dr yang yg adalah apa ada belum sudah kalau kalo jika for the my of and
    makasih terima kasih trims tks thx thanks thank you please pls plis
    halo hallo hai hi hello pagi siang sore malam selamat met assalamualaikum ass permisi punten
    bisa bs saya sy mau ingin aku ku coba cb skrg sekarang";

static FILLER_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| FILLERS.split_whitespace().collect());

pub(super) fn is_filler(key: &str) -> bool {
    FILLER_WORDS.contains(key) || announces_pin(key)
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
