### Kalimat-kalimat CekTagihan dalam bahasa Indonesia. Bahasa lain mengikuti nama dan variabelnya.

## Waktu

month =
    { $month ->
        [1] Januari
        [2] Februari
        [3] Maret
        [4] April
        [5] Mei
        [6] Juni
        [7] Juli
        [8] Agustus
        [9] September
        [10] Oktober
        [11] November
       *[12] Desember
    }
date = { $day } { month } { $year }
time = { $day } { month } { $year } { $hour }.{ $minute } WIB
months = { $count } bulan

## Perintah

command-start = Menu utama
command-check = Cek tagihan: /cek pln 514040400482
command-cancel = Batalkan yang sedang berjalan
command-help = Cara memakai bot ini
command-language = Ganti bahasa / Change language
command-privacy = Data apa yang disimpan
command-erase = Hapus data saya

## Tombol

button-home = Menu utama
button-back = Kembali
button-cancel = Batal
button-again = Cek ulang
button-another = Tagihan lain
button-copy = Salin ringkasan
button-reveal = Lihat lengkap
button-private = Buka di chat pribadi
button-use = Pakai saja
button-retype = Ketik ulang
button-months = Pilih jumlah bulan
button-help = Bantuan
button-languages = Bahasa / Language
button-check = Cek { $product }?
button-check-number = { $product } · { $number }
button-recent = { $name } · { $product }
button-page = { $page } / { $pages }

## Menu utama

home-title = Cek tagihan pascabayar
home-example = Ketik produk dan nomor pelanggan, misalnya:
home-choose = Atau pilih jenis tagihan:
family-electricity = Listrik PLN
family-water = Air PDAM
family-health = BPJS
family-internet = Internet & TV
family-phone = Telepon Pascabayar
family-finance = Multifinance

## Produk

product-choose = Pilih produknya, atau ketik sebagian namanya.
product-choose-group = Pilih produknya, atau balas pesan ini dengan sebagian namanya.
product-found = Produk yang dimaksud:
product-not-found = Tidak ada produk yang cocok dengan “{ $words }”.
product-gone = Produk itu tidak tersedia lagi.

## Nomor pelanggan

account-pln = Ketik ID pelanggan (IDPEL), 12 digit.
account-bpjs = Ketik nomor kartu BPJS (13 digit) atau nomor VA (16 digit).
account-mobile = Ketik nomor HP, diawali 08.
account-digits = Ketik nomor pelanggan, { $length } digit.
account-letters = Ketik nomor pelanggan, { $length } angka atau huruf.
account-contract = Ketik nomor kontrak, { $length } angka atau huruf.
account-in-group = Balas pesan ini dengan nomornya, atau /batal.
account-placeholder = Nomor { $product }
account-not-read = Belum ada nomor di pesan itu.
account-too-long = Nomor itu terlalu panjang: paling banyak { $most } angka. Periksa, lalu kirim lagi.
account-too-long-by = Nomor itu { $length } karakter, paling banyak { $most }. Periksa, lalu ketik ulang.
account-empty = Nomornya kosong. Ketik nomor pelanggan.
account-forbidden = Nomor hanya boleh berisi angka dan huruf. Ketik ulang tanpa tanda lain.
doubt-prepaid-meter = Nomor 11 digit biasanya nomor meter prabayar (token). Tagihan pascabayar memakai IDPEL 12 digit.
doubt-nik = Nomor 16 digit ini tampaknya NIK. BPJS memakai nomor kartu (13 digit) atau nomor VA yang diawali 88888.
doubt-letters = Nomor pelanggan untuk produk ini biasanya berupa angka.
doubt-short = Nomor ini terlalu pendek: { $got } karakter, biasanya { $length }.
doubt-long = Nomor ini terlalu panjang: { $got } karakter, biasanya { $length }.
doubt-not-mobile = Nomor HP biasanya diawali 08.
doubt-question = Tetap pakai nomor ini?
conversion-card = Nomor kartu diubah menjadi nomor VA: 88888 dan 11 digit terakhirnya.
conversion-mandiri = Awalan 89888 (Mandiri) diganti 88888.
conversion-country = Awalan 62 diganti 0.

