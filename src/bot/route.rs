//! The tree that turns an update into what it means for a conversation.
//!
//! Owns: which updates are for us, who may, what a button stands for. Must not know: what the
//! conversation makes of it.
#![expect(clippy::needless_pass_by_value, reason = "dptree hands its handlers values")]

mod buttons;
mod heard;
mod mention;
mod place;
pub(super) mod strangers;
mod ticket;
mod wording;

use std::future::{Ready, ready};
use std::sync::Arc;

use dptree::Handler;

use crate::dialogue::{Command, Event, Refusal};
use crate::domain::access::{Action, Site};
use crate::domain::person::{ChatKind, Seat};
use crate::phrase;

use super::roster::secrets::code_digest;
use super::services::{Me, Services};
use crate::telegram::command::{Slash, behind, command_name, in_words, words};
use crate::telegram::decode::{Incoming, Message, Press, UpdateKind, is_nameless};

use buttons::{meant, opened};
use mention::{is_named, without_name};
use wording::{is_worded, phrase_of, quoting};

pub use heard::Heard;
pub use place::placed;

/// The whole tree. Give it an [`Incoming`], an `Arc<Services>` and an `Arc<Me>`.
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
        UpdateKind::Message(message) => Some(message),
        UpdateKind::Press(_) | UpdateKind::Moved { .. } | UpdateKind::Other => None,
    }
}

