//! Reading what a person typed. Pure and total: every text means something. Linear in the text's length.
//!
//! Owns: one-line checks, lists, the agents' dialect and its PINs, bare numbers, search words.
//! Must not know: the conversation's state, Telegram, the store.
//!
//! A text is cut into tokens, and **every figure gets a role with its evidence** before anything looks for a customer's
//! number: a label beats a shape, a shape beats a place. Only what has no role is free to be a number, and the product's
//! rule chooses how free figures hang together: whole or not at all. What only its shape speaks against (*unlikely*)
//! is a number where nothing else in its row is one.
//!
//! | role | by a word beside it | by its shape | by its place |
//! |---|---|---|---|
//! | PIN | `pin 1234`, `sandi`, `pw` | | `CEKPLN.number.1234`, an index behind it; `S10.number.1234`; `SAL.1234` |
//! | perhaps a PIN | | 4 or 6 digits, no year, no power step | behind a number |
//! | months | `3 bulan`, `tiga bln`, `1 tahun` | | 1 to 12 behind a number, alone on the line below it |
//! | telephone | `hp`, `wa`, `telp`; behind a stamp | `08..`, `628..`, `+62..`, `(021) ..` (unlikely) | |
//! | day, month of the year | `tgl`, `jatuh tempo`, `periode` | `23/11/2026`, `20 Des 26`, `NOV26`; `202611`, `1.2.26`, beside a number `20261123` (unlikely) | |
//! | time of day | `jam`, `10 WIB` | `10:31`, beside a day `10.31`; else that (unlikely) | |
//! | chat's stamp, sender | | a day with a time of day | at the start of a line |
//! | amount | `Rp`, `total`, `50rb`, `87500,-` | `1,000,000`; `87.500` (unlikely) | |
//! | power, volume, stand, people | `daya`, `1300VA`, `20 m3`, `stand`, `4 orang` | `R1/1300`; beside a number `345-367` (unlikely) | |
//! | reference | `SN`, `ref`, `token` | 20 digits (unlikely) | |
//! | identity | `NIK`, `KTP` (unlikely) | 16 digits that begin with a province (unlikely) | |
//! | meter's number | `no meter` (unlikely) | | |
//! | house, plate, list place | `RT 05`, `blok`, the rest of an address | `L 1234 AB` | `1. `, `2) `, counting on from line to line |
//! | customer's number | `idpel`, `no pelanggan`, `VA`; a column's head | the product's rule | what is left |
//!
//! Where one number of a message is labelled, what stands with words on other lines and is of another length is a
//! receipt's: terminals, accounts, months of the past.

mod courtesy;
mod cut;
mod dialect;
mod entry;
mod message;
mod naming;
mod numbers;
mod roles;
mod row;
mod said;
mod text;
mod token;
mod whole;
mod words;

use std::borrow::Cow;
use std::ops::Range;

use crate::domain::catalogue::Catalogue;

pub use courtesy::Courtesy;
pub use said::{Line, Phrase};

use message::MessageReading;

/// Reads a text. Total: any text, however long or odd, has a reading.
#[must_use]
pub fn read(text: &str, catalogue: &Catalogue) -> Phrase {
    take_in(text, catalogue).1
}

/// The text with an asterisk for each digit of its PINs, fit to be stored. [`read`] reads the result as it reads the
/// text itself, and blotting it again changes nothing.
///
/// The length in UTF-16 units stays, so that the entities Telegram sends along still point right.
#[must_use]
pub fn blot<'t>(text: &'t str, catalogue: &Catalogue) -> Cow<'t, str> {
    take_in(text, catalogue).0
}

/// What [`blot`] and [`read`] return, together.
///
/// A PIN's digits must not count for anything else, so a text with a PIN is read again without it, until no more is
/// found. Ends, because every round leaves fewer digits.
#[must_use]
pub(crate) fn take_in<'t>(text: &'t str, catalogue: &Catalogue) -> (Cow<'t, str>, Phrase) {
    let mut text = Cow::Borrowed(text);
    loop {
        let MessageReading { phrase, pins } = message::read(&text, catalogue);
        match without(&text, &pins) {
            Some(blotted) => text = Cow::Owned(blotted),
            None => return (text, phrase),
        }
    }
}

/// The text with asterisks in these places; `None` when they hold nothing else already.
fn without(text: &str, pins: &[Range<usize>]) -> Option<String> {
    if pins.iter().all(|pin| text[pin.clone()].bytes().all(|byte| byte == b'*')) {
        return None;
    }
    let mut blotted = String::with_capacity(text.len());
    let mut done = 0;
    for pin in pins {
        blotted.push_str(&text[done..pin.start]);
        blotted.extend(text[pin.clone()].encode_utf16().map(|_| '*'));
        done = pin.end;
    }
    blotted.push_str(&text[done..]);
    Some(blotted)
}
