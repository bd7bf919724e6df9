//! What the words of a message say, and what they lack and quote.

use crate::bot::services::{Me, Services};
use crate::domain::catalogue::Catalogue;
use crate::domain::person::ChatKind;
use crate::phrase::{self, Line, Phrase};
use crate::telegram::command;
use crate::telegram::decode::{Message, Quoted};

/// What the words of a message say: as it was read when it came, or for the first time after a restart.
pub(super) fn phrase_of(message: &Message, words: &str, services: &Services) -> Phrase {
    message.phrase.as_deref().cloned().unwrap_or_else(|| phrase::read(words, &services.catalogue))
}

/// Whether a command that is none of ours is a wish in words: `/pln 5140..`, `/cekpln ..`, `/bpjs`.
///
/// In groups Telegram gives every bot the commands that name nobody, in privacy mode too: a family's
/// name alone (`/air`) may be another bot's command. It takes our name, a product or a number.
pub(super) fn is_worded(message: &Message, name: &str, services: &Services) -> bool {
    let text = message.text.as_deref().unwrap_or_default();
    let addressed = command::command_name(text).is_some_and(|(_, bot)| bot.is_some());
    let private = message.seat.chat.kind() == ChatKind::Private;
    let word = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let names = services.catalogue.named(word).is_some() || Catalogue::family_named(word).is_some();
    let says = |line: &Line| match line {
        Line::Check { .. } | Line::Product(_) => true,
        Line::Number { .. } | Line::Lacking { .. } => private || addressed,
        Line::Unclear { .. } | Line::TooLong | Line::Spoilt => names,
        Line::Words(_) => names && (private || addressed),
    };
    phrase_of(message, &command::words(text), services).lines.iter().any(says)
}

/// What the words say together with what they quote, when they hold no number and that does:
/// `/cek` in answer to somebody's `pln 5140..`. Our own messages are answered, not quoted.
pub(super) fn quoting(own: Phrase, words: &str, message: &Message, services: &Services, me: &Me) -> Phrase {
    let ours = message.replies_to == Some(me.id);
    let Some(Quoted { text, .. }) = message.quoted.as_ref().filter(|quoted| quoted.chosen || !ours) else {
        return own;
    };
    if has_number(&own) {
        return own;
    }
    let names =
        own.lines.iter().any(|line| matches!(line, Line::Product(_))) || Catalogue::family_named(words).is_some();
    let both = if names { format!("{words} {text}") } else { text.to_string() };
    let whole = phrase::read(&both, &services.catalogue);
    // A PIN in what another wrote is not this person's to be told of.
    if has_number(&whole) { Phrase { held_pin: own.held_pin, ..whole } } else { own }
}

fn has_number(phrase: &Phrase) -> bool {
    phrase.lines.iter().any(|line| match line {
        Line::Check { .. } | Line::Number { .. } | Line::Unclear { .. } | Line::TooLong | Line::Spoilt => true,
        Line::Lacking { account, .. } => account.is_some(),
        Line::Product(_) | Line::Words(_) => false,
    })
}
