//! Choosing a product: a family's list by pages, and search by part of a name.

use crate::domain::{
    account::AccountNumber,
    catalogue::Catalogue,
    period::Period,
    product::{Family, Product, ProductCode},
};
use crate::view::{Button, Html, Reply, Tap, texts::Texts};

use super::turn_builder::TurnBuilder;
use super::{State, Turn, account, button_rows, home};

/// Products on one page of a list.
pub(super) const PAGE: usize = 8;
/// A family with more products is counted, not listed, where all is told that there is.
const NAMED: usize = 2;
/// Words that are looked for, at most; more of them are a sentence.
const LONGEST_SEARCH: usize = 3;

/// A family was chosen: its products, or its only one at once.
pub(super) fn open(turn: TurnBuilder<'_>, family: Family) -> Turn {
    let mut products = turn.context.catalogue.family(family);
    match (products.next(), products.next()) {
        (None, _) => home::stale(turn),
        (Some(only), None) => account::ask(turn, only.code.clone()),
        (Some(_), Some(_)) => page(turn, family, 0),
    }
}

/// Another page of a family's products; a family that has shrunk to one or none has no pages.
pub(super) fn turn_to(turn: TurnBuilder<'_>, family: Family, to: u16) -> Turn {
    if turn.context.catalogue.family(family).count() > 1 { page(turn, family, to) } else { open(turn, family) }
}

fn page(turn: TurnBuilder<'_>, family: Family, page: u16) -> Turn {
    let reply = list(&turn, family, page, None, Html::new());
    turn.screen(reply).wait_for(State::ChoosingProduct { family })
}

/// One screen back from a product's question: its family's list, or home when it has none.
pub(super) fn back_from(turn: TurnBuilder<'_>, code: &ProductCode) -> Turn {
    let catalogue = turn.context.catalogue;
    match catalogue.product(code).map(|product| product.family) {
        Some(family) if catalogue.family(family).count() > 1 => page(turn, family, 0),
        Some(_) | None => home::show(turn),
    }
}

/// Words typed where a product of a family is waited for: search there, then everywhere.
pub(super) fn search_in(turn: TurnBuilder<'_>, family: Family, words: &str) -> Turn {
    let (inside, outside): (Vec<_>, Vec<_>) =
        turn.context.catalogue.search(words).into_iter().partition(|product| product.family == family);
    let found = if inside.is_empty() { outside } else { inside };
    if found.is_empty() {
        let sorry = Html::new().text(&turn.texts().product_not_found(&echo(words))).line().line();
        let reply = list(&turn, family, 0, None, sorry);
        return turn.screen(reply).wait_for(State::ChoosingProduct { family });
    }
    offer(turn, &found, State::ChoosingProduct { family })
}

/// Words typed at home: a family by its name, else a search through every product.
pub(super) fn search(turn: TurnBuilder<'_>, words: &str) -> Turn {
    if let Some(family) = family_of(&turn, words) {
        return open(turn, family);
    }
    let catalogue = turn.context.catalogue;
    let found = catalogue.search(words);
    if found.is_empty() {
        return not_found(turn, words);
    }
    offer(turn, &found, State::Home)
}

/// Words as they are said back: figures stay out, for one may be a PIN.
pub(super) fn echo(words: &str) -> String {
    let plain = words.split_whitespace().filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    plain.collect::<Vec<_>>().join(" ")
}

/// Nothing was understood: how it is done.
pub(super) fn not_found(turn: TurnBuilder<'_>, words: &str) -> Turn {
    let texts = turn.texts();
    let mut html = Html::new();
    // A few words are what was looked for; a sentence is not.
    if echo(words).is_empty() || words.split_whitespace().count() > LONGEST_SEARCH {
        html = html.text(&texts.not_understood());
    } else {
        html = html.text(&texts.product_not_found(&echo(words))).line().text(&texts.home_example());
    }
    html = html.line().html(&home::examples(&turn.context));
    turn.screen(Reply::with_buttons(html, button_rows::home(texts))).wait_for(State::Home)
}

