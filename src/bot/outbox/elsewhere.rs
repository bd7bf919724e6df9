//! What a group does not let the bot say.
//!
//! Owns: what its asker is told instead, and whether there is a way to them. Must not know: how it is sent.
//!
//! In their private chat nobody reads along: a bill is shown whole there. Nobody is written to who never
//! opened that chat, or who may not use the bot there.

use serde::Deserialize;

use crate::domain::access::Action;
use crate::domain::person::{ChatId, ChatKind, PersonId, Seat};
use crate::ports::StoreError;
use crate::view::{Html, Reader, Tap, bill_card::Card, texts::Texts, units};

use crate::bot::rows::{LONGEST_CAPTION, Owed, Target, Ticket, What, seat_key};
use crate::bot::services::Services;
use crate::telegram::render::{CallbackMeaning, read_data};

/// What is owed to the asker of a message that their group refuses.
///
/// # Errors
/// [`StoreError`] when it cannot be told whether there is a way to them, or what they asked.
pub(super) async fn instead(services: &Services, owed: &Owed) -> Result<Option<Owed>, StoreError> {
    let (Some(asker), What::Say { html, markup, target, .. } | What::File { html, markup, target, .. }) =
        (&owed.asker, &owed.what)
    else {
        return Ok(None);
    };
    let person = asker.person;
    let Ok(chat) = i64::try_from(person.0).map(ChatId) else { return Ok(None) };
    let is_private = owed.chat.kind() == ChatKind::Private;
    if is_private || !is_reached(services, person, chat).await? || is_under_way(services, owed, *target).await? {
        return Ok(None);
    }
    let markup = markup.as_deref().map(serde_json::value::RawValue::get).unwrap_or_default();
    let bill = bill(services, markup, person).await?.map(Html::into_string);
    let words = Html::new().line().line().text(&Texts::of(services.language(person).await).said_elsewhere());
    let html = bill.unwrap_or_else(|| html.clone()) + words.as_str();
    let what = match &owed.what {
        // A caption that grows too long is better short than refused.
        What::File { recipe, html: caption, .. } => {
            let html = if units(&html) <= LONGEST_CAPTION { html } else { caption.clone() };
            What::File { recipe: recipe.clone(), html, markup: None, reply_to: None, target: Target::New }
        }
        What::Say { .. } | What::Delete(_) => What::Say { html, markup: None, reply_to: None, target: Target::New },
    };
    Ok(Some(Owed { chat, topic: None, what, trace: owed.trace.clone(), asker: None }))
}

async fn is_reached(services: &Services, person: PersonId, chat: ChatId) -> Result<bool, StoreError> {
    let seat = Seat { chat, topic: None, person };
    Ok(services.roster.current().standing(seat).may(Action::Check)
        && !services.departed.is_gone(chat)
        && services.profile(person).await?.is_some_and(|profile| profile.has_opened()))
}

/// Whether there is more to come of the check it shows: the last word will do.
async fn is_under_way(services: &Services, owed: &Owed, target: Target) -> Result<bool, StoreError> {
    let Target::Check(person, check) = target else { return Ok(false) };
    let seat = Seat { chat: services.migrations.whereabouts(owed.chat), topic: owed.topic, person };
    Ok(services.conversation(&seat_key(seat)).await?.check(check).is_some())
}

/// The bill behind the group's card: its button knows it.
async fn bill(services: &Services, markup: &str, person: PersonId) -> Result<Option<Html>, StoreError> {
    #[derive(Default, Deserialize)]
    struct Keyboard {
        inline_keyboard: Vec<Vec<Button>>,
    }
    #[derive(Deserialize)]
    struct Button {
        callback_data: Option<String>,
    }
    let keyboard: Keyboard = serde_json::from_str(markup).unwrap_or_default();
    for button in keyboard.inline_keyboard.into_iter().flatten() {
        let CallbackMeaning::Kept(token) =
            read_data(&button.callback_data.unwrap_or_default(), ChatKind::Group, person)
        else {
            continue;
        };
        let kept = services.read::<Ticket>(&token.key()).await?.filter(|ticket| ticket.owner == person);
        if let Some(Tap::Reveal(inquiry, answer)) = kept.map(|ticket| ticket.tap) {
            let product = services.catalogue.product(&inquiry.product);
            let card = Card { product, inquiry: &inquiry, answer: &answer, conversion: None };
            return Ok(Some(card.html(Reader { language: services.language(person).await, in_group: false })));
        }
    }
    Ok(None)
}
