//! A number without a product: never a silent guess, one tap names it.

use std::cmp::Reverse;

use crate::domain::{
    account::AccountNumber,
    catalogue::Catalogue,
    number_rule::{Doubt, NumberReading, NumberRule, looks_like_nik, looks_mobile},
    period::Period,
    product::{Family, Product, ProductCode},
};
use crate::view::{Button, Html, Keyboard, Reply, Tap, texts::Text};

use super::turn_builder::TurnBuilder;
use super::{Context, State, Turn, account, button_rows, home, product, subject};

/// Digits that are as good a PIN as a number.
const PIN_LENGTH: usize = 4;
/// Products whose names stand in one row of buttons, and how long they may be together.
const ROW: usize = 3;
const ROW_LENGTH: usize = 28;

/// A bare number: the products it may be for, those first under which this person asks it.
pub(super) fn number(turn: TurnBuilder<'_>, account: AccountNumber, period: Option<Period>) -> Turn {
    let known = known(&turn, &account);
    if known.is_empty() && account.is_digits() && account.as_str().len() == PIN_LENGTH {
        // No product's numbers are known to be so short, and it may be a PIN: it is not said back.
        return product::not_found(turn, "");
    }
    let mut fitting = fitting(&turn.context, &account);
    fitting.retain(|product| known.iter().all(|known| known.code != product.code));
    let products: Vec<&Product> = known.into_iter().chain(fitting).collect();
    let odd = odd(&account).map(|doubt| turn.texts().doubt(doubt));
    match odd {
        // A contact's or a person's own number: there is nothing to ask with it.
        Some(words) if products.is_empty() => {
            let html = Html::new().text(&words);
            let buttons = button_rows::home(turn.texts());
            turn.screen(Reply::with_buttons(html, buttons)).wait_for(State::Home)
        }
        odd => ask(
            turn,
            account,
            period,
            &products,
            odd.filter(|_| !products.iter().any(|product| product.number == NumberRule::Mobile)),
        ),
    }
}

/// What digits are probably that have the shape of something else, whatever the product.
fn odd(account: &AccountNumber) -> Option<Doubt> {
    let number = account.as_str();
    if looks_mobile(number) {
        return Some(Doubt::Mobile);
    }
    if looks_like_nik(number) {
        return Some(Doubt::Nik);
    }
    let is_meter = account.is_digits() && number.len() + 1 == NumberRule::PLN_DIGITS;
    is_meter.then_some(Doubt::PrepaidMeter)
}

/// The products under which this person is asking this number, or asked it lately.
fn known<'a>(turn: &TurnBuilder<'a>, account: &AccountNumber) -> Vec<&'a Product> {
    let context = turn.context;
    let asked = turn
        .checks
        .iter()
        .map(|check| &check.inquiry)
        .chain(context.profile.recent.iter().map(|recent| &recent.inquiry));
    let mut known: Vec<&'a Product> = Vec::new();
    for inquiry in asked {
        let Some(product) = context.catalogue.product(&inquiry.product) else {
            continue;
        };
        let same = match product.number.read(account) {
            NumberReading::Fits(typed) | NumberReading::Converted(typed, _) | NumberReading::Doubtful(typed, _) => {
                typed == inquiry.account
            }
            NumberReading::Refused(_) => false,
        };
        if same && known.iter().all(|known| known.code != product.code) {
            known.push(product);
        }
    }
    known
}

/// A bare number typed among a family's products: those first, if it fits any of them.
pub(super) fn number_in(turn: TurnBuilder<'_>, family: Family, account: AccountNumber, period: Option<Period>) -> Turn {
    let mut fitting = fitting(&turn.context, &account);
    if fitting.iter().any(|product| product.family == family) {
        fitting.retain(|product| product.family == family);
        return ask(turn, account, period, &fitting, None);
    }
    open(turn, family, 0, account, period)
}

/// A number with words that name no single product: what the words may mean, the number kept.
pub(super) fn unclear(turn: TurnBuilder<'_>, words: &str, account: AccountNumber, period: Option<Period>) -> Turn {
    let fitting = fitting(&turn.context, &account);
    let mut found = turn.context.catalogue.search(words);
    if found.is_empty() {
        let said = product::echo(words);
        let note = (!said.is_empty()).then(|| turn.texts().product_not_found(&said));
        return ask(turn, account, period, &fitting, note);
    }
    // Those whose shape it has come first; otherwise the search knows best.
    found.sort_by_key(|product| fitting.iter().all(|fits| fits.code != product.code));
    ask(turn, account, period, &found, None)
}

