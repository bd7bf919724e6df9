//! The vendor's code dictionary (page "apis-response-code", and 7010 from the customer's samples).

/// One row of the dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Case {
    /// HTTP status, and the first three digits.
    pub(super) http: u16,
    /// The last four digits.
    pub(super) number: u16,
    /// The vendor's message.
    pub(super) message: &'static str,
}

const fn row(http: u16, number: u16, message: &'static str) -> Case {
    Case { http, number, message }
}

/// Which part of the vendor's house speaks: the two digits in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Service {
    Auth,
    Transaction,
    Account,
}

impl Case {
    /// The nine digits.
    pub(super) fn code(self, service: Service) -> String {
        let service = match service {
            Service::Auth => "01",
            Service::Transaction => "02",
            Service::Account => "03",
        };
        format!("{}{service}{}", self.http, self.number)
    }
}

pub(super) const CLOCK: Case = row(400, 6505, "Waktu tidak sesuai");
pub(super) const SIGNATURE: Case = row(400, 6508, "Signature tidak sesuai");
pub(super) const INVALID: Case = row(400, 6510, "Validasi Error");
pub(super) const MISSING: Case = row(400, 6512, "Field tidak boleh kosong");
pub(super) const MISFIT: Case = row(400, 6525, "Produk tidak sesuai");
pub(super) const CLIENT_ID: Case = row(400, 6568, "UUID tidak sesuai");
pub(super) const GRANT: Case = row(400, 6569, "Grant type tidak sesuai");
pub(super) const TOKEN: Case = row(401, 6500, "Token tidak sesuai");
pub(super) const TOKEN_EXPIRED: Case = row(401, 6535, "Token kadaluarsa");
pub(super) const CREDENTIALS: Case = row(401, 6570, "Kredensial tidak sesuai");
pub(super) const UNVERIFIED: Case = row(403, 6524, "Butuh verifikasi terlebih dahulu");
pub(super) const NOT_B2B: Case = row(403, 6567, "User type bukan b2b");
pub(super) const NOT_IRS: Case = row(403, 6572, "User type bukan irs");
pub(super) const IP: Case = row(403, 6571, "IP tidak ada di dalam whitelist");
pub(super) const MISFIT_404: Case = row(404, 6525, "Produk tidak sesuai");
pub(super) const USER_DATA: Case = row(404, 7001, "Gagal ambil data user");
pub(super) const NO_CUSTOMER: Case = row(404, 7002, "No Customer tidak ditemukan");
pub(super) const NO_PRODUCT: Case = row(404, 7003, "Produk tidak ditemukan");
pub(super) const NO_TRANSACTION: Case = row(404, 7005, "Transaksi tidak ditemukan");
pub(super) const DISABLED: Case =
    row(404, 7009, "Akun telah dinonaktifkan atau diblokir, silakan hubungi customer service");
pub(super) const PAID: Case = row(404, 7010, "Tagihan sudah dibayar");
pub(super) const WRONG_NUMBER: Case = row(404, 7011, "No pelanggan salah, silakan periksa kembali");
pub(super) const LAST_INSTALMENT: Case = row(404, 7012, "Angsuran terakhir, silakan bayar di kantor cabang");
pub(super) const REFERENCE: Case = row(409, 6563, "ReferenceNo sudah digunakan, gunakan yang lain");
pub(super) const DATABASE: Case = row(500, 8504, "Gagal mengambil data dari database");
pub(super) const DATABASE_WRITE: Case = row(500, 8505, "Gagal menyimpan data ke database");
pub(super) const REDIS: Case = row(500, 8601, "Gagal mengambil data dari redis");
pub(super) const NOT_SET_UP: Case = row(500, 9975, "Data user belum di set");
pub(super) const NO_PROVIDER: Case = row(500, 9992, "Provider tidak diketahui");
pub(super) const FAULT: Case = row(500, 9999, "Harap hubungi admin");
pub(super) const NOT_BUILT: Case = row(501, 9976, "Belum di implementasi");
pub(super) const SUPPLIER: Case = row(503, 9991, "Supplier sedang gangguan");
pub(super) const TOO_SMALL: Case = row(503, 9998, "Jumlah pembayaran harus lebih besar dari minimum plus admin");
/// A row the dictionary does not have.
pub(super) const UNHEARD_OF: Case = row(418, 1234, "Kode yang belum didokumentasikan");
