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
month-alone = { month }
month-year = { month } { $year }
month-run = { $from }–{ $to }
month-sum = { $months } ({ $count })

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
button-another = Menu
button-next = { $product } lain
button-next-number = Nomor lain
button-copy = Salin
button-reveal = Lihat lengkap
button-private = Buka di chat pribadi
button-use = Pakai saja
button-retype = Ketik ulang
button-months = Pilih jumlah bulan
button-help = Bantuan
button-languages = Bahasa / Language
button-check = Ya, cek { $product }
button-check-number = { $product } · { $number }
button-one-by-one = Satu per satu
button-other = Produk lain
button-other-product = Nomor ini untuk produk lain
button-corrected = Pakai { $number }
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
product-found = Mungkin maksud Anda:
product-not-found = Tidak ada produk yang cocok dengan “{ $words }”.
product-lacking = { $name } belum ada di bot ini.
product-offered = Yang ada: { $list }.
product-offered-several = { $family } ({ $count })
product-gone = Produk itu tidak tersedia lagi.

## Nomor pelanggan

account-pln = Ketik ID pelanggan (IDPEL), 12 digit.
account-bpjs = Ketik nomor kartu BPJS (13 digit) atau nomor VA (16 digit).
account-mobile = Ketik nomor HP, diawali 08.
account-digits = Ketik nomor pelanggan, { $length } digit.
account-letters = Ketik nomor pelanggan, { $length } angka atau huruf.
account-contract = Ketik nomor kontrak, { $length } angka atau huruf.
account-in-group = Balas pesan ini dengan nomornya, atau ketik /batal.
account-placeholder = Nomor { $product }
account-not-read = Belum ada nomor di pesan itu.
account-too-long = Nomor itu terlalu panjang: paling banyak { $most } angka. Periksa, lalu kirim lagi.
account-too-long-by = Nomor itu { $length } digit, paling banyak { $most }. Periksa, lalu ketik ulang.
account-empty = Nomornya kosong. Ketik nomor pelanggan.
account-forbidden = Nomor hanya boleh berisi angka dan huruf. Ketik ulang tanpa tanda lain.
doubt-prepaid-meter = Nomor 11 digit biasanya nomor meter prabayar (token). Tagihan pascabayar memakai IDPEL 12 digit.
doubt-nik = Nomor 16 digit ini tampaknya NIK. BPJS memakai nomor kartu (13 digit) atau nomor VA yang diawali 88888.
doubt-letters = Nomor pelanggan untuk produk ini biasanya berupa angka.
doubt-short = Nomor ini baru { $got } digit, biasanya { $length }.
doubt-long = Nomor ini { $got } digit, biasanya { $length }.
doubt-not-mobile = Nomor HP biasanya diawali 08.
doubt-mobile = Nomor ini tampaknya nomor HP, bukan nomor pelanggan.
doubt-identity = Nomor 16 digit ini tampaknya NIK, bukan nomor pelanggan.
doubt-question = Tetap pakai nomor ini?
conversion-card = Nomor kartu dijadikan nomor VA (88888 + 11 digit terakhir).
conversion-mandiri = Awalan 89888 (Mandiri) diganti 88888.
conversion-country = Awalan 62 diganti 0.

## Jumlah bulan

period-ask = Untuk berapa bulan?
period-limit = Pilih 1 sampai { $most } bulan.

## Produk untuk sebuah nomor

match-one = Cek nomor ini?
match-several = Nomor ini untuk produk yang mana?
match-all = { $count } nomor. Untuk produk yang mana?
match-none = Nomor ini tidak cocok dengan pola produk mana pun. Pilih jenis tagihannya:
match-family = Pilih produk untuk nomor ini:
match-by-name = Nama produknya juga bisa diketik.
match-by-name-group = Atau balas pesan ini dengan nama produknya.

## Pengecekan

