//! What is made of a text: the second table, by state and line.

use crate::domain::{account::AccountNumber, period::Period};
use crate::phrase::{Courtesy, Line, Phrase};
use crate::view::texts::Text;

use super::turn_builder::TurnBuilder;
use super::{State, Turn, account, home, list, matching, period, pins, product, several};

/// A text was typed.
pub(super) fn typed(turn: TurnBuilder<'_>, state: State, phrase: Phrase) -> Turn {
    let mut turn = if phrase.held_pin { pins::dropped(turn) } else { turn };
    if phrase.asks_to_pay {
        let words = turn.texts().only_checks();
        turn = turn.word(words);
    }
    // A product that is waited for has its months asked before its numbers are: only then is a figure alone months.
    if let (State::ChoosingPeriod { product, account }, Some(months)) = (&state, phrase.months) {
        return period::take(turn, product.clone(), account.clone(), months);
    }
    match single(phrase) {
        Ok(Line::Words(words)) => worded(turn, state, words),
        Ok(line) => take(turn, state, line),
        Err(several) => several::take(turn, &state, several),
    }
}

/// Words without a number. Polite ones are answered as people do; what was asked stays asked.
fn worded(turn: TurnBuilder<'_>, state: State, words: String) -> Turn {
    let texts = turn.texts();
    match (Courtesy::of(&words), &state) {
        (Some(Courtesy::Thanks), _) => turn.word(texts.you_are_welcome()).wait_for(state),
        (Some(Courtesy::Greeting), State::Home) => home::welcome(turn, &texts.greeting()),
        (Some(Courtesy::Nod), State::Home) => turn.word(texts.nod()).wait_for(state),
        _ => take(turn, state, Line::Words(words)),
    }
}

/// A text was changed: what it asked is asked anew and answered in the same place. A change
/// that asks nothing is nobody's business, unless the bot waits for just that.
pub(super) fn edited(mut turn: TurnBuilder<'_>, state: State, phrase: Phrase) -> Turn {
    if phrase.held_pin {
        turn = pins::dropped(turn);
    }
    match single(phrase) {
        Ok(Line::Check { product, account, period }) => {
            turn.set_former_aside();
            account::take(turn, state, product, account, period)
        }
        Ok(Line::Number { account, period }) => edited_number(turn, state, account, period),
        Ok(line @ (Line::Unclear { .. } | Line::Lacking { .. } | Line::TooLong | Line::Spoilt))
            if state != State::Home =>
        {
            take(turn, state, line)
        }
        Ok(
            Line::Unclear { .. }
            | Line::Lacking { .. }
            | Line::TooLong
            | Line::Spoilt
            | Line::Product(_)
            | Line::Words(_),
        ) => turn.wait_for(state),
        Err(several) => {
            turn.set_former_aside();
            several::take_again(turn, state, several)
        }
    }
}

