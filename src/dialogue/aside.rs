//! Texts in a group that answer the bot and may be meant for the people there.

use crate::domain::catalogue::Catalogue;
use crate::phrase::{Line, Phrase};

use super::turn_builder::TurnBuilder;
use super::{State, Turn, listen};

/// Figures of this length are a customer's, whatever is said beside them; fewer may be a sum in somebody's remark.
const LEAST_FIGURES: usize = 7;

/// A text that answers one of the bot's messages: `makasih`, `sudah dibayar 25720`. It is the bot's business
/// when the bot has asked this person something, or when it names a product or a number.
pub(super) fn replied(turn: TurnBuilder<'_>, state: State, phrase: Phrase) -> Turn {
    let catalogue = turn.context.catalogue;
    let ours = state != State::Home || phrase.held_pin || phrase.lines.iter().any(|line| asks(line, catalogue));
    if ours { listen::typed(turn, state, phrase) } else { turn.wait_for(state) }
}

fn asks(line: &Line, catalogue: &Catalogue) -> bool {
    match line {
        Line::Check { .. } | Line::Product(_) | Line::Lacking { .. } | Line::TooLong | Line::Spoilt => true,
        Line::Number { account, .. } => account.as_str().len() >= LEAST_FIGURES,
        Line::Unclear { words, account, .. } => {
            account.as_str().len() >= LEAST_FIGURES || names_a_product(words, catalogue)
        }
        Line::Words(words) => names_a_product(words, catalogue),
    }
}

fn names_a_product(words: &str, catalogue: &Catalogue) -> bool {
    words.split_whitespace().any(|word| catalogue.named(word).is_some() || Catalogue::family_named(word).is_some())
}
