//! People's names, for those who may have to be told apart at the door. Most updates are of people
//! who are known: their names are not even read.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;

use crate::domain::person::ChatKind;
use crate::domain::roster::Roster;

use super::decode::{Incoming, UpdateKind};

/// A name longer than this is cut: it is stored.
const LONGEST: usize = 64;

/// Adds the sender's name to an update of somebody the roster does not know.
#[must_use]
pub(crate) fn introduced(mut update: Incoming, raw: &str, roster: &Roster) -> Incoming {
    if let UpdateKind::Message(message) = &mut update.kind {
        let text = message.text.as_deref().unwrap_or_default();
        let private = message.seat.chat.kind() == ChatKind::Private;
        // Where everybody may come in, only an invitation makes somebody more than they are.
        let matters = !roster.is_open() || text.starts_with("/start ");
        if private && matters && !message.edited && roster.role(message.seat.person).is_none() {
            Arc::make_mut(message).name = sender(raw).map(Into::into);
        }
    }
    update
}

/// The name of whoever wrote a message: first and last, with the user name behind it, which tells namesakes apart.
fn sender(raw: &str) -> Option<String> {
    let update: Update<'_> = serde_json::from_str(raw).ok()?;
    let from = update.message.from;
    let names = [from.first_name, from.last_name].into_iter().flatten();
    let name = names.map(Cow::into_owned).collect::<Vec<_>>().join(" ");
    let whole = match (name.trim(), from.username) {
        ("", username) => format!("@{}", username?),
        (name, None) => name.to_owned(),
        (name, Some(username)) => {
            let room = LONGEST.saturating_sub(username.chars().count() + 4);
            let name: String = name.chars().take(room).collect();
            format!("{} (@{username})", name.trim_end())
        }
    };
    Some(whole.chars().take(LONGEST).collect())
}

#[derive(Deserialize)]
struct Update<'a> {
    #[serde(borrow)]
    message: Message<'a>,
}

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    from: From<'a>,
}

#[derive(Deserialize)]
struct From<'a> {
    #[serde(borrow, default)]
    first_name: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    last_name: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    username: Option<Cow<'a, str>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_telegram_calls_somebody() {
        let named = |from: &str| sender(&format!(r#"{{"update_id":1,"message":{{"from":{{"id":5,{from}}}}}}}"#));
        assert_eq!(named(r#""first_name":"Ani","last_name":"W""#).as_deref(), Some("Ani W"));
        assert_eq!(named(r#""first_name":"","username":"ani""#).as_deref(), Some("@ani"));
        assert_eq!(named(r#""first_name":"Ani","username":"ani_loket""#).as_deref(), Some("Ani (@ani_loket)"));
        let long = named(&format!(r#""first_name":"{}","username":"ani_loket""#, "A".repeat(500))).unwrap();
        assert!(long.len() == LONGEST && long.ends_with(" (@ani_loket)"), "{long}");
        assert_eq!(named(r#""first_name":7"#), None);
        assert_eq!(named(&format!(r#""first_name":"{}""#, "A".repeat(500))).unwrap().len(), LONGEST);
    }
}
