//! The customer's number: asking for it, reading it, and what is odd about it.

use crate::domain::{
    account::{AccountError, AccountNumber},
    inquiry::Inquiry,
    number_rule::{Conversion, Doubt, NumberReading, NumberRule},
    period::Period,
    product::{Product, ProductCode},
};
use crate::ports::Freshness;
use crate::view::{Button, Html, Keyboard, Markup, Reply, Tap, texts::Text, tidy};

use super::check::{self, Question};
use super::turn_builder::TurnBuilder;
use super::{Context, State, Turn, button_rows, home, period, subject};

/// Telegram's limit for what stands grey in the input field.
const LONGEST_PLACEHOLDER: usize = 64;

/// What a number turned out to be for a product.
pub(super) enum Reading {
    /// Everything is there.
    Ready(Question),
    /// The number of months is missing.
    NeedsPeriod(AccountNumber, Option<Conversion>),
    /// The number is odd.
    Doubtful(Doubt),
    /// The number cannot be one.
    Refused(AccountError),
}

/// Reads a number for a product. A customer who was asked about before is never odd.
pub(super) fn read(context: &Context<'_>, product: &Product, typed: &AccountNumber, period: Option<Period>) -> Reading {
    match product.number.read(typed) {
        NumberReading::Fits(account) => complete(product, account, None, period),
        NumberReading::Converted(account, how) => complete(product, account, Some(how), period),
        NumberReading::Doubtful(account, _) if is_known(context, product, &account) => {
            complete(product, account, None, period)
        }
        NumberReading::Doubtful(_, doubt) => Reading::Doubtful(doubt),
        NumberReading::Refused(error) => Reading::Refused(error),
    }
}

fn complete(
    product: &Product,
    account: AccountNumber,
    conversion: Option<Conversion>,
    period: Option<Period>,
) -> Reading {
    let period = match product.most_months {
        None => None,
        Some(most) => match period.filter(|period| *period <= most) {
            Some(period) => Some(period),
            None => return Reading::NeedsPeriod(account, conversion),
        },
    };
    let inquiry = Inquiry { product: product.code.clone(), account, period };
    Reading::Ready(Question { inquiry, conversion, freshness: Freshness::Remembered })
}

fn is_known(context: &Context<'_>, product: &Product, account: &AccountNumber) -> bool {
    context
        .profile
        .recent
        .iter()
        .any(|recent| recent.inquiry.product == product.code && recent.inquiry.account == *account)
}

/// Digits alone, though so few that among words they would be no number: where a number is waited for
/// they are one, and what is wrong with it can be said.
pub(super) fn bare_digits(words: &str) -> Option<AccountNumber> {
    AccountNumber::parse(words).ok().filter(AccountNumber::is_digits)
}

/// A number was given for a product: asks the biller, or asks the person for what is missing.
/// Once the question is on its way the conversation waits for `after`.
pub(super) fn take(
    turn: TurnBuilder<'_>,
    after: State,
    code: ProductCode,
    typed: AccountNumber,
    period: Option<Period>,
) -> Turn {
    let Some(product) = turn.context.catalogue.product(&code) else {
        return home::product_gone(turn);
    };
    match read(&turn.context, product, &typed, period) {
        Reading::Ready(question) => check::start(turn, question, after),
        Reading::NeedsPeriod(account, conversion) => period::ask(turn, product, account, conversion),
        Reading::Doubtful(doubt) => confirm(turn, code, typed, doubt, period, None),
        Reading::Refused(error) => {
            let sentence = turn.texts().account_refused(error);
            ask_again(turn, code, sentence)
        }
    }
}

/// Asks for a product's number.
pub(super) fn ask(turn: TurnBuilder<'_>, code: ProductCode) -> Turn {
    prompt(turn, code, None)
}

/// Says what was wrong and asks for the number again.
pub(super) fn ask_again(turn: TurnBuilder<'_>, code: ProductCode, sentence: Text) -> Turn {
    prompt(turn, code, Some(sentence))
}

