//! Companies and services that people ask a loket for. Those that the catalogue lacks are said to be missing by
//! their name; nobody else's bill is offered in their stead.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::words;

/// PLN's prepaid power, for which there is no bill.
pub(super) const PREPAID_POWER: &str = "Token PLN (prabayar)";

/// How a company is called, and the words people type for it, lower case, without spaces. No word that is as well
/// a person's name or an everyday word: beside a number that would be its label.
const NAMES: &[(&str, &str)] = &[
    ("PGN", "pgn pgas gaspgn pgngas gasnegara perusahaangasnegara gaspipa gas"),
    (
        PREPAID_POWER,
        "token tokenpln plntoken tokenlistrik listriktoken plnprabayar prabayarpln listrikprabayar plnpra plnprepaid pulsalistrik",
    ),
    (
        "BPJS Ketenagakerjaan",
        "bpjstk bpjsket bpjsketenagakerjaan bpjsnaker bpjstenagakerja bpjskerja bpjsbpu ketenagakerjaan jamsostek bpjamsostek bpu jht",
    ),
    ("IndiHome", "indihome indihom indihome2p telkomindihome speedy telkomspeedy useetv"),
    ("Telkom", "telkom telkomrumah pstn telepontelkom telponrumah telponkabel"),
    ("Telkomsel", "telkomsel tsel kartuhalo telkomselhalo orbit"),
    ("Indosat", "indosat matrix im3 ooredoo"),
    ("XL", "xl xlpascabayar xlprioritas xlpriority xlaxiata axis"),
    ("Tri", "tripascabayar kartutri"),
    ("Smartfren", "smartfren smarfren"),
    ("Biznet", "biznet biznethome"),
    ("MyRepublic", "myrepublic myrep"),
    ("CBN", "cbn cbnfiber"),
    ("Iconnet", "iconnet icon iconplus iconpln"),
    ("Oxygen", "oxygen oxygenid"),
    ("MNC Play", "mncplay playmedia"),
    ("MNC Vision", "mncvision indovision toptv okevision"),
    ("Transvision", "transvision telkomvision"),
    ("K-Vision", "kvision"),
    ("Nex Parabola", "nexparabola nexmedia"),
    ("XL Home", "xlhome"),
    ("Megavision", "megavision"),
    ("Netflix", "netflix"),
    ("Spotify", "spotify"),
    ("Vidio", "vidio"),
    ("Adira", "adira adirafinance adirakredit"),
    ("WOM Finance", "wom womfinance wahanaottomitra"),
    ("OTO", "oto otofinance otomultiartha summitoto"),
    ("Mega Finance", "megafinance megaauto maf megacentral mcf"),
    ("Mandiri Utama Finance", "muf mandiriutama mandiriutamafinance"),
    ("Mandiri Tunas Finance", "mtf mandiritunas mandiritunasfinance"),
    ("ACC", "acc astracredit astracreditcompanies"),
    ("TAF", "taf toyotaastra toyotaastrafinance"),
    ("BCA Finance", "bcafinance bcamultifinance"),
    ("CIMB Niaga Finance", "cimbniagafinance cnaf niagaauto"),
    ("Clipan", "clipan clipanfinance"),
    ("MPM Finance", "mpm mpmfinance"),
    ("Indomobil", "imfi indomobil indomobilfinance"),
    ("Suzuki Finance", "suzukifinance"),
    ("NSC Finance", "nsc nscfinance"),
    ("BFI Finance", "bfi bfifinance"),
    ("CSF", "csf csulfinance csul"),
    ("Mandala Finance", "mandalafinance mandalamultifinance"),
    ("Smart Multi Finance", "smartfinance smartmultifinance smf"),
    ("PAM Jaya", "pamjaya palyja aetra"),
    ("PDAM Surya Sembada", "suryasembada pdamsuryasembada"),
    ("Radana", "radana radanafinance"),
    ("Columbia", "columbia columbus"),
    ("Home Credit", "homecredit homecreditindonesia hci"),
    ("Kredivo", "kredivo"),
    ("Akulaku", "akulaku"),
    ("SPayLater", "spaylater spinjam shopeepaylater"),
    ("GoPay", "gopay gojek gopaylater"),
    ("OVO", "ovo"),
    ("ShopeePay", "shopeepay shopee"),
    ("LinkAja", "linkaja"),
    ("PBB", "pbb pajakbumi pajakbangunan pbbp2"),
    ("Samsat", "samsat esamsat pkb pajakmotor pajakmobil stnk"),
    ("Tilang", "tilang etilang"),
    ("Pulsa", "pulsa paketdata kuota"),
    ("Kereta api (KAI)", "kai keretaapi tiketkereta"),
    ("Pegadaian", "pegadaian gadai"),
    ("Prudential", "prudential"),
    ("Allianz", "allianz"),
    ("Kartu kredit", "kartukredit creditcard"),
];

