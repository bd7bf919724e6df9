//! The tree that turns an update into what it means for a conversation.
//!
//! Owns: which updates are for us, who may, what a button stands for. Must not know: what the
//! conversation makes of it.
#![expect(clippy::needless_pass_by_value, reason = "dptree hands its handlers values")]

use std::future::{Ready, ready};
use std::sync::Arc;

use dptree::Handler;
use teloxide::utils::command::BotCommands;

use crate::dialogue::{Command, Event, Refusal, Tap};
use crate::domain::person::{ChatId, ChatKind, PersonId, Seat};
use crate::phrase;
use crate::ports::Table;

use super::decode::{Incoming, Kind, Message, Press};
use super::desk::{Desk, Me};
use super::render::{Pressed, read_data};
use super::rows::Ticket;
use super::token::Token;

/// What an update means.
#[derive(Debug)]
pub enum Heard {
    /// Something happened to a conversation.
    Event(Event),
    /// A group has a new id.
    Moved {
        /// The old one.
        from: ChatId,
        /// The new one.
        to: ChatId,
    },
    /// Not for us.
    Nothing,
}

/// The slash commands.
#[derive(BotCommands, Clone)]
#[command(rename_rule = "lowercase", parse_with = "default")]
enum Slash {
    Start(String),
    #[command(alias = "check")]
    Cek(String),
    #[command(alias = "cancel")]
    Batal,
    #[command(alias = "help")]
    Bantuan,
    #[command(alias = "language")]
    Bahasa,
}

/// The whole tree. Give it an [`Incoming`], an `Arc<Desk>` and an `Arc<Me>`.
#[must_use]
pub fn schema() -> Handler<'static, Heard> {
    dptree::entry()
        .branch(
            dptree::filter_map(moved)
                .endpoint(|heard: Arc<Moved>| async move { Heard::Moved { from: heard.from, to: heard.to } }),
        )
        .branch(
            dptree::filter_map(message)
                .filter(addressed)
                .branch(
                    dptree::filter(|message: Arc<Message>| message.nameless).endpoint(|| refused(Refusal::Nameless)),
                )
                .branch(dptree::filter(is_stranger_writing).endpoint(|| refused(Refusal::Stranger)))
                .endpoint(|message: Arc<Message>, desk: Arc<Desk>, me: Arc<Me>| ready(written(message, desk, me))),
        )
        .branch(
            dptree::filter_map(press)
                .branch(dptree::filter(is_stranger_pressing).endpoint(|| refused(Refusal::Stranger)))
                .endpoint(|press: Arc<Press>, desk: Arc<Desk>| ready(pressed(press, desk))),
        )
        .endpoint(|| ready(Heard::Nothing))
}

struct Moved {
    from: ChatId,
    to: ChatId,
}

fn moved(incoming: Arc<Incoming>) -> Option<Arc<Moved>> {
    match incoming.kind {
        Kind::Moved { from, to } => Some(Arc::new(Moved { from, to })),
        _ => None,
    }
}

fn message(incoming: Arc<Incoming>) -> Option<Arc<Message>> {
    match &incoming.kind {
        Kind::Message(message) => Some(Arc::clone(message)),
        _ => None,
    }
}

fn press(incoming: Arc<Incoming>) -> Option<Arc<Press>> {
    match &incoming.kind {
        Kind::Press(press) => Some(Arc::clone(press)),
        _ => None,
    }
}

/// In private everything is for us; in groups only a command, a reply to us, or our name.
fn addressed(message: Arc<Message>, me: Arc<Me>) -> bool {
    if message.seat.chat.kind() == ChatKind::Private {
        return true;
    }
    let text = message.text.as_deref().unwrap_or_default();
    match command_name(text) {
        Some((_, Some(bot))) => bot.eq_ignore_ascii_case(&me.username),
        Some((_, None)) => true,
        None => message.replies_to == Some(me.id) || mentions(text, &me.username).is_some(),
    }
}

fn is_stranger_writing(message: Arc<Message>, desk: Arc<Desk>) -> bool {
    !desk.access.admits(message.seat.person)
}

fn is_stranger_pressing(press: Arc<Press>, desk: Arc<Desk>) -> bool {
    !press.seat.is_some_and(|seat| desk.access.admits(seat.person))
}

fn refused(refusal: Refusal) -> Ready<Heard> {
    ready(Heard::Event(Event::Refused(refusal)))
}

fn written(message: Arc<Message>, desk: Arc<Desk>, me: Arc<Me>) -> Heard {
    let Some(text) = message.text.as_deref() else {
        // Where others talk, a picture that answers us is no reason to speak.
        return if message.edited { Heard::Nothing } else { Heard::Event(Event::Wordless) };
    };
    if let Some((name, addressee)) = command_name(text) {
        if addressee.is_some_and(|bot| !bot.eq_ignore_ascii_case(&me.username)) {
            return Heard::Nothing;
        }
        return command(text, name, &message, &desk).map_or(Heard::Nothing, Heard::Event);
    }
    let words = mentions(text, &me.username).unwrap_or_else(|| text.to_owned());
    let phrase = phrase::read(&words, &desk.catalogue);
    Heard::Event(if message.edited { Event::Edited(phrase) } else { Event::Typed(phrase) })
}

