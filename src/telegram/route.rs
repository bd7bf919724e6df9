//! The tree that turns an update into what it means for a conversation.
//!
//! Owns: which updates are for us, who may, what a button stands for. Must not know: what the
//! conversation makes of it.
#![expect(clippy::needless_pass_by_value, reason = "dptree hands its handlers values")]

mod kept;
mod mention;

use std::future::{Ready, ready};
use std::sync::Arc;

use dptree::Handler;
use teloxide::utils::command::BotCommands;

use crate::dialogue::{Command, Event, Refusal, Tap};
use crate::domain::access::{Action, Site};
use crate::domain::person::{ChatId, ChatKind, Seat};
use crate::phrase;
use crate::ports::StoreError;

use super::decode::{Incoming, Kind, Message, Press, is_nameless};
use super::desk::{Desk, Me};
use super::outside;
use super::render::{Pressed, read_data};
use super::token::{Token, code_digest, link_digest};

use kept::{Kept, kept};
use mention::mentions;

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
    /// What it means cannot be read now.
    Unread(StoreError),
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
    #[command(alias = "invite")]
    Undang,
    #[command(alias = "members")]
    Anggota,
    #[command(alias = "approve")]
    Setujui(String),
    #[command(alias = "group")]
    Grup,
    #[command(alias = "privacy")]
    Privasi,
    #[command(alias = "erase")]
    Hapusdata,
}

/// The whole tree. Give it an [`Incoming`], an `Arc<Desk>` and an `Arc<Me>`.
///
/// What comes most often comes first, and handlers take the update itself: a `filter_map` would copy
/// everything injected so far, at every update.
#[must_use]
pub fn schema() -> Handler<'static, Heard> {
    dptree::entry()
        .branch(
            dptree::filter(is_addressed_message)
                .branch(dptree::filter(is_nobody_writing).endpoint(|| refused(Refusal::Nameless)))
                .branch(dptree::filter(is_outside_writing).endpoint(written_outside))
                .endpoint(written),
        )
        .branch(
            dptree::filter(is_press)
                .branch(dptree::filter(is_outside_pressing).endpoint(pressed_outside))
                .endpoint(pressed),
        )
        .endpoint(moved)
}

fn message(incoming: &Incoming) -> Option<&Message> {
    match &incoming.kind {
        Kind::Message(message) => Some(message),
        Kind::Press(_) | Kind::Moved { .. } | Kind::Other => None,
    }
}

fn press(incoming: &Incoming) -> Option<&Press> {
    match &incoming.kind {
        Kind::Press(press) => Some(press),
        Kind::Message(_) | Kind::Moved { .. } | Kind::Other => None,
    }
}

fn is_addressed_message(incoming: Arc<Incoming>, me: Arc<Me>) -> bool {
    message(&incoming).is_some_and(|message| is_addressed(message, &me))
}

fn is_press(incoming: Arc<Incoming>) -> bool {
    press(&incoming).is_some()
}

fn moved(incoming: Arc<Incoming>) -> Ready<Heard> {
    ready(match incoming.kind {
        Kind::Moved { from, to } => Heard::Moved { from, to },
        Kind::Message(_) | Kind::Press(_) | Kind::Other => Heard::Nothing,
    })
}

