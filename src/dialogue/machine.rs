//! The state table: what happened, by the state it meets.

use crate::phrase::{Line, Phrase};

use super::draft::Draft;
use super::{
    Command, Context, Conversation, Event, State, Turn, aside, cancel, check, help, home, joining, language, listen,
    office, outsiders, press, privacy, rights,
};

/// What comes of `event` in `conversation`.
///
/// Pure and total: the same arguments give the same turn, and every pair of state and event has
/// one. Texts and buttons go on to tables of their own, by state and line, by state and button.
#[must_use]
pub fn advance(context: &Context<'_>, conversation: Conversation, event: Event) -> Turn {
    let Conversation { state, checks } = conversation;
    let draft = Draft::new(context, checks);
    // Whatever led here: rights are looked at where things are decided.
    if let Some(missing) = rights::missing(context, &event) {
        return outsiders::forbidden(draft, state, missing);
    }
    match (state, event) {
        (_, Event::Command(Command::Start)) => home::show_anew(draft),
        (_, Event::Command(Command::Check(phrase))) if says_nothing(&phrase) => home::show_anew(draft),
        (state, Event::Command(Command::Check(phrase))) => listen::typed(draft, anew(state, &phrase), phrase),
        (state, Event::Typed(phrase)) => listen::typed(draft, state, phrase),
        (state, Event::Replied(phrase)) => aside::replied(draft, state, phrase),
        (state, Event::Edited(phrase)) => listen::edited(draft, state, phrase),
        (state, Event::Command(Command::Cancel)) => cancel::everything(draft, &state),
        (state, Event::Command(Command::Help)) => help::show(draft, state),
        (state, Event::Command(Command::Language)) => language::choose(draft, state),
        (state, Event::Command(Command::Unknown)) => help::unknown_command(draft, state),
        (state, Event::Command(Command::Privacy(retention))) => privacy::tell(draft, state, retention),
        (state, Event::Command(Command::Erase)) => privacy::ask(draft, state),
        (state, Event::Wordless) => help::wordless(draft, state),
        (state, Event::Tapped(tap) | Event::Opened(tap)) => press::take(draft, state, tap),
        (_, Event::StaleTap) => home::stale(draft),
        (state, Event::ForeignTap) => outsiders::foreign_tap(draft, state),
        (state, Event::Answered { check, outcome }) => check::answered(draft, state, check, outcome),
        (state, Event::Waited { check, wait }) => check::waited(draft, state, check, wait),
        (state, Event::Refused(refusal)) => outsiders::refused(draft, state, refusal),
        (state, Event::Failed) => help::failed(draft, state),
        (state, Event::Command(Command::Invite)) => office::invite::choose(draft, state),
        (state, Event::Command(Command::Members)) => office::members::list(draft, state, 0),
        (state, Event::Command(Command::Approve(code))) => office::pairing::typed(draft, state, code),
        (state, Event::Code(code)) => office::pairing::typed(draft, state, Some(code)),
        (state, Event::Command(Command::Group)) => office::group::show(draft, state),
        (state, Event::Invited(invite)) => joining::invited(draft, state, &invite),
        (state, Event::Claimed) => joining::claimed(draft, state),
        (state, Event::Held { check, held }) => check::held(draft, state, check, held),
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
