//! Whoever has no mouse: where the focus is, and how far it is from there to a bill.

use fantoccini::Locator;
use fantoccini::key::Key;

use super::visit::{DESK, Language, PHONE, Visit};

/// How many presses of keys a walk may take.
const WALK: usize = 12;

/// Fills the chat with as many messages as the page shows, the newest a bill, and loads it anew.
async fn loads_a_long_chat(visit: &Visit) {
    let fill = "
        const done = arguments[0], says = (text) => fetch('/say', { method: 'POST',
            headers: { 'content-type': 'application/json' }, body: JSON.stringify({ chat: 1001, person: 1001, text }) });
        (async () => { for (let n = 0; n < 110; n += 1) await says('/batal'); done(true); })();";
    visit.browser.client.execute_async(fill, vec![]).await.unwrap();
    visit.until("return document.querySelectorAll('.row').length === 200", "a full chat").await;
    visit.types("pln 514040400482").await;
    visit.sees("INDAH PUTRI").await;
    visit.browser.client.refresh().await.unwrap();
    visit.until("return document.querySelectorAll('.row').length === 200", "a full chat").await;
    visit.sees("INDAH PUTRI").await;
}

#[tokio::test]
async fn the_newest_bill_is_near_however_long_the_chat_is() {
    let Some(visit) = Visit::start("walk", DESK, Language::Id).await else { return };
    loads_a_long_chat(&visit).await;
    visit.until("return document.activeElement.id === 'text'", "one writes at once").await;
    let back = visit.presses(&[Key::Shift, Key::Tab], WALK, "at.textContent.includes('INDAH PUTRI')").await;
    let along = visit.presses(&[Key::Right], WALK - back, "at.matches('.key')").await;
    println!("from where one writes to the bill's first button: {} presses", back + along);
    let newest = visit.find(Locator::Css(".row:last-child")).await.attr("data-id").await.unwrap().unwrap();
    visit.strikes(&[Key::Enter]).await;
    let answered =
        "return document.querySelector('.toast') || document.querySelector('.row:last-child').dataset.id !== words";
    visit.until(answered, &newest).await;
    visit.end().await;
}

#[tokio::test]
async fn the_newest_bill_is_near_from_the_top_of_the_page_too() {
    let Some(visit) = Visit::start("walk-phone", PHONE, Language::En).await else { return };
    loads_a_long_chat(&visit).await;
    let there = visit.presses(&[Key::Tab], WALK, "at.textContent.includes('INDAH PUTRI') && at.matches('.row')").await;
    println!("from the top of the page to the bill: {there} presses");
    visit.end().await;
}

#[tokio::test]
async fn all_messages_are_one_stop_and_arrows_go_among_them() {
    let Some(visit) = Visit::start("stops", DESK, Language::Id).await else { return };
    for number in ["514040400482", "520511567087"] {
        visit.types(&format!("pln {number}")).await;
        visit.sees(number).await;
        visit.sees("Rp").await;
    }
    let one =
        "return [...document.querySelectorAll('#messages, #messages *')].filter((n) => n.tabIndex >= 0).length === 1";
    visit.until(one, "one stop").await;
    visit.presses(&[Key::Shift, Key::Tab], 3, "at.matches('.row:last-child')").await;
    visit.presses(&[Key::Up], 3, "at.matches('.row:nth-last-child(3)')").await;
    visit.until(one, "one stop").await;
    visit.presses(&[Key::Home], 1, "at === document.querySelector('.row')").await;
    visit.presses(&[Key::End], 1, "at.matches('.row:last-child')").await;
    visit.presses(&[Key::Right], 2, "at.matches('.row:last-child code')").await;
    visit.presses(&[Key::Left], 2, "at.matches('.row:last-child')").await;
    visit.presses(&[Key::Enter], 1, "at.matches('.sheet-item')").await;
    visit.presses(&[Key::Escape], 1, "at.matches('.row:last-child')").await;
    visit.presses(&[Key::Escape], 1, "at.id === 'text'").await;
    visit.end().await;
}

#[tokio::test]
async fn a_message_that_changes_under_the_focus_keeps_it() {
    let Some(visit) = Visit::start("kept-focus", DESK, Language::Id).await else { return };
    visit.starts().await;
    visit.presses(&[Key::Shift, Key::Tab], 3, "at.matches('.row')").await;
    visit.presses(&[Key::Right], 12, "at.matches('.key')").await;
    // The menu turns into what the button leads to, in place.
    visit.strikes(&[Key::Enter]).await;
    visit.sees("IDPEL").await;
    visit.until("return document.activeElement.closest('.row')", "the focus").await;
    visit.end().await;
}

#[tokio::test]
async fn a_chat_that_opens_is_written_in_at_once_but_not_where_a_keyboard_would_come_up() {
    let Some(visit) = Visit::start("focus", DESK, Language::Id).await else { return };
    visit.until("return document.activeElement.id === 'text'", "at the start").await;
    visit.opens("Kolektor").await;
    visit.sees_in("#talk-state", "sebagai Kolektor").await;
    visit.until("return document.activeElement.id === 'text'", "in another chat").await;
    visit.end().await;
    let Some(visit) = Visit::start("focus-touch", PHONE, Language::Id).await else { return };
    visit.opens("Kolektor").await;
    visit.sees_in("#talk-state", "sebagai Kolektor").await;
    visit.until("return document.activeElement.id !== 'text'", "no keyboard").await;
    visit.end().await;
}
