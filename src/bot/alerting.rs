//! Takes alerts to the owners: a message to each in private.
//!
//! Who they are is asked of the roster when they are told, so that whoever became one a moment ago hears of it and
//! whoever was put out does not.

use std::sync::Arc;

use serde_json::value::RawValue;

use crate::domain::person::{ChatId, ChatKind, PersonId};
use crate::ports::{Cause, Transaction};
use crate::telegram::render::Renderer;
use crate::view::{Button, Html, Markup, Office, Tap, texts::Texts};

use super::alerts::Alert;
use super::outbox::Outbox;
use super::outbox::call::call;
use super::rows::{Owed, Shown, Target, What};
use super::services::Services;

/// Takes alerts to the owners, for ever.
pub async fn run(services: Arc<Services>, outbox: Outbox) {
    let Some(mut waiting) = services.alerts.take_waiting() else { return };
    while let Some(alert) = waiting.recv().await {
        deliver(&services, &outbox, &alert).await;
    }
}

/// Each owner is owed the message; where that cannot be stored it is sent at once, and once.
async fn deliver(services: &Services, outbox: &Outbox, alert: &Alert) {
    let mut owed = Vec::new();
    let roster = services.roster.current();
    for owner in roster.owners() {
        owed.extend(message(services, owner, alert).await);
    }
    if owed.is_empty() {
        log::warn!(trace = alert.trace.as_str(); "there is no owner who could be told");
        return;
    }
    let mut transaction = Transaction::default();
    let stored = outbox.owe(&mut transaction, owed);
    match services.store.commit(transaction).await {
        Ok(()) => outbox.take(stored),
        Err(_) => send_at_once(services, stored),
    }
}

async fn message(services: &Services, owner: PersonId, alert: &Alert) -> Option<Owed> {
    let chat = ChatId(i64::try_from(owner.0).ok()?);
    if services.departed.is_gone(chat) {
        return None;
    }
    let texts = Texts::of(services.language(owner).await);
    let html = words(texts, alert).into_string();
    let what = What::Say { html, markup: buttons(texts, owner, alert), reply_to: None, target: Target::New };
    Some(Owed { chat, topic: None, what, trace: alert.trace.clone(), asker: None })
}

/// Where a person must decide, the way there.
fn buttons(texts: Texts, owner: PersonId, alert: &Alert) -> Option<Box<RawValue>> {
    let Cause::Recovered(_) = alert.cause else { return None };
    let button = Button::tap(texts.recovery_button(), Tap::Office(Office::Recovered));
    // It carries its own meaning: nothing is kept for it.
    let mut renderer = Renderer { owner, chat: ChatKind::Private, username: "", topic: None, kept: Vec::new() };
    renderer.markup(Markup::Buttons(vec![vec![button]]))
}

fn words(texts: Texts, alert: &Alert) -> Html {
    if alert.over {
        texts.alert_over(&alert.cause, &alert.trace, alert.suppressed)
    } else {
        texts.alert(&alert.cause, &alert.trace, alert.suppressed)
    }
}

fn send_at_once(services: &Services, messages: Vec<(u64, Owed)>) {
    for (_, owed) in messages {
        let (api, (method, body)) = (services.api.clone(), call(&owed, owed.chat, Target::New, Shown::Text, None));
        services.tasks.spawn(async move { api.aside(method, body.parameters).await });
    }
}
