//! Lists of people that are longer than a screen.

use crate::view::{Button, Office, Tap, texts::Texts};

/// People on one page.
pub(super) const PAGE: usize = 8;

/// The page that is meant, how many there are, and what it shows, each with its number in the whole list from 1.
pub(super) fn page_of<T>(all: &[T], page: u16) -> (usize, usize, impl Iterator<Item = (usize, &T)>) {
    let pages = all.len().div_ceil(PAGE).max(1);
    let page = usize::from(page).min(pages - 1);
    (page, pages, (1..).zip(all).skip(page * PAGE).take(PAGE))
}

/// Where there is more than one page, the buttons to the next and the one before.
pub(super) fn turn_pages(texts: Texts, page: usize, pages: usize, to: fn(u16) -> Office) -> Option<Vec<Button>> {
    let to =
        |label: &'static str, page: usize| Button::tap(label, Tap::Office(to(u16::try_from(page).unwrap_or(u16::MAX))));
    let mut row = Vec::with_capacity(3);
    row.extend((page > 0).then(|| to("‹", page - 1)));
    row.push(Button::tap(texts.page_label(page + 1, pages), Tap::Nothing));
    row.extend((page + 1 < pages).then(|| to("›", page + 1)));
    (pages > 1).then_some(row)
}
