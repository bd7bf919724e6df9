//! The number of months, for products that ask it.

use crate::domain::{
    account::AccountNumber,
    inquiry::Inquiry,
    number_rule::{Conversion, Fit},
    period::Period,
    product::{Product, ProductCode},
};
use crate::ports::Freshness;
use crate::view::{Button, Reply, Tap, texts::Text};

use super::check::{self, Question};
use super::turn_builder::TurnBuilder;
use super::{State, Turn, account, button_rows, home, subject};

/// Months in one row of buttons.
const WIDE: usize = 4;

/// Asks for the number of months; says how the number was made, when it was.
pub(super) fn ask(
    turn: TurnBuilder<'_>,
    product: &Product,
    account: AccountNumber,
    conversion: Option<Conversion>,
) -> Turn {
    let note = conversion.map(|conversion| turn.texts().conversion(conversion));
    screen(turn, product, account, note)
}

fn screen(turn: TurnBuilder<'_>, product: &Product, account: AccountNumber, note: Option<Text>) -> Turn {
    let texts = turn.texts();
    let mut html = subject::of_product(&turn.context, &product.code, &account).line().line();
    if let Some(note) = note {
        html = html.text(&note).line();
    }
    let most = product.most_months.unwrap_or(Period::ONE);
    let month = |period: Period| {
        let (product, account) = (product.code.clone(), account.clone());
        Button::tap(period.wire(), Tap::Use { product, account, period: Some(period) })
    };
    let mut buttons = button_rows::grid(Period::up_to(most).map(month), WIDE);
    buttons.push(button_rows::back_and_cancel(texts));
    let state = State::ChoosingPeriod { product: product.code.clone(), account };
    turn.screen(Reply::with_buttons(html.text(&texts.period_ask()), buttons)).wait_for(state)
}

/// The months were chosen.
pub(super) fn take(turn: TurnBuilder<'_>, code: ProductCode, account: AccountNumber, period: Period) -> Turn {
    let Some(product) = turn.context.catalogue.product(&code) else {
        return home::product_gone(turn);
    };
    if product.most_months.is_some_and(|most| period > most) {
        return limit(turn, product, account);
    }
    let period = product.most_months.map(|_| period);
    let inquiry = Inquiry { product: code, account, period };
    check::start(turn, Question { inquiry, conversion: None, freshness: Freshness::Remembered }, State::Home)
}

/// A number typed here is the months when it can be, else another customer's number.
pub(super) fn number(
    turn: TurnBuilder<'_>,
    code: ProductCode,
    waiting: AccountNumber,
    typed: AccountNumber,
    period: Option<Period>,
) -> Turn {
    match Period::parse(typed.as_str()) {
        Ok(months) => take(turn, code, waiting, months),
        Err(_) if is_no_number(&turn, &code, &typed) => words(turn, code, waiting, ""),
        Err(_) => account::take(turn, State::Home, code, typed, period),
    }
}

/// Digits so few are meant as months or as a month of the year, `202611`, unless the product has such numbers.
const SHORT: usize = 8;

/// Whether what was typed is none of the product's numbers but an answer to the question for months.
fn is_no_number(turn: &TurnBuilder<'_>, code: &ProductCode, typed: &AccountNumber) -> bool {
    let product = turn.context.catalogue.product(code);
    let fits = product.is_some_and(|product| product.number.fit(typed.as_str()) > Fit::Odd);
    typed.as_str().len() <= SHORT && !fits
}

/// Words typed here may still be the months; else the question is asked again.
pub(super) fn words(turn: TurnBuilder<'_>, code: ProductCode, account: AccountNumber, words: &str) -> Turn {
    if let Ok(months) = Period::parse(words.trim()) {
        return take(turn, code, account, months);
    }
    match turn.context.catalogue.product(&code) {
        Some(product) => limit(turn, product, account),
        None => home::product_gone(turn),
    }
}

fn limit(turn: TurnBuilder<'_>, product: &Product, account: AccountNumber) -> Turn {
    let note = turn.texts().period_limit(product.most_months.unwrap_or(Period::ONE));
    screen(turn, product, account, Some(note))
}
