//! `getMe`, `getChat`, webhooks, `answerCallbackQuery`: the small ones.

use serde::Serialize;
use serde_json::json;

use super::{
    failure::{Failure, Outcome, success},
    params::Params,
    sending::chat_id,
    wire::{WireChat, WireUser},
    world::World,
};

/// The most characters of the words that answer a press.
const LONGEST_ANSWER: usize = 200;

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "Telegram's own fields")]
struct Me<'a> {
    #[serde(flatten)]
    user: WireUser<'a>,
    can_join_groups: bool,
    can_read_all_group_messages: bool,
    supports_inline_queries: bool,
    can_connect_to_business: bool,
    has_main_web_app: bool,
}

pub(super) fn me(world: &mut World, _: &Params) -> Outcome {
    success(&Me {
        user: WireUser::bot(&world.bot),
        can_join_groups: true,
        can_read_all_group_messages: !world.privacy,
        supports_inline_queries: false,
        can_connect_to_business: false,
        has_main_web_app: false,
    })
}

#[derive(Serialize)]
struct ChatInfo<'a> {
    #[serde(flatten)]
    chat: WireChat<'a>,
    accent_color_id: u8,
    max_reaction_count: u8,
    accepted_gift_types: serde_json::Value,
}

pub(super) fn chat(world: &mut World, params: &Params) -> Outcome {
    let id = chat_id(params)?;
    let not_found = || Failure::bad("chat not found");
    if let Some(moved) = world.chat(id).ok_or_else(not_found)?.migrated_to {
        return Err(Failure::upgraded(moved));
    }
    let gifts = ["unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"];
    success(&ChatInfo {
        chat: WireChat::new(world, world.chat(id).ok_or_else(not_found)?),
        accent_color_id: 0,
        max_reaction_count: 11,
        accepted_gift_types: gifts.into_iter().map(|gift| (gift, false)).collect(),
    })
}

pub(super) fn answer_press(world: &mut World, params: &Params) -> Outcome {
    let text = params.text("text").unwrap_or_default();
    if text.chars().count() > LONGEST_ANSWER {
        return Err(Failure::bad("MESSAGE_TOO_LONG"));
    }
    let id = params.text("callback_query_id").unwrap_or_default();
    world.queries.answer(id, text.to_owned(), params.flag("show_alert"), world.now)?;
    success(&true)
}

pub(super) fn set_webhook(world: &mut World, params: &Params) -> Outcome {
    let url = params.text("url").unwrap_or_default();
    if !url.is_empty() && !url.starts_with("https://") {
        return Err(Failure::bad("bad webhook: An HTTPS URL must be provided for webhook"));
    }
    world.updates.webhook = Some(url.to_owned()).filter(|url| !url.is_empty());
    drop_pending(world, params);
    success(&true)
}

pub(super) fn delete_webhook(world: &mut World, params: &Params) -> Outcome {
    world.updates.webhook = None;
    drop_pending(world, params);
    success(&true)
}

fn drop_pending(world: &mut World, params: &Params) {
    if params.flag("drop_pending_updates") {
        world.updates.clear();
    }
}

pub(super) fn webhook_info(world: &mut World, _: &Params) -> Outcome {
    success(&json!({
        "url": world.updates.webhook.as_deref().unwrap_or_default(),
        "has_custom_certificate": false,
        "pending_update_count": world.updates.len(),
        "allowed_updates": world.updates.allowed(),
    }))
}
