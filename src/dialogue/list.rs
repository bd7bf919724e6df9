//! A list of numbers without a product: one question for all of them.

use std::cmp::Reverse;

use crate::domain::{account::AccountNumber, number_rule::Fit, period::Period, product::Product};
use crate::phrase::Line;
use crate::view::{Button, Html, Reply, Tap};

use super::turn_builder::TurnBuilder;
use super::{Context, State, Turn, button_rows, product, subject};
use crate::domain::inquiry::Numbered;

/// Asks which product all the numbers are for. `words` are what the list's headline says of it.
pub(super) fn ask(turn: TurnBuilder<'_>, numbers: Vec<Numbered>, words: &str, below: &Html) -> Turn {
    let texts = turn.texts();
    let mut html = Html::new().bold(&texts.match_all(numbers.len()));
    for numbered in &numbers {
        html = html.line().html(&subject::of_number(&turn.context, &numbered.account));
    }
    if !below.as_str().is_empty() {
        html = html.line().line().html(below);
    }
    let language = texts.language();
    let button = |product: &&Product| {
        let tap = Tap::AskAll { product: product.code.clone(), numbers: numbers.clone() };
        Button::tap(product.name(language).to_owned(), tap)
    };
    let products = products(&turn.context, &numbers, words);
    let mut buttons = button_rows::grid(products.iter().take(product::PAGE).map(button), 1);
    buttons.push(vec![Button::tap(texts.one_by_one_button(), Tap::OneByOne(numbers.clone()))]);
    buttons.push(button_rows::cancel(texts));
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(State::ChoosingForAll { numbers })
}

/// The products the headline may mean, else those that most of the numbers have the shape of; the person's habit first.
fn products<'a>(context: &Context<'a>, numbers: &[Numbered], words: &str) -> Vec<&'a Product> {
    let found = context.catalogue.search(words);
    if !found.is_empty() {
        return found;
    }
    let fits = |product: &Product, least: Fit| {
        numbers.iter().filter(|numbered| product.number.fit(numbered.account.as_str()) >= least).count()
    };
    let of = |least: Fit| -> Vec<(usize, &'a Product)> {
        let counted = context.catalogue.products().map(|product| (fits(product, least), product));
        counted.filter(|(count, _)| *count > 0).collect()
    };
    let mut products = of(Fit::Convertible);
    if products.is_empty() {
        products = of(Fit::Possible);
    }
    products.sort_by_key(|(count, product)| Reverse((*count, context.profile.habit(&product.code))));
    products.into_iter().map(|(_, product)| product).collect()
}

/// Words typed while a list waits for its product.
pub(super) fn words(turn: TurnBuilder<'_>, words: &str, numbers: Vec<Numbered>) -> Turn {
    ask(turn, numbers, words, &Html::new())
}

/// The numbers of lines, when all of them are numbers without a product; and what words say of them.
pub(super) fn numbers_of(lines: &[Line]) -> Option<(Vec<Numbered>, &str)> {
    let number = |line: &Line| match line {
        Line::Number { account, period } | Line::Unclear { account, period, .. } => Some(numbered(account, *period)),
        Line::Check { .. }
        | Line::Product(_)
        | Line::Lacking { .. }
        | Line::TooLong
        | Line::Spoilt
        | Line::Words(_) => None,
    };
    let words = lines.iter().find_map(|line| match line {
        Line::Unclear { words, .. } => Some(words.as_str()),
        _ => None,
    });
    Some((lines.iter().map(number).collect::<Option<_>>()?, words.unwrap_or_default()))
}

fn numbered(account: &AccountNumber, period: Option<Period>) -> Numbered {
    Numbered { account: account.clone(), period }
}
