//! What is made of a text: the second table, by state and line.

use crate::domain::{account::AccountNumber, period::Period};
use crate::phrase::{Line, Phrase};
use crate::view::texts::Text;

use super::draft::Draft;
use super::{State, Turn, account, lines, list, matching, period, pins, product};

/// A text was typed.
pub(super) fn typed(draft: Draft<'_>, state: State, phrase: Phrase) -> Turn {
    let mut draft = if phrase.held_pin { pins::dropped(draft) } else { draft };
    if phrase.asks_to_pay {
        let words = draft.texts().only_checks();
        draft = draft.word(words);
    }
    // A product that is waited for has its months asked before its numbers are: only then is a figure alone months.
    if let (State::ChoosingPeriod { product, account }, Some(months)) = (&state, phrase.months) {
        return period::take(draft, product.clone(), account.clone(), months);
    }
    match single(phrase) {
        Ok(line) => take(draft, state, line),
        Err(several) => lines::take(draft, &state, several),
    }
}

/// A text was changed: what it asked is asked anew and answered in the same place. A change
/// that asks nothing is nobody's business, unless the bot waits for just that.
pub(super) fn edited(mut draft: Draft<'_>, state: State, phrase: Phrase) -> Turn {
    if phrase.held_pin {
        draft = pins::dropped(draft);
    }
    match single(phrase) {
        Ok(Line::Check { product, account, period }) => {
            draft.set_former_aside();
            account::take(draft, state, product, account, period)
        }
        Ok(Line::Number { account, period }) => edited_number(draft, state, account, period),
        Ok(line @ (Line::Unclear { .. } | Line::Lacking { .. } | Line::TooLong | Line::Spoilt))
            if state != State::Home =>
        {
            take(draft, state, line)
        }
        Ok(
            Line::Unclear { .. }
            | Line::Lacking { .. }
            | Line::TooLong
            | Line::Spoilt
            | Line::Product(_)
            | Line::Words(_),
        ) => draft.wait_for(state),
        Err(several) => {
            draft.set_former_aside();
            lines::take_again(draft, state, several)
        }
    }
}

/// A number alone was changed: when the message's check is still under way, its product is known.
fn edited_number(mut draft: Draft<'_>, state: State, account: AccountNumber, period: Option<Period>) -> Turn {
    let id = draft.check_id(0);
    let Some(check) = draft.checks.iter().find(|check| check.id == id) else {
        return take(draft, state, Line::Number { account, period });
    };
    let (product, period) = (check.inquiry.product.clone(), period.or(check.inquiry.period));
    draft.set_former_aside();
    account::take(draft, state, product, account, period)
}

/// The one line of a text, or the text when it has several.
fn single(mut phrase: Phrase) -> Result<Line, Phrase> {
    match phrase.lines.len() {
        0 => Ok(Line::Words(String::new())),
        // A check that was typed twice is told of like a list.
        1 if phrase.repeated == 0 || !matches!(phrase.lines[0], Line::Check { .. }) => Ok(phrase.lines.remove(0)),
        _ => Err(phrase),
    }
}