/// In private everything is for us; in groups only a command, a reply to us, or our name.
fn is_addressed(message: &Message, me: &Me) -> bool {
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

/// Nobody in particular is told so, but not in a group that wants nothing of the bot.
fn is_nobody_writing(incoming: Arc<Incoming>, desk: Arc<Desk>) -> bool {
    let elsewhere = |message: &Message| desk.door.roster().standing(message.seat).site != Site::ClosedGroup;
    message(&incoming).is_some_and(|message| message.nameless && elsewhere(message))
}

fn is_outside_writing(incoming: Arc<Incoming>, desk: Arc<Desk>) -> bool {
    message(&incoming).is_some_and(|message| message.nameless || !may_check(message.seat, &desk))
}

fn is_outside_pressing(incoming: Arc<Incoming>, desk: Arc<Desk>) -> bool {
    let seat = press(&incoming).and_then(|press| press.seat);
    !seat.is_some_and(|seat| !is_nameless(seat.person) && may_check(seat, &desk))
}

fn may_check(seat: Seat, desk: &Desk) -> bool {
    desk.door.roster().standing(seat).may(Action::Check)
}

fn refused(refusal: Refusal) -> Ready<Heard> {
    ready(Heard::Event(Event::Refused(refusal)))
}

fn written_outside(incoming: Arc<Incoming>, desk: Arc<Desk>) -> Ready<Heard> {
    ready(
        message(&incoming).map_or(Heard::Nothing, |message| {
            outside::writing(message, desk.door.roster().standing(message.seat), &desk)
        }),
    )
}

fn written(incoming: Arc<Incoming>, desk: Arc<Desk>, me: Arc<Me>) -> Ready<Heard> {
    ready(message(&incoming).map_or(Heard::Nothing, |message| read(message, &desk, &me)))
}

/// What somebody wrote who may write here.
fn read(message: &Message, desk: &Desk, me: &Me) -> Heard {
    let Some(text) = message.text.as_deref() else {
        // Where others talk, a picture that answers us is no reason to speak.
        return if message.edited { Heard::Nothing } else { Heard::Event(Event::Wordless) };
    };
    if let Some((name, addressee)) = command_name(text) {
        if addressee.is_some_and(|bot| !bot.eq_ignore_ascii_case(&me.username)) {
            return Heard::Nothing;
        }
        return command(text, name, message, desk).unwrap_or(Heard::Nothing);
    }
    if let Some(code) = strangers_code(text, message, desk) {
        return Heard::Event(code);
    }
    let words = mentions(text, &me.username).unwrap_or_else(|| text.to_owned());
    let phrase = phrase::read(&words, &desk.catalogue);
    Heard::Event(if message.edited { Event::Edited(phrase) } else { Event::Typed(phrase) })
}

/// A stranger's code that waits, typed as it is by somebody who may let strangers in.
fn strangers_code(text: &str, message: &Message, desk: &Desk) -> Option<Event> {
    let roster = desk.door.roster();
    if message.edited || !roster.standing(message.seat).may(Action::Members) {
        return None;
    }
    let code = code_digest(text)?;
    roster.pairing(code.mark(), desk.clock.now()).map(|_| Event::Code(code))
}

/// `/cek@CekTagihanBot pln` has the name `cek` and is meant for `CekTagihanBot`.
pub(super) fn command_name(text: &str) -> Option<(&str, Option<&str>)> {
    let word = text.strip_prefix('/')?.split_whitespace().next()?;
    Some(match word.split_once('@') {
        Some((name, bot)) => (name, Some(bot)),
        None => (word, None),
    })
}

/// Whether we have a command of this name.
pub(super) fn is_ours(name: &str) -> bool {
    Slash::parse(&format!("/{}", name.to_lowercase()), "").is_ok()
}

/// A command that asks what is kept of whoever types it.
pub(super) fn about_own_data(text: &str, desk: &Desk) -> Option<Command> {
    let (name, _) = command_name(text)?;
    match Slash::parse(&format!("/{}", name.to_lowercase()), "") {
        Ok(Slash::Privasi) => Some(Command::Privacy(desk.retention)),
        Ok(Slash::Hapusdata) => Some(Command::Erase),
        Ok(_) | Err(_) => None,
    }
}

/// What a command says; `None` for a changed one, except a check: that is asked anew.
fn command(text: &str, name: &str, message: &Message, desk: &Desk) -> Option<Heard> {
    let rest = text.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    let slash = Slash::parse(&format!("/{} {rest}", name.to_lowercase()), "");
    if let Ok(Slash::Cek(words)) = slash {
        let phrase = phrase::read(&words, &desk.catalogue);
        let event = if message.edited { Event::Edited(phrase) } else { Event::Command(Command::Check(phrase)) };
        return Some(Heard::Event(event));
    }
    if message.edited {
        return None;
    }
    Some(Heard::Event(match slash {
        Ok(Slash::Start(payload)) if !payload.trim().is_empty() => {
            return Some(opened(payload.trim(), message.seat, desk));
        }
        Ok(Slash::Start(_)) => Event::Command(Command::Start),
        Ok(Slash::Batal) => Event::Command(Command::Cancel),
        Ok(Slash::Bantuan) => Event::Command(Command::Help),
        Ok(Slash::Bahasa) => Event::Command(Command::Language),
        Ok(Slash::Undang) => Event::Command(Command::Invite),
        Ok(Slash::Anggota) => Event::Command(Command::Members),
        Ok(Slash::Setujui(code)) => Event::Command(Command::Approve(code_digest(&code))),
        Ok(Slash::Grup) => Event::Command(Command::Group),
        Ok(Slash::Privasi) => Event::Command(Command::Privacy(desk.retention)),
        Ok(Slash::Hapusdata) => Event::Command(Command::Erase),
        Ok(Slash::Cek(_)) | Err(_) => Event::Command(Command::Unknown),
    }))
}

fn opened(payload: &str, seat: Seat, desk: &Desk) -> Heard {
    if let Some(invite) = link_digest(payload).filter(|_| seat.chat.kind() == ChatKind::Private) {
        return Heard::Event(Event::Invited(invite));
    }
    Token::parse(payload).map_or(Heard::Event(Event::StaleTap), |token| stands_for(&token, seat, desk, Event::Opened))
}

/// What a token stands for, as an event of the one whose it is.
fn stands_for(token: &Token, seat: Seat, desk: &Desk, event: fn(Tap) -> Event) -> Heard {
    Heard::Event(match kept(token, seat.person, desk) {
        Kept::Mine(tap) => event(tap),
        Kept::Foreign => Event::ForeignTap,
        Kept::Gone => Event::StaleTap,
        Kept::Unread(error) => return Heard::Unread(error),
    })
}

fn pressed(incoming: Arc<Incoming>, desk: Arc<Desk>) -> Ready<Heard> {
    ready(press(&incoming).map_or(Heard::Nothing, |press| meant(press, &desk)))
}

/// What a press stands for, whoever pressed.
fn meant(press: &Press, desk: &Desk) -> Heard {
    let Some(seat) = press.seat else {
        return Heard::Nothing;
    };
    let data = press.data.as_deref().unwrap_or_default();
    Heard::Event(match read_data(data, seat.chat.kind(), seat.person) {
        Pressed::Plain(tap) => Event::Tapped(tap),
        Pressed::Foreign => Event::ForeignTap,
        Pressed::Unreadable => Event::StaleTap,
        Pressed::Kept(token) => return stands_for(&token, seat, desk, Event::Tapped),
    })
}

fn pressed_outside(incoming: Arc<Incoming>, desk: Arc<Desk>) -> Ready<Heard> {
    ready(match press(&incoming).map(|press| (press, press.seat)) {
        None | Some((_, None)) => Heard::Nothing,
        Some((_, Some(seat))) if is_nameless(seat.person) => Heard::Event(Event::Refused(Refusal::Nameless)),
        Some((press, Some(seat))) => outside::pressing(meant(press, &desk), desk.door.roster().standing(seat)),
    })
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
}
