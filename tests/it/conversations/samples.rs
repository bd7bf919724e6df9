//! The vendor's own samples, asked in the chat.

use crate::world::World;

/// Every sample request, and what its answer must hold: the sample reply's own figures where the
/// vendor gives a reply for the number, else the number itself.
const ASKED: [(&str, &[&str]); 13] = [
    ("POSTPAIDPLN 514040400482", &["INDAH PUTRI", "514040400482", "5.400 kWh", "Rp25.720"]),
    ("POSTPAIDPLN 520511567087", &["520511567087", "Total"]),
    ("POSTPAIDPLN 533512366386", &["Tidak ada tagihan terbuka"]),
    ("PDAMACEHTGR 1160026", &["MARIA SOFI", "1160026", "Rp87.500"]),
    ("PDAMMJK 1726010024", &["1726010024", "Total"]),
    ("PDAMABOJ 107917", &["107917", "Total"]),
    ("FIRSMEDIA 11632498", &["11632498", "Total"]),
    ("FIRSMEDIA 12524412", &["12524412", "Total"]),
    ("FIRSMEDIA 1778551", &["1778551", "Total"]),
    ("RBKREDITBAF 547010008701", &["ABDUL AZIZ", "Rp1.005.500", "Rp5.000", "Rp1.010.500", "25 April 2024"]),
    ("RBFNFIF 607002393411", &["607002393411", "Total"]),
    ("RBKREDITBAF 225010040304", &["225010040304", "Total"]),
    ("RBASRBPJSKSH 8888801433177155 1", &["WARDI", "8888801433177155", "Rp2.501", "29 April 2024"]),
];

#[tokio::test]
async fn every_sample_request_is_answered_rightly() {
    let world = World::open().await;
    for (index, (text, words)) in ASKED.into_iter().enumerate() {
        let ani = world.person(500 + index as u64);
        let card = ani.types(text, words[0]).await;
        for word in words {
            assert!(card.text.contains(word), "{text}: {word:?} is not in {:?}", card.text);
        }
    }
    let (product, number) = ("POSTPAIDPLN", "514040400482");
    assert_eq!(world.biller().inquiries(product, number), 1);
}
