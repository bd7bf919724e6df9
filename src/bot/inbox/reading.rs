//! Reading a text once, where it comes in: what is blotted out of it and what it says belong together.
//!
//! Owns: what a row holds of an update. Must not know: who said it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::domain::catalogue::Catalogue;
use crate::phrase::{self, Phrase};

use crate::telegram::command;
use crate::telegram::decode::{Incoming, UpdateKind, decode};
use crate::telegram::redact::{quotes, rewrite};

/// Agents type their PIN out of habit, and others answer or quote them. It is blotted out before
/// anything is stored; the row is else the update as it came. What the words say goes along with the
/// update, so that they need not be read again.
pub(super) fn read(update: Incoming, raw: &str, catalogue: &Catalogue) -> (Incoming, Vec<u8>) {
    let text = if let UpdateKind::Message(message) = &update.kind { message.text.clone() } else { None };
    let own = text.as_deref().map(|text| take_in(text, catalogue));
    let blotted = own.as_ref().map(|(blotted, _)| &**blotted);
    let change = |found: &str| match blotted {
        Some(blotted) if Some(found) == text.as_deref() => blotted.to_owned(),
        _ => phrase::blot(found, catalogue).into_owned(),
    };
    let has_pins = quotes(raw) || blotted != text.as_deref();
    let row = has_pins.then(|| rewrite(raw, change)).flatten();
    let mut update = match &row {
        Some(row) => decode(row).unwrap_or(update),
        None => update,
    };
    if let (UpdateKind::Message(message), Some((_, said))) = (&mut update.kind, own) {
        Arc::make_mut(message).phrase = said.map(Arc::new);
    }
    (update, row.map_or_else(|| raw.as_bytes().to_vec(), String::into_bytes))
}

/// A text without its PINs, and what its words say; not that where the words are no one piece of it.
fn take_in<'t>(text: &'t str, catalogue: &Catalogue) -> (Cow<'t, str>, Option<Phrase>) {
    let words = match command::words(text) {
        Cow::Borrowed(words) => words,
        Cow::Owned(_) => return (phrase::blot(text, catalogue), None),
    };
    let (blotted, said) = phrase::take_in(words, catalogue);
    match blotted {
        Cow::Borrowed(_) => (Cow::Borrowed(text), Some(said)),
        Cow::Owned(blotted) => {
            let command = &text[..text.len() - words.len()];
            (Cow::Owned([command, &blotted].concat()), Some(said))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_and_so_as_if_it_were_read_again() {
        let catalogue = Catalogue::embedded();
        for (text, stored) in [
            ("pln 514040400482", "pln 514040400482"),
            ("CEKPLN.514040400482.1234", "CEKPLN.514040400482.****"),
            ("/cek@Bot CEKPLN.514040400482.1234", "/cek@Bot CEKPLN.514040400482.****"),
            ("/CEKPLN.514040400482.1234", "/CEKPLN.514040400482.****"),
            ("/start abc", "/start abc"),
        ] {
            let (blotted, said) = take_in(text, &catalogue);
            assert_eq!(blotted, stored);
            assert_eq!(said, Some(phrase::read(&command::words(&blotted), &catalogue)));
        }
        assert_eq!(take_in("/pln@Bot 514040400482", &catalogue).1, None, "our name stands between");
    }
}