/// The same where the number of one product is waited for: words that mean nothing are a label
/// (`idpel 5140..`), words that mean another product are a question.
pub(super) fn unclear_for(
    turn: TurnBuilder<'_>,
    code: ProductCode,
    words: &str,
    account: AccountNumber,
    period: Option<Period>,
) -> Turn {
    let catalogue = turn.context.catalogue;
    let mut found = catalogue.search(words);
    if found.iter().all(|product| product.code == code) {
        return account::take(turn, State::Home, code, account, period);
    }
    found.retain(|product| product.code != code);
    let all: Vec<&Product> = catalogue.product(&code).into_iter().chain(found).collect();
    ask(turn, account, period, &all, None)
}

/// A family was chosen for the number that waits.
pub(super) fn open(
    turn: TurnBuilder<'_>,
    family: Family,
    page: u16,
    account: AccountNumber,
    period: Option<Period>,
) -> Turn {
    let mut products = turn.context.catalogue.family(family);
    match (products.next(), products.next()) {
        (None, _) => home::stale(turn),
        (Some(only), None) => account::take(turn, State::Home, only.code.clone(), account, period),
        (Some(_), Some(_)) => {
            let above = subject::of_number(&turn.context, &account).line().line();
            let reply = product::list(&turn, family, page, Some((&account, period)), above);
            turn.screen(reply).wait_for(State::ChoosingMatch { account, period })
        }
    }
}

/// Words typed while a number waits for its product.
pub(super) fn words(turn: TurnBuilder<'_>, words: &str, account: AccountNumber, period: Option<Period>) -> Turn {
    match Catalogue::family_named(words) {
        Some(family) if turn.context.catalogue.family(family).next().is_some() => {
            open(turn, family, 0, account, period)
        }
        Some(_) | None => unclear(turn, words, account, period),
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
    turn: TurnBuilder<'_>,
    account: AccountNumber,
    period: Option<Period>,
    products: &[&Product],
    words: Option<Text>,
) -> Turn {
    let texts = turn.texts();
    let mut html = Html::new();
    if let Some(words) = words {
        html = html.text(&words).line().line();
    }
    html = html.html(&subject::of_number(&turn.context, &account)).line();
    html = match products {
        [] => html.text(&texts.match_none()),
        [_] => html.text(&texts.match_one()),
        [_, ..] => html.text(&texts.match_several()),
    };
    if products.len() != 1 {
        html = html.line().text(&texts.match_by_name(turn.in_group()));
    }
    let mut buttons = meant(&turn, &account, period);
    buttons.extend(choices(&turn, &account, period, products));
    buttons.push(button_rows::cancel(texts));
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(State::ChoosingMatch { account, period })
}

/// A button for each product whose number was probably meant, letters typed for the digits they look like.
fn meant(turn: &TurnBuilder<'_>, account: &AccountNumber, period: Option<Period>) -> Keyboard {
    let texts = turn.texts();
    if account.is_digits() {
        return Keyboard::new();
    }
    let products = turn.context.catalogue.products();
    let meant = products.filter_map(|product| Some((product, account::meant_for(product, account)?)));
    let button = |(product, meant): (&Product, AccountNumber)| {
        let label = texts.check_number_button(product.name(texts.language()), &subject::label(&turn.context, &meant));
        vec![Button::tap(label, Tap::Ask { product: product.code.clone(), account: meant, period })]
    };
    meant.map(button).collect()
}

fn choices(turn: &TurnBuilder<'_>, account: &AccountNumber, period: Option<Period>, products: &[&Product]) -> Keyboard {
    let texts = turn.texts();
    let tap = |product: &Product| Tap::Ask { product: product.code.clone(), account: account.clone(), period };
    let name = |product: &Product| product.name(texts.language()).to_owned();
    match products {
        [] => home::families(&turn.context, texts),
        [only] => vec![vec![Button::tap(texts.check_button(&name(only)), tap(only))]],
        several => {
            let length: usize = several.iter().map(|product| name(product).chars().count()).sum();
            let wide = if several.len() <= ROW && length <= ROW_LENGTH { ROW } else { 1 };
            let buttons = several.iter().take(product::PAGE);
            button_rows::grid(buttons.map(|product| Button::tap(name(product), tap(product))), wide)
        }
    }
}
