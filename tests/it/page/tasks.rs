//! What an agent does all day, in acts: a tap is one, and so is each key, the one that sends included.

use std::cell::Cell;

use super::visit::{Language, PHONE, Visit};

/// What is done outside the page to pass a copied bill on: another app, the customer's chat, paste, send.
const ACTS_IN_WHATSAPP: usize = 4;

/// Counts what a person does.
struct Acts<'v> {
    visit: &'v Visit,
    done: Cell<usize>,
}

impl<'v> Acts<'v> {
    fn of(visit: &'v Visit) -> Self {
        Self { visit, done: Cell::new(0) }
    }

    async fn taps(&self, label: &str) {
        self.visit.taps(label).await;
        self.done.set(self.done.get() + 1);
    }

    async fn types(&self, text: &str) {
        self.visit.types(text).await;
        self.done.set(self.done.get() + text.chars().count() + 1);
    }

    fn so_far(&self, task: &str) -> usize {
        println!("{task}: {} acts", self.done.get());
        self.done.get()
    }
}

#[tokio::test]
async fn a_bill_by_its_bare_number_takes_fourteen_acts() {
    let Some(visit) = Visit::start("task-bill", PHONE, Language::Id).await else { return };
    let agent = Acts::of(&visit);
    agent.types("514040400482").await;
    visit.sees("produk yang mana").await;
    agent.taps("Listrik PLN").await;
    visit.sees("INDAH PUTRI").await;
    assert!(agent.so_far("one PLN bill") <= 14);
    visit.end().await;
}

#[tokio::test]
async fn a_known_customer_takes_two_acts_and_the_next_of_the_product_a_tap_and_the_number() {
    let Some(visit) = Visit::start("task-known", PHONE, Language::Id).await else { return };
    visit.types("pln 514040400482").await;
    visit.sees("INDAH PUTRI").await;
    let agent = Acts::of(&visit);
    agent.taps("Menu").await;
    visit.sees("jenis tagihan").await;
    agent.taps("INDAH PUTRI · Listrik PLN").await;
    visit.until("return document.querySelectorAll('.row pre').length === 2", "the bill again").await;
    assert!(agent.so_far("the same customer next month") <= 4);
    let next = Acts::of(&visit);
    next.taps("PLN lain").await;
    visit.sees("IDPEL").await;
    next.types("520511567087").await;
    visit.sees("FITRI").await;
    assert_eq!(next.so_far("the next of the same product"), 1 + "520511567087".len() + 1);
    visit.end().await;
}

#[tokio::test]
async fn a_bill_is_on_its_way_to_whatsapp_in_five_acts() {
    let Some(visit) = Visit::start("task-whatsapp", PHONE, Language::Id).await else { return };
    visit.types("pln 514040400482").await;
    visit.sees("INDAH PUTRI").await;
    let agent = Acts::of(&visit);
    agent.taps("Salin").await;
    visit.sees_in("#toasts", "Disalin").await;
    assert!(agent.so_far("copied for WhatsApp") + ACTS_IN_WHATSAPP <= 6);
    visit.end().await;
}
