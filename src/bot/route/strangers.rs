//! What people without access may trigger.
//!
//! Owns: that a stranger gets one reply, and a closed group one reply in total; that former members can still view and
//! erase their data. Must not know: the words.

use crate::dialogue::{Command, Event, Refusal};
use crate::domain::access::{Action, Site, Standing};
use crate::domain::person::Seat;
use crate::view::Tap;

use super::heard::Heard;
use crate::bot::roster::secrets;
use crate::bot::services::Services;
use crate::telegram::command::{Slash, command_name, is_ours};
use crate::telegram::decode::Message;

/// Hears a message of somebody who may not check where they write. Only what is addressed to the
/// bot comes here.
#[must_use]
pub(crate) async fn writing(message: &Message, standing: Standing, services: &Services) -> Heard {
    if message.edited {
        return Heard::Nothing;
    }
    let Seat { chat, person, .. } = message.seat;
    let refusal = match standing.site {
        Site::Private => return stranger(message, services).await,
        Site::ClosedGroup if opens_groups(message, standing) => return Heard::Event(Event::Command(Command::Group)),
        Site::ClosedGroup => (is_command(message) && services.roster.tells_once(chat, None)).then_some(Refusal::Closed),
        Site::Group => {
            (is_command(message) && services.roster.tells_once(chat, Some(person))).then_some(Refusal::Stranger)
        }
    };
    refusal.map_or(Heard::Nothing, |refusal| Heard::Event(Event::Refused(refusal)))
}

/// Hears a press of somebody who may not check where they press. A press must be answered.
#[must_use]
pub(crate) fn pressing(heard: Heard, standing: Standing) -> Heard {
    match (standing.site, heard) {
        (_, unread @ Heard::Unread(_)) => unread,
        // The conversation looks whether there is anything of theirs.
        (Site::Private, Heard::Event(event @ Event::Tapped(Tap::Erase))) => Heard::Event(event),
        (Site::Private | Site::Group, _) => Heard::Event(Event::Refused(Refusal::Stranger)),
        (Site::ClosedGroup, Heard::Event(event @ Event::Tapped(Tap::Office(office))))
            if office.needs() == Action::Groups && standing.may(Action::Groups) =>
        {
            Heard::Event(event)
        }
        (Site::ClosedGroup, _) => Heard::Event(Event::Refused(Refusal::Closed)),
    }
}

fn opens_groups(message: &Message, standing: Standing) -> bool {
    let text = message.text.as_deref().unwrap_or_default();
    let name = command_name(text).map(|(name, _)| name.to_lowercase());
    !message.nameless && standing.may(Action::Groups) && name.is_some_and(|name| ["grup", "group"].contains(&&*name))
}

/// Whether it is a command for us: one that names us, or one of ours that names nobody.
fn is_command(message: &Message) -> bool {
    let command = message.text.as_deref().and_then(command_name);
    command.is_some_and(|(name, addressee)| addressee.is_some() || is_ours(name))
}

/// In private: an invitation, what is kept of who was no stranger once, the code of the first run, or a
/// word once. Asking by `/start` shows a stranger their code again, a few times an hour.
async fn stranger(message: &Message, services: &Services) -> Heard {
    let Seat { chat, person, .. } = message.seat;
    let text = message.text.as_deref().unwrap_or_default();
    let start = command_name(text).is_some_and(|(name, _)| name.eq_ignore_ascii_case("start"));
    let (roster, now) = (services.roster.current(), services.clock.now());
    let payload = text.split_whitespace().nth(1).filter(|_| start);
    if let Some(invite) = payload.and_then(secrets::link_digest)
        && (roster.invite_for(&invite, person, now).is_some() || services.roster.tells_once(chat, Some(person)))
    {
        return Heard::Event(Event::Invited(invite));
    }
    if let Some(command) = about_own_data(text, services) {
        match services.knows(person).await {
            Ok(true) => return Heard::Event(Event::Command(command)),
            Ok(false) => {}
            Err(error) => return Heard::Unread(error),
        }
    }
    if services.roster.waits_for_owner() {
        return claiming(message, start, services);
    }
    if roster.waits(person).is_some() {
        return if services.roster.has_a_word(person, now) {
            Heard::Event(Event::Refused(Refusal::Stranger))
        } else {
            Heard::Nothing
        };
    }
    let has_a_code = roster.pairings_of(person).any(|(_, pairing)| now < pairing.until);
    if has_a_code && !(start && services.roster.has_a_word(person, now)) {
        return Heard::Nothing;
    }
    Heard::Event(Event::Refused(Refusal::Stranger))
}

/// While nobody owns the bot everybody was asked for its code: whatever comes is taken for a try, and who tries in
/// vain is told so a few times an hour.
fn claiming(message: &Message, start: bool, services: &Services) -> Heard {
    let Seat { chat, person, .. } = message.seat;
    let (text, now) = (message.text.as_deref().unwrap_or_default(), services.clock.now());
    if services.roster.opens_first_run(person, text, now) {
        return Heard::Event(Event::Claimed);
    }
    let asked_before = !services.roster.tells_once(chat, None);
    let tries = secrets::first_run_digest(text).is_some() || asked_before && !text.is_empty() && !text.starts_with('/');
    if tries {
        let told = services.roster.has_a_word(person, now);
        return if told { Heard::Event(Event::Refused(Refusal::WrongCode)) } else { Heard::Nothing };
    }
    if start || !asked_before { Heard::Event(Event::Refused(Refusal::Unowned)) } else { Heard::Nothing }
}

/// A command that asks what is kept of whoever types it.
fn about_own_data(text: &str, services: &Services) -> Option<Command> {
    let (name, _) = command_name(text)?;
    match Slash::of(name, "") {
        Some(Slash::Privasi) => Some(Command::Privacy(services.retention)),
        Some(Slash::Hapusdata) => Some(Command::Erase),
        Some(_) | None => None,
    }
}
