//! Several checks in one message, a line each. What needs a question of its own is listed with
//! a button that goes on with it; the other lines do not wait for that.

use crate::domain::{
    account::AccountNumber,
    period::Period,
    product::{Product, ProductCode},
};
use crate::phrase::{Line, Phrase};
use crate::view::{Button, Html, Keyboard, Reply, texts::Text};

use super::account::Reading;
use super::check::{self, Asked};
use super::draft::Draft;
use super::{Place, State, Tap, Turn, account, list, matching, subject};

/// Products offered for a number that has none.
const CHOICES: usize = 2;

/// What several lines ask, typed while `state` was waited for: numbers without a product are for the one that is
/// waited for, or raise one question for all.
pub(super) fn take(draft: Draft<'_>, state: &State, phrase: Phrase) -> Turn {
    let below = below(&draft, &phrase);
    let mut lines = phrase.lines;
    if let Some(product) = state.product() {
        give(&mut lines, product);
    }
    match list::numbers_of(&lines) {
        Some((numbers, words)) if numbers.len() > 1 => list::ask(draft, numbers, words, &below),
        _ => ask(draft, State::Home, lines, &below),
    }
}

/// What the lines of a message ask that was changed: what is waited for stays so.
pub(super) fn take_again(draft: Draft<'_>, state: State, phrase: Phrase) -> Turn {
    let below = below(&draft, &phrase);
    let mut lines = phrase.lines;
    if let Some(product) = state.product() {
        give(&mut lines, product);
    }
    ask(draft, state, lines, &below)
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
fn below(draft: &Draft<'_>, phrase: &Phrase) -> Html {
    let texts = draft.texts();
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
pub(super) fn ask(mut draft: Draft<'_>, after: State, lines: Vec<Line>, below: &Html) -> Turn {
    let mut left = Left::default();
    for (index, line) in (0_u8..).zip(lines) {
        draft = take_line(draft, &mut left, line, index);
    }
    let texts = draft.texts();
    let mut html = Html::new();
    if !left.html.as_str().is_empty() {
        html = html.bold(&texts.lines_left()).html(&left.html);
    }
    if !below.as_str().is_empty() {
        html = if html.as_str().is_empty() { html } else { html.line().line() };
        html = html.html(below);
    }
    if !html.as_str().is_empty() {
        draft = draft.show(Place::New, Reply::with_buttons(html, left.buttons));
    }
    draft.wait_for(after)
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

fn take_line<'a>(draft: Draft<'a>, left: &mut Left, line: Line, index: u8) -> Draft<'a> {
    match line {
        Line::Check { product, account, period } => take_check(draft, left, &product, &account, period, index),
        Line::Number { account, period } | Line::Unclear { account, period, .. } => {
            leave_number(&draft, left, &account, period);
            draft
        }
        Line::TooLong => {
            left.add(None, &draft.texts().account_too_long(), None);
            draft
        }
        Line::Spoilt => {
            left.add(None, &draft.texts().line_spoilt(), None);
            draft
        }
        Line::Lacking { name, account, period } => {
            leave_lacking(&draft, left, &name, account, period);
            draft
        }
        Line::Product(_) | Line::Words(_) => {
            left.add(None, &draft.texts().line_unread(), None);
            draft
        }
    }
}

fn take_check<'a>(
    draft: Draft<'a>,
    left: &mut Left,
    code: &ProductCode,
    typed: &AccountNumber,
    period: Option<Period>,
    index: u8,
) -> Draft<'a> {
    let texts = draft.texts();
    let subject = subject::of_product(&draft.context, code, typed);
    let Some(product) = draft.context.catalogue.product(code) else {
        left.add(Some(&subject), &texts.product_gone(), None);
        return draft;
    };
    let go_on = |draft: &Draft<'_>| Some(button(draft, product, typed, period));
    match account::read(&draft.context, product, typed, period) {
        Reading::Ready(question) => {
            let (draft, asked) = check::begin(draft, question, index);
            match asked {
                Asked::Begun | Asked::Unchanged => {}
                Asked::Joined => left.add(Some(&subject), &texts.check_joined(), None),
                Asked::Full => left.add(Some(&subject), &texts.line_full(), go_on(&draft)),
            }
            return draft;
        }
        Reading::NeedsPeriod(..) => left.add(Some(&subject), &texts.period_ask(), go_on(&draft)),
        Reading::Doubtful(doubt) => left.add(Some(&subject), &texts.doubt(doubt), go_on(&draft)),
        Reading::Refused(error) => left.add(Some(&subject), &texts.account_refused(error), None),
    }
    draft
}

/// A line that names a company we lack: the number may still be for another product.
fn leave_lacking(
    draft: &Draft<'_>,
    left: &mut Left,
    name: &str,
    account: Option<AccountNumber>,
    period: Option<Period>,
) {
    let texts = draft.texts();
    let subject = account.as_ref().map(|account| subject::of_number(&draft.context, account));
    let other = account.map(|account| {
        let label = texts.check_number_button(&texts.other_button(), &subject::label(&draft.context, &account));
        Button::tap(label, Tap::Match { account, period })
    });
    left.add(subject.as_ref(), &texts.product_lacking(name), other);
}

/// A line that names no product: a button for each it fits best.
fn leave_number(draft: &Draft<'_>, left: &mut Left, account: &AccountNumber, period: Option<Period>) {
    let texts = draft.texts();
    let subject = subject::of_number(&draft.context, account);
    let fitting = matching::fitting(&draft.context, account);
    let reason = if fitting.is_empty() { texts.line_unread() } else { texts.match_several() };
    left.add(Some(&subject), &reason, None);
    left.buttons.extend(fitting.iter().take(CHOICES).map(|product| vec![button(draft, product, account, period)]));
}

fn button(draft: &Draft<'_>, product: &Product, account: &AccountNumber, period: Option<Period>) -> Button {
    let texts = draft.texts();
    let label = texts.check_number_button(product.name(texts.language()), &subject::label(&draft.context, account));
    Button::tap(label, Tap::Ask { product: product.code.clone(), account: account.clone(), period })
}
