//! What words mean apart from products: politeness, labels of figures, units, months, PINs.
//! All are in lower case. A word that is not here and names no product is unknown.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word means, apart from products.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// None of the others.
    Unknown,
    /// Politeness: said beside a product and a number without changing either.
    Filler,
    /// `no`, `nomor`, `kode`: the word beside it says of what.
    Neutral,
    /// Announces a figure.
    Label(FigureLabel),
    /// Follows a figure and says what it counts.
    Unit(Unit),
    /// A month of the year, 1 to 12.
    Month(u8),
    /// A figure in letters, 1 to 12.
    Figure(u8),
    /// A number of months in one word: `setahun`.
    Span(u8),
    /// A bank, or money sent through one.
    Bank,
    /// Adds ten to the figure before it: `dua belas`.
    Teen,
    /// A command of the text centres that takes a PIN: `SAL.1234`.
    Command,
}

/// What a word announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FigureLabel {
    /// A customer's number.
    Customer,
    /// PLN's own word for one.
    PlnCustomer,
    /// A meter's number.
    Meter,
    Contact,
    Pin,
    /// `rek`: a word for a bill's number and for a bank account.
    Account,
    /// Money, whatever stands behind.
    Amount,
    /// Money, when it has the shape of it: `tagihan 25.720`, but `tagihan 1160026`.
    Bill,
    Date,
    Clock,
    Period,
    /// A meter's stand.
    Stand,
    /// Power, tariff.
    Power,
    Volume,
    People,
    /// A house, a street, a part of one.
    House,
    /// An address: the rest of the line.
    Address,
    Reference,
    Identity,
    /// A person: the words behind it are a name.
    Name,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Months,
    Years,
    People,
    Money,
    Power,
    /// Water, electricity, speed.
    Volume,
    /// `wib`, `am`.
    Clock,
}

/// Words glued before a product's in the agents' dialect: `CEKPLN`. The longer first.
const PREFIXES: [&str; 13] =
    ["cektagihan", "tagihan", "bayar", "info", "tag", "cek", "inq", "pay", "byr", "tgh", "bil", "cq", "ck"];

/// Prefixes and words that ask to pay, which this bot does not do.
const PAYING: [&str; 5] = ["bayar", "pay", "byr", "bayarin", "bayarkan"];

