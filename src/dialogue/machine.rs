//! The state table: what happened, by the state it meets.

use crate::phrase::{Line, Phrase};

use super::turn_builder::TurnBuilder;
use super::{
    Command, Context, Conversation, Event, State, Turn, aside, cancel, check, help, home, joining, language, listen,
    office, press, privacy, rights, strangers,
};

/// What comes of `event` in `conversation`.
///
/// Pure and total: the same arguments give the same turn, and every pair of state and event has
/// one. Texts and buttons go on to tables of their own, by state and line, by state and button.
#[must_use]
pub fn advance(context: &Context<'_>, conversation: Conversation, event: Event) -> Turn {
    let Conversation { state, checks } = conversation;
    let turn = TurnBuilder::new(context, checks);
    // Whatever led here: rights are looked at where things are decided.
    if let Some(missing) = rights::missing(context, &event) {
        return strangers::forbidden(turn, state, missing);
    }
    match (state, event) {
        (_, Event::Command(Command::Start)) => home::show_anew(turn),
        (_, Event::Command(Command::Check(phrase))) if says_nothing(&phrase) => home::show_anew(turn),
        (state, Event::Command(Command::Check(phrase))) => listen::typed(turn, anew(state, &phrase), phrase),
        (state, Event::Typed(phrase)) => listen::typed(turn, state, phrase),
        (state, Event::Replied(phrase)) => aside::replied(turn, state, phrase),
        (state, Event::Edited(phrase)) => listen::edited(turn, state, phrase),
        (state, Event::Command(Command::Cancel)) => cancel::everything(turn, &state),
        (state, Event::Command(Command::Help)) => help::show(turn, state),
        (state, Event::Command(Command::Language)) => language::choose(turn, state),
        (state, Event::Command(Command::Unknown)) => help::unknown_command(turn, state),
        (state, Event::Command(Command::Privacy(retention))) => privacy::tell(turn, state, retention),
        (state, Event::Command(Command::Erase)) => privacy::ask(turn, state),
        (state, Event::Wordless) => help::wordless(turn, state),
        (state, Event::Tapped(tap) | Event::Opened(tap)) => press::take(turn, state, tap),
        (_, Event::StaleTap) => home::stale(turn),
        (state, Event::ForeignTap) => strangers::foreign_tap(turn, state),
        (state, Event::Answered { check, outcome }) => check::answered(turn, state, check, outcome),
        (state, Event::Waited { check, wait }) => check::waited(turn, state, check, wait),
        (state, Event::Refused(refusal)) => strangers::refused(turn, state, refusal),
        (state, Event::Failed) => help::failed(turn, state),
        (state, Event::Command(Command::Invite)) => office::invite::choose(turn, state),
        (state, Event::Command(Command::Members)) => office::members::list(turn, state, 0),
        (state, Event::Command(Command::Approve(code))) => office::pairing::typed(turn, state, code),
        (state, Event::Command(Command::ApproveNoCode)) => office::pairing::no_code(turn, state),
        (state, Event::Code(code)) => office::pairing::typed(turn, state, Some(code)),
        (state, Event::Command(Command::Group)) => office::group::show(turn, state),
        (state, Event::Command(Command::Groups)) => office::groups::list(turn, state, 0),
        (state, Event::Invited(invite)) => joining::invited(turn, state, &invite),
        (state, Event::Claimed) => joining::claimed(turn, state),
        (state, Event::Held { check, held }) => check::held(turn, state, check, held),
    }
}

/// A command starts over, unless what stands behind it answers the question: in groups people answer by
/// `/cek 5140..` as well.
fn anew(state: State, phrase: &Phrase) -> State {
    let answers = matches!(phrase.lines.as_slice(), [Line::Number { .. } | Line::Product(_)]);
    if answers { state } else { State::Home }
}

/// Whether nothing stands behind the command.
fn says_nothing(phrase: &Phrase) -> bool {
    phrase.lines.iter().all(|line| matches!(line, Line::Words(words) if words.trim().is_empty()))
}