/// A number alone was changed: when the message's check is still under way, its product is known.
fn edited_number(mut turn: TurnBuilder<'_>, state: State, account: AccountNumber, period: Option<Period>) -> Turn {
    let id = turn.check_id(0);
    let Some(check) = turn.checks.iter().find(|check| check.id == id) else {
        return take(turn, state, Line::Number { account, period });
    };
    let (product, period) = (check.inquiry.product.clone(), period.or(check.inquiry.period));
    turn.set_former_aside();
    account::take(turn, state, product, account, period)
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
fn take(turn: TurnBuilder<'_>, state: State, line: Line) -> Turn {
    match (state, line) {
        // A product and its number: a whole question, wherever it comes.
        (_, Line::Check { product, account, period }) => account::take(turn, State::Home, product, account, period),

        // A product alone asks for a number, or goes with the number that waits for it.
        (State::ChoosingMatch { account, period }, Line::Product(product)) => {
            account::take(turn, State::Home, product, account, period)
        }
        (State::ChoosingForAll { numbers }, Line::Product(product)) => several::ask_all(turn, &product, numbers),
        (
            State::Home
            | State::ChoosingProduct { .. }
            | State::EnteringAccount { .. }
            | State::ConfirmingAccount { .. }
            | State::ChoosingPeriod { .. },
            Line::Product(product),
        ) => account::ask(turn, product),

        // A number alone answers the question, or raises one: whose is it?
        (
            State::Home | State::ChoosingMatch { .. } | State::ChoosingForAll { .. },
            Line::Number { account, period },
        ) => matching::number(turn, account, period),
        (State::ChoosingProduct { family }, Line::Number { account, period }) => {
            matching::number_in(turn, family, account, period)
        }
        (State::EnteringAccount { product }, Line::Number { account, period }) => {
            account::take(turn, State::Home, product, account, period)
        }
        (State::ConfirmingAccount { product, period: known, .. }, Line::Number { account, period }) => {
            account::take(turn, State::Home, product, account, period.or(known))
        }
        (State::ChoosingPeriod { product, account: waiting }, Line::Number { account, period }) => {
            period::number(turn, product, waiting, account, period)
        }

        // A number with words that name nothing, or several things.
        (
            State::Home | State::ChoosingProduct { .. } | State::ChoosingMatch { .. } | State::ChoosingForAll { .. },
            Line::Unclear { words, account, period },
        ) => matching::unclear(turn, &words, account, period),
        (State::EnteringAccount { product }, Line::Unclear { words, account, period }) => {
            matching::unclear_for(turn, product, &words, account, period)
        }
        (State::ConfirmingAccount { product, period: known, .. }, Line::Unclear { words, account, period }) => {
            matching::unclear_for(turn, product, &words, account, period.or(known))
        }
        (State::ChoosingPeriod { product, account: waiting }, Line::Unclear { words, account, period }) => {
            match Period::parse(account.as_str()) {
                Ok(_) => period::number(turn, product, waiting, account, period),
                Err(_) => matching::unclear_for(turn, product, &words, account, period),
            }
        }

        // A company that we lack: nobody else's bill is offered for it.
        (_, Line::Lacking { name, account, period }) => product::lacking(turn, &name, account, period),

        // Too many digits, or too few of them left: the question stays.
        (state, Line::TooLong) => {
            let sentence = turn.texts().account_too_long();
            unusable(turn, state, sentence)
        }
        (state, Line::Spoilt) => {
            let sentence = turn.texts().line_spoilt();
            unusable(turn, state, sentence)
        }

        // A family's word opens it, whatever was asked before.
        (
            State::EnteringAccount { .. } | State::ConfirmingAccount { .. } | State::ChoosingPeriod { .. },
            Line::Words(words),
        ) if product::family_of(&turn, &words).is_some() => product::search(turn, &words),

        // Words search, or get the question again.
        (State::Home, Line::Words(words)) => product::search(turn, &words),
        (State::ChoosingProduct { family }, Line::Words(words)) => product::search_in(turn, family, &words),
        (State::EnteringAccount { product }, Line::Words(words)) => {
            if let Some(digits) = account::bare_digits(&words) {
                return account::take(turn, State::Home, product, digits, None);
            }
            let sentence = turn.texts().account_not_read();
            account::ask_again(turn, product, sentence)
        }
        (State::ConfirmingAccount { product, account, doubt, period }, Line::Words(words)) => {
            if let Some(digits) = account::bare_digits(&words) {
                return account::take(turn, State::Home, product, digits, period);
            }
            let sentence = turn.texts().account_not_read();
            account::confirm(turn, product, account, doubt, period, Some(sentence))
        }
        (State::ChoosingPeriod { product, account }, Line::Words(words)) => {
            period::words(turn, product, account, &words)
        }
        (State::ChoosingMatch { account, period }, Line::Words(words)) => {
            matching::words(turn, &words, account, period)
        }
        (State::ChoosingForAll { numbers }, Line::Words(words)) => list::words(turn, &words, numbers),
    }
}

/// Digits that no number can be made of: where one is waited for, it is asked for again.
fn unusable(turn: TurnBuilder<'_>, state: State, sentence: Text) -> Turn {
    match state {
        State::EnteringAccount { product } | State::ConfirmingAccount { product, .. } => {
            account::ask_again(turn, product, sentence)
        }
        State::Home
        | State::ChoosingProduct { .. }
        | State::ChoosingPeriod { .. }
        | State::ChoosingMatch { .. }
        | State::ChoosingForAll { .. } => turn.word(sentence).wait_for(state),
    }
}