check-begun = Mengecek { $product }…
check-wait = Sedang dicek…
check-slow = Biller sedang lambat. Tunggu sebentar, paling lama { $seconds } detik.
verdict-data = Jawaban per { $time }.
verdict-data-ago = Jawaban per { $time } ({ $seconds } detik lalu).
check-joined = Nomor ini sedang diproses. Tunggu sebentar.
check-full = Masih ada { $most } pengecekan berjalan. Tunggu salah satunya selesai, lalu tekan tombol ini:
check-cancelled = Pengecekan dibatalkan.
check-over = Pengecekan ini sudah selesai.
lines-left = Belum dicek:
line-unread = Produk atau nomor di baris ini tidak terbaca.
line-full = Terlalu banyak pengecekan sekaligus.
line-spoilt = Excel memotong nomor ini. Ubah kolomnya menjadi Teks, lalu salin lagi.
lines-repeated = { $count } baris sama dicek sekali.
lines-dropped = { $count } nomor belum dibaca: paling banyak { $most } per pesan. Kirim lagi sisanya.
only-checks = Bot ini hanya mengecek tagihan, tidak membayar.

## Batal, bantuan, bahasa

cancelled = Dibatalkan.
cancel-nothing = Tidak ada yang perlu dibatalkan.
help-title = Cara memakai
help-typed = Ketik produk dan nomor pelanggan dalam satu pesan, misalnya:
help-lines = Beberapa tagihan sekaligus: satu baris untuk satu nomor, paling banyak { $most } baris.
help-number = Ketik nomornya saja, lalu pilih produknya. Atau tekan menu utama.
help-edit = Salah ketik? Edit pesan Anda, jawabannya ikut berubah.
help-cancel = /batal membatalkan, /bahasa mengganti bahasa.
help-scope = Bot ini hanya mengecek tagihan, tidak membayar. Jangan kirim PIN.
language-choose = Pilih bahasa · Choose a language
language-name = Bahasa Indonesia
language-chosen = Bot ini sekarang berbahasa Indonesia.

## Lain-lain

said-elsewhere = Dikirim ke sini karena bot tidak boleh menulis di grup itu. Minta admin grup mengizinkannya.
file-unmade = Berkasnya gagal dibuat. Minta sekali lagi; kalau tetap gagal, beri tahu pemilik bot ini.
stale-button = Tombol itu sudah tidak berlaku. Mulai lagi dari menu.
foreign-button = Tombol ini untuk yang bertanya. Ketik /cek kalau Anda mau cek juga.
wordless = Foto, suara, dan berkas belum bisa dibaca. Ketik produk dan nomornya, atau tempel daftarnya sebagai teks, misalnya:
unknown-command = Perintah itu tidak ada. Yang ada: /start, /cek, /batal, /bantuan, /bahasa, /privasi, /hapusdata.
thanks = Sama-sama.
greeting = Halo! Ada tagihan yang mau dicek?
nod = Siap. Kirim saja nomor berikutnya.
not-understood = Pesan itu belum terbaca. Ketik produk dan nomor pelanggan, misalnya:
stranger = Maaf, bot ini hanya untuk orang yang diundang. Minta akses kepada pengelolanya.
nameless = Maaf, admin anonim dan kanal tidak dapat dilayani. Matikan “Tetap anonim”, lalu kirim lagi atas nama Anda sendiri.
failed = Maaf, ada kesalahan di pihak kami. Pesan terakhir Anda mungkin belum diproses. Kirim ulang sebentar lagi. Kode: { $trace }
pin-private = PIN tidak diperlukan: bot ini hanya mengecek tagihan. PIN dalam pesan Anda tidak disimpan dan pesannya dihapus. Lain kali kirim tanpa PIN.
pin-again = PIN dibuang dan pesannya dihapus.
pin-group = PIN Anda terbaca semua orang di grup ini. Hapus pesan itu sekarang kalau masih ada, lalu ganti PIN-nya. Bot ini tidak memerlukan PIN dan tidak menyimpannya.

## Tagihan

