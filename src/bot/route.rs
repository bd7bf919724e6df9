//! The tree that turns an update into what it means for a conversation.
//!
//! Owns: which updates are for us, who may, what a button stands for. Must not know: what the
//! conversation makes of it.
#![expect(clippy::needless_pass_by_value, reason = "dptree hands its handlers values")]

mod buttons;
mod mention;
mod place;
pub(super) mod strangers;
mod ticket;
mod wording;

use std::future::{Ready, ready};
use std::sync::Arc;

use dptree::Handler;
use teloxide::utils::command::BotCommands;

use crate::dialogue::{Command, Event, Refusal};
use crate::domain::access::{Action, Site};
use crate::domain::person::{ChatId, ChatKind, Seat};
use crate::phrase;
use crate::ports::StoreError;

use super::command::{behind, command_name, words};
use super::services::{Desk, Me};
use super::token::code_digest;
use crate::telegram::decode::{Incoming, Kind, Message, Press, is_nameless};

use buttons::{meant, opened};
use mention::{is_named, without_name};
use wording::{is_worded, phrase_of, quoting};

pub use place::placed;

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
    Cek,
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
        None => message.replies_to == Some(me.id) || is_named(message, me),
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
    ready(message(&incoming).map_or(Heard::Nothing, |message| {
        strangers::writing(message, desk.door.roster().standing(message.seat), &desk)
    }))
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
        return command(text, name, message, desk, me).unwrap_or(Heard::Nothing);
    }
    if let Some(code) = strangers_code(text, message, desk) {
        return Heard::Event(code);
    }
    Heard::Event(worded(text, message, desk, me))
}

/// What words say that are no command.
fn worded(text: &str, message: &Message, desk: &Desk, me: &Me) -> Event {
    let Some(words) = without_name(message, me) else {
        let phrase = phrase_of(message, text, desk);
        return match (message.edited, message.seat.chat.kind()) {
            (true, _) => Event::Edited(phrase),
            (false, ChatKind::Private) => Event::Typed(phrase),
            (false, ChatKind::Group) => Event::Replied(phrase),
        };
    };
    let phrase = quoting(phrase::read(&words, &desk.catalogue), &words, message, desk, me);
    match (message.edited, words.trim().is_empty()) {
        (true, _) => Event::Edited(phrase),
        // Our name alone, or with the quotation of a number, is as good as the command.
        (false, true) => Event::Command(Command::Check(phrase)),
        (false, false) => Event::Typed(phrase),
    }
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
fn command(text: &str, name: &str, message: &Message, desk: &Desk, me: &Me) -> Option<Heard> {
    let slash = Slash::parse(&format!("/{} {}", name.to_lowercase(), behind(text)), "");
    let asks = match slash {
        Ok(Slash::Cek) => true,
        Ok(_) => false,
        Err(_) => is_worded(message, name, desk),
    };
    if asks {
        let words = words(text);
        let phrase = quoting(phrase_of(message, &words, desk), &words, message, desk, me);
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
        Ok(Slash::Cek) | Err(_) => Event::Command(Command::Unknown),
    }))
}

fn pressed(incoming: Arc<Incoming>, desk: Arc<Desk>) -> Ready<Heard> {
    ready(press(&incoming).map_or(Heard::Nothing, |press| meant(press, &desk)))
}

fn pressed_outside(incoming: Arc<Incoming>, desk: Arc<Desk>) -> Ready<Heard> {
    ready(match press(&incoming).map(|press| (press, press.seat)) {
        None | Some((_, None)) => Heard::Nothing,
        Some((_, Some(seat))) if is_nameless(seat.person) => Heard::Event(Event::Refused(Refusal::Nameless)),
        Some((press, Some(seat))) => strangers::pressing(meant(press, &desk), desk.door.roster().standing(seat)),
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
}
