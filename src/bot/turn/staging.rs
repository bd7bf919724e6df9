//! From what a turn wants done to rows and requests.
//!
//! Owns: which message goes where, and the answer to a press. Must not know: when it is stored.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::dialogue::{Check, Effect, News, Origin, Place, Toast};
use crate::domain::language::Language;
use crate::domain::person::{ChatId, ChatKind, MessageId, PersonId, Seat};
use crate::domain::profile::{Profile, ProfileNote};
use crate::domain::roster::Change;
use crate::ports::{Cause, StoreError, Table, Transaction};

use crate::view::{Markup, Reply};

use crate::bot::render::Renderer;
use crate::bot::rows::cache::Known;
use crate::bot::rows::{Asker, Owed, Target, What, person_key};
use crate::bot::services::{Desk, Me, stored};
use crate::bot::token::mark;
use crate::bot::upkeep::erase::Kept;
use crate::telegram::decode::{Incoming, Kind, Press};

pub use crate::bot::outbox::asides::{acknowledge, apologise};

/// Where an event came from, and what answers it.
pub struct Asked {
    /// For the conversation.
    pub origin: Origin,
    /// The update to strike off.
    pub update: Option<i64>,
    /// The person's message that answers reply to, in groups.
    pub quote: Option<MessageId>,
    /// The press to answer.
    pub press: Option<Arc<Press>>,
    /// The person's name, when they are not known.
    pub name: Option<Arc<str>>,
    /// The person's first name.
    pub first_name: Option<Arc<str>>,
    /// By what the person's text is known again.
    pub text: Option<u64>,
    /// What is kept of the person, when they want it erased and it is not erased already.
    pub kept: Option<Kept>,
}

impl Asked {
    /// Where an update came from, and what answers it.
    #[must_use]
    pub fn of(incoming: &Incoming) -> Self {
        let update = Some(incoming.update);
        match &incoming.kind {
            Kind::Message(message) => Self {
                origin: Origin::Message(message.id),
                update,
                quote: Some(message.id),
                press: None,
                name: message.name.clone(),
                first_name: message.first_name.clone(),
                text: message.text.as_deref().map(|text| mark(&[text.as_bytes()])),
                kept: None,
            },
            Kind::Press(press) => Self {
                origin: Origin::Press { update: incoming.update, asked: press.asked },
                update,
                quote: press.asked,
                press: Some(Arc::clone(press)),
                name: None,
                first_name: press.first_name.clone(),
                text: None,
                kept: None,
            },
            Kind::Moved { .. } | Kind::Other => Self { update, ..Self::within(None) },
        }
    }

    /// The bot's own doing, in answer to this message.
    #[must_use]
    pub fn within(quote: Option<MessageId>) -> Self {
        Self {
            origin: Origin::Within,
            update: None,
            quote,
            press: None,
            name: None,
            first_name: None,
            text: None,
            kept: None,
        }
    }

    /// The bot's own doing about a check.
    #[must_use]
    pub fn about(check: &Check) -> Self {
        Self { first_name: check.asker.as_deref().map(Arc::from), ..Self::within(check.quote) }
    }
}

impl Asked {
    /// Forgets the messages it is about: its group has a new id, where they are others.
    pub fn leave_its_place(&mut self) {
        self.origin = match self.origin {
            Origin::Message(message) | Origin::Left(message) => Origin::Left(message),
            Origin::Press { update, .. } => Origin::Press { update, asked: None },
            Origin::Within => Origin::Within,
        };
        self.quote = None;
        let elsewhere = |press: Arc<Press>| Arc::new(Press { message: None, asked: None, ..Press::clone(&press) });
        self.press = self.press.take().map(elsewhere);
    }
}

/// A turn's doings, ready to be stored.
pub struct Staged {
    /// What to remember, besides state and messages.
    pub transaction: Transaction,
    /// Messages owed, in order.
    pub owed: Vec<Owed>,
    /// The words that answer the press.
    pub toast: Option<Toast>,
    /// What changes at the door.
    pub changes: Vec<Change>,
    /// What others are told.
    pub news: Vec<(PersonId, News)>,
    /// What the owners must hear of.
    pub causes: Vec<Cause>,
    /// Whether what is kept of the person goes first.
    pub erases: bool,
    /// Whether the person may speak another language from now on.
    pub speaks: bool,
}

