// The page's own words, in both languages. What the bot says comes from the bot.

const WORDS = {
  id: {
    language: 'Bahasa halaman', dark: 'Tampilan gelap', chats: 'Daftar chat', back: 'Kembali ke daftar chat', topics: 'Topik', messages: 'Pesan',
    footnote: 'Semua di sini tiruan: Telegram, gateway, dan tagihannya. Botnya asli.',
    operator: 'Uji gangguan', operatorRoom: 'Uji gangguan', close: 'Tutup', ok: 'Oke', photo: 'Foto', save: 'Unduh',
    toEnd: 'Ke pesan terbaru', drop: 'Lepas berkas di sini',
    bot: 'bot', private: 'sebagai {name} · tiruan', group: '{n} anggota, satu bot · tiruan', general: 'Umum', typing: 'mengetik',
    today: 'Hari ini', yesterday: 'Kemarin', edited: 'diedit', empty: 'Belum ada pesan', you: 'Anda',
    sticker: 'Stiker', voice: 'Pesan suara', contact: 'Kontak', location: 'Lokasi', pickFile: 'Foto atau berkas', forward: 'Teruskan', forwardedFrom: 'Diteruskan dari {name}', openAs: 'Buka tautan ini sebagai', file: 'Berkas', topicMade: 'Topik “{name}” dibuat', gone: 'Pesan sudah tidak ada',
    onlyYou: 'Hanya Anda ({name}) yang melihat ini', onlyOne: 'Hanya {name} yang melihat ini',
    asks: 'Bertanya kepada {name}', anonymous: 'Admin anonim', channel: 'Kanal',
    actions: 'Tindakan untuk pesan ini', reply: 'Balas', edit: 'Edit', copy: 'Salin teks', copied: 'Disalin',
    copyCode: 'Salin {text}', showSpoiler: 'Tampilkan teks tersembunyi', unread: '{n} belum dibaca', opens: 'membuka tautan', copies: 'menyalin',
    write: 'Tulis pesan', writeGroup: '/cek … atau balasan', writeCaption: 'Tambahkan keterangan',
    send: 'Kirim', attach: 'Lampirkan', menu: 'Menu', commands: 'Perintah', replyTo: 'Membalas {name}', editing: 'Mengedit pesan',
    dismiss: 'Batalkan', asYou: 'Anda menulis', as: 'sebagai', attached: 'Lampiran', tooLarge: 'Berkas lebih besar dari 20 MB.',
    notSent: 'Tidak terkirim. Coba sekali lagi.', notFound: 'Tautan itu tidak dibuka di sini: {text}',
    lost: 'Terputus dari demo. Menyambung lagi…', dead: 'Bot mati. Hidupkan lagi di Uji gangguan.',
    offline: 'Bot tidak dapat menjangkau Telegram. Pesan Anda menunggu.', storm: 'Telegram sibuk (429): bot diminta menunggu.',
    slow: 'Gateway lambat', down: 'Gateway mati', garbage: 'Jawaban gateway rusak', cutoff: 'Jam cut-off PLN',
    helloTitle: 'Apa yang bisa bot ini lakukan?',
    helloText: 'Mengecek tagihan listrik, air, BPJS, internet, dan angsuran. Kirim produk dan nomor pelanggan, tagihannya langsung keluar.',
    helloGroup: 'Di grup, nama dan nomor disamarkan. Bot hanya mendengar perintah dan balasan atas pesannya sendiri.',
    start: 'Mulai', speakHint: 'Ganti bahasa bot: /bahasa', try: 'Atau coba langsung', examples: 'Contoh',
    clock: 'Jam di sini', nextday: 'Lompat ke besok', gateway: 'Gateway', telegram: 'Telegram', process: 'Proses bot',
    normal: 'Normal', slowOne: 'Lambat', downOne: 'Mati', garbageOne: 'Jawaban rusak', cutoffOne: 'Cut-off', stormOne: 'Telegram sibuk (429)', offlineOne: 'Telegram mati',
    gatewayNormal: 'Menjawab seperti seharusnya.', gatewaySlow: 'Setiap cek butuh 8 detik.', gatewayDown: 'Setiap cek dijawab 503: biller gangguan. Setelah beberapa kali gagal, pemilik diberi tahu di chatnya.',
    gatewayGarbage: 'Setiap jawaban berupa halaman HTML dengan 502.', gatewayCutoff: 'Jam dimajukan ke 23.30 WIB dan PLN menolak. Kembali ke normal memajukannya ke 07.00.',
    telegramNormal: 'Menerima semua panggilan bot.', telegramStorm: 'Separuh panggilan ditolak: tunggu 3 detik.', telegramOffline: 'Tidak ada panggilan bot yang sampai.',
    alive: 'Hidup · PID {pid} · mulai ke-{n}', killed: 'Mati', kill: 'kill -9 dan hidupkan lagi', revive: 'Hidupkan lagi',
    killHint: 'Percakapan yang terputus di tengah jalan dilanjutkan.',
    unheard: 'Di grup bot tidak mendengar ini. Awali dengan /cek, atau balas pesan bot.',
    magic: 'Nomor ajaib', allMagic: 'Semua {n} nomor ajaib', magicHint: 'Dikirim ke chat yang sedang terbuka.', callLog: 'Panggilan Bot API', signLog: 'Permintaan bertanda tangan',
    noCalls: 'Belum ada.', passed: 'diterima', refusedWith: 'ditolak {code}', lostAnswer: 'jawaban hilang', dropped: 'terputus', signed: 'Teks yang ditandatangani',
    sandboxOnly: 'Rahasia di sini hanya milik sandbox.',
  },
  en: {
    language: 'Language of this page', dark: 'Dark theme', chats: 'List of chats', back: 'Back to the chats', topics: 'Topics', messages: 'Messages',
    footnote: 'Everything here is emulated: Telegram, the gateway and its bills. The bot is real.',
    operator: 'Break things', operatorRoom: 'Break things', close: 'Close', ok: 'OK', photo: 'Photo', save: 'Download',
    toEnd: 'To the newest message', drop: 'Drop the file here',
    bot: 'bot', private: 'as {name} · emulated', group: '{n} members, one bot · emulated', general: 'General', typing: 'typing',
    today: 'Today', yesterday: 'Yesterday', edited: 'edited', empty: 'No messages yet', you: 'You',
    sticker: 'Sticker', voice: 'Voice message', contact: 'Contact', location: 'Location', pickFile: 'Photo or file', forward: 'Forward', forwardedFrom: 'Forwarded from {name}', openAs: 'Open this link as', file: 'File', topicMade: 'Topic “{name}” was created', gone: 'The message is gone',
    onlyYou: 'Only you ({name}) see this', onlyOne: 'Only {name} sees this',
    asks: 'Asks {name}', anonymous: 'Anonymous admin', channel: 'Channel',
    actions: 'Actions for this message', reply: 'Reply', edit: 'Edit', copy: 'Copy text', copied: 'Copied',
    copyCode: 'Copy {text}', showSpoiler: 'Show the hidden text', unread: '{n} unread', opens: 'opens a link', copies: 'copies',
    write: 'Write a message', writeGroup: '/cek … or a reply', writeCaption: 'Add a caption',
    send: 'Send', attach: 'Attach', menu: 'Menu', commands: 'Commands', replyTo: 'Reply to {name}', editing: 'Editing a message',
    dismiss: 'Dismiss', asYou: 'You write', as: 'as', attached: 'Attachment', tooLarge: 'The file is larger than 20 MB.',
    notSent: 'Not sent. Please try again.', notFound: 'That link is not opened here: {text}',
    lost: 'Cut off from the demo. Reconnecting…', dead: 'The bot is dead. Start it again under Break things.',
    offline: 'The bot cannot reach Telegram. Your messages wait.', storm: 'Telegram is busy (429): the bot is told to wait.',
    slow: 'Gateway is slow', down: 'Gateway is down', garbage: 'The gateway’s answers are broken', cutoff: 'PLN’s closing hour',
    helloTitle: 'What can this bot do?',
    helloText: 'It checks bills for electricity, water, BPJS, internet and instalments. Send a product and a customer number, and the bill comes back.',
    helloGroup: 'In a group, names and numbers are masked. The bot hears only commands and replies to its own messages.',
    start: 'Start', speakHint: 'The bot starts in Indonesian. Have it speak English: /bahasa', try: 'Or try one right away', examples: 'Examples',
    clock: 'The time here', nextday: 'Skip to tomorrow', gateway: 'Gateway', telegram: 'Telegram', process: 'The bot’s process',
    normal: 'Normal', slowOne: 'Slow', downOne: 'Down', garbageOne: 'Broken answers', cutoffOne: 'Cut-off', stormOne: 'Telegram busy (429)', offlineOne: 'Telegram down',
    gatewayNormal: 'Answers as it should.', gatewaySlow: 'Every check takes 8 seconds.', gatewayDown: 'Every check gets 503: the biller is down. After some failures the owner is told in their chat.',
    gatewayGarbage: 'Every answer is a page of HTML with 502.', gatewayCutoff: 'The clock goes on to 23.30 WIB and PLN refuses. Back to normal takes it on to 07.00.',
    telegramNormal: 'Takes every call of the bot.', telegramStorm: 'Every other call is refused: wait 3 seconds.', telegramOffline: 'No call of the bot gets through.',
    alive: 'Alive · PID {pid} · start {n}', killed: 'Dead', kill: 'kill -9 and restart the bot', revive: 'Start it again',
    killHint: 'A conversation cut short goes on where it was.',
    unheard: 'In a group the bot does not hear this. Begin with /cek, or reply to the bot.',
    magic: 'Magic numbers', allMagic: 'All {n} magic numbers', magicHint: 'Sent into the chat that is open.', callLog: 'Bot API calls', signLog: 'Signed requests',
    noCalls: 'None yet.', passed: 'let in', refusedWith: 'refused {code}', lostAnswer: 'answer lost', dropped: 'dropped', signed: 'The text that was signed',
    sandboxOnly: 'The secrets here are the sandbox’s own.',
  },
};