bill-title = Tagihan { $product }
bill-number = Tagihan { $index } dari { $count }
bill-more = Masih ada { $count } tagihan lain yang tidak muat di sini.
bill-headline = { $sum } · { $status }
bill-count = { $count } tagihan
bill-unpaid = BELUM DIBAYAR
bill-nothing = NIHIL
bill-uncertain = BELUM PASTI
bill-doubtful = PERIKSA KEMBALI
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
bill-ref = No. ref
bill-reference = No. ref lain
bill-sheet = Lembar { $place }
bill-instalment-number = Angsuran { $number }
bill-part-unstated = tidak disebut
bill-more-parts = dan { $count } bulan lagi
fact-address = Alamat
fact-class = Golongan
fact-power = Daya
fact-sheets = Lembar
fact-sheets-left = Sisa lembar
fact-members = Peserta
fact-item = Barang
fact-plate = No. polisi
fact-frame = No. rangka
fact-engine = No. mesin
fact-tenor = Tenor
fact-instalment-number = Angsuran ke
fact-fine = Denda
fact-stamp-duty = Materai
fact-fixed-charge = Biaya beban
fact-meter-fee = Biaya meter
fact-waste = Limbah
fact-water-charge = Tagihan air
fact-non-water = Non-air
fact-other-charges = Biaya lain
fact-vat = PPN
fact-lighting-tax = PPJ
fact-arrears = Tunggakan
fact-tax-year = Tahun pajak
fact-village = Kelurahan
fact-district = Kecamatan
fact-city = Kab./Kota
fact-land = Luas tanah
fact-building = L. bangunan
fact-branch = Cabang
fact-package = Paket
fact-issued = Terbit
bill-data = Data per { $time }. Informasi tagihan, bukan bukti bayar.
bill-data-ago = Data per { $time } ({ $seconds } detik lalu). Informasi tagihan, bukan bukti bayar.
just-checked = Baru dicek { $seconds } detik lalu. Jawabannya ada di atas.
bill-total-line = Total { $total }
bill-sum-line = Jumlah { $count } tagihan: { $total }
bill-amount-line = Tagihan { $amount }
bill-admin-line = Biaya admin { $admin }
bill-due-line = Jatuh tempo { $due }
bill-unstated-line = Jumlah tidak disebutkan biller
note-unstated = Belum pasti: jumlah tidak disebutkan biller. Cek lagi nanti, atau tanyakan ke kantor biller.
note-contradiction = Angka dari biller tidak cocok. Periksa kembali sebelum menagih.
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
error-gateway-storage = Sistem gateway sedang gangguan. Coba beberapa menit lagi.
error-gateway-fault = Gateway gagal menjawab dan tidak menyebut sebabnya. Coba beberapa menit lagi.
error-biller-down = Biller sedang gangguan. Coba lagi nanti.
error-unknown-code = Gateway menjawab: “{ $message }” (kode { $code }). Coba lagi nanti.
error-unknown-code-only = Gateway menjawab dengan kode { $code } yang belum kami kenal. Coba lagi nanti.
error-timed-out = Biller belum menjawab sampai batas waktu. Coba sebentar lagi.
error-unreachable = Gateway tidak dapat dihubungi. Coba beberapa menit lagi.
error-host-unknown = Nama server gateway tidak ditemukan (DNS).
error-certificate-untrusted = Sertifikat gateway tidak dipercaya.
error-certificate-expired = Sertifikat gateway sudah kedaluwarsa.
error-certificate-not-yet-valid = Sertifikat gateway belum berlaku.
error-certificate-other-host = Sertifikat gateway adalah milik server lain.
error-certificate-invalid = Sertifikat gateway tidak sah.
error-tls-broken = Sambungan terenkripsi (TLS) ke gateway gagal.
error-forbidden = Gateway, atau firewall di depannya, menolak server ini (403).
error-throttled = Gateway membatasi jumlah pengecekan. Coba lagi dalam { $seconds } detik.
error-pending = Gateway menjawab: “{ $message }”. Tagihannya belum ada. Tekan Cek ulang sebentar lagi.
error-pending-only = Gateway belum memberi tagihannya. Tekan Cek ulang sebentar lagi.
error-unreadable = Jawaban gateway tidak terbaca. Coba beberapa menit lagi.
error-resting = Pengecekan { $product } sedang gangguan. Coba lagi dalam { $seconds } detik.
error-crowded = Terlalu banyak pengecekan sekaligus. Coba lagi dalam { $seconds } detik.
error-cut-off = PLN sedang cut-off (23.00–01.00 WIB), jadi tagihan listrik belum bisa dicek. Coba lagi setelah pukul 01.00 WIB.
error-clock-off = Jam server kami tidak tepat, sehingga permintaan ditolak.
error-signature-refused = Tanda tangan permintaan kami ditolak gateway.
error-client-id-refused = Nomor klien kami ditolak gateway.
error-grant-refused = Permintaan izin kami ditolak gateway.
error-token-refused = Izin akses kami ditolak gateway.
error-credentials-refused = Kredensial kami ditolak gateway.
error-account-unverified = Akun kami di gateway belum diverifikasi.
error-account-kind = Jenis akun kami di gateway tidak sesuai.
error-ip-not-registered = Alamat server kami belum terdaftar di gateway.
error-account-data = Gateway gagal memuat data akun kami.
error-product-unknown = Gateway tidak mengenal produk ini dalam daftar kami.
error-transaction-unknown = Gateway salah menafsirkan permintaan kami.
error-reference-used = Nomor referensi kami sudah pernah dipakai.
error-account-not-set-up = Akun kami di gateway belum diatur.
error-provider-unknown = Gateway belum punya jalur ke biller ini.
error-not-implemented = Gateway belum mendukung pengecekan produk ini.
error-ours = Pengecekan gagal karena pengaturan bot, bukan karena nomor Anda. Pengelola sudah diberi tahu (kode { $trace }). Coba lagi nanti.
store-trouble = Penyimpanan bot sedang bermasalah. Pesan Anda tidak hilang: dijawab begitu penyimpanan pulih. Kode: { $trace }

