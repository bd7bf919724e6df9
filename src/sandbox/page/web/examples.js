// Messages to try, one tap each. The numbers are the vendor's samples or the sandbox's magic ones.

const both = (id, en, text) => ({ label: { id, en }, text });

export const FIRST = [
  both('Listrik PLN', 'PLN electricity', 'pln 514040400482'),
  both('BPJS, 1 bulan', 'BPJS, 1 month', 'bpjs 0001433177155 1'),
  both('Air PDAM', 'Water', 'acehtgr 1160026'),
];

/** A PLN number of the sandbox's that ends so. */
export const magicText = (ending) => `pln 519900${ending}`;

/** Enough for the bot to call its owner when all of them fail. */
export const EIGHT = both('Kirim 8 pengecekan sekaligus', 'Send 8 checks at once', [1160026, 1160038, 1160049, 1160051, 1160063, 1160074, 1160086, 1160097].map((number) => `acehtgr ${number}`).join('\n'));

export const COMMON = [
  both('Belum dibayar', 'Unpaid', 'pln 514040400482'),
  both('Sudah dibayar', 'Paid already', 'pln 519900997010'),
  both('Tidak ditemukan', 'Not found', 'pln 519900997002'),
  both('Nomor salah', 'Wrong number', 'pln 519900997011'),
  both('Diblokir', 'Blocked', 'pln 519900997009'),
  both('Setelah 6 detik', 'After 6 seconds', 'pln 519900990006'),
  both('Setelah 30 detik', 'After 30 seconds', 'pln 519900990030'),
  both('Biller mati', 'Biller is down', 'pln 519900999991'),
  both('Koneksi putus', 'Connection cut', 'pln 519900990444'),
  both('Selang-seling gagal', 'Fails every other time', 'pln 519900993001'),
  both('Jawaban HTML', 'HTML instead of JSON', 'pln 519900990502'),
  both('Dua tagihan', 'Two bills', 'pln 519900992001'),
  both('Tunggakan 3 bulan', 'Three months in arrears', 'pln 519900992014'),
  both('HTML di dalam nama', 'HTML in the name', 'pln 519900992011'),
  both('Angka bertentangan', 'Figures that clash', 'pln 519900992007'),
  both('Meter prabayar', 'Prepaid meter', 'pln 51404040048'),
  both('Dengan PIN', 'With a PIN', 'CEKPLN.514040400482.1234'),
  both('PDAM', 'Water', 'acehtgr 1160026'),
  both('Angsuran', 'Instalment', 'baf 547010008701'),
  both('Tiga sekaligus', 'Three at once', 'pln 514040400482\npln 520511567087\nacehtgr 1160026'),
];
