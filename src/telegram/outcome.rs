//! From what a turn wants done to rows and requests.
//!
//! Owns: which message goes where, and the answer to a press. Must not know: when it is stored.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::dialogue::{Effect, News, Origin, Place, Toast};
use crate::domain::language::Language;
use crate::domain::person::{ChatId, ChatKind, MessageId, PersonId, Seat};
use crate::domain::profile::{Profile, ProfileNote};
use crate::domain::roster::Change;
use crate::ports::{Batch, Cause, StoreError, Table};
use crate::view::texts::Texts;
use crate::view::{Html, Markup, Reply};

use super::api::{Api, ApiError, Method};
use super::decode::{Incoming, Kind, Press};
use super::desk::{Desk, Me, stored};
use super::erase::Kept;
use super::known::Known;
use super::render::Renderer;
use super::rows::{Owed, Target, What, person_key};

/// Between attempts to answer a press. Telegram takes the answer within a quarter of a minute.
const PRESS_PAUSES: [Duration; 4] =
    [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4), Duration::from_secs(8)];

/// Where an event came from, and what answers it.
pub struct Asked {
    /// For the conversation.
    pub origin: Origin,
    /// The update to strike off.
    pub update: Option<u32>,
    /// The person's message that answers reply to, in groups.
    pub quote: Option<MessageId>,
    /// The press to answer.
    pub press: Option<Arc<Press>>,
    /// The person's name, when they are not known.
    pub name: Option<Arc<str>>,
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
                kept: None,
            },
            Kind::Press(press) => Self {
                origin: Origin::Press { update: incoming.update, asked: press.asked },
                update,
                quote: press.asked,
                press: Some(Arc::clone(press)),
                name: None,
                kept: None,
            },
            Kind::Moved { .. } | Kind::Other => Self { update, ..Self::within(None) },
        }
    }

    /// The bot's own doing, in answer to this message.
    #[must_use]
    pub fn within(quote: Option<MessageId>) -> Self {
        Self { origin: Origin::Within, update: None, quote, press: None, name: None, kept: None }
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
    pub batch: Batch,
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
    let mut renderer = Renderer { owner: seat.person, chat, username: &me.username, now, tickets: Vec::new() };
    let mut staged = Staged {
        batch: Batch::default(),
        owed: Vec::new(),
        toast: None,
        changes: Vec::new(),
        news: Vec::new(),
        causes: Vec::new(),
        erases: false,
        speaks: false,
    };
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
                remember(&mut staged.batch, known, seat.person, note, now);
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
        let owe = |what| Owed { chat: seat.chat, topic: seat.topic, what, trace: trace.to_owned() };
        staged.owed.extend(what.map(owe));
    }
    for (token, ticket) in renderer.tickets {
        staged.batch.put(Table::Ticket, token.key(), stored(&ticket));
    }
    staged
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

/// A person may talk in several places at once: what is remembered is changed where it lies.
fn remember(batch: &mut Batch, known: &Arc<Known<Profile>>, person: PersonId, note: ProfileNote, now: DateTime<Utc>) {
    let (known, key) = (Arc::clone(known), person_key(person));
    batch.merge(Table::Profile, key.clone(), move |value| {
        // The turn has read the row, so one that cannot be understood was set aside before this is written.
        let before = value.and_then(|bytes| known.read(&key, bytes).ok());
        let mut profile = before.map(Arc::unwrap_or_clone).unwrap_or_default();
        profile.note(note.clone());
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
        messages.push(Owed { chat: ChatId(chat), topic: None, what, trace: trace.to_owned() });
    }
    Ok(messages)
}

#[derive(Serialize)]
struct Acknowledgement<'a> {
    callback_query_id: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    show_alert: bool,
}

/// Answers the press, when there was one: at once, before anything is stored, past every queue.
/// A second answer is refused by Telegram and does no harm.
pub fn acknowledge(desk: &Desk, asked: &Asked, toast: Option<Toast>) {
    let Some(press) = asked.press.as_ref() else {
        return;
    };
    let (text, show_alert) = toast.map_or((String::new(), false), |toast| (toast.text, toast.alert));
    let answer = Acknowledgement { callback_query_id: &press.query, text: &text, show_alert };
    if let Ok(body) = serde_json::to_vec(&answer) {
        tokio::spawn(answer_press(desk.api.clone(), body));
    }
}

/// Tries again when the line fails: for a press on another's button the answer is all there is.
async fn answer_press(api: Api, body: Vec<u8>) {
    for again in PRESS_PAUSES {
        let wait = match api.aside(Method::AnswerCallbackQuery, body.clone()).await {
            Ok(_) | Err(ApiError::AlreadyDone) => return,
            Err(ApiError::RetryAfter(time)) => time,
            Err(ApiError::Unreachable(_)) => again,
            Err(error) => return log::debug!(error:%; "a press was not acknowledged"),
        };
        tokio::time::sleep(wait).await;
    }
    log::debug!("a press was not acknowledged in time");
}

#[derive(Serialize)]
struct Apology<'a> {
    chat_id: ChatId,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_thread_id: Option<i32>,
    text: &'a str,
    parse_mode: &'static str,
}

/// A word to the person while the store fails: sent once, past the outbox that cannot be written.
pub fn apologise(desk: &Arc<Desk>, seat: Seat, asked: &Asked, trace: &str) {
    if asked.update.is_none() {
        return;
    }
    let words = Html::new().text(&Texts::of(desk.language(seat.person)).store_trouble(trace));
    let apology = Apology {
        chat_id: desk.whereabouts(seat.chat),
        message_thread_id: seat.topic.map(|topic| topic.0),
        text: words.as_str(),
        parse_mode: "HTML",
    };
    if let Ok(body) = serde_json::to_vec(&apology) {
        let api = desk.api.clone();
        tokio::spawn(async move { api.aside(Method::SendMessage, body).await });
    }
}
