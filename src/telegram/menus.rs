//! The command menus, by place and by what people there may do. A menu is a convenience: whoever
//! types a command is asked for their rights all the same.

use std::sync::Arc;

use serde::Serialize;
use teloxide::types::{BotCommand, BotCommandScope, ChatId, Recipient};

use crate::domain::access::{Action, Role, Site, allows};
use crate::domain::language::Language;
use crate::domain::person::PersonId;
use crate::domain::roster::Change;
use crate::view::texts::Texts;

use super::api::{ApiError, Method};
use super::desk::Desk;

/// One menu: a place, a language, and what stands in it.
#[derive(Serialize)]
pub struct Menu {
    commands: Vec<BotCommand>,
    scope: BotCommandScope,
    #[serde(skip_serializing_if = "Option::is_none")]
    language_code: Option<&'static str>,
}

/// The menus of a bot that starts: everybody's, and one for each who lets others in.
#[must_use]
pub fn all(desk: &Desk) -> Vec<Menu> {
    let mut menus = Vec::new();
    for (language, texts) in languages() {
        let group = texts.group_commands();
        let admins = group.iter().cloned().chain([texts.group_command()]).collect();
        menus.push(Menu::new(BotCommandScope::AllPrivateChats, language, texts.commands().to_vec()));
        menus.push(Menu::new(BotCommandScope::AllGroupChats, language, group.to_vec()));
        menus.push(Menu::new(BotCommandScope::AllChatAdministrators, language, admins));
    }
    for (person, role, _) in desk.door.roster().list() {
        if lets_in(role) {
            menus.extend(own(person, Some(role)));
        }
    }
    menus
}

/// Gives people the menu of what they have become, beside everything else.
pub fn follow(desk: &Arc<Desk>, changes: &[Change]) {
    let menus: Vec<Menu> = changes.iter().filter_map(changed).flatten().collect();
    if menus.is_empty() {
        return;
    }
    let desk = Arc::clone(desk);
    tokio::spawn(async move {
        for menu in menus {
            if let Err(error) = register(&desk, &menu).await {
                log::debug!(error:%; "a command menu was not changed");
            }
        }
    });
}

fn changed(change: &Change) -> Option<Vec<Menu>> {
    match change {
        Change::Member(person, member) => Some(own(*person, member.role)),
        Change::Group(..) | Change::Invite(..) | Change::Pairing(..) => None,
    }
}

/// Registers one menu.
///
/// # Errors
/// When Telegram could not be asked; a menu it refuses is only logged.
pub async fn register(desk: &Desk, menu: &Menu) -> Result<(), ApiError> {
    let body = serde_json::to_vec(menu).unwrap_or_default();
    match desk.api.call(Method::SetMyCommands, body).await {
        // Whoever never wrote to the bot has no chat with it yet.
        Err(error @ (ApiError::Refused { .. } | ApiError::Gone(_))) if menu.is_ones_own() => {
            log::debug!(error:%; "telegram refuses a person's command menu");
            Ok(())
        }
        // Without it the commands still work.
        Err(error @ ApiError::Refused { .. }) => {
            log::error!(error:%; "telegram refuses a command menu");
            Ok(())
        }
        done => done.map(|_| ()),
    }
}

impl Menu {
    /// The default language's menu is also everybody's who speaks another one.
    fn new(scope: BotCommandScope, language: Language, commands: Vec<(&'static str, String)>) -> Self {
        let language_code = (language != Language::default()).then(|| language.code());
        let commands = commands.into_iter().map(|(name, words)| BotCommand::new(name, words)).collect();
        Self { commands, scope, language_code }
    }

    fn is_ones_own(&self) -> bool {
        matches!(self.scope, BotCommandScope::Chat { .. })
    }
}

/// The menus of one person's private chat.
fn own(person: PersonId, role: Option<Role>) -> Vec<Menu> {
    let Ok(id) = i64::try_from(person.0) else {
        return Vec::new();
    };
    let menu = |(language, texts): (Language, Texts)| {
        let mut commands = texts.commands().to_vec();
        if role.is_some_and(lets_in) {
            commands.extend(texts.office_commands());
        }
        Menu::new(BotCommandScope::Chat { chat_id: Recipient::Id(ChatId(id)) }, language, commands)
    };
    languages().map(menu).collect()
}

fn lets_in(role: Role) -> bool {
    allows(role, Action::Members, Site::Private)
}

fn languages() -> impl Iterator<Item = (Language, Texts)> {
    Language::ALL.into_iter().map(|language| (language, Texts::of(language)))
}
