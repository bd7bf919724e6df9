//! What is made of a press: the third table, by state and button.

use super::turn_builder::TurnBuilder;
use super::{
    State, Turn, account, bill, cancel, check, help, home, language, matching, office, privacy, product, several,
};
use crate::view::Tap;

/// A button was pressed, or a deep link opened the chat with its tap.
#[expect(clippy::match_same_arms, reason = "a table: rows stand with their like")]
pub(super) fn take(turn: TurnBuilder<'_>, state: State, tap: Tap) -> Turn {
    match (state, tap) {
        // Buttons that mean the same wherever the conversation stands.
        (_, Tap::Home) => home::show(turn),
        (_, Tap::Another) => home::show_anew(turn),
        (_, Tap::Cancel) => cancel::question(turn),
        (_, Tap::Product(product)) => account::ask(turn, product),
        (_, Tap::Ask { product, account, period }) => account::take(turn, State::Home, product, account, period),
        (state, Tap::Use { product, account, period }) => account::use_as_is(turn, state, &product, account, period),
        (_, Tap::Match { account, period }) => matching::number(turn, account, period),
        (_, Tap::AskAll { product, numbers }) => several::ask_all(turn, &product, numbers),
        (_, Tap::OneByOne(numbers)) => several::one_by_one(turn, &numbers),
        (state, Tap::Again(inquiry)) => check::again(turn, state, inquiry),
        (state, Tap::CancelCheck(id)) => check::cancel(turn, state, id),
        (state, Tap::Reveal(inquiry, answer)) => bill::reveal(turn, state, inquiry, *answer),
        (state, Tap::Languages) => language::choose(turn, state),
        (state, Tap::Speak(language)) => language::speak(turn, state, language),
        (state, Tap::Help) => help::show(turn, state),
        (_, Tap::Erase) => privacy::erase(turn),
        (state, Tap::Nothing) => turn.wait_for(state),
        (state, Tap::Office(tap)) => office::press(turn, state, tap),

        // A family, for the number that waits for its product or for one yet to come.
        (State::ChoosingMatch { account, period }, Tap::Family(family)) => {
            matching::open(turn, family, 0, account, period)
        }
        (State::ChoosingMatch { account, period }, Tap::Page(family, page)) => {
            matching::open(turn, family, page, account, period)
        }
        (
            State::Home
            | State::ChoosingProduct { .. }
            | State::EnteringAccount { .. }
            | State::ConfirmingAccount { .. }
            | State::ChoosingPeriod { .. }
            | State::ChoosingForAll { .. },
            Tap::Family(family),
        ) => product::open(turn, family),
        (
            State::Home
            | State::ChoosingProduct { .. }
            | State::EnteringAccount { .. }
            | State::ConfirmingAccount { .. }
            | State::ChoosingPeriod { .. }
            | State::ChoosingForAll { .. },
            Tap::Page(family, page),
        ) => product::turn_to(turn, family, page),

        // One screen back.
        (State::Home | State::ChoosingProduct { .. } | State::ChoosingForAll { .. }, Tap::Back) => home::show(turn),
        (State::EnteringAccount { product }, Tap::Back) => product::back_from(turn, &product),
        (State::ConfirmingAccount { product, .. } | State::ChoosingPeriod { product, .. }, Tap::Back) => {
            account::ask(turn, product)
        }
        (State::ChoosingMatch { account, period }, Tap::Back) => matching::number(turn, account, period),

        // Another number for the question it stands under; elsewhere the question is gone.
        (
            State::EnteringAccount { product }
            | State::ConfirmingAccount { product, .. }
            | State::ChoosingPeriod { product, .. },
            Tap::RetypeAccount,
        ) => account::ask(turn, product),
        (
            State::Home | State::ChoosingProduct { .. } | State::ChoosingMatch { .. } | State::ChoosingForAll { .. },
            Tap::RetypeAccount,
        ) => home::stale(turn),
    }
}