## Jumlah bulan

period-ask = Untuk berapa bulan?
period-limit = Pilih 1 sampai { $most } bulan.

## Produk untuk sebuah nomor

match-one = Nomor ini untuk produk di bawah?
match-several = Nomor ini untuk produk yang mana?
match-none = Nomor ini tidak cocok dengan pola produk mana pun. Pilih jenis tagihannya:
match-family = Pilih produk untuk nomor ini:
match-by-name = Nama produknya juga bisa diketik.
match-by-name-group = Atau balas pesan ini dengan nama produknya.

## Pengecekan

check-begun = Mengecek { $product }…
check-wait = Sedang dicek…
check-slow = Biller sedang lambat. Jawaban datang paling lama { $seconds } detik sejak Anda bertanya.
check-joined = Nomor ini sedang diproses. Tunggu sebentar.
check-full = Masih ada { $most } pengecekan berjalan. Tunggu salah satunya selesai, lalu tekan tombol ini:
check-cancelled = Pengecekan dibatalkan.
check-over = Pengecekan ini sudah selesai.
lines-left = Belum dicek:
line-unread = Baris ini tidak terbaca sebagai produk dan nomor.
line-full = Terlalu banyak pengecekan sekaligus.
lines-dropped = { $count } baris terakhir tidak dibaca: paling banyak { $most } per pesan. Kirim lagi sisanya.

## Batal, bantuan, bahasa

cancelled = Dibatalkan.
cancel-nothing = Tidak ada yang sedang berjalan.
help-title = Cara memakai
help-typed = Ketik produk dan nomor pelanggan dalam satu pesan, misalnya:
help-lines = Beberapa tagihan sekaligus: satu baris untuk satu nomor, paling banyak { $most } baris.
help-number = Ketik nomornya saja, lalu pilih produknya. Atau tekan menu utama.
help-edit = Salah ketik? Sunting pesan Anda: jawabannya ikut berubah.
help-cancel = /batal membatalkan, /bahasa mengganti bahasa.
help-scope = Bot ini hanya mengecek tagihan, tidak membayar. Jangan kirim PIN.
language-choose = Pilih bahasa · Choose a language
language-name = Bahasa Indonesia
language-chosen = Bot ini sekarang berbahasa Indonesia.

## Lain-lain

stale-button = Tombol itu sudah tidak berlaku. Mulai lagi dari menu.
foreign-button = Tombol ini milik orang lain. Ketik /cek untuk memakai milik Anda sendiri.
wordless = Bot ini hanya membaca teks. Ketik produk dan nomor pelanggan, misalnya:
unknown-command = Perintah itu tidak ada. Yang ada: /start, /cek, /batal, /bantuan, /bahasa, /privasi, /hapusdata.
not-understood = Pesan itu belum terbaca. Ketik produk dan nomor pelanggan, misalnya:
stranger = Maaf, bot ini hanya untuk orang yang diundang. Minta akses kepada pengelolanya.
nameless = Maaf, admin anonim dan kanal tidak dapat dilayani. Matikan “Tetap anonim”, lalu kirim lagi atas nama Anda sendiri.
failed = Maaf, ada kesalahan di pihak kami. Pesan terakhir Anda mungkin belum diproses. Kirim ulang sebentar lagi. Kode: { $trace }
pin-private = PIN tidak diperlukan: bot ini hanya mengecek tagihan. PIN dalam pesan Anda tidak disimpan dan pesannya dihapus. Lain kali kirim tanpa PIN.
pin-group = PIN tidak diperlukan: bot ini hanya mengecek tagihan. PIN tidak disimpan, tetapi pesan Anda masih terbaca di grup ini. Hapus pesan itu.

## Tagihan