fn press(incoming: &Incoming) -> Option<&Press> {
    match &incoming.kind {
        UpdateKind::Press(press) => Some(press),
        UpdateKind::Message(_) | UpdateKind::Moved { .. } | UpdateKind::Other => None,
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
        UpdateKind::Moved { from, to } => Heard::Moved { from, to },
        UpdateKind::Message(_) | UpdateKind::Press(_) | UpdateKind::Other => Heard::Nothing,
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
fn is_nobody_writing(incoming: Arc<Incoming>, services: Arc<Services>) -> bool {
    let elsewhere = |message: &Message| services.roster.current().standing(message.seat).site != Site::ClosedGroup;
    message(&incoming).is_some_and(|message| message.nameless && elsewhere(message))
}

fn is_outside_writing(incoming: Arc<Incoming>, services: Arc<Services>) -> bool {
    message(&incoming).is_some_and(|message| message.nameless || !may_check(message.seat, &services))
}

fn is_outside_pressing(incoming: Arc<Incoming>, services: Arc<Services>) -> bool {
    let seat = press(&incoming).and_then(|press| press.seat);
    !seat.is_some_and(|seat| !is_nameless(seat.person) && may_check(seat, &services))
}

fn may_check(seat: Seat, services: &Services) -> bool {
    services.roster.current().standing(seat).may(Action::Check)
}

fn refused(refusal: Refusal) -> Ready<Heard> {
    ready(Heard::Event(Event::Refused(refusal)))
}

async fn written_outside(incoming: Arc<Incoming>, services: Arc<Services>) -> Heard {
    let Some(message) = message(&incoming) else { return Heard::Nothing };
    strangers::writing(message, services.roster.current().standing(message.seat), &services).await
}

async fn written(incoming: Arc<Incoming>, services: Arc<Services>, me: Arc<Me>) -> Heard {
    let Some(message) = message(&incoming) else { return Heard::Nothing };
    read(message, &services, &me).await
}

/// What somebody wrote who may write here.
async fn read(message: &Message, services: &Services, me: &Me) -> Heard {
    let Some(text) = message.text.as_deref() else {
        // Where others talk, a picture that answers us is no reason to speak.
        return if message.edited { Heard::Nothing } else { Heard::Event(Event::Wordless) };
    };
    if let Some((name, addressee)) = command_name(text) {
        if addressee.is_some_and(|bot| !bot.eq_ignore_ascii_case(&me.username)) {
            return Heard::Nothing;
        }
        return command(text, name, message, services, me).await.unwrap_or(Heard::Nothing);
    }
    if let Some(code) = strangers_code(text, message, services) {
        return Heard::Event(code);
    }
    if let Some(event) =
        command_in_words(text, message, me).and_then(|slash| event_of(slash, message.seat.chat.kind(), services))
    {
        return Heard::Event(event);
    }
    Heard::Event(worded(text, message, services, me))
}

/// A command without its slash. An answer to the bot in a group may be for the people there: only `batal` is for us.
fn command_in_words(text: &str, message: &Message, me: &Me) -> Option<Slash> {
    if message.edited {
        return None;
    }
    let named = without_name(message, me);
    let is_for_us = message.seat.chat.kind() == ChatKind::Private || named.is_some();
    in_words(named.as_deref().unwrap_or(text)).filter(|slash| is_for_us || matches!(slash, Slash::Batal))
}

/// What words say that are no command.
fn worded(text: &str, message: &Message, services: &Services, me: &Me) -> Event {
    let Some(words) = without_name(message, me) else {
        let phrase = phrase_of(message, text, services);
        return match (message.edited, message.seat.chat.kind()) {
            (true, _) => Event::Edited(phrase),
            (false, ChatKind::Private) => Event::Typed(phrase),
            (false, ChatKind::Group) => Event::Replied(phrase),
        };
    };
    let phrase = quoting(phrase::read(&words, &services.catalogue), &words, message, services, me);
    match (message.edited, words.trim().is_empty()) {
        (true, _) => Event::Edited(phrase),
        // Our name alone, or with the quotation of a number, is as good as the command.
        (false, true) => Event::Command(Command::Check(phrase)),
        (false, false) => Event::Typed(phrase),
    }
}

/// A stranger's code that waits, typed as it is by somebody who may let strangers in.
fn strangers_code(text: &str, message: &Message, services: &Services) -> Option<Event> {
    let roster = services.roster.current();
    if message.edited || !roster.standing(message.seat).may(Action::Members) {
        return None;
    }
    let code = code_digest(text)?;
    roster.pairing(code.mark(), services.clock.now()).map(|_| Event::Code(code))
}

/// What a command says; `None` for a changed one, except a check: that is asked anew.
async fn command(text: &str, name: &str, message: &Message, services: &Services, me: &Me) -> Option<Heard> {
    let slash = Slash::of(name, behind(text));
    let asks = match slash {
        Some(Slash::Cek) => true,
        Some(_) => false,
        None => is_worded(message, name, services),
    };
    if asks {
        let words = words(text);
        let phrase = quoting(phrase_of(message, &words, services), &words, message, services, me);
        let event = if message.edited { Event::Edited(phrase) } else { Event::Command(Command::Check(phrase)) };
        return Some(Heard::Event(event));
    }
    if message.edited {
        return None;
    }
    if let Some(Slash::Start(payload)) = &slash
        && !payload.trim().is_empty()
    {
        return Some(opened(payload.trim(), message.seat, services).await);
    }
    let event = slash.and_then(|slash| event_of(slash, message.seat.chat.kind(), services));
    Some(Heard::Event(event.unwrap_or(Event::Command(Command::Unknown))))
}

/// What a command asks that needs nothing of its message; `None` for a check.
fn event_of(slash: Slash, chat: ChatKind, services: &Services) -> Option<Event> {
    Some(Event::Command(match slash {
        Slash::Start(_) => Command::Start,
        Slash::Batal => Command::Cancel,
        Slash::Bantuan => Command::Help,
        Slash::Bahasa => Command::Language,
        Slash::Undang => Command::Invite,
        Slash::Anggota => Command::Members,
        Slash::Setujui(code) => match code_digest(&code) {
            None if !code.trim().is_empty() => Command::ApproveNoCode,
            code => Command::Approve(code),
        },
        Slash::Grup if chat == ChatKind::Private => Command::Groups,
        Slash::Grup => Command::Group,
        Slash::Privasi => Command::Privacy(services.retention),
        Slash::Hapusdata => Command::Erase,
        Slash::Cek => return None,
    }))
}

async fn pressed(incoming: Arc<Incoming>, services: Arc<Services>) -> Heard {
    let Some(press) = press(&incoming) else { return Heard::Nothing };
    meant(press, &services).await
}

async fn pressed_outside(incoming: Arc<Incoming>, services: Arc<Services>) -> Heard {
    match press(&incoming).map(|press| (press, press.seat)) {
        None | Some((_, None)) => Heard::Nothing,
        Some((_, Some(seat))) if is_nameless(seat.person) => Heard::Event(Event::Refused(Refusal::Nameless)),
        Some((press, Some(seat))) => {
            strangers::pressing(meant(press, &services).await, services.roster.current().standing(seat))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_gets_all_it_asks_for() {
        let given =
            [dptree::Type::of::<Arc<Incoming>>(), dptree::Type::of::<Arc<Services>>(), dptree::Type::of::<Arc<Me>>()];
        dptree::type_check(schema().sig(), &dptree::di::DependencyMap::new(), &given);
    }
}
