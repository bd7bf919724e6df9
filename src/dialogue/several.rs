//! Several checks in one message, a line each. What needs a question of its own is listed with
//! a button that goes on with it; the other lines do not wait for that.

use crate::domain::{
    account::AccountNumber,
    inquiry::Numbered,
    period::Period,
    product::{Product, ProductCode},
};
use crate::phrase::{Line, Phrase};
use crate::view::{Button, Html, Keyboard, Reply, Tap, texts::Text};

use super::account::Reading;
use super::check::{self, Asked};
use super::turn_builder::TurnBuilder;
use super::{Place, State, Turn, account, list, matching, subject};

/// Products offered for a number that has none.
const CHOICES: usize = 2;

/// What several lines ask, typed while `state` was waited for: numbers without a product are for the one that is
/// waited for, or raise one question for all.
pub(super) fn take(turn: TurnBuilder<'_>, state: &State, phrase: Phrase) -> Turn {
    let below = below(&turn, &phrase);
    let mut lines = phrase.lines;
    if let Some(product) = state.product() {
        give(&mut lines, product);
    }
    match list::numbers_of(&lines) {
        Some((numbers, words)) if numbers.len() > 1 => list::ask(turn, numbers, words, &below),
        _ => ask(turn, State::Home, lines, &below),
    }
}

/// What the lines of a message ask that was changed: what is waited for stays so.
pub(super) fn take_again(turn: TurnBuilder<'_>, state: State, phrase: Phrase) -> Turn {
    let below = below(&turn, &phrase);
    let mut lines = phrase.lines;
    if let Some(product) = state.product() {
        give(&mut lines, product);
    }
    ask(turn, state, lines, &below)
}

/// Numbers without a product are the waited-for product's.
fn give(lines: &mut [Line], product: &ProductCode) {
    for line in lines {
        if let Line::Number { account, period } = line {
            *line = Line::Check { product: product.clone(), account: account.clone(), period: *period };
        }
    }
}

/// What is to be said of the list as a whole.
fn below(turn: &TurnBuilder<'_>, phrase: &Phrase) -> Html {
    let texts = turn.texts();
    let dropped = (phrase.dropped > 0).then(|| texts.lines_dropped(phrase.dropped, Phrase::MOST_LINES));
    let repeated = (phrase.repeated > 0).then(|| texts.lines_repeated(phrase.repeated));
    let mut html = Html::new();
    for sentence in dropped.into_iter().chain(repeated) {
        html = if html.as_str().is_empty() { html } else { html.line() };
        html = html.text(&sentence);
    }
    html
}

/// Asks every line that can be asked; the conversation waits for `after`.
pub(super) fn ask(mut turn: TurnBuilder<'_>, after: State, lines: Vec<Line>, below: &Html) -> Turn {
    let mut left = Left::default();
    for (index, line) in (0_u8..).zip(lines) {
        turn = take_line(turn, &mut left, line, index);
    }
    let texts = turn.texts();
    let mut html = Html::new();
    if !left.html.as_str().is_empty() {
        html = html.bold(&texts.lines_left()).html(&left.html);
    }
    if !below.as_str().is_empty() {
        html = if html.as_str().is_empty() { html } else { html.line().line() };
        html = html.html(below);
    }
    if !html.as_str().is_empty() {
        turn = turn.show(Place::New, Reply::with_buttons(html, left.buttons));
    }
    turn.wait_for(after)
}

/// The product was named: all are asked.
pub(super) fn ask_all(turn: TurnBuilder<'_>, product: &ProductCode, numbers: Vec<Numbered>) -> Turn {
    let check = |Numbered { account, period }| Line::Check { product: product.clone(), account, period };
    let lines = numbers.into_iter().map(check).collect();
    ask(turn, State::Home, lines, &Html::new())
}

/// Each number gets a question of its own.
pub(super) fn one_by_one(turn: TurnBuilder<'_>, numbers: &[Numbered]) -> Turn {
    let line = |numbered: &Numbered| Line::Number { account: numbered.account.clone(), period: numbered.period };
    ask(turn, State::Home, numbers.iter().map(line).collect(), &Html::new())
}

/// What could not be asked, and how to go on with it.
#[derive(Default)]
struct Left {
    html: Html,
    buttons: Keyboard,
}