bill-title = Tagihan { $product }
bill-number = Tagihan { $index } dari { $count }
bill-more = Masih ada { $count } tagihan lain yang tidak muat di sini.
bill-status = Status
bill-unpaid = BELUM DIBAYAR
bill-nothing = NIHIL
bill-company = Perusahaan
bill-product = Produk
bill-tariff = Tarif/daya
bill-period = Periode
bill-month-count = Jumlah bulan
bill-stand = Stand meter
bill-stand-start = Stand awal
bill-stand-end = Stand akhir
bill-usage = Pemakaian
bill-remark = Keterangan
bill-due = Jatuh tempo
bill-amount = Tagihan
bill-instalment = Angsuran
bill-admin = Biaya admin
bill-total = Total
bill-sum = Jumlah
bill-ref = No. ref
bill-reference = Referensi
bill-data = Data per { $time }. Informasi tagihan, bukan bukti bayar.
bill-total-line = Total { $total }
bill-sum-line = Jumlah { $count } tagihan: { $total }
bill-amount-line = Tagihan { $amount }
bill-admin-line = Biaya admin { $admin }
bill-due-line = Jatuh tempo { $due }
note-contradiction = Angka dari biller saling bertentangan. Periksa kembali sebelum menagih.
note-other-account = Biller menjawab untuk nomor lain: { $number }. Periksa kembali.
note-bpjs = Tagihan yang baru dibayar bisa masih tampil beberapa saat.

## Kegagalan: sebab dan langkah berikutnya

error-invalid-field = Nomor ini ditolak. Periksa nomornya, lalu ketik ulang.
error-missing-field = Ada data yang kurang untuk produk ini. Periksa nomornya, lalu ketik ulang.
error-missing-period = Ada data yang kurang, mungkin jumlah bulannya. Pilih jumlah bulan, lalu cek lagi.
error-product-mismatch = Nomor ini tidak cocok dengan { $product }. Periksa produk dan nomornya.
error-customer-not-found = Nomor pelanggan tidak ditemukan. Periksa nomornya, lalu ketik ulang.
error-customer-disabled = Pelanggan ini dinonaktifkan atau diblokir. Minta pelanggan menghubungi kantor billernya.
error-no-open-bill = Tidak ada tagihan terbuka: sudah dibayar atau belum terbit. Bila belum dibayar, cek lagi nanti.
error-number-wrong = Nomor pelanggan salah. Periksa nomornya, lalu ketik ulang.
error-last-instalment = Ini angsuran terakhir. Pembayarannya hanya di kantor cabang perusahaan pembiayaan.
error-amount-too-small = Tagihan ini di bawah batas minimum pembayaran. Tanyakan cara membayarnya ke kantor biller.
error-gateway-storage = Sistem penyedia sedang gangguan. Coba beberapa menit lagi.
error-gateway-fault = Penyedia gagal menjawab tanpa alasan. Coba beberapa menit lagi.
error-biller-down = Biller sedang gangguan. Coba lagi nanti.
error-unknown-code = Penyedia menjawab: “{ $message }” (kode { $code }). Coba lagi nanti.
error-unknown-code-only = Penyedia menjawab dengan kode { $code } yang belum kami kenal. Coba lagi nanti.
error-timed-out = Biller belum menjawab sampai batas waktu. Coba sebentar lagi.
error-unreachable = Penyedia tidak dapat dihubungi. Coba beberapa menit lagi.
error-unreadable = Jawaban penyedia tidak terbaca. Coba beberapa menit lagi.
error-resting = Pengecekan { $product } sedang gangguan. Coba lagi dalam { $seconds } detik.
error-crowded = Terlalu banyak pengecekan sekaligus. Coba lagi dalam { $seconds } detik.
error-cut-off = PLN sedang cut-off (23.00–01.00 WIB), jadi tagihan listrik belum bisa dicek. Coba lagi setelah pukul 01.00 WIB.
error-clock-off = Jam server kami tidak tepat, sehingga permintaan ditolak.
error-signature-refused = Tanda tangan permintaan kami ditolak penyedia.
error-client-id-refused = Nomor klien kami ditolak penyedia.
error-grant-refused = Permintaan izin kami ditolak penyedia.
error-token-refused = Izin akses kami ditolak penyedia.
error-credentials-refused = Kredensial kami ditolak penyedia.
error-account-unverified = Akun kami di penyedia belum diverifikasi.
error-account-kind = Jenis akun kami di penyedia tidak sesuai.
error-ip-not-registered = Alamat server kami belum terdaftar di penyedia.
error-account-data = Penyedia gagal memuat data akun kami.
error-product-unknown = Penyedia tidak mengenal produk ini dalam daftar kami.
error-transaction-unknown = Penyedia salah menafsirkan permintaan kami.
error-reference-used = Nomor referensi kami sudah pernah dipakai.
error-account-not-set-up = Akun kami di penyedia belum diatur.
error-provider-unknown = Penyedia belum punya jalur ke biller ini.
error-not-implemented = Penyedia belum mendukung pengecekan produk ini.
error-ours = Ini kesalahan di pihak kami, bukan Anda. Sampaikan kode { $trace } kepada pengelola bot, lalu coba lagi nanti.
store-trouble = Penyimpanan bot sedang bermasalah. Pesan Anda tidak hilang: dijawab begitu penyimpanan pulih. Kode: { $trace }

