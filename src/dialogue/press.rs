//! What is made of a press: the third table, by state and button.

use super::draft::Draft;
use super::{
    State, Tap, Turn, account, bill, cancel, check, help, home, language, list, matching, office, privacy, product,
};

/// A button was pressed, or a deep link opened the chat with its tap.
#[expect(clippy::match_same_arms, reason = "a table: rows stand with their like")]
pub(super) fn take(draft: Draft<'_>, state: State, tap: Tap) -> Turn {
    match (state, tap) {
        // Buttons that mean the same wherever the conversation stands.
        (_, Tap::Home) => home::show(draft),
        (_, Tap::Another) => home::show_anew(draft),
        (_, Tap::Cancel) => cancel::question(draft),
        (_, Tap::Product(product)) => account::ask(draft, product),
        (_, Tap::Ask { product, account, period }) => account::take(draft, State::Home, product, account, period),
        (state, Tap::Use { product, account, period }) => account::use_as_is(draft, state, &product, account, period),
        (_, Tap::Match { account, period }) => matching::number(draft, account, period),
        (_, Tap::AskAll { product, numbers }) => list::take(draft, &product, numbers),
        (_, Tap::OneByOne(numbers)) => list::one_by_one(draft, &numbers),
        (state, Tap::Again(inquiry)) => check::again(draft, state, inquiry),
        (state, Tap::CancelCheck(id)) => check::cancel(draft, state, id),
        (state, Tap::Reveal(inquiry, answer)) => bill::reveal(draft, state, inquiry, *answer),
        (state, Tap::Languages) => language::choose(draft, state),
        (state, Tap::Speak(language)) => language::speak(draft, state, language),
        (state, Tap::Help) => help::show(draft, state),
        (_, Tap::Erase) => privacy::erase(draft),
        (state, Tap::Nothing) => draft.wait_for(state),
        (state, Tap::Office(tap)) => office::press(draft, state, tap),

        // A family, for the number that waits for its product or for one yet to come.
        (State::ChoosingMatch { account, period }, Tap::Family(family)) => {
            matching::open(draft, family, 0, account, period)
        }
        (State::ChoosingMatch { account, period }, Tap::Page(family, page)) => {
            matching::open(draft, family, page, account, period)
        }
        (
            State::Home
            | State::ChoosingProduct { .. }
            | State::EnteringAccount { .. }
            | State::ConfirmingAccount { .. }
            | State::ChoosingPeriod { .. }
            | State::ChoosingForAll { .. },
            Tap::Family(family),
        ) => product::open(draft, family),
        (
            State::Home
            | State::ChoosingProduct { .. }
            | State::EnteringAccount { .. }
            | State::ConfirmingAccount { .. }
            | State::ChoosingPeriod { .. }
            | State::ChoosingForAll { .. },
            Tap::Page(family, page),
        ) => product::turn_to(draft, family, page),

        // One screen back.
        (State::Home | State::ChoosingProduct { .. } | State::ChoosingForAll { .. }, Tap::Back) => home::show(draft),
        (State::EnteringAccount { product }, Tap::Back) => product::back_from(draft, &product),
        (State::ConfirmingAccount { product, .. } | State::ChoosingPeriod { product, .. }, Tap::Back) => {
            account::ask(draft, product)
        }
        (State::ChoosingMatch { account, period }, Tap::Back) => matching::number(draft, account, period),

        // Another number for the question it stands under; elsewhere the question is gone.
        (
            State::EnteringAccount { product }
            | State::ConfirmingAccount { product, .. }
            | State::ChoosingPeriod { product, .. },
            Tap::RetypeAccount,
        ) => account::ask(draft, product),
        (
            State::Home | State::ChoosingProduct { .. } | State::ChoosingMatch { .. } | State::ChoosingForAll { .. },
            Tap::RetypeAccount,
        ) => home::stale(draft),
    }
}
