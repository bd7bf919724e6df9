//! From what a turn wants done to rows and requests.
//!
//! Owns: which message goes where, and the answer to a press. Must not know: when it is stored.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::dialogue::{Effect, News, Origin, Place, Toast};
use crate::domain::language::Language;
use crate::domain::person::{ChatId, ChatKind, PersonId, Seat};
use crate::domain::profile::{Profile, ProfileNote};
use crate::domain::replied_to::RepliedTo;
use crate::domain::roster::Change;
use crate::ports::{Cause, Merge, StoreError, Table, Transaction};
use crate::view::{Markup, Reply};

use crate::bot::rows::cache::RowCache;
use crate::bot::rows::{Asker, Owed, Target, Ticket, What, person_key};
use crate::bot::services::{Me, Services, stored};
use crate::telegram::render::Renderer;

use super::trigger::Trigger;

/// A turn's doings, ready to be stored.
pub(crate) struct Staged {
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
pub(crate) fn stage(
    seat: Seat,
    trigger: &Trigger,
    effects: Vec<Effect>,
    known: &Arc<RowCache<Profile>>,
    me: &Me,
    now: DateTime<Utc>,
    trace: &str,
) -> Staged {
    let chat = seat.chat.kind();
    let mut renderer =
        Renderer { owner: seat.person, chat, topic: seat.topic, username: &me.username, kept: Vec::new() };
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
            Effect::Show(place, reply) => Some(say(seat, trigger, place, reply, &mut renderer)),
            Effect::DeleteQuestion => delete(trigger),
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
        staged.owed.extend(what.map(|what| owe(seat, trigger, what, trace)));
    }
    if !notes.is_empty() {
        remember(&mut staged.transaction, known, seat.person, notes, now);
    }
    for (token, tap) in renderer.kept {
        let ticket = Ticket { owner: seat.person, tap, topic: seat.topic, at: now };
        staged.transaction.put(Table::Ticket, token.key(), stored(&ticket));
    }
    staged
}

/// A message owed; in a group it is owed to somebody, and names them when it answers no message of theirs.
fn owe(seat: Seat, trigger: &Trigger, what: What, trace: &str) -> Owed {
    let name = trigger.first_name.as_deref().map(str::to_owned);
    let whose = (seat.chat.kind() == ChatKind::Group).then_some(Asker { person: seat.person, name });
    let is_lost = matches!(what, What::Say { reply_to: None, target: Target::New | Target::Check(..), .. });
    let mut owed = Owed { chat: seat.chat, topic: seat.topic, what, trace: trace.to_owned(), asker: whose };
    if is_lost {
        owed.name_asker();
    }
    owed
}

fn say(seat: Seat, trigger: &Trigger, place: Place, reply: Reply, renderer: &mut Renderer<'_>) -> What {
    // A message cannot be edited into a question that opens the input field.
    let asks = matches!(reply.markup, Markup::Question { .. });
    let pressed = trigger.press.as_ref().and_then(|press| press.message);
    let target = match place {
        Place::CheckMessage(check) => Target::Check(seat.person, check),
        Place::Here if !asks => pressed.map_or(Target::New, Target::Edit),
        Place::Here | Place::New => Target::New,
    };
    // A question that opens the input field does so for whom it replies to.
    let asked = || trigger.origin.question().filter(|_| asks).map(RepliedTo::whole);
    let reply_to = trigger.quote.clone().or_else(asked).filter(|_| seat.chat.kind() == ChatKind::Group);
    What::Say { html: reply.html.into_string(), markup: renderer.markup(reply.markup), reply_to, target }
}

/// The person's message goes. Where the bot may not delete, Telegram says so and it stays.
fn delete(trigger: &Trigger) -> Option<What> {
    match trigger.origin {
        Origin::Message(message) => Some(What::Delete(message)),
        Origin::BeforeMigration(_) | Origin::Press { .. } | Origin::Within => None,
    }
}

/// A person may talk in several places at once: what is remembered is changed where it lies, and once a turn.
fn remember(
    transaction: &mut Transaction,
    known: &Arc<RowCache<Profile>>,
    person: PersonId,
    notes: Vec<ProfileNote>,
    now: DateTime<Utc>,
) {
    let key = person_key(person);
    // What most likely will lie there, so that it need not be read again. Should another turn have changed the row
    // meanwhile, other bytes lie there and this is forgotten.
    if let Some(before) = known.last(&key) {
        let mut profile = Arc::unwrap_or_clone(before);
        profile.note_all(&notes, now);
        known.note(&key, &stored(&profile), Arc::new(profile));
    }
    // The turn has read the row, so one that cannot be understood was set aside before this is written.
    transaction.merge(Table::Profile, key, Merge::NoteProfile(notes, now));
}

/// The messages that tell others, each in their own language.
///
/// # Errors
/// [`StoreError`] when somebody's language cannot be read.
pub(crate) async fn tell(
    services: &Services,
    news: Vec<(PersonId, News)>,
    trace: &str,
) -> Result<Vec<Owed>, StoreError> {
    let mut messages = Vec::new();
    for (person, news) in news {
        let Ok(chat) = i64::try_from(person.0) else { continue };
        let language = services.profile(person).await?.map_or_else(Language::default, |profile| profile.language());
        let html = news.reply(language).html.into_string();
        let what = What::Say { html, markup: None, reply_to: None, target: Target::New };
        messages.push(Owed { chat: ChatId(chat), topic: None, what, trace: trace.to_owned(), asker: None });
    }
    Ok(messages)
}
