//! K11 to K13 as the demo shows them: the real bot between both emulators.

use crate::world::{Someone, World};

/// The last words of a check of `pln 519900` and this ending.
async fn told(world: &World, ending: &str, words: &str) -> String {
    let person = world.person(ending.parse().unwrap());
    let text = person.types(&format!("pln 519900{ending}"), words).await.text;
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn the_demo_shows_each_of_the_gateways_kinds() {
    let world = World::open().await;
    for (ending, words) in [
        ("992015", "Biller menjawab untuk nomor lain"),
        ("992018", "BELUM DIBAYAR"),
        ("992019", "JL KENANGA 12"),
        ("992020", "20 Desember 2026"),
        ("992021", "20 Desember 2026"),
        ("992022", "20 Desember 2026"),
        ("992024", "Periode"),
        ("992027", "September 2026"),
        ("992028", "dan 9 bulan lagi"),
        ("992029", "TOKO A & B O'NEAL"),
        ("992030", "jumlah tidak disebutkan biller"),
        ("992031", "PERIKSA KEMBALI"),
        ("990201", "TRANSAKSI PENDING"),
        ("990403", "karena pengaturan bot"),
        ("990404", "karena pengaturan bot"),
        ("990106", "BELUM DIBAYAR"),
        ("990107", "BELUM DIBAYAR"),
        ("990108", "BELUM DIBAYAR"),
        ("990109", "BELUM DIBAYAR"),
        ("997011", "Jawaban per"),
    ] {
        told(&world, ending, words).await;
    }
    // Of PLN the cut-off would be blamed, if it is that time of the night.
    world.person(990_105).types("acehtgr 1990105", "tidak terbaca").await;
    let shop = told(&world, "992018", "BELUM DIBAYAR").await;
    assert!(!["24.900", "460", "1.250.000"].iter().any(|sum| shop.contains(sum)), "{shop}");
    told(&world, "990429", "Coba lagi dalam").await;
}

#[tokio::test]
async fn k11_ten_people_and_five_taps_are_one_inquiry() {
    let world = World::open().await;
    let first = world.person(1).types("pln 519900997002", "tidak ditemukan").await;
    for _ in 0..5 {
        world.person(1).taps(&first, "Cek ulang", "Jawaban per").await;
    }
    for person in 2..12 {
        world.person(person).types("pln 519900997002", "tidak ditemukan").await;
    }
    assert_eq!(world.biller().inquiries("POSTPAIDPLN", "519900997002"), 1);
}

const OWNER: u64 = 900;

async fn owner(world: &World) -> Someone<'_> {
    let owner = world.person(OWNER);
    owner.types("/start", "Cek tagihan pascabayar").await;
    owner
}

#[tokio::test]
async fn k13_owners_hear_once_that_their_address_or_a_firewall_is_the_cause() {
    let world = World::owned_by(OWNER).await;
    let owner = owner(&world).await;
    for ending in ["990403", "990404"] {
        told(&world, ending, "karena pengaturan bot").await;
    }
    let alert = owner.sees("refused-forbidden").await.text;
    assert!(alert.contains("alamat IP") && alert.contains("firewall"), "{alert}");
    assert_eq!(owner.texts().iter().filter(|text| text.contains("Gangguan bot")).count(), 1);
}

#[tokio::test]
async fn k13_a_throttled_account_waits_as_a_whole_and_owners_hear_of_it_once() {
    let world = World::owned_by(OWNER).await;
    let owner = owner(&world).await;
    told(&world, "990429", "Gateway membatasi jumlah pengecekan. Coba lagi dalam 20 detik.").await;
    let before = world.biller().observe(|seen| seen.all_inquiries());
    world.person(2).types("pdammjk 1726010024", "Coba lagi dalam").await;
    world.person(3).types("baf 547010008701", "Coba lagi dalam").await;
    assert_eq!(world.biller().observe(|seen| seen.all_inquiries()), before, "nobody asks on");
    let alert = owner.sees("gateway-throttles").await.text;
    assert!(alert.contains("429"), "{alert}");
    assert_eq!(owner.texts().iter().filter(|text| text.contains("Gangguan bot")).count(), 1);
}