const ZONE = 'Asia/Jakarta';
let language = 'id';

/** From the address, else from the browser; Indonesian unless English is asked for. */
export function chosen() {
  const asked = new URLSearchParams(location.search).get('lang') ?? navigator.language ?? '';
  return asked.toLowerCase().startsWith('en') ? 'en' : 'id';
}

export function speak(next) {
  language = next;
  document.documentElement.lang = next;
  for (const node of document.querySelectorAll('[data-w]')) node.textContent = w(node.dataset.w);
  for (const node of document.querySelectorAll('[data-w-label]')) node.setAttribute('aria-label', w(node.dataset.wLabel));
}

export const spoken = () => language;

export function w(name, values = {}) {
  return WORDS[language][name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

const locale = () => (language === 'id' ? 'id-ID' : 'en-GB');
const format = (at, options) => new Intl.DateTimeFormat(locale(), { timeZone: ZONE, ...options }).format(at);

export const clock = (at) => format(at, { hour: '2-digit', minute: '2-digit' });
export const clockWithSeconds = (at) => format(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
export const fullTime = (at) => `${format(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })}, ${clock(at)} WIB`;
export const dayKey = (at) => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(at);

export function day(at, now) {
  if (dayKey(at) === dayKey(now)) return w('today');
  if (dayKey(at) === dayKey(now - 86_400_000)) return w('yesterday');
  return format(at, { day: 'numeric', month: 'long' });
}

export function size(bytes) {
  const [figure, unit] = bytes < 1024 ? [bytes, 'B'] : bytes < 1048576 ? [bytes / 1024, 'kB'] : [bytes / 1048576, 'MB'];
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(figure)} ${unit}`;
}
