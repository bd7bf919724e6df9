//! What whoever buys the bot looks for: an owner who lets people in and hears of trouble.

use super::visit::{DESK, Demo, Language, PHONE, Visit, everywhere};

#[tokio::test]
async fn a_stranger_is_let_in_by_the_owners_invitation() {
    everywhere("invited", async |visit| {
        let stranger = visit.words("Orang baru", "Newcomer");
        visit.opens(stranger).await;
        visit.types("pln 514040400482").await;
        visit.until("return document.querySelectorAll('.row.in').length === 1", "an answer").await;
        visit.opens(visit.words("Pemilik", "Owner")).await;
        visit.types("/undang").await;
        visit.taps("Sebagai agen").await;
        visit.clicks("#messages a[href*='start=']").await;
        visit.picks(stranger).await;
        visit.sees_in("#talk-state", stranger).await;
        visit.sees("/start ").await;
        visit.types("pln 514040400482").await;
        visit.sees("INDAH PUTRI").await;
    })
    .await;
}

#[tokio::test]
async fn a_stranger_is_let_in_by_the_code_they_show_the_owner() {
    let Some(visit) = Visit::start("paired", DESK, Language::Id).await else { return };
    visit.opens("Orang baru").await;
    visit.types("/start").await;
    visit.until("return document.querySelector('.row.in code')", "a code").await;
    let code = visit.text(".row.in code").await;
    visit.opens("Pemilik").await;
    visit.types(&format!("/setujui {code}")).await;
    visit.sees("Orang baru").await;
    visit.taps("Sebagai agen").await;
    visit.opens("Orang baru").await;
    visit.types("pln 514040400482").await;
    visit.sees("INDAH PUTRI").await;
    visit.end().await;
}

#[tokio::test]
async fn the_owner_hears_when_the_gateway_is_dead() {
    for screen in [PHONE, DESK] {
        let Some(visit) = Visit::start("alerted", screen, Language::Id).await else { return };
        visit.opens_the_drawer().await;
        visit.switches("gateway", "down").await;
        visit.clicks(".part > .magic-item").await;
        visit.until("return document.querySelector('[data-chat=\"1003\"] .badge')", "news for the owner").await;
        if screen.width < 1180 {
            visit.sees_in("#back-count", "1").await;
        } else {
            visit.closes_the_drawer().await;
        }
        visit.opens("Pemilik").await;
        visit.sees("Gangguan bot").await;
        visit.end().await;
    }
}

#[tokio::test]
async fn an_open_bot_knows_no_strangers() {
    let open = async || Demo::with(&["--access", "open"]).await;
    let Some(visit) = Visit::of(open, "open", DESK, Language::Id).await else { return };
    visit.opens("Orang baru").await;
    visit.types("pln 514040400482").await;
    visit.sees("INDAH PUTRI").await;
    visit.end().await;
}