/// `/cek@CekTagihanBot pln` has the name `cek` and is meant for `CekTagihanBot`.
fn command_name(text: &str) -> Option<(&str, Option<&str>)> {
    let word = text.strip_prefix('/')?.split_whitespace().next()?;
    Some(match word.split_once('@') {
        Some((name, bot)) => (name, Some(bot)),
        None => (word, None),
    })
}

/// What a command says; `None` for a changed one, except a check: that is asked anew.
fn command(text: &str, name: &str, message: &Message, desk: &Desk) -> Option<Event> {
    let rest = text.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    let slash = Slash::parse(&format!("/{} {rest}", name.to_lowercase()), "");
    if let Ok(Slash::Cek(words)) = slash {
        let phrase = phrase::read(&words, &desk.catalogue);
        return Some(if message.edited { Event::Edited(phrase) } else { Event::Command(Command::Check(phrase)) });
    }
    if message.edited {
        return None;
    }
    Some(match slash {
        Ok(Slash::Start(payload)) if !payload.trim().is_empty() => opened(payload.trim(), message.seat, desk),
        Ok(Slash::Start(_)) => Event::Command(Command::Start),
        Ok(Slash::Batal) => Event::Command(Command::Cancel),
        Ok(Slash::Bantuan) => Event::Command(Command::Help),
        Ok(Slash::Bahasa) => Event::Command(Command::Language),
        Ok(Slash::Cek(_)) | Err(_) => Event::Command(Command::Unknown),
    })
}

/// The text without our `@name`, when it is there as a word of its own.
fn mentions(text: &str, username: &str) -> Option<String> {
    let at = text.find('@')?;
    let ours = |word: &&str| word.strip_prefix('@').is_some_and(|name| name.eq_ignore_ascii_case(username));
    text[at..].split_whitespace().any(|word| ours(&word)).then(|| {
        let lines = text.lines().map(|line| {
            let words: Vec<&str> = line.split_whitespace().filter(|word| !ours(word)).collect();
            words.join(" ")
        });
        lines.collect::<Vec<_>>().join("\n")
    })
}

fn opened(payload: &str, seat: Seat, desk: &Desk) -> Event {
    match Token::parse(payload).map(|token| kept(&token, seat.person, desk)) {
        Some(Kept::Mine(tap)) => Event::Opened(tap),
        Some(Kept::Foreign) => Event::ForeignTap,
        Some(Kept::Gone) | None => Event::StaleTap,
    }
}

fn pressed(press: Arc<Press>, desk: Arc<Desk>) -> Heard {
    let Some(seat) = press.seat else {
        return Heard::Nothing;
    };
    let data = press.data.as_deref().unwrap_or_default();
    Heard::Event(match read_data(data, seat.chat.kind(), seat.person) {
        Pressed::Plain(tap) => Event::Tapped(tap),
        Pressed::Foreign => Event::ForeignTap,
        Pressed::Unreadable => Event::StaleTap,
        Pressed::Kept(token) => match kept(&token, seat.person, &desk) {
            Kept::Mine(tap) => Event::Tapped(tap),
            Kept::Foreign => Event::ForeignTap,
            Kept::Gone => Event::StaleTap,
        },
    })
}

enum Kept {
    Mine(Tap),
    Foreign,
    Gone,
}

fn kept(token: &Token, presser: PersonId, desk: &Desk) -> Kept {
    match desk.read::<Ticket>(Table::Ticket, &token.key()) {
        Some(ticket) if ticket.owner == presser => Kept::Mine(ticket.tap),
        Some(_) => Kept::Foreign,
        None => Kept::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_gets_all_it_asks_for() {
        let given =
            [dptree::Type::of::<Arc<Incoming>>(), dptree::Type::of::<Arc<Desk>>(), dptree::Type::of::<Arc<Me>>()];
        dptree::type_check(schema().sig(), &dptree::di::DependencyMap::new(), &given);
    }

    #[test]
    fn a_command_knows_whom_it_is_for() {
        assert_eq!(command_name("/cek@SomeBot pln"), Some(("cek", Some("SomeBot"))));
        assert_eq!(command_name("/CEK"), Some(("CEK", None)));
        assert_eq!(command_name("/"), None);
        assert_eq!(command_name("cek"), None);
    }

    #[test]
    fn our_name_is_cut_out_wherever_it_stands() {
        assert_eq!(mentions("@Bot pln 5140", "bot").as_deref(), Some("pln 5140"));
        assert_eq!(mentions("pln 5140 @BOT", "bot").as_deref(), Some("pln 5140"));
        assert_eq!(mentions("pln 5140 @botty", "bot"), None);
    }
}