## Privasi

privacy-title = Data Anda di bot ini
privacy-kept = Disimpan terenkripsi: percakapan yang sedang berjalan, pilihan bahasa, produk yang sering dicek, { $customers } pelanggan terakhir, dan pesan yang belum terkirim. Terhapus sendiri setelah { $days } hari tidak dipakai; tombol di grup setelah sehari. Salinan cadangan otomatis terhapus dalam 3 hari.
privacy-seen = Nomor yang Anda cek dikirim ke gateway untuk menanyakan tagihan. Di grup, nomor dan nama disamarkan. Orang lain tidak melihat riwayat Anda.
privacy-audit = Catatan audit: siapa, kapan, di chat mana, produk, nomor tersamar, dan hasilnya, tanpa nama dan tanpa tagihan. Disimpan { $days } hari dan hanya dibaca pengelola bot.
privacy-telegram = Pesan di chat ini tersimpan di Telegram. Hapus sendiri bila perlu.
privacy-erase = Hapus data Anda: /hapusdata
erase-ask = Hapus data Anda dari bot ini?
erase-what = Yang dihapus, di semua chat: percakapan dan pengecekan yang sedang berjalan, bahasa, produk yang sering dicek, pelanggan terakhir, isi tombol, dan pesan yang belum terkirim.
erase-stays = Yang tinggal: catatan audit (nomor tersamar, tanpa nama dan tagihan), karena pengelola wajib dapat mempertanggungjawabkan setiap pengecekan. Keanggotaan Anda tinggal sampai pengelola mengeluarkan Anda; sesudah itu tinggal catatan tanpa nama bahwa Anda dikeluarkan. Salinan cadangan otomatis (terenkripsi) hilang dalam 3 hari. Pesan di Telegram Anda hapus sendiri. Lama simpan: /privasi
erase-button = Ya, hapus data saya
erased-too-often = Data Anda baru saja dihapus beberapa kali. Coba lagi satu jam lagi.
erased = Data Anda sudah dihapus.

## Akses