/// Words by what they mean.
const SENSES: &[(Sense, &str)] = &[
    (Sense::Filler, "
        tolong tlg tlong minta mohon cek check cekin cekan cekkan dicek dicekin ngecek lihat liat info infonya
        tgh bill bayar bayarin bayarkan byr pay inquiry inq berapa brp customernya punya punyanya
        pascabayar postpaid pasca hari selama x kali
        bu pak ibu bapak kak kakak mas mbak mba bang gan bos boss min admin sis bro om tante yth
        ya yah yaa yuk dong donk dulu deh sih nih ini itu ni tu aja saja lagi lg juga jg oke ok siap
        untuk utk buat dan dgn dengan dari dr yang yg adalah apa ada belum sudah kalau kalo jika for the my of and
        makasih terima kasih trims tks thx thanks thank you please pls plis
        halo hallo hai hi hello pagi siang sore malam selamat met assalamualaikum ass permisi punten
        bisa bs saya sy mau ingin aku ku coba cb skrg sekarang nya anda ke bulanan semua per tsb tersebut
        a jadi menjadi baru lama ganti ubah list daftar data berikut ket keterangan status hasil dll etc"),
    (Sense::Neutral, "no nomor nomer nomornya nmr number id kode num"),
    (Sense::Command, "saldo sal lap laporan gp gpin gantipin ceksaldo"),
    (Sense::Label(FigureLabel::Customer), "
        nopel nopelanggan pelanggan idpelanggan pel plg langganan nolangganan va nova virtual
        noka kartu nokartu kontrak nokontrak sambungan samb nosamb nosambungan nosal customer cust customerid nocust akun
        account kepesertaan kodebayar idcust cid userid"),
    (Sense::Label(FigureLabel::Account), "rek rekening norek norekening"),
    (Sense::Bank, "bca bri bni mandiri bsi btn cimb permata danamon bjb jago seabank bankjatim bpd panin ocbc transfer tf trf"),
    (Sense::Label(FigureLabel::PlnCustomer), "idpel idpln noidpel idpelpln"),
    (Sense::Label(FigureLabel::Meter), "meter meteran nometer nometeran nomet kwhmeter meterid prabayar"),
    (Sense::Label(FigureLabel::Contact), "
        hp nohp hape handphone wa nowa whatsapp whatsap telp tlp telpon telepon notelp notlp nohandphone phone ponsel
        kontak contact hubungi cp cs sms mobile fax"),
    (Sense::Label(FigureLabel::Pin), "pass password passcode pin pinku pinnya mpin otp sandi katasandi pw pwd passwd"),
    (Sense::Label(FigureLabel::Amount), "
        rp idr total jumlah jml admin adm denda biaya by harga nominal nilai saldoakhir sisa kembali kembalian tunai
        amount fee materai meterai ppn pajak angsuranke cashback komisi subtotal dibayar bayarnya retribusi"),
    (Sense::Label(FigureLabel::Bill), "tagihan tagihannya tagihanku tag rptag rptagihan"),
    (Sense::Label(FigureLabel::Date), "tgl tanggal date jatuh tempo due waktu time lahir ttl"),
    (Sense::Label(FigureLabel::Clock), "jam pukul pkl clock"),
    (Sense::Label(FigureLabel::Period), "periode period blth thbl blnthn rekbulan"),
    (Sense::Label(FigureLabel::Stand), "stand stan standmeter stanmeter awal akhir meterawal meterakhir smeter kini"),
    (Sense::Label(FigureLabel::Power), "daya tarif power gol golongan tarifdaya td"),
    (Sense::Label(FigureLabel::Volume), "pemakaian pakai usage kubikasi volume paket speed kecepatan"),
    (Sense::Label(FigureLabel::People), "peserta anggota keluarga jmlpeserta"),
    (Sense::Label(FigureLabel::House), "
        polisi nopol nopolisi plat rt rw blok blk kav kavling gg gang lt lantai km perum perumahan dusun kel kelurahan rumah norumah tipe type kodepos pos
        kelas lembar lbr nourut urut"),
    (Sense::Label(FigureLabel::Address), "alamat jl jln jalan address almt"),
    (Sense::Label(FigureLabel::Reference), "
        sn ref reff noref noreff referensi reference trx trxid idtrx transaksi invoice inv struk resi token stroom kwitansi
        idtransaksi notrx jpa tiket agenda registrasi noreg pesanan order orderid deposit tid mid
        trace bon img vid ptt bpkb seri serial kupon undian voucher promo imei segel rute stb smartcard mesin nosin rangka norangka aduan pengaduan"),
    (Sense::Label(FigureLabel::Identity), "nik ktp noktp kk nokk npwp nonik"),
    (Sense::Label(FigureLabel::Name), "nama name an n atas atasnama nm namapelanggan"),
    (Sense::Unit(Unit::Months), "bl bln bulan month months mo bulannya"),
    (Sense::Unit(Unit::Years), "tahun thn th year years"),
    (Sense::Unit(Unit::People), "orang org jiwa orangnya anak pax"),
    (Sense::Unit(Unit::Money), "rb ribu rbu jt juta k rupiah perak"),
    (Sense::Unit(Unit::Power), "va kva watt w kwatt"),
    (Sense::Unit(Unit::Volume), "kwh m m2 m3 kubik kibik mbps kbps gbps mb gb tb mbs liter hz"),
    (Sense::Unit(Unit::Clock), "wib wita wit am pm"),
    (Sense::Month(1), "januari jan january"),
    (Sense::Month(2), "februari feb pebruari february peb"),
    (Sense::Month(3), "maret mar march mrt"),
    (Sense::Month(4), "april apr"),
    (Sense::Month(5), "mei may"),
    (Sense::Month(6), "juni jun june"),
    (Sense::Month(7), "juli jul july"),
    (Sense::Month(8), "agustus agu agst agt ags aug august agus"),
    (Sense::Month(9), "september sep sept"),
    (Sense::Month(10), "oktober okt oct october"),
    (Sense::Month(11), "november nov nop nopember"),
    (Sense::Month(12), "desember des dec december"),
    (Sense::Teen, "belas"),
    (Sense::Span(1), "sebulan"),
    (Sense::Span(12), "setahun"),
    (Sense::Figure(1), "satu one"),
    (Sense::Figure(2), "dua two"),
    (Sense::Figure(3), "tiga three"),
    (Sense::Figure(4), "empat four"),
    (Sense::Figure(5), "lima five"),
    (Sense::Figure(6), "enam six"),
    (Sense::Figure(7), "tujuh seven"),
    (Sense::Figure(8), "delapan eight"),
    (Sense::Figure(9), "sembilan nine"),
    (Sense::Figure(10), "sepuluh ten"),
    (Sense::Figure(11), "sebelas eleven"),
    (Sense::Figure(12), "duabelas twelve"),
];

static TABLE: LazyLock<HashMap<&'static str, Sense>> = LazyLock::new(|| {
    SENSES.iter().flat_map(|(sense, words)| words.split_whitespace().map(|word| (word, *sense))).collect()
});

/// What a word, in lower case, means.
pub(super) fn sense(word: &str) -> Sense {
    TABLE.get(word).copied().unwrap_or(Sense::Unknown)
}

/// Whether a word, in lower case, asks to pay.
pub(super) fn asks_to_pay(word: &str) -> bool {
    PAYING.contains(&word)
}

/// How many bytes of a word may be a glued-on prefix, the longest first.
pub(super) fn prefixes(word: &str) -> impl Iterator<Item = usize> {
    PREFIXES
        .iter()
        .filter(move |prefix| word.len() > prefix.len() && word.starts_with(**prefix))
        .map(|prefix| prefix.len())
}