fn prompt(turn: TurnBuilder<'_>, code: ProductCode, sentence: Option<Text>) -> Turn {
    let Some(product) = turn.context.catalogue.product(&code) else {
        return home::product_gone(turn);
    };
    let texts = turn.texts();
    let name = product.name(texts.language());
    let mut html = Html::new();
    if let Some(sentence) = sentence {
        html = html.text(&sentence).line().line();
    }
    html = html.bold(name).line().text(&texts.account_ask(product));
    let reply = if turn.in_group() {
        let placeholder = tidy(&texts.account_placeholder(name), LONGEST_PLACEHOLDER);
        Reply { html: html.line().text(&texts.account_in_group()), markup: Markup::Question { placeholder } }
    } else {
        Reply::with_buttons(html, vec![button_rows::back_and_cancel(texts)])
    };
    turn.screen(reply).wait_for(State::EnteringAccount { product: code })
}

/// Asks whether to use an odd number all the same, below a few words when there are any.
pub(super) fn confirm(
    turn: TurnBuilder<'_>,
    product: ProductCode,
    account: AccountNumber,
    doubt: Doubt,
    period: Option<Period>,
    words: Option<Text>,
) -> Turn {
    let texts = turn.texts();
    let mut html = Html::new();
    if let Some(words) = words {
        html = html.text(&words).line().line();
    }
    html = html.html(&subject::of_product(&turn.context, &product, &account)).line().line();
    html = html.text(&texts.doubt(doubt)).line().text(&texts.doubt_question());
    let use_it = |account: AccountNumber| Tap::Use { product: product.clone(), account, period };
    let meant = (doubt == Doubt::Letters).then(|| meant(&turn.context, &product, &account)).flatten();
    let corrected = meant.map(|meant| {
        let label = texts.corrected_button(&subject::label(&turn.context, &meant));
        vec![Button::tap(label, use_it(meant))]
    });
    let mut buttons: Keyboard = corrected.into_iter().collect();
    buttons.push(vec![
        Button::tap(texts.use_button(), use_it(account.clone())),
        Button::tap(texts.retype_button(), Tap::RetypeAccount),
    ]);
    buttons.push(button_rows::cancel(texts));
    let state = State::ConfirmingAccount { product, account, doubt, period };
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// The number that letters which look like digits probably stand for, when it is one of the product's: `514O404OO482`.
fn meant(context: &Context<'_>, code: &ProductCode, account: &AccountNumber) -> Option<AccountNumber> {
    let product = context.catalogue.product(code)?;
    meant_for(product, account).filter(|meant| meant != account)
}

/// The same for a product. Only a rule that knows its numbers well can tell.
pub(super) fn meant_for(product: &Product, account: &AccountNumber) -> Option<AccountNumber> {
    if matches!(product.number, NumberRule::Plain { .. }) {
        return None;
    }
    let meant: String = account.as_str().chars().map(digit).collect();
    match product.number.read(&AccountNumber::parse(&meant).ok()?) {
        NumberReading::Fits(meant) | NumberReading::Converted(meant, _) => Some(meant),
        NumberReading::Doubtful(..) | NumberReading::Refused(_) => None,
    }
}

/// The digit that a letter looks like.
fn digit(letter: char) -> char {
    match letter {
        'O' | 'o' | 'Q' | 'D' => '0',
        'I' | 'i' | 'l' | 'L' => '1',
        'Z' | 'z' => '2',
        'S' | 's' => '5',
        'B' => '8',
        other => other,
    }
}

/// The number is used as it stands. What the conversation waits for stays, unless it was this.
pub(super) fn use_as_is(
    turn: TurnBuilder<'_>,
    state: State,
    code: &ProductCode,
    account: AccountNumber,
    period: Option<Period>,
) -> Turn {
    let Some(product) = turn.context.catalogue.product(code) else {
        return home::product_gone(turn);
    };
    let after = if state.is_about(&account) { State::Home } else { state };
    match complete(product, account, None, period) {
        Reading::Ready(question) => check::start(turn, question, after),
        Reading::NeedsPeriod(account, conversion) => period::ask(turn, product, account, conversion),
        Reading::Doubtful(_) | Reading::Refused(_) => home::stale(turn),
    }
}