role-owner = pemilik
role-admin = admin
role-agent = agen
role-staff = staf
nobodys-name = ID { $id }
stranger-code = Atau tunjukkan kode ini kepada pengelolanya. Berlaku satu jam:
unowned = Bot ini belum punya pemilik. Kirim kode yang tampil di terminal tempat bot dijalankan.
wrong-code = Kode itu salah atau sudah kedaluwarsa. Yang berlaku tampil di terminal.
claimed = Anda sekarang pemilik bot ini.
closed-group = Bot ini belum diaktifkan di grup ini. Pengelolanya mengaktifkan dengan /grup.
office-only = Itu hanya untuk pengelola bot.
office-in-private = Perintah itu hanya bekerja di chat pribadi dengan bot ini.
office-in-groups = Perintah itu hanya bekerja di dalam grup.
help-role = Peran Anda: { $role }.
help-office = /undang membuat tautan undangan, /setujui menerima kode orang baru, /anggota menampilkan dan mengubah anggota.
help-group = Di dalam grup, /grup mengaktifkan atau menonaktifkan bot.
invite-choose = Undang sebagai apa?
invite-made = Tautan undangan sebagai { $role }. Teruskan kepada satu orang: berlaku 24 jam, hanya sekali pakai.
invite-full = Sudah ada { $most } undangan Anda yang terbuka. Tunggu sampai dipakai atau kedaluwarsa.
invite-void = Undangan itu tidak berlaku: sudah dipakai, kedaluwarsa, atau dicabut. Minta yang baru kepada pengelolanya.
invite-needless = Anda sudah terdaftar sebagai { $role }. Undangan itu tidak dipakai.
joined = Selamat datang. Anda sekarang { $role } di bot ini.
pairing-ask = Kirim kode yang ditunjukkan orang itu: /setujui KODE
pairing-unknown = Kode itu tidak dikenal, sudah dipakai, atau kedaluwarsa.
pairing-who = { $name } ingin memakai bot ini. Terima sebagai apa?
pairing-declined = Permintaan itu ditolak.
members-title = Anggota ({ $count })
members-line = { $name } · { $role } · sejak { $date }
members-line-configured = { $name } · { $role } · dari konfigurasi
member-since = Sejak { $time }
member-since-by = Sejak { $time }, oleh { $by }
member-yourself = Peran Anda sendiri tidak dapat diubah: jangan sampai tidak ada lagi yang bisa mengelola bot.
member-above = Orang ini tidak dapat Anda ubah: pemilik ditentukan lewat konfigurasi, dan admin hanya diubah oleh pemilik.
member-unknown = Orang itu sudah bukan anggota.
member-changed = { $name } sekarang { $role }.
member-removed = { $name } sudah dikeluarkan. Aksesnya berakhir sekarang juga.
remove-ask = Keluarkan { $name }? Aksesnya langsung berakhir, juga di dalam grup.
group-trial = Bot ini terbuka untuk semua grup.
group-closed = Bot ini belum aktif di grup ini. Aktifkan untuk siapa?
group-open = Bot ini aktif di grup ini. Semua orang di sini boleh mengecek tagihan sebagai { $role }.
group-members-only = Bot ini aktif di grup ini, hanya untuk anggota yang sudah diundang.
news-joined = { $name } bergabung sebagai { $role } dengan undangan dari { $by }.
news-admitted = { $name } diterima sebagai { $role } oleh { $by }.
put-out-before = Perhatian: orang ini pernah dikeluarkan, { $time }.
waiting = Data bot ini hilang dan dipulihkan dari cadangan { $time }. Akses Anda menunggu konfirmasi pemilik bot. Hubungi pemiliknya bila perlu segera.
recovery-title = Pemulihan dari cadangan
recovery-notice = Data bot ini hilang dan dipulihkan dari cadangan { $time }. Siapa yang dikeluarkan atau diturunkan sesudahnya mungkin tercantum lagi.
recovery-waits = Menunggu konfirmasi Anda: { $people } anggota, { $groups } grup. Sampai saat itu mereka belum bisa memakai bot.
recovery-groups = Satu grup diaktifkan lagi dengan /grup di dalam grup itu.
recovery-over = Tidak ada lagi yang menunggu konfirmasi.
news-confirmed = { $by } mengonfirmasi anggota dan grup dari cadangan.
news-changed = { $name } sekarang { $role }, diubah oleh { $by }.
news-removed = { $name } dikeluarkan oleh { $by }.
news-welcome = Anda diterima sebagai { $role }. Ketik /start untuk mulai.
news-your-role = Peran Anda sekarang { $role }.