impl Left {
    fn add(&mut self, subject: Option<&Html>, reason: &Text, button: Option<Button>) {
        let mut html = std::mem::take(&mut self.html).line().line();
        if let Some(subject) = subject {
            html = html.html(subject).line();
        }
        self.html = html.text(reason);
        self.buttons.extend(button.map(|button| vec![button]));
    }
}

fn take_line<'a>(turn: TurnBuilder<'a>, left: &mut Left, line: Line, index: u8) -> TurnBuilder<'a> {
    match line {
        Line::Check { product, account, period } => take_check(turn, left, &product, &account, period, index),
        Line::Number { account, period } | Line::Unclear { account, period, .. } => {
            leave_number(&turn, left, &account, period);
            turn
        }
        Line::TooLong => {
            left.add(None, &turn.texts().account_too_long(), None);
            turn
        }
        Line::Spoilt => {
            left.add(None, &turn.texts().line_spoilt(), None);
            turn
        }
        Line::Lacking { name, account, period } => {
            leave_lacking(&turn, left, &name, account, period);
            turn
        }
        Line::Product(_) | Line::Words(_) => {
            left.add(None, &turn.texts().line_unread(), None);
            turn
        }
    }
}

fn take_check<'a>(
    turn: TurnBuilder<'a>,
    left: &mut Left,
    code: &ProductCode,
    typed: &AccountNumber,
    period: Option<Period>,
    index: u8,
) -> TurnBuilder<'a> {
    let texts = turn.texts();
    let subject = subject::of_product(&turn.context, code, typed);
    let Some(product) = turn.context.catalogue.product(code) else {
        left.add(Some(&subject), &texts.product_gone(), None);
        return turn;
    };
    let go_on = |turn: &TurnBuilder<'_>| Some(button(turn, product, typed, period));
    match account::read(&turn.context, product, typed, period) {
        Reading::Ready(question) => {
            let (turn, asked) = check::begin(turn, question, index);
            match asked {
                Asked::Begun | Asked::Unchanged => {}
                Asked::Joined => left.add(Some(&subject), &texts.check_joined(), None),
                Asked::Full => left.add(Some(&subject), &texts.line_full(), go_on(&turn)),
            }
            return turn;
        }
        Reading::NeedsPeriod(..) => left.add(Some(&subject), &texts.period_ask(), go_on(&turn)),
        Reading::Doubtful(doubt) => left.add(Some(&subject), &texts.doubt(doubt), go_on(&turn)),
        Reading::Refused(error) => left.add(Some(&subject), &texts.account_refused(error), None),
    }
    turn
}

/// A line that names a company we lack: the number may still be for another product.
fn leave_lacking(
    turn: &TurnBuilder<'_>,
    left: &mut Left,
    name: &str,
    account: Option<AccountNumber>,
    period: Option<Period>,
) {
    let texts = turn.texts();
    let subject = account.as_ref().map(|account| subject::of_number(&turn.context, account));
    let other = account.map(|account| {
        let label = texts.check_number_button(&texts.other_button(), &subject::label(&turn.context, &account));
        Button::tap(label, Tap::Match { account, period })
    });
    left.add(subject.as_ref(), &texts.product_lacking(name), other);
}

/// A line that names no product: a button for each it fits best.
fn leave_number(turn: &TurnBuilder<'_>, left: &mut Left, account: &AccountNumber, period: Option<Period>) {
    let texts = turn.texts();
    let subject = subject::of_number(&turn.context, account);
    let fitting = matching::fitting(&turn.context, account);
    let reason = if fitting.is_empty() { texts.line_unread() } else { texts.match_several() };
    left.add(Some(&subject), &reason, None);
    left.buttons.extend(fitting.iter().take(CHOICES).map(|product| vec![button(turn, product, account, period)]));
}

fn button(turn: &TurnBuilder<'_>, product: &Product, account: &AccountNumber, period: Option<Period>) -> Button {
    let texts = turn.texts();
    let label = texts.check_number_button(product.name(texts.language()), &subject::label(&turn.context, account));
    Button::tap(label, Tap::Ask { product: product.code.clone(), account: account.clone(), period })
}
