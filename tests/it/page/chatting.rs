//! What an agent and a collector do.

use super::visit::{DESK, Language, PHONE, Visit, everywhere};

const MASKED: &str = "INDAH P***";
const GROUP: &str = "Loket & Kolektor";

#[tokio::test]
async fn a_pln_bill_is_reached_by_taps() {
    everywhere("pln", async |visit| {
        visit.starts().await;
        visit.taps(visit.words("Listrik PLN", "PLN Electricity")).await;
        visit.sees("IDPEL").await;
        visit.types("514040400482").await;
        visit.sees("INDAH PUTRI").await;
        visit.sees("Rp25.720").await;
    })
    .await;
}

#[tokio::test]
async fn the_first_screen_leads_to_a_bill_in_one_click() {
    for language in [Language::Id, Language::En] {
        let Some(visit) = Visit::start("first", PHONE, language).await else { return };
        visit.clicks(".chip").await;
        visit.sees("INDAH PUTRI").await;
        visit.end().await;
    }
}

#[tokio::test]
async fn a_bpjs_bill_asks_for_its_period() {
    everywhere("bpjs", async |visit| {
        visit.is_asked_for_the_bpjs_card().await;
        visit.gets_the_bpjs_bill().await;
    })
    .await;
}

#[tokio::test]
async fn one_message_is_enough() {
    everywhere("message", async |visit| {
        visit.types("514040400482 pln").await;
        visit.sees("INDAH PUTRI").await;
        visit.taps(visit.words("Salin", "Copy")).await;
        visit.sees_in("#toasts", visit.words("Disalin", "Copied")).await;
    })
    .await;
}

#[tokio::test]
async fn a_group_sees_a_masked_bill_and_its_asker_all_of_it() {
    everywhere("group", async |visit| {
        visit.opens(GROUP).await;
        visit.types("/cek pln 514040400482").await;
        visit.sees(MASKED).await;
        let reveal = visit.words("Lihat lengkap", "Show in full");
        visit.plays(visit.words("Kolektor", "Collector")).await;
        visit.taps(reveal).await;
        visit.sees_in("#toasts, #alert[open]", "untuk yang bertanya").await;
        visit.leaves_alerts().await;
        visit.plays(visit.words("Agen", "Agent")).await;
        visit.taps(reveal).await;
        visit.sees_in("#alert[open]", "INDAH PUTRI").await;
        visit.sees_in("#alert[open]", visit.words("Hanya Anda (Agen)", "Only you (Agent)")).await;
        let chat = visit.text("#messages").await;
        assert!(!chat.contains("INDAH PUTRI"), "{chat}");
    })
    .await;
}

#[tokio::test]
async fn a_group_bill_opens_whole_in_the_private_chat() {
    let Some(visit) = Visit::start("private", PHONE, Language::Id).await else { return };
    visit.opens(GROUP).await;
    visit.types("/cek pln 514040400482").await;
    visit.sees(MASKED).await;
    visit.taps("Buka di chat pribadi").await;
    visit.sees_in("#talk-state", "sebagai Agen").await;
    visit.sees("INDAH PUTRI").await;
    visit.end().await;
}

#[tokio::test]
async fn back_leads_back_and_cancel_ends_it() {
    everywhere("back", async |visit| {
        visit.is_asked_for_the_bpjs_card().await;
        visit.taps(visit.words("Kembali", "Back")).await;
        visit.taps(visit.words("Listrik PLN", "PLN Electricity")).await;
        visit.sees("IDPEL").await;
        visit.taps(visit.words("Batal", "Cancel")).await;
        visit.sees(visit.words("Dibatalkan", "Cancelled")).await;
    })
    .await;
}

#[tokio::test]
async fn a_question_in_a_group_opens_the_reply_of_whom_it_asks() {
    let Some(visit) = Visit::start("reply", DESK, Language::Id).await else { return };
    visit.opens("Wilayah Tagih").await;
    visit.clicks(".topic:nth-child(2)").await;
    visit.types("/cek").await;
    visit.taps("Listrik PLN").await;
    visit.sees_in(".context", "Membalas CekTagihan").await;
    visit.plays("Kolektor").await;
    visit.until("return document.querySelector('.context').hidden", "no reply").await;
    visit.plays("Agen").await;
    visit.sees_in(".context", "Membalas CekTagihan").await;
    visit.types("514040400482").await;
    visit.sees(MASKED).await;
    visit.end().await;
}

#[tokio::test]
async fn a_message_that_is_edited_is_answered_anew() {
    let Some(visit) = Visit::start("edit", DESK, Language::Id).await else { return };
    visit.types("pln 519900997002").await;
    visit.sees("tidak ditemukan").await;
    // The arrow up edits one's newest message, as Telegram's own app has it.
    visit.find(fantoccini::Locator::Css("#text")).await.send_keys("\u{e013}").await.unwrap();
    visit.sees_in(".context", "Mengedit").await;
    visit.find(fantoccini::Locator::Css("#text")).await.clear().await.unwrap();
    visit.types("pln 514040400482").await;
    visit.sees("INDAH PUTRI").await;
    visit.sees_in(".row.out .edited", "diedit").await;
    visit.end().await;
}

#[tokio::test]
async fn the_command_menu_is_the_bots_own() {
    everywhere("menu", async |visit| {
        visit.clicks(".menu-button").await;
        visit.sees_in("#commands", visit.words("Cara memakai bot ini", "How to use this bot")).await;
        visit.clicks("#commands .command-item:nth-child(4)").await;
        visit.sees(visit.words("Cara memakai", "How to use")).await;
    })
    .await;
}

#[tokio::test]
async fn a_picture_goes_up_and_can_be_seen_large() {
    let Some(visit) = Visit::start("photo", DESK, Language::Id).await else { return };
    let picture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/page/dot.png");
    visit.find(fantoccini::Locator::Css(".entry input[type=file]")).await.send_keys(picture).await.unwrap();
    visit.sees_in(".context", "dot.png").await;
    visit.types("pln 514040400482").await;
    visit.sees("INDAH PUTRI").await;
    visit.clicks(".photo-button").await;
    visit.until("return document.querySelector('#viewer-image').naturalWidth === 16", "the picture").await;
    visit.end().await;
}

#[tokio::test]
async fn what_a_group_bot_does_not_hear_is_said() {
    let Some(visit) = Visit::start("unheard", PHONE, Language::En).await else { return };
    visit.opens(GROUP).await;
    visit.types("pln 514040400482").await;
    visit.sees_in("#toasts", "the bot does not hear this").await;
    visit.end().await;
}
