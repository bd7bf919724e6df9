//! What an operator does in the drawer, and what the chat makes of it.

use super::visit::{DESK, Language, Visit, everywhere};

#[tokio::test]
async fn a_bot_killed_in_mid_dialogue_goes_on_where_it_was() {
    everywhere("kill", async |visit| {
        visit.is_asked_for_the_bpjs_card().await;
        visit.opens_the_drawer().await;
        visit.clicks("#kill").await;
        visit.until("return document.querySelector('.life').dataset.start === words", "2").await;
        visit.closes_the_drawer().await;
        visit.gets_the_bpjs_bill().await;
    })
    .await;
}

#[tokio::test]
async fn a_gateway_that_is_down_is_told_and_recovers() {
    everywhere("down", async |visit| {
        visit.opens_the_drawer().await;
        visit.switches("gateway", "down").await;
        visit.closes_the_drawer().await;
        // Not PLN, which has words of its own for the hour it is closed.
        visit.types("PDAMACEHTGR 1160026").await;
        visit.sees(visit.words("Biller sedang gangguan", "The biller is down")).await;
        visit.opens_the_drawer().await;
        visit.switches("gateway", "normal").await;
        visit.closes_the_drawer().await;
        visit.taps(visit.words("Cek ulang", "Recheck")).await;
        visit.sees("MARIA SOFI").await;
    })
    .await;
}

#[tokio::test]
async fn the_closing_hour_moves_the_clock_of_the_bot_too() {
    let Some(visit) = Visit::start("cutoff", DESK, Language::Id).await else { return };
    visit.opens_the_drawer().await;
    visit.switches("gateway", "cutoff").await;
    visit.until("return document.querySelector('.life').dataset.start === words", "2").await;
    visit.sees_in(".drawer-clock", "23.3").await;
    visit.types("pln 514040400482").await;
    visit.sees("PLN sedang cut-off").await;
    visit.end().await;
}

#[tokio::test]
async fn the_next_day_is_a_day_later_for_the_bot_too() {
    let Some(visit) = Visit::start("day", DESK, Language::Id).await else { return };
    visit.types("pln 514040400482").await;
    visit.sees("Data per").await;
    visit.opens_the_drawer().await;
    visit.clicks("#next-day").await;
    visit.until("return document.querySelector('.life').dataset.start === words", "2").await;
    visit.types("pln 514040400482").await;
    visit.until("return document.querySelectorAll('.day').length === 2", "two days").await;
    let dates =
        "const told = [...document.querySelectorAll('.bubble')].map((b) => /Data per (\\d+)/.exec(b.textContent)?.[1]);
        return new Set(told.filter(Boolean)).size === 2";
    visit.until(dates, "two dates").await;
    visit.end().await;
}

#[tokio::test]
async fn messages_wait_while_telegram_is_out_of_reach() {
    let Some(visit) = Visit::start("offline", DESK, Language::Id).await else { return };
    visit.opens_the_drawer().await;
    visit.switches("telegram", "offline").await;
    visit.sees_in("#banner", "tidak dapat menjangkau Telegram").await;
    visit.types("pln 514040400482").await;
    visit.switches("telegram", "normal").await;
    visit.sees("INDAH PUTRI").await;
    visit.end().await;
}

#[tokio::test]
async fn the_drawer_shows_calls_and_what_was_signed() {
    let Some(visit) = Visit::start("logs", DESK, Language::Id).await else { return };
    visit.opens_the_drawer().await;
    visit.types("pln 514040400482").await;
    visit.sees("INDAH PUTRI").await;
    visit
        .until(
            "return [...document.querySelectorAll('.line-name')].some((n) => n.textContent === words)",
            "sendMessage",
        )
        .await;
    let signed = "return [...document.querySelectorAll('.line pre')].some((p) => p.textContent.startsWith(words))";
    visit.until(signed, "POST:/v1/open-api/transactions/inquiry-postpaid:sandbox-token.").await;
    visit.end().await;
}

#[tokio::test]
async fn every_magic_number_is_one_tap_away() {
    let Some(visit) = Visit::start("magic", DESK, Language::Id).await else { return };
    visit.opens_the_drawer().await;
    visit.clicks(".all-magic summary").await;
    let all = "return document.querySelectorAll('.all-magic .magic-item').length === Number(words)";
    visit.until(all, &cektagihan::sandbox::biller::MAGIC.len().to_string()).await;
    visit.clicks(".all-magic .magic-item:nth-child(17)").await;
    visit.sees("tidak ditemukan").await;
    visit.end().await;
}
