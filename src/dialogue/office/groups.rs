//! The groups that are open to the bot, from the private chat: where, since when, and the button that closes one.

use crate::domain::person::ChatId;
use crate::domain::roster::{Change, Group};
use crate::view::{Button, Html, Keyboard, Office, Reply, Tap, texts::Texts, tidy};

use super::super::turn_builder::TurnBuilder;
use super::super::{State, Turn};
use super::pages::{page_of, turn_pages};
use super::people::name_of;

/// The longest title a message or a button shows.
const LONGEST_TITLE: usize = 40;

/// A page of them, and the way to one more.
pub(in crate::dialogue) fn list(turn: TurnBuilder<'_>, state: State, page: u16) -> Turn {
    let (texts, context) = (turn.texts(), turn.context);
    let open = context.visitor.roster.open_groups();
    let (page, pages, shown) = page_of(&open, page);
    let mut html = Html::new().bold(&texts.groups_title(open.len()));
    let mut buttons: Keyboard = Vec::new();
    for (number, (chat, group)) in shown {
        let (title, by) = (title_of(texts, *chat, group), name_of(&context, group.by));
        html = html.line().text(&texts.groups_line(number, &title, group, &by));
        buttons.push(vec![Button::tap(texts.close_group_button(&title), Tap::Office(Office::CloseGroup(*chat)))]);
    }
    buttons.extend(turn_pages(texts, page, pages, Office::Groups));
    let html = html.line().line().text(&texts.groups_add());
    let link = format!("https://t.me/{}?startgroup=start", context.visitor.bot);
    buttons.push(vec![Button::link(texts.add_to_group_button(), link)]);
    turn.screen(Reply::with_buttons(html, buttons)).wait_for(state)
}

/// Closes one; people there are told once they ask.
pub(super) fn close(turn: TurnBuilder<'_>, state: State, chat: ChatId) -> Turn {
    let texts = turn.texts();
    let Some(group) = turn.context.visitor.roster.group(chat) else {
        return turn.alert(texts.group_over()).wait_for(state);
    };
    let html = Html::new().text(&texts.group_disabled_named(&title_of(texts, chat, group)));
    let back = Button::tap(texts.groups_button(), Tap::Office(Office::Groups(0)));
    turn.change(Change::Group(chat, None)).screen(Reply::with_buttons(html, vec![vec![back]])).wait_for(state)
}

/// How a group was called when it was opened, or its number where nobody noted that.
fn title_of(texts: Texts, chat: ChatId, group: &Group) -> String {
    let title = tidy(&group.title, LONGEST_TITLE);
    if title.is_empty() { texts.nameless_group(chat) } else { title }
}