## Privasi

privacy-title = Data Anda di bot ini
privacy-kept = Disimpan terenkripsi: percakapan yang sedang berjalan, pilihan bahasa, produk yang sering dicek, { $customers } pelanggan terakhir, dan pesan yang belum terkirim. Terhapus otomatis bila { $days } hari tidak dipakai; tombol di grup setelah sehari. Salinan cadangan otomatis terhapus dalam 3 hari.
privacy-seen = Nomor yang Anda cek dikirim ke gateway untuk menanyakan tagihan. Di grup, nomor dan nama disamarkan. Orang lain tidak melihat riwayat Anda.
privacy-audit = Catatan audit: siapa, kapan, di chat mana, produk, nomor tersamar, dan hasilnya, tanpa nama dan tanpa tagihan. Disimpan { $days } hari dan hanya dibaca pengelola bot.
privacy-telegram = Pesan di chat ini tersimpan di Telegram. Hapus sendiri bila perlu.
privacy-erase = Hapus data Anda: /hapusdata
erase-ask = Hapus data Anda dari bot ini?
erase-what = Yang dihapus, di semua chat: percakapan dan pengecekan yang sedang berjalan, bahasa, produk yang sering dicek, pelanggan terakhir, isi tombol, dan pesan yang belum terkirim.
erase-stays = Yang tetap disimpan: catatan audit (nomor tersamar, tanpa nama dan tagihan), karena pengelola wajib bisa menjelaskan setiap pengecekan. Anda tetap terdaftar sampai dikeluarkan pengelola; setelah itu hanya ada catatan tanpa nama bahwa Anda dikeluarkan. Salinan cadangan otomatis (terenkripsi) hilang dalam 3 hari. Pesan di Telegram Anda hapus sendiri. Lama simpan: /privasi
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
closed-group = Bot belum aktif di grup ini. Minta pengelola bot mengetik /grup di sini.
office-only = Perintah itu khusus pengelola bot.
office-in-private = Perintah itu hanya bekerja di chat pribadi dengan bot ini.
help-role = Peran Anda: { $role }.
help-office = /undang membuat tautan undangan, /setujui menerima kode orang baru, /anggota menampilkan dan mengubah anggota.
help-group = Di dalam grup, /grup mengaktifkan atau menonaktifkan bot.
roles-differ = Agen: mengecek, dan pelanggannya diingat. Staf: hanya mengecek, terutama di grup.
owner-can = Anda mengatur semuanya: /undang, /setujui, /anggota, dan /grup.
admin-can = Anda bisa mengundang (/undang), menerima orang baru (/setujui), mengatur agen dan staf (/anggota), dan mengaktifkan grup (/grup).
agent-can = Anda bisa mengecek tagihan di sini dan di grup. Pelanggan terakhir Anda muncul di menu.
staff-can = Anda bisa mengecek tagihan, di grup dan di sini.
already = Anda sudah terdaftar sebagai { $role }.
open-invites = Undangan terbuka ({ $count })
open-invite = { $number }. { $role }, dari { $by }, sampai { $until }
invite-withdrawn = Undangan dicabut. Tautannya tidak berlaku lagi.
invite-over = Undangan itu sudah dipakai, kedaluwarsa, atau dicabut.
groups-title = Grup aktif ({ $count })
groups-line = { $number }. { $title }: semua orang sebagai { $role }, sejak { $date }, oleh { $by }
groups-line-members = { $number }. { $title }: hanya anggota, sejak { $date }, oleh { $by }
nameless-group = Grup { $id }
groups-add = Untuk grup baru: tambahkan bot ke grupnya, lalu ketik /grup di sana.
group-disabled = Bot dinonaktifkan di grup ini. Aktifkan lagi untuk siapa?
group-disabled-named = Bot dinonaktifkan di grup “{ $title }”.
group-over = Grup itu sudah tidak aktif.
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
member-last-use = Terakhir memakai bot: { $time }
member-unused = Belum pernah memakai bot, atau sudah lama sekali.
member-yourself = Peran Anda sendiri tidak bisa diubah, supaya selalu ada yang mengelola bot.
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
button-copy-link = Salin tautan
button-open-invites = Undangan terbuka
button-withdraw = Cabut { $number }
button-groups = Grup
button-close-group = Nonaktifkan { $title }
button-add-to-group = Tambahkan ke grup
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
alert-throttled = Gateway membatasi akun ini (429): semua pengecekan menunggu selama yang diminta gateway.
alert-conflict = Program lain mengambil pesan bot ini dari Telegram.
alert-message-refused = Telegram menolak isi sebuah pesan bot.
alert-turn-broke = Sebuah pesan gagal diproses karena kesalahan program.
alert-store-fails = Data tidak dapat dibaca dari disk atau ditulis ke sana.
alert-strangers = Sangat banyak orang asing meminta kode akses sekaligus, sehingga kode yang lebih lama hangus.
mend-strangers = terima pendatang baru dengan tautan /undang; tautan tidak terpengaruh. Siapa yang kodenya hangus mengirim /start sekali lagi.
alert-recovered-store = Penyimpanan data hilang dan dipulihkan otomatis dari cadangan { $time }. Anggota dan grup dari cadangan itu belum dilayani.
mend-recovered-store = ketik /anggota, lalu konfirmasi semua anggota dan grup atau periksa satu per satu.
alert-row-unreadable = Satu baris data (tabel { $table }) tidak dapat dipahami: rusak, atau ditulis oleh versi program yang lebih baru.
part-unsorted = Produk tanpa jenis
part-sign-in = Login ke gateway
mend-wait = tunggu; bila lebih dari satu jam, hubungi Klikoo.
mend-clock = samakan jam server (NTP).
mend-signature = periksa KLIKOO_CLIENT_SECRET dan kunci publik yang terdaftar.
mend-credentials = periksa KLIKOO_CLIENT_ID dan KLIKOO_CLIENT_SECRET.
mend-ip = daftarkan alamat IP server ini di gateway.
mend-forbidden = daftarkan alamat IP server ini di Klikoo. Bila sudah terdaftar, periksa firewall atau proxy di antaranya.
mend-host = periksa KLIKOO_BASE_URL dan DNS server ini.
mend-certificate = periksa KLIKOO_BASE_URL dan jam server; mungkin ada proxy atau firewall yang membuka TLS. Bila semua benar, hubungi Klikoo.
mend-tls = periksa firewall, proxy, dan port di KLIKOO_BASE_URL.
mend-throttled = kurangi pengecekan bersamaan, atau minta batas yang lebih tinggi kepada Klikoo.
mend-account = selesaikan pengaturan akun Anda di gateway.
mend-catalogue = cocokkan kode produk di katalog dengan daftar gateway.
mend-provider = teruskan sebab dan kode ini ke dukungan Klikoo.
mend-conflict = hentikan program lain yang memakai token ini, atau hapus webhook-nya.
mend-log = cari kode ini di log dan laporkan ke pembuat bot.
mend-disk = periksa ruang dan izin tulis di CEKTAGIHAN_DATA_DIR, serta disknya sendiri.
mend-row = jika program yang berjalan versi lama, kembali ke versi terbaru; jika tidak, cari sebab ini di log.
