//! The bot's command lists, by scope and language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::person::PersonId;

use super::{
    chat::{Chat, Kind},
    failure::{Failure, Outcome, success},
    params::Params,
};

/// One command of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BotCommand {
    /// Without the slash.
    pub command: String,
    /// What the menu says about it.
    pub description: String,
}

/// The most commands a list may hold.
const MOST: usize = 100;

/// The lists.
#[derive(Debug, Default)]
pub(super) struct Commands(BTreeMap<(String, String), Vec<BotCommand>>);

impl Commands {
    /// A list; empty when it was never set. Scopes are spelt as in `type`, those of a chat as
    /// `chat:ID`, `chat_administrators:ID`, `chat_member:ID:PERSON`.
    pub(super) fn of(&self, scope: &str, language: &str) -> &[BotCommand] {
        self.0.get(&(scope.to_owned(), language.to_owned())).map_or(&[], Vec::as_slice)
    }
}

impl Commands {
    /// The menu somebody sees: the list of the narrowest scope, in their language if there is one.
    pub(super) fn menu(&self, chat: &Chat, person: PersonId, language: &str) -> &[BotCommand] {
        let id = chat.id.0;
        let wide = if chat.kind == Kind::Private { "all_private_chats" } else { "all_group_chats" };
        let narrow = [format!("chat_member:{id}:{}", person.0), format!("chat:{id}")];
        let scopes = narrow.iter().map(String::as_str).chain([wide, "default"]);
        let lists = scopes.flat_map(|scope| [self.of(scope, language), self.of(scope, "")]);
        lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
    }
}

#[derive(Deserialize)]
struct Scope {
    #[serde(rename = "type")]
    kind: String,
    chat_id: Option<i64>,
    user_id: Option<u64>,
}

const WIDE_SCOPES: [&str; 4] = ["default", "all_private_chats", "all_group_chats", "all_chat_administrators"];

fn key(params: &Params) -> Result<(String, String), Failure> {
    let language = params.text("language_code").unwrap_or_default();
    if !language.is_empty() && (language.len() != 2 || !language.bytes().all(|byte| byte.is_ascii_lowercase())) {
        return Err(Failure::bad("invalid language_code specified"));
    }
    let scope = params.json::<Scope>("scope")?;
    let odd = || Failure::bad("can't parse BotCommandScope: unsupported type specified");
    let scope = match scope {
        None => "default".to_owned(),
        Some(scope) => match (scope.kind.as_str(), scope.chat_id, scope.user_id) {
            (wide, _, _) if WIDE_SCOPES.contains(&wide) => scope.kind,
            ("chat" | "chat_administrators", Some(chat), _) => format!("{}:{chat}", scope.kind),
            ("chat_member", Some(chat), Some(person)) => format!("chat_member:{chat}:{person}"),
            _ => return Err(odd()),
        },
    };
    Ok((scope, language.to_owned()))
}

pub(super) fn set(kept: &mut Commands, params: &Params) -> Outcome {
    let commands: Vec<BotCommand> =
        params.json("commands")?.ok_or_else(|| Failure::bad("parameter \"commands\" is required"))?;
    if commands.len() > MOST {
        return Err(Failure::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    commands.iter().try_for_each(BotCommand::check)?;
    let key = key(params)?;
    kept.0.insert(key, commands);
    success(&true)
}

pub(super) fn get(kept: &Commands, params: &Params) -> Outcome {
    let (scope, language) = key(params)?;
    success(&kept.of(&scope, &language))
}

pub(super) fn delete(kept: &mut Commands, params: &Params) -> Outcome {
    let key = key(params)?;
    kept.0.remove(&key);
    success(&true)
}

impl BotCommand {
    fn check(&self) -> Result<(), Failure> {
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if !(1..=32).contains(&self.command.len()) || !self.command.bytes().all(letters) {
            return Err(Failure::bad("BOT_COMMAND_INVALID"));
        }
        if !(1..=256).contains(&self.description.chars().count()) {
            return Err(Failure::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
        Ok(())
    }
}
