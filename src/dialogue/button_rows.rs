//! Rows of buttons that several screens share.

use crate::domain::{inquiry::Inquiry, product::ProductCode};
use crate::view::{Button, Keyboard, Tap, texts::Texts};

use super::Context;

/// The last row of a guided screen.
pub(super) fn back_and_cancel(texts: Texts) -> Vec<Button> {
    vec![Button::tap(texts.back_button(), Tap::Back), Button::tap(texts.cancel_button(), Tap::Cancel)]
}

/// The last row of a screen that was not reached through another.
pub(super) fn cancel(texts: Texts) -> Vec<Button> {
    vec![Button::tap(texts.cancel_button(), Tap::Cancel)]
}

/// One button, back home.
pub(super) fn home(texts: Texts) -> Keyboard {
    vec![vec![Button::tap(texts.home_button(), Tap::Home)]]
}

/// Buttons in rows of `wide`.
pub(super) fn grid(buttons: impl IntoIterator<Item = Button>, wide: usize) -> Keyboard {
    let mut rows: Keyboard = Vec::new();
    for button in buttons {
        match rows.last_mut() {
            Some(row) if row.len() < wide => row.push(button),
            _ => rows.push(vec![button]),
        }
    }
    rows
}

/// The next number of the same product, and the menu: where a queue goes on.
pub(super) fn next_and_menu(context: &Context<'_>, product: &ProductCode) -> [Button; 2] {
    let texts = Texts::of(context.language());
    let short = context.catalogue.product(product).and_then(|product| product.short_name(context.language()));
    [
        Button::tap(texts.next_button(short), Tap::Product(product.clone())),
        Button::tap(texts.another_button(), Tap::Another),
    ]
}

/// The row that leads on from a check that brought no bill.
pub(super) fn again_and_another(texts: Texts, inquiry: &Inquiry) -> Vec<Button> {
    vec![
        Button::tap(texts.again_button(), Tap::Again(inquiry.clone())),
        Button::tap(texts.another_button(), Tap::Another),
    ]
}

/// The last row of a message that has others.
pub(super) fn another(texts: Texts) -> Vec<Button> {
    vec![Button::tap(texts.another_button(), Tap::Another)]
}