## Tombol akses

button-role = Sebagai { $role }
button-invite = Undang orang
button-invite-another = Undang lagi
button-members = Daftar anggota
button-member = { $name } · { $role }
button-grant = Jadikan { $role }
button-recovery = Periksa pemulihan
button-confirm-all = Konfirmasi semua
button-look-through = Periksa satu per satu
button-confirm = Terima { $name }
button-remove = Keluarkan
button-remove-now = Ya, keluarkan
button-decline = Tolak
button-group-guests = Semua orang, sebagai { $role }
button-group-members = Hanya anggota
button-group-close = Nonaktifkan

## Perintah akses

command-invite = Undang orang
command-members = Lihat dan ubah anggota
command-approve = Terima orang baru dengan kodenya
command-group = Aktifkan atau nonaktifkan bot di grup ini

## Batas pengecekan

held-person = Terlalu cepat. Coba lagi dalam { $wait }.
held-day = Jatah cek Anda untuk hari ini sudah habis. Coba lagi setelah { $time }.
held-group = Grup ini terlalu sering mengecek. Coba lagi dalam { $wait }.
held-account = Bot sedang sangat ramai. Coba lagi dalam { $wait }.
wait = { $seconds } detik

## Kebanjiran

shed = Terlalu banyak pesan sekaligus, jadi yang terakhir tidak diproses. Tunggu sebentar, lalu kirim lagi.

## Peringatan untuk pemilik

alert-title = Gangguan bot
alert-recovered-title = Sudah pulih
alert-recovered = { $part } menjawab lagi.
alert-mend = Yang perlu dilakukan: { $mend }
alert-cause = Sebab: { $cause } · Kode: { $trace }
alert-suppressed = Tidak diberitahukan sejak peringatan terakhir: { $count } kejadian serupa.
alert-down = { $part } terus gagal menjawab. Pengecekannya ditunda sebentar-sebentar dan dicoba lagi otomatis.
alert-conflict = Program lain mengambil pesan bot ini dari Telegram.
alert-message-refused = Telegram menolak isi sebuah pesan bot.
alert-turn-broke = Sebuah pesan gagal diproses karena kesalahan program.
alert-store-fails = Data tidak dapat ditulis ke disk.
alert-strangers = Sangat banyak orang asing meminta kode akses sekaligus, sehingga kode yang lebih lama hangus.
mend-strangers = terima pendatang baru dengan tautan /undang; tautan tidak terpengaruh. Siapa yang kodenya hangus mengirim /start sekali lagi.
alert-recovered-store = Penyimpanan data hilang dan dipulihkan otomatis dari cadangan { $time }. Anggota dan grup dari cadangan itu belum dilayani.
mend-recovered-store = ketik /anggota, lalu konfirmasi semua anggota dan grup atau periksa satu per satu.
part-unsorted = Produk tanpa jenis
part-sign-in = Login ke penyedia
mend-wait = tunggu; bila lebih dari satu jam, hubungi penyedia.
mend-clock = samakan jam server (NTP).
mend-signature = periksa KLIKOO_CLIENT_SECRET dan kunci publik yang terdaftar.
mend-credentials = periksa KLIKOO_CLIENT_ID dan KLIKOO_CLIENT_SECRET.
mend-ip = daftarkan alamat IP server ini di penyedia.
mend-account = selesaikan pengaturan akun Anda di penyedia.
mend-catalogue = cocokkan kode produk di katalog dengan daftar penyedia.
mend-provider = teruskan sebab dan kode ini ke dukungan penyedia.
mend-conflict = hentikan program lain yang memakai token ini, atau hapus webhook-nya.
mend-log = cari kode ini di log dan laporkan ke pembuat bot.
mend-disk = periksa ruang dan izin tulis di CEKTAGIHAN_DATA_DIR.
