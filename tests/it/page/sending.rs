//! What people send beside texts and files, and what they send on.

use fantoccini::key::Key;

use super::visit::{DESK, Language, PHONE, Visit, everywhere};

#[tokio::test]
async fn stickers_voices_contacts_and_places_are_sent_and_answered() {
    everywhere("enclosed", async |visit| {
        for (count, what) in [
            visit.words("Stiker", "Sticker"),
            visit.words("Pesan suara", "Voice message"),
            visit.words("Kontak", "Contact"),
            visit.words("Lokasi", "Location"),
        ]
        .into_iter()
        .enumerate()
        {
            let before = visit.count(".row.in").await;
            visit.clicks(".attach").await;
            visit.picks(what).await;
            let sent =
                format!("return document.querySelectorAll('.row.out .sticker, .row.out p.document').length > {count}");
            visit.until(&sent, what).await;
            let answered = format!("return document.querySelectorAll('.row.in').length > {before}");
            visit.until(&answered, "an answer").await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_message_is_sent_on_with_the_name_of_its_writer() {
    let Some(visit) = Visit::start("forwarded", PHONE, Language::En).await else { return };
    visit.opens("Loket & Kolektor").await;
    visit.plays("Collector").await;
    visit.types("pln 514040400482").await;
    visit.sees("pln 514040400482").await;
    visit.plays("Agent").await;
    visit.clicks(".row.in .text").await;
    visit.picks("Forward").await;
    visit.picks("CekTagihan").await;
    visit.sees_in("#talk-state", "as Agent").await;
    visit.sees("Forwarded from Collector").await;
    visit.sees("INDAH PUTRI").await;
    visit.end().await;
}

#[tokio::test]
async fn a_bill_is_sent_on_into_a_topic() {
    let Some(visit) = Visit::start("forwarded-topic", DESK, Language::Id).await else { return };
    visit.types("pln 514040400482").await;
    visit.sees("INDAH PUTRI").await;
    visit.presses(&[Key::Shift, Key::Tab], 3, "at.matches('.row.in:last-child')").await;
    visit.presses(&[Key::Enter], 1, "at.matches('.sheet-item')").await;
    visit.picks("Teruskan").await;
    visit.picks("Wilayah Tagih: Selatan").await;
    visit.sees_in(".topic[aria-current]", "Selatan").await;
    visit.sees("Diteruskan dari CekTagihan").await;
    visit.end().await;
}
