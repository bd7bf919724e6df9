//! A number without a product: never a silent guess, one tap names it.

use std::cmp::Reverse;

use crate::domain::{
    account::AccountNumber,
    catalogue::Catalogue,
    period::Period,
    product::{Family, Product, ProductCode},
};
use crate::view::{Button, Html, Keyboard, Reply, texts::Text};

use super::draft::Draft;
use super::{Context, State, Tap, Turn, account, home, keys, product, subject};

/// Products whose names stand in one row of buttons, and how long they may be together.
const ROW: usize = 3;
const ROW_LENGTH: usize = 28;

/// A bare number: the products it may be for.
pub(super) fn number(draft: Draft<'_>, account: AccountNumber, period: Option<Period>) -> Turn {
    let fitting = fitting(&draft.context, &account);
    ask(draft, account, period, &fitting, None)
}

/// A bare number typed among a family's products: those first, if it fits any of them.
pub(super) fn number_in(draft: Draft<'_>, family: Family, account: AccountNumber, period: Option<Period>) -> Turn {
    let mut fitting = fitting(&draft.context, &account);
    if fitting.iter().any(|product| product.family == family) {
        fitting.retain(|product| product.family == family);
        return ask(draft, account, period, &fitting, None);
    }
    open(draft, family, 0, account, period)
}

/// A number with words that name no single product: what the words may mean, the number kept.
pub(super) fn unclear(draft: Draft<'_>, words: &str, account: AccountNumber, period: Option<Period>) -> Turn {
    let fitting = fitting(&draft.context, &account);
    let mut found = draft.context.catalogue.search(words);
    if found.is_empty() {
        let note = (!words.is_empty()).then(|| draft.texts().product_not_found(words));
        return ask(draft, account, period, &fitting, note);
    }
    // Those whose shape it has come first; otherwise the search knows best.
    found.sort_by_key(|product| fitting.iter().all(|fits| fits.code != product.code));
    ask(draft, account, period, &found, None)
}

/// The same where the number of one product is waited for: words that mean nothing are a label
/// (`idpel 5140..`), words that mean another product are a question.
pub(super) fn unclear_for(
    draft: Draft<'_>,
    code: ProductCode,
    words: &str,
    account: AccountNumber,
    period: Option<Period>,
) -> Turn {
    let catalogue = draft.context.catalogue;
    let mut found = catalogue.search(words);
    if found.iter().all(|product| product.code == code) {
        return account::take(draft, State::Home, code, account, period);
    }
    found.retain(|product| product.code != code);
    let all: Vec<&Product> = catalogue.product(&code).into_iter().chain(found).collect();
    ask(draft, account, period, &all, None)
}

/// A family was chosen for the number that waits.
pub(super) fn open(
    draft: Draft<'_>,
    family: Family,
    page: u16,
    account: AccountNumber,
    period: Option<Period>,
) -> Turn {
    let mut products = draft.context.catalogue.family(family);
    match (products.next(), products.next()) {
        (None, _) => home::stale(draft),
        (Some(only), None) => account::take(draft, State::Home, only.code.clone(), account, period),
        (Some(_), Some(_)) => {
            let above = subject::of_number(&draft.context, &account).line().line();
            let reply = product::list(&draft, family, page, Some((&account, period)), above);
            draft.screen(reply).wait_for(State::ChoosingMatch { account, period })
        }
    }
}

/// Words typed while a number waits for its product.
pub(super) fn words(draft: Draft<'_>, words: &str, account: AccountNumber, period: Option<Period>) -> Turn {
    match Catalogue::family_named(words) {
        Some(family) if draft.context.catalogue.family(family).next().is_some() => {
            open(draft, family, 0, account, period)
        }
        Some(_) | None => unclear(draft, words, account, period),
    }
}

/// The products a number fits, the person's habit first.
pub(super) fn fitting<'a>(context: &Context<'a>, account: &AccountNumber) -> Vec<&'a Product> {
    let mut fitting = context.catalogue.fitting(account);
    fitting.sort_by_key(|product| Reverse(context.profile.habit(&product.code)));
    fitting
}

/// Asks which product a number is for, below a few words when there are any.
fn ask(
    draft: Draft<'_>,
    account: AccountNumber,
    period: Option<Period>,
    products: &[&Product],
    words: Option<Text>,
) -> Turn {
    let texts = draft.texts();
    let mut html = Html::new();
    if let Some(words) = words {
        html = html.text(&words).line().line();
    }
    html = html.html(&subject::of_number(&draft.context, &account)).line();
    html = match products {
        [] => html.text(&texts.match_none()),
        [_] => html.text(&texts.match_one()),
        [_, ..] => html.text(&texts.match_several()),
    };
    if products.len() != 1 {
        html = html.line().text(&texts.match_by_name(draft.in_group()));
    }
    let mut buttons = choices(&draft, &account, period, products);
    buttons.push(keys::cancel(texts));
    draft.screen(Reply::with_buttons(html, buttons)).wait_for(State::ChoosingMatch { account, period })
}

fn choices(draft: &Draft<'_>, account: &AccountNumber, period: Option<Period>, products: &[&Product]) -> Keyboard {
    let texts = draft.texts();
    let tap = |product: &Product| Tap::Ask { product: product.code.clone(), account: account.clone(), period };
    let name = |product: &Product| product.name(texts.language()).to_owned();
    match products {
        [] => home::families(&draft.context, texts),
        [only] => vec![vec![Button::tap(texts.check_button(&name(only)), tap(only))]],
        several => {
            let length: usize = several.iter().map(|product| name(product).chars().count()).sum();
            let wide = if several.len() <= ROW && length <= ROW_LENGTH { ROW } else { 1 };
            let buttons = several.iter().take(product::PAGE);
            keys::grid(buttons.map(|product| Button::tap(name(product), tap(product))), wide)
        }
    }
}
