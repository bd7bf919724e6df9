//! Whether everybody can use it: axe-core's serious findings, by screen and light.

use super::browser::Screen;
use super::visit::{DESK, Language, PHONE, Visit};

#[tokio::test]
async fn nothing_seriously_hinders_anybody() {
    for (screen, language) in [
        (PHONE, Language::Id),
        (Screen { dark: true, ..PHONE }, Language::En),
        (DESK, Language::En),
        (Screen { dark: true, ..DESK }, Language::Id),
    ] {
        let Some(visit) = Visit::start("axe", screen, language).await else { return };
        let mut faults = visit.serious_faults().await;
        visit.clicks(".chip").await;
        visit.sees("INDAH PUTRI").await;
        faults.extend(visit.serious_faults().await);
        visit.opens("Wilayah Tagih").await;
        visit.types("/cek pln 514040400482").await;
        visit.sees("INDAH P***").await;
        faults.extend(visit.serious_faults().await);
        visit.opens_the_drawer().await;
        faults.extend(visit.serious_faults().await);
        assert!(faults.is_empty(), "{screen:?}: {}", faults.join("\n"));
        visit.end().await;
    }
}

#[tokio::test]
async fn a_narrow_phone_shows_the_whole_width() {
    let Some(visit) = Visit::start("narrow", Screen { width: 360, ..PHONE }, Language::Id).await else { return };
    visit.clicks(".chip").await;
    visit.sees("INDAH PUTRI").await;
    let fits = "return document.documentElement.scrollWidth <= 360
        && [...document.querySelectorAll('pre')].every((pre) => pre.scrollWidth <= pre.clientWidth)";
    visit.until(fits, "no scrolling sideways").await;
    let large = "return [...document.querySelectorAll('button, a')].filter((b) => b.checkVisibility({ visibilityProperty: true }))
        .every((b) => b.getBoundingClientRect().height >= 38)";
    visit.until(large, "buttons large enough for a thumb").await;
    visit.end().await;
}