/// One line, in the state it meets.
#[expect(clippy::match_same_arms, reason = "a table: rows stand with their like")]
fn take(draft: Draft<'_>, state: State, line: Line) -> Turn {
    match (state, line) {
        // A product and its number: a whole question, wherever it comes.
        (_, Line::Check { product, account, period }) => account::take(draft, State::Home, product, account, period),

        // A product alone asks for a number, or goes with the number that waits for it.
        (State::ChoosingMatch { account, period }, Line::Product(product)) => {
            account::take(draft, State::Home, product, account, period)
        }
        (State::ChoosingForAll { numbers }, Line::Product(product)) => list::take(draft, &product, numbers),
        (
            State::Home
            | State::ChoosingProduct { .. }
            | State::EnteringAccount { .. }
            | State::ConfirmingAccount { .. }
            | State::ChoosingPeriod { .. },
            Line::Product(product),
        ) => account::ask(draft, product),

        // A number alone answers the question, or raises one: whose is it?
        (
            State::Home | State::ChoosingMatch { .. } | State::ChoosingForAll { .. },
            Line::Number { account, period },
        ) => matching::number(draft, account, period),
        (State::ChoosingProduct { family }, Line::Number { account, period }) => {
            matching::number_in(draft, family, account, period)
        }
        (State::EnteringAccount { product }, Line::Number { account, period }) => {
            account::take(draft, State::Home, product, account, period)
        }
        (State::ConfirmingAccount { product, period: known, .. }, Line::Number { account, period }) => {
            account::take(draft, State::Home, product, account, period.or(known))
        }
        (State::ChoosingPeriod { product, account: waiting }, Line::Number { account, period }) => {
            period::number(draft, product, waiting, account, period)
        }

        // A number with words that name nothing, or several things.
        (
            State::Home | State::ChoosingProduct { .. } | State::ChoosingMatch { .. } | State::ChoosingForAll { .. },
            Line::Unclear { words, account, period },
        ) => matching::unclear(draft, &words, account, period),
        (State::EnteringAccount { product }, Line::Unclear { words, account, period }) => {
            matching::unclear_for(draft, product, &words, account, period)
        }
        (State::ConfirmingAccount { product, period: known, .. }, Line::Unclear { words, account, period }) => {
            matching::unclear_for(draft, product, &words, account, period.or(known))
        }
        (State::ChoosingPeriod { product, account: waiting }, Line::Unclear { words, account, period }) => {
            match Period::parse(account.as_str()) {
                Ok(_) => period::number(draft, product, waiting, account, period),
                Err(_) => matching::unclear_for(draft, product, &words, account, period),
            }
        }

        // A company that we lack: nobody else's bill is offered for it.
        (_, Line::Lacking { name, account, period }) => product::lacking(draft, &name, account, period),

        // Too many digits, or too few of them left: the question stays.
        (state, Line::TooLong) => {
            let sentence = draft.texts().account_too_long();
            unusable(draft, state, sentence)
        }
        (state, Line::Spoilt) => {
            let sentence = draft.texts().line_spoilt();
            unusable(draft, state, sentence)
        }

        // A family's word opens it, whatever was asked before.
        (
            State::EnteringAccount { .. } | State::ConfirmingAccount { .. } | State::ChoosingPeriod { .. },
            Line::Words(words),
        ) if product::family_of(&draft, &words).is_some() => product::search(draft, &words),

        // Words search, or get the question again.
        (State::Home, Line::Words(words)) => product::search(draft, &words),
        (State::ChoosingProduct { family }, Line::Words(words)) => product::search_in(draft, family, &words),
        (State::EnteringAccount { product }, Line::Words(words)) => {
            if let Some(digits) = account::bare_digits(&words) {
                return account::take(draft, State::Home, product, digits, None);
            }
            let sentence = draft.texts().account_not_read();
            account::ask_again(draft, product, sentence)
        }
        (State::ConfirmingAccount { product, account, doubt, period }, Line::Words(words)) => {
            if let Some(digits) = account::bare_digits(&words) {
                return account::take(draft, State::Home, product, digits, period);
            }
            let sentence = draft.texts().account_not_read();
            account::confirm(draft, product, account, doubt, period, Some(sentence))
        }
        (State::ChoosingPeriod { product, account }, Line::Words(words)) => {
            period::words(draft, product, account, &words)
        }
        (State::ChoosingMatch { account, period }, Line::Words(words)) => {
            matching::words(draft, &words, account, period)
        }
        (State::ChoosingForAll { numbers }, Line::Words(words)) => list::words(draft, &words, numbers),
    }
}

/// Digits that no number can be made of: where one is waited for, it is asked for again.
fn unusable(draft: Draft<'_>, state: State, sentence: Text) -> Turn {
    match state {
        State::EnteringAccount { product } | State::ConfirmingAccount { product, .. } => {
            account::ask_again(draft, product, sentence)
        }
        State::Home
        | State::ChoosingProduct { .. }
        | State::ChoosingPeriod { .. }
        | State::ChoosingMatch { .. }
        | State::ChoosingForAll { .. } => draft.word(sentence).wait_for(state),
    }
}
