//! The list itself: wire names, what they mean, how their values are read, and where that holds.

use super::field::{FieldKind, Label};
use crate::domain::product::Family;

/// One entry of the list.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// The names on the wire, as [`super::squashed`] leaves them.
    pub names: &'static [&'static str],
    /// What it is.
    pub label: Label,
    /// How it is read.
    pub kind: FieldKind,
    /// The families in which the name means that; all when empty.
    pub families: &'static [Family],
}

const fn known(label: Label, kind: FieldKind, names: &'static [&'static str]) -> Known {
    Known { names, label, kind, families: &[] }
}

const fn only(families: &'static [Family], entry: Known) -> Known {
    Known { families, ..entry }
}

const FINANCE: &[Family] = &[Family::Finance];
const POWER: &[Family] = &[Family::Electricity];
const WATER: &[Family] = &[Family::Water];

/// Every further field that may be shown. Names as aggregators' documents and customers' replies have them.
pub const KNOWN: &[Known] = {
    use FieldKind::{Amount, Count, Date, Text};
    &[
        known(Label::Address, Text, &["alamat", "alamatpelanggan", "address", "customeraddress"]),
        known(Label::Class, Text, &["golongan", "gol", "golongantarif", "kelas", "class"]),
        only(POWER, known(Label::Power, Text, &["daya", "power", "dayalistrik"])),
        known(Label::Sheets, Count, &["lembartagihan", "jumlahlembar", "lembar", "jmllembar", "jumlahtagihan"]),
        known(Label::SheetsLeft, Count, &["lembartagihansisa", "sisalembar", "lembarsisa", "sisalembartagihan"]),
        known(Label::Members, Count, &["jumlahpeserta", "jmlpeserta", "peserta", "jumlahanggota", "jumlahkeluarga"]),
        only(FINANCE, known(Label::Item, Text, &["itemname", "namabarang", "barang", "unit", "item", "kendaraan"])),
        known(Label::Plate, Text, &["nopol", "nomorpolisi", "nopolisi", "platenumber", "platno"]),
        known(Label::Frame, Text, &["norangka", "nomorrangka"]),
        known(Label::Engine, Text, &["nomesin", "nomormesin"]),
        only(FINANCE, known(Label::Tenor, Text, &["tenor", "jangkawaktu"])),
        known(Label::InstalmentNumber, Text, &["angsuranke", "cicilanke", "instalmentnumber", "installmentnumber"]),
        known(Label::Fine, Amount, FINES),
        known(Label::StampDuty, Amount, &["materai", "meterai", "biayamaterai", "biayameterai", "stampduty"]),
        known(Label::FixedCharge, Amount, &["beban", "biayabeban", "bebantetap", "biayatetap", "abonemen", "abonemem"]),
        known(
            Label::MeterFee,
            Amount,
            &["biayameter", "sewameter", "pemeliharaanmeter", "biayapemeliharaan", "danameter"],
        ),
        known(Label::Waste, Amount, &["limbah", "biayalimbah", "airlimbah", "sampah", "retribusi", "retribusisampah"]),
        only(WATER, known(Label::WaterCharge, Amount, &["tagihanair", "biayaair", "uangair", "biayapemakaian"])),
        only(WATER, known(Label::NonWater, Amount, &["nonair", "tagihannonair", "biayanonair"])),
        known(Label::OtherCharges, Amount, OTHERS),
        known(Label::Vat, Amount, &["ppn", "vat"]),
        only(POWER, known(Label::LightingTax, Amount, &["ppj", "pbjt", "bpju"])),
        known(Label::Arrears, Amount, &["tunggakan", "totaltunggakan", "jumlahtunggakan", "arrears"]),
        known(Label::TaxYear, Text, &["tahunpajak", "taxyear"]),
        known(Label::Village, Text, &["kelurahan", "desa", "kelurahandesa"]),
        known(Label::District, Text, &["kecamatan"]),
        known(Label::City, Text, &["kabkota", "kota", "kabupaten", "kabupatenkota", "city"]),
        known(Label::Land, Text, &["luastanah", "luasbumi"]),
        known(Label::Building, Text, &["luasbangunan", "luasgedung"]),
        known(Label::Branch, Text, &["cabang", "namacabang", "branch"]),
        known(Label::Package, Text, &["paket", "namapaket", "package", "packagename", "layanan"]),
        known(
            Label::Issued,
            Date,
            &["tanggalterbit", "tglterbit", "tanggaltagihan", "tgltagihan", "billdate", "issuedate"],
        ),
        known(Label::Remark, Text, &["keterangan", "catatan", "remark", "remarks", "note", "notes"]),
    ]
};

/// What a fine is called.
pub const FINES: &[&str] = &[
    "denda",
    "biayadenda",
    "penalty",
    "penalti",
    "latefee",
    "fine",
    "biayaketerlambatan",
    "nilaidenda",
    "dendaketerlambatan",
];

/// What charges without a name of their own are called.
pub const OTHERS: &[&str] = &["biayalain", "biayalainlain", "biayalainnya", "lainlain", "othercharges"];

/// Words that names of objects and lists are made of when they may hold something of the customer's.
pub(super) const HOLDING: [&str; 55] = [
    "desc",
    "description",
    "deskripsi",
    "details",
    "detail",
    "detil",
    "rincian",
    "tagihan",
    "bills",
    "bill",
    "billing",
    "data",
    "informasi",
    "information",
    "info",
    "items",
    "item",
    "list",
    "daftar",
    "bulanan",
    "bulan",
    "months",
    "month",
    "periode",
    "periods",
    "period",
    "additional",
    "tambahan",
    "extra",
    "customer",
    "pelanggan",
    "nasabah",
    "tunggakan",
    "arrears",
    "inquiry",
    "lembar",
    "invoices",
    "invoice",
    "peserta",
    "meter",
    "kendaraan",
    "vehicle",
    "contract",
    "kontrak",
    "others",
    "other",
    "lainnya",
    "lain",
    "breakdown",
    "komponen",
    "components",
    "array",
    "rekening",
    "response",
    "result",
];
