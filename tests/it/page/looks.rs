//! Whether everybody can use it: axe-core's findings, what fits on a screen, what hides what.

use fantoccini::key::Key;

use super::browser::Screen;
use super::visit::{DESK, Language, PHONE, Visit};

const SMALL: Screen = Screen { width: 360, height: 640, ..PHONE };
const GROUP: &str = "Loket & Kolektor";

/// What axe-core finds in this state, under its name.
async fn found(visit: &Visit, state: &str, faults: &mut Vec<String>) {
    faults.extend(visit.faults().await.into_iter().map(|fault| format!("{state}: {fault}")));
}

#[tokio::test]
async fn nothing_hinders_anybody_in_any_state() {
    for (screen, language) in [
        (PHONE, Language::Id),
        (Screen { dark: true, ..SMALL }, Language::En),
        (DESK, Language::En),
        (Screen { dark: true, ..DESK }, Language::Id),
    ] {
        let Some(visit) = Visit::start("axe", screen, language).await else { return };
        let mut faults = Vec::new();
        found(&visit, "an empty chat", &mut faults).await;
        visit.clicks(".chip").await;
        visit.sees("INDAH PUTRI").await;
        found(&visit, "a bill", &mut faults).await;
        visit.clicks(".attach").await;
        found(&visit, "what can be sent", &mut faults).await;
        visit.picks(visit.words("Kontak", "Contact")).await;
        visit.opens("Wilayah Tagih").await;
        visit.types("/cek pln 514040400482").await;
        visit.sees("INDAH P***").await;
        visit.types("halo").await;
        visit.sees_in("#toasts", "/cek").await;
        found(&visit, "a group and a toast", &mut faults).await;
        visit.taps("Lihat lengkap").await;
        visit.until("return document.querySelector('#alert[open], .toast')", "an answer").await;
        found(&visit, "an alert", &mut faults).await;
        visit.leaves_alerts().await;
        visit.opens(visit.words("Orang baru", "Newcomer")).await;
        visit.types("/start").await;
        visit.until("return document.querySelector('.row.in')", "an answer").await;
        found(&visit, "a stranger's chat", &mut faults).await;
        visit.opens_the_drawer().await;
        visit.switches("gateway", "down").await;
        found(&visit, "the drawer", &mut faults).await;
        visit.closes_the_drawer().await;
        visit.browser.client.execute("location.hash = '#/'", vec![]).await.unwrap();
        visit.until("return document.querySelector('[data-view=list]')", "the list").await;
        found(&visit, "the list", &mut faults).await;
        assert!(faults.is_empty(), "{screen:?}: {}", faults.join("\n"));
        visit.end().await;
    }
}

#[tokio::test]
async fn a_bills_buttons_stand_in_one_row_at_the_least_width() {
    for language in [Language::Id, Language::En] {
        let Some(visit) = Visit::start("one-row", SMALL, language).await else { return };
        visit.types("pln 514040400482").await;
        visit.sees("INDAH PUTRI").await;
        let rows = "return [...document.querySelectorAll('.row:last-child .key-row')].length === 1 &&
            [...document.querySelectorAll('.row:last-child .key-label')].every((label) => label.getClientRects().length === 1 &&
                label.getBoundingClientRect().height < 24)";
        visit.until(rows, "one row, each label on one line").await;
        visit.end().await;
    }
}

#[tokio::test]
async fn a_narrow_phone_shows_the_whole_width() {
    for screen in [SMALL, PHONE] {
        let Some(visit) = Visit::start("narrow", screen, Language::Id).await else { return };
        visit.clicks(".chip").await;
        visit.sees("INDAH PUTRI").await;
        fits(&visit).await;
        visit.opens(GROUP).await;
        visit.types("/cek pln 514040400482").await;
        visit.sees("INDAH P***").await;
        fits(&visit).await;
        visit.end().await;
    }
}

async fn fits(visit: &Visit) {
    let fits = "return [document.documentElement, ...document.querySelectorAll('#scroller, pre, .composer, .roles')]
        .every((n) => n.scrollWidth <= n.clientWidth)";
    visit.until(fits, "no scrolling sideways").await;
    let large = "return [...document.querySelectorAll('button, a')].filter((b) => b.checkVisibility({ visibilityProperty: true }))
        .every((b) => b.getBoundingClientRect().height >= 38)";
    visit.until(large, "buttons large enough for a thumb").await;
    let copied =
        "return [...document.querySelectorAll('.text code')].every((c) => c.getBoundingClientRect().height >= 24)";
    visit.until(copied, "numbers large enough to be copied by a thumb").await;
}

#[tokio::test]
async fn an_empty_chat_opens_at_its_top_and_says_that_all_is_emulated() {
    let Some(visit) = Visit::start("first-sight", SMALL, Language::Id).await else { return };
    let seen =
        "const [at, frame] = ['.emulated', '#scroller'].map((s) => document.querySelector(s).getBoundingClientRect());
        return document.querySelector('#scroller').scrollTop === 0 && at.top >= frame.top && at.bottom <= frame.bottom";
    visit.until(seen, "the first sight").await;
    visit.sees_in(".emulated", "tiruan").await;
    visit.opens("Kolektor").await;
    visit.sees_in("#talk-state", "Kolektor · tiruan").await;
    visit.until(seen, "the first sight of another chat").await;
    visit.end().await;
}

#[tokio::test]
async fn a_toast_hides_nothing_and_moves_no_button() {
    for screen in [SMALL, DESK] {
        let Some(visit) = Visit::start("toast", screen, Language::Id).await else { return };
        visit.types("pln 514040400482").await;
        visit.sees("INDAH PUTRI").await;
        let place = "return Math.round(document.querySelector('.row:last-child .key').getBoundingClientRect().top)";
        visit.until("return document.querySelector('.row:last-child .key')", "a button").await;
        let before = visit.browser.client.execute(place, vec![]).await.unwrap();
        visit
            .browser
            .client
            .execute("document.querySelector('.row.in:last-child code').click()", vec![])
            .await
            .unwrap();
        visit.sees_in("#toasts", "Disalin").await;
        assert_eq!(visit.browser.client.execute(place, vec![]).await.unwrap(), before);
        let apart = "const [toast, messages, bar] = ['#toasts', '#scroller', '.talk .bar'].map((s) => document.querySelector(s).getBoundingClientRect());
            return toast.top >= bar.bottom && toast.bottom <= messages.top && toast.height > 0";
        visit.until(apart, "a place of its own").await;
        visit.end().await;
    }
}

#[tokio::test]
async fn light_and_dark_are_as_the_system_has_them_until_turned_and_then_remembered() {
    let Some(visit) = Visit::start("theme", DESK, Language::Id).await else { return };
    let is = async |theme: &str| {
        visit.until("return document.documentElement.dataset.theme === words", theme).await;
    };
    is("light").await;
    visit.clicks("#theme").await;
    is("dark").await;
    visit.browser.client.refresh().await.unwrap();
    is("dark").await;
    visit.until("return document.querySelector('#theme[aria-pressed=true]')", "pressed").await;
    visit.clicks("#theme").await;
    is("light").await;
    visit.end().await;
}

#[tokio::test]
async fn a_role_that_is_chosen_by_the_keyboard_keeps_the_focus() {
    let Some(visit) = Visit::start("roles", DESK, Language::En).await else { return };
    visit.opens(GROUP).await;
    visit.presses(&[Key::Shift, Key::Tab], 4, "at.name === 'role'").await;
    visit.presses(&[Key::Right], 3, "at.value === '1003' && at.checked").await;
    visit.end().await;
}