/// Places with a water company of their own, as they are spelt. A person may be called like one, so they count
/// behind a word for water only.
const PLACES: &str = "
    Ambarawa|Ambon|Asahan|Badung|Balikpapan|Banda Aceh|Bandar Lampung|Bandung|Bandung Barat|Bangka|Bangkalan|Bangli|
    Banjar|Banjarbaru|Banjarmasin|Banjarnegara|Bantaeng|Bantul|Banyumas|Banyuwangi|Barito Kuala|Batam|Batang|Batu|Baubau|
    Bekasi|Belitung|Belu|Bengkalis|Bengkulu|Berau|Bima|Binjai|Bitung|Blitar|Blora|Boalemo|Bogor|Bojonegoro|Bolaang Mongondow|
    Bondowoso|Bone|Bontang|Boyolali|Brebes|Bukittinggi|Buleleng|Bulukumba|Bulungan|Buol|Buton|Ciamis|Cianjur|Cilacap|Cilegon|
    Cimahi|Cirebon|Dairi|Deli Serdang|Demak|Denpasar|Depok|Dharmasraya|Dompu|Donggala|Dumai|Ende|Enrekang|Fakfak|Flores Timur|
    Garut|Gianyar|Gorontalo|Gowa|Gresik|Grobogan|Gunungkidul|Gunungsitoli|Halmahera|Indragiri|Indramayu|Intan Banjar|
    Jakarta|Jambi|Jayapura|Jember|Jembrana|Jeneponto|Jepara|Jombang|Kampar|Kapuas|Karanganyar|Karangasem|Karawang|Karimun|
    Katingan|Kebumen|Kediri|Kendal|Kendari|Kepahiang|Kerinci|Ketapang|Klaten|Klungkung|Kolaka|Konawe|Kotabaru|Kotamobagu|
    Kubu Raya|Kudus|Kulon Progo|Kuningan|Kupang|Kutai|Kutai Kartanegara|Labuhanbatu|Lahat|Lamongan|Lampung|Langkat|Langsa|
    Lebak|Lhokseumawe|Lima Puluh Kota|Lombok|Lubuklinggau|Lumajang|Luwu|Madiun|Magelang|Magetan|Majalengka|Majene|Makassar|
    Malang|Malinau|Mamuju|Manado|Mandailing Natal|Manggarai|Manokwari|Maros|Mataram|Medan|Melawi|Mempawah|Merangin|Merauke|
    Metro|Mimika|Minahasa|Muara Enim|Musi Banyuasin|Musi Rawas|Nabire|Nganjuk|Ngawi|Nunukan|Ogan Ilir|Ogan Komering Ulu|Pacitan|
    Padang|Padang Panjang|Padangsidimpuan|Palangka Raya|Palembang|Palopo|Palu|Pamekasan|Pandeglang|Pangandaran|Pangkalpinang|
    Pangkep|Parepare|Pariaman|Pasaman|Paser|Pasuruan|Pati|Payakumbuh|Pekalongan|Pekanbaru|Pelalawan|Pemalang|Pematangsiantar|
    Pesisir Selatan|Pidie|Pinrang|Polewali Mandar|Ponorogo|Pontianak|Poso|Prabumulih|Pringsewu|Probolinggo|Purbalingga|
    Purwakarta|Purworejo|Rejang Lebong|Rembang|Rokan Hulu|Salatiga|Samarinda|Sambas|Sampang|Sampit|Sanggau|Sawahlunto|
    Semarang|Serang|Siak|Sibolga|Sidoarjo|Sidrap|Sijunjung|Simalungun|Singkawang|Sinjai|Sintang|Situbondo|Sleman|Solo|Solok|
    Soppeng|Sorong|Sragen|Subang|Sukabumi|Sukoharjo|Sumba|Sumbawa|Sumedang|Sumenep|Surabaya|Surakarta|Tabalong|Tabanan|
    Takalar|Tanah Bumbu|Tanah Datar|Tanah Laut|Tanah Toraja|Tangerang|Tanjung Pinang|Tanjungbalai|Tapin|Tarakan|Tasikmalaya|
    Tebing Tinggi|Tegal|Temanggung|Ternate|Tidore|Timor Tengah|Toba|Tolitoli|Toraja|Trenggalek|Tuban|Tulungagung|Wajo|Way Kanan|
    Wonogiri|Wonosobo|Yogyakarta|Jogja|Sby";

static NAMED: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    NAMES.iter().flat_map(|(name, words)| words.split_whitespace().map(move |word| (word, *name))).collect()
});

static PLACED: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let places = PLACES.split('|').map(str::trim);
    places.map(|place| (place.to_lowercase().replace(' ', ""), place)).collect()
});

/// Whether any company's or place's name begins with a squeezed word.
pub(super) fn begins(word: &str) -> bool {
    words::begins(&NAMED, word) || words::begins(&PLACED, word)
}

/// The company a squeezed word stands for.
pub(super) fn name_of(word: &str) -> Option<&'static str> {
    NAMED.get(word).copied()
}

/// The place a squeezed word stands for.
pub(super) fn place_of(word: &str) -> Option<&'static str> {
    PLACED.get(word).copied()
}