/// Turns effects into rows.
#[must_use]
pub fn stage(
    seat: Seat,
    asked: &Asked,
    effects: Vec<Effect>,
    known: &Arc<Known<Profile>>,
    me: &Me,
    now: DateTime<Utc>,
    trace: &str,
) -> Staged {
    let chat = seat.chat.kind();
    let mut renderer =
        Renderer { owner: seat.person, chat, topic: seat.topic, username: &me.username, now, tickets: Vec::new() };
    let mut staged = Staged {
        transaction: Transaction::default(),
        owed: Vec::new(),
        toast: None,
        changes: Vec::new(),
        news: Vec::new(),
        causes: Vec::new(),
        erases: false,
        speaks: false,
    };
    let mut notes = Vec::new();
    for effect in effects {
        let what = match effect {
            Effect::Show(place, reply) => Some(say(seat, asked, place, reply, &mut renderer)),
            Effect::DeleteAsked => delete(chat, asked),
            Effect::Toast(toast) => {
                staged.toast = Some(toast);
                None
            }
            Effect::Remember(note) => {
                staged.speaks |= matches!(note, ProfileNote::Language(_));
                notes.push(note);
                None
            }
            Effect::Erase => {
                (staged.erases, staged.speaks) = (true, true);
                None
            }
            Effect::Change(change) => {
                staged.changes.push(change);
                None
            }
            Effect::Alarm(cause) => {
                staged.causes.push(cause);
                None
            }
            Effect::Tell(person, news) => {
                staged.news.push((person, news));
                None
            }
        };
        staged.owed.extend(what.map(|what| owe(seat, asked, what, trace)));
    }
    if !notes.is_empty() {
        remember(&mut staged.transaction, known, seat.person, notes, now);
    }
    for (token, ticket) in renderer.tickets {
        staged.transaction.put(Table::Ticket, token.key(), stored(&ticket));
    }
    staged
}

/// A message owed; in a group it is owed to somebody, and names them when it answers no message of theirs.
fn owe(seat: Seat, asked: &Asked, what: What, trace: &str) -> Owed {
    let name = asked.first_name.as_deref().map(str::to_owned);
    let whose = (seat.chat.kind() == ChatKind::Group).then_some(Asker { person: seat.person, name });
    let is_lost = matches!(what, What::Say { reply_to: None, target: Target::New | Target::Check(..), .. })
        && asked.quote.is_none();
    let mut owed = Owed { chat: seat.chat, topic: seat.topic, what, trace: trace.to_owned(), asker: whose };
    if is_lost {
        owed.name_asker();
    }
    owed
}

fn say(seat: Seat, asked: &Asked, place: Place, reply: Reply, renderer: &mut Renderer<'_>) -> What {
    // A message cannot be edited into a question that opens the input field.
    let asks = matches!(reply.markup, Markup::Question { .. });
    let pressed = asked.press.as_ref().and_then(|press| press.message);
    let target = match place {
        Place::CheckMessage(check) => Target::Check(seat.person, check),
        Place::Here if !asks => pressed.map_or(Target::New, Target::Edit),
        Place::Here | Place::New => Target::New,
    };
    let reply_to = asked.quote.filter(|_| seat.chat.kind() == ChatKind::Group);
    What::Say { html: reply.html.into_string(), markup: renderer.markup(reply.markup), reply_to, target }
}

/// In a group the message stays: there a bot may not take it away, and others may need it.
fn delete(chat: ChatKind, asked: &Asked) -> Option<What> {
    match (chat, asked.origin) {
        (ChatKind::Private, Origin::Message(message)) => Some(What::Delete(message)),
        _ => None,
    }
}

/// A person may talk in several places at once: what is remembered is changed where it lies, and once a turn.
fn remember(
    transaction: &mut Transaction,
    known: &Arc<Known<Profile>>,
    person: PersonId,
    notes: Vec<ProfileNote>,
    now: DateTime<Utc>,
) {
    let (known, key) = (Arc::clone(known), person_key(person));
    transaction.merge(Table::Profile, key.clone(), move |value| {
        // The turn has read the row, so one that cannot be understood was set aside before this is written.
        let before = value.and_then(|bytes| known.read(&key, bytes).ok());
        let mut profile = before.map(Arc::unwrap_or_clone).unwrap_or_default();
        notes.iter().cloned().for_each(|note| profile.note(note));
        profile.touched = Some(now);
        let bytes = stored(&profile);
        known.note(&key, &bytes, Arc::new(profile));
        Some(bytes)
    });
}

/// The messages that tell others, each in their own language.
///
/// # Errors
/// [`StoreError`] when somebody's language cannot be read.
pub fn tell(desk: &Desk, news: Vec<(PersonId, News)>, trace: &str) -> Result<Vec<Owed>, StoreError> {
    let mut messages = Vec::new();
    for (person, news) in news {
        let Ok(chat) = i64::try_from(person.0) else { continue };
        let language = desk.profile(person)?.map_or_else(Language::default, |profile| profile.language());
        let html = news.reply(language).html.into_string();
        let what = What::Say { html, markup: None, reply_to: None, target: Target::New };
        messages.push(Owed { chat: ChatId(chat), topic: None, what, trace: trace.to_owned(), asker: None });
    }
    Ok(messages)
}
