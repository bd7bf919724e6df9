//! The command menus, by place and by what people there may do. A menu is a convenience: whoever
//! types a command is asked for their rights all the same.
//!
//! A menu speaks as the bot does: Indonesian, and in the private chat of whoever chose another
//! language that one. Telegram picks a menu by the language of the person's app, which says little here
//! (many phones are set to English), so it is given the same words for every language of ours.

use std::sync::Arc;

use serde::Serialize;
use teloxide::types::{BotCommand, BotCommandScope, ChatId, Recipient};

use crate::domain::access::{Action, Role, Site, allows};
use crate::domain::language::Language;
use crate::domain::person::PersonId;
use crate::domain::roster::Change;
use crate::view::texts::Texts;

use crate::bot::services::Services;
use crate::telegram::api::{ApiError, Method};

/// One menu: a place, a language, and what stands in it.
#[derive(Serialize)]
pub struct Menu {
    commands: Vec<BotCommand>,
    scope: BotCommandScope,
    #[serde(skip_serializing_if = "Option::is_none")]
    language_code: Option<&'static str>,
}

/// The menus of a bot that starts: everybody's, and one for each who lets others in.
pub async fn all(services: &Services) -> Vec<Menu> {
    let mut menus = Vec::new();
    let texts = Texts::of(Language::default());
    let group = texts.group_commands();
    let admins: Vec<_> = group.iter().cloned().chain([texts.group_command()]).collect();
    menus.extend(Menu::for_all(&BotCommandScope::AllPrivateChats, &texts.commands()));
    menus.extend(Menu::for_all(&BotCommandScope::AllGroupChats, &group));
    menus.extend(Menu::for_all(&BotCommandScope::AllChatAdministrators, &admins));
    menus.extend(of_the_office(services).await);
    menus
}

/// One for each who lets others in.
async fn of_the_office(services: &Services) -> Vec<Menu> {
    let mut menus = Vec::new();
    let roster = services.roster.current();
    for (person, role, _) in roster.list().into_iter().filter(|(_, role, _)| lets_in(*role)) {
        menus.extend(own(services, person, Some(role)).await);
    }
    menus
}

/// Gives people the menu of what they have become, beside everything else.
pub async fn follow(services: &Arc<Services>, changes: &[Change]) {
    let mut menus = Vec::new();
    for change in changes {
        match change {
            Change::Member(person, member) => menus.extend(own(services, *person, member.role).await),
            Change::Confirmed => menus.extend(of_the_office(services).await),
            Change::Group(..) | Change::Invite(..) | Change::Pairing(..) => {}
        }
    }
    register_aside(services, menus);
}

/// Gives somebody the menu of the language they speak now, beside everything else.
pub async fn speak(services: &Arc<Services>, person: PersonId) {
    let role = services.roster.current().role(person);
    register_aside(services, own(services, person, role).await);
}

fn register_aside(services: &Arc<Services>, menus: Vec<Menu>) {
    if menus.is_empty() {
        return;
    }
    let registering = Arc::clone(services);
    let task = async move {
        for menu in menus {
            if let Err(error) = register(&registering, &menu).await {
                log::debug!(error:%; "a command menu was not changed");
            }
        }
    };
    services.tasks.spawn(task);
}

/// Registers one menu.
///
/// # Errors
/// When Telegram could not be asked; a menu it refuses is only logged.
pub async fn register(services: &Services, menu: &Menu) -> Result<(), ApiError> {
    let body = serde_json::to_vec(menu).unwrap_or_default();
    match services.api.call(Method::SetMyCommands, body).await {
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
    /// The same menu whatever language the app speaks: ours are named one by one, for a menu that names a
    /// language goes before one that names none. The default's names none and is also every other's.
    fn for_all(scope: &BotCommandScope, commands: &[(&'static str, String)]) -> impl Iterator<Item = Self> {
        let commands: Vec<_> = commands.iter().map(|(name, words)| BotCommand::new(*name, words.as_str())).collect();
        Language::ALL.into_iter().map(move |app| Self {
            commands: commands.clone(),
            scope: scope.clone(),
            language_code: (app != Language::default()).then(|| app.code()),
        })
    }

    fn is_ones_own(&self) -> bool {
        matches!(self.scope, BotCommandScope::Chat { .. })
    }
}

/// The menu of one person's private chat, in the language they speak.
async fn own(services: &Services, person: PersonId, role: Option<Role>) -> Vec<Menu> {
    let texts = Texts::of(services.language(person).await);
    let mut commands = texts.commands().to_vec();
    if role.is_some_and(lets_in) {
        commands.extend(texts.office_commands());
    }
    let chat = i64::try_from(person.0).ok().map(|id| BotCommandScope::Chat { chat_id: Recipient::Id(ChatId(id)) });
    chat.map(|chat| Menu::for_all(&chat, &commands).collect()).unwrap_or_default()
}

fn lets_in(role: Role) -> bool {
    allows(role, Action::Members, Site::Private)
}
