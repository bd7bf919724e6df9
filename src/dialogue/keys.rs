//! Rows of buttons that several screens share.

use crate::view::{Button, Keyboard, texts::Texts};

use super::Tap;

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