/// A company was named that the catalogue lacks: what it has instead. A number that came along is not lost.
pub(super) fn lacking(
    turn: TurnBuilder<'_>,
    name: &str,
    account: Option<AccountNumber>,
    period: Option<Period>,
) -> Turn {
    let texts = turn.texts();
    let html = Html::new().text(&texts.product_lacking(name)).line().text(&texts.product_offered(&offered(&turn)));
    let mut buttons = button_rows::home(texts);
    if let Some(account) = account {
        buttons.push(vec![Button::tap(texts.other_product_button(), Tap::Match { account, period })]);
    }
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(State::Home)
}

/// What the catalogue has: products by name, families of many by their count.
fn offered(turn: &TurnBuilder<'_>) -> String {
    let texts = turn.texts();
    let catalogue = turn.context.catalogue;
    let names = catalogue.families().flat_map(|family| {
        let products: Vec<&Product> = catalogue.family(family).collect();
        if products.len() > NAMED {
            return vec![texts.product_offered_several(family, products.len()).into_owned()];
        }
        products.iter().map(|product| product.name(texts.language()).to_owned()).collect()
    });
    names.collect::<Vec<_>>().join(", ")
}

/// What a search found, best first.
fn offer(turn: TurnBuilder<'_>, found: &[&Product], state: State) -> Turn {
    let texts = turn.texts();
    let language = texts.language();
    let button =
        |product: &&Product| Button::tap(product.name(language).to_owned(), Tap::Product(product.code.clone()));
    let mut buttons = button_rows::grid(found.iter().take(PAGE).map(button), 1);
    buttons.push(button_rows::back_and_cancel(texts));
    let html = Html::new().text(&texts.product_found());
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// A family's products, `page` of them; a press asks for the number, or checks the number that
/// is already there.
pub(super) fn list(
    turn: &TurnBuilder<'_>,
    family: Family,
    page: u16,
    number: Option<(&AccountNumber, Option<Period>)>,
    above: Html,
) -> Reply {
    let texts = turn.texts();
    let products: Vec<&Product> = turn.context.catalogue.family(family).collect();
    let pages = products.len().div_ceil(PAGE).max(1);
    let page = usize::from(page).min(pages - 1);
    let tap = |product: &Product| match number {
        None => Tap::Product(product.code.clone()),
        Some((account, period)) => Tap::Ask { product: product.code.clone(), account: account.clone(), period },
    };
    let button = |product: &&Product| Button::tap(product.name(texts.language()).to_owned(), tap(product));
    let mut buttons = button_rows::grid(products.iter().skip(page * PAGE).take(PAGE).map(button), 1);
    if pages > 1 {
        buttons.push(turn_pages(texts, family, page, pages));
    }
    buttons.push(button_rows::back_and_cancel(texts));
    let question = if number.is_some() { texts.match_family() } else { texts.product_choose(turn.in_group()) };
    Reply::with_buttons(above.bold(&texts.family(family)).line().text(&question), buttons)
}

/// The family that words stand for, when it has a product.
pub(super) fn family_of(turn: &TurnBuilder<'_>, words: &str) -> Option<Family> {
    Catalogue::family_named(words).filter(|family| turn.context.catalogue.family(*family).next().is_some())
}

fn turn_pages(texts: Texts, family: Family, page: usize, pages: usize) -> Vec<Button> {
    let to = |label: &'static str, page: usize| {
        Button::tap(label, Tap::Page(family, u16::try_from(page).unwrap_or(u16::MAX)))
    };
    let mut row = Vec::with_capacity(3);
    row.extend((page > 0).then(|| to("‹", page - 1)));
    row.push(Button::tap(texts.page_label(page + 1, pages), Tap::Nothing));
    row.extend((page + 1 < pages).then(|| to("›", page + 1)));
    row
}
